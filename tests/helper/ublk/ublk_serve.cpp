// SPDX-License-Identifier: GPL-2.0-or-later
// Serves a file or device as a ublk device without an engine, for the guest test of the frontend:
//   ublk_serve ORIGIN NAME QUEUES DEPTH      obeys lines on stdin: stop, start; ends at their end
//   ublk_serve --remove-leftover ID NAME
#include "block/origin.h"
#include "block/pass_through_target.h"
#include "ublk/ublk_frontend.h"

#include <cstdint>
#include <iostream>
#include <string>

using namespace blkera;

namespace {

int report(const Result<void>& done, const std::string& success)
{
    if (done)
        std::cout << success << std::endl;
    else
        std::cout << "error: " << done.error().message() << std::endl;
    return done ? 0 : 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 4 && std::string(argv[1]) == "--remove-leftover")
        return report(
            UblkFrontend::removeLeftover(static_cast<std::uint32_t>(std::stoul(argv[2])), argv[3]),
            "removed");
    if (argc != 5)
        return 2;

    auto queues = static_cast<std::uint16_t>(std::stoul(argv[3]));
    auto depth = static_cast<std::uint16_t>(std::stoul(argv[4]));
    Result<Origin> origin = Origin::open(argv[1]);
    if (!origin)
        return report(origin.error(), {});

    UblkFrontend frontend(origin->limits(), { argv[2], queues, depth });
    PassThroughTarget target(*origin, frontend, queues, depth);
    auto start = [&] {
        Result<void> started = frontend.start(target);
        return report(started, "started " + frontend.devicePath());
    };
    int status = start();
    for (std::string line; status == 0 && std::getline(std::cin, line);) {
        if (line == "stop")
            report(frontend.stop(), "stopped");
        else if (line == "start")
            status = start();
    }
    return status != 0 ? status : report(frontend.stop(), "ended");
}
