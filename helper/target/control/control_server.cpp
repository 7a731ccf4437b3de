// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/control_server.h"

#include "base/unique_fd.h"
#include "control/control_socket.h"
#include "control/era_verbs.h"
#include "control/group_hold.h"
#include "control/kept_calls.h"
#include "control/outcome_queue.h"
#include "control/peers.h"
#include "control/reading_verbs.h"
#include "control/status_verbs.h"
#include "dbus/names.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <functional>
#include <utility>

#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-event.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr std::uint64_t kTellEveryUs = 2'000'000;

Error changing()
{
    return {
        ErrorKind::Busy, 0,
        "it is being checkpointed with others, suspended, resumed or resized: try again later"
    };
}

Error suspended()
{
    return { ErrorKind::Busy, 0, "the device is suspended: resume it first" };
}

} // namespace

// Everything but the outcome queue belongs to the control thread. What takes time is answered
// later: the call is kept under a number, and its outcome comes back through the queue.
class ControlServer::Implementation {
public:
    Implementation(std::string path, UniqueFd socket, ControlledTarget& target, Log& log,
                   std::shared_ptr<OutcomeQueue> outcomes)
        : m_path(std::move(path))
        , m_target(target)
        , m_log(log)
        , m_outcomes(std::move(outcomes))
        , m_eras(target, m_calls, m_outcomes)
        , m_hold(target)
        , m_reading(target, m_calls, m_outcomes)
        , m_status(target)
        , m_peers(
              std::move(socket), kMethods, this, [this](sd_bus* bus) { leave(bus); }, log)
    {
    }

    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;
    ~Implementation();

    Result<End> run();

private:
    template <int (Implementation::*method)(sd_bus_message*)>
    static int dispatch(sd_bus_message* call, void* self, sd_bus_error*)
    {
        return (static_cast<Implementation*>(self)->*method)(call);
    }

    template <int (ReadingVerbs::*method)(sd_bus_message*)>
    static int read(sd_bus_message* call, void* self, sd_bus_error*)
    {
        return (static_cast<Implementation*>(self)->m_reading.*method)(call);
    }

    template <int (EraVerbs::*method)(sd_bus_message*)>
    static int era(sd_bus_message* call, void* self, sd_bus_error*)
    {
        return (static_cast<Implementation*>(self)->m_eras.*method)(call);
    }

    template <int (StatusVerbs::*method)(sd_bus_message*)>
    static int tell(sd_bus_message* call, void* self, sd_bus_error*)
    {
        return (static_cast<Implementation*>(self)->m_status.*method)(call);
    }

    static const sd_bus_vtable kMethods[];

    int hold(sd_bus_message* call);
    int release(sd_bus_message* call);
    int resize(sd_bus_message* call);
    void answerResize(const Outcome& outcome);
    int suspend(sd_bus_message* call);
    int resume(sd_bus_message* call);
    int handOver(sd_bus_message* call);
    Result<void> beginHandOver(std::uint64_t id);
    int stop(sd_bus_message* call);

    void answerOutcomes();
    void answer(const Outcome& outcome);
    void change(std::uint64_t id, std::function<void(const Outcome& engine)> finish);
    Tracker::Reply<void> posting(std::uint64_t id);

    bool isChanging() const { return m_change != 0 || m_hold.isOn(); }

    void leave(sd_bus* bus);
    Result<void> stopTarget();
    void endLoop(const char* reason);

    std::string m_path;
    ControlledTarget& m_target;
    Log& m_log;
    // Shared with the callbacks that the tracker holds, which may outlive the server.
    std::shared_ptr<OutcomeQueue> m_outcomes;
    sd_event* m_event = nullptr;
    KeptCalls m_calls;
    EraVerbs m_eras;
    GroupHold m_hold;
    ReadingVerbs m_reading;
    StatusVerbs m_status;
    Peers m_peers; // goes before the calls
    // What has begun, one at a time, and goes on here when the engine has done its part: even if
    // the caller has gone.
    std::uint64_t m_change = 0; // the call; 0: none
    std::function<void(const Outcome& engine)> m_finishChange;
    End m_end = End::Stopped;
};

const sd_bus_vtable ControlServer::Implementation::kMethods[] = {
    // Whoever was let in may do everything, hence "unprivileged".
    SD_BUS_VTABLE_START(SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_NAMES("Status", "", , "sssusstttt",
                             SD_BUS_PARAM(line) SD_BUS_PARAM(state) SD_BUS_PARAM(failure)
                                 SD_BUS_PARAM(current_era) SD_BUS_PARAM(device_path) SD_BUS_PARAM(
                                     frontend) SD_BUS_PARAM(size) SD_BUS_PARAM(metadata_used)
                                     SD_BUS_PARAM(metadata_total) SD_BUS_PARAM(metadata_snapshot),
                             tell<&StatusVerbs::status>, 0),
    SD_BUS_SIGNAL_WITH_NAMES("StatusChanged", "sssusstttt",
                             SD_BUS_PARAM(line) SD_BUS_PARAM(state) SD_BUS_PARAM(failure)
                                 SD_BUS_PARAM(current_era) SD_BUS_PARAM(device_path) SD_BUS_PARAM(
                                     frontend) SD_BUS_PARAM(size) SD_BUS_PARAM(metadata_used)
                                     SD_BUS_PARAM(metadata_total) SD_BUS_PARAM(metadata_snapshot),
                             0),
    SD_BUS_METHOD_WITH_NAMES("Statistics", "", , "a{sv}", SD_BUS_PARAM(statistics),
                             tell<&StatusVerbs::statistics>, 0),
    SD_BUS_METHOD_WITH_NAMES("Eras", "u", SD_BUS_PARAM(after), "a(utssttt)", SD_BUS_PARAM(eras),
                             era<&EraVerbs::eras>, 0),
    SD_BUS_METHOD_WITH_NAMES("Checkpoint", "s", SD_BUS_PARAM(note), "u", SD_BUS_PARAM(era),
                             era<&EraVerbs::checkpoint>, 0),
    SD_BUS_METHOD_WITH_NAMES("TakeMetadataSnapshot", "s", SD_BUS_PARAM(note), "t",
                             SD_BUS_PARAM(root), era<&EraVerbs::takeMetadataSnapshot>, 0),
    SD_BUS_METHOD("DropMetadataSnapshot", "", "", era<&EraVerbs::dropMetadataSnapshot>, 0),
    SD_BUS_METHOD_WITH_NAMES("Hold", "u", SD_BUS_PARAM(limit_ms), "", ,
                             dispatch<&Implementation::hold>, 0),
    SD_BUS_METHOD_WITH_NAMES("Release", "", , "b", SD_BUS_PARAM(held),
                             dispatch<&Implementation::release>, 0),
    SD_BUS_METHOD_WITH_NAMES("ChangedBlocks", "tuush",
                             SD_BUS_PARAM(job) SD_BUS_PARAM(since) SD_BUS_PARAM(until)
                                 SD_BUS_PARAM(format) SD_BUS_PARAM(output),
                             "tt", SD_BUS_PARAM(blocks) SD_BUS_PARAM(uncertain),
                             read<&ReadingVerbs::changedBlocks>, 0),
    SD_BUS_METHOD_WITH_NAMES("Lists", "", , "a(tstttts)", SD_BUS_PARAM(lists),
                             read<&ReadingVerbs::lists>, 0),
    SD_BUS_METHOD_WITH_NAMES("CancelList", "t", SD_BUS_PARAM(job), "", ,
                             read<&ReadingVerbs::cancelList>, 0),
    SD_BUS_METHOD_WITH_NAMES("GetMap", "ttuuu",
                             SD_BUS_PARAM(first) SD_BUS_PARAM(count) SD_BUS_PARAM(max_cells)
                                 SD_BUS_PARAM(since) SD_BUS_PARAM(until),
                             "htuuub",
                             SD_BUS_PARAM(map) SD_BUS_PARAM(first_block)
                                 SD_BUS_PARAM(blocks_per_cell) SD_BUS_PARAM(cells)
                                     SD_BUS_PARAM(current_era) SD_BUS_PARAM(superset),
                             read<&ReadingVerbs::getMap>, 0),
    SD_BUS_METHOD_WITH_NAMES(
        "GetHistogram", "uuu", SD_BUS_PARAM(first) SD_BUS_PARAM(last) SD_BUS_PARAM(max_buckets),
        "utatttt",
        SD_BUS_PARAM(first_era) SD_BUS_PARAM(eras_per_bucket) SD_BUS_PARAM(blocks)
            SD_BUS_PARAM(earlier) SD_BUS_PARAM(later) SD_BUS_PARAM(never),
        read<&ReadingVerbs::getHistogram>, 0),
    SD_BUS_METHOD_WITH_NAMES("Resize", "b", SD_BUS_PARAM(force), "tuuttb",
                             SD_BUS_PARAM(size) SD_BUS_PARAM(old_blocks) SD_BUS_PARAM(blocks)
                                 SD_BUS_PARAM(old_metadata_blocks) SD_BUS_PARAM(metadata_blocks)
                                     SD_BUS_PARAM(visible),
                             dispatch<&Implementation::resize>, 0),
    SD_BUS_METHOD("Suspend", "", "", dispatch<&Implementation::suspend>, 0),
    SD_BUS_METHOD_WITH_NAMES("Resume", "", , "u", SD_BUS_PARAM(era),
                             dispatch<&Implementation::resume>, 0),
    SD_BUS_METHOD("HandOver", "", "", dispatch<&Implementation::handOver>, 0),
    SD_BUS_METHOD("Stop", "", "", dispatch<&Implementation::stop>, 0),
    SD_BUS_VTABLE_END,
};

ControlServer::Implementation::~Implementation()
{
    m_reading.stop();
    m_hold.end();
    sd_event_unref(m_event);
    if (m_end == End::Stopped)
        ::unlink(m_path.c_str());
}

Result<ControlServer::End> ControlServer::Implementation::run()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGHUP);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    const auto onSignal = [](sd_event_source*, const signalfd_siginfo*, void* self) {
        auto& server = *static_cast<Implementation*>(self);
        if (auto stopped = server.stopTarget(); !stopped)
            server.m_log.say("not stopped: " + stopped.error().message());
        return 0;
    };
    const auto onHangup = [](sd_event_source*, const signalfd_siginfo*, void* self) {
        auto& server = *static_cast<Implementation*>(self);
        if (auto begun = server.beginHandOver(server.m_calls.nextId()); !begun)
            server.m_log.say("not handed over: " + begun.error().message());
        return 0;
    };
    const auto onOutcome = [](sd_event_source*, int, std::uint32_t, void* self) {
        static_cast<Implementation*>(self)->answerOutcomes();
        return 0;
    };
    const auto onTick = [](sd_event_source* source, std::uint64_t, void* self) {
        auto& server = *static_cast<Implementation*>(self);
        server.m_status.tellChange(server.m_peers);
        const int set = sd_event_source_set_time_relative(source, kTellEveryUs);
        return set < 0 ? set : sd_event_source_set_enabled(source, SD_EVENT_ONESHOT);
    };
    int r = sd_event_new(&m_event);
    if (r >= 0)
        r = sd_event_add_signal(m_event, nullptr, SIGTERM, onSignal, this);
    if (r >= 0)
        r = sd_event_add_signal(m_event, nullptr, SIGINT, onSignal, this);
    if (r >= 0)
        r = sd_event_add_signal(m_event, nullptr, SIGHUP, onHangup, this);
    if (r >= 0)
        r = m_peers.attach(m_event);
    if (r >= 0)
        r = sd_event_add_io(m_event, nullptr, m_outcomes->eventFd(), EPOLLIN, onOutcome, this);
    if (r >= 0) // with as much patience, so that many targets wake together
        r = sd_event_add_time_relative(m_event, nullptr, CLOCK_MONOTONIC, kTellEveryUs,
                                       kTellEveryUs / 2, onTick, this);
    if (r >= 0)
        r = sd_event_loop(m_event);
    return r < 0 ? Result<End>(ioError(-r, "control loop")) : Result<End>(m_end);
}

void ControlServer::Implementation::change(std::uint64_t id,
                                           std::function<void(const Outcome& engine)> finish)
{
    m_change = id;
    m_finishChange = std::move(finish);
}

// Brings the end of the engine's part to this thread.
Tracker::Reply<void> ControlServer::Implementation::posting(std::uint64_t id)
{
    return [outcomes = m_outcomes, id](const Result<void>& done) { outcomes->post({ id, done }); };
}

void ControlServer::Implementation::leave(sd_bus* bus)
{
    m_hold.end(bus);
    m_calls.forget(bus);
}

void ControlServer::Implementation::answerOutcomes()
{
    for (const Outcome& outcome : m_outcomes->take())
        answer(outcome);
}

void ControlServer::Implementation::answer(const Outcome& outcome)
{
    if (outcome.id == m_change) {
        m_change = 0;
        std::exchange(m_finishChange, {})(outcome);
        return;
    }
    if (m_calls.answer(outcome))
        m_reading.answered(outcome.id);
}

int ControlServer::Implementation::hold(sd_bus_message* call)
{
    std::uint32_t limitMs = 0;
    if (const int r = sd_bus_message_read(call, "u", &limitMs); r < 0)
        return r;
    if (limitMs == 0 || limitMs > GroupHold::kMostMs)
        return replyError(call, names::kErrorInvalidArguments,
                          "the limit is 1 to " + std::to_string(GroupHold::kMostMs)
                              + " milliseconds");
    if (isChanging() || m_target.isSuspended())
        return replyError(call, m_target.isSuspended() ? suspended() : changing());
    const std::uint64_t id = m_calls.keep(call);
    const int r = m_hold.begin(m_event, sd_bus_message_get_bus(call), limitMs,
                               [outcomes = m_outcomes, id] { outcomes->post({ id }); });
    if (r < 0) {
        m_calls.drop(id);
        return r;
    }
    return 1;
}

int ControlServer::Implementation::release(sd_bus_message* call)
{
    const bool held = m_hold.end(sd_bus_message_get_bus(call));
    return sd_bus_reply_method_return(call, "b", held ? 1 : 0);
}

int ControlServer::Implementation::resize(sd_bus_message* call)
{
    int force = 0;
    if (const int r = sd_bus_message_read(call, "b", &force); r < 0)
        return r;
    if (isChanging())
        return replyError(call, changing());
    const std::uint64_t id = m_calls.keep(call);
    auto begun = m_target.beginResize(force != 0 ? Shrink::Allow : Shrink::Refuse, posting(id));
    if (begun)
        change(id, [this](const Outcome& engine) { answerResize(engine); });
    else
        answer({ id, begun.error() });
    return 1;
}

void ControlServer::Implementation::answerResize(const Outcome& outcome)
{
    const auto report = m_target.finishResize(outcome.done);
    if (!report) {
        answer({ outcome.id, report.error() });
        return;
    }
    m_eras.noting("resize")();
    answer({ outcome.id, {}, [report = *report](sd_bus_message* values) {
                return sd_bus_message_append(
                    values, "tuuttb", report.size.raw(), report.oldBlocks.raw(),
                    report.blocks.raw(), std::uint64_t { report.oldMetadataBlocks.raw() },
                    std::uint64_t { report.metadataBlocks.raw() }, report.visible ? 1 : 0);
            } });
}

int ControlServer::Implementation::suspend(sd_bus_message* call)
{
    if (isChanging())
        return replyError(call, changing());
    if (m_target.isSuspended())
        return sd_bus_reply_method_return(call, "");
    const std::uint64_t id = m_calls.keep(call);
    change(id, [this](const Outcome& engine) {
        answer({ engine.id, m_target.finishSuspend(engine.done) });
    });
    m_target.beginSuspend(true, posting(id));
    return 1;
}

int ControlServer::Implementation::resume(sd_bus_message* call)
{
    if (isChanging())
        return replyError(call, changing());
    if (!m_target.isSuspended())
        return sd_bus_reply_method_return(call, "u",
                                          m_target.tracker().status().usage.currentEra.raw());
    const std::uint64_t id = m_calls.keep(call);
    change(id, [this](const Outcome& engine) {
        m_target.finishResume();
        answer(engine);
    });
    m_target.beginResume(m_eras.answering(id, "resume"));
    return 1;
}

int ControlServer::Implementation::handOver(sd_bus_message* call)
{
    const std::uint64_t id = m_calls.keep(call);
    if (auto begun = beginHandOver(id); !begun)
        answer({ id, begun.error() });
    return 1;
}

// A device that is suspended stays so for the next process.
Result<void> ControlServer::Implementation::beginHandOver(std::uint64_t id)
{
    if (isChanging())
        return changing();
    if (auto possible = m_target.mayHandOver(); !possible)
        return possible;
    change(id, [this](const Outcome& engine) {
        if (!m_target.isSuspended()) {
            if (auto held = m_target.finishSuspend(engine.done); !held) {
                m_log.say("not handed over: " + held.error().message());
                answer({ engine.id, held.error() });
                return;
            }
        }
        m_target.handOver();
        m_end = End::HandedOver;
        answer({ engine.id });
        endLoop("the device was handed over");
    });
    if (m_target.isSuspended())
        m_outcomes->post({ id });
    else
        m_target.beginSuspend(false, posting(id));
    return {};
}

int ControlServer::Implementation::stop(sd_bus_message* call)
{
    if (auto stopped = stopTarget(); !stopped)
        return replyError(call, stopped.error());
    // Sent at once, unless the caller does not read; then it sees the end of the connection.
    return sd_bus_reply_method_return(call, "");
}

Result<void> ControlServer::Implementation::stopTarget()
{
    m_hold.end();
    if (auto stopped = m_target.stop(); !stopped)
        return stopped;
    endLoop("the device was stopped");
    return {};
}

// Every call that waits is answered first.
void ControlServer::Implementation::endLoop(const char* reason)
{
    m_reading.stop();
    answerOutcomes();
    m_calls.answerAll(ioError(ECANCELED, reason));
    sd_event_exit(m_event, 0);
}

Result<std::unique_ptr<ControlServer>> ControlServer::listen(const std::string& socketPath,
                                                             ControlledTarget& target, Log& log)
{
    auto outcomes = OutcomeQueue::make();
    if (!outcomes)
        return outcomes.error();
    auto socket = listenOn(socketPath, Peers::kMaxConnections);
    if (!socket)
        return socket.error();
    return std::unique_ptr<ControlServer>(new ControlServer(std::make_unique<Implementation>(
        socketPath, std::move(*socket), target, log, std::move(*outcomes))));
}

ControlServer::ControlServer(std::unique_ptr<Implementation> implementation)
    : m_implementation(std::move(implementation))
{
}

ControlServer::~ControlServer() = default;

Result<ControlServer::End> ControlServer::run()
{
    return m_implementation->run();
}

} // namespace blkera
