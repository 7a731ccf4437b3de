// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/model.h"

#include "era/superblock.h"

#include <algorithm>
#include <functional>

namespace blkera::simulation {

namespace {

// So many copies are remembered: long runs compare with the last ones.
constexpr std::size_t kCopies = 16;

} // namespace

bool Model::Copy::isNewer(std::size_t sector, Stamp stamp) const
{
    const Stamp then = sector < image.sectors().size() ? image.sectors()[sector] : 0;
    return stamp != then && (stamp > lastStamp || inFlight.contains(stamp));
}

Model::Model(BlockCount blocks, std::uint32_t blockSizeSectors, Era era)
    : m_blockSizeSectors(blockSizeSectors)
    , m_blocks(blocks.raw())
    , m_era(era)
    , m_highestEra(era)
{
}

void Model::submitted(BlockRange blocks)
{
    m_inFlight.emplace(blocks.begin.raw(), blocks.end.raw());
    mayBeMarked(blocks.begin.raw(), blocks.end.raw());
}

void Model::mayBeMarked(std::uint32_t begin, std::uint32_t end)
{
    const auto known = static_cast<std::uint32_t>(m_blocks.size());
    for (std::uint32_t b = begin; b < std::min(end, known); ++b)
        m_blocks[b].may = m_highestEra;
}

void Model::acknowledged(BlockRange blocks)
{
    for (BlockIndex b = blocks.begin; b != blocks.end; ++b)
        m_blocks[b.raw()].must = m_era;
}

void Model::finished(BlockRange blocks)
{
    m_inFlight.erase(m_inFlight.find({ blocks.begin.raw(), blocks.end.raw() }));
}

void Model::eraRequested()
{
    if (m_highestEra != kLastEra)
        ++m_highestEra;
    for (const auto& [begin, end] : m_inFlight)
        mayBeMarked(begin, end);
}

void Model::eraReturned(Era era, Copy copy)
{
    m_era = era;
    m_highestEra = era;
    if (m_copies.size() == kCopies)
        m_copies.erase(m_copies.begin());
    m_copies.push_back(std::move(copy));
}

void Model::awaitedEraBegun(Era era, Copy copy)
{
    const Era highest = m_highestEra;
    eraReturned(era, std::move(copy));
    m_highestEra = std::max(highest, era);
}

void Model::eraRefused()
{
    m_highestEra = std::max(m_era, m_highestEra - EraCount(1));
}

void Model::snapshotRequested()
{
    m_snapshotInDoubt = true;
}

void Model::snapshotTaken(std::string dump)
{
    m_snapshot = std::move(dump);
    m_snapshotInDoubt = false;
}

void Model::dropRequested()
{
    m_snapshotInDoubt = true;
}

void Model::dropped()
{
    m_snapshot.reset();
    m_snapshotInDoubt = false;
}

void Model::snapshotRefused()
{
    m_snapshotInDoubt = false;
}

void Model::growRequested(BlockCount blocks)
{
    m_growingTo.insert(blocks);
}

void Model::grown(BlockCount blocks)
{
    m_growingTo.clear();
    m_blocks.resize(blocks.raw());
    for (const auto& [begin, end] : m_inFlight)
        mayBeMarked(begin, end);
}

void Model::crashed()
{
    m_inFlight.clear();
}

void Model::settle(const Answers& found)
{
    m_highestEra = found.currentEra;
    m_snapshotInDoubt = false;
    m_snapshot.reset();
    if (found.snapshot)
        m_snapshot = found.snapshot->dump;
    if (mayHaveGrownTo(found.nrBlocks))
        m_blocks.resize(found.nrBlocks.raw());
    m_growingTo.clear();
}

std::vector<Era> Model::changedBytes(const OriginImage& origin) const
{
    std::vector<Era> changed((origin.sectors().size() + m_blockSizeSectors - 1)
                             / m_blockSizeSectors);
    for (std::size_t s = 0; s < origin.sectors().size(); ++s) {
        Era& era = changed[s / m_blockSizeSectors];
        for (const Copy& copy : m_copies) {
            if (copy.since > era && copy.isNewer(s, origin.sectors()[s]))
                era = copy.since;
        }
    }
    return changed;
}

std::uint64_t Model::fingerprint() const
{
    std::uint64_t hash = mixHash(m_era.raw(), m_highestEra.raw());
    const auto add = [&hash](std::uint64_t value) { hash = mixHash(hash, value); };
    for (const BlockState& block : m_blocks)
        add(std::uint64_t { block.must.raw() } << 32 | block.may.raw());
    for (const Copy& copy : m_copies) {
        add(copy.since.raw());
        add(copy.image.hash());
        add(copy.lastStamp);
        for (const Stamp stamp : copy.inFlight)
            add(stamp);
    }
    add(m_snapshot ? std::hash<std::string>()(*m_snapshot) : 0);
    add(m_snapshotInDoubt ? 1 : 0);
    for (const BlockCount blocks : m_growingTo)
        add(blocks.raw());
    return hash;
}

} // namespace blkera::simulation
