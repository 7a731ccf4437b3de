// SPDX-License-Identifier: GPL-2.0-or-later
#include "model/sequences.h"

#include <cstdio>
#include <random>

#include <rapidcheck.h>

using namespace blkera::simulation;

namespace blkera::model {

namespace {

// An operation of the simulation's own generator, or what it leaves out.
Operation nextOperation(const Life& life, Menu& menu, std::minstd_rand& random)
{
    Operation operation;
    const auto dice = (random() >> 4) % 100;
    if (life.faults && dice < 3) {
        operation.kind = OperationKind::FaultOn;
        operation.fault.disk = (random() >> 4) % 3 == 0 ? Disk::Origin : Disk::Metadata;
        operation.fault.io = static_cast<Io>((random() >> 4) % 3);
        operation.fault.kind = static_cast<FaultKind>((random() >> 4) % 7);
        // Old blocks shown as the last ones deceive every reader; fault_test has them.
        if (operation.fault.kind == FaultKind::Stale)
            operation.fault.kind = FaultKind::BitFlip;
        operation.fault.number = (random() >> 4) % 12;
        operation.fault.forEver = (random() >> 4) % 4 == 0;
    } else if (life.faults && dice < 8) {
        operation.kind = OperationKind::FaultOff;
    } else if (life.faults && dice < 12) {
        // A device that failed does no more until it is started again.
        operation.kind = dice % 2 == 0 ? OperationKind::Restart : OperationKind::Crash;
        operation.number = random() % 1'000'000;
    } else if (life.metadataGrows && dice == 99) {
        operation.kind = OperationKind::GrowMetadata;
        operation.number = life.shape.metadataBlocks + (random() >> 4) % 20;
    } else {
        operation = randomOperation(menu, random);
    }
    if (operation.kind == OperationKind::GrowOrigin)
        menu.originBlocks = static_cast<std::uint32_t>(operation.number);
    return operation;
}

Sequence makeSequence(const Life& life, std::uint64_t seed)
{
    std::minstd_rand random(static_cast<std::uint32_t>(seed % 2'147'483'646 + 1));
    Sequence sequence;
    sequence.reserve(life.operations);
    Menu menu = life.menu;
    while (sequence.size() < life.operations)
        sequence.push_back(nextOperation(life, menu, random));
    return sequence;
}

// Simpler operations of the same kind.
rc::Seq<Operation> simpler(const Operation& operation)
{
    std::vector<Operation> all;
    const auto with = [&](auto change) {
        Operation other = operation;
        change(other);
        if (!(other == operation))
            all.push_back(other);
    };
    with([](Operation& o) { o.during = 0; });
    with([](Operation& o) { o.mode = WriteMode::Now; });
    with([](Operation& o) { o.number /= 2; });
    with([](Operation& o) { o.fault.number /= 2; });
    with([](Operation& o) { o.fault.forEver = false; });
    if (operation.hasSectors()) {
        with([](Operation& o) { o.sectors.end = o.sectors.begin + SectorCount(1); });
        with([](Operation& o) {
            const SectorCount length = o.sectors.count();
            o.sectors = { Sector(0), Sector(0) + length };
        });
    }
    return rc::seq::fromContainer(std::move(all));
}

// First without whole parts of it, then with simpler operations.
rc::Seq<Sequence> shorter(const Sequence& sequence)
{
    return rc::seq::concat(rc::shrink::removeChunks(sequence),
                           rc::shrink::eachElement(sequence, simpler));
}

rc::Gen<Sequence> sequencesOf(const Life& life)
{
    return [life](const rc::Random& random, int) {
        rc::Random source(random);
        return rc::shrinkable::shrinkRecur(
            makeSequence(life, source.next()),
            [](const Sequence& sequence) { return shorter(sequence); });
    };
}

} // namespace

std::string judge(const Life& life, const Sequence& sequence)
{
    // A full check costs as much as thirty operations.
    constexpr std::size_t kCheckEvery = 40;
    Simulation simulation(life.shape);
    simulation.start();
    for (std::size_t i = 0; i < sequence.size() && simulation.violation().empty(); ++i) {
        simulation.perform(sequence[i]);
        if (i % kCheckEvery == kCheckEvery - 1)
            simulation.check();
    }
    if (!simulation.violation().empty())
        return simulation.violation();
    simulation.finish();
    return simulation.violation();
}

Verdict tryOut(const Life& life, const Judge& judge, int sequences, std::uint64_t seed)
{
    Verdict verdict;
    rc::detail::TestParams params;
    params.seed = seed;
    params.maxSuccess = sequences;
    const auto property = [&] {
        const Sequence sequence = *sequencesOf(life);
        const std::string wrong = judge(sequence);
        if (wrong.empty())
            return;
        // Shrinking tries shorter and shorter ones: the last that fails is the shortest.
        verdict.shortest = sequence;
        verdict.complaint = wrong;
        RC_FAIL(wrong);
    };
    const auto result = rc::detail::checkTestable(property, rc::detail::TestMetadata {}, params);
    rc::detail::SuccessResult success;
    if (result.match(success))
        verdict.sequences = success.numSuccess;
    else if (verdict.complaint.empty())
        verdict.complaint = "RapidCheck gave up";
    return verdict;
}

QString toText(const Verdict& verdict)
{
    return QString::fromStdString(
        verdict.complaint + "\nafter " + std::to_string(verdict.shortest.size())
        + " operations: BLKERA_SEQUENCE='" + simulation::toText(verdict.shortest) + "'");
}

// The same sample each time; whoever asks for more breadth gets other ones.
std::uint64_t seedFromEnvironment()
{
    constexpr std::uint64_t kSample = 20261125;
    const QByteArray given = qgetenv("BLKERA_SEED");
    const bool broader = qEnvironmentVariableIsSet("BLKERA_TEST_SCALE");
    const std::uint64_t seed = !given.isEmpty() ? given.toULongLong()
        : broader                               ? std::random_device()()
                                                : kSample;
    std::printf("BLKERA_SEED=%llu\n", static_cast<unsigned long long>(seed));
    return seed;
}

int scaled(int count)
{
    const QByteArray scale = qgetenv("BLKERA_TEST_SCALE");
    return std::max(1, static_cast<int>(count * (scale.isEmpty() ? 1.0 : scale.toDouble())));
}

QString judgeMany(const Life& life, int sequences)
{
    const auto judgeOne = [&life](const Sequence& sequence) { return judge(life, sequence); };
    const int wanted = scaled(sequences);
    const Verdict verdict = tryOut(life, judgeOne, wanted, seedFromEnvironment());
    if (!verdict.complaint.empty())
        return toText(verdict);
    std::printf("COUNT model sequences of %zu operations: %d (at least %d)\n", life.operations,
                verdict.sequences, std::min(wanted, sequences));
    return {};
}

} // namespace blkera::model
