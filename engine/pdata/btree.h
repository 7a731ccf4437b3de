// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "pdata/block_manager.h"
#include "pdata/transaction_manager.h"

#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>

namespace blkera {

class NodeEditor;

// Levels that any tree may have: 2^64 keys in nodes filled to a third need no more than 11.
inline constexpr unsigned kMaxTreeDepth = 16;

// Reads a tree of 64-bit keys without changing anything; needs no space map, so tools and live
// queries use it too. Errors of all calls: those of BlockManager; Corrupt for any node that breaks
// the rules of format.md.
class BtreeReader {
public:
    BtreeReader(BlockManager& blocks, std::size_t valueSize);

    // Copies the value of `key` to `value` (valueSize bytes). Returns false if the key is absent.
    Result<bool> find(MetadataBlock root, std::uint64_t key, std::span<std::byte> value);

    struct Entry {
        std::uint64_t key;
        std::span<const std::byte> value; // valid during the call
    };

    // Called for each entry, keys ascending. An error ends the walk and is returned from it.
    using EntryVisitor = std::function<Result<void>(const Entry&)>;
    // Called for each node before its entries; false leaves out what is below it.
    using NodeVisitor = std::function<Result<bool>(MetadataBlock)>;

    // Visits every entry from `firstKey` to `lastKey`. Ends on hostile input too: keys must ascend
    // within the bounds that the parent gives, no node but an empty root is empty, all leaves are
    // at one depth.
    Result<void> walk(MetadataBlock root, const EntryVisitor& entry, std::uint64_t firstKey = 0,
                      std::uint64_t lastKey = std::numeric_limits<std::uint64_t>::max());
    // The same over all keys, strict: nodes but the root must be filled to a third. For checkers.
    Result<void> walkStrictly(MetadataBlock root, const NodeVisitor& node,
                              const EntryVisitor& entry);

    Result<std::optional<std::uint64_t>> lowestKey(MetadataBlock root);

private:
    BlockManager& m_blocks;
    std::size_t m_valueSize;
};

// What a tree's values mean for reference counts. Plain numbers own nothing; values that point to
// blocks do.
class BtreeValueType {
public:
    virtual ~BtreeValueType() = default;
    virtual std::size_t size() const = 0; // bytes
    // The value is in one more leaf now.
    virtual Result<void> share(TransactionManager& transaction,
                               std::span<const std::byte> value) const = 0;
    // The value is gone from a leaf.
    virtual Result<void> release(TransactionManager& transaction,
                                 std::span<const std::byte> value) const = 0;
};

// Changes a tree, copy-on-write. Roots are values: each call takes one and returns the one to use
// from then on. Errors: those of BtreeReader and TransactionManager.
class Btree {
public:
    Btree(TransactionManager& transaction, const BtreeValueType& values);

    Result<MetadataBlock> createEmpty();
    // Keys 0 .. count-1 with the values that `fill` writes, bottom up; all nodes as full as the
    // rules like them. Reference counts of the values are the caller's.
    Result<MetadataBlock>
    build(std::uint64_t count,
          const std::function<void(std::uint64_t key, std::span<std::byte> value)>& fill);
    // Adds the key or replaces its value; a replaced value is released.
    Result<MetadataBlock> insert(MetadataBlock root, std::uint64_t key,
                                 std::span<const std::byte> value);
    // Removes the key and releases its value. Errors: NotFound.
    Result<MetadataBlock> remove(MetadataBlock root, std::uint64_t key);
    // Lets `change` rewrite the value of `key` in place, in a leaf that is this transaction's own.
    // What the change means for reference counts is the caller's. Errors: NotFound, and what
    // `change` returns.
    Result<MetadataBlock>
    update(MetadataBlock root, std::uint64_t key,
           const std::function<Result<void>(std::span<std::byte> value)>& change);
    // Drops the tree's reference: nodes whose count reaches 0 are freed, with their values.
    Result<void> destroy(MetadataBlock root);

private:
    Result<NodeEditor> createNode(bool leaf);
    Result<NodeEditor> own(MetadataBlock block);
    Result<NodeEditor> ownChild(NodeEditor& parent, std::uint32_t index);
    Result<void> pushDown(NodeEditor& root);
    Result<NodeEditor> splitChild(NodeEditor& parent, std::uint32_t index, NodeEditor child,
                                  std::uint64_t key);
    Result<NodeEditor> refillChild(NodeEditor& parent, std::uint32_t index, NodeEditor child,
                                   std::uint64_t key);
    Result<MetadataBlock> withoutSingleParents(MetadataBlock root);
    Result<void> destroyNode(MetadataBlock block, unsigned depth);

    TransactionManager& m_transaction;
    const BtreeValueType& m_values;
};

} // namespace blkera
