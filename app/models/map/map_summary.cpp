// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/map/map_summary.h"

#include "client/texts.h"
#include "models/device_words.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <QLocale>

namespace blkera {
namespace {

QString number(quint64 value)
{
    return QLocale().toString(value);
}

QString changedText(const MapSummary& summary)
{
    const QString changed = number(summary.changed);
    const QString blocks = number(summary.blocks);
    const QString share = shareText(summary.changed, summary.blocks);
    const EraRange& range = summary.range;
    const int form = pluralForm(summary.blocks);
    if (range.until != 0 && summary.isSuperset)
        return Texts::tr("At most %1 of %2 blocks (%3) changed in eras %4 to %5", nullptr, form)
            .arg(changed, blocks, share, number(range.since), number(range.until));
    if (range.until != 0)
        return Texts::tr("%1 of %2 blocks (%3) changed in eras %4 to %5", nullptr, form)
            .arg(changed, blocks, share, number(range.since), number(range.until));
    if (range.since <= 1)
        return Texts::tr("%1 of %2 blocks (%3) were ever written", nullptr, form)
            .arg(changed, blocks, share);
    return Texts::tr("%1 of %2 blocks (%3) changed since era %4", nullptr, form)
        .arg(changed, blocks, share, number(range.since));
}

QString placeText(const DeviceInfo& device, const BlockSpan& span)
{
    const quint64 offsetBytes = span.first * blockBytesOf(device);
    const QString lba = number(span.first * device.blockSizeSectors);
    const QString bytes = number(offsetBytes);
    if (span.count == 1)
        return Texts::tr("Block %1, offset %2 (%3 bytes), LBA %4")
            .arg(number(span.first), exactSizeText(offsetBytes), bytes, lba);
    return Texts::tr("Blocks %1 to %2, offset %3 (%4 bytes), LBA %5")
        .arg(number(span.first), number(span.end() - 1), exactSizeText(offsetBytes), bytes, lba);
}

} // namespace

QString exactSizeText(quint64 sizeBytes)
{
    static constexpr int kUnits = 7;
    int unit = 0;
    while (sizeBytes != 0 && unit + 1 < kUnits && sizeBytes % 1'024 == 0) {
        sizeBytes /= 1'024;
        ++unit;
    }
    switch (unit) {
    case 1:
        return Texts::tr("%1 KiB").arg(number(sizeBytes));
    case 2:
        return Texts::tr("%1 MiB").arg(number(sizeBytes));
    case 3:
        return Texts::tr("%1 GiB").arg(number(sizeBytes));
    case 4:
        return Texts::tr("%1 TiB").arg(number(sizeBytes));
    case 5:
        return Texts::tr("%1 PiB").arg(number(sizeBytes));
    case 6:
        return Texts::tr("%1 EiB").arg(number(sizeBytes));
    default:
        return Texts::tr("%1 B").arg(number(sizeBytes));
    }
}

QString shareText(quint64 part, quint64 whole)
{
    if (part == 0 || whole == 0)
        return Texts::tr("%1 %").arg(number(0));
    const double percent = double(part) / double(whole) * 100;
    const QLocale locale;
    if (percent < 0.01)
        return Texts::tr("less than %1 %").arg(locale.toString(0.01, 'f', 2));
    if (percent < 1)
        return Texts::tr("%1 %").arg(locale.toString(percent, 'f', 2));
    if (part < whole && percent > 99)
        return Texts::tr("%1 %").arg(locale.toString(std::min(percent, 99.9), 'f', 1));
    return Texts::tr("%1 %").arg(locale.toString(percent, 'f', percent < 10 ? 1 : 0));
}

QString summaryText(const MapSummary& summary)
{
    const QString changed = changedText(summary);
    if (summary.largest.count == 0)
        return changed;
    return Texts::tr("%1; largest region: %2 blocks at offset %3", nullptr,
                     pluralForm(summary.largest.count))
        .arg(changed, number(summary.largest.count),
             sizeText(summary.largest.first * summary.blockBytes));
}

QString cellText(const DeviceInfo& device, const BlockSpan& span, const ShownCell& cell)
{
    const QString place = placeText(device, span);
    if (!cell.isExact)
        return Texts::tr("%1: not known yet").arg(place);
    if (cell.changed == 0)
        return cell.newestEra == 0 ? Texts::tr("%1: nothing was ever written").arg(place)
                                   : Texts::tr("%1: nothing changed; last written in era %2")
                                         .arg(place, number(cell.newestEra));
    return Texts::tr("%1: %2 of %3 blocks changed (%4); last written in era %5", nullptr,
                     pluralForm(cell.blocks))
        .arg(place, number(cell.changed), number(cell.blocks), shareText(cell.changed, cell.blocks),
             number(cell.newestEra));
}

} // namespace blkera
