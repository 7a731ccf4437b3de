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

Error missingEra(std::uint64_t era)
{
    return corrupt("writeset tree: the writeset of era " + std::to_string(era)
                   + " is missing, and with it which blocks were written then");
}

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
        return Error { ErrorKind::NotFound, 0,
                       "no metadata snapshot is held (no current metadata snap)" };
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
              if (!archived.empty() && entry.key != archived.back().era.raw() + 1)
                  return missingEra(archived.back().era.raw() + 1);
              archived.push_back(
                  { Era(static_cast<std::uint32_t>(entry.key)), unpackWriteset(entry.value) });
              return {};
          });
    if (!walked)
        return walked.error();
    if (archived.empty())
        return archived;
    // Without a current writeset the last one is that of the current era, after a clean stop, or of
    // the era before, in a snapshot and in what era_restore makes of a device that was in use.
    const std::uint64_t last = archived.back().era.raw();
    const std::uint64_t current = view.currentEra.raw();
    if (last + 1 < current)
        return missingEra(last + 1);
    if (last == current && view.currentWriteset)
        return corrupt("writeset tree: the current era " + std::to_string(current)
                       + " is archived, and has a current writeset");
    return archived;
}

Result<std::vector<ArchivedWriteset>> undigestedWritesets(BlockManager& blocks, const EraView& view)
{
    auto writesets = archivedWritesets(blocks, view);
    if (writesets && view.currentWriteset)
        writesets->push_back({ view.currentEra, *view.currentWriteset });
    return writesets;
}

} // namespace blkera
