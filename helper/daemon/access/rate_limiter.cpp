// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/rate_limiter.h"

#include <algorithm>
#include <array>

namespace blkera {

namespace {

constexpr double kCallsPerMs = 20.0 / 1000;
constexpr double kBurstCalls = 100;
constexpr double kHeavyCost = 5;
constexpr double kAnsweredRefusals = 200;
constexpr int kCallsPerUser = 128; // as many as one connection of a system bus may have
constexpr int kAuthorisationsPerUser = 4;
constexpr int kAuthorisations = 32; // of each kind: open prompts keep no question from being asked
constexpr int kJobsPerUser = 8;
constexpr std::int64_t kLogPauseMs = 10'000;
constexpr std::size_t kMaxUsers = 1024;

} // namespace

class RateLimiter::Counts {
public:
    bool hasRoom(unsigned uid, Held what) const
    {
        switch (what) {
        case Held::Call:
            return uid == 0 || ofUser(uid, what) < kCallsPerUser;
        case Held::Question:
        case Held::Prompt:
            return uid == 0
                || (ofUser(uid, Held::Question) + ofUser(uid, Held::Prompt) < kAuthorisationsPerUser
                    && m_all[static_cast<std::size_t>(what)] < kAuthorisations);
        case Held::Job:
            return uid == 0 || ofUser(uid, what) < kJobsPerUser;
        }
        return false;
    }

    void add(unsigned uid, Held what, int change)
    {
        const auto kind = static_cast<std::size_t>(what);
        m_all[kind] += change;
        const auto user = m_users.try_emplace(uid).first;
        user->second[kind] += change;
        if (user->second == OfKinds {})
            m_users.erase(user);
    }

private:
    using OfKinds = std::array<int, static_cast<std::size_t>(Held::Job) + 1>;

    int ofUser(unsigned uid, Held what) const
    {
        const auto user = m_users.find(uid);
        return user == m_users.end() ? 0 : user->second[static_cast<std::size_t>(what)];
    }

    OfKinds m_all {};
    std::unordered_map<unsigned, OfKinds> m_users;
};

RateLimiter::RateLimiter()
    : m_counts(std::make_shared<Counts>())
{
}

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

RateLimiter::Ticket RateLimiter::take(unsigned uid, Held what)
{
    if (!m_counts->hasRoom(uid, what))
        return nullptr;
    m_counts->add(uid, what, 1);
    // Not null, so that it is no refusal; nobody looks at what it points to.
    return { m_counts.get(),
             [counts = m_counts, uid, what](void*) { counts->add(uid, what, -1); } };
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

bool RateLimiter::mayAnswerRefusal(unsigned uid, std::int64_t nowMs)
{
    User& caller = user(uid, nowMs);
    if (caller.refusals < 1)
        return false;
    caller.refusals -= 1;
    return true;
}

RateLimiter::User& RateLimiter::user(unsigned uid, std::int64_t nowMs)
{
    // Users who have been quiet are as new ones.
    if (m_users.size() >= kMaxUsers && !m_users.contains(uid)) {
        std::erase_if(m_users, [nowMs](const auto& entry) {
            return nowMs - entry.second.updatedMs > kLogPauseMs;
        });
    }
    const auto [entry, isNew] = m_users.try_emplace(uid);
    User& found = entry->second;
    if (isNew) {
        found.calls = kBurstCalls;
        found.refusals = kAnsweredRefusals;
    } else {
        const double earned = static_cast<double>(nowMs - found.updatedMs) * kCallsPerMs;
        found.calls = std::min(kBurstCalls, found.calls + earned);
        found.refusals = std::min(kAnsweredRefusals, found.refusals + earned);
    }
    found.updatedMs = nowMs;
    return found;
}

} // namespace blkera
