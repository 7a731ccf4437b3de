// SPDX-License-Identifier: GPL-2.0-or-later
// f6: bytes that become operations on a simulated device, faults and crashes among them.
//
// Every promise that the simulation knows (I1 to I10) is kept, whatever happens in whatever order.
#include "simulation/simulation.h"
#include "target.h"

#include <algorithm>
#include <cstdio>

using namespace blkera;
using namespace blkera::simulation;

namespace {

constexpr std::size_t kMostOperations = 64;
// Sizes that an input cannot leave, so that it stays fast.
constexpr std::uint32_t kMostOriginBlocks = 80;
constexpr std::uint32_t kMostMetadataBlocks = 96;

// Takes bytes from an input's front; zeros when it is at its end.
class Bytes {
public:
    explicit Bytes(std::span<const std::uint8_t> bytes)
        : m_rest(bytes)
    {
    }

    bool empty() const { return m_rest.empty(); }

    std::uint32_t next()
    {
        if (m_rest.empty())
            return 0;
        const std::uint8_t byte = m_rest.front();
        m_rest = m_rest.subspan(1);
        return byte;
    }

private:
    std::span<const std::uint8_t> m_rest;
};

Shape readShape(Bytes& bytes)
{
    const std::uint32_t byte = bytes.next();
    Shape shape;
    shape.originBlocks = byte % 2 == 0 ? 8 : 70;
    shape.metadataBlocks = byte / 2 % 2 == 0 ? 64 : 28; // the smaller one is soon full
    return shape;
}

Fault readFault(Bytes& bytes)
{
    const std::uint32_t byte = bytes.next();
    Fault fault;
    fault.disk = byte % 4 == 3 ? Disk::Origin : Disk::Metadata;
    fault.io = static_cast<Io>(byte / 4 % 3);
    fault.kind = static_cast<FaultKind>(byte / 12 % 7);
    // Old blocks shown as if they were the last ones deceive every reader, so nothing is promised
    // of them; fault_test sees to it that they do no other harm.
    if (fault.kind == FaultKind::Stale)
        fault.kind = FaultKind::BitFlip;
    fault.number = bytes.next() % 24;
    fault.forEver = byte / 84 % 3 == 2;
    return fault;
}

// Two bytes most operations: what, and where or how much.
Operation readOperation(Bytes& bytes, std::uint32_t sectors)
{
    const std::uint32_t what = bytes.next();
    Operation operation;
    operation.kind = static_cast<OperationKind>(what % 16);
    if (operation.kind == OperationKind::FaultOn) {
        operation.fault = readFault(bytes);
        return operation;
    }
    if (operation.kind == OperationKind::Crash) {
        operation.number = bytes.next();
        if (operation.number % 4 == 3)
            operation = { .kind = OperationKind::Kill };
    } else if (operation.kind == OperationKind::Complete) {
        operation.number = what / 16 % 8;
        operation.during = what / 128 != 0 ? 1 + bytes.next() % 12 : 0;
    } else if (operation.kind == OperationKind::GrowOrigin) {
        operation.number = bytes.next() % kMostOriginBlocks;
    } else if (operation.kind == OperationKind::GrowMetadata) {
        operation.number = bytes.next() % kMostMetadataBlocks;
    } else if (operation.hasSectors()) {
        const std::uint32_t place = bytes.next();
        const std::uint64_t first = place * std::uint64_t { 5 } % sectors;
        const std::uint64_t length = 1 + place / 8 % 17;
        operation.sectors = { Sector(first), Sector(first + length) };
        if (operation.changesData()) {
            operation.mode = static_cast<WriteMode>(what / 16 % 3);
            operation.during = what / 16 / 3 % 4 == 3 ? 1 + bytes.next() % 12 : 0;
        }
    }
    return operation;
}

} // namespace

void blkera::fuzz::runInput(std::span<const std::uint8_t> input)
{
    Bytes bytes(input);
    const Shape shape = readShape(bytes);
    Sequence sequence;
    while (!bytes.empty() && sequence.size() < kMostOperations)
        sequence.push_back(readOperation(bytes, shape.originBlocks * shape.blockSizeSectors));

    Simulation simulation(shape);
    simulation.start();
    simulation.perform(sequence);
    if (simulation.violation().empty())
        simulation.finish();
    if (!simulation.violation().empty()) {
        std::fprintf(stderr, "%s\non %u blocks, metadata %llu blocks:\n%s\n",
                     simulation.violation().c_str(), shape.originBlocks,
                     static_cast<unsigned long long>(shape.metadataBlocks),
                     toText(sequence).c_str());
        require(false, "every promise is kept");
    }
}
