// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/map/map_geometry.h"

#include <vector>

#include <QByteArray>
#include <QByteArrayView>

namespace blkera {

// Reads a list of changed blocks in the format "json" (engine/formats/changed_list.cpp) as it comes
// through a pipe, a range a line, in pieces of any size, and keeps the longest runs of it: memory
// is bound by how many are kept, not by the list. Nothing in it is believed: ranges that overlap,
// are not in order or beyond the end of the device, or a count that is wrong make it no list.
class RegionList {
public:
    explicit RegionList(std::size_t mostKept = 1'000);

    // False when it is no list; nothing is taken in from then on.
    bool feed(QByteArrayView bytes);

    // Whether its end was there. A list without an end is not a short list.
    bool isComplete() const { return m_place == Place::End; }

    bool hasFailed() const { return m_place == Place::Failed; }

    // The longest, of as many blocks the first, by their place.
    std::vector<BlockSpan> longest() const;

    quint64 runs() const { return m_runs; }

    quint64 changedBlocks() const { return m_changed; }

    // Of the device.
    quint64 blocks() const { return m_blocks; }

    quint32 currentEra() const { return m_currentEra; }

    // Of these, blocks that were written later and perhaps in the eras asked for.
    quint64 uncertainBlocks() const { return m_uncertain; }

private:
    enum class Place { Header, Ranges, End, Failed };

    bool takeLine(QByteArrayView line);
    bool takeHeader(QByteArrayView line);
    bool takeRange(QByteArrayView line);
    bool takeEnd(QByteArrayView line);
    bool takeTotals(const QByteArray& json);
    void keep(const BlockSpan& run);

    std::size_t m_mostKept;
    Place m_place = Place::Header;
    QByteArray m_line; // what came of the next line
    std::vector<BlockSpan> m_kept; // a heap: the shortest first
    bool m_isLast = false; // a line without a comma was there
    quint64 m_blocks = 0;
    quint32 m_currentEra = 0;
    quint64 m_end = 0; // of the last run
    quint64 m_runs = 0;
    quint64 m_changed = 0;
    quint64 m_uncertain = 0;
};

} // namespace blkera
