// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/histogram.h"

#include <cstdint>
#include <limits>
#include <numeric>
#include <random>

#include <QtTest>

using namespace blkera;

class HistogramTest : public QObject {
    Q_OBJECT

private slots:

    void boundsAreWholeNumbersFourToAPowerOfTwo()
    {
        QString bounds;
        for (std::size_t i = 0; i < 17; ++i)
            bounds += QString::number(Histogram::upperBound(i)) + ' ';
        QCOMPARE(bounds, "1 2 3 4 5 6 7 8 10 12 14 16 20 24 28 32 40 ");
        QCOMPARE(Histogram::upperBound(Histogram::kBuckets - 2), std::uint64_t { 1 } << 27);
    }

    void everyValueLiesWithinItsBucketsBounds()
    {
        const auto check = [](std::uint64_t value) {
            const std::size_t bucket = Histogram::bucketOf(value);
            const bool bounded = bucket + 1 < Histogram::kBuckets;
            const bool above = bucket == 0 || value > Histogram::upperBound(bucket - 1);
            return bucket < Histogram::kBuckets && above
                && (!bounded || value <= Histogram::upperBound(bucket));
        };
        for (std::uint64_t value = 0; value < 100'000; ++value)
            QVERIFY2(check(value), qPrintable(QString::number(value)));
        for (unsigned power = 16; power < 64; ++power)
            for (std::uint64_t value :
                 { (std::uint64_t { 1 } << power) - 1, std::uint64_t { 1 } << power,
                   (std::uint64_t { 1 } << power) + 1 })
                QVERIFY2(check(value), qPrintable(QString::number(value)));
        QVERIFY(check(std::numeric_limits<std::uint64_t>::max()));
    }

    void everyValueIsCountedOnce()
    {
        const unsigned seed = std::random_device()();
        std::mt19937_64 random(seed);
        Histogram one;
        Histogram other;
        std::uint64_t sum = 0;
        std::uint64_t max = 0;
        for (int i = 0; i < 10'000; ++i) {
            const std::uint64_t value = random() >> (random() % 40 + 20);
            (i % 3 == 0 ? one : other).note(value);
            sum += value;
            max = std::max(max, value);
        }
        Histogram::Counts counts = one.counts();
        counts += other.counts();
        const std::uint64_t all
            = std::accumulate(counts.buckets.begin(), counts.buckets.end(), std::uint64_t { 0 });
        QVERIFY2(all == 10'000 && counts.sum == sum && counts.max == max,
                 qPrintable(QStringLiteral("seed %1").arg(seed)));
    }

    void timesAreRoundedUp()
    {
        QCOMPARE(microsecondsUp(0), 0U);
        QCOMPARE(microsecondsUp(1), 1U);
        QCOMPARE(microsecondsUp(1000), 1U);
        QCOMPARE(microsecondsUp(1001), 2U);
    }
};

QTEST_GUILESS_MAIN(HistogramTest)
#include "histogram_test.moc"
