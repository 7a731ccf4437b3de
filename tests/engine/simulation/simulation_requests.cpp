// SPDX-License-Identifier: GPL-2.0-or-later
// What a frontend does: requests from their submission to their answer.
#include "simulation/simulation.h"

#include <algorithm>
#include <cassert>
#include <cerrno>

namespace blkera::simulation {

Simulation::Slot* Simulation::freeSlot()
{
    const auto found = std::ranges::find(m_slots, SlotState::Free, &Slot::state);
    return found == m_slots.end() ? nullptr : &*found;
}

Simulation::Slot* Simulation::submit(const Operation& operation)
{
    const SectorRange device { Sector(0), Sector(0) + m_geometry->size() };
    SectorRange sectors = operation.sectors;
    sectors.end = std::min(sectors.end, device.end);
    if (sectors.begin >= sectors.end)
        return nullptr; // the kernel refuses it
    Slot* slot = freeSlot();
    if (!slot) {
        completeNth(0);
        slot = freeSlot();
    }
    if (!slot)
        return nullptr; // all are with the tracker: the frontend's queue is full
    slot->write.sectors = sectors;
    slot->pending.blocks = m_geometry->blocksOf(sectors);
    m_model.submitted(slot->pending.blocks);
    send(*slot);
    return slot;
}

void Simulation::send(Slot& slot)
{
    if (!m_tracker->submit(slot.pending)) {
        slot.state = SlotState::Deferred;
        return;
    }
    slot.state = SlotState::InFlight;
    slot.write.stamp = ++m_lastStamp;
    checkMarked(slot.pending.blocks);
    m_origin.submit(slot.write);
}

void Simulation::takeBack()
{
    noticeEra(); // before a write in it is sent
    for (QueueId queue = 0; queue < kQueues; ++queue) {
        if (!m_woken[queue])
            continue;
        m_woken[queue] = false;
        PendingWrite* write = m_tracker->takeReady(queue);
        while (write) {
            PendingWrite* next = write->next; // sending again links it elsewhere
            Slot& slot = m_slots[write->tag * std::size_t { kQueues } + queue];
            assert(&slot.pending == write && slot.state == SlotState::Deferred);
            if (write->error != 0)
                answer(slot, write->error);
            else
                send(slot);
            write = next;
        }
    }
}

void Simulation::complete(Slot& slot)
{
    const auto done = m_origin.complete(slot.write.stamp);
    m_tracker->completed(slot.pending);
    answer(slot, done ? 0 : done.error().toErrno());
}

void Simulation::completeNth(std::uint64_t number)
{
    std::vector<Slot*> inFlight;
    for (Slot& slot : m_slots) {
        if (slot.state == SlotState::InFlight)
            inFlight.push_back(&slot);
    }
    if (!inFlight.empty())
        complete(*inFlight[number % inFlight.size()]);
}

void Simulation::completeAll()
{
    (void)pumpUntil([this] { return !anyIn(SlotState::Deferred); });
    while (m_violation.empty() && anyIn(SlotState::InFlight))
        completeNth(0);
}

void Simulation::answer(Slot& slot, int error)
{
    slot.state = SlotState::Free;
    slot.error = error;
    if (error == 0) {
        ++m_counters.acknowledged;
        m_model.acknowledged(slot.pending.blocks);
    } else {
        ++m_counters.failedWrites;
        if (!excused(error == ENOSPC ? ErrorKind::NoSpace : ErrorKind::Io))
            fail("a write failed with errno " + std::to_string(error) + ": " + status().failure);
    }
    m_model.finished(slot.pending.blocks);
    reach();
}

bool Simulation::anyIn(SlotState state) const
{
    return std::ranges::find(m_slots, state, &Slot::state) != m_slots.end();
}

void Simulation::flush()
{
    Model::Copy covered = copyOfOrigin(m_model.era());
    if (auto done = m_origin.flush(); !done) {
        if (!excused(done.error().kind))
            fail("a flush failed: " + done.error().message());
        return;
    }
    m_model.originFlushed(std::move(covered));
    reach();
}

} // namespace blkera::simulation
