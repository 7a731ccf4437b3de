// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/rate_limiter.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <vector>

#include <QtTest>

using namespace blkera;

namespace {

constexpr unsigned kUser = 1000;

using Held = RateLimiter::Held;
using Tickets = std::vector<RateLimiter::Ticket>;

// As many as there are to be had, up to `wanted`.
Tickets taken(RateLimiter& limiter, unsigned uid, Held what, int wanted)
{
    Tickets tickets;
    while (wanted-- > 0) {
        if (auto ticket = limiter.take(uid, what))
            tickets.push_back(std::move(ticket));
    }
    return tickets;
}

int admitted(RateLimiter& limiter, unsigned uid, RateClass rate, std::int64_t nowMs, int calls)
{
    int count = 0;
    for (int i = 0; i < calls; ++i)
        count += limiter.admit(uid, rate, nowMs) ? 1 : 0;
    return count;
}

} // namespace

class RateLimiterTest : public QObject {
    Q_OBJECT

private slots:

    void aBurstOfAHundredThenTwentyASecond()
    {
        RateLimiter limiter;
        QCOMPARE(admitted(limiter, kUser, RateClass::Light, 0, 200), 100);
        QCOMPARE(admitted(limiter, kUser, RateClass::Light, 1'000, 200), 20);
        QCOMPARE(admitted(limiter, kUser, RateClass::Light, 60'000, 200), 100);
    }

    void heavyCallsCountFiveTimes()
    {
        RateLimiter limiter;
        QCOMPARE(admitted(limiter, kUser, RateClass::Heavy, 0, 200), 20);
    }

    void usersDoNotShareAndRootIsFree()
    {
        RateLimiter limiter;
        QCOMPARE(admitted(limiter, kUser, RateClass::Light, 0, 200), 100);
        QCOMPARE(admitted(limiter, kUser + 1, RateClass::Light, 0, 200), 100);
        QCOMPARE(admitted(limiter, 0, RateClass::Heavy, 0, 1'000), 1'000);
    }

    void authorisationsAreFourAUser()
    {
        RateLimiter limiter;
        Tickets held = taken(limiter, kUser, Held::Prompt, 3);
        held.push_back(limiter.take(kUser, Held::Question));
        QVERIFY(held.back());
        for (const Held kind : { Held::Prompt, Held::Question }) {
            QVERIFY(!limiter.take(kUser, kind));
            QVERIFY(limiter.take(kUser + 1, kind));
        }
        held.pop_back();
        QVERIFY(limiter.take(kUser, Held::Prompt));
    }

    void openPromptsOfManyKeepNoQuestionFromBeingAsked()
    {
        RateLimiter limiter;
        Tickets held;
        for (unsigned user = 1; user <= 8; ++user)
            std::ranges::move(taken(limiter, kUser + user, Held::Prompt, 9),
                              std::back_inserter(held));
        QCOMPARE(held.size(), std::size_t { 32 });
        QVERIFY(!limiter.take(kUser, Held::Prompt));
        QVERIFY(limiter.take(kUser, Held::Question));
        QVERIFY(limiter.take(0, Held::Prompt));
    }

    void callsAndJobsOfAUserAreCounted()
    {
        RateLimiter limiter;
        QCOMPARE(taken(limiter, kUser, Held::Call, 200).size(), std::size_t { 128 });
        QCOMPARE(taken(limiter, kUser, Held::Job, 100).size(), std::size_t { 8 });
        QCOMPARE(taken(limiter, kUser, Held::Job, 100).size(), std::size_t { 8 }); // given back
        QCOMPARE(taken(limiter, 0, Held::Job, 100).size(), std::size_t { 100 });
    }

    void aTicketMayOutliveTheLimiter()
    {
        auto limiter = std::make_unique<RateLimiter>();
        RateLimiter::Ticket ticket = limiter->take(kUser, Held::Job);
        limiter.reset();
        QVERIFY(ticket);
    }

    void refusalsAreLoggedOnceInTenSeconds()
    {
        RateLimiter limiter;
        QVERIFY(limiter.mayLogRefusal(kUser, 0));
        QVERIFY(!limiter.mayLogRefusal(kUser, 9'999));
        QVERIFY(limiter.mayLogRefusal(kUser, 10'000));
    }

    void aFloodIsNotAnsweredForEver()
    {
        RateLimiter limiter;
        int answered = 0;
        for (int i = 0; i < 1'000; ++i)
            answered += limiter.mayAnswerRefusal(kUser, 0) ? 1 : 0;
        QCOMPARE(answered, 200);
        QVERIFY(limiter.mayAnswerRefusal(kUser, 1'000));
        QVERIFY(limiter.mayAnswerRefusal(kUser + 1, 0));
    }
};

QTEST_GUILESS_MAIN(RateLimiterTest)
#include "rate_limiter_test.moc"
