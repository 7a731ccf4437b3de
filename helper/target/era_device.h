// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "block/era_target.h"
#include "block/frontend.h"
#include "block/queue_events.h"
#include "config/device_config.h"
#include "control/control_server.h"
#include "era/metadata_worker.h"
#include "log/log.h"
#include "prepare.h"
#include "state_keeper.h"
#include "storage/stall_watch.h"
#include "suspension.h"
#include "ublk/ublk_frontend.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace blkera {

// One running era device: makes the parts in the order in which they depend on each other, and ends
// them in reverse.
//
// Thread safety: one thread, the control socket's; geometry() on any.
class EraDevice : public ControlledTarget {
public:
    struct Directories {
        std::string runtime; // with the control path
        std::string state; // where the device's state outlives its process
    };

    // Returns when the block device answers, for reads only where the metadata cannot be trusted:
    // the tracker's status says so. What has waited for `leftover` goes on then. Errors: those of
    // openForService(), of the engine and of the frontend; nothing runs then.
    // `log` is borrowed.
    static Result<std::unique_ptr<EraDevice>> start(const DeviceConfig& config,
                                                    const Directories& directories,
                                                    std::optional<UblkLeftover> leftover, Log& log);
    ~EraDevice() override; // after stop()

    Tracker& tracker() override { return *m_tracker; }

    Geometry geometry() const override;

    std::string devicePath() const override { return m_devicePath; }

    std::string frontendName() const override { return toString(m_config.frontend); }

    DeviceFigures figures() const override;

    bool wasLeftOpen() const override { return m_wasLeftOpen; }

    Result<std::unique_ptr<BlockDevice>> openMetadataForReading() override;
    Result<void> beginResize(Shrink shrink, Tracker::Reply<void> done) override;
    Result<ResizeReport> finishResize(const Result<void>& engine) override;

    bool isSuspended() const override { return m_suspension->isOn(); }

    void beginSuspend(bool isKept, Tracker::Reply<void> done) override;
    Result<void> finishSuspend(const Result<void>& engine) override;
    void beginResume(Tracker::Reply<Era> done) override;
    void finishResume() override;
    void hold(std::function<void()> reached) override;
    void release() override;
    Result<void> mayHandOver() const override;
    void handOver() override;
    // A suspended device is resumed for it. Once the block device is gone this succeeds: whether
    // the writeset could still be archived is archived()'s to say. If not, the next start does it.
    Result<void> stop() override;

    // Of the end, clean stop or handing over.
    const Result<void>& archived() const { return m_archived; }

private:
    EraDevice(const DeviceConfig& config, const Directories& directories,
              std::optional<UblkLeftover> leftover, CheckedDevices devices, QueueEvents events,
              Log& log);

    struct Resizing {
        Geometry before;
        Geometry after;
        ResizeReport report;
    };

    void publish(const Geometry& geometry);
    bool showSize(SectorCount size);
    Result<void> startTracker();
    Result<void> startFrontend();

    const DeviceConfig m_config; // with the defaults filled in
    const std::string m_runtimeDirectory;
    const std::uint64_t m_startedUs; // since 1970
    const std::optional<UblkLeftover> m_leftover;
    Log& m_log;
    CheckedDevices m_devices;
    mutable Mutex m_mutex;
    Geometry m_geometry BLKERA_GUARDED_BY(m_mutex);
    std::optional<Resizing> m_resizing;
    SectorCount m_shownSize; // the block device's
    QueueEvents m_events;
    StateKeeper m_state;
    StallWatch m_watch; // over the metadata device
    std::unique_ptr<Tracker> m_tracker;
    std::unique_ptr<MetadataWorker> m_worker;
    std::unique_ptr<Frontend> m_frontend;
    std::unique_ptr<EraTarget> m_target;
    std::optional<Suspension> m_suspension;
    std::string m_devicePath;
    bool m_wasLeftOpen = false;
    bool m_stopped = false;
    Result<void> m_archived;
};

} // namespace blkera
