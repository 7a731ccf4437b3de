// SPDX-License-Identifier: GPL-2.0-or-later
#include "era_device.h"

#include "base/clock.h"
#include "block/device_users.h"
#include "confinement.h"
#include "era/activation.h"
#include "frontend_choice.h"
#include "memory_check.h"
#include "offline_resize.h"
#include "udev_marks.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>
#include <utility>

#include <unistd.h>

namespace blkera {

namespace {

namespace fs = std::filesystem;

class SteadyClock : public Clock {
public:
    std::chrono::milliseconds now() const override
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
            std::chrono::steady_clock::now().time_since_epoch());
    }
};

const SteadyClock kClock;

constexpr const char* kLinkDirectory = "/dev/blkera";

// A convenience: where /dev cannot be written, the device works without its link.
void makeLink(const std::string& name, const std::string& devicePath)
{
    std::error_code failed;
    fs::create_directory(kLinkDirectory, failed);
    fs::path link = fs::path(kLinkDirectory) / name;
    fs::path temporary = fs::path(kLinkDirectory) / ("." + name); // no device's name
    fs::remove(temporary, failed);
    fs::create_symlink(devicePath, temporary, failed);
    if (!failed)
        fs::rename(temporary, link, failed);
}

void removeLink(const std::string& name, const std::string& devicePath)
{
    std::error_code failed;
    fs::path link = fs::path(kLinkDirectory) / name;
    // udev makes the same link, relative.
    fs::path target = (link.parent_path() / fs::read_symlink(link, failed)).lexically_normal();
    if (!failed && target == devicePath)
        fs::remove(link, failed);
}

} // namespace

EraDevice::EraDevice(const DeviceConfig& config, const Directories& directories,
                     std::optional<UblkLeftover> leftover, CheckedDevices devices,
                     QueueEvents events, Log& log)
    : m_config(config)
    , m_runtimeDirectory(directories.runtime)
    , m_startedUs(
          static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(
                                         std::chrono::system_clock::now().time_since_epoch())
                                         .count()))
    , m_leftover(std::move(leftover))
    , m_log(log)
    , m_devices(std::move(devices))
    , m_geometry(m_devices.geometry)
    , m_events(std::move(events))
    , m_state(StateFile(stateFilePath(directories.state, config.name), config.metadata))
    , m_watch(*m_devices.metadata, kClock)
{
}

EraDevice::~EraDevice() = default;

Result<std::unique_ptr<EraDevice>> EraDevice::start(const DeviceConfig& config,
                                                    const Directories& directories,
                                                    std::optional<UblkLeftover> leftover, Log& log)
{
    Result<CheckedDevices> devices = openForService(config);
    if (!devices)
        return devices.error();
    if (Result<void> dropped = dropCapabilities(Rights::Serving); !dropped)
        log.say(dropped.error().message());
    DeviceConfig complete = withDefaults(config, leftover);
    // Those who wait for a leftover may be who has the memory: a swap can be on it.
    const unsigned processors = std::thread::hardware_concurrency();
    if (Result<void> fits = checkMemory(complete, devices->geometry.blocks(), processors,
                                        UblkFrontend::copiesNothing(), memoryLimits(BlockStack()));
        !fits && !leftover)
        return fits.error();
    Result<QueueEvents> events = QueueEvents::create(complete.queues);
    if (!events)
        return events.error();
    std::unique_ptr<EraDevice> device(new EraDevice(complete, directories, std::move(leftover),
                                                    std::move(*devices), std::move(*events), log));
    if (Result<void> started = device->startTracker(); !started)
        return started.error();
    if (Result<void> started = device->startFrontend(); !started) {
        (void)device->stop();
        return started.error();
    }
    return device;
}

Result<void> EraDevice::startTracker()
{
    auto activation = activateMetadata(m_watch, geometry().blockSizeSectors(), geometry().blocks(),
                                       Shrink::Refuse, &m_state);
    if (!activation) {
        const Error error = explainShrink(m_config, activation.error());
        return Error { error.kind, error.errnoValue,
                       "metadata " + m_config.metadata + ": " + error.context };
    }
    if (activation->state != TrackerState::Running)
        m_log.say(std::string(toString(activation->state)) + ": " + activation->reason);
    m_wasLeftOpen = activation->metadata && activation->metadata->wasLeftOpen();
    m_tracker
        = std::make_unique<Tracker>(std::move(*activation), m_config.queues, m_config.queueDepth,
                                    m_events, Tracker::Surroundings { &m_state, &m_watch });
    m_worker = std::make_unique<MetadataWorker>(*m_tracker);
    return {};
}

Result<void> EraDevice::startFrontend()
{
    DeviceLimits limits = m_devices.origin.limits();
    limits.eraBlockBytes = static_cast<std::uint32_t>(
        std::min<std::uint64_t>(geometry().blockSizeBytes(), UINT32_MAX));
    m_frontend = makeFrontend(m_config, limits, m_runtimeDirectory, m_leftover, m_log);
    m_target = std::make_unique<EraTarget>(m_devices.origin, geometry(), *m_tracker, m_events,
                                           *m_frontend, m_config.queues, m_config.queueDepth);
    const std::string mark = m_runtimeDirectory + '/' + m_config.name + ".suspended";
    const bool isMarked = Suspension::isMarked(mark);
    m_suspension.emplace(*m_target, *m_tracker, mark, m_log);
    if (m_leftover && isMarked)
        m_suspension->beginAtOnce();
    else if (isMarked) // of a block device that has gone since
        (void)::unlink(mark.c_str());
    if (Result<void> started = m_frontend->start(*m_target); !started)
        return started;
    m_devicePath = m_frontend->devicePath();
    m_shownSize = m_leftover ? m_leftover->size : limits.size;
    (void)showSize(limits.size); // the origin may have grown while nobody served it
    makeLink(m_config.name, m_devicePath);
    tellUdev(m_runtimeDirectory, m_config.name,
             { { blockDeviceNumber(m_devices.origin.fd()), UdevRole::Origin },
               { blockDeviceNumber(m_devicePath), UdevRole::Device } });
    return {};
}

DeviceFigures EraDevice::figures() const
{
    return { m_startedUs, m_target->figures(), m_tracker->figures(), m_watch.blocksWritten(),
             m_watch.flushes() };
}

Result<std::unique_ptr<BlockDevice>> EraDevice::openMetadataForReading()
{
    auto opened = FileDevice::open(m_config.metadata, FileDevice::Access::ReadOnly);
    if (!opened)
        return opened.error();
    return std::unique_ptr<BlockDevice>(std::move(*opened));
}

Geometry EraDevice::geometry() const
{
    MutexLock lock(m_mutex);
    return m_geometry;
}

void EraDevice::publish(const Geometry& geometry)
{
    MutexLock lock(m_mutex);
    m_geometry = geometry;
}

// Whoever reads a list has to find its blocks on the device, so the larger size is told from the
// first moment to the last. Writes come beyond the old end once the engine has room for their
// marks, and none beyond the new end while it gives that up.
Result<void> EraDevice::beginResize(Shrink shrink, Tracker::Reply<void> done)
{
    const Geometry before = geometry();
    Result<SectorCount> size = m_devices.origin.currentSize();
    if (!size)
        return size.error();
    Result<Geometry> after = Geometry::make(*size, before.blockSizeSectors());
    if (!after)
        return invalid("origin " + m_config.origin + ": " + after.error().context);
    if (*size < before.size() && shrink == Shrink::Refuse)
        return invalid("origin " + m_config.origin
                       + " has shrunk: if that is meant, 'blkera resize " + m_config.name
                       + " --force' gives up the history of its end");
    ResizeReport report;
    report.size = *size;
    report.oldBlocks = before.blocks();
    report.blocks = after->blocks();
    report.oldMetadataBlocks = m_tracker->status().usage.total;
    m_resizing = Resizing { before, *after, report };
    if (*size < before.size())
        m_target->setGeometry(*after);
    else
        publish(*after);
    m_tracker->growMetadata([this, blocks = after->blocks(), shrink,
                             done = std::move(done)](Result<MetadataBlockCount> grown) {
        if (!grown) {
            done(grown.error());
            return;
        }
        m_tracker->resize(blocks, shrink,
                          [done](Result<Era> era) { done(era ? Result<void>() : era.error()); });
    });
    return {};
}

Result<ResizeReport> EraDevice::finishResize(const Result<void>& engine)
{
    Resizing resizing = *std::exchange(m_resizing, std::nullopt);
    const Geometry& now = engine ? resizing.after : resizing.before;
    publish(now);
    m_target->setGeometry(now);
    if (!engine)
        return engine.error();
    resizing.report.metadataBlocks = m_tracker->status().usage.total;
    resizing.report.visible = showSize(now.size());
    return resizing.report;
}

// Whether the block device has that size.
bool EraDevice::showSize(SectorCount size)
{
    if (size == m_shownSize)
        return true;
    if (m_stopped)
        return false;
    Result<void> resized = m_frontend->resize(size);
    if (resized)
        m_shownSize = size;
    else
        m_log.say(resized.error().message());
    return bool(resized);
}

void EraDevice::beginSuspend(bool isKept, Tracker::Reply<void> done)
{
    m_suspension->begin(isKept, std::move(done));
}

Result<void> EraDevice::finishSuspend(const Result<void>& engine)
{
    return m_suspension->finish(engine);
}

void EraDevice::beginResume(Tracker::Reply<Era> done)
{
    m_suspension->beginResume(std::move(done));
}

void EraDevice::finishResume()
{
    m_suspension->finishResume();
}

void EraDevice::hold(std::function<void()> reached)
{
    m_target->hold({ std::move(reached), [] {} });
}

void EraDevice::release()
{
    m_target->release();
}

Result<void> EraDevice::mayHandOver() const
{
    if (m_frontend->outlivesServer())
        return {};
    return Error { ErrorKind::Unsupported, 0,
                   m_devicePath + " ends with its server (" + frontendName()
                       + "): stop the device and start it again" };
}

void EraDevice::handOver()
{
    m_frontend->leave();
    m_stopped = true;
    m_archived = m_worker->stop();
}

Result<void> EraDevice::stop()
{
    if (m_stopped)
        return {};
    if (m_suspension && m_suspension->isChanging())
        return Error { ErrorKind::Busy, 0, "it is being suspended or resumed: try again later" };
    if (m_suspension && m_suspension->isOn() && !m_devicePath.empty()) {
        // What waits would never end; and before it goes on, it has to be clear that this is the
        // end.
        if (const std::string users = usersOfDevice(m_devicePath); !users.empty())
            return Error { ErrorKind::Busy, EBUSY,
                           m_devicePath + " is suspended and in use (" + users
                               + "): resume it first, unmount or close it" };
        m_suspension->resume();
    }
    if (m_frontend) {
        if (Result<void> stopped = m_frontend->stop(); !stopped)
            return stopped;
    }
    removeLink(m_config.name, m_devicePath);
    tellUdev(m_runtimeDirectory, m_config.name, {});
    m_stopped = true;
    m_archived = m_worker->stop();
    return {};
}

} // namespace blkera
