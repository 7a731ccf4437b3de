// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/chronicle.h"

#include "access/journal.h"
#include "workflow/era_note.h"
#include "workflow/job.h"

#include <algorithm>
#include <utility>

#include <QDBusArgument>

namespace blkera {

namespace {

// Of eras that nobody has seen begin, and of those that are rebuilt.
constexpr quint32 kMostMissed = 1'024;
constexpr qint64 kUsPerDay = 86'400'000'000;

QString describe(const EraRecord& era)
{
    QString text = QStringLiteral("era %1, %2").arg(era.era).arg(toQString(era.cause));
    if (era.uid)
        text += QStringLiteral(", by user %1").arg(*era.uid);
    if (!era.groupId.isEmpty())
        text += QStringLiteral(", group %1").arg(era.groupId);
    return text;
}

// Of Target1.Eras. What has been written in the current era counts only as the last word.
QList<EraRecord> erasOf(const QVariantList& values, bool isLast)
{
    QList<EraRecord> eras;
    const auto array = values.value(0).value<QDBusArgument>();
    array.beginArray();
    while (!array.atEnd()) {
        EraRecord era;
        QString cause;
        QString note;
        quint64 startedUs = 0;
        quint64 endedUs = 0;
        quint64 blocks = 0;
        quint64 bytes = 0;
        array.beginStructure();
        array >> era.era >> startedUs >> cause >> note >> endedUs >> blocks >> bytes;
        array.endStructure();
        era.startedUs = static_cast<qint64>(startedUs);
        era.endedUs = static_cast<qint64>(endedUs);
        era.cause = eraCauseOf(cause);
        const EraNote said = EraNote::of(note);
        era.uid = said.uid;
        era.groupId = said.groupId;
        if (era.endedUs != 0 || isLast) {
            era.blocks = blocks;
            era.bytes = bytes;
        }
        eras << era;
    }
    array.endArray(); // else the message stays for ever
    return eras;
}

} // namespace

Chronicle::Chronicle(History& history, QObject* parent)
    : QObject(parent)
    , m_history(history)
{
    connect(&history, &History::incomplete, this, qOverload<const QString&>(&Chronicle::rebuild));
}

void Chronicle::follow(DeviceRegistry& registry)
{
    connect(&registry, &DeviceRegistry::added, this, &Chronicle::add);
    connect(&registry, &DeviceRegistry::created, this, [this](const QString& name) {
        m_history.noteDevice(name, nowUs());
        m_pages[name].isKnown = true; // another device of that name has another past
        note(name, QStringLiteral("created"), QStringLiteral("the device was created"));
    });
    connect(&registry, &DeviceRegistry::removed, this, &Chronicle::remove);
}

void Chronicle::note(const QString& device, const QString& kind, const QString& text)
{
    EventRecord event;
    event.timeUs = nowUs();
    event.device = device;
    event.kind = kind;
    event.text = text;
    m_history.noteEvent(event);
    emit happened(event);
}

void Chronicle::noteAudit(const AuditRecord& record)
{
    AuditEntry entry;
    entry.timeUs = nowUs();
    entry.uid = record.uid;
    entry.sender = record.sender;
    entry.method
        = QString::fromUtf8(record.method.data(), static_cast<qsizetype>(record.method.size()));
    entry.action
        = QString::fromUtf8(record.action.data(), static_cast<qsizetype>(record.action.size()));
    entry.device = record.device;
    entry.result = record.result;
    entry.message = record.message;
    m_history.noteAudit(entry);
}

void Chronicle::add(Device* device)
{
    const QString name = device->name();
    m_history.noteDevice(name, 0);
    m_pages[name].state = device->state();
    m_devices.removeAll(nullptr);
    m_devices << device;
    connect(device, &Device::changed, this, [this, device](const QVariantMap& properties) {
        if (properties.contains(QStringLiteral("State")))
            noteState(*device);
        if (properties.contains(QStringLiteral("CurrentEra")))
            takeEras(*device);
    });
    connect(device, &Device::lastWords, this,
            [this, device](const QVariantList& values) { noteEras(*device, values, true); });
    takeEras(*device);
}

void Chronicle::remove(const QString& name)
{
    m_pages.erase(name);
    m_history.forgetDevice(name, nowUs());
    note(name, QStringLiteral("removed"), QStringLiteral("the device was removed"));
}

void Chronicle::noteState(Device& device)
{
    Page& page = m_pages[device.name()];
    const DeviceState before = std::exchange(page.state, device.state());
    if (before == page.state)
        return;
    if (device.notServed())
        page.isAsking = false; // whom was asked has ended, and may never answer
    const QString failure = device.failure();
    if (page.state == DeviceState::Recovering) {
        note(device.name(), QStringLiteral("target-died"),
             failure.isEmpty() ? QStringLiteral("the target is being replaced") : failure);
        return;
    }
    const bool isBack = before == DeviceState::Recovering && device.notServed() == std::nullopt;
    note(device.name(), isBack ? QStringLiteral("target-restarted") : QStringLiteral("state"),
         failure.isEmpty() ? toQString(page.state)
                           : toQString(page.state) + QLatin1String(": ") + failure);
}

// What the history has is asked for once; from then on this is who writes.
void Chronicle::takeEras(Device& device)
{
    if (device.notServed() || device.currentEra() == 0)
        return;
    Page& page = m_pages[device.name()];
    if (page.isAsking) {
        page.askAgain = true;
        return;
    }
    page.isAsking = true;
    if (page.isKnown) {
        askForEras(device);
        return;
    }
    m_history.lastEras(device.name(), 1,
                       [this, known = QPointer(&device)](const Result<QList<EraRecord>>& eras) {
                           if (!known)
                               return;
                           Page& asked = m_pages[known->name()];
                           asked.isKnown = true;
                           if (eras && !eras->isEmpty())
                               asked.lastEra = eras->last().era;
                           // Of a device with a past that nobody has written down.
                           if (asked.lastEra == 0 && known->currentEra() > 1)
                               asked.isToRebuild = true;
                           askForEras(*known);
                       });
}

void Chronicle::askForEras(Device& device)
{
    Page& page = m_pages[device.name()];
    if (std::exchange(page.isToRebuild, false))
        rebuild(device);
    // The last one again, which may have ended since.
    device.eras(page.lastEra == 0 ? 0 : page.lastEra - 1,
                [this, known = QPointer(&device)](const std::optional<BusError>& error,
                                                  const QVariantList& values) {
                    if (!known)
                        return;
                    Page& asked = m_pages[known->name()];
                    asked.isAsking = false;
                    if (!error)
                        noteEras(*known, values, false);
                    if (std::exchange(asked.askAgain, false))
                        takeEras(*known);
                });
}

void Chronicle::update(Device& device, std::function<void()> done)
{
    const Page& page = m_pages[device.name()];
    if (device.notServed() || !page.isKnown) {
        done();
        return;
    }
    device.eras(page.lastEra == 0 ? 0 : page.lastEra - 1,
                [this, known = QPointer(&device), done = std::move(done)](
                    const std::optional<BusError>& error, const QVariantList& values) {
                    if (known && !error)
                        noteEras(*known, values, false);
                    done();
                });
}

void Chronicle::noteEras(Device& device, const QVariantList& values, bool isLast)
{
    const QString name = device.name();
    Page& page = m_pages[name];
    const QList<EraRecord> eras = erasOf(values, isLast);
    for (const EraRecord& era : eras) {
        // A target that died has not told of its last era's end, nor of what began when nobody
        // listened.
        if (page.lastEra != 0 && era.era > page.lastEra) {
            m_history.endEra(name, era.era - 1, era.startedUs, {}, {});
            const quint32 missed = std::min(era.era - page.lastEra - 1, kMostMissed);
            for (quint32 number = era.era - missed; number < era.era; ++number) {
                EraRecord unseen;
                unseen.era = number;
                m_history.noteEra(name, unseen);
            }
        }
        m_history.noteEra(name, era);
        if (era.era >= page.lastEra)
            page.lastStartedUs = era.startedUs;
        if (era.era <= page.lastEra)
            continue;
        page.lastEra = era.era;
        EventRecord event;
        event.timeUs = era.startedUs;
        event.device = name;
        event.kind = QStringLiteral("era");
        event.text = describe(era);
        emit happened(event); // the era itself is in the history
    }
    emit erasNoted(name);
}

void Chronicle::rebuild(const QString& why)
{
    if (!why.isEmpty()) {
        note({}, QStringLiteral("history-rebuilt"), why);
        journal(JournalEvent::HistoryRebuilt, {}, why);
    }
    for (const QPointer<Device>& device : std::as_const(m_devices)) {
        if (!device)
            continue;
        m_history.noteDevice(device->name(), 0);
        Page& page = m_pages[device->name()];
        page.isToRebuild = true;
        takeEras(*device);
    }
}

void Chronicle::rebuild(Device& device)
{
    const quint32 current = device.currentEra();
    const quint32 first = current < kMostMissed ? 1 : current - kMostMissed + 1;
    device.histogram({ first, 0u, kMostMissed },
                     [this, first, known = QPointer(&device)](const std::optional<BusError>& error,
                                                              const QVariantList& values) {
                         if (known && !error)
                             noteHistogram(*known, first, values);
                     });
}

// Of Target1.GetHistogram.
void Chronicle::noteHistogram(Device& device, quint32 first, const QVariantList& values)
{
    const quint32 firstEra = values.value(0).toUInt();
    const quint64 perBucket = values.value(1).toULongLong();
    if (perBucket != 1)
        return; // so many have begun meanwhile that nothing is certain of one
    const auto blocks = qdbus_cast<QList<qulonglong>>(values.value(2));
    for (qsizetype i = 0; i < blocks.size(); ++i) {
        EraRecord era;
        era.era = firstEra + static_cast<quint32>(i);
        if (era.era < first || era.era == 0)
            continue;
        era.blocks = blocks[i];
        era.isRebuilt = true;
        m_history.noteEra(device.name(), era);
    }
    note(device.name(), QStringLiteral("history-rebuilt"),
         QStringLiteral(
             "eras %1 to %2 were rebuilt from the metadata: without their times, and with "
             "the blocks that nothing has written since")
             .arg(std::max(first, firstEra))
             .arg(firstEra + static_cast<quint32>(blocks.size()) - 1));
    emit erasNoted(device.name());
}

qint64 Chronicle::eraStartedUs(const QString& device) const
{
    const auto page = m_pages.find(device);
    return page == m_pages.end() ? 0 : page->second.lastStartedUs;
}

void Chronicle::prune(int days)
{
    if (days == 0)
        return;
    const qint64 before = nowUs() - days * kUsPerDay;
    m_history.prune({ before, before, before, before, 0 });
}

} // namespace blkera
