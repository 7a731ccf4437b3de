// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/array.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <vector>

namespace blkera {

namespace {

// The tree's values are pointers to array blocks, whose content points nowhere.
class ArrayBlockPointers : public BtreeValueType {
public:
    std::size_t size() const override { return sizeof(Le64); }

    Result<void> share(TransactionManager& transaction,
                       std::span<const std::byte> value) const override
    {
        return transaction.share(MetadataBlock(loadDisk<Le64>(value)));
    }

    Result<void> release(TransactionManager& transaction,
                         std::span<const std::byte> value) const override
    {
        auto last = transaction.release(MetadataBlock(loadDisk<Le64>(value)));
        return last ? Result<void>() : last.error();
    }
};

const ArrayBlockPointers kArrayBlockPointers;

template <class Value> std::uint64_t blocksFor(std::uint64_t size)
{
    return size / kArrayBlockEntries<Value> + (size % kArrayBlockEntries<Value> != 0 ? 1 : 0);
}

// All blocks but the last are full; none is empty.
template <class Value> std::uint32_t entriesIn(std::uint64_t size, std::uint64_t number)
{
    const std::uint64_t rest = size - number * kArrayBlockEntries<Value>;
    return static_cast<std::uint32_t>(std::min<std::uint64_t>(rest, kArrayBlockEntries<Value>));
}

Error badArray(const std::string& what)
{
    return corrupt("array: " + what);
}

Error missing(std::uint64_t number)
{
    return badArray("block " + std::to_string(number) + " is missing");
}

Error misplaced(std::uint64_t number, std::uint64_t expected, std::uint64_t due)
{
    return badArray("block " + std::to_string(number) + " where " + std::to_string(expected)
                    + " of " + std::to_string(due) + " is due");
}

template <class Value>
Result<void> checkHeader(std::span<const std::byte> bytes, MetadataBlock location,
                         std::uint32_t entries)
{
    const auto header = loadDisk<ArrayHeaderDisk>(bytes);
    const auto wrong = [location](const char* what, std::uint32_t value) {
        return badArray("metadata block " + std::to_string(location.raw()) + ": " + what + " is "
                        + std::to_string(value));
    };
    if (header.maxEntries != kArrayBlockEntries<Value>)
        return wrong("max_entries", header.maxEntries);
    if (header.valueSize != sizeof(Value))
        return wrong("value_size", header.valueSize);
    if (header.nrEntries != entries)
        return wrong("nr_entries", header.nrEntries);
    return {};
}

template <class Value> void writeHeader(std::span<std::byte> bytes, std::uint32_t entries)
{
    ArrayHeaderDisk header {};
    header.maxEntries = kArrayBlockEntries<Value>;
    header.nrEntries = entries;
    header.valueSize = std::uint32_t { sizeof(Value) };
    storeDisk(bytes, header);
}

// Values are bytes of alignment 1, so they can be looked at where they lie.
template <class Value>
std::span<const LittleEndian<Value>> valuesOf(std::span<const std::byte> bytes,
                                              std::uint32_t entries)
{
    const auto* first
        = reinterpret_cast<const LittleEndian<Value>*>(bytes.data() + sizeof(ArrayHeaderDisk));
    return { first, entries };
}

template <class Value>
std::span<LittleEndian<Value>> valuesOf(std::span<std::byte> bytes, std::uint32_t entries)
{
    auto* first = reinterpret_cast<LittleEndian<Value>*>(bytes.data() + sizeof(ArrayHeaderDisk));
    return { first, entries };
}

// Unused places are zero, whatever the kernel left there.
void zeroBeyond(std::span<std::byte> bytes, std::size_t used)
{
    std::ranges::fill(bytes.subspan(sizeof(ArrayHeaderDisk) + used), std::byte { 0 });
}

template <class Value>
Result<MetadataBlock> createZeros(TransactionManager& transaction, std::uint32_t entries)
{
    auto block = transaction.create(BlockKind::ArrayBlock);
    if (!block)
        return block.error();
    writeHeader<Value>(block->bytes(), entries);
    return block->location();
}

// Blocks from `firstNumber` on of an array of zeros.
struct Zeros {
    std::uint64_t firstNumber;
    std::uint64_t pointersPerBlock;
    std::vector<MetadataBlock> full; // each for so many entries
    MetadataBlock last;
    std::uint64_t lastNumber; // of the one that is not full

    MetadataBlock of(std::uint64_t number) const
    {
        return number == lastNumber ? last : full[(number - firstNumber) / pointersPerBlock];
    }
};

template <class Value>
Result<Zeros> createZeroRun(TransactionManager& transaction, std::uint64_t size,
                            std::uint64_t firstNumber)
{
    const std::uint64_t end = blocksFor<Value>(size);
    const std::uint64_t fullEnd = size / kArrayBlockEntries<Value>;
    Zeros zeros { firstNumber, pointersPerZeroBlock<Value>(size), {}, {}, end };
    for (std::uint64_t number = firstNumber; number < fullEnd; number += zeros.pointersPerBlock) {
        auto full = createZeros<Value>(transaction, kArrayBlockEntries<Value>);
        if (!full)
            return full.error();
        zeros.full.push_back(*full);
        const std::uint64_t pointers = std::min(zeros.pointersPerBlock, fullEnd - number);
        if (auto shared = transaction.share(*full, static_cast<std::uint32_t>(pointers - 1));
            !shared)
            return shared.error();
    }
    if (fullEnd < end) {
        auto last = createZeros<Value>(transaction, entriesIn<Value>(size, fullEnd));
        if (!last)
            return last.error();
        zeros.last = *last;
        zeros.lastNumber = fullEnd;
    }
    return zeros;
}

// Lets `change` work on the bytes of block `number`, which has `entries` values, in a copy of this
// transaction's own.
template <class Value>
Result<MetadataBlock> editBlock(TransactionManager& transaction, MetadataBlock root,
                                std::uint64_t number, std::uint32_t entries,
                                const std::function<void(std::span<std::byte>)>& change)
{
    auto newRoot = Btree(transaction, kArrayBlockPointers)
                       .update(root, number, [&](std::span<std::byte> value) -> Result<void> {
                           const MetadataBlock location(loadDisk<Le64>(value));
                           auto shadow = transaction.shadow(location, BlockKind::ArrayBlock);
                           if (!shadow)
                               return shadow.error();
                           const std::span<std::byte> bytes = shadow->block.bytes();
                           auto sound = checkHeader<Value>(bytes, location, entries);
                           if (!sound)
                               return sound;
                           zeroBeyond(bytes, entries * sizeof(Value));
                           change(bytes);
                           storeDisk(value, Le64(shadow->block.location().raw()));
                           return {};
                       });
    if (!newRoot && newRoot.error().kind == ErrorKind::NotFound)
        return missing(number);
    return newRoot;
}

// Gives block `number` another number of values; new ones are zero.
template <class Value>
Result<MetadataBlock> resizeBlock(TransactionManager& transaction, MetadataBlock root,
                                  std::uint64_t number, std::uint32_t from, std::uint32_t to)
{
    if (from == to)
        return root;
    return editBlock<Value>(transaction, root, number, from, [&](std::span<std::byte> bytes) {
        writeHeader<Value>(bytes, to);
        zeroBeyond(bytes, std::min(from, to) * sizeof(Value));
    });
}

} // namespace

template <std::unsigned_integral Value>
ArrayReader<Value>::ArrayReader(BlockManager& blocks)
    : m_blocks(blocks)
    , m_tree(blocks, kArrayBlockPointers.size())
{
}

template <std::unsigned_integral Value>
Result<typename ArrayReader<Value>::Block>
ArrayReader<Value>::block(MetadataBlock root, std::uint64_t size, std::uint64_t number)
{
    assert(number < blocksFor<Value>(size));
    std::array<std::byte, sizeof(Le64)> value {};
    auto found = m_tree.find(root, number, value);
    if (!found)
        return found.error();
    if (!*found)
        return missing(number);
    return open(MetadataBlock(loadDisk<Le64>(value)), size, number);
}

template <std::unsigned_integral Value>
Result<void> ArrayReader<Value>::locate(MetadataBlock root, std::uint64_t size,
                                        std::uint64_t firstNumber,
                                        std::span<MetadataBlock> locations)
{
    const std::uint64_t due = blocksFor<Value>(size);
    assert(firstNumber + locations.size() <= due);
    if (locations.empty())
        return {};
    const std::uint64_t end = firstNumber + locations.size();
    std::uint64_t next = firstNumber;
    const std::uint64_t lastKey = end == due ? std::numeric_limits<std::uint64_t>::max() : end - 1;
    auto walked = m_tree.walk(
        root,
        [&](const BtreeReader::Entry& entry) -> Result<void> {
            if (entry.key != next || next == end)
                return misplaced(entry.key, next, due);
            locations[next++ - firstNumber] = MetadataBlock(loadDisk<Le64>(entry.value));
            return {};
        },
        firstNumber, lastKey);
    if (walked && next < end)
        return missing(next);
    return walked;
}

template <std::unsigned_integral Value>
Result<typename ArrayReader<Value>::Values>
ArrayReader<Value>::valuesIn(std::span<const std::byte> bytes, MetadataBlock location,
                             std::uint64_t size, std::uint64_t number)
{
    const std::uint32_t entries = entriesIn<Value>(size, number);
    if (auto sound = checkHeader<Value>(bytes, location, entries); !sound)
        return sound.error();
    return valuesOf<Value>(bytes, entries);
}

template <std::unsigned_integral Value>
Result<void> ArrayReader<Value>::forEachBlock(
    MetadataBlock root, std::uint64_t size,
    const std::function<Result<void>(std::uint64_t, MetadataBlock, Values)>& visit)
{
    const std::uint64_t due = blocksFor<Value>(size);
    std::uint64_t next = 0;
    auto walked = m_tree.walk(root, [&](const BtreeReader::Entry& entry) -> Result<void> {
        if (entry.key != next || next == due)
            return misplaced(entry.key, next, due);
        const MetadataBlock location(loadDisk<Le64>(entry.value));
        auto opened = open(location, size, next);
        if (!opened)
            return opened.error();
        return visit(next++, location, opened->values);
    });
    if (walked && next < due)
        return missing(next);
    return walked;
}

template <std::unsigned_integral Value>
Result<void> ArrayReader<Value>::checkBlocks(
    MetadataBlock root, std::uint64_t size, const BtreeReader::NodeVisitor& node,
    const std::function<Result<void>(std::uint64_t, MetadataBlock, Values)>& visit)
{
    const std::uint64_t due = blocksFor<Value>(size);
    std::uint64_t next = 0;
    // Where `node` leaves something out, the numbers may jump.
    bool leftOut = false;
    const auto watchedNode = [&](MetadataBlock block) -> Result<bool> {
        auto enter = node(block);
        leftOut = leftOut || (enter && !*enter);
        return enter;
    };
    auto walked = m_tree.walkStrictly(root, watchedNode,
                                      [&](const BtreeReader::Entry& entry) -> Result<void> {
                                          if ((entry.key != next && !leftOut) || entry.key >= due)
                                              return misplaced(entry.key, next, due);
                                          leftOut = false;
                                          next = entry.key + 1;
                                          const MetadataBlock location(loadDisk<Le64>(entry.value));
                                          auto opened = open(location, size, entry.key);
                                          if (!opened)
                                              return opened.error();
                                          return visit(entry.key, location, opened->values);
                                      });
    if (walked && next < due && !leftOut)
        return missing(next);
    return walked;
}

template <std::unsigned_integral Value>
Result<typename ArrayReader<Value>::Block>
ArrayReader<Value>::open(MetadataBlock location, std::uint64_t size, std::uint64_t number)
{
    auto ref = m_blocks.read(location, BlockKind::ArrayBlock);
    if (!ref)
        return ref.error();
    auto values = valuesIn(ref->bytes(), location, size, number);
    if (!values)
        return values.error();
    return Block { std::move(*ref), *values };
}

template <std::unsigned_integral Value>
Array<Value>::Array(TransactionManager& transaction)
    : m_transaction(transaction)
{
}

template <std::unsigned_integral Value>
Result<MetadataBlock> Array<Value>::create(std::uint64_t size)
{
    auto zeros = createZeroRun<Value>(m_transaction, size, 0);
    if (!zeros)
        return zeros.error();
    return Btree(m_transaction, kArrayBlockPointers)
        .build(blocksFor<Value>(size), [&](std::uint64_t number, std::span<std::byte> value) {
            storeDisk(value, Le64(zeros->of(number).raw()));
        });
}

template <std::unsigned_integral Value>
Result<MetadataBlock> Array<Value>::resize(MetadataBlock root, std::uint64_t oldSize,
                                           std::uint64_t newSize)
{
    const std::uint64_t oldBlocks = blocksFor<Value>(oldSize);
    const std::uint64_t newBlocks = blocksFor<Value>(newSize);
    if (oldBlocks == 0 || newBlocks == 0) {
        if (oldBlocks == newBlocks)
            return root;
        if (auto gone = destroy(root); !gone)
            return gone.error();
        return create(newSize);
    }

    Btree tree(m_transaction, kArrayBlockPointers);
    Result<MetadataBlock> result = root;
    for (std::uint64_t number = oldBlocks; result && number > newBlocks; --number)
        result = tree.remove(*result, number - 1);
    if (!result)
        return result.error().kind == ErrorKind::NotFound ? badArray("it is too short") : result;

    // The one block that is in both and whose length may differ.
    const std::uint64_t common = std::min(oldBlocks, newBlocks) - 1;
    result = resizeBlock<Value>(m_transaction, *result, common, entriesIn<Value>(oldSize, common),
                                entriesIn<Value>(newSize, common));
    if (!result || newBlocks <= oldBlocks)
        return result;

    auto zeros = createZeroRun<Value>(m_transaction, newSize, oldBlocks);
    if (!zeros)
        return zeros.error();
    for (std::uint64_t number = oldBlocks; result && number < newBlocks; ++number) {
        std::array<std::byte, sizeof(Le64)> value {};
        storeDisk(std::span<std::byte>(value), Le64(zeros->of(number).raw()));
        result = tree.insert(*result, number, value);
    }
    return result;
}

template <std::unsigned_integral Value>
Result<MetadataBlock>
Array<Value>::updateBlock(MetadataBlock root, std::uint64_t size, std::uint64_t number,
                          const std::function<void(std::span<LittleEndian<Value>>)>& change)
{
    assert(number < blocksFor<Value>(size));
    const std::uint32_t entries = entriesIn<Value>(size, number);
    return editBlock<Value>(m_transaction, root, number, entries, [&](std::span<std::byte> bytes) {
        change(valuesOf<Value>(bytes, entries));
    });
}

template <std::unsigned_integral Value> Result<void> Array<Value>::destroy(MetadataBlock root)
{
    return Btree(m_transaction, kArrayBlockPointers).destroy(root);
}

template class ArrayReader<std::uint32_t>;
template class ArrayReader<std::uint64_t>;
template class Array<std::uint32_t>;
template class Array<std::uint64_t>;

} // namespace blkera
