// SPDX-License-Identifier: GPL-2.0-or-later
#include "pass_through.h"

#include "block/origin.h"
#include "block/pass_through_target.h"
#include "confinement.h"
#include "frontend_choice.h"

#include <csignal>
#include <cstdio>

#include <systemd/sd-daemon.h>

namespace blkera {

namespace {

void awaitEnd()
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    int signal = 0;
    sigwait(&ending, &signal);
}

} // namespace

Result<void> servePassThrough(const DeviceConfig& wanted, const std::string& runtimeDirectory,
                              const std::optional<UblkLeftover>& leftover, Log& log)
{
    const DeviceConfig config = withDefaults(wanted, leftover);
    Result<Origin> origin = Origin::open(config.origin);
    if (!origin)
        return origin.error();
    auto frontend = makeFrontend(config, origin->limits(), runtimeDirectory, leftover, log);
    PassThroughTarget target(*origin, *frontend, config.queues, config.queueDepth);
    if (Result<void> started = frontend->start(target); !started)
        return started;
    // As an era device, which pays for it at each system call.
    if (Result<void> confined = confineProcess(); !confined)
        log.say(confined.error().message());
    std::puts(frontend->devicePath().c_str());
    std::fflush(stdout);
    sd_notify(0, "READY=1");
    for (;;) {
        awaitEnd();
        Result<void> stopped = frontend->stop();
        if (stopped || stopped.error().kind != ErrorKind::Busy)
            return stopped;
        log.say("not stopped: " + stopped.error().message());
    }
}

} // namespace blkera
