// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/types.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <vector>

namespace blkera {

// One bit for each block that a device can ever have, 2^31, all unset at first. The address space
// is there from the beginning, memory only for the blocks that the device has, so the set grows
// under its readers.
//
// Thread safety: contains() on any thread, for any block below 2^31; everything else on the
// metadata worker.
class MarkSet {
public:
    explicit MarkSet(BlockCount blocks);
    ~MarkSet();
    MarkSet(const MarkSet&) = delete;
    MarkSet& operator=(const MarkSet&) = delete;

    // All blocks of the range are marked. What happened before they were added has happened before.
    bool contains(BlockRange blocks) const;
    // Returns how many of the blocks were not marked before. Within what grow() was told.
    std::uint64_t add(BlockRange blocks);
    void grow(BlockCount blocks);
    // Unsets bits, in bounded steps: returns false when none is left. Takes time for what was
    // added, not for the size.
    bool clearStep();

private:
    using Word = std::atomic<std::uint64_t>;

    struct Unmap {
        void operator()(Word* words) const;
    };

    void clearRegion(std::uint64_t region);

    std::unique_ptr<Word[], Unmap> m_words; // of kMaxBlocks bits, mapped
    std::uint64_t m_writableBytes = 0;
    std::vector<std::uint64_t> m_touched; // a bit for each region that may have bits set
    std::uint64_t m_firstTouched = 0; // no word of m_touched before has a bit set
};

} // namespace blkera
