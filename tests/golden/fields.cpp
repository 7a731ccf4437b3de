// SPDX-License-Identifier: GPL-2.0-or-later
#include "fields.h"

namespace blkera {

namespace {

constexpr std::size_t kArrayValuesAt = 24;
constexpr std::size_t kNodeKeysAt = 32;
constexpr std::uint64_t kBeyond = 0xFFFF'FFFF;

} // namespace

const std::vector<Field>& fields()
{
    using enum BlockKind;
    const Locate superblock = [](Image&) -> std::uint64_t { return 0; };
    const Locate clone = [](Image& i) { return i.snapshot(); };
    const Locate index = [](Image& i) { return i.indexBlock(); };
    const Locate bitmap = [](Image& i) { return i.bitmapBlock(); };
    const Locate refCounts = [](Image& i) { return i.refCountRoot(); };
    const Locate writesets = [](Image& i) { return i.writesetTree(); };
    const Locate eraRoot = [](Image& i) { return i.eraArray(); };
    const Locate eraLeaf = [](Image& i) { return i.firstValue(i.eraArray()); };
    const Locate eraBlock = [](Image& i) { return i.firstValue(i.eraArray()); };
    const Locate bitsetRoot = [](Image& i) { return i.archivedBitset(); };
    const Locate bitsetBlock = [](Image& i) { return i.firstValue(i.archivedBitset()); };
    const Locate currentRoot = [](Image& i) { return i.currentBitset(); };
    const Locate currentBlock = [](Image& i) { return i.firstValue(i.currentBitset()); };
    static const std::vector<Field> all {
        { "flags unknown", "clean", Superblock, superblock, 4, 4, 2 },
        { "blocknr", "clean", Superblock, superblock, 8, 8, 1 },
        { "magic", "clean", Superblock, superblock, 32, 8, 2126579578 },
        { "version 0", "clean", Superblock, superblock, 40, 4, 0 },
        { "version 2", "clean", Superblock, superblock, 40, 4, 2 },
        { "space map beyond the device", "clean", Superblock, superblock, 44, 8, 257 },
        { "space map too small", "clean", Superblock, superblock, 44, 8, 200 },
        { "space map of nothing", "clean", Superblock, superblock, 44, 8, 0 },
        { "nr_allocated", "clean", Superblock, superblock, 52, 8, 10 },
        { "bitmap_root 0", "clean", Superblock, superblock, 60, 8, 0 },
        { "bitmap_root elsewhere", "clean", Superblock, superblock, 60, 8, 3 },
        { "bitmap_root beyond", "clean", Superblock, superblock, 60, 8, kBeyond },
        { "ref_count_root 0", "clean", Superblock, superblock, 68, 8, 0 },
        { "ref_count_root beyond", "clean", Superblock, superblock, 68, 8, ~std::uint64_t { 0 } },
        { "rest of the space map root", "clean", Superblock, superblock, 171, 1, 1 },
        { "data_block_size 0", "clean", Superblock, superblock, 172, 4, 0 },
        { "data_block_size 9", "clean", Superblock, superblock, 172, 4, 9 },
        { "metadata_block_size", "clean", Superblock, superblock, 176, 4, 16 },
        { "nr_blocks too small", "clean", Superblock, superblock, 180, 4, 255 },
        { "nr_blocks too large", "clean", Superblock, superblock, 180, 4, 257 },
        { "nr_blocks enormous", "clean", Superblock, superblock, 180, 4, kBeyond },
        { "current_era too low", "clean", Superblock, superblock, 184, 4, 2 },
        { "current_era too high", "clean", Superblock, superblock, 184, 4, 5 },
        { "current_era 0", "crash", Superblock, superblock, 184, 4, 0 },
        { "current_writeset.nr_bits", "crash", Superblock, superblock, 188, 4, 192 },
        { "current_writeset.nr_bits enormous", "crash", Superblock, superblock, 188, 4, kBeyond },
        { "current_writeset.root lost", "crash", Superblock, superblock, 192, 8, 0 },
        { "current_writeset.root beyond", "crash", Superblock, superblock, 192, 8, 256 },
        { "writeset_tree_root 0", "clean", Superblock, superblock, 200, 8, 0 },
        { "writeset_tree_root elsewhere", "clean", Superblock, superblock, 200, 8, 1 },
        { "era_array_root 0", "clean", Superblock, superblock, 208, 8, 0 },
        { "era_array_root beyond", "clean", Superblock, superblock, 208, 8, 1'000'000 },
        { "metadata_snap lost", "snap", Superblock, superblock, 216, 8, 0 },
        { "metadata_snap elsewhere", "snap", Superblock, superblock, 216, 8, 26 },
        { "metadata_snap beyond", "snap", Superblock, superblock, 216, 8, 256 },
        { "first byte after the fields", "clean", Superblock, superblock, 224, 1, 1 },
        { "last byte", "clean", Superblock, superblock, 4095, 1, 1 },

        { "clone's blocknr", "snap", Superblock, clone, 8, 8, 0 },
        { "clone's magic", "snap", Superblock, clone, 32, 8, 1 },
        { "clone's data_block_size", "snap", Superblock, clone, 172, 4, 64 },
        { "clone's nr_blocks", "snap", Superblock, clone, 180, 4, 100 },
        { "clone's current_era too high", "snap", Superblock, clone, 184, 4, 7 },
        { "clone's current_era too low", "snap", Superblock, clone, 184, 4, 4 },
        { "clone's writeset_tree_root", "snap", Superblock, clone, 200, 8, 77 },
        { "clone's era_array_root", "snap", Superblock, clone, 208, 8, 77 },
        { "clone's metadata_snap", "snap", Superblock, clone, 216, 8, 25 },

        { "index padding", "clean", Index, index, 4, 4, 1 },
        { "index blocknr", "clean", Index, index, 8, 8, 1 },
        { "index entry to nowhere", "clean", Index, index, 16, 8, 256 },
        { "index entry to another structure", "clean", Index, index, 16, 8, 2 },
        { "index entry without a bitmap", "clean", Index, index, 32, 8, 1 },

        { "bitmap unused field", "clean", Bitmap, bitmap, 4, 4, 1 },
        { "bitmap blocknr", "clean", Bitmap, bitmap, 8, 8, 0 },
        { "block 0 free", "clean", Bitmap, bitmap, 16, 1, 0x20 },
        { "block 0 counted twice", "clean", Bitmap, bitmap, 16, 1, 0x21 },
        { "block 0 counted thrice", "clean", Bitmap, bitmap, 16, 1, 0x23 },
        { "block leaked", "clean", Bitmap, bitmap, 17, 1, 0x02 },
        { "count beyond the device", "clean", Bitmap, bitmap, 16 + 64, 1, 2 },

        { "ref-count node flags", "clean", BtreeNode, refCounts, 4, 4, 3 },
        { "ref-count node padding", "clean", BtreeNode, refCounts, 28, 4, 1 },
        { "ref-count entry that should not be", "clean", BtreeNode, refCounts, 16, 4, 1 },
        { "ref-count entry lost", "shared-leaf", BtreeNode, refCounts, 16, 4, 0 },
        { "ref-count entry of another block", "shared-leaf", BtreeNode, refCounts, 32, 8, 1 },
        { "ref-count entry beyond", "shared-leaf", BtreeNode, refCounts, 32, 8, kBeyond },
        { "ref-count too low", "shared-leaf", BtreeNode, refCounts, 2720, 4, 981 },
        { "ref-count too high", "shared-leaf", BtreeNode, refCounts, 2720, 4, 983 },
        { "ref-count 2", "shared-leaf", BtreeNode, refCounts, 2720, 4, 2 },

        { "no node flag", "clean", BtreeNode, eraRoot, 4, 4, 0 },
        { "leaf as internal", "clean", BtreeNode, eraRoot, 4, 4, 1 },
        { "internal as leaf", "resized", BtreeNode, eraRoot, 4, 4, 2 },
        { "node blocknr", "clean", BtreeNode, eraRoot, 8, 8, 1 },
        { "no entries", "clean", BtreeNode, eraRoot, 16, 4, 0 },
        { "internal root without entries", "resized", BtreeNode, eraRoot, 16, 4, 0 },
        { "more entries", "clean", BtreeNode, eraRoot, 16, 4, 2 },
        { "more entries than room", "clean", BtreeNode, eraRoot, 16, 4, 253 },
        { "max_entries smaller", "clean", BtreeNode, eraRoot, 20, 4, 249 },
        { "max_entries enormous", "clean", BtreeNode, eraRoot, 20, 4, kBeyond },
        { "value_size", "clean", BtreeNode, eraRoot, 24, 4, 4 },
        { "key", "clean", BtreeNode, eraRoot, 32, 8, 1 },
        { "key enormous", "clean", BtreeNode, eraRoot, 32, 8, ~std::uint64_t { 0 } },
        { "array block beyond", "clean", BtreeNode, eraRoot, 2048, 8, 256 },
        { "array block elsewhere", "clean", BtreeNode, eraRoot, 2048, 8, 2 },
        { "child's bound above its keys", "resized", BtreeNode, eraRoot, 32, 8, 1 },
        { "children out of order", "resized", BtreeNode, eraRoot, 40, 8, 0 },
        { "child twice", "resized", BtreeNode, eraRoot, 2056, 8, 0 }, // value set by the test
        { "underfull leaf", "resized", BtreeNode, eraLeaf, 16, 4, 83 },
        { "leaf with an entry less", "resized", BtreeNode, eraLeaf, 16, 4, 247 },
        { "gap in an array", "resized", BtreeNode, eraLeaf, kNodeKeysAt + 8 * 9, 8, 10 },

        { "array max_entries", "clean", ArrayBlock, eraBlock, 4, 4, 1017 },
        { "array nr_entries lower", "clean", ArrayBlock, eraBlock, 8, 4, 255 },
        { "array nr_entries higher", "clean", ArrayBlock, eraBlock, 8, 4, 257 },
        { "array nr_entries 0", "clean", ArrayBlock, eraBlock, 8, 4, 0 },
        { "array nr_entries enormous", "clean", ArrayBlock, eraBlock, 8, 4, kBeyond },
        { "array value_size", "clean", ArrayBlock, eraBlock, 12, 4, 8 },
        { "array blocknr", "clean", ArrayBlock, eraBlock, 16, 8, 0 },
        { "era beyond the current one", "clean", ArrayBlock, eraBlock, kArrayValuesAt, 4, 4 },
        { "era of a writeset without the block", "clean", ArrayBlock, eraBlock, kArrayValuesAt, 4,
          3 },
        { "era in progress", "crash", ArrayBlock, eraBlock, kArrayValuesAt, 4, 7 },

        { "archived era too low", "clean", BtreeNode, writesets, 32, 8, 2 },
        { "archived era too high", "clean", BtreeNode, writesets, 32, 8, 4 },
        { "archived era enormous", "clean", BtreeNode, writesets, 32, 8,
          std::uint64_t { 1 } << 40 },
        { "gap in archived eras", "resized", BtreeNode, writesets, 32, 8, 2 },
        { "archived writeset lost", "clean", BtreeNode, writesets, 16, 4, 0 },
        { "archived nr_bits cuts a bit off", "clean", BtreeNode, writesets, 1640, 4, 255 },
        { "archived nr_bits too small", "clean", BtreeNode, writesets, 1640, 4, 192 },
        { "archived nr_bits too large", "clean", BtreeNode, writesets, 1640, 4, 257 },
        { "archived nr_bits enormous", "clean", BtreeNode, writesets, 1640, 4, kBeyond },
        { "archived root beyond", "clean", BtreeNode, writesets, 1644, 8, 256 },
        { "archived root elsewhere", "clean", BtreeNode, writesets, 1644, 8, 2 },

        { "bitset node flags", "clean", BtreeNode, bitsetRoot, 4, 4, 1 },
        { "bitset node entries", "clean", BtreeNode, bitsetRoot, 16, 4, 0 },
        { "bitset key", "clean", BtreeNode, bitsetRoot, 32, 8, 1 },
        { "bitset block elsewhere", "clean", BtreeNode, bitsetRoot, 2048, 8, 2 },
        { "bitset value_size", "clean", ArrayBlock, bitsetBlock, 12, 4, 4 },
        { "bitset nr_entries", "clean", ArrayBlock, bitsetBlock, 8, 4, 3 },
        { "current bitset key", "crash", BtreeNode, currentRoot, 32, 8, 1 },
        { "current bitset nr_entries", "crash", ArrayBlock, currentBlock, 8, 4, 5 },
    };
    return all;
}

} // namespace blkera
