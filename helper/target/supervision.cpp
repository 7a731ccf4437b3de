// SPDX-License-Identifier: GPL-2.0-or-later
#include "supervision.h"

#include "control/control_socket.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string_view>

#include <systemd/sd-daemon.h>
#include <unistd.h>

namespace blkera {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kPause = 2s;
constexpr std::chrono::seconds kPatience = 60s;
constexpr std::string_view kNodes = "/dev/";

bool isStartedBySystemd()
{
    return std::getenv("NOTIFY_SOCKET") != nullptr;
}

// Whether we were told to end meanwhile. What else interrupts a wait, such as the end of a ring
// of io_uring, does not shorten it.
bool isEndedWithin(std::chrono::milliseconds time)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    const auto end = std::chrono::steady_clock::now() + time;
    for (;;) {
        const std::chrono::nanoseconds left
            = std::max<std::chrono::nanoseconds>(end - std::chrono::steady_clock::now(), 0ns);
        const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(left);
        const timespec timeout { seconds.count(), (left - seconds).count() };
        if (::sigtimedwait(&ending, nullptr, &timeout) > 0)
            return true;
        if (errno != EINTR)
            return false;
    }
}

} // namespace

bool takeQuestion(const std::string& runtimeDirectory, const std::string& name)
{
    return ::unlink((runtimeDirectory + '/' + name + ".asked").c_str()) == 0;
}

void awaitDevices(const DeviceConfig& config)
{
    if (!isStartedBySystemd())
        return;
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (const std::string* path : { &config.origin, &config.metadata }) {
        if (!path->starts_with(kNodes) || ::access(path->c_str(), F_OK) == 0)
            continue;
        sd_notifyf(0, "STATUS=waits for %s", path->c_str());
        while (::access(path->c_str(), F_OK) != 0 && std::chrono::steady_clock::now() < end)
            if (isEndedWithin(50ms))
                return;
    }
}

int statusOfFailedStart(const Error& error, Waiting waiting, const std::string& socket)
{
    const bool isPermanent
        = error.kind == ErrorKind::Invalid || error.kind == ErrorKind::Unsupported;
    if (waiting == Waiting::Asker || (isPermanent && waiting == Waiting::Nobody)) {
        removeDeadSocket(socket);
        return kRefusedStatus;
    }
    if (isStartedBySystemd())
        (void)isEndedWithin(kPause);
    return EXIT_FAILURE;
}

} // namespace blkera
