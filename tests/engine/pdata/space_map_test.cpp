// SPDX-License-Identifier: GPL-2.0-or-later
#include "world.h"

#include <limits>

#include <QElapsedTimer>
#include <QTest>

using namespace blkera;

namespace {

MetadataBlock block(std::uint64_t number)
{
    return MetadataBlock(number);
}

SpaceMap mapOf(std::uint64_t size)
{
    return SpaceMap(MetadataBlockCount(size));
}

} // namespace

class SpaceMapTest : public QObject {
    Q_OBJECT

private slots:

    void allocatesAscendingAndWrapsRound()
    {
        SpaceMap map = mapOf(4);
        for (std::uint64_t i = 0; i < 4; ++i)
            QVERIFY(must(map.allocate()) == block(i));
        QVERIFY(failsAs(map.allocate(), ErrorKind::NoSpace));
        must(map.decrement(block(1)));
        map.commit();
        QVERIFY(must(map.allocate()) == block(1));
    }

    void freedBlockComesBackOnlyAfterTheCommit()
    {
        SpaceMap map(std::vector<std::uint32_t> { 1, 1, 0 });
        QCOMPARE(must(map.decrement(block(0))), 0U);
        QCOMPARE(map.allocatable().raw(), 1U);
        QVERIFY(must(map.allocate()) == block(2));
        QVERIFY(failsAs(map.allocate(), ErrorKind::NoSpace));
        map.commit();
        QVERIFY(must(map.allocate()) == block(0));
    }

    // Around groups of eight, which are looked at as one.
    void eachBlockInUseIsFoundWhereverItLies()
    {
        constexpr std::uint64_t size = 27;
        for (std::uint64_t used = 0; used < size; ++used) {
            std::vector<std::uint32_t> counts(size);
            counts[used] = used % 2 == 0 ? 1 : 300;
            const SpaceMap map(counts);
            for (std::uint64_t from = 0; from <= size; ++from) {
                QCOMPARE(map.nextCounted(block(from)).raw(), from <= used ? used : size);
                QCOMPARE(map.nextFree(block(from)).raw(), from == used ? used + 1 : from);
            }
        }
    }

    void freedInTheTransactionThatTookItComesBackAtOnce()
    {
        SpaceMap map = mapOf(1);
        QVERIFY(must(map.allocate()) == block(0));
        must(map.decrement(block(0)));
        QVERIFY(must(map.allocate()) == block(0));
    }

    void freeBlocksCannotGainOrLosePointers()
    {
        SpaceMap map = mapOf(2);
        QVERIFY(failsAs(map.increment(block(0)), ErrorKind::Corrupt));
        QVERIFY(failsAs(map.decrement(block(0)), ErrorKind::Corrupt));
        QVERIFY(failsAs(map.increment(block(2)), ErrorKind::Corrupt));
        QVERIFY(failsAs(map.decrement(block(~0ULL)), ErrorKind::Corrupt));
        QCOMPARE(map.count(block(7)), 0U);
        QVERIFY(map.changed().empty());
    }

    void countsDoNotOverflow()
    {
        constexpr std::uint32_t kMost = std::numeric_limits<std::uint32_t>::max();
        SpaceMap map(std::vector<std::uint32_t> { 5 });
        QVERIFY(failsAs(map.increment(block(0), kMost - 4), ErrorKind::Corrupt));
        QCOMPARE(map.count(block(0)), 5U);
        must(map.increment(block(0), kMost - 5));
        QCOMPARE(map.count(block(0)), kMost);
    }

    void usedCountsTheLastCommitToo()
    {
        SpaceMap map(std::vector<std::uint32_t> { 1, 2, 0, 0 });
        QCOMPARE(map.used().raw(), 2U);
        must(map.decrement(block(0)));
        must(map.allocate());
        QCOMPARE(map.allocated().raw(), 2U);
        QCOMPARE(map.used().raw(), 3U);
        QCOMPARE(map.allocatable().raw(), 1U);
        map.commit();
        QCOMPARE(map.used().raw(), 2U);
        QCOMPARE(map.allocatable().raw(), 2U);
    }

    void pinKeepsWhatWasInUse()
    {
        SpaceMap map(std::vector<std::uint32_t> { 1, 1, 0 });
        must(map.decrement(block(1))); // not committed when the pin is made
        SpaceMap::Pin pin = map.pin();
        map.commit();
        QCOMPARE(map.used().raw(), 1U);
        QCOMPARE(map.allocatable().raw(), 1U);
        QVERIFY(must(map.allocate()) == block(2));
        QVERIFY(failsAs(map.allocate(), ErrorKind::NoSpace));
        map.commit();
        QVERIFY(failsAs(map.allocate(), ErrorKind::NoSpace));
        pin.reset();
        QVERIFY(must(map.allocate()) == block(1));
    }

    void pinsOfOneCommitAreOne()
    {
        SpaceMap map = mapOf(2);
        const SpaceMap::Pin first = map.pin();
        QVERIFY(map.pin() == first);
        must(map.allocate());
        QVERIFY(map.pin() == first);
        map.commit();
        QVERIFY(map.pin() != first);
    }

    void pinOutlivesTheMap()
    {
        SpaceMap::Pin pin;
        {
            SpaceMap map(std::vector<std::uint32_t> { 1, 0 });
            pin = map.pin();
        }
        QCOMPARE(*pin, (std::vector<bool> { true, false }));
    }

    void eachTransactionTakesTheLowestBlocks()
    {
        SpaceMap map(std::vector<std::uint32_t> { 1, 0, 1, 0, 0 });
        QVERIFY(must(map.allocate()) == block(1));
        QVERIFY(must(map.allocate()) == block(3));
        must(map.decrement(block(0)));
        map.commit();
        QVERIFY(must(map.allocate()) == block(0));
        QVERIFY(must(map.allocate()) == block(4));
    }

    void aTransactionTakesNeighboursWhereThereAreAsManyAsTheLastOneTook()
    {
        SpaceMap map(std::vector<std::uint32_t> { 1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0 });
        const auto take = [&map](std::vector<std::uint64_t> expected) {
            for (const std::uint64_t number : expected) {
                if (must(map.allocate()) != block(number))
                    return false;
            }
            return true;
        };
        QVERIFY(take({ 1, 3, 4 }));
        map.commit();
        for (const std::uint64_t freed : { 1, 3, 4 })
            must(map.decrement(block(freed)));
        QVERIFY(take({ 7, 8, 9 }));
        map.commit();
        QVERIFY(take({ 3, 4 }));
        map.rollback();
        QVERIFY(take({ 3, 4, 5, 10, 1 })); // what is left over comes last
    }

    void growingIsUndoneByARollback()
    {
        SpaceMap map = mapOf(1);
        must(map.allocate());
        map.commit();
        const SpaceMap::Pin pin = map.pin();
        map.grow(MetadataBlockCount(3));
        QCOMPARE(map.allocatable().raw(), 2U);
        QVERIFY(must(map.allocate()) == block(1));
        map.rollback();
        QCOMPARE(map.size().raw(), 1U);
        QVERIFY(failsAs(map.allocate(), ErrorKind::NoSpace));
        map.grow(MetadataBlockCount(3));
        map.commit();
        map.rollback();
        QCOMPARE(map.size().raw(), 3U);
        QVERIFY(must(map.allocate()) == block(1)); // no pin knows of it
    }

    // After a failed commit: neither what was committed nor what was tried may be overwritten.
    void anAttemptIsPinnedWithWhatWasBefore()
    {
        SpaceMap map(std::vector<std::uint32_t> { 1, 1, 0, 0, 0 });
        must(map.decrement(block(1)));
        QVERIFY(must(map.allocate()) == block(2));
        SpaceMap::Pin attempt = map.pinAttempt();
        map.reset(std::vector<std::uint32_t> { 1, 1, 0, 0, 0 });
        QCOMPARE(map.allocatable().raw(), 2U);
        must(map.decrement(block(1)));
        QVERIFY(must(map.allocate()) == block(3));
        map.commit();
        QVERIFY(must(map.allocate()) == block(4)); // 1 was in use before, 2 in the attempt
        QVERIFY(failsAs(map.allocate(), ErrorKind::NoSpace));
        attempt.reset();
        QVERIFY(must(map.allocate()) == block(1));
        QVERIFY(must(map.allocate()) == block(2));
    }

    void largeCountsAreKeptExactly()
    {
        CountTable table(std::vector<std::uint32_t> { 254, 255, 256, 4000000000U, 0 });
        for (const auto& [i, count] : { std::pair { 0U, 254U },
                                        { 1U, 255U },
                                        { 2U, 256U },
                                        { 3U, 4000000000U },
                                        { 4U, 0U } })
            QCOMPARE(table.get(i), count);
        table.set(3, 1);
        table.set(0, 255);
        table.resize(2);
        table.resize(4);
        QCOMPARE(table.get(0), 255U);
        QCOMPARE(table.get(1), 255U);
        QCOMPARE(table.get(3), 0U);
        QCOMPARE(table.nextZero(0), 2U);
        QCOMPARE(table.countNonZero(), 2U);
    }

    // Against a model that keeps whole vectors.
    void randomHistoriesMatchAModel()
    {
        QRandomGenerator random(testSeed());
        for (int round = 0; round < 40; ++round) {
            const auto size = 1 + random.bounded(60U);
            SpaceMap map = mapOf(size);
            std::vector<std::uint32_t> now(size);
            std::vector<std::uint32_t> committed = now;

            struct Pinned {
                SpaceMap::Pin pin;
                std::vector<std::uint32_t> counts;
            };

            std::vector<Pinned> pins;
            const auto allocatable = [&](std::size_t i) {
                return now[i] == 0 && committed[i] == 0
                    && std::ranges::none_of(pins, [i](auto& p) { return p.counts[i] > 0; });
            };
            for (int step = 0; step < 400; ++step) {
                const std::uint32_t i = random.bounded(size);
                switch (random.bounded(10)) {
                case 0:
                case 1:
                case 2:
                    if (const auto got = map.allocate()) {
                        QVERIFY(allocatable(got->raw()));
                        now[got->raw()] = 1;
                    } else {
                        QVERIFY(got.error().kind == ErrorKind::NoSpace);
                        for (std::size_t j = 0; j < size; ++j)
                            QVERIFY(!allocatable(j));
                    }
                    break;
                case 3:
                    QCOMPARE(bool(map.increment(block(i), 3)), now[i] > 0);
                    now[i] += now[i] > 0 ? 3 : 0;
                    break;
                case 4:
                case 5:
                case 6:
                    QCOMPARE(bool(map.decrement(block(i))), now[i] > 0);
                    now[i] -= now[i] > 0 ? 1 : 0;
                    break;
                case 7:
                    map.commit();
                    committed = now;
                    break;
                case 8:
                    if (random.bounded(2) == 0) {
                        map.rollback();
                        now = committed;
                    } else {
                        pins.push_back({ map.pin(), committed });
                    }
                    break;
                case 9:
                    if (!pins.empty() && random.bounded(2) == 0)
                        pins.erase(pins.begin() + random.bounded(static_cast<int>(pins.size())));
                    break;
                }
                std::uint64_t allocated = 0;
                std::uint64_t used = 0;
                std::uint64_t available = 0;
                for (std::size_t j = 0; j < size; ++j) {
                    QCOMPARE(map.count(block(j)), now[j]);
                    allocated += now[j] > 0;
                    used += now[j] > 0 || committed[j] > 0;
                    available += allocatable(j);
                }
                QCOMPARE(map.allocated().raw(), allocated);
                QCOMPARE(map.used().raw(), used);
                // A pin that went is noticed at the next allocation.
                QVERIFY(map.allocatable().raw() <= available);
            }
        }
    }

    void sharingOneBlockManyTimesIsOneStep()
    {
        SpaceMap map = mapOf(1000000);
        must(map.allocate());
        QElapsedTimer timer;
        timer.start();
        must(map.increment(block(0), 263689));
        QCOMPARE(map.count(block(0)), 263690U);
        QVERIFY(timer.elapsed() < 100);
    }
};

QTEST_GUILESS_MAIN(SpaceMapTest)
#include "space_map_test.moc"
