// SPDX-License-Identifier: GPL-2.0-or-later
#include "packed_image.h"

#include "base/crc32c.h"
#include "base/little_endian.h"

#include <algorithm>

namespace blkera::fuzz {

namespace {

// A block's content is a list of chunks: how many zeros come first (u16), how many bytes follow
// (u8, 0 ends the block), and these.
constexpr std::size_t kChunkHeaderBytes = 3;
constexpr std::size_t kLongestChunk = 255;
// A shorter gap costs less inside a chunk.
constexpr std::size_t kShortestGap = kChunkHeaderBytes + 1;
constexpr std::size_t kMostBlocks = 255;

std::uint32_t checksumConstant(BlockKind kind)
{
    static constexpr std::array<std::uint32_t, 5> kConstants { 146538381, 121107, 595846735, 240779,
                                                               160478 };
    return kConstants.at(static_cast<std::size_t>(kind));
}

void seal(std::span<std::byte> bytes, const PackedBlock& block)
{
    if (block.seal == PackedBlock::Seal::Raw)
        return;
    if (block.seal == PackedBlock::Seal::Sealed)
        storeDisk(bytes.subspan(block.kind == BlockKind::ArrayBlock ? 16 : 8),
                  Le64(std::uint64_t { block.number }));
    storeDisk(bytes, Le32(crc32cRaw(bytes.subspan(4)) ^ checksumConstant(block.kind)));
}

// Takes bytes from an input's front; zeros when it is at its end.
class Reader {
public:
    explicit Reader(std::span<const std::uint8_t> input)
        : m_rest(input)
    {
    }

    std::uint8_t byte()
    {
        if (m_rest.empty())
            return 0;
        const std::uint8_t value = m_rest.front();
        m_rest = m_rest.subspan(1);
        return value;
    }

    std::span<const std::uint8_t> take(std::size_t count)
    {
        const auto taken = m_rest.first(std::min(count, m_rest.size()));
        m_rest = m_rest.subspan(taken.size());
        return taken;
    }

    std::span<const std::uint8_t> rest() const { return m_rest; }

private:
    std::span<const std::uint8_t> m_rest;
};

void unpackContent(Reader& reader, std::span<std::byte> bytes)
{
    std::size_t at = 0;
    for (;;) {
        const unsigned low = reader.byte();
        const unsigned high = reader.byte();
        const std::size_t length = reader.byte();
        if (length == 0)
            return;
        at = std::min(bytes.size(), at + (high << 8 | low));
        const auto chunk = reader.take(length);
        const std::size_t fits = std::min(chunk.size(), bytes.size() - at);
        std::ranges::transform(chunk.first(fits), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                               [](std::uint8_t value) { return std::byte { value }; });
        at += fits;
    }
}

void packContent(std::span<const std::byte> bytes, std::vector<std::uint8_t>& out)
{
    const auto isZero = [&](std::size_t i) { return bytes[i] == std::byte { 0 }; };
    std::size_t done = 0;
    for (;;) {
        std::size_t begin = done;
        while (begin < bytes.size() && isZero(begin))
            ++begin;
        if (begin == bytes.size())
            break;
        std::size_t end = begin;
        std::size_t zeros = 0;
        for (std::size_t i = begin; i < bytes.size() && i - begin < kLongestChunk; ++i) {
            zeros = isZero(i) ? zeros + 1 : 0;
            if (zeros == 0)
                end = i + 1;
            if (zeros == kShortestGap)
                break;
        }
        out.push_back(static_cast<std::uint8_t>((begin - done) & 0xff));
        out.push_back(static_cast<std::uint8_t>((begin - done) >> 8));
        out.push_back(static_cast<std::uint8_t>(end - begin));
        for (std::size_t i = begin; i < end; ++i)
            out.push_back(std::to_integer<std::uint8_t>(bytes[i]));
        done = end;
    }
    out.insert(out.end(), kChunkHeaderBytes, 0);
}

} // namespace

PackedImage PackedImage::unpack(std::span<const std::uint8_t> input)
{
    Reader reader(input);
    PackedImage image;
    image.size = static_cast<std::uint16_t>(reader.byte() + 1);
    const std::size_t count = reader.byte();
    image.blocks.reserve(count);
    for (std::size_t i = 0; i < count && !reader.rest().empty(); ++i) {
        PackedBlock& block = image.blocks.emplace_back();
        block.number = reader.byte();
        const std::uint8_t kinds = reader.byte();
        block.kind = static_cast<BlockKind>(kinds % 5);
        block.seal = static_cast<PackedBlock::Seal>(kinds / 5 % 3);
        unpackContent(reader, block.bytes);
    }
    image.script.assign(reader.rest().begin(), reader.rest().end());
    return image;
}

std::vector<std::uint8_t> PackedImage::pack() const
{
    const std::size_t count = std::min(blocks.size(), kMostBlocks);
    std::vector<std::uint8_t> out { static_cast<std::uint8_t>(size - 1),
                                    static_cast<std::uint8_t>(count) };
    for (const PackedBlock& block : std::span(blocks).first(count)) {
        out.push_back(block.number);
        out.push_back(static_cast<std::uint8_t>(static_cast<unsigned>(block.kind)
                                                + 5 * static_cast<unsigned>(block.seal)));
        packContent(block.bytes, out);
    }
    out.insert(out.end(), script.begin(), script.end());
    return out;
}

std::vector<std::byte> PackedImage::raw() const
{
    std::vector<std::byte> device(size * kMetadataBlockBytes);
    for (const PackedBlock& block : blocks) {
        if (block.number >= size)
            continue;
        const auto bytes
            = std::span(device).subspan(block.number * kMetadataBlockBytes, kMetadataBlockBytes);
        std::ranges::copy(block.bytes, bytes.begin());
        seal(bytes, block);
    }
    return device;
}

PackedBlock* PackedImage::at(std::uint64_t number)
{
    // The last of a number is the one that raw() leaves there.
    const auto found = std::find_if(blocks.rbegin(), blocks.rend(), [&](const PackedBlock& block) {
        return block.number == number;
    });
    return found == blocks.rend() ? nullptr : &*found;
}

} // namespace blkera::fuzz
