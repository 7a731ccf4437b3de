// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/era_view.h"
#include "formats/changed_list.h"

#include <memory>

namespace blkera {

// Everything that era metadata says about the origin, on its way out. Calls come in the order
// superblock, then for each writeset (eras ascending) beginWriteset, bits, endWriteset, then
// beginEraArray, eras, endEraArray, end. Runs ascend without gaps and cover everything; neighbours
// differ in their value.
class EraDumpWriter {
public:
    virtual ~EraDumpWriter() = default;
    virtual Result<void> superblock(const EraView& view) = 0;
    virtual Result<void> beginWriteset(Era era, std::uint32_t nrBits) = 0;
    virtual Result<void> bits(BlockRange blocks, bool set) = 0;
    virtual Result<void> endWriteset() = 0;
    virtual Result<void> beginEraArray() = 0;
    virtual Result<void> eras(BlockRange blocks, Era era) = 0;
    virtual Result<void> endEraArray() = 0;
    virtual Result<void> end() = 0;
};

// What era_dump prints and era_restore reads.
std::unique_ptr<EraDumpWriter> makeXmlDumpWriter(TextSink sink);
// The same as one JSON object, in runs instead of single blocks.
std::unique_ptr<EraDumpWriter> makeJsonDumpWriter(TextSink sink);

enum class DumpKind {
    Full, // writesets and era array apart; the current writeset is one of them
    Logical, // no writesets: the highest era of each block in the array
};

// Streams `view` in blocks of 32576 bits or their eras, whatever the device's size. Errors:
// Corrupt, Io, and what the writer returns; what was written by then is incomplete.
Result<void> dumpEras(BlockManager& blocks, const EraView& view, DumpKind kind,
                      EraDumpWriter& writer);

} // namespace blkera
