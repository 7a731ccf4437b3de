// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "block/frontend.h"

#include <cstdint>
#include <string>

namespace blkera {

// The device (or regular file) below, opened for direct I/O, reading and writing, and claimed for
// us alone: whoever writes to it past us makes the lists of changes wrong.
class Origin {
public:
    // How the origin wants to be told that a range is no longer needed.
    enum class DiscardMethod : std::uint8_t {
        None,
        PunchHole, // fallocate: a file; on a block device this writes zeroes, unmapping
        BlockCommand, // the block layer's own io_uring command (Linux 6.12)
    };

    // Errors, each with its remedy: NotFound; Busy (mounted, or claimed or locked by another);
    // Invalid (neither block device nor regular file, empty, odd size, read-only); Io.
    static Result<Origin> open(const std::string& path);

    int fd() const { return m_fd.get(); }

    const std::string& path() const { return m_path; }

    // What a device on top can offer; eraBlockBytes is the caller's to fill in.
    const DeviceLimits& limits() const { return m_limits; }

    // The size that it has now; limits() keep that of open(). Errors: Invalid (empty, odd size);
    // Io.
    Result<SectorCount> currentSize() const;

    DiscardMethod discardMethod() const { return m_discardMethod; }

private:
    Origin(UniqueFd fd, std::string path);
    Result<void> describeBlockDevice();
    Result<void> describeFile(std::uint64_t sizeBytes);
    Result<void> checkFileSize(std::uint64_t sizeBytes, std::uint32_t blockBytes) const;

    UniqueFd m_fd;
    std::string m_path;
    DeviceLimits m_limits;
    DiscardMethod m_discardMethod = DiscardMethod::None;
};

} // namespace blkera
