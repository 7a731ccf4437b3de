// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/control_server.h"

#include "base/unique_fd.h"
#include "control/control_socket.h"
#include "control/kept_calls.h"
#include "control/list_thread.h"
#include "control/outcome_queue.h"
#include "control/peers.h"
#include "dbus/names.h"
#include "formats/changed_list.h"

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

constexpr unsigned kMetadataBlockSectors = kMetadataBlockBytes / kSectorBytes;

// As the kernel's dm-era prints it, also where there is no metadata to tell of.
std::string statusLine(const Metadata::Usage& usage)
{
    if (usage.total == MetadataBlockCount(0))
        return "Error";
    return std::to_string(kMetadataBlockSectors) + ' ' + std::to_string(usage.used.raw()) + '/'
        + std::to_string(usage.total.raw()) + ' ' + std::to_string(usage.currentEra.raw()) + ' '
        + (usage.metadataSnapshot ? std::to_string(usage.metadataSnapshot->raw()) : "-");
}

template <class T> Result<std::uint64_t> rawOf(Result<T> value)
{
    return value ? Result<std::uint64_t>(value->raw()) : value.error();
}

Result<std::uint64_t> toValue(const Result<void>& done)
{
    return done ? Result<std::uint64_t>(0) : done.error();
}

Result<void> toOutcome(const Result<std::uint64_t>& value)
{
    return value ? Result<void>() : value.error();
}

Error changing()
{
    return { ErrorKind::Busy, 0,
             "its size is being changed, or it is being suspended or resumed: try again later" };
}

} // namespace

// Everything but the outcome queue belongs to the control thread. What takes time is answered
// later: the call is kept under a number, and its outcome comes back through the queue.
class ControlServer::Implementation {
public:
    Implementation(std::string path, UniqueFd socket, ControlledTarget& target, Log& log,
                   std::shared_ptr<OutcomeQueue> outcomes, std::unique_ptr<ListThread> lists)
        : m_path(std::move(path))
        , m_target(target)
        , m_log(log)
        , m_outcomes(std::move(outcomes))
        , m_lists(std::move(lists))
        , m_peers(
              std::move(socket), kMethods, this, [this](sd_bus* bus) { m_calls.forget(bus); }, log)
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

    static const sd_bus_vtable kMethods[];

    int status(sd_bus_message* call);
    int statistics(sd_bus_message* call);
    int checkpoint(sd_bus_message* call);
    int takeMetadataSnapshot(sd_bus_message* call);
    int dropMetadataSnapshot(sd_bus_message* call);
    int changedSince(sd_bus_message* call);
    int changedBetween(sd_bus_message* call);
    int addList(sd_bus_message* call, Era since, std::optional<Era> until, const char* format,
                int fd);
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
    Result<void> stopTarget();
    void endLoop(const char* reason);

    std::string m_path;
    ControlledTarget& m_target;
    Log& m_log;
    // Shared with the callbacks that the tracker holds, which may outlive the server.
    std::shared_ptr<OutcomeQueue> m_outcomes;
    std::unique_ptr<ListThread> m_lists;
    sd_event* m_event = nullptr;
    KeptCalls m_calls;
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
    SD_BUS_METHOD_WITH_NAMES("Status", "", , "sssuss",
                             SD_BUS_PARAM(line) SD_BUS_PARAM(state) SD_BUS_PARAM(failure)
                                 SD_BUS_PARAM(current_era) SD_BUS_PARAM(device_path)
                                     SD_BUS_PARAM(frontend),
                             dispatch<&Implementation::status>, 0),
    SD_BUS_METHOD_WITH_NAMES("Statistics", "", , "a{sv}", SD_BUS_PARAM(statistics),
                             dispatch<&Implementation::statistics>, 0),
    SD_BUS_METHOD_WITH_NAMES("Checkpoint", "", , "u", SD_BUS_PARAM(era),
                             dispatch<&Implementation::checkpoint>, 0),
    SD_BUS_METHOD_WITH_NAMES("TakeMetadataSnapshot", "", , "t", SD_BUS_PARAM(root),
                             dispatch<&Implementation::takeMetadataSnapshot>, 0),
    SD_BUS_METHOD("DropMetadataSnapshot", "", "", dispatch<&Implementation::dropMetadataSnapshot>,
                  0),
    SD_BUS_METHOD_WITH_NAMES("ChangedSince", "ush",
                             SD_BUS_PARAM(since) SD_BUS_PARAM(format) SD_BUS_PARAM(output), "t",
                             SD_BUS_PARAM(blocks), dispatch<&Implementation::changedSince>, 0),
    SD_BUS_METHOD_WITH_NAMES(
        "ChangedBetween", "uush",
        SD_BUS_PARAM(since) SD_BUS_PARAM(until) SD_BUS_PARAM(format) SD_BUS_PARAM(output), "tt",
        SD_BUS_PARAM(blocks) SD_BUS_PARAM(uncertain), dispatch<&Implementation::changedBetween>, 0),
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
    m_lists->stop();
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
    return [outcomes = m_outcomes, id](const Result<void>& done) {
        outcomes->post({ id, toValue(done) });
    };
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
    m_calls.answer(outcome);
}

int ControlServer::Implementation::status(sd_bus_message* call)
{
    const TrackerStatus status = m_target.tracker().status();
    return sd_bus_reply_method_return(call, "sssuss", statusLine(status.usage).c_str(),
                                      m_target.isSuspended() ? "suspended" : toString(status.state),
                                      status.failure.c_str(), status.usage.currentEra.raw(),
                                      m_target.devicePath().c_str(),
                                      m_target.frontendName().c_str());
}

int ControlServer::Implementation::statistics(sd_bus_message* call)
{
    return replyStatistics(call, m_target.figures());
}

int ControlServer::Implementation::checkpoint(sd_bus_message* call)
{
    m_target.tracker().checkpoint(
        [outcomes = m_outcomes, id = m_calls.keep(call, "u")](Result<Era> era) {
            outcomes->post({ id, rawOf(std::move(era)) });
        });
    return 1;
}

int ControlServer::Implementation::takeMetadataSnapshot(sd_bus_message* call)
{
    m_target.tracker().takeMetadataSnapshot(
        [outcomes = m_outcomes, id = m_calls.keep(call, "t")](Result<MetadataBlock> root) {
            outcomes->post({ id, rawOf(std::move(root)) });
        });
    return 1;
}

int ControlServer::Implementation::dropMetadataSnapshot(sd_bus_message* call)
{
    m_target.tracker().dropMetadataSnapshot(posting(m_calls.keep(call, "")));
    return 1;
}

int ControlServer::Implementation::changedSince(sd_bus_message* call)
{
    std::uint32_t since = 0;
    const char* format = nullptr;
    int fd = -1; // stays the message's
    if (const int r = sd_bus_message_read(call, "ush", &since, &format, &fd); r < 0)
        return r;
    return addList(call, Era(since), std::nullopt, format, fd);
}

int ControlServer::Implementation::changedBetween(sd_bus_message* call)
{
    std::uint32_t since = 0;
    std::uint32_t until = 0;
    const char* format = nullptr;
    int fd = -1; // stays the message's
    if (const int r = sd_bus_message_read(call, "uush", &since, &until, &format, &fd); r < 0)
        return r;
    if (since > until)
        return replyError(call, names::kErrorInvalidArguments,
                          "the first era, " + std::to_string(since) + ", is after the last, "
                              + std::to_string(until));
    return addList(call, Era(since), Era(until), format, fd);
}

// Takes the request, or answers at once why not.
int ControlServer::Implementation::addList(sd_bus_message* call, Era since,
                                           std::optional<Era> until, const char* format, int fd)
{
    const TrackerStatus status = m_target.tracker().status();
    const Era currentEra = status.usage.currentEra;
    if (status.usage.total == MetadataBlockCount(0))
        return replyError(call, names::kErrorFailed,
                          std::string("the metadata is ") + toString(status.state) + ": "
                              + status.failure);
    if (const Era last = until.value_or(since); last > currentEra) {
        return replyError(call, names::kErrorInvalidArguments,
                          "there is no era " + std::to_string(last.raw())
                              + " yet; the current era is " + std::to_string(currentEra.raw()));
    }
    const auto ignore = [](std::string_view) { return Result<void>(); };
    if (auto known = makeChangedListWriter(format, ignore); !known)
        return replyError(call, known.error());
    auto output = ListOutput::open(fd);
    if (!output)
        return replyError(call, output.error());
    auto metadata = m_target.openMetadataForReading();
    if (!metadata)
        return replyError(call, metadata.error());
    const std::uint64_t id = m_calls.keep(call, until ? "tt" : "t");
    if (!m_lists->add({ id, since, until, format, std::move(*output), std::move(*metadata) })) {
        sd_bus_message_unref(m_calls.take(id));
        return replyError(call, names::kErrorLimitsExceeded,
                          std::to_string(ListThread::kMaxWaiting)
                              + " lists of this device wait already; try again later");
    }
    return 1;
}

int ControlServer::Implementation::resize(sd_bus_message* call)
{
    int force = 0;
    if (const int r = sd_bus_message_read(call, "b", &force); r < 0)
        return r;
    if (m_change != 0)
        return replyError(call, changing());
    const std::uint64_t id = m_calls.keep(call, "");
    auto begun = m_target.beginResize(force != 0 ? Shrink::Allow : Shrink::Refuse, posting(id));
    if (begun)
        change(id, [this](const Outcome& engine) { answerResize(engine); });
    else
        answer({ id, begun.error() });
    return 1;
}

void ControlServer::Implementation::answerResize(const Outcome& outcome)
{
    const auto report
        = m_target.finishResize(outcome.value ? Result<void>() : outcome.value.error());
    if (!report) {
        answer({ outcome.id, report.error() });
        return;
    }
    sd_bus_message* const call = m_calls.take(outcome.id);
    if (!call)
        return;
    sd_bus_reply_method_return(call, "tuuttb", report->size.raw(), report->oldBlocks.raw(),
                               report->blocks.raw(), report->oldMetadataBlocks.raw(),
                               report->metadataBlocks.raw(), report->visible ? 1 : 0);
    sd_bus_message_unref(call);
}

int ControlServer::Implementation::suspend(sd_bus_message* call)
{
    if (m_change != 0)
        return replyError(call, changing());
    if (m_target.isSuspended())
        return sd_bus_reply_method_return(call, "");
    const std::uint64_t id = m_calls.keep(call, "");
    change(id, [this](const Outcome& engine) {
        answer({ engine.id, toValue(m_target.finishSuspend(toOutcome(engine.value))) });
    });
    m_target.beginSuspend(true, posting(id));
    return 1;
}

int ControlServer::Implementation::resume(sd_bus_message* call)
{
    if (m_change != 0)
        return replyError(call, changing());
    if (!m_target.isSuspended())
        return sd_bus_reply_method_return(call, "u",
                                          m_target.tracker().status().usage.currentEra.raw());
    const std::uint64_t id = m_calls.keep(call, "u");
    change(id, [this](const Outcome& engine) {
        m_target.finishResume();
        answer(engine);
    });
    m_target.beginResume([outcomes = m_outcomes, id](Result<Era> era) {
        outcomes->post({ id, rawOf(std::move(era)) });
    });
    return 1;
}

int ControlServer::Implementation::handOver(sd_bus_message* call)
{
    const std::uint64_t id = m_calls.keep(call, "");
    if (auto begun = beginHandOver(id); !begun)
        answer({ id, begun.error() });
    return 1;
}

// A device that is suspended stays so for the next process.
Result<void> ControlServer::Implementation::beginHandOver(std::uint64_t id)
{
    if (m_change != 0)
        return changing();
    if (auto possible = m_target.mayHandOver(); !possible)
        return possible;
    change(id, [this](const Outcome& engine) {
        if (!m_target.isSuspended()) {
            if (auto held = m_target.finishSuspend(toOutcome(engine.value)); !held) {
                m_log.say("not handed over: " + held.error().message());
                answer({ engine.id, held.error() });
                return;
            }
        }
        m_target.handOver();
        m_end = End::HandedOver;
        answer({ engine.id, Result<std::uint64_t>(0) });
        endLoop("the device was handed over");
    });
    if (m_target.isSuspended())
        m_outcomes->post({ id, Result<std::uint64_t>(0) });
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
    if (auto stopped = m_target.stop(); !stopped)
        return stopped;
    endLoop("the device was stopped");
    return {};
}

// Every call that waits is answered first.
void ControlServer::Implementation::endLoop(const char* reason)
{
    m_lists->stop();
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
    auto lists = ListThread::start(
        target.tracker(), [&target] { return target.geometry().size(); },
        [queue = *outcomes](std::uint64_t id, Result<ChangedAnswer> listed) {
            if (listed)
                queue->post({ id, listed->blocks, listed->uncertain });
            else
                queue->post({ id, listed.error() });
        });
    if (!lists)
        return lists.error();
    auto socket = listenOn(socketPath, Peers::kMaxConnections);
    if (!socket)
        return socket.error();
    return std::unique_ptr<ControlServer>(new ControlServer(std::make_unique<Implementation>(
        socketPath, std::move(*socket), target, log, std::move(*outcomes), std::move(*lists))));
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
