// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/tracker.h"

namespace blkera {

// Returns with the new era durable. A write in flight across the flip may land later than the
// answer, so its blocks begin the new era as written; every other write has to be marked anew.
Result<void> Tracker::changeEra(const std::function<Result<Era>(Ranges inFlight)>& change)
{
    if (!usable())
        return unusable();
    // Each new era adds a writeset to the backlog: without this, quick checkpoints would fill the
    // device.
    if (m_metadata->spaceShort())
        makeRoom();
    if (!usable())
        return unusable();
    const std::vector<BlockRange> inFlight = m_gate.flip();
    const Result<Era> era = change(inFlight);
    if (!era) {
        m_gate.flipBack();
        return noteOutcome(era.error());
    }
    noteNewEra(m_gate.setMarked(inFlight));
    return noteOutcome({});
}

void Tracker::checkpoint(Reply<Era> reply)
{
    post([this, reply = std::move(reply)] {
        auto done = changeEra([&](Ranges inFlight) { return m_metadata->rollover(inFlight); });
        reply(done ? Result<Era>(m_metadata->currentEra()) : done.error());
    });
}

void Tracker::takeMetadataSnapshot(Reply<MetadataBlock> reply)
{
    post([this, reply = std::move(reply)] {
        auto done = changeEra([&](Ranges inFlight) { return m_metadata->takeSnapshot(inFlight); });
        reply(done ? Result<MetadataBlock>(*m_metadata->usage().metadataSnapshot) : done.error());
    });
}

void Tracker::dropMetadataSnapshot(Reply<void> reply)
{
    post([this, reply = std::move(reply)] {
        reply(usable() ? noteOutcome(m_metadata->dropSnapshot()) : unusable());
    });
}

void Tracker::markBlocks(std::vector<BlockRange> blocks, Reply<void> reply)
{
    mergeRanges(blocks);
    post([this, blocks = std::move(blocks), reply = std::move(reply)] {
        lookForRoom();
        if (!usable())
            reply(unusable());
        else if (!blocks.empty() && blocks.back().end.raw() > m_metadata->nrBlocks().raw())
            reply(invalid("the device has " + std::to_string(m_metadata->nrBlocks().raw())
                          + " blocks, so block " + std::to_string(blocks.back().end.raw() - 1)
                          + " cannot be marked"));
        else
            reply(commitMarks(blocks));
    });
}

void Tracker::resize(BlockCount nrBlocks, Shrink shrink, Reply<Era> reply)
{
    post([this, nrBlocks, shrink, reply = std::move(reply)] {
        reply(usable() ? resizeOrigin(nrBlocks, shrink) : unusable());
    });
}

Result<Era> Tracker::resizeOrigin(BlockCount nrBlocks, Shrink shrink)
{
    if (m_metadata->active() && nrBlocks == m_metadata->nrBlocks())
        return m_metadata->currentEra();
    auto done = changeEra([&](Ranges inFlight) -> Result<Era> {
        if (!inFlight.empty() && inFlight.back().end.raw() > nrBlocks.raw())
            return Error { ErrorKind::Busy, 0,
                           "a write beyond block " + std::to_string(nrBlocks.raw())
                               + " is in flight: try again when nobody writes there" };
        m_gate.grow(nrBlocks);
        return m_metadata->resize(nrBlocks, inFlight, shrink);
    });
    if (!done)
        return done.error();
    return m_metadata->currentEra();
}

void Tracker::growMetadata(Reply<MetadataBlockCount> reply)
{
    post([this, reply = std::move(reply)] {
        if (!usable())
            return reply(unusable());
        auto grown = m_metadata->growSpace();
        auto noted = noteOutcome(grown ? Result<void>() : grown.error());
        reply(noted ? grown : noted.error());
    });
}

void Tracker::suspend(Reply<void> reply)
{
    post([this, reply = std::move(reply)] { reply(usable() ? archiveForSuspend() : unusable()); });
}

Result<void> Tracker::archiveForSuspend()
{
    const std::vector<BlockRange> inFlight = m_gate.flip();
    const Result<void> archived = inFlight.empty()
        ? m_metadata->deactivate()
        : Result<void>(Error { ErrorKind::Busy, 0, "a write is in flight" });
    if (!archived) {
        m_gate.flipBack();
        return noteOutcome(archived);
    }
    m_uncommittedSteps = 0;
    setSuspended(true);
    return noteOutcome({});
}

void Tracker::resume(Reply<Era> reply)
{
    post([this, reply = std::move(reply)] {
        reply(m_suspended ? beginAfterSuspend() : invalid("the device is not suspended"));
    });
}

Result<Era> Tracker::beginAfterSuspend()
{
    setSuspended(false);
    auto begun = m_metadata->beginEra();
    if (!begun && begun.error().kind == ErrorKind::NoSpace) {
        makeRoom();
        if (usable())
            begun = m_metadata->beginEra();
    }
    if (!noteOutcome(begun)) {
        if (begun.error().kind != ErrorKind::NoSpace || !usable())
            return begun.error();
        m_roomWhenFull = m_metadata->room();
        enter(TrackerState::MetadataFull, begun.error().message());
    } else {
        noteNewEra(0);
    }
    return m_metadata->currentEra();
}

void Tracker::setSuspended(bool suspended)
{
    m_suspended = suspended;
    MutexLock lock(m_mutex);
    m_status.suspended = suspended;
}

void Tracker::pinView(Reply<Metadata::PinnedView> reply)
{
    post([this, reply = std::move(reply)] {
        if (m_metadata)
            reply(m_metadata->pinCommitted());
        else
            reply(unusable());
    });
}

void Tracker::post(Command command)
{
    {
        MutexLock lock(m_mutex);
        m_commands.push_back(std::move(command));
    }
    m_work.notify_one();
}

} // namespace blkera
