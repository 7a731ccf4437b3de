// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/method_table.h"

#include <cstdint>
#include <memory>
#include <unordered_map>

namespace blkera {

// Bounds what one user can ask of the daemon, so that nobody keeps others out: 20 calls a second
// with bursts of 100 (a heavy call counts five times), and of what takes a while so many at a time
// as `Held` says. Root is exempt from the limits of a single user.
//
// Time is given, in milliseconds of any steady clock.
class RateLimiter {
public:
    enum class Held : std::uint8_t {
        Call, // not answered yet: 128 a user
        Question, // to polkit, which answers by itself: 4 a user, prompts included; 32 of all users
        Prompt, // to polkit, which may wait for a person: 4 a user; 32 of all users
        Job, // 8 a user
    };
    // Whoever has it counts as one; may outlive the limiter.
    using Ticket = std::shared_ptr<void>;

    RateLimiter();

    // Counts a call; false if the user has used up what is allowed.
    bool admit(unsigned uid, RateClass rate, std::int64_t nowMs);

    // Null if there are too many already.
    [[nodiscard]] Ticket take(unsigned uid, Held what);

    // True at most once in 10 seconds for a user: whether to log a refusal.
    bool mayLogRefusal(unsigned uid, std::int64_t nowMs);

    // Whether a refusal is answered: 200 at once and 20 a second for a user. Whoever floods and
    // gets no answer is held back by the bus, which lets a connection have so many open calls and
    // no more; an answer would only make room for the next call, and all others wait in the same
    // line.
    bool mayAnswerRefusal(unsigned uid, std::int64_t nowMs);

private:
    struct User {
        double calls = 0; // to the good
        double refusals = 0; // to be answered
        std::int64_t updatedMs = 0;
        std::int64_t loggedMs = 0;
        bool hasLogged = false;
    };

    class Counts;

    User& user(unsigned uid, std::int64_t nowMs);

    std::unordered_map<unsigned, User> m_users;
    std::shared_ptr<Counts> m_counts; // with the tickets
};

} // namespace blkera
