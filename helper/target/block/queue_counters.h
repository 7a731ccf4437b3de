// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/histogram.h"
#include "block/block_request.h"

#include <array>
#include <cstddef>
#include <cstdint>

namespace blkera {

// What became of the requests of one kind.
struct OperationFigures {
    std::uint64_t requests = 0; // answered
    std::uint64_t inFlight = 0;
    std::uint64_t bytes = 0; // of those that succeeded
    std::uint64_t errors = 0; // of those answered
    std::uint64_t deferred = 0; // had to wait for a mark
    Histogram::Counts latencyUs; // from the frontend's hand-over to the answer
    Histogram::Counts markWaitUs; // of those deferred: until the mark was durable

    OperationFigures& operator+=(const OperationFigures& other);
};

constexpr std::size_t kOperations = 5;
using RequestFigures = std::array<OperationFigures, kOperations>; // by BlockOperation

// What one queue counts about its requests.
//
// Thread safety: addTo() on any thread, the rest on the queue's. Times are in nanoseconds.
class alignas(64) QueueCounters {
public:
    void arrived(BlockOperation operation) { of(operation).arrived.add(); }

    void deferred(BlockOperation operation) { of(operation).deferred.add(); }

    void marked(BlockOperation operation, std::uint64_t waited)
    {
        of(operation).markWaitUs.note(microsecondsUp(waited));
    }

    void answered(const BlockRequest& request, int result, std::uint64_t took)
    {
        Operation& operation = of(request.operation);
        operation.latencyUs.note(microsecondsUp(took));
        if (result < 0)
            operation.errors.add();
        else
            operation.bytes.add(request.sectors.count().raw() * kSectorBytes);
        operation.answered.add();
    }

    void addTo(RequestFigures& figures) const;

private:
    struct Operation {
        Counter arrived;
        Counter answered;
        Counter bytes;
        Counter errors;
        Counter deferred;
        Histogram latencyUs;
        Histogram markWaitUs;
    };

    Operation& of(BlockOperation operation)
    {
        return m_operations[static_cast<std::size_t>(operation)];
    }

    std::array<Operation, kOperations> m_operations;
};

} // namespace blkera
