// SPDX-License-Identifier: GPL-2.0-or-later
#include "offline_resize.h"

#include "era/activation.h"
#include "prepare.h"

#include <nlohmann/json.hpp>

namespace blkera {

namespace {

Error named(const DeviceConfig& config, const Error& error)
{
    return { error.kind, error.errnoValue, "metadata " + config.metadata + ": " + error.context };
}

} // namespace

Result<ResizeReport> resizeStopped(const DeviceConfig& config, Shrink shrink, StateRecord* record)
{
    Result<CheckedDevices> devices = openForService(config);
    if (!devices)
        return devices.error();
    const Geometry& geometry = devices->geometry;
    ResizeReport report;
    report.size = geometry.size();
    report.blocks = geometry.blocks();
    {
        auto before = Metadata::open(*devices->metadata, geometry.blockSizeSectors());
        if (!before)
            return named(config, before.error());
        report.oldBlocks = (*before)->nrBlocks();
        report.oldMetadataBlocks = (*before)->usage().total;
    }
    auto activation = activateMetadata(*devices->metadata, geometry.blockSizeSectors(),
                                       geometry.blocks(), shrink, record);
    if (!activation)
        return named(config, explainShrink(config, activation.error()));
    if (activation->state != TrackerState::Running)
        return Error { activation->state == TrackerState::MetadataFull ? ErrorKind::NoSpace
                                                                       : ErrorKind::Io,
                       0, "metadata " + config.metadata + ": " + activation->reason };
    report.metadataBlocks = activation->metadata->usage().total;
    if (auto stopped = activation->metadata->deactivate(); !stopped)
        return named(config, stopped.error());
    return report;
}

Error explainShrink(const DeviceConfig& config, const Error& refused)
{
    if (refused.kind != ErrorKind::Invalid)
        return refused;
    return { refused.kind, refused.errnoValue,
             refused.context + " If it was made smaller on purpose, 'blkera resize " + config.name
                 + " --force' gives up the history of its end" };
}

std::string outcomeLine(const Result<ResizeReport>& resized)
{
    if (!resized)
        return errorLine(resized.error());
    const nlohmann::json outcome = { { "size", resized->size.raw() },
                                     { "old_blocks", resized->oldBlocks.raw() },
                                     { "blocks", resized->blocks.raw() },
                                     { "old_metadata_blocks", resized->oldMetadataBlocks.raw() },
                                     { "metadata_blocks", resized->metadataBlocks.raw() } };
    return outcome.dump();
}

} // namespace blkera
