// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/era_verbs.h"

#include "dbus/names.h"

#include <cstring>
#include <utility>

namespace blkera {

namespace {

constexpr std::size_t kMaxNoteBytes = 256;

Outcome eraOutcome(std::uint64_t id, const Result<Era>& era)
{
    if (!era)
        return { id, era.error() };
    return { id, {}, [era = era->raw()](sd_bus_message* reply) {
                return sd_bus_message_append(reply, "u", era);
            } };
}

// What changes data, of what was answered.
std::uint64_t bytesWritten(const DeviceFigures& figures)
{
    std::uint64_t bytes = 0;
    for (const BlockOperation operation :
         { BlockOperation::Write, BlockOperation::Discard, BlockOperation::WriteZeroes })
        bytes += figures.requests[static_cast<std::size_t>(operation)].bytes;
    return bytes;
}

// 1 with the note; else what the verb is to return, answered if it is too long.
int readNote(sd_bus_message* call, const char*& note)
{
    const int r = sd_bus_message_read(call, "s", &note);
    if (r < 0)
        return r;
    if (std::strlen(note) <= kMaxNoteBytes)
        return 1;
    const int refused = replyError(call, names::kErrorInvalidArguments, "the note is too long");
    return refused < 0 ? refused : 0;
}

} // namespace

EraVerbs::EraVerbs(ControlledTarget& target, KeptCalls& calls,
                   std::shared_ptr<OutcomeQueue> outcomes)
    : m_target(target)
    , m_calls(calls)
    , m_outcomes(std::move(outcomes))
    , m_log(std::make_shared<EraLog>())
{
    const TrackerStatus status = target.tracker().status();
    if (status.state == TrackerState::Running)
        m_log->begin(status.usage.currentEra, target.wasLeftOpen() ? "crash" : "activation", {}, 0,
                     0);
}

int EraVerbs::eras(sd_bus_message* call)
{
    std::uint32_t after = 0;
    if (const int r = sd_bus_message_read(call, "u", &after); r < 0)
        return r;
    const auto records = m_log->after(Era(after), m_target.tracker().status().blocksMarked,
                                      bytesWritten(m_target.figures()));
    return reply(call, [&records](sd_bus_message* answer) {
        int r = sd_bus_message_open_container(answer, 'a', "(utssttt)");
        for (const EraLog::Record& record : records) {
            if (r >= 0)
                r = sd_bus_message_append(answer, "(utssttt)", record.era.raw(), record.begunUs,
                                          record.cause.c_str(), record.note.c_str(), record.endedUs,
                                          record.blocks, record.bytes);
        }
        return r < 0 ? r : sd_bus_message_close_container(answer);
    });
}

int EraVerbs::checkpoint(sd_bus_message* call)
{
    const char* note = nullptr;
    if (const int r = readNote(call, note); r <= 0)
        return r;
    m_target.tracker().checkpoint(answering(m_calls.keep(call), "checkpoint", note));
    return 1;
}

int EraVerbs::takeMetadataSnapshot(sd_bus_message* call)
{
    const char* note = nullptr;
    if (const int r = readNote(call, note); r <= 0)
        return r;
    m_target.tracker().takeMetadataSnapshot(
        [outcomes = m_outcomes, id = m_calls.keep(call),
         noteEra = noting("snapshot", note)](const Result<MetadataBlock>& root) {
            if (!root) {
                outcomes->post({ id, root.error() });
                return;
            }
            noteEra();
            outcomes->post({ id, {}, [root = root->raw()](sd_bus_message* answer) {
                                return sd_bus_message_append(answer, "t", std::uint64_t { root });
                            } });
        });
    return 1;
}

int EraVerbs::dropMetadataSnapshot(sd_bus_message* call)
{
    m_target.tracker().dropMetadataSnapshot(
        [outcomes = m_outcomes, id = m_calls.keep(call)](const Result<void>& done) {
            outcomes->post({ id, done });
        });
    return 1;
}

std::function<void()> EraVerbs::noting(const char* cause, std::string note) const
{
    return [log = m_log, target = &m_target, cause, note = std::move(note)] {
        const TrackerStatus status = target->tracker().status();
        log->begin(status.usage.currentEra, cause, note, status.lastEraBlocksMarked,
                   bytesWritten(target->figures()));
    };
}

Tracker::Reply<Era> EraVerbs::answering(std::uint64_t id, const char* cause, std::string note) const
{
    return
        [outcomes = m_outcomes, id, note = noting(cause, std::move(note))](const Result<Era>& era) {
            if (era)
                note();
            outcomes->post(eraOutcome(id, era));
        };
}

} // namespace blkera
