// SPDX-License-Identifier: GPL-2.0-or-later
// How many frames a second the map has while somebody scrolls and zooms over the largest device
// there is, and what memory that takes. Argument: the device pixel ratio it is to be measured at,
// which QT_SCALE_FACTOR has set.
#include "demo/demo_service.h"
#include "support/breadth.h"
#include "widgets/map/change_map_widget.h"

#include <array>
#include <cstdio>
#include <cstring>

#include <QApplication>
#include <QElapsedTimer>
#include <QScrollBar>

#include <sys/resource.h>

using namespace blkera;

namespace {

constexpr int kRunMs = 6'000;
constexpr quint64 kLeastFrames = 60; // a second
constexpr long kMostMiB = 200;

// One step of somebody who looks around.
void move(ChangeMapWidget& map, int frame)
{
    QScrollBar* const bar = map.verticalScrollBar();
    if (frame % 200 == 0)
        map.fit();
    else if (frame % 20 == 0)
        map.zoomIn();
    else if (frame % 4'001 == 0)
        map.oneToOne();
    else
        bar->setValue(bar->value() + bar->pageStep() / 7 * (frame / 40 % 2 == 0 ? 1 : -1) + 1);
    if (frame % 90 == 0)
        map.centerOn(quint64(frame) * 0x9e3779b97f4a7c15ULL % (1ULL << 31));
    map.setCursorBlock(map.visibleBlocks().first + map.visibleBlocks().count / 2);
}

} // namespace

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    DemoService::Shape shape;
    shape.devices = 1;
    shape.blocks = 1ULL << 31;
    DemoService service(shape);
    MapTiles tiles(service);
    ChangeMapWidget map(tiles);
    map.resize(1'200, 700);
    tiles.setDevice(service.find(QStringLiteral("archive"))->info);
    tiles.setRange({ 20, 0 });
    map.show();
    const auto ratio = map.devicePixelRatioF();
    if (argc != 2 || std::abs(ratio - std::atof(argv[1])) > 0.01) {
        std::fprintf(stderr, "the device pixel ratio is %g\n", ratio);
        return 2;
    }

    QElapsedTimer time;
    time.start();
    quint64 frames = 0;
    qint64 longestNs = 0;
    while (time.elapsed() < kRunMs) {
        const qint64 begin = time.nsecsElapsed();
        move(map, int(++frames));
        map.viewport()->repaint();
        QApplication::processEvents();
        longestNs = std::max(longestNs, time.nsecsElapsed() - begin);
    }
    const auto perSecond = quint64(double(frames) * 1e3 / double(time.elapsed()));
    const qsizetype asked = service.calls().count(QStringLiteral("GetMap archive"));
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    const long peakMiB = usage.ru_maxrss / 1'024;

    std::array<char, 100> what {};
    std::snprintf(what.data(), what.size(), "frames a second of the map of 2^31 blocks, %gx",
                  ratio);
    const bool isFast = test::count(what.data(), perSecond, kLeastFrames);
    std::printf("longest frame: %.1f ms; tiles asked for: %lld; peak memory: %ld MiB (at most "
                "%ld)\n",
                double(longestNs) / 1e6, static_cast<long long>(asked), peakMiB, kMostMiB);
    // A picture of nothing is painted fast.
    const bool hasTiles = asked > 10 && tiles.totals().has_value();
    const bool isSmall = peakMiB <= kMostMiB || test::testScale() < 1;
    return isFast && hasTiles && isSmall ? 0 : 1;
}
