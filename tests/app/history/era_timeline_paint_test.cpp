// SPDX-License-Identifier: GPL-2.0-or-later
// What a timeline paints, and what it says in words.
#include "models/history/time_words.h"
#include "timeline_case.h"
#include "widgets/theme.h"

#include <memory>

#include <QAccessible>
#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTest>

using namespace blkera;
using namespace blkera::test;

Q_DECLARE_METATYPE(blkera::Appearance)

class EraTimelinePaintTest : public TimelineCase {
    Q_OBJECT

private slots:

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
};

void EraTimelinePaintTest::barsAreAsTheModelSays_data()
{
    QTest::addColumn<Appearance>("appearance");
    QTest::newRow("light") << Appearance::Light;
    QTest::newRow("dark") << Appearance::Dark;
    QTest::newRow("high contrast") << Appearance::HighContrast;
}

// In the middle of each bar that is wide enough the colour begins as high as the model says.
void EraTimelinePaintTest::barsAreAsTheModelSays()
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

void EraTimelinePaintTest::chosenBarsAreFullAndOthersHollow()
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

void EraTimelinePaintTest::aSingleBlockCanBeSeen()
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

void EraTimelinePaintTest::theHeldSnapshotIsMarked()
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

void EraTimelinePaintTest::marksDoNotOverlapAndTheGravestStays()
{
    const QList<ShownMark> apart = shownMarks(m_view->scene(), 10);
    QCOMPARE(apart.size(), 5); // the start, three snapshots and a crash
    for (qsizetype i = 1; i < apart.size(); ++i)
        QVERIFY(apart[i].x - apart[i - 1].x >= 10);
    const QList<ShownMark> one = shownMarks(m_view->scene(), 100'000);
    QCOMPARE(one.size(), 1);
    QCOMPARE(int(one[0].mark), int(EraMark::Crash));
}

void EraTimelinePaintTest::aScreenReaderHearsTheCursorAndTheRange()
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

void EraTimelinePaintTest::whatHasTheFocusHasAName()
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

void EraTimelinePaintTest::withoutErasItSaysWhy()
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

void EraTimelinePaintTest::anotherDeviceBeginsAnew()
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

QTEST_MAIN(EraTimelinePaintTest)
#include "era_timeline_paint_test.moc"
