// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/era_scan.h"

#include <algorithm>
#include <cassert>
#include <unordered_map>

namespace blkera {

namespace {

constexpr std::uint64_t kBatch = BlockBatch::kMostBlocks;

std::uint64_t wordsFor(std::uint32_t nrBits)
{
    return (std::uint64_t { nrBits } + 63) / 64;
}

std::uint64_t eraBlocksFor(std::uint64_t nrBlocks)
{
    return (nrBlocks + EraScan::kErasPerBlock - 1) / EraScan::kErasPerBlock;
}

// Bits of a bitset of nrBits that lie in the window.
std::uint32_t bitsIn(std::uint32_t nrBits, std::uint64_t window)
{
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(nrBits - window * kBitsPerWindow, kBitsPerWindow));
}

// Bits set beyond the size are those of a writeset that was larger: its size is damaged, and the
// blocks that these bits stand for must not be lost. Errors: Corrupt.
Result<void> unpack(ArrayReader<std::uint64_t>::Values words, std::uint32_t bits,
                    MetadataBlock location, BitWindow& window)
{
    std::ranges::copy(words, window.begin());
    std::fill(window.begin() + static_cast<std::ptrdiff_t>(words.size()), window.end(), 0);
    if (bits % 64 != 0 && window[bits / 64] >> (bits % 64) != 0)
        return corrupt("array block at metadata block " + std::to_string(location.raw())
                       + ": bits are set beyond the size of its writeset");
    return {};
}

// Each era has a bitset of its own. Damaged metadata can have one for thousands, which would take
// for ever to read; and whose it is nobody knows. Errors: Corrupt.
Result<void> checkBitsets(const std::vector<ArchivedWriteset>& writesets)
{
    std::unordered_map<MetadataBlock, Era> owners;
    for (const ArchivedWriteset& entry : writesets) {
        const auto [owner, first] = owners.try_emplace(entry.writeset.root, entry.era);
        if (!first)
            return corrupt("writesets: eras " + std::to_string(owner->second.raw()) + " and "
                           + std::to_string(entry.era.raw())
                           + " share the bitset at metadata block "
                           + std::to_string(entry.writeset.root.raw()));
    }
    return {};
}

} // namespace

Result<EraScan> EraScan::open(BlockManager& blocks, const EraView& view,
                              std::vector<ArchivedWriteset> writesets, std::uint64_t endWindow)
{
    if (auto sound = checkBitsets(writesets); !sound)
        return sound.error();
    EraScan scan(blocks, view, std::move(writesets), endWindow);
    if (auto sound = scan.checkWork(blocks.size()); !sound)
        return sound.error();
    return scan;
}

EraScan::EraScan(BlockManager& blocks, const EraView& view, std::vector<ArchivedWriteset> writesets,
                 std::uint64_t endWindow)
    : m_eraArrayRoot(view.eraArrayRoot)
    , m_nrBlocks(view.nrBlocks.raw())
    , m_writesets(std::move(writesets))
    , m_endWindow(endWindow)
    , m_eraArray(blocks)
    , m_eraBatch(blocks)
    , m_bitsets(blocks)
    , m_bitBatch(blocks)
{
}

// A leaf of a tree holds a limited number of pointers, and no leaf is in two places: each array's
// keys are its own, and each writeset owns its bitset.
Result<void> EraScan::checkWork(MetadataBlockCount deviceSize) const
{
    constexpr std::uint64_t kPointersPerLeaf = 252;
    std::uint64_t pointers = std::min(eraBlocksFor(m_nrBlocks), m_endWindow * kEraBlocksPerWindow);
    for (const ArchivedWriteset& entry : m_writesets)
        pointers += std::min(windowsFor(entry.writeset.nrBits), m_endWindow);
    if (pointers / kPointersPerLeaf <= deviceSize.raw())
        return {};
    return corrupt("era array and writesets: they need trees of " + std::to_string(pointers)
                   + " pointers, more than a metadata device of " + std::to_string(deviceSize.raw())
                   + " blocks can hold");
}

Result<std::span<const EraScan::EraBlock>> EraScan::eraBlocks(std::uint64_t window)
{
    assert(window < std::min(m_endWindow, windowsFor(m_nrBlocks)));
    const std::uint64_t first = window * kEraBlocksPerWindow;
    if (first < m_firstEraBlock || first >= m_firstEraBlock + m_eraLocations.size()) {
        if (auto loaded = loadEras(window); !loaded)
            return loaded.error();
    }
    const std::uint64_t end = std::min(first + kEraBlocksPerWindow, eraBlocksFor(m_nrBlocks));
    m_eraBlocks.clear();
    for (std::uint64_t number = first; number < end; ++number) {
        const std::size_t i = number - m_firstEraBlock;
        const MetadataBlock location = m_eraLocations[i];
        const auto bytes = m_eraBatch.block(i, BlockKind::ArrayBlock);
        if (!bytes)
            return bytes.error();
        const auto eras
            = ArrayReader<std::uint32_t>::valuesIn(*bytes, location, m_nrBlocks, number);
        if (!eras)
            return eras.error();
        m_eraBlocks.push_back(
            { static_cast<std::uint32_t>((number - first) * kErasPerBlock), location, *eras });
    }
    return std::span<const EraBlock>(m_eraBlocks);
}

Result<void> EraScan::loadEras(std::uint64_t window)
{
    static_assert(kBatch % kEraBlocksPerWindow == 0); // a window is never in two batches
    const std::uint64_t first = window * kEraBlocksPerWindow;
    const std::uint64_t end
        = std::min({ first + kBatch, m_endWindow * kEraBlocksPerWindow, eraBlocksFor(m_nrBlocks) });
    m_firstEraBlock = first;
    m_eraLocations.resize(end - first);
    auto loaded = m_eraArray.locate(m_eraArrayRoot, m_nrBlocks, first, m_eraLocations);
    if (loaded)
        loaded = m_eraBatch.fetch(m_eraLocations);
    if (!loaded)
        m_eraLocations.clear();
    return loaded;
}

Result<void> EraScan::forEachWriteset(
    std::uint64_t window,
    const std::function<void(const ArchivedWriteset& writeset, const BitWindow& bits)>& visit)
{
    assert(window < m_endWindow);
    for (std::size_t i = 0; i < m_writesets.size(); ++i) {
        const ArchivedWriteset& entry = m_writesets[i];
        const bool loaded = i >= m_firstWriteset && i - m_firstWriteset < m_writesetsLoaded
            && window >= m_firstWindow && window - m_firstWindow < m_windowsLoaded;
        if (!loaded) {
            if (auto done = loadWritesets(window, i); !done)
                return done;
        }
        const std::uint32_t nrBits = entry.writeset.nrBits;
        if (window >= windowsFor(nrBits))
            continue;
        const std::size_t at = m_firstLocation[i - m_firstWriteset] + (window - m_firstWindow);
        const auto bytes = m_bitBatch.block(at, BlockKind::ArrayBlock);
        if (!bytes)
            return bytes.error();
        const auto words = ArrayReader<std::uint64_t>::valuesIn(*bytes, m_bitLocations[at],
                                                                wordsFor(nrBits), window);
        if (!words)
            return words.error();
        BitWindow bits;
        auto unpacked = unpack(*words, bitsIn(nrBits, window), m_bitLocations[at], bits);
        if (!unpacked)
            return unpacked;
        visit(entry, bits);
    }
    return {};
}

// Several windows of all writesets; or, where there are very many, one window of as many writesets
// as a batch has room for.
Result<void> EraScan::loadWritesets(std::uint64_t window, std::size_t firstWriteset)
{
    const bool all = m_writesets.size() <= kBatch;
    m_firstWriteset = all ? 0 : firstWriteset;
    const std::size_t count = all
        ? m_writesets.size()
        : std::min<std::size_t>(kBatch, m_writesets.size() - firstWriteset);
    const std::uint64_t windows = std::min(kBatch / count, m_endWindow - window);
    m_firstWindow = window;
    m_windowsLoaded = windows;
    m_writesetsLoaded = 0;
    m_bitLocations.clear();
    m_firstLocation.clear();
    for (std::size_t i = m_firstWriteset; i < m_firstWriteset + count; ++i) {
        const Writeset& writeset = m_writesets[i].writeset;
        const std::uint64_t end = std::min(window + windows, windowsFor(writeset.nrBits));
        const std::size_t first = m_bitLocations.size();
        m_firstLocation.push_back(first);
        if (window >= end)
            continue;
        m_bitLocations.resize(first + (end - window));
        auto located = m_bitsets.locate(writeset.root, wordsFor(writeset.nrBits), window,
                                        std::span(m_bitLocations).subspan(first));
        if (!located)
            return located;
    }
    if (auto fetched = m_bitBatch.fetch(m_bitLocations); !fetched)
        return fetched;
    m_writesetsLoaded = count;
    return {};
}

} // namespace blkera
