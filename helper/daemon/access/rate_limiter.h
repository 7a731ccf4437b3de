// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/method_table.h"

#include <cstdint>
#include <unordered_map>

namespace blkera {

// Bounds what one user can ask of the daemon, so that nobody keeps others out: 20 calls a second
// with bursts of 100 (a heavy call counts five times), and 4 questions to polkit at a time, 32 of
// all users together. Root is exempt from the limits of a single user.
//
// Time is given, in milliseconds of any steady clock.
class RateLimiter {
public:
    // Counts a call; false if the user has used up what is allowed.
    bool admit(unsigned uid, RateClass rate, std::int64_t nowMs);

    // False if there are too many already; else endAuthorisation() has to follow.
    bool beginAuthorisation(unsigned uid);
    void endAuthorisation(unsigned uid);

    // True at most once in 10 seconds for a user: whether to log a refusal.
    bool mayLogRefusal(unsigned uid, std::int64_t nowMs);

private:
    struct User {
        double calls = 0; // to the good
        std::int64_t updatedMs = 0;
        std::int64_t loggedMs = 0;
        bool hasLogged = false;
        int authorisations = 0;
    };

    User& user(unsigned uid, std::int64_t nowMs);

    std::unordered_map<unsigned, User> m_users;
    int m_authorisations = 0;
};

} // namespace blkera
