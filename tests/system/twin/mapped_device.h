// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"
#include "base/unique_fd.h"

#include <memory>
#include <string>

namespace blkera::twin {

// A device of the kernel's device-mapper with a single target, driven through /dev/mapper/control:
// a verb is an ioctl, not a process. Goes with the object. Errors: Io.
class MappedDevice {
public:
    struct Table {
        SectorCount length;
        std::string target;
        std::string parameters;
    };

    // Loaded, not yet resumed: nothing has been served.
    static Result<std::unique_ptr<MappedDevice>> create(const std::string& name,
                                                        const Table& table);
    ~MappedDevice();

    // A table for the next resume().
    Result<void> load(const Table& table);
    Result<void> suspend();
    Result<void> resume();
    Result<void> message(const std::string& text);
    Result<std::string> status(); // what follows the target's name

    std::string path() const; // /dev/dm-N

private:
    MappedDevice(UniqueFd control, std::string name);

    UniqueFd m_control;
    std::string m_name;
    unsigned m_minor = 0;
};

} // namespace blkera::twin
