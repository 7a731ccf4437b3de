// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/timeline_geometry.h"

#include <QTest>

using namespace blkera;

namespace {

constexpr qint64 kSecond = 1'000'000;

EraInfo era(quint32 number, quint64 startedUs, quint64 endedUs = 0)
{
    EraInfo info;
    info.era = number;
    info.startedUs = startedUs;
    info.endedUs = endedUs;
    return info;
}

// "1:100-200 2:200-300"; a time that is not known has a "?".
QString text(const QList<EraSpan>& spans)
{
    QStringList words;
    for (const EraSpan& span : spans)
        words << QStringLiteral("%1:%2-%3%4")
                     .arg(span.era)
                     .arg(span.beginUs)
                     .arg(span.endUs)
                     .arg(span.isTimed ? QString() : QStringLiteral("?"));
    return words.join(u' ');
}

} // namespace

class TimelineGeometryTest : public QObject {
    Q_OBJECT

private slots:

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void erasHaveTheirPlace_data();
    void erasHaveTheirPlace();
    void placesAndTimesBelongTogether_data();
    void placesAndTimesBelongTogether();
    void aBarIsNeverTooNarrow_data();
    void aBarIsNeverTooNarrow();
    void onlyWhatCanBeSeenIsVisible_data();
    void onlyWhatCanBeSeenIsVisible();
    void theBarUnderAPlaceIsFound_data();
    void theBarUnderAPlaceIsFound();
    void heightsAreLogarithmic_data();
    void heightsAreLogarithmic();
    void aSingleBlockIsHigherThanNone();
};

void TimelineGeometryTest::erasHaveTheirPlace_data()
{
    QTest::addColumn<QList<EraInfo>>("newestFirst");
    QTest::addColumn<QString>("spans");

    QTest::newRow("none") << QList<EraInfo>() << QString();
    QTest::newRow("the current one goes on")
        << QList { era(1, 400) } << QStringLiteral("1:400-1000");
    QTest::newRow("each ends with the next")
        << QList { era(3, 700), era(2, 500, 700), era(1, 100, 500) }
        << QStringLiteral("1:100-500 2:500-700 3:700-1000");
    QTest::newRow("an end that is not known is the next begin")
        << QList { era(2, 500), era(1, 100) } << QStringLiteral("1:100-500 2:500-1000");
    QTest::newRow("a device that was stopped has a gap")
        << QList { era(2, 700), era(1, 100, 300) } << QStringLiteral("1:100-300 2:700-1000");
    QTest::newRow("an end after the next begin")
        << QList { era(2, 500), era(1, 100, 600) } << QStringLiteral("1:100-500 2:500-1000");
    QTest::newRow("the clock was ahead for a while")
        << QList { era(3, 700), era(2, 9'000, 700), era(1, 100, 9'000) }
        << QStringLiteral("1:100-700 2:700-700 3:700-1000");
    QTest::newRow("the clock is ahead of us")
        << QList { era(2, 5'000), era(1, 100) } << QStringLiteral("1:100-1000 2:1000-1000");
    QTest::newRow("times that are not known share the gap")
        << QList { era(4, 700), era(3, 0), era(2, 0), era(1, 100) }
        << QStringLiteral("1:100-300 2:300-500? 3:500-700? 4:700-1000");
    QTest::newRow("before what is known, eras are as long as those after it")
        << QList { era(3, 800), era(2, 0), era(1, 0) }
        << QStringLiteral("1:400-600? 2:600-800? 3:800-1000");
    QTest::newRow("after what is known") << QList { era(3, 0), era(2, 0), era(1, 100) }
                                         << QStringLiteral("1:100-400 2:400-700? 3:700-1000?");
}

void TimelineGeometryTest::erasHaveTheirPlace()
{
    QFETCH(const QList<EraInfo>, newestFirst);
    QTEST(text(eraSpans(newestFirst, 1'000)), "spans");
}

void TimelineGeometryTest::placesAndTimesBelongTogether_data()
{
    QTest::addColumn<qint64>("fromUs");
    QTest::addColumn<qint64>("toUs");
    QTest::addColumn<double>("width");
    QTest::addColumn<qint64>("us");
    QTest::addColumn<double>("x");

    QTest::newRow("begin") << qint64(1'000) << qint64(3'000) << 200.0 << qint64(1'000) << 0.0;
    QTest::newRow("end") << qint64(1'000) << qint64(3'000) << 200.0 << qint64(3'000) << 200.0;
    QTest::newRow("middle") << qint64(1'000) << qint64(3'000) << 200.0 << qint64(2'000) << 100.0;
    QTest::newRow("before") << qint64(1'000) << qint64(3'000) << 200.0 << qint64(0) << -100.0;
    QTest::newRow("no time at all") << qint64(7) << qint64(7) << 50.0 << qint64(8) << 50.0;
    QTest::newRow("no width") << qint64(0) << qint64(10) << 0.0 << qint64(10) << 1.0;
    QTest::newRow("ten years") << qint64(0) << 315'360'000 * kSecond << 1'000.0
                               << 157'680'000 * kSecond << 500.0;
}

void TimelineGeometryTest::placesAndTimesBelongTogether()
{
    QFETCH(const qint64, fromUs);
    QFETCH(const qint64, toUs);
    QFETCH(const double, width);
    QFETCH(const qint64, us);
    QFETCH(const double, x);
    const TimelineGeometry geometry({ fromUs, toUs }, width);
    QCOMPARE(geometry.xOf(us), x);
    QCOMPARE(geometry.timeAt(x), us);
}

void TimelineGeometryTest::aBarIsNeverTooNarrow_data()
{
    QTest::addColumn<qint64>("beginUs");
    QTest::addColumn<qint64>("endUs");
    QTest::addColumn<double>("left");
    QTest::addColumn<double>("right");

    QTest::newRow("wide") << qint64(100) << qint64(300) << 10.0 << 30.0;
    QTest::newRow("narrow") << qint64(100) << qint64(105) << 10.0 << 12.0;
    QTest::newRow("at the right end it is moved") << qint64(999) << qint64(1'000) << 98.0 << 100.0;
    QTest::newRow("just begun") << qint64(1'000) << qint64(1'000) << 98.0 << 100.0;
    QTest::newRow("out of sight") << qint64(1'100) << qint64(1'101) << 110.0 << 112.0;
}

void TimelineGeometryTest::aBarIsNeverTooNarrow()
{
    QFETCH(const qint64, beginUs);
    QFETCH(const qint64, endUs);
    const TimelineGeometry geometry({ 0, 1'000 }, 100);
    const TimelineGeometry::Bar bar = geometry.barOf({ 1, beginUs, endUs, true }, 2);
    QTEST(bar.left, "left");
    QTEST(bar.right, "right");
}

void TimelineGeometryTest::onlyWhatCanBeSeenIsVisible_data()
{
    QTest::addColumn<qint64>("fromUs");
    QTest::addColumn<qint64>("toUs");
    QTest::addColumn<int>("first");
    QTest::addColumn<int>("last");

    QTest::newRow("all") << qint64(0) << qint64(1'000) << 0 << 10;
    QTest::newRow("some") << qint64(250) << qint64(450) << 2 << 5;
    QTest::newRow("inside one") << qint64(510) << qint64(520) << 5 << 6;
    QTest::newRow("before") << qint64(-500) << qint64(-100) << 0 << 0;
    QTest::newRow("after") << qint64(2'000) << qint64(3'000) << 10 << 10;
}

void TimelineGeometryTest::onlyWhatCanBeSeenIsVisible()
{
    QFETCH(const qint64, fromUs);
    QFETCH(const qint64, toUs);
    QList<EraSpan> spans;
    for (quint32 i = 0; i < 10; ++i)
        spans.append({ i + 1, qint64(i) * 100, qint64(i + 1) * 100, true });
    const auto [first, last] = TimelineGeometry({ fromUs, toUs }, 100).visible(spans);
    QTEST(int(first), "first");
    QTEST(int(last), "last");
}

void TimelineGeometryTest::theBarUnderAPlaceIsFound_data()
{
    QTest::addColumn<double>("x");
    QTest::addColumn<int>("index");

    QTest::newRow("the first") << 0.0 << 0;
    QTest::newRow("its last pixel") << 39.9 << 0;
    QTest::newRow("a gap") << 45.0 << -1;
    QTest::newRow("after the gap") << 50.0 << 1;
    QTest::newRow("of several in one pixel the newest") << 71.0 << 4;
    QTest::newRow("one of no length") << 70.2 << 2;
    QTest::newRow("just begun") << 99.0 << 5;
    QTest::newRow("left") << -1.0 << -1;
    QTest::newRow("right") << 100.0 << -1;
}

void TimelineGeometryTest::theBarUnderAPlaceIsFound()
{
    QFETCH(const double, x);
    const QList<EraSpan> spans { { 1, 0, 400, true },     { 2, 500, 700, true },
                                 { 3, 700, 700, true },   { 4, 705, 705, true },
                                 { 5, 705, 1'000, true }, { 6, 1'000, 1'000, true } };
    const qsizetype found = TimelineGeometry({ 0, 1'000 }, 100).spanAt(spans, x, 2);
    QTEST(int(found), "index");
}

void TimelineGeometryTest::heightsAreLogarithmic_data()
{
    QTest::addColumn<quint64>("blocks");
    QTest::addColumn<quint64>("most");
    QTest::addColumn<double>("share");

    QTest::newRow("nothing") << quint64(0) << quint64(1'023) << 0.0;
    QTest::newRow("nothing of nothing") << quint64(0) << quint64(0) << 0.0;
    QTest::newRow("one of 1,023") << quint64(1) << quint64(1'023) << 0.1;
    QTest::newRow("31 of 1,023") << quint64(31) << quint64(1'023) << 0.5;
    QTest::newRow("most") << quint64(1'023) << quint64(1'023) << 1.0;
    QTest::newRow("more than most") << quint64(5'000) << quint64(1'023) << 1.0;
}

void TimelineGeometryTest::heightsAreLogarithmic()
{
    QFETCH(const quint64, blocks);
    QFETCH(const quint64, most);
    QTEST(heightShare(blocks, most), "share");
}

void TimelineGeometryTest::aSingleBlockIsHigherThanNone()
{
    QVERIFY(heightShare(1, quint64(1) << 32) > 0.03);
}

QTEST_GUILESS_MAIN(TimelineGeometryTest)
#include "timeline_geometry_test.moc"
