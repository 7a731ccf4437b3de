// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"
#include "config/device_config.h"
#include "config/era_table.h"
#include "config/size.h"

#include <limits>
#include <memory>

#include <QDir>
#include <QFileInfo>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

struct Options {
    std::string name;
    std::string origin;
    std::string metadata;
    std::string blockSize;
    std::string table;
    std::string frontend = "auto";
    std::string queues = "0";
    std::string queueDepth = "0";
    bool noStart = false;
    bool forceFormat = false;
    bool json = false;
};

// The daemon has another working directory. Links stay: they are often the stable name of a device.
std::string absolute(const std::string& path)
{
    if (path.empty())
        return path;
    return QFileInfo(QString::fromStdString(path)).absoluteFilePath().toStdString();
}

Result<void> takeTable(const std::string& line, DeviceConfig& config)
{
    const Result<EraTable> table = parseEraTable(line);
    if (!table)
        return table.error();
    // An origin that cannot be looked at from here is the daemon's to judge.
    const auto whole = checkTableLength(*table);
    if (!whole && whole.error().kind == ErrorKind::Invalid)
        return whole;
    config.origin = absolute(table->origin);
    config.metadata = absolute(table->metadata);
    config.blockSizeSectors = table->blockSizeSectors;
    return {};
}

Result<void> takeDevices(const Options& options, DeviceConfig& config)
{
    config.origin = absolute(options.origin);
    config.metadata = absolute(options.metadata);
    if (options.blockSize.empty())
        return {};
    const Result<SectorCount> size = parseSize(options.blockSize);
    if (!size)
        return size.error();
    if (size->raw() == 0 || size->raw() > std::numeric_limits<std::uint32_t>::max())
        return invalid("--block-size " + options.blockSize
                       + ": use a multiple of 8 sectors (4KiB)");
    config.blockSizeSectors = static_cast<std::uint32_t>(size->raw());
    return {};
}

Result<std::uint16_t> takeNumber(const char* option, const std::string& text, std::uint16_t maximum)
{
    const auto number = parseNumber(text, maximum);
    if (!number)
        return invalid(std::string(option) + " \"" + text + "\": use a number from 0 to "
                       + std::to_string(maximum));
    return static_cast<std::uint16_t>(*number);
}

// The same checks as the daemon's, so that nonsense is refused without asking for a password.
Result<DeviceConfig> configOf(const Options& options)
{
    DeviceConfig config;
    config.name = options.name;
    const auto devices
        = options.table.empty() ? takeDevices(options, config) : takeTable(options.table, config);
    if (!devices)
        return devices.error();
    const Result<FrontendKind> frontend = parseFrontendKind(options.frontend);
    if (!frontend)
        return frontend.error();
    const auto queues = takeNumber("--queues", options.queues, kMaxQueues);
    if (!queues)
        return queues.error();
    const auto queueDepth = takeNumber("--queue-depth", options.queueDepth, kMaxQueueDepth);
    if (!queueDepth)
        return queueDepth.error();
    config.frontend = *frontend;
    config.queues = *queues;
    config.queueDepth = *queueDepth;
    if (auto good = checkDeviceConfig(config); !good)
        return good.error();
    return config;
}

Ending printPath(EraClient& client, const QString& name, const Options& options)
{
    if (options.noStart && !options.json)
        return {};
    const Outcome<DeviceInfo> device = await(client.device(name));
    if (!device)
        return endingOf(device.error(), name);
    if (options.json)
        return print(jsonText(deviceJson(*device)));
    return print(device->devicePath.toUtf8() + '\n');
}

Ending create(EraClient& client, const Options& options)
{
    if (options.table.empty() && (options.origin.empty() || options.metadata.empty()))
        return wrongUsage(Texts::tr("create %1: give --origin DEV and --metadata DEV, or --table")
                              .arg(QString::fromStdString(options.name)));
    const Result<DeviceConfig> config = configOf(options);
    if (!config)
        return wrongUsage(QStringLiteral("create %1: %2")
                              .arg(QString::fromStdString(options.name),
                                   QString::fromStdString(config.error().message())));
    const NewDevice device {
        .name = QString::fromStdString(config->name),
        .origin = QString::fromStdString(config->origin),
        .metadata = QString::fromStdString(config->metadata),
        .blockSizeSectors = config->blockSizeSectors,
        .frontend = QLatin1String(toString(config->frontend)),
        .queues = config->queues,
        .queueDepth = config->queueDepth,
        .forceFormat = options.forceFormat,
        .start = !options.noStart,
    };
    const Outcome<Done> done = await(client.create(device));
    if (!done)
        return endingOf(done.error(), device.name);
    return printPath(client, device.name, options);
}

} // namespace

Verb addCreate(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "create", helpText(Texts::tr("Set up a device, start it and print its block device")));
    command->footer(
        helpText(Texts::tr("Sizes: a bare number counts sectors of 512 bytes; 64KiB and 1MiB are "
                           "bytes.\nMetadata that is all zeros is formatted, era metadata is kept "
                           "and used, anything else is refused.")));
    auto options = std::make_shared<Options>();
    Options& o = *options;
    addDeviceName(*command, o.name);
    command
        ->add_option("--origin", o.origin,
                     helpText(Texts::tr("The block device, or file, whose writes are tracked")))
        ->type_name("DEV");
    command
        ->add_option("--metadata", o.metadata,
                     helpText(Texts::tr("The block device, or file, that keeps the marks")))
        ->type_name("DEV");
    command
        ->add_option("--block-size", o.blockSize,
                     helpText(Texts::tr("What is tracked as one, a multiple of 4KiB; default: "
                                        "as the metadata has it, or 64KiB")))
        ->type_name("SIZE");
    command
        ->add_option("--table", o.table,
                     helpText(Texts::tr("Instead of these three, a dm-era table line: \"0 LEN "
                                        "era METADATA ORIGIN BLOCKSIZE\"; LEN has to be the "
                                        "origin's")))
        ->type_name("LINE")
        ->excludes("--origin")
        ->excludes("--metadata")
        ->excludes("--block-size");
    command
        ->add_option("--frontend", o.frontend,
                     helpText(Texts::tr("auto, ublk or fuse; default: auto")))
        ->type_name("KIND");
    command->add_option("--queues", o.queues, helpText(Texts::tr("Default: one a CPU, up to 4")))
        ->type_name("N");
    command
        ->add_option("--queue-depth", o.queueDepth,
                     helpText(Texts::tr("Requests in flight a queue; default: 128")))
        ->type_name("N");
    command->add_flag("--no-start", o.noStart,
                      helpText(Texts::tr("Only set it up; 'blkera start' starts it")));
    command->add_flag("--force-format", o.forceFormat,
                      helpText(Texts::tr("Format the metadata device whatever is on it")));
    addJson(*command, o.json);
    addExamples(*command,
                { "blkera create vault --origin /dev/sdb --metadata /dev/sdc1 --block-size 64KiB",
                  "blkera create vault --table \"0 2097152 era /dev/sdc1 /dev/sdb 128\"" });
    return { command, [options](EraClient& client) { return create(client, *options); } };
}

} // namespace blkera
