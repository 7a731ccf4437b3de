// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "control/outcome_queue.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include <systemd/sd-bus.h>

namespace blkera {

// Answers with an error of the bus: the name that the kind of error has there.
int replyError(sd_bus_message* call, const Error& error);
int replyError(sd_bus_message* call, const char* name, const std::string& message);

// Calls that are answered later, each under a number.
//
// Thread safety: the event loop's thread.
class KeptCalls {
public:
    KeptCalls() = default;
    KeptCalls(const KeptCalls&) = delete;
    KeptCalls& operator=(const KeptCalls&) = delete;
    ~KeptCalls();

    // `replyType`: "u", "t", "tt" or nothing; a literal.
    std::uint64_t keep(sd_bus_message* call, std::string_view replyType);

    // A number that no call has: for what nobody waits for.
    std::uint64_t nextId() { return ++m_lastId; }

    // With the outcome's value in the reply type, or its error; nothing if the caller has gone.
    void answer(const Outcome& outcome);
    // For an answer of another type: the caller owns the call then. Null if the caller has gone.
    sd_bus_message* take(std::uint64_t id);
    void answerAll(const Error& error);
    // Without an answer: the connection goes.
    void forget(const sd_bus* bus);

private:
    struct Call {
        sd_bus_message* message = nullptr;
        std::string_view replyType;
    };

    std::unordered_map<std::uint64_t, Call> m_calls;
    std::uint64_t m_lastId = 0;
};

} // namespace blkera
