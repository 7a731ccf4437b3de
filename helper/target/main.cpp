// SPDX-License-Identifier: GPL-2.0-or-later

// blkera-target: serves one era device until it is told to stop. The parts are made and ended by
// EraDevice; what a request goes through is told in block/era_target.cpp.

#include "block/io_thread.h"
#include "confinement.h"
#include "control/control_server.h"
#include "era_device.h"
#include "frontend_choice.h"
#include "last_words.h"
#include "log/log.h"
#include "offline_resize.h"
#include "pass_through.h"
#include "place_check.h"
#include "prepare.h"
#include "state_keeper.h"
#include "supervision.h"
#include "target_options.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <new>
#include <system_error>
#include <vector>

#include <sys/mman.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>

using namespace blkera;

namespace {

int fail(const TargetOptions& options, const Error& error)
{
    std::fprintf(stderr, "blkera-target: %s: %s\n", options.config.name.c_str(),
                 error.message().c_str());
    return EXIT_FAILURE;
}

std::string socketPath(const TargetOptions& options)
{
    return options.runtimeDirectory + "/" + options.config.name + ".sock";
}

Result<void> checkPlaces(const TargetOptions& options, const std::string& leftover)
{
    std::vector<NeededPlace> needed = programPlaces();
    if (!options.configFile.empty())
        needed.push_back({ "the configuration file", options.configFile });
    // Files, that is: nodes lie in memory.
    needed.push_back({ "the origin", options.config.origin });
    needed.push_back({ "the metadata", options.config.metadata });
    needed.push_back({ "the state directory", options.stateDirectory });
    needed.push_back({ "the runtime directory", options.runtimeDirectory });
    return checkPlaces(options.config, leftover, needed, BlockStack());
}

// Every thread made from here on inherits it: the signals are the control socket's alone, a pipe
// that nobody reads is an error and no end, and memory is never got by writing to our own device.
void prepareProcess()
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGINT);
    sigaddset(&ending, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &ending, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    // These need rights that a container may lack; the device works without.
    (void)becomeIoFlusher();
    (void)mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT);
    avoidMemoryKiller();
    (void)dropCapabilities(Rights::Opening);
}

int prepare(const TargetOptions& options)
{
    Result<Preparation> prepared = prepareDevices(options.config, options.forceFormat);
    // What was recorded is about what was there before. If it stays, the next start checks more.
    if (prepared && prepared->formatted) {
        std::error_code ignored;
        std::filesystem::remove(stateFilePath(options.stateDirectory, options.config.name),
                                ignored);
    }
    std::puts(outcomeLine(prepared).c_str());
    return prepared ? EXIT_SUCCESS : fail(options, prepared.error());
}

int resize(const TargetOptions& options)
{
    StateKeeper state(
        { stateFilePath(options.stateDirectory, options.config.name), options.config.metadata });
    Result<ResizeReport> resized
        = resizeStopped(options.config, options.force ? Shrink::Allow : Shrink::Refuse, &state);
    std::puts(outcomeLine(resized).c_str());
    return resized ? EXIT_SUCCESS : fail(options, resized.error());
}

int removeLeftover(const TargetOptions& options)
{
    auto leftover = findLeftover(options.config.name, options.runtimeDirectory);
    Result<void> removed = leftover ? Result<void>() : leftover.error();
    if (removed && *leftover)
        removed = UblkFrontend::removeLeftover(**leftover, options.force);
    std::puts(removed ? "{\"removed\":true}" : errorLine(removed.error()).c_str());
    return removed ? EXIT_SUCCESS : fail(options, removed.error());
}

// Without memory or threads there is no device, and nothing of one remains.
Result<std::unique_ptr<EraDevice>> startDevice(const TargetOptions& options,
                                               std::optional<UblkLeftover> leftover, Log& log)
{
    try {
        return EraDevice::start(options.config,
                                { options.runtimeDirectory, options.stateDirectory },
                                std::move(leftover), log);
    } catch (const std::bad_alloc&) {
        return ioError(ENOMEM, "the device cannot be started");
    } catch (const std::system_error& error) {
        return ioError(error.code().value(), "the device cannot be started");
    }
}

// systemd keeps the status, for the daemon and for whoever looks at the unit.
int failed(Log& log, const Error& error)
{
    log.say(error.message());
    sd_notifyf(0, "STATUS=%s", error.message().c_str());
    return EXIT_FAILURE;
}

int failStart(const TargetOptions& options, Log& log, const Error& error, Waiting waiting)
{
    (void)failed(log, error);
    return statusOfFailedStart(error, waiting, socketPath(options));
}

int serve(const TargetOptions& options, Log& log)
{
    std::error_code made;
    std::filesystem::create_directories(options.runtimeDirectory, made);
    if (made)
        return failStart(options, log, ioError(made.value(), options.runtimeDirectory),
                         Waiting::Nobody);
    const bool isAskedFor = takeQuestion(options.runtimeDirectory, options.config.name);
    auto leftover = findLeftover(options.config.name, options.runtimeDirectory);
    if (!leftover)
        return failStart(options, log, leftover.error(), Waiting::Users);
    const bool isLeft = leftover->has_value();
    const Waiting waiting = isLeft ? Waiting::Users : isAskedFor ? Waiting::Asker : Waiting::Nobody;
    if (!options.wrong)
        return failStart(options, log, options.wrong.error(), waiting);
    if (!isAskedFor)
        awaitDevices(options.config);
    if (Result<void> placed = checkPlaces(options, isLeft ? (*leftover)->devicePath() : "");
        !placed)
        return failStart(options, log, placed.error(), waiting);
    if (options.passThrough) {
        Result<void> served
            = servePassThrough(options.config, options.runtimeDirectory, *leftover, log);
        return served ? EXIT_SUCCESS : failed(log, served.error());
    }
    auto device = startDevice(options, std::move(*leftover), log);
    if (!device)
        return failStart(options, log, device.error(), waiting);
    auto control = ControlServer::listen(socketPath(options), **device, log);
    if (!control) {
        (void)(*device)->stop();
        return failStart(options, log, control.error(), waiting);
    }
    if (Result<void> confined = confineProcess(); !confined)
        log.say(confined.error().message());
    sd_notifyf(0, "READY=1\nSTATUS=serves %s", (*device)->devicePath().c_str());
    auto end = (*control)->run();
    if (!end)
        return failed(log, end.error());
    if (const Result<void>& archived = (*device)->archived(); !archived)
        return failed(log, archived.error());
    return *end == ControlServer::End::HandedOver ? kHandedOverStatus : EXIT_SUCCESS;
}

// From here on nothing is written to stderr but by the log's own thread.
int serve(const TargetOptions& options)
{
    dieWithoutWaiting();
    prepareProcess();
    auto log = Log::open(STDERR_FILENO, "blkera-target: " + options.config.name + ": ");
    return log ? serve(options, **log) : fail(options, log.error());
}

} // namespace

int main(int argc, char** argv)
{
    TargetOptions options;
    if (std::optional<int> done = parseTargetOptions(argc, argv, options))
        return *done;
    if (options.removeLeftover)
        return removeLeftover(options);
    if (!options.prepare && !options.resize)
        return serve(options);
    if (!options.wrong) {
        (void)fail(options, options.wrong.error());
        return kRefusedStatus;
    }
    if (Result<void> placed = checkPlaces(options, {}); !placed) {
        std::puts(errorLine(placed.error()).c_str());
        return fail(options, placed.error());
    }
    return options.resize ? resize(options) : prepare(options);
}
