// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/map/map_geometry.h"

#include <algorithm>
#include <bit>

namespace blkera {
namespace {

constexpr quint64 kSectorBytes = 512;
constexpr int kMostColumns = 4'096;
constexpr qint64 kMostStretch = 3;

// Of `blocks`, in cells of 2^level blocks; without an overflow near 2^64.
quint64 cellsOf(quint64 blocks, int level)
{
    return blocks == 0 ? 0 : ((blocks - 1) >> level) + 1;
}

} // namespace

quint64 blocksOf(const DeviceInfo& device)
{
    if (device.blockSizeSectors == 0 || device.sizeSectors == 0)
        return 0;
    return (device.sizeSectors - 1) / device.blockSizeSectors + 1;
}

quint64 blockBytesOf(const DeviceInfo& device)
{
    return device.blockSizeSectors * kSectorBytes;
}

MapGrid::MapGrid(quint64 blocks, int columns, int level)
    : m_blocks(blocks)
    , m_columns(int(std::bit_floor(unsigned(std::clamp(columns, 1, kMostColumns)))))
    , m_level(std::clamp(level, 0, kMaxLevel))
{
}

int MapGrid::levelOfCells(quint64 blocks, quint64 cells)
{
    int level = 0;
    while (level < kMaxLevel && cellsOf(blocks, level) > std::max<quint64>(cells, 1))
        ++level;
    return level;
}

int MapGrid::levelOfRows(quint64 blocks, int columns, qint64 rows)
{
    return levelOfCells(blocks, quint64(std::max(columns, 1)) * quint64(std::max<qint64>(rows, 1)));
}

quint64 MapGrid::cells() const
{
    return cellsOf(m_blocks, m_level);
}

qint64 MapGrid::rows() const
{
    const quint64 count = cells();
    return count == 0 ? 0 : rowOf(count - 1) + 1;
}

BlockSpan MapGrid::blocksOfCell(quint64 cell) const
{
    if (cell >= cells())
        return {};
    const quint64 first = cell << m_level;
    return { first, std::min(blocksPerCell(), m_blocks - first) };
}

MapLayout MapLayout::of(QSize pixels, int leastSide)
{
    MapLayout layout;
    layout.pixels = pixels.expandedTo({ 1, 1 });
    const int fitting = layout.pixels.width() / std::max(leastSide, 1);
    layout.columns
        = int(std::bit_floor(unsigned(std::clamp(fitting, kLeastColumns, kMostColumns))));
    layout.side = std::max(layout.pixels.width() / layout.columns, 1);
    return layout;
}

MapLayout MapLayout::stretched(qint64 rows) const
{
    MapLayout layout = *this;
    layout.side = int(
        std::clamp<qint64>(pixels.height() / std::max<qint64>(rows, 1), side, side * kMostStretch));
    return layout;
}

int MapLayout::rows() const
{
    return (pixels.height() - 1) / side + 1;
}

int MapLayout::wholeRows() const
{
    return std::max(pixels.height() / side, 1);
}

int MapLayout::leftOf(int column) const
{
    return int(qint64(column) * pixels.width() / columns);
}

QRect MapLayout::rectOf(qint64 row, int column) const
{
    const int left = leftOf(column);
    return { left, int(row * side), leftOf(column + 1) - left, side };
}

std::optional<QPoint> MapLayout::cellAt(QPoint pixel) const
{
    if (!QRect(QPoint(), pixels).contains(pixel))
        return std::nullopt;
    // The last column whose left edge is not behind the pixel.
    const qint64 column = ((pixel.x() + qint64 { 1 }) * columns - 1) / pixels.width();
    return QPoint(int(column), pixel.y() / side);
}

} // namespace blkera
