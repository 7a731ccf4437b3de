// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/change_map.h"

#include "era/changed_bits.h"
#include "era/last_eras.h"

#include <algorithm>
#include <bit>

namespace blkera {

namespace {

// Bits begin .. end-1 of a window.
std::uint32_t countBits(const BitWindow& a, const BitWindow& b, std::uint32_t begin,
                        std::uint32_t end)
{
    std::uint32_t count = 0;
    for (std::uint32_t bit = begin; bit < end;) {
        const std::uint32_t upTo = std::min(end, (bit / 64 + 1) * 64);
        const std::uint64_t mask = ~std::uint64_t { 0 } >> (64 - (upTo - bit)) << (bit % 64);
        count += static_cast<std::uint32_t>(std::popcount((a[bit / 64] | b[bit / 64]) & mask));
        bit = upTo;
    }
    return count;
}

bool anyUncertain(const ChangedBits& changed)
{
    for (std::size_t i = 0; i < changed.later().size(); ++i) {
        if ((changed.later()[i] & ~changed.certain()[i]) != 0)
            return true;
    }
    return false;
}

std::vector<MapCell> halved(const std::vector<MapCell>& cells)
{
    std::vector<MapCell> above((cells.size() + 1) / 2);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        above[i / 2].changed += cells[i].changed;
        above[i / 2].newestEra = std::max(above[i / 2].newestEra, cells[i].newestEra);
    }
    return above;
}

} // namespace

ChangeMap::ChangeMap(const EraView& view, Era since, Era until)
    : m_view(view)
    , m_since(since)
    , m_until(until)
{
}

Result<ChangeMap> ChangeMap::build(BlockManager& blocks, const EraView& view, Era since, Era until)
{
    if (since > until)
        return invalid("the first era, " + std::to_string(since.raw()) + ", is after the last, "
                       + std::to_string(until.raw()));
    ChangeMap map(view, since, until);
    const std::uint32_t size = view.nrBlocks.raw();
    std::vector<MapCell> base(size / kBaseBlocks + (size % kBaseBlocks != 0 ? 1 : 0));
    const BlockRange all { BlockIndex(0), BlockIndex(size) };
    if (auto read = map.readCells(blocks, all, kBaseBlocks, base, map.m_superset); !read)
        return read.error();
    map.m_levels.push_back(std::move(base));
    while (map.m_levels.back().size() > 1)
        map.m_levels.push_back(halved(map.m_levels.back()));
    return map;
}

Result<ChangeMap::Slice> ChangeMap::slice(BlockManager& blocks, BlockRange window,
                                          std::uint32_t maxCells) const
{
    if (maxCells == 0)
        return invalid("a map needs a cell");
    maxCells = std::min(maxCells, kMostCells);
    const std::uint32_t size = m_view.nrBlocks.raw();
    const std::uint32_t begin = window.begin.raw();
    const std::uint32_t end = std::min(window.end.raw(), size);
    if (begin >= end)
        return Slice {};

    unsigned zoom = 0;
    while (((end - 1) >> zoom) - (begin >> zoom) >= maxCells)
        ++zoom;
    const std::uint32_t firstCell = begin >> zoom;
    const std::uint32_t count = ((end - 1) >> zoom) - firstCell + 1;
    Slice slice { std::uint32_t { 1 } << zoom, BlockIndex(firstCell << zoom), {} };
    constexpr unsigned kBaseZoom = std::countr_zero(kBaseBlocks);
    if (zoom >= kBaseZoom) {
        const auto cells = m_levels[zoom - kBaseZoom].begin() + firstCell;
        slice.cells.assign(cells, cells + count);
        return slice;
    }
    slice.cells.resize(count);
    const std::uint64_t endBlock = std::uint64_t { firstCell + count } << zoom;
    const BlockRange range {
        slice.first, BlockIndex(static_cast<std::uint32_t>(std::min<std::uint64_t>(endBlock, size)))
    };
    bool superset = false;
    if (auto read = readCells(blocks, range, slice.blocksPerCell, slice.cells, superset); !read)
        return read.error();
    return slice;
}

Result<void> ChangeMap::readCells(BlockManager& blocks, BlockRange range,
                                  std::uint32_t blocksPerCell, std::vector<MapCell>& cells,
                                  bool& superset) const
{
    auto writesets = undigestedWritesets(blocks, m_view);
    if (!writesets)
        return writesets.error();
    ChangedBits changed(m_view, *writesets, m_since, m_until);
    auto scan = EraScan::open(blocks, m_view, std::move(*writesets), windowsFor(range.end.raw()));
    if (!scan)
        return scan.error();
    LastEras last(m_view);
    const std::uint32_t origin = range.begin.raw();
    for (std::uint64_t number = origin / kBitsPerWindow; number < windowsFor(range.end.raw());
         ++number) {
        changed.beginWindow();
        last.beginWindow(number);
        const auto eraBlocks = scan->eraBlocks(number);
        if (!eraBlocks)
            return eraBlocks.error();
        for (const EraScan::EraBlock& block : *eraBlocks) {
            if (changed.needsEraArray())
                changed.add(block);
            last.add(block);
        }
        auto read = scan->forEachWriteset(
            number, [&](const ArchivedWriteset& writeset, const BitWindow& written) {
                last.add(writeset, written);
                if (changed.needs(writeset))
                    changed.add(written);
            });
        if (!read)
            return read;
        superset = superset || anyUncertain(changed);

        const auto base = static_cast<std::uint32_t>(number * kBitsPerWindow);
        const std::uint32_t end = std::min(range.end.raw(), base + kBitsPerWindow);
        for (std::uint32_t block = std::max(base, origin); block < end;) {
            const std::uint32_t index = (block - origin) / blocksPerCell;
            const std::uint32_t upTo = std::min<std::uint32_t>(
                end, origin + static_cast<std::uint32_t>((index + 1) * blocksPerCell));
            MapCell& cell = cells[index];
            cell.changed
                += countBits(changed.certain(), changed.later(), block - base, upTo - base);
            for (const std::uint32_t era : last.eras().subspan(block - base, upTo - block))
                cell.newestEra = std::max(cell.newestEra, era);
            block = upTo;
        }
    }
    return {};
}

} // namespace blkera
