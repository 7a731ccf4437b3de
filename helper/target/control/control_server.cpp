// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/control_server.h"

#include "base/unique_fd.h"
#include "control/control_socket.h"
#include "control/list_thread.h"
#include "control/outcome_queue.h"
#include "dbus/names.h"
#include "formats/changed_list.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <unordered_map>

#include <pthread.h>
#include <signal.h>
#include <sys/epoll.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-event.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr int kMaxConnections = 16;
constexpr unsigned kMetadataBlockSectors = kMetadataBlockBytes / kSectorBytes;

const char* errorName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Invalid:
        return names::kErrorInvalidArguments;
    case ErrorKind::Busy:
        return names::kErrorBusy;
    case ErrorKind::Io:
    case ErrorKind::Corrupt:
    case ErrorKind::NoSpace:
    case ErrorKind::NotFound: // no metadata snapshot; the bus's NotFound means the device
    case ErrorKind::Unsupported:
        break;
    }
    return names::kErrorFailed;
}

int replyError(sd_bus_message* call, const char* name, const std::string& message)
{
    return sd_bus_reply_method_errorf(call, name, "%s", message.c_str());
}

int replyError(sd_bus_message* call, const Error& error)
{
    return replyError(call, errorName(error.kind), error.message());
}

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

} // namespace

// Everything but the outcome queue belongs to the control thread. What takes time is answered
// later: the call is kept under a number, and its outcome comes back through the queue.
class ControlServer::Implementation {
public:
    Implementation(std::string path, UniqueFd socket, ControlledTarget& target,
                   std::shared_ptr<OutcomeQueue> outcomes, std::unique_ptr<ListThread> lists)
        : m_path(std::move(path))
        , m_socket(std::move(socket))
        , m_target(target)
        , m_outcomes(std::move(outcomes))
        , m_lists(std::move(lists))
    {
    }

    Implementation(const Implementation&) = delete;
    Implementation& operator=(const Implementation&) = delete;
    ~Implementation();

    Result<void> run();

private:
    struct KeptCall {
        sd_bus_message* call = nullptr;
        std::string_view replyType; // "u", "t", "tt" or nothing
    };

    template <int (Implementation::*method)(sd_bus_message*)>
    static int dispatch(sd_bus_message* call, void* self, sd_bus_error*)
    {
        return (static_cast<Implementation*>(self)->*method)(call);
    }

    static const sd_bus_vtable kMethods[];

    int status(sd_bus_message* call);
    int checkpoint(sd_bus_message* call);
    int takeMetadataSnapshot(sd_bus_message* call);
    int dropMetadataSnapshot(sd_bus_message* call);
    int changedSince(sd_bus_message* call);
    int changedBetween(sd_bus_message* call);
    int addList(sd_bus_message* call, Era since, std::optional<Era> until, const char* format,
                int fd);
    int resize(sd_bus_message* call);
    void answerResize(const Outcome& outcome);
    int stop(sd_bus_message* call);
    int disconnected(sd_bus_message* signal);

    std::uint64_t keep(sd_bus_message* call, std::string_view replyType);
    void answerOutcomes();
    void answer(const Outcome& outcome);
    Result<void> stopTarget();
    void accept();
    int addConnection(UniqueFd socket);
    void drop(sd_bus* bus);
    void processConnections();

    std::string m_path;
    UniqueFd m_socket;
    ControlledTarget& m_target;
    // Shared with the callbacks that the tracker holds, which may outlive the server.
    std::shared_ptr<OutcomeQueue> m_outcomes;
    std::unique_ptr<ListThread> m_lists;
    sd_event* m_event = nullptr;
    std::vector<sd_bus*> m_connections;
    std::unordered_map<std::uint64_t, KeptCall> m_kept;
    std::uint64_t m_lastId = 0;
    std::uint64_t m_resize = 0; // the call that has begun one and waits for the engine
};

const sd_bus_vtable ControlServer::Implementation::kMethods[] = {
    // Whoever was let in may do everything, hence "unprivileged".
    SD_BUS_VTABLE_START(SD_BUS_VTABLE_UNPRIVILEGED),
    SD_BUS_METHOD_WITH_NAMES("Status", "", , "sssuss",
                             SD_BUS_PARAM(line) SD_BUS_PARAM(state) SD_BUS_PARAM(failure)
                                 SD_BUS_PARAM(current_era) SD_BUS_PARAM(device_path)
                                     SD_BUS_PARAM(frontend),
                             dispatch<&Implementation::status>, 0),
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
    SD_BUS_METHOD("Stop", "", "", dispatch<&Implementation::stop>, 0),
    SD_BUS_VTABLE_END,
};

ControlServer::Implementation::~Implementation()
{
    m_lists->stop();
    while (!m_connections.empty())
        drop(m_connections.back());
    sd_event_unref(m_event);
    ::unlink(m_path.c_str());
}

Result<void> ControlServer::Implementation::run()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);

    const auto onSignal = [](sd_event_source*, const signalfd_siginfo*, void* self) {
        auto& server = *static_cast<Implementation*>(self);
        if (auto stopped = server.stopTarget(); !stopped)
            std::fprintf(stderr, "blkera-target: not stopped: %s\n",
                         stopped.error().message().c_str());
        return 0;
    };
    const auto onConnection = [](sd_event_source*, int, std::uint32_t, void* self) {
        static_cast<Implementation*>(self)->accept();
        return 0;
    };
    const auto onOutcome = [](sd_event_source*, int, std::uint32_t, void* self) {
        static_cast<Implementation*>(self)->answerOutcomes();
        return 0;
    };
    const auto afterEvents = [](sd_event_source*, void* self) {
        static_cast<Implementation*>(self)->processConnections();
        return 0;
    };
    int r = sd_event_new(&m_event);
    if (r >= 0)
        r = sd_event_add_signal(m_event, nullptr, SIGTERM, onSignal, this);
    if (r >= 0)
        r = sd_event_add_signal(m_event, nullptr, SIGINT, onSignal, this);
    if (r >= 0)
        r = sd_event_add_io(m_event, nullptr, m_socket.get(), EPOLLIN, onConnection, this);
    if (r >= 0)
        r = sd_event_add_io(m_event, nullptr, m_outcomes->eventFd(), EPOLLIN, onOutcome, this);
    if (r >= 0)
        r = sd_event_add_post(m_event, nullptr, afterEvents, this);
    if (r >= 0)
        r = sd_event_loop(m_event);
    return r < 0 ? Result<void>(ioError(-r, "control loop")) : Result<void>();
}

void ControlServer::Implementation::accept()
{
    UniqueFd socket = acceptConnection(m_socket.get());
    if (!socket)
        return;
    if (std::ssize(m_connections) >= kMaxConnections) {
        std::fprintf(stderr, "blkera-target: a connection was refused: there are %zu already\n",
                     m_connections.size());
        return;
    }
    // Who only knocks, to see whether somebody is here, has gone by now.
    if (const int r = addConnection(std::move(socket)); r < 0 && r != -ECONNRESET)
        std::fprintf(stderr, "blkera-target: a connection was refused: %s\n", std::strerror(-r));
}

int ControlServer::Implementation::addConnection(UniqueFd socket)
{
    sd_bus* bus = nullptr;
    sd_id128_t id {};
    int r = sd_id128_randomize(&id);
    if (r >= 0)
        r = sd_bus_new(&bus);
    if (r < 0)
        return r;
    m_connections.push_back(bus);
    r = sd_bus_set_fd(bus, socket.get(), socket.get());
    if (r >= 0)
        socket.release(); // the bus closes it
    if (r >= 0)
        r = sd_bus_set_server(bus, 1, id);
    if (r >= 0)
        r = sd_bus_add_object_vtable(bus, nullptr, names::kTargetPath, names::kTargetInterface,
                                     kMethods, this);
    if (r >= 0)
        r = sd_bus_match_signal(bus, nullptr, nullptr, "/org/freedesktop/DBus/Local",
                                "org.freedesktop.DBus.Local", "Disconnected",
                                dispatch<&Implementation::disconnected>, this);
    if (r >= 0)
        r = sd_bus_start(bus);
    if (r >= 0)
        r = sd_bus_attach_event(bus, m_event, SD_EVENT_PRIORITY_NORMAL);
    if (r < 0)
        drop(bus);
    return r;
}

int ControlServer::Implementation::disconnected(sd_bus_message* signal)
{
    drop(sd_bus_message_get_bus(signal));
    return 0;
}

// A client may send its first call together with the end of its authentication. sd-bus (252) reads
// both and waits for the socket before it looks at the call, so it is made to look once more.
void ControlServer::Implementation::processConnections()
{
    for (sd_bus* bus : std::vector<sd_bus*>(m_connections)) {
        sd_bus_ref(bus); // it may be dropped meanwhile
        while (sd_bus_process(bus, nullptr) > 0) { }
        sd_bus_unref(bus);
    }
}

// Its unanswered calls hold references on a connection; so they go first.
void ControlServer::Implementation::drop(sd_bus* bus)
{
    for (auto kept = m_kept.begin(); kept != m_kept.end();) {
        if (sd_bus_message_get_bus(kept->second.call) == bus) {
            sd_bus_message_unref(kept->second.call);
            kept = m_kept.erase(kept);
        } else {
            ++kept;
        }
    }
    std::erase(m_connections, bus);
    sd_bus_detach_event(bus);
    sd_bus_close_unref(bus);
}

std::uint64_t ControlServer::Implementation::keep(sd_bus_message* call, std::string_view replyType)
{
    m_kept.emplace(++m_lastId, KeptCall { sd_bus_message_ref(call), replyType });
    return m_lastId;
}

void ControlServer::Implementation::answerOutcomes()
{
    for (const Outcome& outcome : m_outcomes->take())
        answer(outcome);
}

void ControlServer::Implementation::answer(const Outcome& outcome)
{
    if (outcome.id == m_resize) {
        answerResize(outcome);
        return;
    }
    const auto found = m_kept.find(outcome.id);
    if (found == m_kept.end())
        return; // the caller has gone
    const auto [call, replyType] = found->second;
    m_kept.erase(found);
    if (!outcome.value)
        replyError(call, outcome.value.error());
    else if (replyType == "u")
        sd_bus_reply_method_return(call, "u", static_cast<std::uint32_t>(*outcome.value));
    else if (replyType == "t")
        sd_bus_reply_method_return(call, "t", *outcome.value);
    else if (replyType == "tt")
        sd_bus_reply_method_return(call, "tt", *outcome.value, outcome.more);
    else
        sd_bus_reply_method_return(call, "");
    sd_bus_message_unref(call);
}

int ControlServer::Implementation::status(sd_bus_message* call)
{
    const TrackerStatus status = m_target.tracker().status();
    return sd_bus_reply_method_return(call, "sssuss", statusLine(status.usage).c_str(),
                                      toString(status.state), status.failure.c_str(),
                                      status.usage.currentEra.raw(), m_target.devicePath().c_str(),
                                      m_target.frontendName().c_str());
}

int ControlServer::Implementation::checkpoint(sd_bus_message* call)
{
    m_target.tracker().checkpoint([outcomes = m_outcomes, id = keep(call, "u")](Result<Era> era) {
        outcomes->post({ id, rawOf(std::move(era)) });
    });
    return 1;
}

int ControlServer::Implementation::takeMetadataSnapshot(sd_bus_message* call)
{
    m_target.tracker().takeMetadataSnapshot(
        [outcomes = m_outcomes, id = keep(call, "t")](Result<MetadataBlock> root) {
            outcomes->post({ id, rawOf(std::move(root)) });
        });
    return 1;
}

int ControlServer::Implementation::dropMetadataSnapshot(sd_bus_message* call)
{
    m_target.tracker().dropMetadataSnapshot(
        [outcomes = m_outcomes, id = keep(call, "")](Result<void> dropped) {
            outcomes->post({ id, dropped ? Result<std::uint64_t>(0) : dropped.error() });
        });
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
    const std::uint64_t id = keep(call, until ? "tt" : "t");
    if (!m_lists->add({ id, since, until, format, std::move(*output), std::move(*metadata) })) {
        sd_bus_message_unref(m_kept.at(id).call);
        m_kept.erase(id);
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
    if (m_resize != 0)
        return replyError(call, names::kErrorBusy,
                          "its size is being changed already: try again later");
    const std::uint64_t id = keep(call, "");
    auto begun = m_target.beginResize(
        force != 0 ? Shrink::Allow : Shrink::Refuse,
        [outcomes = m_outcomes, id](Result<void> engine) {
            outcomes->post({ id, engine ? Result<std::uint64_t>(0) : engine.error() });
        });
    if (begun)
        m_resize = id;
    else
        answer({ id, begun.error() });
    return 1;
}

// The rest of it is done even if the caller has gone.
void ControlServer::Implementation::answerResize(const Outcome& outcome)
{
    m_resize = 0;
    const auto report
        = m_target.finishResize(outcome.value ? Result<void>() : outcome.value.error());
    const auto found = m_kept.find(outcome.id);
    if (!report || found == m_kept.end()) {
        answer({ outcome.id, report ? Result<std::uint64_t>(0) : report.error() });
        return;
    }
    sd_bus_message* const call = found->second.call;
    m_kept.erase(found);
    sd_bus_reply_method_return(call, "tuuttb", report->size.raw(), report->oldBlocks.raw(),
                               report->blocks.raw(), report->oldMetadataBlocks.raw(),
                               report->metadataBlocks.raw(), report->visible ? 1 : 0);
    sd_bus_message_unref(call);
}

int ControlServer::Implementation::stop(sd_bus_message* call)
{
    if (auto stopped = stopTarget(); !stopped)
        return replyError(call, stopped.error());
    // Sent at once, unless the caller does not read; then it sees the end of the connection.
    return sd_bus_reply_method_return(call, "");
}

// Once it has succeeded, every call that waits is answered and the loop ends.
Result<void> ControlServer::Implementation::stopTarget()
{
    if (auto stopped = m_target.stop(); !stopped)
        return stopped;
    m_lists->stop();
    answerOutcomes();
    while (!m_kept.empty())
        answer({ m_kept.begin()->first, ioError(ECANCELED, "the device was stopped") });
    sd_event_exit(m_event, 0);
    return {};
}

Result<std::unique_ptr<ControlServer>> ControlServer::listen(const std::string& socketPath,
                                                             ControlledTarget& target)
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
    auto socket = listenOn(socketPath, kMaxConnections);
    if (!socket)
        return socket.error();
    return std::unique_ptr<ControlServer>(new ControlServer(std::make_unique<Implementation>(
        socketPath, std::move(*socket), target, std::move(*outcomes), std::move(*lists))));
}

ControlServer::ControlServer(std::unique_ptr<Implementation> implementation)
    : m_implementation(std::move(implementation))
{
}

ControlServer::~ControlServer() = default;

Result<void> ControlServer::run()
{
    return m_implementation->run();
}

} // namespace blkera
