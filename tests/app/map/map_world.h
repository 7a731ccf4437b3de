// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "manual_service.h"
#include "models/map/map_tiles.h"

#include <QTest>

namespace blkera::test {

using Kind = ClientError::Kind;

inline constexpr quint64 kBlocks = (1U << 20) + 12'345; // the last cell is not whole

inline DemoService::Shape shapeOf(quint64 blocks)
{
    DemoService::Shape shape;
    shape.blocks = blocks;
    shape.devices = 1;
    shape.nowUs = 1'700'000'000'000'000;
    return shape;
}

// A device that is looked at, and what was asked of it.
struct World {
    explicit World(quint64 blocks = kBlocks, std::size_t mostTiles = 48)
        : service(shapeOf(blocks))
        , tiles(service, nullptr, mostTiles)
    {
        tiles.setDevice(service.find(name)->info);
    }

    void look(int level, quint64 firstCell, quint64 cells)
    {
        tiles.setVisible(level, firstCell, cells);
        QTest::qWait(200); // longer than it waits before it asks
    }

    // Opens it and has the overview answered.
    void open()
    {
        QTRY_COMPARE(service.asked.size(), std::size_t(1));
        service.answer(0);
        QCOMPARE(tiles.state(), LoadState::Ready);
    }

    const QString name = QStringLiteral("archive");
    ManualService service;
    MapTiles tiles;
};

} // namespace blkera::test
