// SPDX-License-Identifier: GPL-2.0-or-later
#include "damage.h"

#include "base/crc32c.h"
#include "base/little_endian.h"

#include <algorithm>
#include <map>

namespace blkera {

namespace {

constexpr std::size_t kArrayValuesAt = 24;
constexpr std::size_t kSectorsABlock = kMetadataBlockBytes / 512;

} // namespace

void reseal(std::span<std::byte> bytes, BlockKind kind)
{
    static const std::map<BlockKind, std::uint32_t> constants {
        { BlockKind::Superblock, 146538381 }, { BlockKind::BtreeNode, 121107 },
        { BlockKind::ArrayBlock, 595846735 }, { BlockKind::Bitmap, 240779 },
        { BlockKind::Index, 160478 },
    };
    storeDisk(bytes, Le32(crc32cRaw(bytes.subspan(4)) ^ constants.at(kind)));
}

Sound soundSample(const QString& name, const QByteArray& raw)
{
    Sound sound { name, {}, {}, {} };
    const auto bytes = std::as_bytes(std::span(raw.data(), std::size_t(raw.size())));
    sound.bytes.assign(bytes.begin(), bytes.end());
    for (std::uint64_t i = 0; i < bytes.size() / kMetadataBlockBytes; ++i) {
        const auto block = bytes.subspan(i * kMetadataBlockBytes, kMetadataBlockBytes);
        if (const auto kind = recogniseBlock(block)) {
            sound.used.push_back(i);
            sound.kinds.push_back(*kind);
        }
    }
    return sound;
}

Damage Sweep::next()
{
    m_number = below(m_samples.size());
    m_sample = &m_samples[m_number];
    m_bytes = m_sample->bytes;
    using Act = Damage (Sweep::*)();
    static constexpr Act kActs[] { &Sweep::flipBits,      &Sweep::loseWrite,
                                   &Sweep::misplace,      &Sweep::cut,
                                   &Sweep::takeStale,     &Sweep::alterSealed,
                                   &Sweep::alterSealed,   &Sweep::leadElsewhere,
                                   &Sweep::leadElsewhere, &Sweep::alterEntries };
    return (this->*kActs[below(std::size(kActs))])();
}

Damage Sweep::flipBits()
{
    const auto count = 1 + below(8);
    for (std::uint64_t i = 0; i < count; ++i)
        block(anyUsed())[below(kMetadataBlockBytes)] ^= std::byte(1U << below(8));
    return { "bits flipped" };
}

// Of whole blocks or of sectors: zeros, or noise.
Damage Sweep::loseWrite()
{
    const auto bytes = block(anyUsed());
    const auto part = below(2) == 0 ? bytes : bytes.subspan(below(kSectorsABlock) * 512, 512);
    const bool zeros = below(2) == 0;
    for (std::byte& b : part)
        b = zeros ? std::byte { 0 } : std::byte(m_random());
    return { zeros ? "zeros" : "noise" };
}

Damage Sweep::misplace()
{
    const auto a = block(anyUsed());
    const auto b = block(anyUsed());
    if (below(2) == 0) {
        std::ranges::copy(a, b.begin());
        return { "a block over another" };
    }
    std::ranges::swap_ranges(a, b);
    return { "two blocks swapped" };
}

Damage Sweep::cut()
{
    m_bytes.resize(below(m_bytes.size()));
    return { "cut" };
}

// A block as it is in another image: sound in itself, of another time.
Damage Sweep::takeStale()
{
    const Sound& other = m_samples[below(m_samples.size())];
    const std::uint64_t number = anyUsed();
    if ((number + 1) * kMetadataBlockBytes > other.bytes.size())
        return { "nothing" };
    const auto stale
        = std::span(other.bytes).subspan(number * kMetadataBlockBytes, kMetadataBlockBytes);
    const auto kind = recogniseBlock(stale);
    std::ranges::copy(stale, block(number).begin());
    return { "stale", kind != BlockKind::ArrayBlock && kind != BlockKind::Superblock };
}

// Any bytes but values, their checksum repaired.
Damage Sweep::alterSealed()
{
    const std::size_t i = below(m_sample->used.size());
    const auto bytes = block(m_sample->used[i]);
    const BlockKind kind = m_sample->kinds[i];
    const auto count = 1 + below(3);
    for (std::uint64_t n = 0; n < count; ++n) {
        const std::size_t limit = kind == BlockKind::ArrayBlock ? kArrayValuesAt
            : kind == BlockKind::Superblock                     ? 224
            : below(2) == 0                                     ? 64
                                                                : kMetadataBlockBytes;
        const std::size_t at = 4 + below(limit - 4);
        if (kind == BlockKind::Superblock && at >= 184 && at < 188)
            continue;
        bytes[at] ^= std::byte(1 + below(255));
    }
    reseal(bytes, kind);
    return { std::string("bytes of a resealed ") + toString(kind) };
}

// A pointer of the superblock or of a node that names another block, or none.
Damage Sweep::leadElsewhere()
{
    static constexpr std::size_t kRoots[] { 60, 68, 192, 200, 208, 216 };
    std::uint64_t number = 0;
    std::size_t at = kRoots[below(std::size(kRoots))];
    BlockKind kind = BlockKind::Superblock;
    if (below(2) == 0) {
        std::vector<std::uint64_t> nodes;
        for (std::size_t i = 0; i < m_sample->used.size(); ++i) {
            if (m_sample->kinds[i] == BlockKind::BtreeNode)
                nodes.push_back(m_sample->used[i]);
        }
        number = nodes[below(nodes.size())];
        kind = BlockKind::BtreeNode;
        const auto bytes = block(number);
        const std::uint32_t entries = loadDisk<Le32>(bytes.subspan(16));
        const std::uint32_t valueSize = loadDisk<Le32>(bytes.subspan(24));
        if (entries == 0)
            return { "nothing" };
        at = valueSize == 12 ? 1640 + 12 * below(entries) + 4
            : valueSize == 8 ? 2048 + 8 * below(entries)
                             : 2720;
    }
    const std::uint64_t target = below(4) == 0 ? 0
        : below(4) == 0                        ? below(blocks() + 2)
                                               : anyUsed();
    storeDisk(block(number).subspan(at), Le64(target));
    reseal(block(number), kind);
    return { "a pointer of a resealed block led elsewhere" };
}

// Entries that a node loses at its end or its beginning, or twice has.
Damage Sweep::alterEntries()
{
    std::vector<std::uint64_t> nodes;
    for (std::size_t i = 0; i < m_sample->used.size(); ++i) {
        if (m_sample->kinds[i] == BlockKind::BtreeNode)
            nodes.push_back(m_sample->used[i]);
    }
    const std::uint64_t number = nodes[below(nodes.size())];
    const auto bytes = block(number);
    const std::uint32_t entries = loadDisk<Le32>(bytes.subspan(16));
    const std::uint32_t most = loadDisk<Le32>(bytes.subspan(20));
    const std::uint32_t valueSize = loadDisk<Le32>(bytes.subspan(24));
    if (entries == 0)
        return { "nothing" };
    const std::uint64_t gone = 1 + below(entries);
    const std::uint64_t from = below(3) == 0 ? entries - gone : below(entries - gone + 1);
    const auto shift = [&](std::size_t start, std::size_t size) {
        const auto all = bytes.subspan(start, entries * size);
        std::ranges::copy(all.subspan((from + gone) * size), all.subspan(from * size).begin());
    };
    if (below(2) == 0)
        shift(32, 8); // the keys too: else what follows has those of what is gone
    shift(32 + std::size_t { most } * 8, valueSize);
    storeDisk(bytes.subspan(16), Le32(entries - static_cast<std::uint32_t>(gone)));
    reseal(bytes, BlockKind::BtreeNode);
    return { "entries lost from a resealed node" };
}

} // namespace blkera
