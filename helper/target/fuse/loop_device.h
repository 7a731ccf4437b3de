// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <cstdint>
#include <string>

namespace blkera {

// A loop device over a file of ours, with direct I/O.
//
// No descriptor of the loop device is kept: while we serve the file, an open loop device would
// keep itself alive, and with it the connection, after our death.
class LoopDevice {
public:
    struct Options {
        std::string name; // as `losetup` shows it where the file has no path; cut to 63 bytes
        std::uint32_t blockBytes = 512; // logical
        bool readOnly = false;
    };

    // Attaches `file`, which stays the caller's, to the next free loop device. The file's server
    // must answer meanwhile, on other threads. Errors: Unsupported, naming what is missing; Io.
    static Result<LoopDevice> attach(int file, const Options& options);

    const std::string& path() const { return m_path; }

    // Keeps requests small enough for a server that takes `bytes` at once, in whole blocks and
    // whatever the alignment of the caller's memory. Lasts until detach(). Errors: Io.
    Result<void> limitRequests(std::uint32_t bytes);

    // Takes in the size that its file has now, and returns it in bytes. Errors: Io.
    Result<std::uint64_t> refreshSize() const;

    // Brings buffered data to the file and lets go of it; returns when that is done, at once if
    // somebody else has detached it already. Errors: Busy while the device is open, naming the
    // users (one who opens it only for a moment, as udev does, is waited for); Io if buffered data
    // could not be written: it is lost then, and the next call goes on without it.
    Result<void> detach();

    // Detaches every loop device whose file is shown as `backingPath`, left by a server that was
    // killed; one that is still open goes with its last user.
    static void detachLeftovers(const std::string& backingPath);

private:
    LoopDevice(std::string path, std::uint64_t fileSystem, std::uint64_t inode);
    bool isOurs(int loop) const;
    std::string limitPath() const;

    std::string m_path;
    std::uint64_t m_fileSystem; // together with m_inode: which file is attached
    std::uint64_t m_inode;
    std::string m_formerLimit; // of request sizes, in KiB, if it was changed
    bool m_dataLost = false; // and said so
};

} // namespace blkera
