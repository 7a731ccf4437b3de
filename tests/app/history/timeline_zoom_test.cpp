// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/timeline_zoom.h"

#include <QRandomGenerator>
#include <QTest>

using namespace blkera;

namespace {

constexpr qint64 kSecond = 1'000'000;

TimeWindow seconds(qint64 from, qint64 to)
{
    return { from * kSecond, to * kSecond };
}

} // namespace

class TimelineZoomTest : public QObject {
    Q_OBJECT

private slots:

    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_zoom = {};
        m_zoom.reset(seconds(0, 1'000), seconds(0, 1'000));
    }

    void aMomentStaysWhereItIs();
    void stepsAreGoneBackAndForward();
    void aTurnOfTheWheelIsOneStep();
    void scrollingIsNoStep();
    void whatEndsNowGoesOnWithTheClock();
    void whatEndedEarlierStays();
    void everythingIncludesWhatBecomesKnown();
    void theWindowIsAlwaysInside();

private:
    TimelineZoom m_zoom;
};

void TimelineZoomTest::aMomentStaysWhereItIs()
{
    m_zoom.zoom(2, 250 * kSecond);
    QCOMPARE(m_zoom.window(), seconds(125, 625));
    m_zoom.zoom(0.5, 250 * kSecond);
    QCOMPARE(m_zoom.window(), seconds(0, 1'000));
}

void TimelineZoomTest::stepsAreGoneBackAndForward()
{
    QVERIFY(!m_zoom.canGoBack() && !m_zoom.canGoForward());
    m_zoom.show(seconds(100, 200));
    m_zoom.show(seconds(120, 140));
    m_zoom.back();
    QCOMPARE(m_zoom.window(), seconds(100, 200));
    m_zoom.back();
    QCOMPARE(m_zoom.window(), seconds(0, 1'000));
    QVERIFY(!m_zoom.canGoBack());
    m_zoom.forward();
    QCOMPARE(m_zoom.window(), seconds(100, 200));
    m_zoom.show(seconds(300, 400)); // another way
    QVERIFY(!m_zoom.canGoForward());
}

void TimelineZoomTest::aTurnOfTheWheelIsOneStep()
{
    m_zoom.zoom(2, 500 * kSecond, false);
    m_zoom.zoom(2, 500 * kSecond, true);
    m_zoom.zoom(2, 500 * kSecond, true);
    m_zoom.back();
    QCOMPARE(m_zoom.window(), seconds(0, 1'000));
}

void TimelineZoomTest::scrollingIsNoStep()
{
    m_zoom.show(seconds(100, 200));
    m_zoom.scrollTo(150 * kSecond);
    QCOMPARE(m_zoom.window(), seconds(150, 250));
    m_zoom.back();
    QCOMPARE(m_zoom.window(), seconds(0, 1'000));
}

void TimelineZoomTest::whatEndsNowGoesOnWithTheClock()
{
    m_zoom.show(seconds(900, 1'000));
    m_zoom.setWhole(seconds(0, 1'030));
    QCOMPARE(m_zoom.window(), seconds(930, 1'030));
}

void TimelineZoomTest::whatEndedEarlierStays()
{
    m_zoom.show(seconds(100, 200));
    m_zoom.setWhole(seconds(-500, 1'030));
    QCOMPARE(m_zoom.window(), seconds(100, 200));
}

void TimelineZoomTest::everythingIncludesWhatBecomesKnown()
{
    m_zoom.show(seconds(100, 200));
    m_zoom.fit();
    QVERIFY(m_zoom.isFitted());
    m_zoom.setWhole(seconds(-500, 1'030));
    QCOMPARE(m_zoom.window(), seconds(-500, 1'030));
}

void TimelineZoomTest::theWindowIsAlwaysInside()
{
    const quint32 seed = qEnvironmentVariableIsSet("BLKERA_SEED")
        ? qEnvironmentVariable("BLKERA_SEED").toUInt()
        : 20'261'130;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int turn = 0; turn < 5'000; ++turn) {
        const qint64 us = random.bounded(3'000) * kSecond - 1'000 * kSecond;
        switch (random.bounded(6)) {
        case 0:
            m_zoom.zoom(0.1 + random.bounded(8.0), us, random.bounded(2) == 0);
            break;
        case 1:
            m_zoom.scrollTo(us);
            break;
        case 2:
            m_zoom.show({ us, us + random.bounded(2'000) * kSecond });
            break;
        case 3:
            m_zoom.back();
            break;
        case 4:
            m_zoom.forward();
            break;
        default:
            m_zoom.setWhole({ m_zoom.whole().fromUs - random.bounded(5) * kSecond,
                              m_zoom.whole().toUs + random.bounded(5) * kSecond });
            break;
        }
        const TimeWindow& window = m_zoom.window();
        QVERIFY2(window.fromUs >= m_zoom.whole().fromUs && window.toUs <= m_zoom.whole().toUs
                     && window.lengthUs() >= 10 * kSecond,
                 qPrintable(QStringLiteral("turn %1").arg(turn)));
    }
}

QTEST_GUILESS_MAIN(TimelineZoomTest)
#include "timeline_zoom_test.moc"
