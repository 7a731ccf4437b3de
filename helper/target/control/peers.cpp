// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/peers.h"

#include "control/control_socket.h"
#include "dbus/names.h"

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include <sys/epoll.h>

namespace blkera {

Peers::Peers(UniqueFd socket, const sd_bus_vtable* methods, void* self,
             std::function<void(sd_bus*)> leaving, Log& log)
    : m_socket(std::move(socket))
    , m_methods(methods)
    , m_self(self)
    , m_leaving(std::move(leaving))
    , m_log(log)
{
}

Peers::~Peers()
{
    while (!m_connections.empty())
        drop(m_connections.back());
}

int Peers::attach(sd_event* event)
{
    const auto onConnection = [](sd_event_source*, int, std::uint32_t, void* self) {
        static_cast<Peers*>(self)->accept();
        return 0;
    };
    const auto afterEvents = [](sd_event_source*, void* self) {
        static_cast<Peers*>(self)->process();
        return 0;
    };
    m_event = event;
    const int r = sd_event_add_io(event, nullptr, m_socket.get(), EPOLLIN, onConnection, this);
    return r < 0 ? r : sd_event_add_post(event, nullptr, afterEvents, this);
}

void Peers::accept()
{
    UniqueFd socket = acceptConnection(m_socket.get());
    if (!socket)
        return;
    if (std::ssize(m_connections) >= kMaxConnections) {
        m_log.say("a connection was refused: there are " + std::to_string(m_connections.size())
                  + " already");
        return;
    }
    // Who only knocks, to see whether somebody is here, has gone by now.
    if (const int r = add(std::move(socket)); r < 0 && r != -ECONNRESET)
        m_log.say(std::string("a connection was refused: ") + std::strerror(-r));
}

int Peers::add(UniqueFd socket)
{
    const auto onDisconnected = [](sd_bus_message* signal, void* self, sd_bus_error*) {
        static_cast<Peers*>(self)->drop(sd_bus_message_get_bus(signal));
        return 0;
    };
    sd_bus* bus = nullptr;
    sd_id128_t id {};
    int r = sd_id128_randomize(&id);
    if (r >= 0)
        r = sd_bus_new(&bus);
    if (r < 0)
        return r;
    m_connections.push_back(bus);
    r = sd_bus_set_fd(bus, socket.get(), socket.get());
    if (r >= 0)
        socket.release(); // the bus closes it
    if (r >= 0)
        r = sd_bus_set_server(bus, 1, id);
    if (r >= 0)
        r = sd_bus_add_object_vtable(bus, nullptr, names::kTargetPath, names::kTargetInterface,
                                     m_methods, m_self);
    if (r >= 0)
        r = sd_bus_match_signal(bus, nullptr, nullptr, "/org/freedesktop/DBus/Local",
                                "org.freedesktop.DBus.Local", "Disconnected", onDisconnected, this);
    if (r >= 0)
        r = sd_bus_start(bus);
    if (r >= 0)
        r = sd_bus_attach_event(bus, m_event, SD_EVENT_PRIORITY_NORMAL);
    if (r < 0)
        drop(bus);
    return r;
}

void Peers::tell(const char* signal, const std::function<int(sd_bus_message*)>& fill)
{
    for (sd_bus* bus : m_connections) {
        sd_bus_message* message = nullptr;
        int r = sd_bus_message_new_signal(bus, &message, names::kTargetPath,
                                          names::kTargetInterface, signal);
        if (r >= 0)
            r = fill(message);
        if (r >= 0)
            (void)sd_bus_send(bus, message, nullptr);
        sd_bus_message_unref(message);
    }
}

// A client may send its first call together with the end of its authentication. sd-bus (252) reads
// both and waits for the socket before it looks at the call, so it is made to look once more.
void Peers::process()
{
    for (sd_bus* bus : std::vector<sd_bus*>(m_connections)) {
        sd_bus_ref(bus); // it may be dropped meanwhile
        while (sd_bus_process(bus, nullptr) > 0) { }
        sd_bus_unref(bus);
    }
}

void Peers::drop(sd_bus* bus)
{
    m_leaving(bus);
    std::erase(m_connections, bus);
    sd_bus_detach_event(bus);
    sd_bus_close_unref(bus);
}

} // namespace blkera
