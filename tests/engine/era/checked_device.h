// SPDX-License-Identifier: GPL-2.0-or-later
// Metadata for the strict checker, and what it says of them.
#pragma once

#include "era/checker.h"
#include "era/metadata.h"
#include "metadata_builder.h"
#include "storage/memory_device.h"

#include <string>
#include <vector>

#include <QString>
#include <QTest>

namespace blkera::test {

inline constexpr std::uint32_t kBlockSectors = 128;

inline QString lines(const std::vector<std::string>& list)
{
    QString text;
    for (const std::string& line : list)
        text += QString::fromStdString(line) + '\n';
    return text;
}

inline QString errorsOf(BlockDevice& device)
{
    const auto report = checkMetadata(device);
    return report ? lines(report->errors) : QString::fromStdString(report.error().message());
}

// A device that was used: `nrBlocks` data blocks, a few writes in two eras, one still in progress.
inline void makeUsed(MemoryDevice& device, std::uint32_t nrBlocks)
{
    QVERIFY(Metadata::format(device, kBlockSectors, BlockCount(nrBlocks)));
    auto metadata = Metadata::open(device, kBlockSectors);
    QVERIFY(metadata);
    QVERIFY((*metadata)->activate(BlockCount(nrBlocks)));
    const BlockRange first { BlockIndex(3), BlockIndex(9) };
    QVERIFY((*metadata)->mark(std::span(&first, 1)));
    QVERIFY((*metadata)->rollover({}));
    const BlockRange second { BlockIndex(7), BlockIndex(8) };
    QVERIFY((*metadata)->mark(std::span(&second, 1)));
}

inline Superblock plainSuperblock(std::uint32_t nrBlocks, Era era, MetadataBlock writesets,
                                  MetadataBlock eras)
{
    Superblock superblock;
    superblock.dataBlockSizeSectors = kBlockSectors;
    superblock.nrBlocks = BlockCount(nrBlocks);
    superblock.currentEra = era;
    superblock.writesetTreeRoot = writesets;
    superblock.eraArrayRoot = eras;
    return superblock;
}

} // namespace blkera::test
