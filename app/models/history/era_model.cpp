// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/era_model.h"

#include "client/texts.h"
#include "client/when_done.h"
#include "models/history/history_words.h"
#include "models/history/time_words.h"
#include "models/history/user_names.h"

#include <algorithm>
#include <utility>

#include <QLocale>

namespace blkera {
namespace {

constexpr quint32 kPage = 1'000; // what the service gives at a time
constexpr int kTickMs = 1'000;
// A device tells of its era a moment before the history has it.
constexpr int kFirstRetryMs = 250;
constexpr int kMostRetries = 6;

int alignmentOf(int column)
{
    const bool isNumber = column == EraModel::EraColumn || column == EraModel::BlocksColumn
        || column == EraModel::BytesColumn;
    return int((isNumber ? Qt::AlignTrailing : Qt::AlignLeading) | Qt::AlignVCenter);
}

QString notKnown()
{
    return QStringLiteral("–");
}

} // namespace

EraModel::EraModel(EraService& service, QObject* parent)
    : QAbstractTableModel(parent)
    , m_service(service)
    , m_clock(clockUs)
    , m_users(new UserNames(this))
{
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &EraModel::tick);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &EraModel::refresh);
    connect(m_users, &UserNames::changed, this, [this] {
        if (!m_eras.isEmpty())
            emit dataChanged(index(0, ByColumn), index(int(m_eras.size()) - 1, ByColumn));
    });
    connect(&service, &EraService::daemonEnded, this, [this] {
        // What was asked may never be answered.
        ++m_generation;
        m_isAskingNewest = m_isAskingOlder = m_askAgain = false;
        m_retry.stop();
        emit loadingChanged();
    });
    connect(&service, &EraService::daemonStarted, this, &EraModel::refresh);
}

void EraModel::setDevice(const DeviceInfo& device)
{
    const DeviceInfo before = std::exchange(m_device, device);
    const bool isOther = before.name != device.name
        // Another one that has got the name. (The history may know of an era before the device has
        // told of it, which is then still in the one before.)
        || (device.currentEra != 0 && device.currentEra != before.currentEra && !m_eras.isEmpty()
            && device.currentEra < m_eras.constFirst().era);
    if (isOther)
        clear();
    if (isOther || before.currentEra != device.currentEra
        || before.metadataSnapshot != device.metadataSnapshot) {
        m_retries = 0;
        refresh();
    }
    if (device.name.isEmpty() || device.currentEra == 0)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

void EraModel::setClock(std::function<quint64()> clock)
{
    m_clock = std::move(clock);
}

int EraModel::rowOf(quint32 era) const
{
    const auto found = std::ranges::lower_bound(m_eras, era, std::ranges::greater(), &EraInfo::era);
    return found != m_eras.end() && found->era == era ? int(found - m_eras.begin()) : -1;
}

bool EraModel::isCurrent(int row) const
{
    return row == 0 && m_eras.constFirst().endedUs == 0
        && m_eras.constFirst().era == m_device.currentEra;
}

void EraModel::clear()
{
    beginResetModel();
    ++m_generation;
    m_eras.clear();
    m_failure.reset();
    m_isAskingNewest = m_isAskingOlder = m_askAgain = m_hasOlder = false;
    m_retry.stop();
    endResetModel();
    emit loadingChanged();
}

void EraModel::ask(quint32 from, quint32 count, std::function<void(const QList<EraInfo>&)> take,
                   bool& isAsking)
{
    isAsking = true;
    whenDone(
        m_service.eras(m_device.name, from, count), this,
        [this, generation = m_generation, take = std::move(take), &isAsking](const Rows& rows) {
            if (generation != m_generation)
                return;
            isAsking = false;
            if (rows) {
                m_failure.reset();
                take(*rows);
            } else if (rows.error().kind == ClientError::Kind::NotFound) {
                m_failure.reset(); // a device that is so new that it has no history
                take({});
            } else {
                m_failure = rows.error();
            }
            emit loadingChanged();
        });
    emit loadingChanged();
}

// ---------------------------------------------------------------- what has begun

void EraModel::refresh()
{
    if (m_device.name.isEmpty())
        return;
    if (m_isAskingNewest) {
        m_askAgain = true;
        return;
    }
    m_retry.stop();
    // The newest that is known has perhaps ended.
    const quint32 from = m_eras.isEmpty() ? 0 : m_eras.constFirst().era;
    ask(
        from, kPage, [this](const QList<EraInfo>& rows) { takeNewest(rows); }, m_isAskingNewest);
}

void EraModel::takeNewest(const QList<EraInfo>& ascending)
{
    QList<EraInfo> begun;
    for (const EraInfo& era : ascending) {
        if (m_eras.isEmpty() || era.era > m_eras.constFirst().era) {
            begun.prepend(era);
        } else if (const int row = rowOf(era.era); row >= 0) {
            m_eras[row] = era;
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
    if (!begun.isEmpty()) {
        const bool hadCurrent = !m_eras.isEmpty();
        beginInsertRows({}, 0, int(begun.size()) - 1);
        m_eras = begun + m_eras;
        m_hasOlder = hadCurrent ? m_hasOlder : m_eras.constLast().era > 1;
        endInsertRows();
        if (hadCurrent) { // it is not the current one any more
            const int row = int(begun.size());
            emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        }
    }
    const bool isMissing = m_device.currentEra != 0
        && (m_eras.isEmpty() || m_eras.constFirst().era < m_device.currentEra);
    if (std::exchange(m_askAgain, false) || (isMissing && ascending.size() == qsizetype(kPage)))
        refresh();
    else if (isMissing && m_retries < kMostRetries)
        m_retry.start(kFirstRetryMs << m_retries++);
}

// ---------------------------------------------------------------- what was before

bool EraModel::canFetchMore(const QModelIndex& parent) const
{
    return !parent.isValid() && m_hasOlder && !m_isAskingOlder;
}

void EraModel::fetchMore(const QModelIndex& parent)
{
    if (canFetchMore(parent))
        askOlder(m_eras.constLast().era);
}

void EraModel::askOlder(quint32 before)
{
    const quint32 from = before > kPage ? before - kPage : 1;
    ask(
        from, before - from, [this, from](const QList<EraInfo>& rows) { takeOlder(rows, from); },
        m_isAskingOlder);
}

void EraModel::takeOlder(const QList<EraInfo>& ascending, quint32 askedFrom)
{
    const quint32 oldest = m_eras.constLast().era;
    QList<EraInfo> older;
    for (const EraInfo& era : ascending) {
        if (era.era < oldest)
            older.prepend(era);
    }
    if (!older.isEmpty()) {
        beginInsertRows({}, int(m_eras.size()), int(m_eras.size() + older.size()) - 1);
        m_eras += older;
        m_hasOlder = m_eras.constLast().era > 1;
        endInsertRows();
        return;
    }
    m_hasOlder = false;
    if (askedFrom == 1)
        return;
    // Nothing there: a gap, or all that the history has kept.
    ask(
        1, 1,
        [this, askedFrom](const QList<EraInfo>& rows) {
            m_hasOlder = !rows.isEmpty() && rows.constFirst().era < askedFrom;
            if (m_hasOlder)
                askOlder(askedFrom);
        },
        m_isAskingOlder);
}

// ---------------------------------------------------------------- what is shown

void EraModel::tick()
{
    if (!m_eras.isEmpty() && isCurrent(0))
        emit dataChanged(index(0, DurationColumn), index(0, DurationColumn));
}

QString EraModel::userText(const EraInfo& era) const
{
    return era.uid ? m_users->name(*era.uid) : notKnown();
}

QString EraModel::durationText(int row) const
{
    const EraInfo& era = m_eras[row];
    if (era.startedUs == 0)
        return notKnown();
    if (isCurrent(row))
        return tr("%1 so far")
            .arg(blkera::durationText(std::max(nowUs(), era.startedUs) - era.startedUs));
    return era.endedUs < era.startedUs ? notKnown()
                                       : blkera::durationText(era.endedUs - era.startedUs);
}

QString EraModel::cellText(int row, int column) const
{
    const EraInfo& era = m_eras[row];
    switch (column) {
    case EraColumn:
        return QLocale().toString(era.era);
    case BeganColumn:
        return timeText(era.startedUs);
    case DurationColumn:
        return durationText(row);
    case CauseColumn:
        return causeText(era.cause);
    case ByColumn:
        return userText(era);
    case BlocksColumn:
        return era.blocks ? QLocale().toString(*era.blocks) : notKnown();
    case BytesColumn:
        return era.bytes ? sizeText(*era.bytes) : notKnown();
    default:
        return {};
    }
}

QStringList EraModel::facts(int row) const
{
    const EraInfo& era = m_eras[row];
    const QString number = QLocale().toString(era.era);
    QStringList facts;
    facts << (era.uid ? tr("Era %1: %2, by %3").arg(number, causeText(era.cause), userText(era))
                      : tr("Era %1: %2").arg(number, causeText(era.cause)));
    if (era.startedUs == 0)
        facts << tr("It is not known when it began");
    else if (isCurrent(row) || era.endedUs >= era.startedUs)
        facts << tr("began %1, %2", "a time and how long")
                     .arg(timeText(era.startedUs), durationText(row));
    else
        facts << tr("began %1").arg(timeText(era.startedUs));
    const int form = pluralForm(era.blocks.value_or(0));
    if (era.blocks && era.bytes)
        facts << tr("%1 block(s) marked, %2 written", nullptr, form)
                     .arg(QLocale().toString(*era.blocks), sizeText(*era.bytes));
    else if (era.blocks)
        facts << tr("%1 block(s) marked", nullptr, form).arg(QLocale().toString(*era.blocks));
    else if (isCurrent(row))
        facts << tr("what is written is counted when it ends");
    else
        facts << tr("it is not known how much was written");
    if (!era.group.isEmpty())
        facts << tr("of several devices at one moment: group %1").arg(era.group);
    if (era.isRebuilt)
        facts << tr("rebuilt from the metadata: blocks that were written again later are not "
                    "counted");
    return facts;
}

int EraModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_eras.size());
}

int EraModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant EraModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cellText(index.row(), index.column());
    case Qt::ToolTipRole:
        return facts(index.row()).join(u'\n');
    case Qt::AccessibleTextRole:
        // A cell alone says nothing; the first one says all.
        if (index.column() == EraColumn)
            return facts(index.row()).join(QStringLiteral("; "));
        return tr("%1: %2", "a heading and what is below it")
            .arg(headerData(index.column(), Qt::Horizontal).toString(),
                 cellText(index.row(), index.column()));
    case Qt::TextAlignmentRole:
        return alignmentOf(index.column());
    case EraRole:
        return m_eras[index.row()].era;
    default:
        return {};
    }
}

QVariant EraModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole)
        return alignmentOf(section);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case EraColumn:
        return tr("Era");
    case BeganColumn:
        return tr("Began");
    case DurationColumn:
        return tr("Duration");
    case CauseColumn:
        return tr("Cause");
    case ByColumn:
        return tr("By");
    case BlocksColumn:
        return tr("Blocks");
    case BytesColumn:
        return tr("Written");
    default:
        return {};
    }
}

} // namespace blkera
