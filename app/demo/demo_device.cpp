// SPDX-License-Identifier: GPL-2.0-or-later
#include "demo/demo_device.h"

#include <algorithm>
#include <bit>

#include <QJsonDocument>

namespace blkera {
namespace {

constexpr quint64 kSecondUs = 1'000'000;
constexpr quint64 kMinuteUs = 60 * kSecondUs;
constexpr quint64 kHourUs = 60 * kMinuteUs;
constexpr int kHotSpots = 9;
constexpr quint64 kSectorBytes = 512;

} // namespace

DemoDevice::DemoDevice(const Shape& shape)
    : m_blocks(shape.blocks)
    , m_random(shape.seed)
{
    info.name = shape.name;
    info.origin = QStringLiteral("/dev/vg0/") + shape.name;
    info.metadata = QStringLiteral("/dev/vg0/") + shape.name + QStringLiteral("-era");
    info.blockSizeSectors = shape.blockSizeSectors;
    info.frontend = QStringLiteral("auto");
    info.servedBy = QStringLiteral("ublk");
    info.state = QStringLiteral("running");
    info.sizeSectors = shape.blocks * shape.blockSizeSectors;
    info.metadataTotal = 8'192;
    info.metadataUsed = 700 + m_random.bounded(3'000U);
    info.schedule = QStringLiteral("hourly");

    m_extents[0] = { m_blocks, 0 };
    for (int spot = 0; spot < kHotSpots; ++spot)
        m_hotSpots.append(m_random.generate64() % m_blocks);
    std::vector<quint64> lengthsUs;
    for (quint32 era = 0; era < shape.eras; ++era)
        lengthsUs.push_back(kMinuteUs * (20 + m_random.bounded(50U))
                            + (m_random.bounded(9U) == 0 ? 6 * kHourUs : 0));
    quint64 startUs = shape.nowUs;
    for (const quint64 lengthUs : lengthsUs)
        startUs -= lengthUs;
    for (quint32 era = 0; era < shape.eras; ++era) {
        const bool isFirst = era == 0;
        beginEra(isFirst              ? QStringLiteral("activation")
                     : era % 24 == 7  ? QStringLiteral("snapshot")
                     : era % 41 == 40 ? QStringLiteral("crash")
                                      : QStringLiteral("checkpoint"),
                 {}, startUs);
        startUs += lengthsUs[era];
        write(isFirst ? 400 : 1U << m_random.bounded(8U));
    }
    info.nextCheckpointUs = shape.nowUs + 25 * kMinuteUs;
}

quint32 DemoDevice::beginEra(const QString& cause, const QString& group, quint64 nowUs)
{
    if (!m_eras.isEmpty())
        m_eras.last().endedUs = nowUs;
    EraInfo era;
    era.era = quint32(m_eras.size()) + 1;
    era.startedUs = nowUs;
    era.cause = cause;
    era.group = group;
    if (cause == QLatin1String("checkpoint") || cause == QLatin1String("snapshot"))
        era.uid = era.era % 3 == 0 ? 1'000U : 0U;
    era.blocks = 0;
    era.bytes = 0;
    m_eras.append(era);
    info.currentEra = era.era;
    return era.era;
}

quint64 DemoDevice::write(quint32 extents)
{
    if (m_eras.isEmpty())
        return 0;
    EraInfo& era = m_eras.last();
    quint64 written = 0;
    for (quint32 count = 0; count < extents; ++count) {
        const quint64 spot = m_hotSpots[qsizetype(m_random.bounded(quint32(m_hotSpots.size())))];
        const quint64 spread = std::max<quint64>(m_blocks / 64, 1);
        const quint64 begin = (spot + m_random.generate64() % spread) % m_blocks;
        const quint64 most = std::max<quint64>(m_blocks >> 16, 16);
        const quint64 end = std::min(m_blocks, begin + 1 + m_random.generate64() % most);
        writeExtent(begin, end, era.era);
        written += end - begin;
    }
    *era.blocks += written;
    *era.bytes += written * info.blockSizeSectors * kSectorBytes;
    return written;
}

void DemoDevice::writeExtent(quint64 begin, quint64 end, quint32 era)
{
    const auto split = [this](quint64 at) {
        auto found = std::prev(m_extents.upper_bound(at));
        if (found->first == at || at >= m_blocks)
            return;
        const Extent right = found->second;
        found->second.end = at;
        m_extents[at] = right;
    };
    split(begin);
    split(end);
    m_extents.erase(m_extents.lower_bound(begin), m_extents.lower_bound(end));
    m_extents[begin] = { end, era };
}

template <class Visit>
void DemoDevice::forEachChanged(quint64 begin, quint64 end, quint32 since, Visit visit) const
{
    for (auto at = std::prev(m_extents.upper_bound(begin)); at != m_extents.end(); ++at) {
        if (at->first >= end)
            break;
        if (at->second.era >= since)
            visit(std::max(begin, at->first), std::min(end, at->second.end), at->second.era);
    }
}

ChangeMap DemoDevice::map(const MapRequest& request) const
{
    const quint64 first = std::min(request.firstBlock, m_blocks - 1);
    const quint64 end = request.blocks == 0 ? m_blocks : std::min(m_blocks, first + request.blocks);
    const quint64 most = std::max<quint32>(request.maxCells, 1);
    quint64 perCell = std::bit_ceil((end - first + most - 1) / most);
    const auto cellsOf = [&] { return (end - 1) / perCell - first / perCell + 1; };
    while (cellsOf() > most)
        perCell *= 2;

    ChangeMap map;
    map.blocksPerCell = quint32(perCell);
    map.firstBlock = first / perCell * perCell;
    map.currentEra = info.currentEra;
    map.cells.resize(cellsOf());
    forEachChanged(first, end, 1, [&](quint64 from, quint64 to, quint32 era) {
        for (quint64 at = from; at < to;) {
            const quint64 index = (at - map.firstBlock) / perCell;
            const quint64 cellEnd = map.firstBlock + (index + 1) * perCell;
            MapCell& cell = map.cells[index];
            const quint64 next = std::min(to, cellEnd);
            if (era >= request.since)
                cell.changed += quint32(next - at);
            cell.newestEra = std::max(cell.newestEra, era);
            if (era > request.until && request.until != 0 && era >= request.since)
                map.isSuperset = true;
            at = next;
        }
    });
    return map;
}

EraHistogram DemoDevice::histogram(quint32 first, quint32 last, quint32 maxBuckets) const
{
    EraHistogram histogram;
    const quint32 end = last == 0 ? info.currentEra : last;
    const quint64 most = std::max<quint32>(maxBuckets, 1);
    histogram.erasPerBucket = std::bit_ceil((quint64 { end } - first + most) / most);
    histogram.firstEra = first;
    histogram.blocks.resize(qsizetype((end - first) / histogram.erasPerBucket + 1));
    for (const auto& [begin, extent] : m_extents) {
        const quint64 count = extent.end - begin;
        if (extent.era == 0)
            histogram.never += count;
        else if (extent.era < first)
            histogram.earlier += count;
        else if (const auto bucket = qsizetype((extent.era - first) / histogram.erasPerBucket);
                 bucket < histogram.blocks.size())
            histogram.blocks[bucket] += count;
        else
            histogram.later += count;
    }
    return histogram;
}

QByteArray DemoDevice::changedList(quint32 since, quint32 until, const QString& format,
                                   quint64& blocks) const
{
    const bool isXml = format == QLatin1String("xml");
    const quint64 blockBytes = info.blockSizeSectors * kSectorBytes;
    QByteArray text;
    blocks = 0;
    quint64 begin = 0;
    quint64 end = 0;
    bool isFirst = true;
    const auto flush = [&] {
        if (begin == end)
            return;
        blocks += end - begin;
        if (isXml) {
            text += end - begin == 1 ? "  <block block=\"" + QByteArray::number(begin) + "\"/>\n"
                                     : "  <range begin=\"" + QByteArray::number(begin) + "\" end=\""
                    + QByteArray::number(end) + "\"/>\n";
        } else {
            text += QByteArray(isFirst ? "\n" : ",\n") + "{\"begin\":" + QByteArray::number(begin)
                + ",\"end\":" + QByteArray::number(end)
                + ",\"offset\":" + QByteArray::number(begin * blockBytes)
                + ",\"length\":" + QByteArray::number((end - begin) * blockBytes) + "}";
        }
        isFirst = false;
    };
    text = isXml ? QByteArray("<blocks>\n")
                 : "{\"since\":" + QByteArray::number(since)
            + (until != 0 ? ",\"until\":" + QByteArray::number(until) : QByteArray())
            + ",\"current_era\":" + QByteArray::number(info.currentEra)
            + ",\"block_size_bytes\":" + QByteArray::number(blockBytes)
            + ",\"nr_blocks\":" + QByteArray::number(m_blocks) + ",\"ranges\":[";
    forEachChanged(0, m_blocks, since, [&](quint64 from, quint64 to, quint32) {
        if (from != end) {
            flush();
            begin = from;
        }
        end = to;
    });
    flush();
    text += isXml ? QByteArray("</blocks>")
                  : QByteArray(isFirst ? "]" : "\n]")
            + ",\"changed_blocks\":" + QByteArray::number(blocks) + "}\n";
    return text;
}

} // namespace blkera
