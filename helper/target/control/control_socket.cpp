// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/control_socket.h"

#include <cerrno>
#include <cstring>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace blkera {

namespace {

Result<sockaddr_un> socketAddress(const std::string& path)
{
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof(address.sun_path))
        return invalid(path + ": too long for a socket's path");
    std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
    return address;
}

const sockaddr* generic(const sockaddr_un& address)
{
    return reinterpret_cast<const sockaddr*>(&address);
}

bool mayConnect(int socket)
{
    ucred peer {};
    socklen_t size = sizeof(peer);
    return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0
        && (peer.uid == 0 || peer.uid == ::geteuid());
}

} // namespace

Result<UniqueFd> listenOn(const std::string& path, int backlog)
{
    auto address = socketAddress(path);
    if (!address)
        return address.error();
    UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket)
        return ioError(errno, "control socket");
    if (::connect(socket.get(), generic(*address), sizeof(*address)) == 0 || errno == EAGAIN)
        return Error { ErrorKind::Busy, 0,
                       path + ": another process serves this device already; stop it first" };
    // What refuses connections is a socket that nobody serves any more.
    if (errno == ECONNREFUSED)
        ::unlink(path.c_str());
    // Nobody can connect before listen(), so the mode is right in time.
    if (::bind(socket.get(), generic(*address), sizeof(*address)) != 0
        || ::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0 || ::listen(socket.get(), backlog) != 0)
        return ioError(errno, path);
    return socket;
}

void removeDeadSocket(const std::string& path)
{
    const auto address = socketAddress(path);
    const UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (address && socket && ::connect(socket.get(), generic(*address), sizeof(*address)) != 0
        && errno == ECONNREFUSED)
        ::unlink(path.c_str());
}

UniqueFd acceptConnection(int listening)
{
    UniqueFd socket(::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
    return socket && mayConnect(socket.get()) ? std::move(socket) : UniqueFd();
}

} // namespace blkera
