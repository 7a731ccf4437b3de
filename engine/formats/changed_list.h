// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"
#include "era/changed_blocks.h"
#include "era/geometry.h"
#include "formats/text_batch.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace blkera {

struct ChangedListHeader {
    Era since;
    Era currentEra;
    std::uint32_t blockSizeSectors = 0;
    BlockCount nrBlocks;
    // The origin's size where it is known (a live device), 0 offline: the tail block is then taken
    // as whole.
    SectorCount deviceSize;
    // The last era that was asked for; none: what changed since the first, which is never a
    // superset.
    std::optional<Era> until = std::nullopt;
};

// A list of changed blocks on its way out, in one of the formats that backup tools read. Calls come
// in order: begin once, range for each maximal range ascending, end once. A list without its end is
// incomplete and no consumer accepts it.
class ChangedListWriter {
public:
    virtual ~ChangedListWriter() = default;
    virtual Result<void> begin(const ChangedListHeader& header) = 0;
    virtual Result<void> range(BlockRange blocks) = 0;
    // Of `answer` only what is uncertain is looked at, and that only if the header has an `until`.
    virtual Result<void> end(const ChangedAnswer& answer = {}) = 0;
};

// "xml": what era_invalidate prints; of a superset a comment says so. "json": one object, ranges in
// blocks (end exclusive) and in bytes. A writer gathers; an error of the sink may come late, at the
// end at the latest.
const std::vector<std::string_view>& changedListFormats();
// Errors: Invalid for an unknown format, naming those there are.
Result<std::unique_ptr<ChangedListWriter>> makeChangedListWriter(std::string_view format,
                                                                 TextSink sink);

} // namespace blkera
