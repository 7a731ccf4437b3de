// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>

#include <linux/ublk_cmd.h>
#include <sys/ioctl.h>

// What we use of the ublk driver's interface and linux/ublk_cmd.h of Linux 6.1 lacks; names of our
// own, so that newer headers do not clash.
namespace blkera {

// Commands encoded as ioctls: Linux 6.4. The bare numbers before may be configured away.
inline constexpr std::uint32_t kUblkGetDeviceInfo
    = _IOR('u', UBLK_CMD_GET_DEV_INFO, ublksrv_ctrl_cmd);
// For the queue in data[0]: fills a mask of CPUs. Linux 6.0.
inline constexpr std::uint32_t kUblkGetQueueAffinity
    = _IOR('u', UBLK_CMD_GET_QUEUE_AFFINITY, ublksrv_ctrl_cmd);
inline constexpr std::uint32_t kUblkAddDevice = _IOWR('u', UBLK_CMD_ADD_DEV, ublksrv_ctrl_cmd);
inline constexpr std::uint32_t kUblkDeleteDevice = _IOWR('u', UBLK_CMD_DEL_DEV, ublksrv_ctrl_cmd);
inline constexpr std::uint32_t kUblkStartDevice = _IOWR('u', UBLK_CMD_START_DEV, ublksrv_ctrl_cmd);
inline constexpr std::uint32_t kUblkStopDevice = _IOWR('u', UBLK_CMD_STOP_DEV, ublksrv_ctrl_cmd);
inline constexpr std::uint32_t kUblkSetParameters
    = _IOWR('u', UBLK_CMD_SET_PARAMS, ublksrv_ctrl_cmd);
inline constexpr std::uint32_t kUblkGetParameters
    = _IOR('u', UBLK_CMD_GET_PARAMS, ublksrv_ctrl_cmd);
inline constexpr std::uint32_t kUblkStartRecovery
    = _IOWR('u', UBLK_CMD_START_USER_RECOVERY, ublksrv_ctrl_cmd);
inline constexpr std::uint32_t kUblkEndRecovery
    = _IOWR('u', UBLK_CMD_END_USER_RECOVERY, ublksrv_ctrl_cmd);
// Linux 6.16.
inline constexpr std::uint32_t kUblkUpdateSize = _IOWR('u', 0x15, ublksrv_ctrl_cmd);
// Linux 6.5: returns a word of UBLK_F_*.
inline constexpr std::uint32_t kUblkGetFeatures = _IOR('u', 0x13, ublksrv_ctrl_cmd);
inline constexpr std::uint32_t kUblkFetch = _IOWR('u', UBLK_IO_FETCH_REQ, ublksrv_io_cmd);
inline constexpr std::uint32_t kUblkCommitAndFetch
    = _IOWR('u', UBLK_IO_COMMIT_AND_FETCH_REQ, ublksrv_io_cmd);

inline constexpr std::uint64_t kUblkFeatureIoctlEncoding = std::uint64_t { 1 } << 6; // Linux 6.4
// Linux 6.5: a request's data can be read and written at an offset of the char device.
inline constexpr std::uint64_t kUblkFeatureUserCopy = std::uint64_t { 1 } << 7;
inline constexpr std::uint64_t kUblkFeatureUpdateSize = std::uint64_t { 1 } << 10; // Linux 6.16
// Linux 6.16: a request's pages come as a buffer of the ring that has fetched it. In the command's
// entry, `addr` says which: the index in the low bits, flags above.
inline constexpr std::uint64_t kUblkFeatureAutoBuffers = std::uint64_t { 1 } << 11;
inline constexpr std::uint64_t kUblkAutoBufferFallback = 1 << 16; // else the request fails
// In a request's op_flags, with that fallback: its pages have become no buffer.
inline constexpr std::uint32_t kUblkNeedsBuffer = 1U << 17;

// Where the char device has a request's data.
constexpr std::uint64_t ublkDataOffset(std::uint16_t queue, std::uint16_t tag)
{
    return 0x80000000U + (std::uint64_t { queue } << 41) + (std::uint64_t { tag } << 25);
}

// Linux 6.3: which device numbers the driver has given; for reading only.
inline constexpr std::uint32_t kUblkParameterDeviceNumbers = 1 << 2;

struct UblkDeviceNumbers {
    std::uint32_t charMajor;
    std::uint32_t charMinor;
    std::uint32_t diskMajor;
    std::uint32_t diskMinor;
};

inline constexpr std::uint32_t kUblkParameterDmaAlignment = 1 << 4;

struct UblkDmaAlignment {
    std::uint32_t mask; // of addresses
    std::uint32_t padding;
};

// ublk_params as far as we use it; the driver takes and fills what `length` covers.
struct UblkParameters {
    std::uint32_t length = sizeof(UblkParameters);
    std::uint32_t types = 0;
    ublk_param_basic basic {};
    ublk_param_discard discard {};
    UblkDeviceNumbers numbers {};
    std::uint32_t zoned[8] {};
    UblkDmaAlignment dma {}; // Linux 6.15
};

static_assert(sizeof(ublksrv_ctrl_cmd) == 32);
static_assert(sizeof(ublksrv_io_cmd) == 16);
static_assert(sizeof(ublksrv_ctrl_dev_info) == 64);
static_assert(sizeof(UblkParameters) == 120);

} // namespace blkera
