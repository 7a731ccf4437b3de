// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/types.h"
#include "era/geometry.h"

#include <functional>
#include <memory>
#include <string_view>
#include <vector>

namespace blkera {

// Takes text as it is made; an error ends the list.
using TextSink = std::function<Result<void>(std::string_view)>;

struct ChangedListHeader {
    Era since;
    Era currentEra;
    std::uint32_t blockSizeSectors = 0;
    BlockCount nrBlocks;
    // The origin's size where it is known (a live device), 0 offline: the tail block is then taken
    // as whole.
    SectorCount deviceSize;
};

// A list of changed blocks on its way out, in one of the formats that backup tools read. Calls come
// in order: begin once, range for each maximal range ascending, end once. A list without its end is
// incomplete and no consumer accepts it.
class ChangedListWriter {
public:
    virtual ~ChangedListWriter() = default;
    virtual Result<void> begin(const ChangedListHeader& header) = 0;
    virtual Result<void> range(BlockRange blocks) = 0;
    virtual Result<void> end() = 0;
};

// "xml": what era_invalidate prints. "json": one object, ranges in blocks (end exclusive) and in
// bytes.
const std::vector<std::string_view>& changedListFormats();
// Errors: Invalid for an unknown format, naming those there are.
Result<std::unique_ptr<ChangedListWriter>> makeChangedListWriter(std::string_view format,
                                                                 TextSink sink);

} // namespace blkera
