// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/metadata_builder.h"

#include "era/era_view.h"
#include "era/metadata.h"
#include "era/space_map_builder.h"

#include <cassert>

namespace blkera {

namespace {

// What is written at once: 4 MiB.
constexpr std::size_t kBatchBlocks = 1024;
// The superblock, an index, a bitmap, a root each for counts, writesets and eras.
constexpr MetadataBlockCount kFewestBlocks { 6 };
// More missing writesets than a dump can plausibly lack are damage, not an old tool's habit.
constexpr std::uint32_t kMostAssumed = 256;

Result<void> wipeSuperblock(BlockDevice& device)
{
    const std::vector<std::byte> zeros(kMetadataBlockBytes);
    const BlockWrite wipe { MetadataBlock(0), zeros };
    if (auto written = device.write(std::span(&wipe, 1)); !written)
        return written;
    return device.flush();
}

} // namespace

Result<std::unique_ptr<MetadataBuilder>> MetadataBuilder::begin(BlockDevice& device,
                                                                std::uint32_t dataBlockSizeSectors,
                                                                BlockCount nrBlocks, Era currentEra)
{
    Superblock superblock;
    superblock.dataBlockSizeSectors = dataBlockSizeSectors;
    superblock.nrBlocks = nrBlocks;
    superblock.currentEra = currentEra;
    std::unique_ptr<MetadataBuilder> builder(new MetadataBuilder(device, superblock));
    if (device.size() < kFewestBlocks)
        return builder->explained({ ErrorKind::NoSpace, 0, "the metadata device is too small" });
    if (auto wiped = wipeSuperblock(device); !wiped)
        return wiped.error();
    return builder;
}

MetadataBuilder::MetadataBuilder(BlockDevice& device, Superblock superblock)
    : m_blocks(device, kBatchBlocks)
    , m_sequence(m_blocks)
    , m_superblock(superblock)
{
}

Result<void> MetadataBuilder::beginWriteset(Era era, std::uint32_t nrBits)
{
    m_archived.push_back({ era, { nrBits, {} } });
    m_bitset.emplace(m_sequence, m_sharedBits, nrBits);
    return {};
}

Result<void> MetadataBuilder::bits(BlockRange blocks, bool set)
{
    auto appended = m_bitset->append(blocks.count().raw(), set);
    return appended ? appended : explained(appended.error());
}

Result<void> MetadataBuilder::endWriteset()
{
    auto root = m_bitset->finish();
    if (!root)
        return explained(root.error());
    m_archived.back().writeset.root = *root;
    m_bitset.reset();
    return {};
}

Result<void> MetadataBuilder::beginEraArray()
{
    m_eras.emplace(m_sequence, m_sharedEras, m_superblock.nrBlocks.raw());
    return {};
}

Result<void> MetadataBuilder::eras(BlockRange blocks, Era era)
{
    if (!m_archived.empty() && era >= m_archived.front().era) {
        if (auto sound = checkDigested(blocks, era); !sound)
            return sound;
    }
    auto appended = m_eras->append(blocks.count().raw(), era.raw());
    return appended ? appended : explained(appended.error());
}

// Writesets enter the array one after the other, so of those that are given only the first may have
// begun to, with blocks that it has.
Result<void> MetadataBuilder::checkDigested(BlockRange blocks, Era era)
{
    const Archived& first = m_archived.front();
    const auto contradiction = [&](std::uint64_t block) {
        return corrupt("the dump contradicts itself: era " + std::to_string(era.raw())
                       + " of block " + std::to_string(block)
                       + " in the era array cannot come from the writeset of era "
                       + std::to_string(first.era.raw()));
    };
    if (era != first.era)
        return contradiction(blocks.begin.raw());
    if (era == kLastEra)
        return {}; // it goes on after it was digested
    for (std::uint64_t block = blocks.begin.raw(); block < blocks.end.raw(); ++block) {
        if (m_windowNumber != block / kBitsPerWindow) {
            m_windowNumber = block / kBitsPerWindow;
            m_window = {};
            const auto read = BitsetReader(m_blocks).addWindow(
                first.writeset.root, first.writeset.nrBits, *m_windowNumber, m_window);
            if (!read)
                return read.error();
        }
        const std::uint64_t bit = block % kBitsPerWindow;
        if ((m_window[bit / 64] >> (bit % 64) & 1) == 0)
            return contradiction(block);
    }
    return {};
}

Result<MetadataBuilder::Summary> MetadataBuilder::finish()
{
    assert(m_eras && !m_bitset);
    Summary summary;
    summary.writesets = m_archived.size();
    auto eraArray = m_eras->finish();
    if (!eraArray)
        return explained(eraArray.error());
    m_superblock.eraArrayRoot = *eraArray;
    m_eras.reset();
    if (auto assumed = assumeMissing(summary); !assumed)
        return explained(assumed.error());
    auto writesetTree = buildWritesetTree();
    if (!writesetTree)
        return explained(writesetTree.error());
    m_superblock.writesetTreeRoot = *writesetTree;

    std::vector<SharedCount> shared;
    const auto count = [&](const auto& blocks) {
        for (const auto& block : blocks) {
            if (block.pointers > 1)
                shared.emplace_back(block.location, block.pointers);
        }
    };
    count(m_sharedBits.zeros);
    count(m_sharedBits.ones);
    count(m_sharedEras.zeros);
    count(m_sharedEras.ones);
    auto spaceMap = buildSpaceMap(m_sequence, std::move(shared));
    if (!spaceMap)
        return explained(spaceMap.error());
    m_superblock.spaceMap = *spaceMap;
    summary.used = spaceMap->nrAllocated;
    summary.total = spaceMap->nrBlocks;

    std::vector<std::byte> bytes(kMetadataBlockBytes);
    m_superblock.pack(bytes);
    if (auto committed = m_blocks.commit(bytes); !committed)
        return committed.error();
    return summary;
}

// The eras of the writesets run without a gap to the current one; what is missing there could have
// been written to every block. The current era's goes where it is when a device was not stopped,
// so that a tool that left it out of the dump leaves it out of the next one too.
Result<void> MetadataBuilder::assumeMissing(Summary& summary)
{
    if (m_archived.empty())
        return {}; // all in the array: a logical dump
    std::vector<Archived> all;
    const Era current = m_superblock.currentEra;
    auto given = m_archived.begin();
    for (Era era = given->era;; ++era) {
        if (given != m_archived.end() && given->era == era) {
            all.push_back(*given++);
        } else {
            if (summary.assumed.size() == kMostAssumed)
                return corrupt("the dump lacks the writesets of more than "
                               + std::to_string(kMostAssumed) + " eras before the current one, "
                               + std::to_string(current.raw()));
            summary.assumed.push_back(era);
            auto full = fullWriteset();
            if (!full)
                return full.error();
            if (era == current)
                m_superblock.currentWriteset = *full;
            else
                all.push_back({ era, *full });
        }
        if (era == current)
            break;
    }
    m_archived = std::move(all);
    return {};
}

Result<Writeset> MetadataBuilder::fullWriteset()
{
    const std::uint32_t nrBits = m_superblock.nrBlocks.raw();
    BitsetBuilder bitset(m_sequence, m_sharedBits, nrBits);
    if (auto appended = bitset.append(nrBits, true); !appended)
        return appended.error();
    auto root = bitset.finish();
    if (!root)
        return root.error();
    return Writeset { nrBits, *root };
}

Result<MetadataBlock> MetadataBuilder::buildWritesetTree()
{
    TreeBuilder tree(m_sequence, kWritesetValueBytes, m_archived.size());
    for (const Archived& entry : m_archived) {
        if (auto appended = tree.append(entry.era.raw(), packWriteset(entry.writeset)); !appended)
            return appended.error();
    }
    return tree.finish();
}

// What to do about a device that is too small.
Error MetadataBuilder::explained(Error error) const
{
    if (error.kind == ErrorKind::NoSpace) {
        const auto needed = Metadata::blocksNeeded(m_superblock.nrBlocks);
        error.context += ": use a larger device or file, " + std::to_string(needed.raw() * 4)
            + " KiB or more for " + std::to_string(m_superblock.nrBlocks.raw()) + " era blocks";
    }
    return error;
}

} // namespace blkera
