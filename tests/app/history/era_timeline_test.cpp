// SPDX-License-Identifier: GPL-2.0-or-later
#include "demo/demo_service.h"
#include "models/history/time_words.h"
#include "widgets/history/era_timeline_view.h"
#include "widgets/theme.h"

#include <memory>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QWheelEvent>

using namespace blkera;

Q_DECLARE_METATYPE(blkera::Appearance)

namespace {

constexpr quint64 kMinute = 60'000'000;
const QString kName = QStringLiteral("archive");

} // namespace

class EraTimelineTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init();
    void cleanup();

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
    void barsAreAsTheModelSays_data();
    void barsAreAsTheModelSays();
    void chosenBarsAreFullAndOthersHollow();
    void aSingleBlockCanBeSeen();
    void theHeldSnapshotIsMarked();
    void marksDoNotOverlapAndTheGravestStays();
    void aScreenReaderHearsTheCursorAndTheRange();
    void whatHasTheFocusHasAName();
    void withoutErasItSaysWhy();
    void anotherDeviceBeginsAnew();

private:
    void make(quint32 eras);
    void show();

    DeviceInfo& info() { return m_service->find(kName)->info; }

    void tell();
    double xOf(quint32 era) const;
    QImage picture();

    std::unique_ptr<DemoService> m_service;
    std::unique_ptr<EraModel> m_model;
    std::unique_ptr<EraTimelineView> m_view;
    std::unique_ptr<QSignalSpy> m_ranges;
};

void EraTimelineTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
    applyAppearance(Appearance::Light);
    make(60);
}

void EraTimelineTest::cleanup()
{
    m_ranges.reset();
    m_view.reset();
    m_model.reset();
    m_service.reset();
}

void EraTimelineTest::make(quint32 eras)
{
    cleanup();
    DemoService::Shape shape;
    shape.devices = 2;
    shape.blocks = 1U << 14;
    shape.eras = eras;
    shape.seed = 7;
    m_service = std::make_unique<DemoService>(shape);
    m_model = std::make_unique<EraModel>(*m_service);
    m_view = std::make_unique<EraTimelineView>(*m_model);
    m_ranges = std::make_unique<QSignalSpy>(m_view.get(), &EraTimelineView::rangeChanged);
    m_view->resize(1'200, 200);
    show();
}

void EraTimelineTest::show()
{
    tell();
    QTRY_VERIFY(m_model->rowCount() > 0);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(m_view->hasFocus());
}

void EraTimelineTest::tell()
{
    m_model->setDevice(info());
    m_view->setDevice(info());
}

// The middle of the bar of an era, in the viewport.
double EraTimelineTest::xOf(quint32 era) const
{
    const TimelineScene scene = m_view->scene();
    const EraSpan& span = scene.spans[scene.spans.size() - 1 - m_model->rowOf(era)];
    const TimelineGeometry::Bar bar = scene.geometry.barOf(span, kLeastBarWidth);
    return m_view->timelineLayout().bars.left() + (bar.left + bar.right) / 2;
}

QImage EraTimelineTest::picture()
{
    return m_view->viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
}

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

// ---------------------------------------------------------------- what is painted

void EraTimelineTest::barsAreAsTheModelSays_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::newRow("light") << Appearance::Light;
    QTest::newRow("dark") << Appearance::Dark;
    QTest::newRow("high contrast") << Appearance::HighContrast;
}

// In the middle of each bar that is wide enough the colour begins as high as the model says.
void EraTimelineTest::barsAreAsTheModelSays()
{
    QFETCH(const Appearance, appearance);
    applyAppearance(appearance);
    m_view->setCursorEra(60);
    QTRY_VERIFY(m_view->palette().color(QPalette::Highlight)
                == QApplication::palette().color(QPalette::Highlight));
    const QImage image = picture();
    const TimelineScene scene = m_view->scene();
    const QRect bars = m_view->timelineLayout().bars;
    const QRgb color = barColor(m_view->palette()).rgb();
    int compared = 0;
    quint64 most = 0;
    for (const EraInfo& era : m_model->eras())
        most = std::max(most, *era.blocks);
    for (qsizetype i = 0; i + 1 < scene.spans.size(); ++i) {
        const auto [left, right] = scene.geometry.barOf(scene.spans[i], kLeastBarWidth);
        if (right - left < 6)
            continue;
        const int x = bars.left() + int((left + right) / 2);
        int height = 0;
        for (int y = bars.bottom(); y >= bars.top() && image.pixel(x, y) == color; --y)
            ++height;
        const double share = heightShare(*m_model->eras()[scene.spans.size() - 1 - i].blocks, most);
        QVERIFY2(std::abs(height - share * bars.height()) <= 2,
                 qPrintable(QStringLiteral("era %1: %2 of %3 pixels, a share of %4")
                                .arg(scene.spans[i].era)
                                .arg(height)
                                .arg(bars.height())
                                .arg(share)));
        ++compared;
    }
    QVERIFY2(compared > 20, qPrintable(QString::number(compared)));
    QVERIFY(contrast(barColor(m_view->palette()), m_view->palette().color(QPalette::Base)) >= 3);
    QVERIFY(contrast(quietBarColor(m_view->palette()), m_view->palette().color(QPalette::Base))
            >= 3);
}

void EraTimelineTest::chosenBarsAreFullAndOthersHollow()
{
    m_view->setCursorEra(60);
    m_view->setRange({ 30, 50 });
    const QImage image = picture();
    const TimelineScene scene = m_view->scene();
    const QRect bars = m_view->timelineLayout().bars;
    int full = 0;
    int hollow = 0;
    for (qsizetype i = 0; i + 1 < scene.spans.size(); ++i) {
        const EraSpan& span = scene.spans[i];
        const auto [left, right] = scene.geometry.barOf(span, kLeastBarWidth);
        if (right - left < 12 || span.era == 29 || span.era == 51) // a bracket is there
            continue;
        // At a third of its width, so that no foot of a bracket is there.
        const QPoint inside(bars.left() + int(left + (right - left) / 3), bars.bottom() - 3);
        const bool isFull = image.pixel(inside) == barColor(m_view->palette()).rgb();
        QCOMPARE(isFull, span.era >= 30 && span.era <= 50);
        ++(isFull ? full : hollow);
    }
    QVERIFY2(full > 3 && hollow > 3, qPrintable(QStringLiteral("%1 %2").arg(full).arg(hollow)));
}

void EraTimelineTest::aSingleBlockCanBeSeen()
{
    QCOMPARE(m_model->rowOf(60), 0);
    make(3);
    const TimelineScene scene = m_view->scene();
    QList<EraInfo> eras = m_model->eras();
    eras[0].blocks = quint64(1) << 31;
    eras[1].blocks = 1;
    const QList<EraLook> looks = eraLooks(eras);
    const TimelineScene other { scene.spans, looks, scene.geometry, {}, -1, -1, false, {} };
    QImage image(m_view->viewport()->size(), QImage::Format_RGB32);
    image.fill(m_view->palette().color(QPalette::Base));
    QPainter painter(&image);
    paintTimeline(painter, m_view->timelineLayout(), other, m_view->palette());
    painter.end();
    const QRect bars = m_view->timelineLayout().bars;
    const auto [left, right] = scene.geometry.barOf(scene.spans[1], kLeastBarWidth);
    QCOMPARE(image.pixel(bars.left() + int((left + right) / 2), bars.bottom()),
             barColor(m_view->palette()).rgb());
}

void EraTimelineTest::theHeldSnapshotIsMarked()
{
    QCOMPARE(m_view->scene().held, qsizetype(-1));
    info().metadataSnapshot = 1'021;
    tell();
    const TimelineScene scene = m_view->scene();
    QVERIFY(scene.held >= 0);
    QCOMPARE(scene.spans[scene.held].era, 56U); // the newest snapshot
    m_view->setCursorEra(56);
    QVERIFY(m_view->cursorText().contains(QLatin1String("a metadata snapshot is held")));
    QTRY_VERIFY(!m_model->isLoading());
}

void EraTimelineTest::marksDoNotOverlapAndTheGravestStays()
{
    const QList<ShownMark> apart = shownMarks(m_view->scene(), 10);
    QCOMPARE(apart.size(), 5); // the start, three snapshots and a crash
    for (qsizetype i = 1; i < apart.size(); ++i)
        QVERIFY(apart[i].x - apart[i - 1].x >= 10);
    const QList<ShownMark> one = shownMarks(m_view->scene(), 100'000);
    QCOMPARE(one.size(), 1);
    QCOMPARE(int(one[0].mark), int(EraMark::Crash));
}

// ---------------------------------------------------------------- words

void EraTimelineTest::aScreenReaderHearsTheCursorAndTheRange()
{
    QAccessibleInterface* const read = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(read);
    QCOMPARE(read->role(), QAccessible::Chart);
    QCOMPARE(read->text(QAccessible::Name), QStringLiteral("Eras of archive"));
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QVERIFY(read->text(QAccessible::Value).startsWith(QLatin1String("Era 59: ")));
    QCOMPARE(read->valueInterface()->currentValue().toUInt(), 59U);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QVERIFY(read->text(QAccessible::Description).endsWith(QLatin1String("Chosen: since era 59")));
    QVERIFY(!read->text(QAccessible::Help).isEmpty());
}

void EraTimelineTest::whatHasTheFocusHasAName()
{
    const auto widgets = m_view->findChildren<QWidget*>();
    int focusable = 0;
    for (QWidget* const widget : widgets) {
        if (widget->focusPolicy() == Qt::NoFocus || !widget->isVisible())
            continue;
        ++focusable;
        QAccessibleInterface* const read = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(read && !read->text(QAccessible::Name).isEmpty(),
                 widget->metaObject()->className());
    }
    QVERIFY(focusable >= 5);
}

void EraTimelineTest::withoutErasItSaysWhy()
{
    m_model->setDevice({});
    m_view->setDevice({});
    QCOMPARE(m_view->cursorEra(), 0U);
    for (const auto key : { Qt::Key_Left, Qt::Key_Home, Qt::Key_Return, Qt::Key_Plus, Qt::Key_0 })
        QTest::keyClick(m_view.get(), key);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton);
    QVERIFY(!picture().isNull());
    QVERIFY(m_ranges->isEmpty());
}

void EraTimelineTest::anotherDeviceBeginsAnew()
{
    m_view->setCursorEra(40);
    QTest::keyClick(m_view.get(), Qt::Key_Return);
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    const DeviceInfo& mail = m_service->find(QStringLiteral("mail"))->info;
    m_model->setDevice(mail);
    m_view->setDevice(mail);
    QTRY_VERIFY(m_model->rowCount() > 0);
    QCOMPARE(m_view->cursorEra(), 0U);
    QCOMPARE(m_view->range(), EraRange());
    QCOMPARE(m_view->zoom().window(), m_view->zoom().whole());
    QCOMPARE(m_view->accessibleName(), QStringLiteral("Eras of mail"));
}

QTEST_MAIN(EraTimelineTest)
#include "era_timeline_test.moc"
