// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/operation_generator.h"

#include <algorithm>

namespace blkera::simulation {

namespace {

std::uint64_t below(std::uint64_t limit, std::minstd_rand& random)
{
    return (random() >> 4) % limit;
}

// Of one sector up to three blocks, not aligned.
SectorRange randomSectors(const Menu& menu, std::minstd_rand& random)
{
    const std::uint64_t size = std::uint64_t { menu.originBlocks } * menu.blockSizeSectors;
    const std::uint64_t most = std::min<std::uint64_t>(size, 2 * menu.blockSizeSectors + 1);
    const std::uint64_t length = 1 + below(most, random);
    const std::uint64_t first = below(size - length + 1, random);
    return { Sector(first), Sector(first + length) };
}

Operation randomWrite(const Menu& menu, std::minstd_rand& random)
{
    Operation operation;
    const std::uint64_t kind = below(10, random);
    operation.kind = kind < 8 ? OperationKind::Write
        : kind == 8           ? OperationKind::Discard
                              : OperationKind::WriteZeroes;
    operation.sectors = randomSectors(menu, random);
    if (!menu.inFlight)
        return operation;
    const std::uint64_t mode = below(8, random);
    operation.mode = mode < 4 ? WriteMode::Now : mode < 6 ? WriteMode::Held : WriteMode::Queued;
    if (below(6, random) == 0)
        operation.during = static_cast<std::uint32_t>(1 + below(10, random));
    return operation;
}

} // namespace

Operation randomOperation(const Menu& menu, std::minstd_rand& random)
{
    Operation operation;
    const std::uint64_t dice = below(100, random);
    if (dice < 50)
        return randomWrite(menu, random);
    if (dice < 58 && menu.inFlight) {
        operation.kind = OperationKind::Complete;
        operation.number = below(8, random);
        if (below(4, random) == 0)
            operation.during = static_cast<std::uint32_t>(1 + below(10, random));
    } else if (dice < 64) {
        operation.kind = OperationKind::Flush;
    } else if (dice < 78) {
        operation.kind = OperationKind::Checkpoint;
    } else if (dice < 82) {
        operation.kind = OperationKind::TakeSnapshot;
    } else if (dice < 86) {
        operation.kind = OperationKind::DropSnapshot;
    } else if (dice < 92) {
        operation.kind = OperationKind::Digest;
    } else if (dice < 95) {
        operation.kind = below(2, random) == 0 ? OperationKind::Restart : OperationKind::Suspend;
    } else if (dice < 98 && menu.crashes) {
        operation.kind = below(4, random) == 0 ? OperationKind::Kill : OperationKind::Crash;
        if (operation.kind == OperationKind::Crash)
            operation.number = below(1000000, random);
    } else if (dice >= 98 && menu.growth) {
        operation.kind = OperationKind::GrowOrigin;
        operation.number = menu.originBlocks + 1 + below(3, random);
    } else if (dice % 2 == 0) {
        operation.kind = OperationKind::Mark;
        operation.sectors = randomSectors(menu, random);
    } else {
        operation.kind = OperationKind::Read;
        operation.sectors = randomSectors(menu, random);
    }
    return operation;
}

Sequence randomSequence(const Menu& menu, std::size_t length, std::minstd_rand& random)
{
    Sequence sequence;
    Menu now = menu;
    while (sequence.size() < length) {
        sequence.push_back(randomOperation(now, random));
        if (sequence.back().kind == OperationKind::GrowOrigin)
            now.originBlocks = static_cast<std::uint32_t>(sequence.back().number);
    }
    return sequence;
}

} // namespace blkera::simulation
