// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"

#include <cstdint>
#include <memory>
#include <string>

namespace blkera::bench {

// A device-mapper device of one target, driven by ioctl, so that a message costs what the kernel
// does and not a process. Needs root; in the guest devtmpfs makes the nodes.
class DmDevice {
public:
    static Result<std::unique_ptr<DmDevice>> create(const std::string& name,
                                                    std::uint64_t lengthSectors,
                                                    const std::string& target,
                                                    const std::string& parameters);
    ~DmDevice(); // removes it

    DmDevice(const DmDevice&) = delete;
    DmDevice& operator=(const DmDevice&) = delete;

    const std::string& path() const { return m_path; }

    Result<void> message(const std::string& text);
    // The target's line, without start, length and type.
    Result<std::string> status();

private:
    DmDevice(UniqueFd control, std::string name);

    UniqueFd m_control;
    std::string m_name;
    std::string m_path;
};

} // namespace blkera::bench
