// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/simulation.h"

#include "era/activation.h"
#include "era/changed_blocks.h"
#include "simulation/allocated_blocks.h"
#include "simulation/crash_images.h"

#include <algorithm>
#include <cassert>
#include <random>

namespace blkera::simulation {

namespace {

// An answer that takes longer hangs.
constexpr int kMostSteps = 1000;

BlockImage formatted(const Shape& shape)
{
    MetadataDisk disk { BlockImage(MetadataBlockCount(shape.metadataBlocks)) };
    const auto done
        = Metadata::format(disk, shape.blockSizeSectors, BlockCount(shape.originBlocks));
    assert(done);
    BlockManager blocks(disk);
    auto superblock = Superblock::read(blocks);
    assert(superblock);
    superblock->currentEra = shape.era;
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    superblock->pack(bytes);
    const auto committed = blocks.commit(bytes);
    assert(committed);
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
                 Model(BlockCount(shape.originBlocks), shape.blockSizeSectors, shape.era))
{
}

Simulation::Simulation(BlockImage metadata, OriginImage origin, Model promised,
                       StateRecord::Entry kept)
    : m_model(std::move(promised))
    , m_metadata(std::move(metadata))
    , m_origin(std::move(origin))
    , m_watch(m_metadata, m_clock)
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
    m_kept.entry = std::move(kept);
    connect();
}

Simulation::~Simulation() = default;

void Simulation::connect()
{
    m_metadata.hooks.before = [this] { interrupt(false); };
    m_metadata.hooks.after = [this] { reach(); };
    m_metadata.hooks.stalled = [this] { stalled(); };
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

// As another thread would see it in the middle of the I/O.
void Simulation::stalled()
{
    m_clock.time += std::chrono::seconds(31);
    if (m_tracker && status().state != TrackerState::Stalled)
        fail("a stalled metadata disk is not told");
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
    m_activity = "start";
    // What struck before is no excuse any more.
    m_hitsBefore = hits();
    noteStart();
    auto activation = activateMetadata(m_watch, m_model.blockSizeSectors(), m_geometry->blocks(),
                                       Shrink::Refuse, &m_kept);
    if (!activation) {
        refuse(activation.error());
        return false;
    }
    const bool active = activation->metadata && activation->metadata->active();
    const TrackerState state = activation->state;
    QueueWaker& waker = *this;
    m_tracker = std::make_unique<Tracker>(std::move(*activation), kQueues, kQueueDepth, waker,
                                          Tracker::Surroundings { &m_kept, &m_watch });
    m_eraAwaited = !active;
    if (active)
        begin(m_tracker->status().usage.currentEra);
    else if (!excused(state == TrackerState::MetadataFull ? ErrorKind::NoSpace : ErrorKind::Io))
        fail("the device starts as " + std::string(toString(state)) + ": " + status().failure);
    return m_violation.empty();
}

// What a start asks of the metadata, whatever it says afterwards.
void Simulation::noteStart()
{
    m_model.eraRequested();
    if (m_geometry->blocks().raw() != m_model.blocks().size())
        m_model.growRequested(m_geometry->blocks());
}

// The first era of this start.
void Simulation::begin(Era era)
{
    if (m_model.growing())
        m_model.grown(m_geometry->blocks());
    eraBegun(era);
}

// Where the metadata was full at the start, the era begins when there is room.
void Simulation::noticeEra()
{
    if (!m_tracker || !m_eraAwaited || status().state != TrackerState::Running)
        return;
    m_eraAwaited = false;
    if (m_model.growing())
        m_model.grown(m_geometry->blocks());
    const Era era = status().usage.currentEra;
    checkNewer(era);
    m_noticedEra = era;
    m_model.awaitedEraBegun(era, copyOfOrigin(era));
    reach();
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
    m_wasFull = m_tracker && nearlyFull();
    m_noticedEra.reset();
    if (operation.during > 0) {
        m_interruptions.push_back({ operation, operation.during });
        return;
    }
    run(operation);
    interrupt(true);
    noticeEra();
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
    m_activity = nameOf(operation.kind);
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
    case OperationKind::Kill:
        return kill();
    default:
        if (m_tracker)
            runOnDevice(operation);
    }
}

void Simulation::runOnDevice(const Operation& operation)
{
    switch (operation.kind) {
    case OperationKind::GrowOrigin:
        return growOrigin(operation.number);
    case OperationKind::GrowMetadata:
        return growMetadata(operation.number);
    case OperationKind::Mark:
        return mark(operation.sectors);
    case OperationKind::Write:
    case OperationKind::Discard:
    case OperationKind::WriteZeroes:
        if (Slot* slot = submit(operation); slot && operation.mode != WriteMode::Queued) {
            if (!pumpUntil([slot] { return slot->state != SlotState::Deferred; }))
                return;
            if (operation.mode == WriteMode::Now && slot->state == SlotState::InFlight)
                complete(*slot);
            m_lastError = slot->error;
        }
        return;
    case OperationKind::Read:
        if (auto read = m_origin.read(); !read && m_origin.faults().hits() == 0)
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
    case OperationKind::Suspend:
        return suspend();
    case OperationKind::Digest:
        (void)m_tracker->step();
        return takeBack();
    default:
        return;
    }
}

Model::Copy Simulation::copyOfOrigin(Era since) const
{
    const std::vector<Stamp> inFlight = m_origin.inFlight();
    const std::vector<Stamp> failed = m_origin.failed();
    return { since,
             m_origin.live(),
             m_lastStamp,
             { inFlight.begin(), inFlight.end() },
             { failed.begin(), failed.end() } };
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

bool Simulation::usable() const
{
    const TrackerState state = status().state;
    return state == TrackerState::Running || state == TrackerState::MetadataFull;
}

void Simulation::eraBegun(Era era)
{
    m_eraAwaited = false;
    // A verb's era can come in one step with the start's; only the later one is seen then.
    if (m_noticedEra != era)
        checkNewer(era);
    m_model.eraReturned(era, copyOfOrigin(era));
    reach();
}

// None follows the last era, which goes on over stops and starts.
void Simulation::checkNewer(Era era)
{
    if (era <= m_model.era() && !(era == kLastEra && m_model.era() == kLastEra))
        fail("I5: era " + std::to_string(era.raw()) + " begins after era "
             + std::to_string(m_model.era().raw()));
}

bool Simulation::nearlyFull() const
{
    const Metadata::Usage usage = status().usage;
    return usage.used.raw() * 2 > usage.total.raw();
}

// Errors are to be expected: a disk had one, or the metadata is getting full.
bool Simulation::excused(ErrorKind kind) const
{
    if (hits() > m_hitsBefore)
        return true;
    if (kind == ErrorKind::Invalid)
        return m_model.era() == kLastEra;
    return kind == ErrorKind::NoSpace && m_tracker && (m_wasFull || nearlyFull());
}

void Simulation::refuse(const Error& error)
{
    ++m_counters.refused;
    if (!excused(error.kind))
        fail("refused for no reason: " + error.message());
}

void Simulation::stop()
{
    if (!m_tracker)
        return;
    interrupt(true); // nothing may come while it stops
    completeAll();
    if (!m_violation.empty())
        return;
    m_activity = "stop";
    if (auto stopped = m_tracker->stop(); !stopped)
        refuse(stopped.error());
    m_tracker.reset();
    reach();
}

void Simulation::restart()
{
    stop();
    if (m_violation.empty())
        startAgain();
}

void Simulation::startAgain()
{
    const Model inDoubt = m_model;
    settle();
    start();
    if (m_tracker && usable())
        return;
    // What was read is not durable yet: a power cut may still bring the state before it.
    m_model = inDoubt;
    noteStart();
}

void Simulation::dropEverything()
{
    m_tracker.reset();
    m_interruptions.clear();
    for (Slot& slot : m_slots)
        slot.state = SlotState::Free;
    m_woken.assign(kQueues, false);
    m_model.crashed();
}

// The kernel completes what the process had given it; nobody is told.
void Simulation::kill()
{
    for (const Slot& slot : m_slots) {
        if (slot.state == SlotState::InFlight)
            (void)m_origin.complete(slot.write.stamp);
    }
    dropEverything();
    check();
    if (m_violation.empty())
        startAgain();
}

void Simulation::crash(std::uint64_t seed)
{
    std::minstd_rand random(static_cast<std::minstd_rand::result_type>(seed % 2147483646 + 1));
    dropEverything();
    m_metadata.crash(randomCrashImage(m_metadata, random));
    m_origin.crash(randomCrashImage(m_origin, random));
    rememberAllocated();
    recover();
}

bool Simulation::recover()
{
    check();
    if (!m_violation.empty())
        return false;
    settle();
    return start();
}

// What is on the disks decides what was in doubt.
void Simulation::settle()
{
    ImageDevice live(m_metadata.live(), m_metadata.trace);
    auto answers = readAnswers(live);
    if (!answers)
        return fail("I2: " + answers.error().message());
    m_model.settle(*answers);
}

void Simulation::check()
{
    ImageDevice live(m_metadata.live(), m_metadata.trace);
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
    m_allocated = allocatedBlocks(m_metadata.durable());
}

// I10: the mark is durable, not only written.
void Simulation::checkMarked(BlockRange wanted)
{
    ImageDevice device(m_metadata.durable(), m_metadata.trace);
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
