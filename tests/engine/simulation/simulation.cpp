// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/simulation.h"

#include "era/changed_blocks.h"
#include "pdata/disk_space_map.h"
#include "simulation/crash_images.h"

#include <algorithm>
#include <cassert>
#include <random>

namespace blkera::simulation {

namespace {

constexpr std::uint16_t kQueues = 2;
constexpr std::uint16_t kQueueDepth = 4;
// An answer that takes longer hangs.
constexpr int kMostSteps = 1000;

BlockImage formatted(const Shape& shape)
{
    MetadataDisk disk { BlockImage(MetadataBlockCount(shape.metadataBlocks)) };
    const auto done
        = Metadata::format(disk, shape.blockSizeSectors, BlockCount(shape.originBlocks));
    assert(done);
    return disk.durable();
}

SectorCount sectorsOf(std::uint64_t blocks, std::uint32_t blockSizeSectors)
{
    return SectorCount(blocks * blockSizeSectors);
}

} // namespace

Simulation::Simulation(const Shape& shape)
    : Simulation(formatted(shape),
                 OriginImage(sectorsOf(shape.originBlocks, shape.blockSizeSectors)),
                 Model(BlockCount(shape.originBlocks), shape.blockSizeSectors))
{
}

Simulation::Simulation(BlockImage metadata, OriginImage origin, Model promised)
    : m_model(std::move(promised))
    , m_metadata(std::move(metadata))
    , m_origin(std::move(origin))
    , m_slots(kQueues * kQueueDepth)
    , m_woken(kQueues)
{
    for (std::size_t i = 0; i < m_slots.size(); ++i) {
        m_slots[i].pending.queue = static_cast<QueueId>(i % kQueues);
        m_slots[i].pending.tag = static_cast<RequestTag>(i / kQueues);
    }
    for (const Stamp stamp : m_origin.live().sectors())
        m_lastStamp = std::max(m_lastStamp, stamp);
    for (const Model::Copy& copy : m_model.copies())
        m_lastStamp = std::max(m_lastStamp, copy.lastStamp);
    connect();
}

Simulation::~Simulation() = default;

void Simulation::connect()
{
    m_metadata.hooks.before = [this] { interrupt(false); };
    m_metadata.hooks.after = [this] { reach(); };
    m_metadata.writing = [this](MetadataBlock block) { checkBlockIsFree(block); };
    m_metadata.flushed = [this] { rememberAllocated(); };
    m_origin.hooks.after = [this] { reach(); };
    rememberAllocated();
}

void Simulation::wake(QueueId queue)
{
    m_woken[queue] = true;
}

void Simulation::fail(std::string violation)
{
    if (m_violation.empty())
        m_violation = std::move(violation);
}

void Simulation::reach()
{
    ++m_counters.points;
    if (point && m_violation.empty())
        point();
}

bool Simulation::start()
{
    const SectorCount size = m_origin.size();
    auto geometry = Geometry::make(size, m_model.blockSizeSectors());
    assert(geometry);
    m_geometry = *geometry;
    auto metadata = Metadata::open(m_metadata, m_model.blockSizeSectors());
    if (!metadata) {
        refuse(metadata.error());
        return false;
    }
    m_model.eraRequested();
    if (auto activated = (*metadata)->activate(m_geometry->blocks()); !activated) {
        refuse(activated.error());
        return false;
    }
    const Era era = (*metadata)->currentEra();
    QueueWaker& waker = *this;
    m_tracker = std::make_unique<Tracker>(std::move(*metadata), kQueues, kQueueDepth, waker);
    if (m_model.growingTo())
        m_model.grown(m_geometry->blocks());
    eraBegun(era);
    return m_violation.empty();
}

void Simulation::perform(const Sequence& sequence)
{
    for (const Operation& operation : sequence) {
        if (!m_violation.empty())
            return;
        perform(operation);
    }
}

void Simulation::perform(const Operation& operation)
{
    if (!m_violation.empty())
        return;
    ++m_counters.operations;
    if (operation.during > 0) {
        m_interruptions.push_back({ operation, operation.during });
        return;
    }
    run(operation);
    interrupt(true);
}

// What the queues' threads do while the worker is busy.
void Simulation::interrupt(bool all)
{
    std::vector<Interruption> due;
    for (Interruption& interruption : m_interruptions)
        --interruption.countdown;
    std::erase_if(m_interruptions, [&](const Interruption& interruption) {
        if (!all && interruption.countdown > 0)
            return false;
        due.push_back(interruption);
        return true;
    });
    for (const Interruption& interruption : due) {
        if (!m_tracker || !m_violation.empty())
            return;
        const Operation& operation = interruption.operation;
        if (operation.changesData()) {
            takeBack();
            submit(operation);
        } else if (operation.kind == OperationKind::Complete) {
            completeNth(operation.number);
        } else if (operation.kind == OperationKind::Flush) {
            flush();
        }
    }
}

void Simulation::run(const Operation& operation)
{
    switch (operation.kind) {
    case OperationKind::FaultOn:
        (operation.fault.disk == Disk::Metadata ? m_metadata.faults() : m_origin.faults())
            .arm(operation.fault);
        return;
    case OperationKind::FaultOff:
        m_metadata.faults().heal();
        m_origin.faults().heal();
        return;
    case OperationKind::Restart:
        return restart();
    case OperationKind::Crash:
        return crash(operation.number);
    case OperationKind::GrowOrigin:
        return growOrigin(operation.number);
    case OperationKind::GrowMetadata:
        if (operation.number > m_metadata.size().raw())
            m_metadata.grow(MetadataBlockCount(operation.number));
        return restart();
    default:
        break;
    }
    if (!m_tracker)
        return;
    switch (operation.kind) {
    case OperationKind::Write:
    case OperationKind::Discard:
    case OperationKind::WriteZeroes:
        if (Slot* slot = submit(operation); slot && operation.mode != WriteMode::Queued) {
            if (!pumpUntil([slot] { return slot->state != SlotState::Deferred; }))
                return;
            if (operation.mode == WriteMode::Now && slot->state == SlotState::InFlight)
                complete(*slot);
        }
        return;
    case OperationKind::Read:
        if (auto read = m_origin.read(); !read && !m_faultsSeen && m_origin.faults().hits() == 0)
            fail("a read failed: " + read.error().message());
        return;
    case OperationKind::Complete:
        return completeNth(operation.number);
    case OperationKind::Flush:
        return flush();
    case OperationKind::Checkpoint:
        return checkpoint();
    case OperationKind::TakeSnapshot:
        return takeSnapshot();
    case OperationKind::DropSnapshot:
        return dropSnapshot();
    case OperationKind::Digest:
        (void)m_tracker->step();
        return takeBack();
    default:
        return;
    }
}

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
    if (error == 0) {
        ++m_counters.acknowledged;
        m_model.acknowledged(slot.pending.blocks);
    } else {
        ++m_counters.failedWrites;
        const ErrorKind kind = error == ENOSPC ? ErrorKind::NoSpace : ErrorKind::Io;
        if (!excused({ kind, error, {} }))
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
        if (!excused(done.error()))
            fail("a flush failed: " + done.error().message());
        return;
    }
    m_model.originFlushed(std::move(covered));
    reach();
}

Model::Copy Simulation::copyOfOrigin(Era since) const
{
    const std::vector<Stamp> inFlight = m_origin.inFlight();
    return { since, m_origin.live(), m_lastStamp, { inFlight.begin(), inFlight.end() } };
}

bool Simulation::pumpUntil(const std::function<bool()>& done)
{
    for (int step = 0; step < kMostSteps; ++step) {
        takeBack();
        if (done() || !m_violation.empty())
            return m_violation.empty();
        (void)m_tracker->step();
    }
    fail("a request hangs");
    return false;
}

template <class T, class Verb> std::optional<Result<T>> Simulation::await(Verb verb)
{
    // Shared with the tracker, which may answer after a hang was noticed.
    auto answer = std::make_shared<std::optional<Result<T>>>();
    verb([answer](Result<T> result) { answer->emplace(std::move(result)); });
    if (!pumpUntil([&] { return answer->has_value(); }))
        return std::nullopt;
    return *answer;
}

void Simulation::eraBegun(Era era)
{
    if (era <= m_model.era())
        fail("I5: era " + std::to_string(era.raw()) + " begins after era "
             + std::to_string(m_model.era().raw()));
    m_model.eraReturned(era, copyOfOrigin(era));
    reach();
}

bool Simulation::excused(const Error& error) const
{
    if (m_metadata.faults().hits() + m_origin.faults().hits() > 0)
        return true;
    if (error.kind != ErrorKind::NoSpace || !m_tracker)
        return false;
    const Metadata::Usage usage = m_tracker->status().usage;
    return usage.used.raw() * 2 > usage.total.raw();
}

void Simulation::refuse(const Error& error)
{
    ++m_counters.refused;
    if (!excused(error))
        fail("refused for no reason: " + error.message());
}

void Simulation::checkpoint()
{
    m_model.eraRequested();
    const auto era = await<Era>([this](auto reply) { m_tracker->checkpoint(reply); });
    if (!era)
        return;
    if (*era)
        return eraBegun(**era);
    if (era->error().kind == ErrorKind::NoSpace)
        m_model.eraRefused();
    refuse(era->error());
}

void Simulation::takeSnapshot()
{
    const bool held = m_model.snapshot().has_value();
    m_model.eraRequested();
    if (!held)
        m_model.snapshotRequested();
    const auto place
        = await<MetadataBlock>([this](auto reply) { m_tracker->takeMetadataSnapshot(reply); });
    if (!place)
        return;
    if (!*place) {
        const ErrorKind kind = place->error().kind;
        if (kind == ErrorKind::NoSpace || kind == ErrorKind::Busy) {
            m_model.eraRefused();
            if (!held)
                m_model.snapshotRefused();
        }
        if (kind != ErrorKind::Busy || !held)
            refuse(place->error());
        return;
    }
    if (held)
        return fail("I3: a second metadata snapshot was taken");
    ImageDevice live(m_metadata.live());
    Answers answers;
    if (std::string wrong = checkAnswers(live, m_model, answers); !wrong.empty())
        return fail(std::move(wrong));
    if (!answers.snapshot)
        return fail("I3: the metadata snapshot that was taken is not there");
    m_model.snapshotTaken(answers.snapshot->dump);
    eraBegun(m_tracker->status().usage.currentEra);
}

void Simulation::dropSnapshot()
{
    const bool held = m_model.snapshot().has_value();
    if (held)
        m_model.dropRequested();
    const auto done = await<void>([this](auto reply) { m_tracker->dropMetadataSnapshot(reply); });
    if (!done)
        return;
    if (*done) {
        if (!held)
            return fail("I3: a metadata snapshot was dropped that nobody held");
        m_model.dropped();
        return reach();
    }
    if (done->error().kind == ErrorKind::NotFound && !held)
        return;
    if (held && done->error().kind == ErrorKind::NoSpace)
        m_model.snapshotRefused();
    refuse(done->error());
}

void Simulation::stop()
{
    if (!m_tracker)
        return;
    interrupt(true); // nothing may come while it stops
    completeAll();
    if (!m_violation.empty())
        return;
    if (auto stopped = m_tracker->stop(); !stopped)
        refuse(stopped.error());
    m_tracker.reset();
    reach();
}

void Simulation::restart()
{
    stop();
    if (!m_violation.empty())
        return;
    settle();
    start();
}

void Simulation::crash(std::uint64_t seed)
{
    std::minstd_rand random(static_cast<std::minstd_rand::result_type>(seed % 2147483646 + 1));
    m_tracker.reset();
    m_interruptions.clear();
    for (Slot& slot : m_slots)
        slot.state = SlotState::Free;
    m_woken.assign(kQueues, false);
    m_metadata.crash(randomCrashImage(m_metadata, random));
    m_origin.crash(randomCrashImage(m_origin, random));
    m_model.crashed();
    rememberAllocated();
    check();
    if (!m_violation.empty())
        return;
    settle();
    start();
}

// What is on the disks decides what was in doubt.
void Simulation::settle()
{
    ImageDevice live(m_metadata.live());
    auto answers = readAnswers(live);
    if (!answers)
        return fail("I2: " + answers.error().message());
    m_model.settle(*answers);
}

void Simulation::growOrigin(std::uint64_t blocks)
{
    const SectorCount size = sectorsOf(blocks, m_model.blockSizeSectors());
    if (size <= m_origin.size())
        return;
    stop();
    if (!m_violation.empty())
        return;
    settle();
    m_origin.grow(size);
    m_model.growRequested(BlockCount(static_cast<std::uint32_t>(blocks)));
    start();
}

void Simulation::check()
{
    ImageDevice live(m_metadata.live());
    Answers answers;
    if (std::string wrong = checkAnswers(live, m_model, answers); !wrong.empty())
        return fail(std::move(wrong));
    const OriginImage& origin = m_origin.live();
    if (std::string wrong = checkOrigin(origin, m_model, m_model.changedBytes(origin), answers);
        !wrong.empty())
        fail(std::move(wrong));
}

void Simulation::finish()
{
    stop();
    if (m_violation.empty())
        check();
}

// I9: nothing that the last durable superblock can reach is overwritten.
void Simulation::checkBlockIsFree(MetadataBlock block)
{
    if (block != MetadataBlock(0) && block.raw() < m_allocated.size() && m_allocated[block.raw()])
        fail("I9: metadata block " + std::to_string(block.raw())
             + " is overwritten, yet the last commit uses it");
}

void Simulation::rememberAllocated()
{
    const ImageBlockRef& superblock = m_metadata.durable().block(MetadataBlock(0));
    if (superblock == m_superblock)
        return;
    m_superblock = superblock;
    m_allocated.clear();
    ImageDevice device(m_metadata.durable());
    BlockManager blocks(device);
    const auto read = Superblock::read(blocks);
    if (!read)
        return; // not formatted yet, or damaged: the check says so
    const auto loaded = DiskSpaceMap::load(blocks, read->spaceMap);
    if (!loaded)
        return;
    for (std::uint64_t i = 0; i < loaded->counts.size(); ++i)
        m_allocated.push_back(loaded->counts.get(i) > 0);
}

// I10: the mark is durable, not only written.
void Simulation::checkMarked(BlockRange wanted)
{
    ImageDevice device(m_metadata.durable());
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        return fail("I10: the superblock is unreadable: " + superblock.error().message());
    bool marked = false;
    const auto asked = forEachChangedRange(
        blocks, EraView::live(*superblock), superblock->currentEra,
        [&](BlockRange range) -> Result<void> {
            marked = marked || (range.begin <= wanted.begin && wanted.end <= range.end);
            return {};
        });
    if (!asked)
        return fail("I10: " + asked.error().message());
    if (!marked)
        fail("I10: a write to block " + std::to_string(wanted.begin.raw())
             + " reaches the origin before its mark is durable");
}

} // namespace blkera::simulation
