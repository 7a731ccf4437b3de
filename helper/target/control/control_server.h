// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "control/controlled_target.h"
#include "log/log.h"

#include <memory>
#include <string>

namespace blkera {

// Serves org.blkera.Target1 (dbus/org.blkera.Target1.xml) on a Unix socket, to root and to the user
// it runs as only.
//
// One thread, the caller's, runs the socket; one more writes lists of changed blocks, so that a
// slow reader delays nobody but other lists, and one more draws pictures. Nothing here waits for
// block I/O.
class ControlServer {
public:
    // Replaces a socket that a dead server left; errors: Busy if a live one answers there. `target`
    // and `log` are borrowed.
    static Result<std::unique_ptr<ControlServer>> listen(const std::string& socketPath,
                                                         ControlledTarget& target, Log& log);
    ~ControlServer(); // removes the socket

    enum class End {
        Stopped,
        HandedOver, // the socket's file stays: the next process replaces it
    };

    // Serves until a Stop or HandOver call has succeeded (its reply is sent), or SIGTERM or SIGINT
    // led to a clean stop, or SIGHUP to a handing over; a signal that leads to none, as while the
    // device is in use, is logged and ignored. The signals are blocked in all threads.
    Result<End> run();

private:
    class Implementation;
    explicit ControlServer(std::unique_ptr<Implementation> implementation);

    std::unique_ptr<Implementation> m_implementation;
};

} // namespace blkera
