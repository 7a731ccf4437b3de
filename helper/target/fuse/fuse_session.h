// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "block/frontend.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

struct fuse_session;

namespace blkera {

class FuseQueue;

// A FUSE file system that holds one file, the device's content, and is mounted nowhere: only who
// gets the descriptor of openFile() reaches it. The connection ends with that descriptor's last
// copy (the loop device's) or with the last descriptor of /dev/fuse (this process's end), and
// requests that are not answered then fail.
//
// Thread safety: handle() on any thread that has called bindThread(), size() on any; all else on
// one thread.
class FuseSession {
public:
    // The most that a request carries.
    static constexpr std::size_t kMaxIoBytes = 256 << 10;
    // What precedes the data of a write in its message.
    static constexpr std::size_t kWriteHeaderBytes = 80;
    static constexpr std::size_t kMaxMessageBytes = kWriteHeaderBytes + kMaxIoBytes;

    struct Options {
        std::string fileName; // in the root of the file system
        DeviceLimits limits;
        std::uint32_t requests = 1; // to be had in flight at once
    };

    // Errors: Unsupported, naming the module or the right that is missing; Io.
    static Result<std::unique_ptr<FuseSession>> create(Options options);
    ~FuseSession(); // after all queues have ended

    // One more descriptor to receive requests from, non-blocking; a request is answered on the one
    // it came from. Errors: Io.
    Result<UniqueFd> cloneDevice() const;
    // Opens the file, for direct I/O; returns when a queue has answered. Errors: Io.
    Result<UniqueFd> openFile() const;

    // After this only the file's descriptors keep the connection up.
    void releaseMount() { m_mount.reset(); }

    // The calling thread answers with `queue` from now on.
    static void bindThread(FuseQueue& queue);
    // Works on one message from the kernel: answers it, or hands it to the thread's queue.
    void handle(std::span<std::byte> message) const;

    // limits() keep the size of the start.
    SectorCount size() const { return SectorCount(m_sizeSectors.load(std::memory_order_relaxed)); }

    // The kernel learns it when it asks: see askForSize().
    void setSize(SectorCount size) { m_sizeSectors = size.raw(); }

    // Makes the kernel ask for the size of the file, of which `file` is a descriptor; returns when
    // a queue has answered. Errors: Io.
    static Result<void> askForSize(int file);

    const DeviceLimits& limits() const { return m_options.limits; }

    const std::string& fileName() const { return m_options.fileName; }

    std::uint32_t requests() const { return m_options.requests; }

private:
    struct Destroy {
        void operator()(fuse_session* session) const;
    };

    explicit FuseSession(Options options);
    Result<void> connect();

    const Options m_options;
    std::atomic<std::uint64_t> m_sizeSectors;
    std::unique_ptr<fuse_session, Destroy> m_session; // owns the first descriptor of /dev/fuse
    UniqueFd m_mount;
};

} // namespace blkera
