// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "simulation/answers.h"
#include "simulation/origin_disk.h"

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace blkera::simulation {

// What the device has promised so far, in as little code as can be: for each block, the last era in
// which it has to be reported as written, and the last one in which it may be. A write that was
// given to the device may be marked from then on; one that was acknowledged has to be, in the era
// that was current then, and a write in flight is carried from era to era.
class Model {
public:
    // `era` is that of the metadata before the first start.
    Model(BlockCount blocks, std::uint32_t blockSizeSectors, Era era = {});

    // The origin's content when somebody copied it, and what may change afterwards without being a
    // change since.
    struct Copy {
        Era since; // a checkpoint had returned this era just before
        OriginImage image;
        Stamp lastStamp = 0;
        std::set<Stamp> inFlight;
        std::set<Stamp> failed; // answered with an error: who knows where they are

        // Whether a sector's bytes got there after the copy was made.
        bool isNewer(std::size_t sector, Stamp stamp) const;
    };

    struct BlockState {
        Era must; // 0: need not be reported at all
        Era may;
    };

    // Also to blocks that are to be grown into: they are not promised anything until then.
    void submitted(BlockRange blocks);
    void acknowledged(BlockRange blocks); // with success
    void finished(BlockRange blocks); // answered, whatever the outcome

    void eraRequested(); // a verb that begins an era is under way, or has failed: who knows
    void eraReturned(Era era, Copy copy);
    // One that a start had asked for, while other verbs may be under way.
    void awaitedEraBegun(Era era, Copy copy);
    void eraRefused(); // no era has begun
    void snapshotRequested();
    void snapshotTaken(std::string dump);
    void dropRequested();
    void dropped();
    void snapshotRefused(); // take or drop: with no change
    void growRequested(BlockCount blocks);
    void grown(BlockCount blocks);

    void originFlushed(Copy durable) { m_flushed = std::move(durable); }

    // What was in flight will never arrive; what was promised stays promised.
    void crashed();
    // What a reader finds after a crash decides what was in doubt.
    void settle(const Answers& found);

    const std::vector<BlockState>& blocks() const { return m_blocks; }

    std::uint32_t blockSizeSectors() const { return m_blockSizeSectors; }

    Era era() const { return m_era; } // the last one returned

    Era highestEra() const { return m_highestEra; } // that the disk may know of

    const std::vector<Copy>& copies() const { return m_copies; }

    const std::optional<Copy>& flushed() const { return m_flushed; }

    // Whether a snapshot has to be held, or may be, and what is in it.
    bool snapshotMust() const { return m_snapshot.has_value() && !m_snapshotInDoubt; }

    bool snapshotMay() const { return m_snapshot.has_value() || m_snapshotInDoubt; }

    const std::optional<std::string>& snapshot() const { return m_snapshot; }

    // Whether growth has been asked for that may or may not be there.
    bool growing() const { return !m_growingTo.empty(); }

    bool mayHaveGrownTo(BlockCount blocks) const { return m_growingTo.contains(blocks); }

    // For each block, the last era since which its bytes differ from the copy made then.
    std::vector<Era> changedBytes(const OriginImage& origin) const;

    std::uint64_t fingerprint() const;

private:
    void mayBeMarked(std::uint32_t begin, std::uint32_t end);

    std::uint32_t m_blockSizeSectors;
    std::vector<BlockState> m_blocks;
    std::multiset<std::pair<std::uint32_t, std::uint32_t>> m_inFlight; // begin, end
    Era m_era;
    Era m_highestEra;
    std::vector<Copy> m_copies;
    std::optional<Copy> m_flushed;
    std::optional<std::string> m_snapshot;
    bool m_snapshotInDoubt = false;
    std::set<BlockCount> m_growingTo;
};

} // namespace blkera::simulation
