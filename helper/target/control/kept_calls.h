// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "control/outcome_queue.h"

#include <cstdint>
#include <string>
#include <unordered_map>

#include <systemd/sd-bus.h>

namespace blkera {

// Answers with an error of the bus: the name that the kind of error has there.
int replyError(sd_bus_message* call, const Error& error);
int replyError(sd_bus_message* call, const char* name, const std::string& message);
// Answers with these values; returns what sd-bus does.
int reply(sd_bus_message* call, const Outcome::Values& values);

// Calls that are answered later, each under a number.
//
// Thread safety: the event loop's thread.
class KeptCalls {
public:
    KeptCalls() = default;
    KeptCalls(const KeptCalls&) = delete;
    KeptCalls& operator=(const KeptCalls&) = delete;
    ~KeptCalls();

    std::uint64_t keep(sd_bus_message* call);

    // A number that no call has: for what nobody waits for.
    std::uint64_t nextId() { return ++m_lastId; }

    // With the outcome's values, or its error. False if the caller has gone.
    bool answer(const Outcome& outcome);
    // Without an answer: whoever kept it gives another.
    void drop(std::uint64_t id);
    void answerAll(const Error& error);
    // Without an answer: the connection goes.
    void forget(const sd_bus* bus);

private:
    std::unordered_map<std::uint64_t, sd_bus_message*> m_calls;
    std::uint64_t m_lastId = 0;
};

} // namespace blkera
