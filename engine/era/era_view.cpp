// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/era_view.h"

#include "pdata/bitset.h"

namespace blkera {

namespace {

struct WritesetDisk {
    Le32 nrBits; // nr_bits
    Le64 root;
};

static_assert(sizeof(WritesetDisk) == kWritesetValueBytes);

class WritesetValues : public BtreeValueType {
public:
    std::size_t size() const override { return kWritesetValueBytes; }

    Result<void> share(TransactionManager& transaction,
                       std::span<const std::byte> value) const override
    {
        return transaction.share(unpackWriteset(value).root);
    }

    Result<void> release(TransactionManager& transaction,
                         std::span<const std::byte> value) const override
    {
        return Bitset(transaction).destroy(unpackWriteset(value).root);
    }
};

EraView viewOf(const Superblock& superblock)
{
    return {
        superblock.dataBlockSizeSectors, superblock.nrBlocks,         superblock.currentEra,
        superblock.currentWriteset,      superblock.writesetTreeRoot, superblock.eraArrayRoot
    };
}

} // namespace

const BtreeValueType& writesetValues()
{
    static const WritesetValues values;
    return values;
}

Writeset unpackWriteset(std::span<const std::byte> value)
{
    const auto disk = loadDisk<WritesetDisk>(value);
    return { disk.nrBits, MetadataBlock(disk.root) };
}

std::array<std::byte, kWritesetValueBytes> packWriteset(const Writeset& writeset)
{
    std::array<std::byte, kWritesetValueBytes> bytes {};
    storeDisk<WritesetDisk>(bytes, { writeset.nrBits, writeset.root.raw() });
    return bytes;
}

EraView EraView::live(const Superblock& superblock)
{
    return viewOf(superblock);
}

Result<EraView> EraView::snapshot(BlockManager& blocks, const Superblock& superblock)
{
    if (!superblock.metadataSnapshot)
        return Error { ErrorKind::NotFound, 0, "no metadata snapshot is held" };
    auto clone = Superblock::read(blocks, *superblock.metadataSnapshot);
    if (!clone)
        return clone.error();
    EraView view = viewOf(*clone);
    view.currentWriteset.reset();
    return view;
}

Result<std::vector<ArchivedWriteset>> archivedWritesets(BlockManager& blocks, const EraView& view)
{
    std::vector<ArchivedWriteset> archived;
    BtreeReader tree(blocks, kWritesetValueBytes);
    auto walked
        = tree.walk(view.writesetTreeRoot, [&](const BtreeReader::Entry& entry) -> Result<void> {
              if (entry.key > view.currentEra.raw())
                  return corrupt("writeset tree: era " + std::to_string(entry.key)
                                 + " lies beyond the current era "
                                 + std::to_string(view.currentEra.raw()));
              archived.push_back(
                  { Era(static_cast<std::uint32_t>(entry.key)), unpackWriteset(entry.value) });
              return {};
          });
    if (!walked)
        return walked.error();
    return archived;
}

} // namespace blkera
