// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/event_model.h"

#include "client/when_done.h"
#include "models/history/history_words.h"
#include "models/history/time_words.h"

#include <algorithm>

namespace blkera {
namespace {

constexpr quint32 kAtOnce = 1'000; // what the service gives

bool isSame(const EventInfo& one, const EventInfo& other)
{
    return one.timeUs == other.timeUs && one.device == other.device && one.kind == other.kind
        && one.text == other.text;
}

} // namespace

EventModel::EventModel(ServiceCache& cache, QObject* parent)
    : QAbstractTableModel(parent)
    , m_cache(cache)
{
    connect(&cache, &ServiceCache::happened, this, &EventModel::add);
    // What happened while nobody listened is in the history.
    connect(&cache, &ServiceCache::stateChanged, this, &EventModel::askIfReady);
    askIfReady();
}

void EventModel::setDevice(const QString& device)
{
    if (device == m_device)
        return;
    beginResetModel();
    m_device = device;
    m_events.clear();
    endResetModel();
    askIfReady();
}

// What is only shown must not start the service; when it is there, it is asked.
void EventModel::askIfReady()
{
    if (m_cache.state() == ServiceCache::State::Ready)
        refresh();
}

void EventModel::refresh()
{
    const quint64 asked = ++m_asked;
    m_isLoading = true;
    whenDone(m_cache.service().events(m_device, 0, kAtOnce), this,
             [this, asked](const Outcome<QList<EventInfo>>& events) {
                 if (asked != m_asked)
                     return;
                 m_isLoading = false;
                 m_failure.reset();
                 if (events)
                     take(*events);
                 else
                     m_failure = events.error();
                 emit loadingChanged();
             });
    emit loadingChanged();
}

bool EventModel::isShown(const EventInfo& event) const
{
    // Some are of several devices, separated by blanks.
    return m_device.isEmpty() || event.device == m_device
        || event.device.split(u' ').contains(m_device);
}

void EventModel::add(const EventInfo& event)
{
    if (!isShown(event))
        return;
    if (m_events.size() >= kMost) {
        const int last = int(m_events.size()) - 1;
        beginRemoveRows({}, last, last);
        m_events.removeFirst();
        endRemoveRows();
    }
    beginInsertRows({}, 0, 0);
    m_events.append(event);
    endInsertRows();
}

void EventModel::take(const QList<EventInfo>& ascending)
{
    QList<EventInfo> all = ascending;
    // What was told after the answer was made.
    for (const EventInfo& event : std::as_const(m_events)) {
        const bool isKnown = std::ranges::any_of(
            ascending, [&](const EventInfo& other) { return isSame(event, other); });
        if (!isKnown && (ascending.isEmpty() || event.timeUs >= ascending.constLast().timeUs))
            all.append(event);
    }
    const bool isSameAll = std::ranges::equal(all, m_events, isSame);
    if (isSameAll)
        return; // whoever reads keeps the place
    beginResetModel();
    m_events = all.last(std::min<qsizetype>(all.size(), kMost));
    endResetModel();
}

int EventModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_events.size());
}

int EventModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString EventModel::cellText(const EventInfo& event, int column) const
{
    switch (column) {
    case TimeColumn:
        return timeText(event.timeUs);
    case SeverityColumn:
        return severityText(eventSeverity(event));
    case DeviceColumn:
        return event.device;
    case KindColumn:
        return eventKindText(event.kind);
    case TextColumn:
        return eventText(event);
    default:
        return {};
    }
}

QVariant EventModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const EventInfo& event = m_events[m_events.size() - 1 - index.row()];
    switch (role) {
    case Qt::DisplayRole:
        return cellText(event, index.column());
    case Qt::ToolTipRole:
        return eventText(event);
    case Qt::AccessibleTextRole:
        if (index.column() != TimeColumn)
            return cellText(event, index.column());
        if (event.device.isEmpty())
            return tr("%1, %2: %3, %4", "time, severity, kind and text of an event")
                .arg(timeText(event.timeUs), severityText(eventSeverity(event)),
                     eventKindText(event.kind), eventText(event));
        return tr("%1, %2: %3, %4, %5", "time, severity, device, kind and text of an event")
            .arg(timeText(event.timeUs), severityText(eventSeverity(event)), event.device,
                 eventKindText(event.kind), eventText(event));
    case SeverityRole:
        return int(eventSeverity(event));
    default:
        return {};
    }
}

QVariant EventModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case SeverityColumn:
        return tr("Severity");
    case DeviceColumn:
        return tr("Device");
    case KindColumn:
        return tr("Event");
    case TextColumn:
        return tr("Details");
    default:
        return {};
    }
}

} // namespace blkera
