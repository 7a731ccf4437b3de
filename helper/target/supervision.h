// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "config/device_config.h"

#include <cstdint>
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

// Who waits for this start.
enum class Waiting : std::uint8_t {
    Nobody, // it is for later, as at boot
    Asker, // the daemon, for its answer
    Users, // those of a block device without a server
};

// Whether the daemon has left the file that says it waits for this start, which is taken away:
// the next one, should there be one, is nobody's.
bool takeQuestion(const std::string& runtimeDirectory, const std::string& name);

// Under systemd: waits for the nodes of origin and metadata, for a minute at most. At boot we are
// earlier than some disks, and with the first attempt fails what is to be mounted. Not for files:
// the file system of one that is not there is mounted after us, and not before we have failed.
void awaitDevices(const DeviceConfig& config);

// The exit status of a start that failed. kRefusedStatus, so that nobody tries again, if an asker
// has got the error, or if it is permanent: of kind Invalid or Unsupported. Not so with users, who
// are helped by nothing else than another attempt: then, and with all other errors, it is 1, after
// a pause if systemd has started us, which knows no growing delays. `socket` is our control socket:
// by one that a dead server left, the daemon knows who is to be succeeded, so a refused one takes
// it away.
int statusOfFailedStart(const Error& error, Waiting waiting, const std::string& socket);

} // namespace blkera
