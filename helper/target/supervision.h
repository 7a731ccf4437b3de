// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "config/device_config.h"

#include <string>

namespace blkera {

// How we are started again: by systemd (blkera-target@.service), or by the daemon. Both start a
// target that died at once, for ever; this is about those that do not come to life. All wait with
// SIGTERM and SIGINT blocked, which end the waiting.

// A start that is refused until somebody changes something. systemd shows it as NOTCONFIGURED; the
// unit does not try again.
constexpr int kRefusedStatus = 6;

// The block device waits for the next process (ControlServer::End::HandedOver), which whoever
// supervises this one starts. EX_TEMPFAIL.
constexpr int kHandedOverStatus = 75;

// Under systemd: waits for the nodes of origin and metadata, for a minute at most. At boot we are
// earlier than some disks, and with the first attempt fails what is to be mounted.
void awaitDevices(const DeviceConfig& config);

// The exit status of a start that failed. Permanent, so kRefusedStatus, are errors of kind Invalid
// and Unsupported, unless a block device waits for us (`isAwaited`): those who use it are helped by
// nothing else than another attempt. Then, and with all other errors, it is 1, after a pause if
// systemd has started us, which knows no growing delays. `socket` is our control socket: by one
// that a dead server left, the daemon knows who is to be succeeded, so a refused one takes it away.
int statusOfFailedStart(const Error& error, bool isAwaited, const std::string& socket);

} // namespace blkera
