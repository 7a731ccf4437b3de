// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/change_map.h"
#include "models/era_range.h"

#include <map>
#include <vector>

#include <QString>

namespace blkera {

// Which part of which picture: the cells from `index` * kTileCells on, of 2^level blocks each.
struct TileKey {
    QString device;
    EraRange range;
    int level = 0;
    quint64 index = 0;

    bool operator<(const TileKey& other) const;
    bool operator==(const TileKey&) const = default;
};

// Few requests rather than small ones: the daemon allows a user four maps a second.
constexpr int kTileCellsLog2 = 16;
constexpr quint64 kTileCells = quint64 { 1 } << kTileCellsLog2;

struct Tile {
    quint64 generation = 0; // of what was asked; an older one is shown until it is replaced
    quint32 currentEra = 0;
    bool isSuperset = false;
    std::vector<MapCell> cells;
};

// Tiles that were asked for, no more than `most` of them: the one that was not looked at for the
// longest time goes first. One thread.
class TileStore {
public:
    explicit TileStore(std::size_t most);

    // Null if there is none; valid until the next insert() or clear(). Counts as a look.
    const Tile* find(const TileKey& key);
    void insert(const TileKey& key, Tile tile);
    void clear();

    std::size_t size() const { return m_tiles.size(); }

private:
    struct Entry {
        Tile tile;
        quint64 lastLook = 0;
    };

    std::size_t m_most;
    quint64 m_looks = 0;
    std::map<TileKey, Entry> m_tiles;
};

} // namespace blkera
