// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/map/tile_store.h"

#include <algorithm>
#include <tuple>

namespace blkera {

bool TileKey::operator<(const TileKey& other) const
{
    return std::tie(level, index, range.since, range.until, device)
        < std::tie(other.level, other.index, other.range.since, other.range.until, other.device);
}

TileStore::TileStore(std::size_t most)
    : m_most(std::max<std::size_t>(most, 1))
{
}

const Tile* TileStore::find(const TileKey& key)
{
    const auto found = m_tiles.find(key);
    if (found == m_tiles.end())
        return nullptr;
    found->second.lastLook = ++m_looks;
    return &found->second.tile;
}

void TileStore::insert(const TileKey& key, Tile tile)
{
    m_tiles.insert_or_assign(key, Entry { std::move(tile), ++m_looks });
    while (m_tiles.size() > m_most)
        m_tiles.erase(std::ranges::min_element(
            m_tiles, {}, [](const auto& entry) { return entry.second.lastLook; }));
}

void TileStore::clear()
{
    m_tiles.clear();
}

} // namespace blkera
