// SPDX-License-Identifier: GPL-2.0-or-later
// What a person asks of the device, and what its answers promise.
#include "simulation/simulation.h"

namespace blkera::simulation {

namespace {

// Nothing was tried: no room, or no era is left.
bool isRefusal(ErrorKind kind)
{
    return kind == ErrorKind::NoSpace || kind == ErrorKind::Invalid;
}

} // namespace

template <class T, class Verb> std::optional<Result<T>> Simulation::await(Verb verb)
{
    // Shared with the tracker, which may answer after a hang was noticed.
    auto answer = std::make_shared<std::optional<Result<T>>>();
    verb([answer](Result<T> result) { answer->emplace(std::move(result)); });
    if (!pumpUntil([&] { return answer->has_value(); }))
        return std::nullopt;
    return *answer;
}

void Simulation::checkpoint()
{
    const bool wasUsable = usable();
    if (wasUsable)
        m_model.eraRequested();
    const auto era = await<Era>([this](auto reply) { m_tracker->checkpoint(reply); });
    if (!era)
        return;
    if (*era)
        return eraBegun(**era);
    if (wasUsable && isRefusal(era->error().kind))
        m_model.eraRefused();
    refuse(era->error());
}

// A device that is not usable does nothing at all, so an earlier doubt stays what it was.
void Simulation::takeSnapshot()
{
    const bool held = m_model.snapshot().has_value();
    const bool wasUsable = usable();
    if (wasUsable) {
        m_model.eraRequested();
        if (!held)
            m_model.snapshotRequested();
    }
    const auto place
        = await<MetadataBlock>([this](auto reply) { m_tracker->takeMetadataSnapshot(reply); });
    if (!place)
        return;
    if (!*place) {
        const ErrorKind kind = place->error().kind;
        if (wasUsable && (isRefusal(kind) || kind == ErrorKind::Busy)) {
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
    ImageDevice live(m_metadata.live(), m_metadata.trace);
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
    const bool wasUsable = usable();
    if (held && wasUsable)
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
    if (held && wasUsable && done->error().kind == ErrorKind::NoSpace)
        m_model.snapshotRefused();
    refuse(done->error());
}

// What the target does: it holds what comes, waits for what is under way, and asks the engine.
void Simulation::suspend()
{
    interrupt(true);
    completeAll();
    if (!m_violation.empty())
        return;
    const auto suspended = await<void>([this](auto reply) { m_tracker->suspend(reply); });
    if (!suspended)
        return;
    if (!*suspended)
        return refuse(suspended->error());
    reach();
    const std::size_t written = m_metadata.cached().size();
    for (int steps = 0; steps < 3; ++steps)
        (void)m_tracker->step();
    const auto refused = await<Era>([this](auto reply) { m_tracker->checkpoint(reply); });
    if (!refused)
        return;
    if (*refused || refused->error().kind != ErrorKind::Busy)
        return fail("a suspended device takes a checkpoint");
    if (m_metadata.cached().size() != written)
        return fail("a suspended device writes to its metadata");
    resume();
}

// As a start: there may be no room for an era at once, and it may be the one that a start, and what
// the origin has grown by, have waited for.
void Simulation::resume()
{
    m_model.eraRequested();
    const auto era = await<Era>([this](auto reply) { m_tracker->resume(reply); });
    if (!era)
        return;
    if (!*era)
        return refuse(era->error());
    if (status().state == TrackerState::Running || **era > m_model.era())
        return begin(**era);
    m_eraAwaited = true;
    if (!excused(ErrorKind::NoSpace))
        fail("the device is resumed as " + std::string(toString(status().state)) + ": "
             + status().failure);
}

// The origin has grown, and then the device learns of it.
void Simulation::growOrigin(std::uint64_t blocks)
{
    const SectorCount size(blocks * m_model.blockSizeSectors());
    const auto geometry = Geometry::make(size, m_model.blockSizeSectors());
    if (!geometry || size <= m_origin.size())
        return;
    m_origin.grow(size);
    const bool wasUsable = usable();
    if (wasUsable) {
        m_model.growRequested(geometry->blocks());
        m_model.eraRequested();
    }
    const auto era = await<Era>(
        [&](auto reply) { m_tracker->resize(geometry->blocks(), Shrink::Refuse, reply); });
    if (!era)
        return;
    if (!*era) {
        if (wasUsable && era->error().kind == ErrorKind::NoSpace)
            m_model.eraRefused();
        return refuse(era->error());
    }
    m_geometry = *geometry;
    m_model.grown(geometry->blocks());
    eraBegun(**era);
}

void Simulation::growMetadata(std::uint64_t blocks)
{
    m_metadata.grow(MetadataBlockCount(blocks));
    const auto size
        = await<MetadataBlockCount>([this](auto reply) { m_tracker->growMetadata(reply); });
    if (!size)
        return;
    if (!*size)
        return refuse(size->error());
    if (**size != m_metadata.size())
        return fail("the metadata disk has " + std::to_string(m_metadata.size().raw())
                    + " blocks, and " + std::to_string((*size)->raw()) + " are in use");
    reach();
}

// What something else has changed counts like a write.
void Simulation::mark(SectorRange sectors)
{
    if (sectors.end.raw() > m_geometry->size().raw())
        return;
    const BlockRange blocks = m_geometry->blocksOf(sectors);
    m_model.submitted(blocks);
    const auto done = await<void>([&](auto reply) { m_tracker->markBlocks({ blocks }, reply); });
    if (!done)
        return;
    if (*done)
        m_model.acknowledged(blocks);
    m_model.finished(blocks);
    if (!*done)
        return refuse(done->error());
    reach();
}

} // namespace blkera::simulation
