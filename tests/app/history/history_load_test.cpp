// SPDX-License-Identifier: GPL-2.0-or-later
// What 50,000 eras cost: a frame of the timeline, a step of the table. Alone, because it counts
// milliseconds.
#include "demo/demo_service.h"
#include "support/heart.h"
#include "widgets/history/era_timeline_view.h"
#include "widgets/history/eras_page.h"
#include "widgets/history/record_table.h"

#include <algorithm>

#include <QElapsedTimer>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QTest>
#include <QTimer>

using namespace blkera;

namespace {

constexpr int kFrames = 25;
constexpr double kFrameMs = 16;

} // namespace

class HistoryLoadTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();

    void fiftyThousandErasArePaintedInAFrame_data();
    void fiftyThousandErasArePaintedInAFrame();
    void takingThemInDoesNotStopTheWindow();
    void theTableScrollsSmoothly();
};

void HistoryLoadTest::initTestCase()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
}

void HistoryLoadTest::fiftyThousandErasArePaintedInAFrame_data()
{
    QTest::addColumn<int>("ratio");
    QTest::addColumn<double>("share"); // of the time that is seen
    QTest::newRow("all") << 1 << 1.0;
    QTest::newRow("all, twice as dense") << 2 << 1.0;
    QTest::newRow("a tenth") << 1 << 0.1;
    QTest::newRow("a thousandth") << 1 << 0.001;
}

void HistoryLoadTest::fiftyThousandErasArePaintedInAFrame()
{
    QFETCH(const int, ratio);
    QFETCH(const double, share);
    DemoService::Shape shape;
    shape.devices = 1;
    shape.blocks = 1U << 12;
    shape.eras = 50'000;
    DemoService service(shape);
    EraModel model(service);
    EraTimelineView view(model);
    view.resize(1'920, 240);
    const DeviceInfo& device = service.find(QStringLiteral("archive"))->info;
    model.setDevice(device);
    view.setDevice(device);
    QTRY_VERIFY(model.rowCount() > 0);
    while (model.rowCount() < 50'000) {
        model.fetchMore({});
        QCoreApplication::processEvents();
    }
    view.setRange({ 10'000, 30'000 });
    const TimelineScene known = view.scene();
    const TimeWindow whole = view.zoom().whole();
    const TimeWindow window { whole.toUs - qint64(double(whole.lengthUs()) * share), whole.toUs };
    const TimelineScene scene { known.spans, known.looks, { window, known.geometry.width() },
                                known.range, 49'000,      48'000,
                                true,        {} };

    QImage image(view.viewport()->size() * ratio, QImage::Format_RGB32);
    image.setDevicePixelRatio(ratio);
    QList<double> frames;
    for (int frame = 0; frame < kFrames; ++frame) {
        image.fill(Qt::white);
        QElapsedTimer timer;
        timer.start();
        QPainter painter(&image);
        paintTimeline(painter, view.timelineLayout(), scene, view.palette());
        painter.end();
        frames.append(double(timer.nsecsElapsed()) / 1e6);
    }
    std::ranges::sort(frames);
    qInfo("a frame: %.2f ms (median), %.2f ms (most)", frames[kFrames / 2], frames.constLast());
    QVERIFY2(frames[kFrames / 2] < kFrameMs, qPrintable(QString::number(frames[kFrames / 2])));
}

// Fifty pages arrive while a timer should come every 16 ms.
void HistoryLoadTest::takingThemInDoesNotStopTheWindow()
{
    DemoService::Shape shape;
    shape.devices = 1;
    shape.blocks = 1U << 12;
    shape.eras = 50'000;
    shape.latencyMs = 1;
    DemoService service(shape);
    EraModel model(service);
    EraTimelineView view(model);
    view.resize(1'920, 240);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    const DeviceInfo& device = service.find(QStringLiteral("archive"))->info;
    model.setDevice(device);
    view.setDevice(device);
    QTRY_VERIFY(model.rowCount() > 0);
    QTest::keyClick(&view, Qt::Key_0); // all

    const test::Heart heart;
    QTRY_COMPARE_WITH_TIMEOUT(model.rowCount(), 50'000, 60'000);
    QTest::qWait(50);
    qInfo("the longest gap: %lld ms", static_cast<long long>(heart.longestMs()));
    QVERIFY(heart.longestMs() > 0);
    QVERIFY2(heart.longestMs() < 100, qPrintable(QString::number(heart.longestMs())));
    QCOMPARE(view.zoom().window(), view.zoom().whole());
}

void HistoryLoadTest::theTableScrollsSmoothly()
{
    DemoService::Shape shape;
    shape.devices = 1;
    shape.blocks = 1U << 12;
    shape.eras = 50'000;
    DemoService service(shape);
    EraModel model(service);
    ErasPage page(model);
    page.resize(900, 400);
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    model.setDevice(service.find(QStringLiteral("archive"))->info);
    QTRY_VERIFY(model.rowCount() > 0);
    while (model.rowCount() < 50'000) {
        model.fetchMore({});
        QCoreApplication::processEvents();
    }
    QScrollBar* const bar = page.table()->verticalScrollBar();
    QVERIFY(bar->maximum() > 0);
    qint64 longestMs = 0;
    for (int step = 0; step <= 50; ++step) {
        QElapsedTimer timer;
        timer.start();
        bar->setValue(int(qint64(bar->maximum()) * step / 50));
        page.table()->viewport()->repaint();
        longestMs = std::max(longestMs, timer.elapsed());
    }
    qInfo("the longest step: %lld ms", static_cast<long long>(longestMs));
    QVERIFY2(longestMs < 50, qPrintable(QString::number(longestMs)));
}

QTEST_MAIN(HistoryLoadTest)
#include "history_load_test.moc"
