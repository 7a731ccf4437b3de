// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/statistics.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

#include <QTest>

using namespace blkera;

namespace {

// As the target's: four to each power of two.
QList<qulonglong> someBounds()
{
    QList<qulonglong> bounds { 1, 2, 3, 4 };
    for (unsigned power = 2; power < 20; ++power) {
        for (qulonglong quarter = 5; quarter <= 8; ++quarter)
            bounds.append(quarter << (power - 2));
    }
    return bounds;
}

Distribution of(const std::vector<quint64>& values)
{
    Distribution distribution;
    distribution.bounds = someBounds();
    distribution.buckets.fill(0, distribution.bounds.size() + 1);
    for (const quint64 value : values) {
        const auto bound = std::ranges::lower_bound(distribution.bounds, value);
        ++distribution.buckets[bound - distribution.bounds.begin()];
        distribution.sum += value;
        distribution.max = std::max(distribution.max, value);
    }
    return distribution;
}

} // namespace

class StatisticsTest : public QObject {
    Q_OBJECT

private slots:
    void quantilesAreNeverBelowTheTrueValueAndLessThanABucketAbove();
    void nothingHasNoQuantile();
    void whatIsAboveAllBoundsIsTheLargestValue();
    void theDifferenceIsWhatCameInBetween();
    void afterARestartAllOfItIsNew();
};

void StatisticsTest::quantilesAreNeverBelowTheTrueValueAndLessThanABucketAbove()
{
    const unsigned seed = std::random_device()();
    std::mt19937_64 random(seed);
    for (int round = 0; round < 300; ++round) {
        std::vector<quint64> values(1 + random() % 500);
        for (quint64& value : values)
            value = (random() % (1 << 19)) >> (random() % 20);
        const Distribution distribution = of(values);
        std::ranges::sort(values);
        for (const double share : { 0.0, 0.01, 0.5, 0.9, 0.99, 0.999, 1.0 }) {
            const double rank = std::ceil(share * static_cast<double>(values.size()));
            const quint64 exact = values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
            const quint64 found = distribution.quantile(share);
            const bool close = found >= exact
                && static_cast<double>(found) <= std::max(1.0, 1.25 * static_cast<double>(exact));
            QVERIFY2(close,
                     qPrintable(QStringLiteral("seed %1: %2 of %3 values is %4, not %5")
                                    .arg(seed)
                                    .arg(share)
                                    .arg(values.size())
                                    .arg(exact)
                                    .arg(found)));
        }
    }
}

void StatisticsTest::nothingHasNoQuantile()
{
    QCOMPARE(of({}).quantile(0.5), 0U);
    QCOMPARE(of({}).average(), 0.0);
    QCOMPARE(Distribution().quantile(1), 0U);
}

void StatisticsTest::whatIsAboveAllBoundsIsTheLargestValue()
{
    QCOMPARE(of({ 5, 1ULL << 40 }).quantile(0.99), 1ULL << 40);
}

void StatisticsTest::theDifferenceIsWhatCameInBetween()
{
    DeviceStatistics before;
    before.operations[QStringLiteral("write")]
        = { 2, 5, 8192, 1, 1, of({ 10, 900'000 }), of({ 100 }) };
    before.commitUs = of({ 7 });
    DeviceStatistics now = before;
    now.operations[QStringLiteral("write")]
        = { 5, 1, 20'480, 1, 2, of({ 10, 900'000, 33, 33, 34 }), of({ 100, 100 }) };
    now.commitUs = of({ 7, 8 });
    const DeviceStatistics both = between(before, now);
    const OperationStatistics& write = both.operations.at(QStringLiteral("write"));
    QCOMPARE(write.requests, 3U);
    QCOMPARE(write.inFlight, 1U);
    QCOMPARE(write.bytes, 12'288U);
    QCOMPARE(write.errors, 0U);
    QCOMPARE(write.deferred, 1U);
    QCOMPARE(write.latencyUs.count(), 3U);
    QCOMPARE(write.latencyUs.sum, 100U);
    QCOMPARE(write.latencyUs.max, 40U); // the bound of where 34 lies
    QCOMPARE(write.markWaitUs.count(), 1U);
    QCOMPARE(both.commitUs.count(), 1U);
}

void StatisticsTest::afterARestartAllOfItIsNew()
{
    DeviceStatistics before;
    before.startedUs = 1;
    before.erasBegun = 7;
    DeviceStatistics now;
    now.startedUs = 2;
    now.erasBegun = 3;
    QCOMPARE(between(before, now).erasBegun, 3U);
}

QTEST_GUILESS_MAIN(StatisticsTest)
#include "statistics_test.moc"
