// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"

#include <cstddef>
#include <optional>

#include <QVariantList>

namespace blkera {

// How large the arguments of a call may be.
struct ArgumentLimits {
    qsizetype stringBytes = 256; // object paths and signatures too
    qsizetype arrayItems = 1'024; // entries of an array or dictionary, bytes of a byte array
    qsizetype totalBytes = qsizetype { 64 } << 10; // of all arguments together

    bool operator==(const ArgumentLimits&) const = default;
};

struct MeasuredArguments {
    qsizetype bytes = 0; // as far as they were looked at
    std::optional<BusError> tooLarge; // says what is
};

// Looks at all of them, whatever they are made of, up to the first that is too large.
MeasuredArguments measureArguments(const QVariantList& arguments, const ArgumentLimits& limits);

} // namespace blkera
