// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/device_info.h"

#include <optional>

#include <QPoint>
#include <QRect>
#include <QSize>

namespace blkera {

// Blocks of a device that follow each other.
struct BlockSpan {
    quint64 first = 0;
    quint64 count = 0;

    quint64 end() const { return first + count; }

    bool operator==(const BlockSpan&) const = default;
};

// How many blocks a device has, and how long a block is; 0 where that is not known.
quint64 blocksOf(const DeviceInfo& device);
quint64 blockBytesOf(const DeviceInfo& device);

// The highest level at which a cell of 2^level blocks still has its number in 32 bits.
constexpr int kMaxLevel = 31;

// Which block is in which cell: cells of 2^level blocks, row by row, `columns` (a power of two) to
// a row, so that a row begins at a round address at every level. The last cell has the blocks that
// are left. Pure sums; any number of blocks below 2^63.
class MapGrid {
public:
    MapGrid() = default;
    MapGrid(quint64 blocks, int columns, int level);

    // The lowest level at which all blocks are in no more than so many rows, or cells.
    static int levelOfRows(quint64 blocks, int columns, qint64 rows);
    static int levelOfCells(quint64 blocks, quint64 cells);

    quint64 blocks() const { return m_blocks; }

    int columns() const { return m_columns; }

    int level() const { return m_level; }

    quint64 blocksPerCell() const { return quint64 { 1 } << m_level; }

    quint64 cells() const;
    qint64 rows() const;

    // Of a block that the device has.
    quint64 cellOf(quint64 block) const { return block >> m_level; }

    qint64 rowOf(quint64 cell) const { return qint64(cell / quint64(m_columns)); }

    int columnOf(quint64 cell) const { return int(cell % quint64(m_columns)); }

    // The blocks of a cell, without what is beyond the end of the device; of no cell: none.
    BlockSpan blocksOfCell(quint64 cell) const;

    bool operator==(const MapGrid&) const = default;

private:
    quint64 m_blocks = 0;
    int m_columns = 1;
    int m_level = 0;
};

// Where cells are painted: `columns` in a row that fill the width, in rows of `side` pixels. Pixels
// are those of the screen: cells have sharp edges, and no row is higher than its neighbour.
struct MapLayout {
    QSize pixels;
    int columns = kLeastColumns;
    int side = 1;

    // So many at least, so that rows can be counted in 31 bits.
    static constexpr int kLeastColumns = 16;

    // As many columns, a power of two, as there is room for if a cell has `leastSide` pixels.
    static MapLayout of(QSize pixels, int leastSide);
    // The same columns, with rows as much higher, up to three times, as `rows` of them leave room
    // for.
    MapLayout stretched(qint64 rows) const;

    // That are visible, the last perhaps in part; and those that are visible as a whole.
    int rows() const;
    int wholeRows() const;

    int leftOf(int column) const; // of `columns`: the right edge
    // The row counts from the first that is visible.
    QRect rectOf(qint64 row, int column) const;
    // x: the column, y: the row. Nothing where there is no cell.
    std::optional<QPoint> cellAt(QPoint pixel) const;

    bool operator==(const MapLayout&) const = default;
};

} // namespace blkera
