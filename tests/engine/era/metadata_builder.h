// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/crc32c.h"
#include "base/little_endian.h"
#include "era/era_view.h"
#include "pdata/block_manager.h"
#include "pdata/btree_node.h"
#include "pdata/disk_space_map.h"
#include "storage/memory_device.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace blkera {

// Writes metadata by hand, so that it can be what no writer of ours makes, and counts the pointers.
class MetadataBuilder {
public:
    using Entries = std::vector<std::pair<std::uint64_t, std::vector<std::byte>>>;

    explicit MetadataBuilder(MemoryDevice& device)
        : m_device(device)
    {
        ++m_counts[0];
    }

    MetadataBlock take(std::uint32_t pointers = 1)
    {
        m_counts[m_next] = pointers;
        return MetadataBlock(m_next++);
    }

    MetadataBlock node(std::uint32_t flags, std::size_t valueSize, const Entries& entries,
                       std::uint32_t pointers = 1)
    {
        const MetadataBlock location = take(pointers);
        writeNode(location, flags, valueSize, entries);
        return location;
    }

    void writeNode(MetadataBlock location, std::uint32_t flags, std::size_t valueSize,
                   const Entries& entries)
    {
        const auto bytes = m_device.block(location);
        const std::uint32_t room = maxNodeEntries(valueSize);
        NodeHeaderDisk header {};
        header.flags = flags;
        header.nrEntries = static_cast<std::uint32_t>(entries.size());
        header.maxEntries = room;
        header.valueSize = static_cast<std::uint32_t>(valueSize);
        storeDisk(bytes, header);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            storeDisk(bytes.subspan(32 + 8 * i), Le64(entries[i].first));
            std::ranges::copy(
                entries[i].second,
                bytes.begin()
                    + static_cast<std::ptrdiff_t>(32 + 8 * std::size_t { room } + valueSize * i));
        }
        seal(location, BlockKind::BtreeNode);
    }

    // A tree of one or two levels, evenly filled.
    MetadataBlock tree(std::size_t valueSize, std::uint64_t count,
                       const std::function<std::vector<std::byte>(std::uint64_t)>& value,
                       std::uint32_t pointers = 1)
    {
        const std::uint64_t room = maxNodeEntries(valueSize);
        const std::uint64_t leaves = std::max<std::uint64_t>(1, (count + room - 1) / room);
        Entries children;
        for (std::uint64_t leaf = 0; leaf < leaves; ++leaf) {
            Entries entries;
            for (std::uint64_t key = leaf * count / leaves; key < (leaf + 1) * count / leaves;
                 ++key)
                entries.emplace_back(m_firstKey + key, value(key));
            const MetadataBlock location
                = node(kLeafNode, valueSize, entries, leaves == 1 ? pointers : 1);
            if (leaves == 1)
                return location;
            children.emplace_back(entries.front().first, packed(location));
        }
        const std::uint64_t perNode = maxNodeEntries(8);
        while (children.size() > 1) {
            Entries parents;
            const std::uint64_t nodes = (children.size() + perNode - 1) / perNode;
            for (std::uint64_t n = 0; n < nodes; ++n) {
                const auto at = [&](std::uint64_t i) {
                    return children.begin()
                        + static_cast<std::ptrdiff_t>(i * children.size() / nodes);
                };
                const auto first = at(n)->first;
                parents.emplace_back(first,
                                     packed(node(kInternalNode, 8, { at(n), at(n + 1) },
                                                 nodes == 1 ? pointers : 1)));
            }
            children = std::move(parents);
        }
        return MetadataBlock(loadDisk<Le64>(children.front().second));
    }

    MetadataBlock zeroBlock(std::uint32_t valueSize, std::uint32_t entries, std::uint32_t pointers)
    {
        const MetadataBlock location = take(pointers);
        const auto bytes = m_device.block(location);
        storeDisk(bytes.subspan(4), Le32((4096 - 24) / valueSize));
        storeDisk(bytes.subspan(8), Le32(entries));
        storeDisk(bytes.subspan(12), Le32(valueSize));
        seal(location, BlockKind::ArrayBlock);
        return location;
    }

    // An array of zeros; all full blocks are one.
    MetadataBlock zeros(std::uint32_t valueSize, std::uint64_t size, std::uint32_t pointers = 1)
    {
        const std::uint32_t room = (4096 - 24) / valueSize;
        const std::uint64_t blocks = (size + room - 1) / room;
        const auto rest = static_cast<std::uint32_t>(size - (blocks - 1) * room);
        const MetadataBlock last = zeroBlock(valueSize, rest, 1);
        const MetadataBlock full = blocks == 1
            ? last
            : zeroBlock(valueSize, room, static_cast<std::uint32_t>(blocks - 1));
        return tree(
            8, blocks, [&](std::uint64_t key) { return packed(key + 1 == blocks ? last : full); },
            pointers);
    }

    void firstKey(std::uint64_t key) { m_firstKey = key; }

    // What is stored instead of the pointers that were counted: in the bitmap, and in the tree
    // (0: no entry).
    void storeCount(MetadataBlock block, unsigned inBitmap, std::uint32_t inTree)
    {
        m_stored[block.raw()] = { inBitmap, inTree };
    }

    void storeHints(std::uint32_t nrFree, std::uint32_t noneFreeBefore)
    {
        m_hints = { nrFree, noneFreeBefore };
    }

    MetadataBlock snapshotClone(const Superblock& superblock)
    {
        const MetadataBlock location = take();
        Superblock clone = superblock;
        // Stale, as in every clone, but not obviously wrong.
        clone.spaceMap = { m_device.size(), MetadataBlockCount(1), MetadataBlock(60'001),
                           MetadataBlock(60'002) };
        clone.pack(m_device.block(location));
        seal(location, BlockKind::Superblock);
        return location;
    }

    // The space map over all that was taken, and the superblock.
    void finish(Superblock superblock)
    {
        const MetadataBlock index = take();
        const MetadataBlock bitmap = take();
        Entries big;
        const MetadataBlock refCounts = take();
        const auto map = m_device.block(bitmap);
        for (const auto& [block, count] : m_counts) {
            unsigned inBitmap = std::min(count, 3U);
            std::uint32_t inTree = count < 3 ? 0 : count;
            if (const auto stored = m_stored.find(block); stored != m_stored.end())
                std::tie(inBitmap, inTree) = stored->second;
            map[16 + block / 4]
                |= std::byte((inBitmap >> 1 | (inBitmap & 1) << 1) << (block % 4 * 2));
            if (inTree != 0)
                big.emplace_back(block, packed32(inTree));
        }
        seal(bitmap, BlockKind::Bitmap);
        writeNode(refCounts, kLeafNode, 4, big);
        storeDisk(m_device.block(index).subspan(16), Le64(bitmap.raw()));
        const auto free = static_cast<std::uint32_t>(kCountsPerBitmap - m_counts.size());
        const auto [nrFree, noneFreeBefore] = m_hints.value_or(std::pair(free, 0U));
        storeDisk(m_device.block(index).subspan(24), Le32(nrFree));
        storeDisk(m_device.block(index).subspan(28), Le32(noneFreeBefore));
        seal(index, BlockKind::Index);
        superblock.spaceMap
            = { m_device.size(), MetadataBlockCount(m_counts.size()), index, refCounts };
        superblock.pack(m_device.block(MetadataBlock(0)));
        seal(MetadataBlock(0), BlockKind::Superblock);
    }

    void seal(MetadataBlock location, BlockKind kind) { sealBlock(m_device, location, kind); }

    static void sealBlock(MemoryDevice& device, MetadataBlock location, BlockKind kind)
    {
        static const std::map<BlockKind, std::uint32_t> kXor {
            { BlockKind::Superblock, 146538381 }, { BlockKind::BtreeNode, 121107 },
            { BlockKind::ArrayBlock, 595846735 }, { BlockKind::Bitmap, 240779 },
            { BlockKind::Index, 160478 },
        };
        const auto bytes = device.block(location);
        storeDisk(bytes.subspan(kind == BlockKind::ArrayBlock ? 16 : 8), Le64(location.raw()));
        storeDisk(bytes, Le32(crc32cRaw(bytes.subspan(4)) ^ kXor.at(kind)));
    }

    static std::vector<std::byte> packed(MetadataBlock block)
    {
        std::vector<std::byte> bytes(8);
        storeDisk(std::span(bytes), Le64(block.raw()));
        return bytes;
    }

    static std::vector<std::byte> packed32(std::uint32_t value)
    {
        std::vector<std::byte> bytes(4);
        storeDisk(std::span(bytes), Le32(value));
        return bytes;
    }

    static std::vector<std::byte> packed(const Writeset& writeset)
    {
        const auto bytes = packWriteset(writeset);
        return { bytes.begin(), bytes.end() };
    }

private:
    MemoryDevice& m_device;
    std::map<std::uint64_t, std::uint32_t> m_counts;
    std::map<std::uint64_t, std::pair<unsigned, std::uint32_t>> m_stored;
    std::optional<std::pair<std::uint32_t, std::uint32_t>> m_hints;
    std::uint64_t m_next = 1;
    std::uint64_t m_firstKey = 0;
};

} // namespace blkera
