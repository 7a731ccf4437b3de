// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/era_bits.h"

#include <algorithm>

namespace blkera {

namespace {

// Bit j of the result: whether values[j] - lowest, as it wraps, is at most span. Made of two loops
// that compilers turn into vector instructions, whatever the machine.
std::uint64_t compare64(const Le32* values, std::uint32_t lowest, std::uint32_t span)
{
    std::array<std::uint8_t, 64> flags;
    for (std::size_t j = 0; j < 64; ++j)
        flags[j] = static_cast<std::uint32_t>(values[j]) - lowest <= span ? 1 : 0;
    std::uint64_t word = 0;
    for (std::size_t byte = 0; byte < 8; ++byte) {
        // The lowest bits of eight bytes, side by side in the highest byte of the product.
        constexpr std::uint64_t kGather = 0x0102040810204080;
        const std::uint64_t eight
            = loadDisk<Le64>(std::as_bytes(std::span(flags)).subspan(8 * byte));
        word |= eight * kGather >> 56 << (8 * byte);
    }
    return word;
}

} // namespace

void EraBits::add(const EraScan::EraBlock& block, BitWindow& window)
{
    if (block.location != m_location || block.eras.size() != m_count) {
        compare(block.eras);
        m_location = block.location;
        m_count = block.eras.size();
    }
    if (!m_any)
        return;
    const std::uint32_t shift = block.firstBit % 64;
    std::size_t at = block.firstBit / 64;
    for (const std::uint64_t word : m_words) {
        window[at] |= word << shift;
        ++at;
        // The rest is 0 where the window ends.
        if (shift != 0 && word >> (64 - shift) != 0)
            window[at] |= word >> (64 - shift);
    }
}

void EraBits::compare(EraScan::Eras eras)
{
    const std::size_t whole = eras.size() / 64;
    for (std::size_t i = 0; i < whole; ++i)
        m_words[i] = compare64(&eras[i * 64], m_lowest, m_span);
    std::fill(m_words.begin() + static_cast<std::ptrdiff_t>(whole), m_words.end(), 0);
    for (std::size_t i = whole * 64; i < eras.size(); ++i) {
        const std::uint64_t bit = eras[i] - m_lowest <= m_span ? 1 : 0;
        m_words[i / 64] |= bit << (i % 64);
    }
    m_any = std::ranges::any_of(m_words, [](std::uint64_t word) { return word != 0; });
}

} // namespace blkera
