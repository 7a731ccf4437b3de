// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

// The words of the bus contract that the XML files cannot carry. Shared by the daemon and its
// clients; plain C++, so that tests and tools without Qt can use it.
namespace blkera::names {

inline constexpr char kService[] = "org.blkera";
inline constexpr char kManagerPath[] = "/org/blkera";
inline constexpr char kDevicesPath[] = "/org/blkera/devices";
inline constexpr char kManagerInterface[] = "org.blkera.Manager1";
inline constexpr char kDeviceInterface[] = "org.blkera.Device1";
inline constexpr char kJobsPath[] = "/org/blkera/jobs";
inline constexpr char kJobInterface[] = "org.blkera.Job1";
inline constexpr char kTargetPath[] = "/target"; // on the control socket of a target
inline constexpr char kTargetInterface[] = "org.blkera.Target1";
inline constexpr char kObjectManagerInterface[] = "org.freedesktop.DBus.ObjectManager";
inline constexpr char kPropertiesInterface[] = "org.freedesktop.DBus.Properties";

// Described in org.blkera.Manager1.xml.
inline constexpr char kErrorFailed[] = "org.blkera.Error.Failed";
inline constexpr char kErrorInvalidArguments[] = "org.blkera.Error.InvalidArguments";
inline constexpr char kErrorNotAuthorized[] = "org.blkera.Error.NotAuthorized";
inline constexpr char kErrorDismissed[] = "org.blkera.Error.Dismissed";
inline constexpr char kErrorNotFound[] = "org.blkera.Error.NotFound";
inline constexpr char kErrorExists[] = "org.blkera.Error.Exists";
inline constexpr char kErrorNotRunning[] = "org.blkera.Error.NotRunning";
inline constexpr char kErrorBusy[] = "org.blkera.Error.Busy";
inline constexpr char kErrorLimitsExceeded[] = "org.blkera.Error.LimitsExceeded";

// The object path of the device called `name`: every byte that is not an ASCII letter or digit is
// written as _xx, so that different names never share a path.
inline std::string devicePath(std::string_view name)
{
    constexpr char kHex[] = "0123456789abcdef";
    std::string path(kDevicesPath);
    path += '/';
    for (const char c : name) {
        const bool plain
            = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (plain) {
            path += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            path += '_';
            path += kHex[byte >> 4];
            path += kHex[byte & 0xf];
        }
    }
    return path;
}

inline std::string jobPath(std::uint64_t id)
{
    std::string path(kJobsPath);
    path += '/';
    path += std::to_string(id);
    return path;
}

} // namespace blkera::names
