// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/digest.h"

#include "era/era_view.h"
#include "pdata/array.h"
#include "pdata/bitset.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace blkera {

namespace {

constexpr std::uint32_t kErasPerBlock = kArrayBlockEntries<std::uint32_t>;
// Looking at a window without bits costs next to nothing, so a step takes many of them.
constexpr std::uint64_t kWindowsPerStep = 1024;

bool anyBit(const BitWindow& window, std::uint32_t begin, std::uint32_t end)
{
    for (std::uint32_t bit = begin; bit < end; bit = (bit / 64 + 1) * 64) {
        std::uint64_t word = window[bit / 64] >> (bit % 64);
        const std::uint32_t wordEnd = (bit / 64 + 1) * 64;
        if (wordEnd > end)
            word &= (std::uint64_t { 1 } << (end - bit)) - 1;
        if (word != 0)
            return true;
    }
    return false;
}

// Every value whose bit is set becomes `era`; the first value's bit is bit `first` of the window.
void writeEra(std::span<Le32> values, const BitWindow& window, std::uint32_t first,
              std::uint32_t era)
{
    constexpr std::uint32_t kWordBits = 64;
    std::array<Le32, kWordBits> whole; // what a word full of bits becomes
    whole.fill(Le32(era));
    const auto end = static_cast<std::uint32_t>(first + values.size());
    for (std::uint32_t bit = first; bit < end;) {
        const std::uint32_t length = std::min(kWordBits - bit % kWordBits, end - bit);
        const std::uint64_t all = ~std::uint64_t { 0 } >> (kWordBits - length);
        std::uint64_t bits = window[bit / kWordBits] >> (bit % kWordBits) & all;
        const auto part = values.subspan(bit - first, length);
        if (bits == all)
            std::memcpy(part.data(), whole.data(), part.size_bytes());
        else
            for (; bits != 0; bits &= bits - 1)
                part[static_cast<std::size_t>(std::countr_zero(bits))] = era;
        bit += length;
    }
}

} // namespace

static_assert(kBitsPerWindow == Digest::kBlocksPerStep * kErasPerBlock);

// Goes on in the window at the position, and on to the next when it is done.
Result<void> Digest::digestWindow(TransactionManager& transaction, Superblock& superblock,
                                  const BitWindow& window, std::uint32_t maxBlocks)
{
    Array<std::uint32_t> array(transaction);
    const std::uint32_t size = superblock.nrBlocks.raw();
    for (std::uint32_t& i = m_position->block; i < kBlocksPerStep; ++i) {
        const std::uint64_t blockNumber = m_position->window * kBlocksPerStep + i;
        if (blockNumber * kErasPerBlock >= size)
            break;
        const std::uint32_t first = i * kErasPerBlock;
        const auto length = static_cast<std::uint32_t>(
            std::min<std::uint64_t>(kErasPerBlock, size - blockNumber * kErasPerBlock));
        if (!anyBit(window, first, first + length))
            continue;
        if (maxBlocks-- == 0)
            return {};
        auto root = array.updateBlock(
            superblock.eraArrayRoot, size, blockNumber,
            [&](std::span<Le32> values) { writeEra(values, window, first, m_position->era); });
        if (!root)
            return root.error();
        superblock.eraArrayRoot = *root;
    }
    ++m_position->window;
    m_position->block = 0;
    return {};
}

Result<bool> Digest::step(TransactionManager& transaction, Superblock& superblock,
                          std::uint32_t maxBlocks)
{
    BtreeReader tree(transaction.blocks(), kWritesetValueBytes);
    if (!m_position) {
        auto lowest = tree.lowestKey(superblock.writesetTreeRoot);
        if (!lowest)
            return lowest.error();
        if (!*lowest)
            return false;
        if (**lowest > superblock.currentEra.raw())
            return corrupt("writeset tree: era " + std::to_string(**lowest)
                           + " lies beyond the current era");
        m_position = Position { static_cast<std::uint32_t>(**lowest) };
    }

    std::array<std::byte, kWritesetValueBytes> value {};
    auto found = tree.find(superblock.writesetTreeRoot, m_position->era, value);
    if (!found)
        return found.error();
    if (!*found)
        return corrupt("writeset tree: era " + std::to_string(m_position->era) + " is gone");
    const Writeset writeset = unpackWriteset(value);
    // Of a writeset from before the device shrank, only what is still there counts.
    const std::uint32_t bits = std::min(writeset.nrBits, superblock.nrBlocks.raw());

    BitsetReader bitsets(transaction.blocks());
    for (std::uint64_t looked = 0; looked < kWindowsPerStep; ++looked) {
        // Beyond it: the device shrank while this one was being digested.
        if (m_position->window >= windowsFor(bits)) {
            auto root = Btree(transaction, writesetValues())
                            .remove(superblock.writesetTreeRoot, m_position->era);
            if (!root)
                return root.error();
            superblock.writesetTreeRoot = *root;
            m_position.reset();
            return true;
        }
        BitWindow window {};
        auto location
            = bitsets.addWindow(writeset.root, writeset.nrBits, m_position->window, window);
        if (!location)
            return location.error();
        if (std::ranges::all_of(window, [](std::uint64_t word) { return word == 0; })) {
            ++m_position->window;
            continue;
        }
        if (auto done = digestWindow(transaction, superblock, window, maxBlocks); !done)
            return done.error();
        return true;
    }
    return true;
}

} // namespace blkera
