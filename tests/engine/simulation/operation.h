// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/types.h"
#include "simulation/fault.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blkera::simulation {

enum class OperationKind : std::uint8_t {
    Write,
    Discard,
    WriteZeroes,
    Mark, // as written, without a write
    Read, // of the origin
    Complete, // the number-th of the writes in flight, counted round
    Flush, // of the origin
    Checkpoint,
    TakeSnapshot,
    DropSnapshot,
    Restart, // clean stop and start
    Suspend, // and resume, once every request is answered
    Crash, // and start; `number` seeds which unflushed writes survive
    GrowOrigin, // to `number` blocks, while it runs
    GrowMetadata, // to `number` metadata blocks, while it runs
    Digest, // one step of the work that nobody waits for
    FaultOn,
    FaultOff,
    Kill, // of the process, and start; the disks go on
};

// How far an operation that changes data gets.
enum class WriteMode : std::uint8_t {
    Now, // until it is answered
    Held, // to the origin, where it stays in flight
    Queued, // to the tracker, whose next step comes with the next operation
};

// One thing that happens to the device.
struct Operation {
    OperationKind kind = OperationKind::Write;
    WriteMode mode = WriteMode::Now;
    SectorRange sectors {};
    std::uint64_t number = 0;
    Fault fault {};
    // Above 0: it happens in the middle of the next operation that has 0 here, when the metadata
    // disk is about to be used for the so manieth time; in any case before that operation ends.
    // Only what a queue's thread does: the writes (which do not wait), Complete and Flush.
    std::uint32_t during = 0;

    bool operator==(const Operation&) const = default;

    bool changesData() const { return kind <= OperationKind::WriteZeroes; }

    bool hasSectors() const { return kind <= OperationKind::Read; }
};

using Sequence = std::vector<Operation>;

const char* nameOf(OperationKind kind);

// One word an operation: "write:0+8", "write-held:0+8", "discard-queued:8+16", "checkpoint",
// "complete:0", "crash:17", "fault:metadata:write:eio:3:once", "@2:write-queued:0+8".
std::string toText(const Operation& operation);
std::optional<Operation> parseOperation(std::string_view word);

// Words separated by blanks.
std::string toText(const Sequence& sequence);
std::optional<Sequence> parseSequence(std::string_view text);

} // namespace blkera::simulation
