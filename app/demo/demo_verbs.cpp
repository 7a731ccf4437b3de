// SPDX-License-Identifier: GPL-2.0-or-later
#include "demo/demo_answer.h"

namespace blkera {
namespace {

bool isServed(const DemoDevice& device)
{
    return device.info.state != QLatin1String("stopped");
}

} // namespace

Outcome<Done> DemoService::enter(DemoDevice& device, const QString& state)
{
    device.info.state = state;
    device.info.failure.clear();
    const QString name = device.info.name;
    tell(name);
    note(name, text("state"), state);
    return Done {};
}

QFuture<Outcome<Done>> DemoService::create(const NewDevice& wanted)
{
    return answer<Done>(text("CreateDevice"), wanted.name, [this, wanted]() -> Outcome<Done> {
        if (find(wanted.name))
            return error(ClientError::Kind::Exists,
                         text("there is a device called ") + wanted.name + text(" already"));
        DemoDevice::Shape shape;
        shape.name = wanted.name;
        shape.blocks = 1U << 16;
        shape.blockSizeSectors = wanted.blockSizeSectors == 0 ? 128 : wanted.blockSizeSectors;
        shape.eras = 1;
        shape.nowUs = nowUs();
        addDevice(shape);
        DeviceInfo& info = find(wanted.name)->info;
        info.origin = wanted.origin;
        info.metadata = wanted.metadata;
        info.frontend = wanted.frontend;
        info.schedule.clear();
        info.nextCheckpointUs = 0;
        info.devicePath = QStringLiteral("/dev/ublkb%1").arg(m_devices.size());
        note(wanted.name, text("created"), wanted.origin);
        if (!wanted.start)
            enter(*find(wanted.name), text("stopped"));
        return Done {};
    });
}

QFuture<Outcome<Done>> DemoService::start(const QString& name)
{
    return onDevice<Done>(text("Start"), name, [this](DemoDevice& device) -> Outcome<Done> {
        if (isServed(device))
            return Done {};
        DeviceInfo& info = device.info;
        info.devicePath = text("/dev/ublkb9");
        info.servedBy = text("ublk");
        info.sizeSectors = device.blocks() * info.blockSizeSectors;
        info.metadataTotal = 8'192;
        info.metadataUsed = 1'500;
        device.beginEra(text("activation"), {}, nowUs());
        return enter(device, text("running"));
    });
}

QFuture<Outcome<Done>> DemoService::stop(const QString& name)
{
    return onDevice<Done>(text("Stop"), name, [this](DemoDevice& device) -> Outcome<Done> {
        device.info.devicePath.clear();
        device.info.servedBy.clear();
        device.info.currentEra = 0;
        return enter(device, text("stopped"));
    });
}

QFuture<Outcome<Done>> DemoService::restart(const QString& name)
{
    return onDevice<Done>(text("Restart"), name, [this](DemoDevice& device) -> Outcome<Done> {
        device.beginEra(text("activation"), {}, nowUs());
        return enter(device, text("running"));
    });
}

QFuture<Outcome<Done>> DemoService::suspend(const QString& name)
{
    return onDevice<Done>(text("Suspend"), name,
                          [this](DemoDevice& device) { return enter(device, text("suspended")); });
}

QFuture<Outcome<quint32>> DemoService::resume(const QString& name)
{
    return onDevice<quint32>(text("Resume"), name, [this](DemoDevice& device) -> Outcome<quint32> {
        const quint32 era = device.beginEra(text("resume"), {}, nowUs());
        enter(device, text("running"));
        return era;
    });
}

QFuture<Outcome<Done>> DemoService::remove(const QString& name)
{
    return onDevice<Done>(text("Remove"), name, [this, name](DemoDevice& device) -> Outcome<Done> {
        if (isServed(device))
            return error(ClientError::Kind::Busy, name + text(" is running: stop it first"));
        m_devices.erase(name);
        emit deviceRemoved(name);
        note(name, text("removed"), {});
        return Done {};
    });
}

QFuture<Outcome<Resized>> DemoService::resize(const QString& name, bool)
{
    return onDevice<Resized>(text("Resize"), name, [this](DemoDevice& device) -> Outcome<Resized> {
        Resized resized;
        resized.sizeSectors = device.info.sizeSectors;
        resized.oldBlocks = resized.blocks = quint32(device.blocks());
        resized.oldMetadataBlocks = device.info.metadataTotal;
        device.info.metadataTotal *= 2;
        resized.metadataBlocks = device.info.metadataTotal;
        device.beginEra(text("resize"), {}, nowUs());
        tell(device.info.name);
        return resized;
    });
}

QFuture<Outcome<Done>> DemoService::sendMessage(const QString& name, const QString& message)
{
    return onDevice<Done>(text("Message"), name,
                          [this, message](DemoDevice& device) -> Outcome<Done> {
                              quint64& held = device.info.metadataSnapshot;
                              const bool isTake = message == QLatin1String("take_metadata_snap");
                              if (isTake == (held != 0))
                                  return error(ClientError::Kind::Failed,
                                               isTake ? text("a metadata snapshot is held already")
                                                      : text("no metadata snapshot is held"));
                              held = isTake ? 1'021 : 0;
                              if (isTake)
                                  device.beginEra(text("snapshot"), {}, nowUs());
                              tell(device.info.name);
                              return Done {};
                          });
}

QFuture<Outcome<Checkpointed>> DemoService::checkpoint(const QStringList& names)
{
    return answer<Checkpointed>(
        text("Checkpoint"), names.join(u' '), [this, names]() -> Outcome<Checkpointed> {
            for (const QString& name : names) {
                const DemoDevice* const device = find(name);
                if (!device || device->info.state != QLatin1String("running"))
                    return error(ClientError::Kind::NotRunning,
                                 name + text(" is not running: start it first"));
            }
            Checkpointed done;
            if (names.size() > 1)
                done.group = QStringLiteral("group-%1").arg(m_calls.size());
            const quint64 job = beginJob(text("checkpoint"), names.join(u' '), 0);
            for (const QString& name : names) {
                const quint32 era = find(name)->beginEra(text("checkpoint"), done.group, nowUs());
                done.eras.append(era);
                tell(name);
                note(name, text("era"), QStringLiteral("%1 began").arg(era));
            }
            endJob(job, text("done"));
            return done;
        });
}

QFuture<Outcome<Done>> DemoService::setSchedule(const QString& name, const QString& schedule)
{
    return onDevice<Done>(
        text("SetSchedule"), name, [this, schedule](DemoDevice& device) -> Outcome<Done> {
            const bool isNever = schedule == QLatin1String("never");
            device.info.schedule = isNever ? QString() : schedule;
            device.info.nextCheckpointUs = isNever ? 0 : nowUs() + 1'800'000'000ULL;
            tell(device.info.name);
            return Done {};
        });
}

QFuture<Outcome<QStringList>> DemoService::reload()
{
    return answer<QStringList>(text("Reload"), {}, [] { return QStringList(); });
}

} // namespace blkera
