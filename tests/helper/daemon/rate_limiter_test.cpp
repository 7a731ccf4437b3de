// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/rate_limiter.h"

#include <QtTest>

using namespace blkera;

namespace {

constexpr unsigned kUser = 1000;

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

    void questionsToPolkitAreFourAUserAndThirtyTwoInAll()
    {
        RateLimiter limiter;
        for (int i = 0; i < 4; ++i)
            QVERIFY(limiter.beginAuthorisation(kUser));
        QVERIFY(!limiter.beginAuthorisation(kUser));
        for (unsigned user = 1; user < 8; ++user) {
            for (int i = 0; i < 4; ++i)
                QVERIFY(limiter.beginAuthorisation(kUser + user));
        }
        QVERIFY(!limiter.beginAuthorisation(1));
        QVERIFY(limiter.beginAuthorisation(0));
        limiter.endAuthorisation(0);
        limiter.endAuthorisation(kUser);
        QVERIFY(limiter.beginAuthorisation(kUser));
    }

    void refusalsAreLoggedOnceInTenSeconds()
    {
        RateLimiter limiter;
        QVERIFY(limiter.mayLogRefusal(kUser, 0));
        QVERIFY(!limiter.mayLogRefusal(kUser, 9'999));
        QVERIFY(limiter.mayLogRefusal(kUser, 10'000));
    }
};

QTEST_GUILESS_MAIN(RateLimiterTest)
#include "rate_limiter_test.moc"
