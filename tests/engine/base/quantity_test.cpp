// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/result.h" // first: the moc of Qt 6.4 fails on <concepts> as first standard header
#include "base/types.h"

#include <unordered_set>

#include <QTest>

using namespace blkera;

namespace {

template <class Left, class Right> inline constexpr bool kAdds = requires(Left left, Right right)
{
    left + right;
};

template <class Left, class Right>
inline constexpr bool kSubtracts = requires(Left left, Right right)
{
    left - right;
};

template <class Left, class Right>
inline constexpr bool kCompares = requires(Left left, Right right)
{
    left < right;
};

static_assert(kAdds<BlockIndex, BlockCount>);
static_assert(!kAdds<BlockIndex, BlockIndex>);
static_assert(!kAdds<BlockIndex, SectorCount>);
static_assert(!kAdds<BlockIndex, int>);
static_assert(!kSubtracts<BlockIndex, Sector>);
static_assert(!kCompares<BlockIndex, MetadataBlock>);
static_assert(!kCompares<BlockIndex, BlockCount>);
static_assert(!std::convertible_to<std::uint32_t, BlockIndex>);
static_assert(!std::convertible_to<BlockIndex, std::uint32_t>);
static_assert(std::same_as<decltype(BlockIndex() - BlockIndex()), BlockCount>);
static_assert(sizeof(BlockIndex) == 4 && sizeof(MetadataBlock) == 8);

} // namespace

class QuantityTest : public QObject {
    Q_OBJECT

private slots:

    void indexMovesByCounts()
    {
        const BlockIndex begin(5);
        const BlockIndex end = begin + BlockCount(7);
        QCOMPARE(end.raw(), 12U);
        QCOMPARE((end - begin).raw(), 7U);
        QCOMPARE((end - BlockCount(2)).raw(), 10U);
        QVERIFY(begin < end);
        BlockIndex next = begin;
        QCOMPARE((++next).raw(), 6U);
    }

    void rangeIsHalfOpen()
    {
        const BlockRange range { BlockIndex(3), BlockIndex(6) };
        QCOMPARE(range.count().raw(), 3U);
        QVERIFY(!range.contains(BlockIndex(2)));
        QVERIFY(range.contains(BlockIndex(3)));
        QVERIFY(range.contains(BlockIndex(5)));
        QVERIFY(!range.contains(BlockIndex(6)));
        QVERIFY((BlockRange { BlockIndex(3), BlockIndex(3) }.empty()));
    }

    void indexIsAKey()
    {
        const std::unordered_set<MetadataBlock> set { MetadataBlock(1), MetadataBlock(2),
                                                      MetadataBlock(1) };
        QCOMPARE(set.size(), std::size_t { 2 });
        QVERIFY(set.contains(MetadataBlock(2)));
    }
};

QTEST_GUILESS_MAIN(QuantityTest)
#include "quantity_test.moc"
