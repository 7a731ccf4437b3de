// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/tracker.h"

#include <cassert>

namespace blkera {

namespace {

// Digesting without a commit piles up copied blocks; each step copies at most 32 of the era array.
constexpr unsigned kStepsPerCommit = 128;

} // namespace

const char* toString(TrackerState state)
{
    switch (state) {
    case TrackerState::Running:
        return "running";
    case TrackerState::Failed:
        return "failed";
    }
    return "failed";
}

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
    : m_metadata(std::move(metadata))
    , m_gate(m_metadata->nrBlocks(), queues, queueDepth)
    , m_waker(waker)
    , m_ready(queues)
{
    m_status.usage = m_metadata->usage();
}

bool Tracker::submit(PendingWrite& write)
{
    if (m_gate.admit(write.queue, write.tag, write.blocks))
        return true;
    write.error = 0;
    bool first = false;
    {
        MutexLock lock(m_mutex);
        first = m_deferred.first == nullptr;
        m_deferred.append(write);
        ++m_status.deferredWrites;
    }
    if (first)
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
        commands.swap(m_commands);
    }
    if (batch)
        commitBatch(batch);
    for (const Command& command : commands)
        command();
    m_moreDue = backgroundStep();
    MutexLock lock(m_mutex);
    m_status.usage = m_metadata->usage();
    return m_moreDue;
}

bool Tracker::waitForWork()
{
    MutexLock lock(m_mutex);
    while (!m_stopRequested && !m_moreDue && !m_deferred.first && m_commands.empty())
        m_work.wait(m_mutex);
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

// The safety rule is kept here: the bits that let writes pass are set only after the commit that
// made their marks durable.
void Tracker::commitBatch(PendingWrite* batch)
{
    if (m_failed) {
        handBack(batch, EIO);
        return;
    }
    std::vector<BlockRange> unmarked;
    for (const PendingWrite* write = batch; write; write = write->next) {
        if (!m_gate.isMarked(write->blocks))
            unmarked.push_back(write->blocks);
    }
    if (!unmarked.empty()) {
        mergeRanges(unmarked);
        if (auto marked = noteOutcome(mark(unmarked)); !marked) {
            handBack(batch, marked.error().toErrno());
            return;
        }
        m_gate.setMarked(unmarked);
        MutexLock lock(m_mutex);
        ++m_status.commits;
    }
    handBack(batch, 0);
}

Result<void> Tracker::mark(std::span<const BlockRange> blocks)
{
    auto marked = m_metadata->mark(blocks);
    if (marked || marked.error().kind != ErrorKind::NoSpace)
        return marked;
    makeRoom();
    return m_metadata->mark(blocks);
}

// Digesting frees the archived writesets. Best effort: what it cannot do shows in what follows.
void Tracker::makeRoom()
{
    while (m_metadata->spaceShort()) {
        const auto digested = m_metadata->digestStep();
        if (!digested || !*digested)
            break;
    }
    (void)noteOutcome(m_metadata->commit());
    m_uncommittedSteps = 0;
}

void Tracker::handBack(PendingWrite* batch, int error)
{
    std::vector<bool> wake;
    {
        MutexLock lock(m_mutex);
        wake.resize(m_ready.size());
        while (batch) {
            PendingWrite& write = *std::exchange(batch, batch->next);
            write.error = error;
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

// Returns with the new era durable. A write in flight across the flip may land later than the
// answer, so its blocks begin the new era as written; every other write has to be marked anew.
Result<void> Tracker::rollover(bool withSnapshot)
{
    if (m_failed)
        return ioError(EIO, "the metadata could not be written earlier; restart the device");
    // Each rollover adds a writeset to the backlog: without this, quick checkpoints would fill the
    // device.
    if (m_metadata->spaceShort())
        makeRoom();
    const std::vector<BlockRange> inFlight = m_gate.flip();
    const Result<Era> era
        = withSnapshot ? m_metadata->takeSnapshot(inFlight) : m_metadata->rollover(inFlight);
    if (!era) {
        m_gate.flipBack();
        return noteOutcome(era.error());
    }
    m_gate.setMarked(inFlight);
    return noteOutcome({});
}

void Tracker::checkpoint(Reply<Era> reply)
{
    post([this, reply = std::move(reply)] {
        auto done = rollover(false);
        reply(done ? Result<Era>(m_metadata->currentEra()) : done.error());
    });
}

void Tracker::takeMetadataSnapshot(Reply<MetadataBlock> reply)
{
    post([this, reply = std::move(reply)] {
        auto done = rollover(true);
        reply(done ? Result<MetadataBlock>(*m_metadata->usage().metadataSnapshot) : done.error());
    });
}

void Tracker::dropMetadataSnapshot(Reply<void> reply)
{
    post([this, reply = std::move(reply)] { reply(noteOutcome(m_metadata->dropSnapshot())); });
}

void Tracker::pinView(Reply<Metadata::PinnedView> reply)
{
    post([this, reply = std::move(reply)] { reply(m_metadata->pinCommitted()); });
}

void Tracker::post(Command command)
{
    {
        MutexLock lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    m_work.notify_one();
}

// Returns whether there is more to do.
bool Tracker::backgroundStep()
{
    bool more = m_gate.clearStep();
    if (m_failed)
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
    return more;
}

// What a transaction's end means for the state: lack of space and refusals pass, anything else ends
// marking for good.
Result<void> Tracker::noteOutcome(Result<void> outcome)
{
    MutexLock lock(m_mutex);
    m_status.usage = m_metadata->usage();
    if (outcome) {
        m_digestBlocked = false;
        return outcome;
    }
    const ErrorKind kind = outcome.error().kind;
    if (m_metadata->inDoubt() || kind == ErrorKind::Io || kind == ErrorKind::Corrupt) {
        m_failed = true;
        m_status.state = TrackerState::Failed;
        if (m_status.failure.empty())
            m_status.failure = outcome.error().message();
    }
    return outcome;
}

TrackerStatus Tracker::status() const
{
    MutexLock lock(m_mutex);
    return m_status;
}

Result<void> Tracker::stop()
{
    {
        MutexLock lock(m_mutex);
        assert(!m_deferred.first);
    }
    return m_metadata->deactivate();
}

} // namespace blkera
