// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/rate_limiter.h"

#include <algorithm>

namespace blkera {

namespace {

constexpr double kCallsPerMs = 20.0 / 1000;
constexpr double kBurstCalls = 100;
constexpr double kHeavyCost = 5;
constexpr int kAuthorisationsPerUser = 4;
constexpr int kAuthorisations = 32;
constexpr std::int64_t kLogPauseMs = 10'000;
constexpr std::size_t kMaxUsers = 1024;

} // namespace

bool RateLimiter::admit(unsigned uid, RateClass rate, std::int64_t nowMs)
{
    if (uid == 0)
        return true;
    User& caller = user(uid, nowMs);
    const double cost = rate == RateClass::Heavy ? kHeavyCost : 1;
    if (caller.calls < cost)
        return false;
    caller.calls -= cost;
    return true;
}

bool RateLimiter::beginAuthorisation(unsigned uid)
{
    int& own = m_users[uid].authorisations;
    if (uid != 0 && (own >= kAuthorisationsPerUser || m_authorisations >= kAuthorisations))
        return false;
    ++own;
    ++m_authorisations;
    return true;
}

void RateLimiter::endAuthorisation(unsigned uid)
{
    --m_users[uid].authorisations;
    --m_authorisations;
}

bool RateLimiter::mayLogRefusal(unsigned uid, std::int64_t nowMs)
{
    User& caller = user(uid, nowMs);
    if (caller.hasLogged && nowMs - caller.loggedMs < kLogPauseMs)
        return false;
    caller.hasLogged = true;
    caller.loggedMs = nowMs;
    return true;
}

RateLimiter::User& RateLimiter::user(unsigned uid, std::int64_t nowMs)
{
    // Users who have been quiet are as new ones.
    if (m_users.size() >= kMaxUsers && !m_users.contains(uid)) {
        std::erase_if(m_users, [nowMs](const auto& entry) {
            return entry.second.authorisations == 0 && nowMs - entry.second.updatedMs > kLogPauseMs;
        });
    }
    const auto [entry, isNew] = m_users.try_emplace(uid);
    User& found = entry->second;
    if (isNew)
        found.calls = kBurstCalls;
    else
        found.calls = std::min(
            kBurstCalls, found.calls + static_cast<double>(nowMs - found.updatedMs) * kCallsPerMs);
    found.updatedMs = nowMs;
    return found;
}

} // namespace blkera
