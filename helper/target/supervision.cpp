// SPDX-License-Identifier: GPL-2.0-or-later
#include "supervision.h"

#include "control/control_socket.h"

#include <chrono>
#include <csignal>
#include <cstdlib>

#include <unistd.h>

namespace blkera {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kPause = 2s;
constexpr std::chrono::seconds kPatience = 60s;

bool isStartedBySystemd()
{
    return std::getenv("NOTIFY_SOCKET") != nullptr;
}

// Whether we were told to end meanwhile.
bool isEndedWithin(std::chrono::milliseconds time)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(time);
    const timespec timeout { seconds.count(), std::chrono::nanoseconds(time - seconds).count() };
    return ::sigtimedwait(&ending, nullptr, &timeout) > 0;
}

} // namespace

void awaitDevices(const DeviceConfig& config)
{
    if (!isStartedBySystemd())
        return;
    const auto isThere = [](const std::string& path) { return ::access(path.c_str(), F_OK) == 0; };
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!(isThere(config.origin) && isThere(config.metadata))
           && std::chrono::steady_clock::now() < end)
        if (isEndedWithin(50ms))
            return;
}

int statusOfFailedStart(const Error& error, bool isAwaited, const std::string& socket)
{
    const bool isPermanent
        = error.kind == ErrorKind::Invalid || error.kind == ErrorKind::Unsupported;
    if (isPermanent && !isAwaited) {
        removeDeadSocket(socket);
        return kRefusedStatus;
    }
    if (isStartedBySystemd())
        (void)isEndedWithin(kPause);
    return EXIT_FAILURE;
}

} // namespace blkera
