// SPDX-License-Identifier: GPL-2.0-or-later
// target_call SOCKET checkpoint: begins an era on a running target, and prints it.
#include "dbus/names.h"

#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

#include <systemd/sd-bus.h>

using namespace blkera;

namespace {

int fail(const char* what, int error)
{
    std::fprintf(stderr, "target_call: %s: %s\n", what, std::strerror(-error));
    return 1;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3 || std::strcmp(argv[2], "checkpoint") != 0) {
        std::fprintf(stderr, "usage: target_call SOCKET checkpoint\n");
        return 2;
    }
    sd_bus* bus = nullptr;
    int result = sd_bus_new(&bus);
    if (result >= 0)
        result = sd_bus_set_address(bus, ("unix:path=" + std::string(argv[1])).c_str());
    if (result >= 0)
        result = sd_bus_start(bus);
    if (result < 0)
        return fail(argv[1], result);
    sd_bus_message* reply = nullptr;
    result = sd_bus_call_method(bus, nullptr, names::kTargetPath, names::kTargetInterface,
                                "Checkpoint", nullptr, &reply, "s", "");
    std::uint32_t era = 0;
    if (result >= 0)
        result = sd_bus_message_read(reply, "u", &era);
    sd_bus_message_unref(reply);
    sd_bus_flush_close_unref(bus);
    if (result < 0)
        return fail("checkpoint", result);
    std::printf("%u\n", era);
    return 0;
}
