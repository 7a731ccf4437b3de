// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/device_checks.h"

#include "client/texts.h"
#include "config/device_config.h"
#include "config/plain_path.h"
#include "config/size.h"
#include "widgets/dialogs/metadata_estimate.h"

#include <algorithm>
#include <limits>

namespace blkera {
namespace {

constexpr quint32 kDefaultBlockSizeSectors = 128;
constexpr quint32 kBlockSizeStepSectors = 8;
constexpr quint64 kBlockLimit = (1ULL << 31) - 1; // what the metadata's format has room for
constexpr quint32 kLargestAdviceSectors = 1U << 20;

Finding error(const QString& text)
{
    return { Severity::Error, text };
}

Finding warning(const QString& text)
{
    return { Severity::Warning, text };
}

} // namespace

DeviceChecks::DeviceChecks(const BlockDeviceModel& blockDevices, const QList<DeviceInfo>& existing)
    : m_blockDevices(blockDevices)
    , m_existing(existing)
{
}

std::optional<quint32> DeviceChecks::blockSizeSectors(const QString& text)
{
    if (text.isEmpty())
        return 0;
    const auto size = parseSize(text.toStdString());
    if (!size || size->raw() == 0 || size->raw() % kBlockSizeStepSectors != 0
        || size->raw() > std::numeric_limits<quint32>::max())
        return std::nullopt;
    return quint32(size->raw());
}

Finding DeviceChecks::name(const DeviceDraft& draft) const
{
    if (!draft.name.isEmpty() && !isDeviceName(draft.name.toStdString()))
        return error(Texts::tr("Use 1 to 64 of A-Z a-z 0-9 . _ - and no dot at the start."));
    if (std::ranges::find(m_existing, draft.name, &DeviceInfo::name) != m_existing.end())
        return error(Texts::tr("There is a device of this name already."));
    return { Severity::None, Texts::tr("What the device is called from now on.") };
}

Finding DeviceChecks::path(const QString& path, const HostDevice* device) const
{
    if (!path.startsWith(u'/'))
        return error(Texts::tr("Give the whole path: it begins with a slash."));
    if (!isPlainPath(path.toStdString()))
        return error(Texts::tr("Give a plain path, without “..” and the like."));
    if (device) {
        if (device->isReadOnly)
            return error(Texts::tr("It is read-only."));
        if (!device->mountPoints.isEmpty())
            return warning(Texts::tr("It is mounted on %1: unmount it before.")
                               .arg(device->mountPoints.constFirst()));
        if (!device->holders.isEmpty())
            return warning(Texts::tr("It is used by %1: it has to be free before.")
                               .arg(device->holders.constFirst()));
        return {};
    }
    if (!path.startsWith(QLatin1String("/dev/")))
        return warning(Texts::tr("It is not under /dev. The service takes files only from the "
                                 "folders that its configuration allows."));
    return warning(Texts::tr("There is no such block device on this machine."));
}

bool DeviceChecks::isSame(const QString& one, const QString& other) const
{
    if (one == other)
        return true;
    const HostDevice* const first = m_blockDevices.find(one);
    return first && first == m_blockDevices.find(other);
}

Finding DeviceChecks::origin(const DeviceDraft& draft) const
{
    if (draft.origin.isEmpty())
        return { Severity::None,
                 Texts::tr(
                     "The block device whose writes are to be tracked. What is on it stays.") };
    const HostDevice* const device = m_blockDevices.find(draft.origin);
    if (const Finding found = path(draft.origin, device); found.isError())
        return found;
    for (const DeviceInfo& existing : m_existing) {
        if (isSame(draft.origin, existing.origin))
            return error(Texts::tr("It is the origin of %1 already.").arg(existing.name));
        if (isSame(draft.origin, existing.metadata))
            return error(Texts::tr("The metadata of %1 is on it.").arg(existing.name));
    }
    if (const Finding found = path(draft.origin, device); found.severity != Severity::None)
        return found;
    return { Severity::None, device->description() };
}

Finding DeviceChecks::metadata(const DeviceDraft& draft) const
{
    if (draft.metadata.isEmpty())
        return { Severity::None,
                 Texts::tr("A small block device of its own that keeps the marks. A blank one is "
                           "formatted, era metadata is kept and used.") };
    const HostDevice* const device = m_blockDevices.find(draft.metadata);
    const Finding found = path(draft.metadata, device);
    if (found.isError())
        return found;
    if (isSame(draft.metadata, draft.origin))
        return error(Texts::tr("It is the origin: the marks need a device of their own."));
    const HostDevice* const origin = m_blockDevices.find(draft.origin);
    if (device && origin && !origin->kernelName.isEmpty()
        && (device->disk == origin->kernelName || origin->disk == device->kernelName))
        return error(
            Texts::tr("One is a part of the other: the marks need a device of their own."));
    for (const DeviceInfo& existing : m_existing) {
        if (isSame(draft.metadata, existing.metadata))
            return error(Texts::tr("The metadata of %1 is on it.").arg(existing.name));
        if (isSame(draft.metadata, existing.origin))
            return error(Texts::tr("It is the origin of %1.").arg(existing.name));
    }
    if (found.severity != Severity::None)
        return found;
    if (!device->holds.isEmpty())
        return warning(Texts::tr("It holds %1. The service asks before it overwrites that.")
                           .arg(device->holds));
    if (const Finding small = room(draft); small.severity != Severity::None)
        return small;
    return { Severity::None, device->description() };
}

// A warning: metadata that is there already is used in whatever room it has.
Finding DeviceChecks::room(const DeviceDraft& draft) const
{
    const HostDevice* const origin = m_blockDevices.find(draft.origin);
    const HostDevice* const device = m_blockDevices.find(draft.metadata);
    const auto wanted = blockSizeSectors(draft.blockSize);
    if (!origin || !device || !wanted)
        return {};
    const quint32 blockSize = *wanted == 0 ? kDefaultBlockSizeSectors : *wanted;
    const quint64 hasBytes = device->sizeSectors * kSectorBytes;
    const quint64 needsBytes = metadataBytesNeeded(origin->sizeSectors, blockSize);
    if (hasBytes >= needsBytes)
        return {};
    quint32 advice = kDefaultBlockSizeSectors;
    while (advice < kLargestAdviceSectors
           && (advice <= blockSize || metadataBytesNeeded(origin->sizeSectors, advice) > hasBytes))
        advice *= 2;
    if (metadataBytesNeeded(origin->sizeSectors, advice) > hasBytes)
        return warning(Texts::tr("Too small to be formatted: it has %1, and needs %2.")
                           .arg(sizeText(hasBytes), sizeText(needsBytes)));
    return warning(
        Texts::tr("Too small to be formatted: it has %1, and needs %2. Era blocks of %3 would do.")
            .arg(sizeText(hasBytes), sizeText(needsBytes),
                 QString::fromStdString(formatSize(SectorCount(advice)))));
}

Finding DeviceChecks::blockSize(const DeviceDraft& draft) const
{
    if (draft.blockSize.isEmpty())
        return { Severity::None,
                 Texts::tr("What is tracked as one. Empty: as the metadata has it, or 64KiB.") };
    if (!parseSize(draft.blockSize.toStdString()))
        return error(Texts::tr("Give a size with a unit, such as 64KiB or 1MiB, or a number of "
                               "sectors."));
    const auto sectors = blockSizeSectors(draft.blockSize);
    if (!sectors)
        return error(Texts::tr("Give a multiple of 4KiB."));
    const HostDevice* const origin = m_blockDevices.find(draft.origin);
    if (origin && origin->sizeSectors / *sectors >= kBlockLimit)
        return error(Texts::tr("Too small for this origin: use larger era blocks."));
    return { Severity::None,
             Texts::tr("%n sector(s) of 512 bytes, tracked as one.", nullptr, int(*sectors)) };
}

} // namespace blkera
