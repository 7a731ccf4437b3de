// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"
#include "log/log.h"

#include <functional>
#include <vector>

#include <systemd/sd-bus.h>
#include <systemd/sd-event.h>

namespace blkera {

// Who is connected to the control socket: each speaks D-Bus peer to peer and sees one object.
//
// Thread safety: the event loop's thread.
class Peers {
public:
    static constexpr int kMaxConnections = 16;

    // `socket` listens; `methods` are called with `self`, and `leaving` before a connection goes:
    // calls that are kept hold references on it. `log` is
    // borrowed.
    Peers(UniqueFd socket, const sd_bus_vtable* methods, void* self,
          std::function<void(sd_bus*)> leaving, Log& log);
    Peers(const Peers&) = delete;
    Peers& operator=(const Peers&) = delete;
    ~Peers();

    // Joins the loop, which outlives this. 0, or -errno.
    int attach(sd_event* event);
    // A signal to everybody, whose values `fill` appends; it returns 0, or -errno. Who cannot take
    // it goes without.
    void tell(const char* signal, const std::function<int(sd_bus_message*)>& fill);

private:
    void accept();
    int add(UniqueFd socket);
    void drop(sd_bus* bus);
    void process();

    UniqueFd m_socket;
    const sd_bus_vtable* m_methods;
    void* m_self;
    std::function<void(sd_bus*)> m_leaving;
    Log& m_log;
    sd_event* m_event = nullptr;
    std::vector<sd_bus*> m_connections;
};

} // namespace blkera
