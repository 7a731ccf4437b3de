// SPDX-License-Identifier: GPL-2.0-or-later

// blkera-target as the daemon sees it: the same options, the real control socket and tracker, and
// no block device. What the device is called says how it behaves.

#include "config/device_config.h"
#include "tests/helper/control/file_target.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <pthread.h>
#include <sysexits.h>
#include <unistd.h>

using namespace blkera;
using namespace blkera::test;

namespace {

constexpr std::uint32_t kBlocks = 1'000;
constexpr off_t kMetadataBytes = 4 << 20;
constexpr int kRefused = 6;

int prepare(const DeviceConfig& config)
{
    if (config.name == "refused") {
        std::puts(R"({"error":"invalid","message":"metadata is neither blank nor era metadata"})");
        return EXIT_FAILURE;
    }
    if (config.name == "crashes")
        std::abort();
    if (config.name == "slow")
        ::sleep(5);
    std::printf("{\"block_size\":%u,\"blocks\":1000,\"formatted\":true,"
                "\"metadata_id\":\"\",\"origin_id\":\"serial:A12\"}\n",
                config.blockSizeSectors == 0 ? 128U : config.blockSizeSectors);
    return EXIT_SUCCESS;
}

// As if the origin had shrunk.
int resize(bool force)
{
    if (!force) {
        std::puts(R"({"error":"invalid","message":"shrunk: blkera resize x --force"})");
        return EXIT_FAILURE;
    }
    std::puts(R"({"size":8000,"old_blocks":2000,"blocks":1000,"old_metadata_blocks":512,)"
              R"("metadata_blocks":1024})");
    return EXIT_SUCCESS;
}

int serve(const DeviceConfig& config, const std::string& runtime)
{
    if (config.name == "dies") {
        std::fputs("blkera-target: dies: the metadata is not to be had\n", stderr);
        return EXIT_FAILURE;
    }
    const std::string metadata = runtime + "/" + config.name + ".metadata";
    const std::string socket = runtime + "/" + config.name + ".sock";
    if (config.name == "refused-later" && ::access(metadata.c_str(), F_OK) == 0) {
        std::fputs("blkera-target: refused-later: the disk is another one\n", stderr);
        ::unlink(socket.c_str());
        return kRefused;
    }
    if (FILE* file = std::fopen(metadata.c_str(), "a"))
        std::fclose(file);
    if (::truncate(metadata.c_str(), kMetadataBytes) != 0)
        return EXIT_FAILURE;
    const std::optional<TrackerState> state = trackerStateOf(config.name);
    auto target = state ? FileTarget::openUnusable(kBlocks, *state, "as the name says")
                        : FileTarget::open(metadata, kBlocks);
    if (!target) {
        std::fprintf(stderr, "blkera-target: %s\n", target.error().message().c_str());
        return EXIT_FAILURE;
    }
    // A list of what changed is longer than a small pipe.
    if (config.name.starts_with("striped")) {
        std::vector<BlockRange> everySecond;
        for (std::uint32_t block = 0; block < kBlocks; block += 2)
            everySecond.push_back({ BlockIndex(block), BlockIndex(block + 1) });
        (*target)->write(everySecond);
    }
    (*target)->setInUse(config.name == "mounted");
    (*target)->setOutlivesServer(config.name == "outlives");
    const auto log = Log::open(STDERR_FILENO, "blkera-target: ");
    if (!log)
        return EXIT_FAILURE;
    auto server = ControlServer::listen(socket, **target, **log);
    if (!server)
        return EXIT_FAILURE;
    const auto end = (*server)->run();
    if (!end)
        return EXIT_FAILURE;
    return *end == ControlServer::End::HandedOver ? EX_TEMPFAIL : EXIT_SUCCESS;
}

} // namespace

int main(int argc, char** argv)
{
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    sigaddset(&ending, SIGHUP);
    ::pthread_sigmask(SIG_BLOCK, &ending, nullptr);

    std::string file;
    std::string runtime;
    bool prepares = false;
    bool resizes = false;
    bool removes = false;
    bool force = false;
    for (int i = 1; i < argc; ++i) {
        const std::string_view option = argv[i];
        if (option == "--prepare")
            prepares = true;
        else if (option == "--resize")
            resizes = true;
        else if (option == "--remove-leftover")
            removes = true;
        else if (option == "--force")
            force = true;
        else if (option == "--config" && i + 1 < argc)
            file = argv[++i];
        else if (option == "--runtime-dir" && i + 1 < argc)
            runtime = argv[++i];
        else if ((option == "--state-dir" || option == "--name") && i + 1 < argc)
            ++i; // it keeps no state; the file has the name
        else if (option != "--force-format")
            return 2;
    }
    if (removes) {
        std::puts(R"({"removed":true})");
        return EXIT_SUCCESS;
    }
    const auto config = readDeviceConfig(file);
    if (!config)
        return 2;
    if (resizes)
        return resize(force);
    return prepares ? prepare(*config) : serve(*config, runtime);
}
