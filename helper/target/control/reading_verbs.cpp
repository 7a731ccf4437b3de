// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/reading_verbs.h"

#include "control/era_pictures.h"
#include "dbus/names.h"

#include <algorithm>
#include <string>
#include <utility>

namespace blkera {

namespace {

constexpr std::uint32_t kMostBuckets = 1024; // an array of the bus

const char* toString(ChangedLists::Stage stage)
{
    switch (stage) {
    case ChangedLists::Stage::Running:
        return "running";
    case ChangedLists::Stage::Done:
        return "done";
    case ChangedLists::Stage::Failed:
        return "failed";
    case ChangedLists::Stage::Cancelled:
        return "cancelled";
    }
    return "";
}

std::optional<Era> lastOf(std::uint32_t until)
{
    return until == 0 ? std::nullopt : std::make_optional(Era(until));
}

int tooMany(sd_bus_message* call)
{
    return replyError(call, names::kErrorLimitsExceeded,
                      std::to_string(MetadataReader::kMaxWaiting)
                          + " requests of this kind wait already; try again later");
}

int appendMap(sd_bus_message* reply, const DrawnMap& map)
{
    return sd_bus_message_append(reply, "htuuub", map.file.get(), map.firstBlock, map.blocksPerCell,
                                 map.cells, map.currentEra.raw(), map.superset ? 1 : 0);
}

int appendHistogram(sd_bus_message* reply, const EraHistogram& histogram)
{
    int r = sd_bus_message_append(reply, "ut", histogram.firstEra.raw(), histogram.erasPerBucket);
    if (r >= 0)
        r = sd_bus_message_append_array(reply, 't', histogram.blocks.data(),
                                        histogram.blocks.size() * sizeof(std::uint64_t));
    if (r >= 0)
        r = sd_bus_message_append(reply, "ttt", histogram.earlier, histogram.later,
                                  histogram.neverWritten);
    return r;
}

} // namespace

ReadingVerbs::ReadingVerbs(ControlledTarget& target, KeptCalls& calls,
                           std::shared_ptr<OutcomeQueue> outcomes)
    : m_target(target)
    , m_calls(calls)
    , m_outcomes(std::move(outcomes))
    , m_lists(
          target.tracker(), [&target] { return target.geometry().size(); },
          [queue = m_outcomes](std::uint64_t id, const Result<ChangedAnswer>& listed) {
              if (!listed) {
                  queue->post({ id, listed.error() });
                  return;
              }
              queue->post({ id, {}, [answer = *listed](sd_bus_message* reply) {
                               return sd_bus_message_append(reply, "tt", answer.blocks,
                                                            answer.uncertain);
                           } });
          })
    , m_pictures(target.tracker())
{
}

void ReadingVerbs::stop()
{
    m_lists.stop();
    m_pictures.stop();
}

// Of metadata that can be read, and eras that have begun; the current one.
Result<Era> ReadingVerbs::checkEras(Era since, Era until) const
{
    const TrackerStatus status = m_target.tracker().status();
    if (status.usage.total == MetadataBlockCount(0))
        return ioError(0,
                       std::string("the metadata is ") + blkera::toString(status.state) + ": "
                           + status.failure);
    if (since > until)
        return invalid("the first era, " + std::to_string(since.raw()) + ", is after the last, "
                       + std::to_string(until.raw()));
    if (until > status.usage.currentEra)
        return invalid("there is no era " + std::to_string(until.raw())
                       + " yet; the current era is "
                       + std::to_string(status.usage.currentEra.raw()));
    return status.usage.currentEra;
}

int ReadingVerbs::changedBlocks(sd_bus_message* call)
{
    ChangedLists::Request request;
    std::uint32_t since = 0;
    std::uint32_t until = 0;
    const char* format = nullptr;
    if (const int r = sd_bus_message_read(call, "tuush", &request.job, &since, &until, &format,
                                          &request.output); // stays the message's
        r < 0)
        return r;
    request.since = Era(since);
    request.until = lastOf(until);
    request.format = format;
    if (auto checked = checkEras(request.since, request.until.value_or(request.since)); !checked)
        return replyError(call, checked.error());
    auto metadata = m_target.openMetadataForReading();
    if (!metadata)
        return replyError(call, metadata.error());
    request.id = m_calls.keep(call);
    if (auto added = m_lists.add(request, std::move(*metadata)); !added) {
        m_calls.drop(request.id);
        return added.error().kind == ErrorKind::Busy ? tooMany(call)
                                                     : replyError(call, added.error());
    }
    return 1;
}

int ReadingVerbs::lists(sd_bus_message* call)
{
    return reply(call, [states = m_lists.states()](sd_bus_message* answer) {
        int r = sd_bus_message_open_container(answer, 'a', "(tstttts)");
        for (const ChangedLists::State& state : states) {
            if (r >= 0)
                r = sd_bus_message_append(answer, "(tstttts)", state.job, toString(state.stage),
                                          state.lookedAt, state.total, state.answer.blocks,
                                          state.answer.uncertain, state.error.c_str());
        }
        return r < 0 ? r : sd_bus_message_close_container(answer);
    });
}

int ReadingVerbs::cancelList(sd_bus_message* call)
{
    std::uint64_t job = 0;
    if (const int r = sd_bus_message_read(call, "t", &job); r < 0)
        return r;
    if (auto cancelled = m_lists.cancel(job); !cancelled)
        return replyError(call, names::kErrorNotFound, cancelled.error().message());
    return reply(call, {});
}

// `read` makes the values of the reply from a view, on the other thread.
template <class Read> int ReadingVerbs::addPicture(sd_bus_message* call, Read read)
{
    auto metadata = m_target.openMetadataForReading();
    if (!metadata)
        return replyError(call, metadata.error());
    const std::uint64_t id = m_calls.keep(call);
    const bool taken
        = m_pictures.add(std::move(*metadata),
                         [id, outcomes = m_outcomes,
                          read = std::move(read)](const Result<MetadataReader::View>& view) {
                             Result<Outcome::Values> values
                                 = view ? read(*view) : Result<Outcome::Values>(view.error());
                             if (values)
                                 outcomes->post({ id, {}, std::move(*values) });
                             else
                                 outcomes->post({ id, values.error() });
                         });
    if (taken)
        return 1;
    m_calls.drop(id);
    return tooMany(call);
}

int ReadingVerbs::getMap(sd_bus_message* call)
{
    MapRequest request;
    std::uint32_t since = 0;
    std::uint32_t until = 0;
    if (const int r = sd_bus_message_read(call, "ttuuu", &request.first, &request.count,
                                          &request.maxCells, &since, &until);
        r < 0)
        return r;
    request.since = Era(since);
    request.until = lastOf(until);
    if (auto checked = checkEras(request.since, request.until.value_or(request.since)); !checked)
        return replyError(call, checked.error());
    return addPicture(call, [request](const MetadataReader::View& view) -> Result<Outcome::Values> {
        auto map = drawMap(view, request);
        if (!map)
            return map.error();
        // Shared, because functions are copied.
        return Outcome::Values([map = std::make_shared<DrawnMap>(std::move(*map))](
                                   sd_bus_message* reply) { return appendMap(reply, *map); });
    });
}

int ReadingVerbs::getHistogram(sd_bus_message* call)
{
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    std::uint32_t buckets = 0;
    if (const int r = sd_bus_message_read(call, "uuu", &first, &last, &buckets); r < 0)
        return r;
    if (auto checked = checkEras(Era(first), Era(first)); !checked)
        return replyError(call, checked.error());
    const auto until = lastOf(last);
    if (buckets == 0 || buckets > kMostBuckets)
        return replyError(call, names::kErrorInvalidArguments,
                          "ask for 1 to " + std::to_string(kMostBuckets) + " buckets");
    return addPicture(
        call,
        [first = Era(first), until,
         buckets](const MetadataReader::View& view) -> Result<Outcome::Values> {
            const Era end = until.value_or(std::max(first, view.eras->currentEra));
            auto histogram = countByLastEra(*view.blocks, *view.eras, first, end, buckets);
            if (!histogram)
                return histogram.error();
            return Outcome::Values([histogram = std::move(*histogram)](sd_bus_message* reply) {
                return appendHistogram(reply, histogram);
            });
        });
}

} // namespace blkera
