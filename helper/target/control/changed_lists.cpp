// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/changed_lists.h"

#include "control/list_output.h"
#include "formats/changed_list.h"

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <ranges>
#include <utility>

#include <sys/eventfd.h>

namespace blkera {

namespace {

// That ended, and that nobody has asked for since.
constexpr std::ptrdiff_t kMostEnded = 64;

} // namespace

// Shared by the control thread and the reader.
struct ChangedLists::List {
    List(const Request& request, SectorCount size)
        : job(request.job)
        , id(request.id)
        , since(request.since)
        , until(request.until)
        , sizeBefore(size)
        , cancel(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    {
    }

    const std::uint64_t job;
    const std::uint64_t id;
    const Era since;
    const std::optional<Era> until;
    const SectorCount sizeBefore; // of the device
    const UniqueFd cancel; // readable: to be given up
    std::atomic<bool> isCancelled = false;
    std::atomic<std::uint64_t> lookedAt = 0;
    std::atomic<std::uint64_t> total = 0;

    Mutex mutex;
    std::optional<Result<ChangedAnswer>> outcome BLKERA_GUARDED_BY(mutex);

    void giveUp()
    {
        isCancelled = true;
        (void)::eventfd_write(cancel.get(), 1);
    }

    bool hasEnded()
    {
        MutexLock lock(mutex);
        return outcome.has_value();
    }
};

ChangedLists::ChangedLists(Tracker& tracker, std::function<SectorCount()> deviceSize, Done done)
    : m_deviceSize(std::move(deviceSize))
    , m_done(std::move(done))
    , m_reader(tracker)
{
}

ChangedLists::~ChangedLists()
{
    stop();
}

Result<void> ChangedLists::add(const Request& request, std::unique_ptr<BlockDevice> metadata)
{
    const auto ignore = [](std::string_view) { return Result<void>(); };
    if (auto known = makeChangedListWriter(request.format, ignore); !known)
        return known.error();
    if (request.job != 0
        && std::ranges::count(m_lists, request.job, [](const auto& list) { return list->job; })
            != 0)
        return invalid("the job " + std::to_string(request.job) + " is another list's");
    auto output = ListOutput::open(request.output);
    if (!output)
        return output.error();
    auto list = std::make_shared<List>(request, m_deviceSize());
    if (!list->cancel)
        return ioError(errno, "eventfd");
    output->setCancel(list->cancel.get());
    const bool taken
        = m_reader.add(std::move(metadata),
                       [this, list, output = std::make_shared<ListOutput>(std::move(*output)),
                        format = request.format](const Result<MetadataReader::View>& view) mutable {
                           write(*list, *output, format, view);
                           // The reader sees the end of the list no later than the caller sees the
                           // answer.
                           output.reset();
                           std::optional<Result<ChangedAnswer>> outcome;
                           {
                               MutexLock lock(list->mutex);
                               outcome = list->outcome;
                           }
                           m_done(list->id, *outcome);
                       });
    if (!taken)
        return Error { ErrorKind::Busy, 0,
                       std::to_string(MetadataReader::kMaxWaiting)
                           + " lists of this device wait already; try again later" };
    dropOldest();
    m_lists.push_back(std::move(list));
    return {};
}

void ChangedLists::dropOldest()
{
    if (std::ranges::count_if(m_lists, [](const auto& list) { return list->hasEnded(); })
        < kMostEnded)
        return;
    m_lists.erase(std::ranges::find_if(m_lists, [](const auto& list) { return list->hasEnded(); }));
}

Result<void> ChangedLists::cancel(std::uint64_t job)
{
    const auto found = std::ranges::find(m_lists, job, [](const auto& list) { return list->job; });
    if (job == 0 || found == m_lists.end() || (*found)->hasEnded())
        return Error { ErrorKind::NotFound, 0,
                       "the list of job " + std::to_string(job) + " is not being written" };
    (*found)->giveUp();
    return {};
}

void ChangedLists::forget(std::uint64_t id)
{
    std::erase_if(m_lists, [id](const auto& list) { return list->id == id; });
}

std::vector<ChangedLists::State> ChangedLists::states() const
{
    std::vector<State> states;
    for (const auto& list : m_lists) {
        if (list->job == 0)
            continue;
        State state { list->job, Stage::Running, list->lookedAt, list->total };
        MutexLock lock(list->mutex);
        if (list->outcome && *list->outcome) {
            state.stage = Stage::Done;
            state.answer = **list->outcome;
        } else if (list->outcome) {
            state.stage = list->isCancelled ? Stage::Cancelled : Stage::Failed;
            state.error = list->outcome->error().message();
        }
        states.push_back(std::move(state));
    }
    return states;
}

void ChangedLists::stop()
{
    for (const auto& list : m_lists)
        list->giveUp();
    m_reader.stop();
}

void ChangedLists::write(List& list, ListOutput& output, const std::string& format,
                         const Result<MetadataReader::View>& view)
{
    auto answer = view ? listed(list, output, format, *view) : view.error();
    MutexLock lock(list.mutex);
    list.outcome = std::move(answer);
}

Result<ChangedAnswer> ChangedLists::listed(List& list, ListOutput& output,
                                           const std::string& format,
                                           const MetadataReader::View& view)
{
    auto writer
        = makeChangedListWriter(format, [&](std::string_view text) { return output.write(text); });
    if (!writer)
        return writer.error();
    const EraView& eras = *view.eras;
    ChangedListHeader header;
    header.since = list.since;
    header.until = list.until;
    header.currentEra = eras.currentEra;
    header.blockSizeSectors = eras.dataBlockSizeSectors;
    header.nrBlocks = eras.nrBlocks;
    // It may change around the moment of the view, whose blocks have to lie within it.
    header.deviceSize = std::max(list.sizeBefore, m_deviceSize());
    list.total = eras.nrBlocks.raw();
    if (auto begun = (*writer)->begin(header); !begun)
        return begun.error();
    const Era until = list.until.value_or(std::max(list.since, eras.currentEra));
    auto answer = forEachRangeChangedBetween(
        *view.blocks, eras, list.since, until, [&](BlockRange range) -> Result<void> {
            if (list.isCancelled)
                return ioError(ECANCELED, "the list was given up");
            list.lookedAt = range.end.raw();
            return (*writer)->range(range);
        });
    if (!answer)
        return answer;
    if (auto ended = (*writer)->end(*answer); !ended)
        return ended.error();
    if (auto flushed = output.flush(); !flushed)
        return flushed.error();
    list.lookedAt = list.total.load();
    return answer;
}

} // namespace blkera
