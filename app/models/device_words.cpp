// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/device_words.h"

#include "client/texts.h"

#include <QLocale>

namespace blkera {
namespace {

constexpr quint64 kSectorBytes = 512;

bool is(const DeviceInfo& device, const char* state)
{
    return device.state == QLatin1String(state);
}

} // namespace

StateWords stateWords(const DeviceInfo& device)
{
    if (is(device, "running"))
        return { Texts::tr("Running", "state of a device"), Severity::Good, {} };
    if (is(device, "stopped")) {
        if (device.failure.isEmpty())
            return { Texts::tr("Stopped"), Severity::None, {} };
        return { Texts::tr("Stopped"), Severity::Error,
                 Texts::tr("It could not be started. Mend the cause, then start it.") };
    }
    if (is(device, "starting"))
        return { Texts::tr("Starting", "state of a device"), Severity::Note, {} };
    if (is(device, "stopping"))
        return { Texts::tr("Stopping", "state of a device"), Severity::Note, {} };
    if (is(device, "recovering"))
        return { Texts::tr("Recovering"), Severity::Warning,
                 Texts::tr("Its process ended and is being started again. Whoever uses the device "
                           "waits meanwhile.") };
    if (is(device, "suspended"))
        return { Texts::tr("Suspended"), Severity::Warning,
                 Texts::tr("Every request waits until the device is resumed.") };
    if (is(device, "metadata-full"))
        return { Texts::tr("Metadata full"), Severity::Error,
                 Texts::tr(
                     "Writes to blocks that are not marked yet fail, and no checkpoint can be "
                     "taken. Drop the metadata snapshot, or enlarge the metadata device and "
                     "resize.") };
    if (is(device, "needs-check"))
        return { Texts::tr("Needs check"), Severity::Error,
                 Texts::tr("Its metadata cannot be read or is damaged. Stop the device, check and "
                           "repair the metadata, then start it.") };
    if (is(device, "failed"))
        return { Texts::tr("Failed", "state of a device"), Severity::Error,
                 Texts::tr("Its metadata could not be written. Mend the metadata device, then "
                           "stop the device and start it.") };
    if (is(device, "stalled"))
        return { Texts::tr("Stalled"), Severity::Error,
                 Texts::tr("The metadata device has not answered for more than 30 seconds. It goes "
                           "on by itself when the metadata device answers.") };
    return { device.state, Severity::Note, {} };
}

bool isServed(const DeviceInfo& device)
{
    return !device.devicePath.isEmpty();
}

bool isRunning(const DeviceInfo& device)
{
    return is(device, "running");
}

double metadataShare(const DeviceInfo& device)
{
    return device.metadataTotal == 0 ? 0.0
                                     : double(device.metadataUsed) / double(device.metadataTotal);
}

Severity metadataSeverity(const DeviceInfo& device)
{
    if (device.metadataTotal == 0)
        return Severity::None;
    const double share = metadataShare(device);
    return share >= kMetadataCriticalShare ? Severity::Error
        : share >= kMetadataWarningShare   ? Severity::Warning
                                           : Severity::Good;
}

QString sizeText(quint64 sizeBytes)
{
    return QLocale().formattedDataSize(qint64(sizeBytes), 1, QLocale::DataSizeIecFormat);
}

QString sectorsText(quint64 sectors)
{
    return sizeText(sectors * kSectorBytes);
}

} // namespace blkera
