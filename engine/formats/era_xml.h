// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "formats/era_dump.h"

#include <functional>
#include <span>

namespace blkera {

// Fills the span from its start and returns how much, 0 only at the end of the input.
using ByteSource = std::function<Result<std::size_t>(std::span<char>)>;

// Reads what era_dump prints, of either generation (formats.md, "Dumps"), and hands it on as a dump
// is written: runs without gaps, in which omitted bits are unset and omitted blocks have era 0.
// Streams; memory is one buffer, whatever the input. Of the view only the sizes and the era are
// set.
//
// Errors: Corrupt, naming the line, for anything that is not such a dump: other elements,
// attributes or text, a document type (hence entities), numbers that are none or too large, blocks
// out of order or beyond the end, an array that is missing, a document that ends too early. Further
// those of `input` and of `writer`.
Result<void> readEraXml(const ByteSource& input, EraDumpWriter& writer);

} // namespace blkera
