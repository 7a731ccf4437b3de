// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/geometry.h"

#include <QtTest>

using namespace blkera;

class GeometryTest : public QObject {
    Q_OBJECT

private slots:

    void everyTouchedBlockIsCounted_data()
    {
        QTest::addColumn<quint64>("begin");
        QTest::addColumn<quint64>("end");
        QTest::addColumn<quint32>("first");
        QTest::addColumn<quint32>("last");
        QTest::newRow("one sector") << 0ULL << 1ULL << 0U << 0U;
        QTest::newRow("a whole block") << 8ULL << 16ULL << 1U << 1U;
        QTest::newRow("two halves") << 12ULL << 20ULL << 1U << 2U;
        QTest::newRow("last sector of one, first of the next") << 15ULL << 17ULL << 1U << 2U;
        QTest::newRow("the short last block") << 96ULL << 100ULL << 12U << 12U;
        QTest::newRow("all") << 0ULL << 100ULL << 0U << 12U;
    }

    void everyTouchedBlockIsCounted()
    {
        QFETCH(quint64, begin);
        QFETCH(quint64, end);
        QFETCH(quint32, first);
        QFETCH(quint32, last);
        const auto geometry = Geometry::make(SectorCount(100), 8);
        QVERIFY(geometry.has_value());
        const BlockRange range = geometry->blocksOf({ Sector(begin), Sector(end) });
        QCOMPARE(range.begin.raw(), first);
        QCOMPARE(range.end.raw(), last + 1);
    }

    void aShortLastBlockIsABlock()
    {
        QCOMPARE(Geometry::make(SectorCount(96), 8)->blocks().raw(), 12U);
        QCOMPARE(Geometry::make(SectorCount(97), 8)->blocks().raw(), 13U);
    }

    void impossibleSizesAreRefused()
    {
        QVERIFY(!Geometry::make(SectorCount(100), 0));
        QVERIFY(!Geometry::make(SectorCount(100), 9));
        QVERIFY(!Geometry::make(SectorCount(0), 8));
        const std::uint64_t limit = std::uint64_t { 1 } << 31;
        QVERIFY(!Geometry::make(SectorCount(limit * 8), 8));
        QVERIFY(!Geometry::make(SectorCount(limit * 8 - 7), 8));
        QCOMPARE(Geometry::make(SectorCount((limit - 1) * 8), 8)->blocks().raw(), 2147483647U);
    }
};

QTEST_GUILESS_MAIN(GeometryTest)
#include "geometry_test.moc"
