// SPDX-License-Identifier: GPL-2.0-or-later
// What keys, mouse and buttons do to a timeline.
#include "timeline_case.h"

#include <memory>

#include <QApplication>
#include <QClipboard>
#include <QScrollBar>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace blkera;
using namespace blkera::test;

namespace {

constexpr quint64 kMinute = 60'000'000;

} // namespace

class EraTimelineTest : public TimelineCase {
    Q_OBJECT

private slots:

    void arrowsGoFromEraToEra();
    void controlGoesToTheNextMark();
    void shiftAndArrowsChoose();
    void whatIncludesTheNewestEraHasNoEnd();
    void returnChoosesSinceAndEscapeAll();
    void aDragChooses();
    void aDoubleClickChoosesUpToNow();
    void aRangeFromElsewhereIsNotToldBack();
    void keysAndButtonsZoom();
    void theWheelZoomsWhereItIs();
    void theScrollBarIsTheWindow();
    void olderErasAreFetchedWhenTheViewNeedsThem();
    void anEraThatBeginsAppears();
    void copyIsATable();
};

// ---------------------------------------------------------------- keys

void EraTimelineTest::arrowsGoFromEraToEra()
{
    QCOMPARE(m_view->cursorEra(), 60U); // where the focus came in
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->cursorEra(), 58U);
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QCOMPARE(m_view->cursorEra(), 59U);
    QTest::keyClick(m_view.get(), Qt::Key_Home);
    QCOMPARE(m_view->cursorEra(), 1U);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QCOMPARE(m_view->cursorEra(), 1U);
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QCOMPARE(m_view->cursorEra(), 60U);
    QTest::keyClick(m_view.get(), Qt::Key_PageUp);
    QCOMPARE(m_view->cursorEra(), 30U);
    QVERIFY(m_view->cursorText().startsWith(QLatin1String("Era 30: ")));
    QVERIFY(m_ranges->isEmpty());
}

void EraTimelineTest::controlGoesToTheNextMark()
{
    // The demo has a snapshot when era % 24 == 8, from 1 on; a crash at 41.
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(m_view->cursorEra(), 56U);
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ControlModifier);
    QCOMPARE(m_view->cursorEra(), 41U);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(m_view->cursorEra(), 56U);
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ControlModifier);
    QCOMPARE(m_view->cursorEra(), 60U); // none there
}

void EraTimelineTest::shiftAndArrowsChoose()
{
    m_view->setCursorEra(40);
    QTest::keyClick(m_view.get(), Qt::Key_Left); // 39: where it begins
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(m_view->range(), EraRange({ 37, 39 }));
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(m_view->range(), EraRange({ 38, 39 }));
    QCOMPARE(m_ranges->size(), 3);
    QCOMPARE(m_ranges->last()[0].value<EraRange>(), EraRange({ 38, 39 }));
    QCOMPARE(m_view->rangeText(), QStringLiteral("Chosen: eras 38 to 39"));
}

void EraTimelineTest::whatIncludesTheNewestEraHasNoEnd()
{
    QTest::keyClick(m_view.get(), Qt::Key_End);
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(m_view->range(), EraRange({ 59, 0 }));
    QCOMPARE(m_view->rangeText(), QStringLiteral("Chosen: since era 59"));
}

void EraTimelineTest::returnChoosesSinceAndEscapeAll()
{
    m_view->setCursorEra(33);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QCOMPARE(m_ranges->last()[0].value<EraRange>(), EraRange({ 33, 0 }));
    QTest::keyClick(m_view.get(), Qt::Key_Escape);
    QCOMPARE(m_ranges->last()[0].value<EraRange>(), EraRange());
    QCOMPARE(m_ranges->size(), 2);
    QTest::keyClick(m_view.get(), Qt::Key_Escape); // is somebody else's then
    QCOMPARE(m_ranges->size(), 2);
}

// ---------------------------------------------------------------- mouse

void EraTimelineTest::aDragChooses()
{
    QWidget* const surface = m_view->viewport();
    const int y = m_view->timelineLayout().bars.center().y();
    const QPoint from(int(xOf(20)), y);
    const QPoint to(int(xOf(27)), y);
    QTest::mousePress(surface, Qt::LeftButton, {}, from);
    QTest::mouseMove(surface, (from + to) / 2);
    QTest::mouseMove(surface, to);
    QVERIFY(m_ranges->isEmpty()); // not before it is done
    QTest::mouseRelease(surface, Qt::LeftButton, {}, to);
    QCOMPARE(m_ranges->size(), 1);
    QCOMPARE(m_view->range(), EraRange({ 20, 27 }));
    // A click moves the cursor only.
    QTest::mouseClick(surface, Qt::LeftButton, {}, from);
    QCOMPARE(m_view->cursorEra(), 20U);
    QCOMPARE(m_view->range(), EraRange({ 20, 27 }));
    QTest::mouseClick(surface, Qt::LeftButton, Qt::ShiftModifier, QPoint(int(xOf(16)), y));
    QCOMPARE(m_view->range(), EraRange({ 16, 20 }));
}

void EraTimelineTest::aDoubleClickChoosesUpToNow()
{
    const QPoint at(int(xOf(44)), m_view->timelineLayout().bars.center().y());
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, at);
    QCOMPARE(m_view->range(), EraRange({ 44, 0 }));
    QCOMPARE(m_ranges->size(), 1);
}

void EraTimelineTest::aRangeFromElsewhereIsNotToldBack()
{
    m_view->setRange({ 5, 9 });
    QCOMPARE(m_view->range(), EraRange({ 5, 9 }));
    QVERIFY(m_ranges->isEmpty());
}

// ---------------------------------------------------------------- zoom

void EraTimelineTest::keysAndButtonsZoom()
{
    const TimeWindow all = m_view->zoom().window();
    QCOMPARE(all, m_view->zoom().whole());
    m_view->setCursorEra(30);
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    const TimeWindow half = m_view->zoom().window();
    QCOMPARE(half.lengthUs(), all.lengthUs() / 2);
    const EraSpan span = m_view->scene().spans[29];
    QVERIFY(half.fromUs <= span.beginUs && span.endUs <= half.toUs); // the cursor stays in sight
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier);
    QCOMPARE(m_view->zoom().window().lengthUs(), all.lengthUs());
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::AltModifier);
    QCOMPARE(m_view->zoom().window().lengthUs(), half.lengthUs());
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QCOMPARE(m_view->zoom().window().lengthUs(), all.lengthUs());
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QTest::keyClick(m_view.get(), Qt::Key_0);
    QVERIFY(m_view->zoom().isFitted());

    // The same by Tab and Space.
    const auto buttons = m_view->findChildren<QToolButton*>();
    QCOMPARE(buttons.size(), 5);
    buttons[0]->setFocus(Qt::TabFocusReason);
    QTest::keyClick(buttons[0], Qt::Key_Space);
    QCOMPARE(m_view->zoom().window().lengthUs() / 1'000, all.lengthUs() / 2'000);
}

void EraTimelineTest::theWheelZoomsWhereItIs()
{
    const double x = xOf(20);
    const auto eraAt = [&] {
        const TimelineScene scene = m_view->scene();
        return scene.geometry.timeAt(x - m_view->timelineLayout().bars.left());
    };
    const qint64 before = eraAt();
    for (int turn = 0; turn < 3; ++turn) {
        QWheelEvent wheel(QPointF(x, 50), m_view->viewport()->mapToGlobal(QPointF(x, 50)), {},
                          QPoint(0, 120), Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase,
                          false);
        QCoreApplication::sendEvent(m_view->viewport(), &wheel);
    }
    QVERIFY(m_view->zoom().window().lengthUs() < m_view->zoom().whole().lengthUs() * 6 / 10);
    QVERIFY(std::abs(eraAt() - before) < qint64(5 * kMinute));
    QTest::keyClick(m_view.get(), Qt::Key_Left, Qt::AltModifier); // one step
    QCOMPARE(m_view->zoom().window(), m_view->zoom().whole());
}

void EraTimelineTest::theScrollBarIsTheWindow()
{
    QScrollBar* const bar = m_view->horizontalScrollBar();
    QCOMPARE(bar->maximum(), 0);
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QVERIFY(bar->maximum() > 0);
    bar->setValue(0);
    QCOMPARE(m_view->zoom().window().fromUs, m_view->zoom().whole().fromUs);
    bar->setValue(bar->maximum());
    QCOMPARE(m_view->zoom().window().toUs, m_view->zoom().whole().toUs);
}

void EraTimelineTest::olderErasAreFetchedWhenTheViewNeedsThem()
{
    make(2'500);
    QTest::qWait(100);
    QCOMPARE(m_model->rowCount(), 1'000); // 200 of them are seen
    QVERIFY(m_view->zoom().window().fromUs > m_view->zoom().whole().fromUs);
    m_view->horizontalScrollBar()->setValue(0);
    QTRY_COMPARE(m_model->rowCount(), 2'000);
    QTest::keyClick(m_view.get(), Qt::Key_0);
    QTRY_COMPARE(m_model->rowCount(), 2'500);
    QCOMPARE(m_view->zoom().window(), m_view->zoom().whole());
    QCOMPARE(m_view->scene().spans.size(), 2'500);
}

void EraTimelineTest::anEraThatBeginsAppears()
{
    m_view->setCursorEra(50);
    m_service->checkpoint({ kName });
    QTRY_COMPARE(info().currentEra, 61U);
    tell();
    QTRY_COMPARE(m_view->scene().spans.size(), 61);
    QCOMPARE(m_view->cursorEra(), 50U);
    QCOMPARE(m_view->scene().cursor, 49);
    // Its bar can be seen although it has just begun.
    const TimelineScene scene = m_view->scene();
    const TimelineGeometry::Bar bar = scene.geometry.barOf(scene.spans.last(), kLeastBarWidth);
    QVERIFY(bar.right - bar.left >= kLeastBarWidth && bar.right <= scene.geometry.width() + 0.01);
}

void EraTimelineTest::copyIsATable()
{
    m_view->setCursorEra(12);
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 2);
    m_view->setRange({ 10, 19 });
    QTest::keyClick(m_view.get(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QApplication::clipboard()->text().count(u'\n'), 11);
}

QTEST_MAIN(EraTimelineTest)
#include "era_timeline_test.moc"
