// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "config/schedule.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace blkera {

enum class FrontendKind : std::uint8_t { Auto, Ublk, Fuse };

const char* toString(FrontendKind kind); // "auto", "ublk", "fuse"
// Errors: Invalid, listing the kinds.
Result<FrontendKind> parseFrontendKind(std::string_view text);

// What /etc/blkera/devices.d/NAME.conf says about a device. This is the only reader and writer of
// those files: written by the daemon, edited by people, read by the target.
//
// A line is `key = value`, empty, or a comment that starts with '#'. Keys: name, origin and
// metadata must be there; block-size (sectors, or bytes with a unit), frontend, queues,
// queue-depth, origin-id, metadata-id and schedule may be.
struct DeviceConfig {
    std::string name;
    std::string origin;
    std::string metadata;
    std::uint32_t blockSizeSectors = 0; // 0: what the metadata says, or 128 if that is blank
    FrontendKind frontend = FrontendKind::Auto;
    std::uint16_t queues = 0; // 0: one a CPU, up to 4
    std::uint16_t queueDepth = 0; // 0: 128
    // What the devices are known by whatever their nodes are called, such as
    // wwn:0x5000c500a1b2c3d4; empty: not checked.
    std::string originId {};
    std::string metadataId {};
    Schedule schedule {}; // when the daemon takes checkpoints

    bool operator==(const DeviceConfig&) const = default;
};

inline constexpr std::uint16_t kMaxQueues = 64;
inline constexpr std::uint16_t kMaxQueueDepth = 1024;

// [A-Za-z0-9._-]{1,64}, not starting with a dot.
bool isDeviceName(std::string_view name);

// Refuses what a file must not say, wherever it comes from: a wrong name, a path that is not
// absolute or has control characters, an era block of no multiple of 8 sectors, too many or too
// deep queues, an id that is not "kind:value" without blanks. Errors: Invalid.
Result<void> checkDeviceConfig(const DeviceConfig& config);

// Errors: NotFound, Io, Invalid; the message names the file and the line. The name in the file must
// be the file's own, without ".conf".
Result<DeviceConfig> readDeviceConfig(const std::string& path);

// Where a device's configuration lies.
std::string deviceConfigPath(const std::string& directory, std::string_view name);

// Replaces NAME.conf in `directory` by a complete new file, mode 0644, durable when this returns.
// Errors: Invalid, Io; the old file is untouched then.
Result<void> writeDeviceConfig(const std::string& directory, const DeviceConfig& config);

// The same for a file that is there, of which only the line with the schedule becomes another: what
// else people have written into it stays byte for byte. Errors: NotFound, Invalid, Io; the file is
// untouched then.
Result<void> writeSchedule(const std::string& directory, const std::string& name,
                           const Schedule& schedule);

} // namespace blkera
