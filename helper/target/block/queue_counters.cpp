// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/queue_counters.h"

namespace blkera {

OperationFigures& OperationFigures::operator+=(const OperationFigures& other)
{
    requests += other.requests;
    inFlight += other.inFlight;
    bytes += other.bytes;
    errors += other.errors;
    deferred += other.deferred;
    latencyUs += other.latencyUs;
    markWaitUs += other.markWaitUs;
    return *this;
}

void QueueCounters::addTo(RequestFigures& figures) const
{
    for (std::size_t i = 0; i < kOperations; ++i) {
        const Operation& operation = m_operations[i];
        OperationFigures now;
        // The answers first: whatever was answered by now has arrived.
        now.requests = operation.answered.value();
        const std::uint64_t arrived = operation.arrived.value();
        now.inFlight = arrived > now.requests ? arrived - now.requests : 0;
        now.bytes = operation.bytes.value();
        now.errors = operation.errors.value();
        now.deferred = operation.deferred.value();
        now.latencyUs = operation.latencyUs.counts();
        now.markWaitUs = operation.markWaitUs.counts();
        figures[i] += now;
    }
}

} // namespace blkera
