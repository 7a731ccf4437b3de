// SPDX-License-Identifier: GPL-2.0-or-later
#include "target_options.h"

#include "config/size.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <limits>
#include <string_view>

#include <CLI/CLI.hpp>

namespace blkera {

namespace {

constexpr int kWrongUsage = 2;

int refuse(std::string_view reason, int status)
{
    std::fprintf(stderr, "blkera-target: %.*s\n", static_cast<int>(reason.size()), reason.data());
    return status;
}

void makeAbsolute(std::string& path)
{
    if (!path.empty())
        path = std::filesystem::absolute(path).lexically_normal();
}

// The values of options that are more than a string or a number.
struct Texts {
    std::string blockSize = "0";
    std::string frontend = "auto";
};

Result<void> complete(const Texts& texts, TargetOptions& options)
{
    DeviceConfig& config = options.config;
    Result<SectorCount> blockSize = parseSize(texts.blockSize);
    if (!blockSize)
        return invalid("--block-size: " + blockSize.error().context);
    if (blockSize->raw() > std::numeric_limits<std::uint32_t>::max())
        return invalid("--block-size: " + texts.blockSize + " is too large");
    Result<FrontendKind> frontend = parseFrontendKind(texts.frontend);
    if (!frontend)
        return frontend.error();
    config.blockSizeSectors = static_cast<std::uint32_t>(blockSize->raw());
    config.frontend = *frontend;
    config.origin = std::filesystem::absolute(config.origin);
    config.metadata = std::filesystem::absolute(config.metadata);
    return checkDeviceConfig(config);
}

// A file that is wrong is no wrong usage: the device that it is about may wait for us.
void readConfig(TargetOptions& options)
{
    Result<DeviceConfig> read = readDeviceConfig(options.configFile);
    if (read) {
        options.config = *read;
        return;
    }
    options.config.name = std::filesystem::path(options.configFile).stem();
    // That there is none will not change by itself either.
    options.wrong = read.error().kind == ErrorKind::NotFound
        ? Error { ErrorKind::Invalid, read.error().errnoValue, read.error().context }
        : read.error();
}

} // namespace

std::optional<int> parseTargetOptions(int argc, char** argv, TargetOptions& options)
{
    CLI::App app("Serves one block device whose changes are remembered, era by era.",
                 "blkera-target");
    Texts texts;
    DeviceConfig& config = options.config;
    app.set_version_flag("--version", "blkera-target " BLKERA_VERSION);
    CLI::Option* file
        = app.add_option("--config", options.configFile, "The device's configuration, NAME.conf");
    for (CLI::Option* option : {
             app.add_option("--name", config.name, "The device's name, without a file"),
             app.add_option("--origin", config.origin, "The device whose writes are tracked"),
             app.add_option("--metadata", config.metadata, "The device for the metadata"),
             app.add_option("--block-size", texts.blockSize,
                            "Sectors, or bytes with a unit (64KiB); 0: as the metadata"),
             app.add_option("--frontend", texts.frontend, "auto, ublk or fuse"),
             app.add_option("--queues", config.queues, "0: one a CPU, up to 4"),
             app.add_option("--queue-depth", config.queueDepth, "Requests a queue; 0: 128"),
         })
        option->excludes(file);
    app.add_option("--runtime-dir", options.runtimeDirectory,
                   "Where the control socket NAME.sock is made")
        ->capture_default_str();
    app.add_option("--state-dir", options.stateDirectory,
                   "Where the device's state is kept, NAME.state")
        ->capture_default_str();
    CLI::Option* prepare
        = app.add_flag("--prepare", options.prepare,
                       "Check both devices, format blank metadata, print the outcome, and end");
    app.add_flag("--force-format", options.forceFormat,
                 "Format the metadata device whatever it holds")
        ->needs(prepare);
    CLI::Option* resize
        = app.add_flag("--resize", options.resize,
                       "Take in the sizes of both devices, print the outcome, and end")
              ->excludes(prepare);
    app.add_flag("--remove-leftover", options.removeLeftover,
                 "Take away the block device of a target that was killed, and end")
        ->excludes(prepare)
        ->excludes(resize);
    app.add_flag("--force", options.force,
                 "With --resize: let the device shrink; the history of its end is lost. With "
                 "--remove-leftover: whatever uses it gets errors")
        ->excludes(prepare);
    app.add_flag("--pass-through", options.passThrough,
                 "Serve without metadata, to measure what marking costs: marks nothing")
        ->excludes(prepare)
        ->excludes(resize);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& asked) {
        return app.exit(asked); // --help, --version
    } catch (const CLI::ParseError& error) {
        return refuse(error.what(), kWrongUsage);
    }
    makeAbsolute(options.runtimeDirectory);
    makeAbsolute(options.stateDirectory);
    if (options.removeLeftover && isDeviceName(config.name))
        return std::nullopt; // it needs no devices
    if (options.passThrough && config.metadata.empty())
        config.metadata = "/dev/null"; // a path for the checks; nobody opens it
    if (options.configFile.empty()
        && (config.name.empty() || config.origin.empty() || config.metadata.empty()))
        return refuse("give --config FILE, or --name, --origin and --metadata", kWrongUsage);
    if (!options.configFile.empty()) {
        makeAbsolute(options.configFile);
        readConfig(options);
    } else if (Result<void> completed = complete(texts, options); !completed) {
        return refuse(completed.error().message(), kWrongUsage);
    }
    return std::nullopt;
}

} // namespace blkera
