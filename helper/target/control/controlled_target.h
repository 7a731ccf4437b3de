// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "control/resize_report.h"
#include "control/statistics_reply.h"
#include "era/geometry.h"
#include "era/tracker.h"
#include "storage/block_device.h"

#include <functional>
#include <memory>
#include <string>

namespace blkera {

// The running device, as the control socket sees it. All calls come from the control thread.
class ControlledTarget {
public:
    virtual ~ControlledTarget() = default;
    virtual Tracker& tracker() = 0;
    // Also on the thread that writes lists. While a resize is under way, the larger one.
    virtual Geometry geometry() const = 0;
    virtual std::string devicePath() const = 0;
    virtual std::string frontendName() const = 0; // "ublk" or "fuse"
    virtual DeviceFigures figures() const = 0; // on any thread; waits for nobody
    // Whether who served the device before this process did not stop it.
    virtual bool wasLeftOpen() const = 0;
    // A second, read-only way to the metadata, for lists made beside the running device.
    virtual Result<std::unique_ptr<BlockDevice>> openMetadataForReading() = 0;
    // Takes in the sizes that origin and metadata device have now: the engine first, which calls
    // `done` on another thread; then, with its outcome, finishResize() has to be called. One at a
    // time. Errors: Invalid if the origin shrank and may not; Io.
    virtual Result<void> beginResize(Shrink shrink, Tracker::Reply<void> done) = 0;
    virtual Result<ResizeReport> finishResize(const Result<void>& engine) = 0;
    // Whether requests are held.
    virtual bool isSuspended() const = 0;
    // Holds every request, waits for those under way and archives the writeset, then calls `done`
    // on another thread; finishSuspend() has to be called with its outcome. If that is an error,
    // requests go on. `isKept`: should this process end, the next one begins suspended.
    virtual void beginSuspend(bool isKept, Tracker::Reply<void> done) = 0;
    virtual Result<void> finishSuspend(const Result<void>& engine) = 0;
    // The other way round; after finishResume() requests go on, whatever the engine said.
    virtual void beginResume(Tracker::Reply<Era> done) = 0;
    virtual void finishResume() = 0;
    // No request begins from when `reached` is called, on another thread; what is under way goes
    // on. release() may come before that. Not while the device is suspended or is about to be.
    virtual void hold(std::function<void()> reached) = 0;
    virtual void release() = 0;
    // Errors: Unsupported where the block device does not outlive this process.
    virtual Result<void> mayHandOver() const = 0;
    // Of a suspended device: leaves the block device to the next process. This one has to end.
    virtual void handOver() = 0;
    // Frontend first, then the tracker's clean stop. Errors: Busy while the block device is open,
    // nothing has changed then.
    virtual Result<void> stop() = 0;
};

} // namespace blkera
