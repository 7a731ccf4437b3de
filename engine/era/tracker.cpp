// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/tracker.h"

#include <cassert>
#include <chrono>
#include <utility>

namespace blkera {

namespace {

// Digesting without a commit piles up copied blocks; each step copies at most 32 of the era array.
constexpr unsigned kStepsPerCommit = 128;
constexpr std::chrono::seconds kStallLimit(30);

Activation running(std::unique_ptr<Metadata> metadata)
{
    const auto state = metadata->active() ? TrackerState::Running : TrackerState::MetadataFull;
    return { std::move(metadata), state, {} };
}

} // namespace

void Tracker::List::append(PendingWrite& write)
{
    write.next = nullptr;
    (last ? last->next : first) = &write;
    last = &write;
}

PendingWrite* Tracker::List::take()
{
    last = nullptr;
    return std::exchange(first, nullptr);
}

Tracker::Tracker(std::unique_ptr<Metadata> metadata, std::uint16_t queues, std::uint16_t queueDepth,
                 QueueWaker& waker)
    : Tracker(running(std::move(metadata)), queues, queueDepth, waker, {})
{
}

Tracker::Tracker(Activation activation, std::uint16_t queues, std::uint16_t queueDepth,
                 QueueWaker& waker, Surroundings surroundings)
    : m_metadata(std::move(activation.metadata))
    , m_gate(m_metadata ? m_metadata->nrBlocks() : BlockCount(0), queues, queueDepth)
    , m_waker(waker)
    , m_surroundings(surroundings)
    , m_state(activation.state)
    , m_ready(queues)
{
    m_status.state = activation.state;
    m_status.failure = activation.reason;
    refreshUsage();
}

bool Tracker::submit(PendingWrite& write)
{
    if (m_gate.admit(write.queue, write.tag, write.blocks))
        return true;
    write.error = 0;
    bool wakeWorker = false;
    {
        MutexLock lock(m_mutex);
        m_deferred.append(write);
        ++m_deferredCount;
        ++m_status.deferredWrites;
        wakeWorker = m_deferredCount == 1 || m_deferredCount == m_expected;
    }
    if (wakeWorker)
        m_work.notify_one();
    return false;
}

void Tracker::completed(const PendingWrite& write)
{
    m_gate.release(write.queue, write.tag);
}

PendingWrite* Tracker::takeReady(QueueId queue)
{
    MutexLock lock(m_mutex);
    return m_ready[queue].take();
}

bool Tracker::step()
{
    PendingWrite* batch = nullptr;
    std::vector<Command> commands;
    {
        MutexLock lock(m_mutex);
        batch = m_deferred.take();
        m_deferredCount = 0;
        commands.swap(m_commands);
    }
    if (batch)
        commitBatch(batch);
    for (const Command& command : commands)
        command();
    lookForRoom();
    m_moreDue = backgroundStep();
    refreshUsage();
    return m_moreDue;
}

bool Tracker::waitForWork()
{
    MutexLock lock(m_mutex);
    while (!m_stopRequested && !m_moreDue && !m_deferred.first && m_commands.empty())
        m_work.wait(m_mutex);
    // Without this, two halves would take turns: one is committed while the other waits, is handed
    // back, and finds the other's commit begun.
    while (!m_stopRequested && m_deferred.first && m_commands.empty()
           && m_deferredCount < m_expected) {
        if (m_work.wait_until(m_mutex, m_gatherUntil) == std::cv_status::timeout)
            break;
    }
    return !m_stopRequested;
}

void Tracker::requestStop()
{
    {
        MutexLock lock(m_mutex);
        m_stopRequested = true;
    }
    m_work.notify_one();
}

void Tracker::commitBatch(PendingWrite* batch)
{
    lookForRoom();
    if (m_state != TrackerState::Running || m_suspended) {
        handBack(batch, m_state == TrackerState::MetadataFull ? ENOSPC : EIO);
        return;
    }
    std::vector<BlockRange> unmarked;
    std::uint64_t writes = 0;
    for (const PendingWrite* write = batch; write; write = write->next) {
        ++writes;
        const bool onDevice = write->blocks.end.raw() <= m_metadata->nrBlocks().raw();
        if (onDevice && !m_gate.isMarked(write->blocks))
            unmarked.push_back(write->blocks);
    }
    mergeRanges(unmarked);
    if (auto marked = commitMarks(unmarked); !marked) {
        handBack(batch, marked.error().kind == ErrorKind::NoSpace ? ENOSPC : EIO);
        return;
    }
    if (!unmarked.empty())
        m_commitWrites.note(writes);
    handBack(batch, EIO); // of what lies beyond the end
}

// The safety rule is kept here: the bits that let writes pass are set only after the commit that
// made their marks durable.
Result<void> Tracker::commitMarks(const std::vector<BlockRange>& unmarked)
{
    if (unmarked.empty())
        return {};
    const auto began = std::chrono::steady_clock::now();
    auto marked = noteOutcome(m_metadata->mark(unmarked));
    if (!marked && marked.error().kind == ErrorKind::NoSpace) {
        makeRoom();
        if (usable())
            marked = noteOutcome(m_metadata->mark(unmarked));
    }
    if (!marked) {
        if (marked.error().kind == ErrorKind::NoSpace && usable()) {
            m_roomWhenFull = m_metadata->room();
            enter(TrackerState::MetadataFull, marked.error().message());
        }
        return marked;
    }
    noteMarked(m_gate.setMarked(unmarked));
    const auto now = std::chrono::steady_clock::now();
    m_commitUs.note(
        microsecondsUp(static_cast<std::uint64_t>(std::chrono::nanoseconds(now - began).count())));
    MutexLock lock(m_mutex);
    ++m_status.commits;
    m_gatherUntil = now + (now - began) / 2;
    return marked;
}

void Tracker::noteMarked(std::uint64_t blocks)
{
    MutexLock lock(m_mutex);
    m_status.blocksMarked += blocks;
}

void Tracker::noteNewEra(std::uint64_t blocksMarked)
{
    m_erasBegun.add();
    MutexLock lock(m_mutex);
    m_status.lastEraBlocksMarked = std::exchange(m_status.blocksMarked, blocksMarked);
}

// A write whose blocks are all marked goes on whatever happened; others get the error.
void Tracker::handBack(PendingWrite* batch, int error)
{
    std::vector<bool> wake;
    {
        MutexLock lock(m_mutex);
        wake.resize(m_ready.size());
        m_expected = m_deferredCount;
        while (batch) {
            ++m_expected;
            PendingWrite& write = *std::exchange(batch, batch->next);
            write.error = m_gate.isMarked(write.blocks) ? 0 : error;
            // One wake-up a queue, and none if it has not yet taken what it was woken for.
            if (!m_ready[write.queue].first)
                wake[write.queue] = true;
            m_ready[write.queue].append(write);
        }
    }
    for (QueueId queue = 0; queue < wake.size(); ++queue) {
        if (wake[queue])
            m_waker.wake(queue);
    }
}

// Digesting frees the archived writesets. Best effort: what it cannot do shows in what follows.
void Tracker::makeRoom()
{
    while (m_metadata->spaceShort()) {
        const auto digested = m_metadata->digestStep();
        if (!digested)
            (void)noteOutcome(digested.error());
        if (!digested || !*digested)
            break;
    }
    m_uncommittedSteps = 0;
    if (usable())
        (void)noteOutcome(m_metadata->commit());
}

// The end of metadata-full: something was freed since, and it is enough to go on.
void Tracker::lookForRoom()
{
    if (m_state != TrackerState::MetadataFull || m_suspended || m_metadata->room() <= m_roomWhenFull
        || !m_metadata->hasRoom())
        return;
    if (!m_metadata->active() && !noteOutcome(m_metadata->beginEra())) {
        m_roomWhenFull = m_metadata->room();
        return;
    }
    enter(TrackerState::Running, {});
}

// Returns whether there is more to do.
bool Tracker::backgroundStep()
{
    bool more = m_gate.clearStep();
    if (!usable())
        return more;
    if (!m_digestBlocked) {
        auto digested = m_metadata->digestStep();
        if (!digested) {
            m_digestBlocked = true;
            m_uncommittedSteps = 0; // discarded with the transaction
            (void)noteOutcome(digested.error()); // nobody asked; the state says it
            return more;
        }
        if (*digested) {
            more = true;
            if (++m_uncommittedSteps < kStepsPerCommit)
                return more;
        }
    }
    if (m_uncommittedSteps > 0) {
        m_uncommittedSteps = 0;
        if (!noteOutcome(m_metadata->commit()))
            return false;
    }
    lookForRoom();
    return more;
}

Error Tracker::unusable() const
{
    MutexLock lock(m_mutex);
    if (m_suspended)
        return { ErrorKind::Busy, 0, "the device is suspended: resume it first" };
    return ioError(
        EIO, "the metadata is " + std::string(toString(m_status.state)) + ": " + m_status.failure);
}

// What a transaction's end means for the state: lack of space and refusals are for the caller to
// judge, anything else ends marking until the next start.
Result<void> Tracker::noteOutcome(Result<void> outcome)
{
    refreshUsage();
    if (outcome) {
        m_digestBlocked = false;
        return outcome;
    }
    const ErrorKind kind = outcome.error().kind;
    if (m_metadata->failed())
        enter(TrackerState::Failed, outcome.error().message());
    else if (kind == ErrorKind::Io || kind == ErrorKind::Corrupt)
        enter(TrackerState::NeedsCheck, outcome.error().message());
    return outcome;
}

void Tracker::enter(TrackerState state, const std::string& reason)
{
    if (state == m_state)
        return;
    m_state = state;
    std::string failure = reason;
    if (m_surroundings.record) {
        if (auto saved = m_surroundings.record->save({ state, reason }); !saved)
            failure += "; " + saved.error().message();
    }
    MutexLock lock(m_mutex);
    m_status.state = state;
    m_status.failure = failure;
}

void Tracker::refreshUsage()
{
    if (!m_metadata)
        return;
    MutexLock lock(m_mutex);
    m_status.usage = m_metadata->usage();
}

TrackerStatus Tracker::status() const
{
    TrackerStatus status;
    {
        MutexLock lock(m_mutex);
        status = m_status;
    }
    const StallWatch* const watch = m_surroundings.watch;
    if (watch && watch->pending() > kStallLimit) {
        status.state = TrackerState::Stalled;
        status.failure = "the metadata device has not answered for more than 30 seconds";
    }
    return status;
}

TrackerFigures Tracker::figures() const
{
    return { m_erasBegun.value(), m_commitUs.counts(), m_commitWrites.counts() };
}

Result<void> Tracker::stop()
{
    {
        MutexLock lock(m_mutex);
        assert(!m_deferred.first);
    }
    if (m_suspended)
        return {}; // archived already
    if (!usable())
        return unusable();
    return noteOutcome(m_metadata->deactivate());
}

} // namespace blkera
