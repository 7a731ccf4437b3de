// SPDX-License-Identifier: GPL-2.0-or-later
#include "crash_explorer.h"

#include "simulation/operation_generator.h"

#include <algorithm>

namespace blkera::simulation {

namespace {

// What has grown since was never written.
bool sameErasIn(const Answers& answers, const Answers& before)
{
    for (std::size_t b = 0; b < answers.last.size(); ++b) {
        if (answers.last[b] != (b < before.last.size() ? before.last[b] : Era()))
            return false;
    }
    return answers.last.size() >= before.last.size();
}

} // namespace

CrashExplorer::CrashExplorer(const Options& options)
    : m_options(options)
{
}

std::string CrashExplorer::explore(const Simulation& simulation)
{
    return explore(simulation, 0, nullptr, nullptr);
}

std::string CrashExplorer::explore(const Simulation& simulation, unsigned depth,
                                   const Answers* expected, ReadTrace* outer)
{
    ++m_counters.points;
    const std::uint64_t fingerprint
        = mixHash(simulation.model().fingerprint(),
                  depth << 8 | static_cast<unsigned>(simulation.kept().state));
    const std::vector<Origin> origins = originsOf(simulation);
    const std::size_t images = crashImageCount(simulation.metadata(), m_options.limits);
    const bool allPairs = images * origins.size() <= m_options.pairs;
    std::string violation;
    std::size_t number = 0;
    const auto visit = [&](const BlockImage& image) {
        const auto fresh = unseen(image, origins, fingerprint, allPairs, number++);
        if (fresh.empty() || !violation.empty())
            return;
        m_counters.states += fresh.size();
        if (depth > 0)
            m_counters.crashesInRecovery += fresh.size();
        const Recovery& recovery = recoveryOf(image, simulation, origins[fresh.front()].image,
                                              fingerprint, depth, outer);
        violation = recovery.violation;
        if (violation.empty() && expected && !sameErasIn(recovery.answers, *expected))
            violation = "I8: a crash during recovery changes the answer";
        for (const std::size_t i : fresh) {
            if (violation.empty())
                violation = checkOrigin(origins[i].image, simulation.model(),
                                        origins[i].changedBytes, recovery.answers);
        }
    };
    forEachCrashImage(simulation.metadata(), m_options.limits, m_random, visit);
    return violation;
}

std::vector<CrashExplorer::Origin> CrashExplorer::originsOf(const Simulation& simulation)
{
    std::vector<Origin> origins;
    forEachCrashImage(
        simulation.origin(), m_options.limits, m_random, [&](const OriginImage& image) {
            const std::uint64_t hash = image.hash();
            if (std::ranges::find(origins, hash, &Origin::hash) != origins.end())
                return;
            origins.push_back({ image, hash, simulation.model().changedBytes(image) });
        });
    return origins;
}

// Which of the origins make a new state with this metadata. The first two images of either disk
// lost everything and kept everything.
std::vector<std::size_t> CrashExplorer::unseen(const BlockImage& image,
                                               const std::vector<Origin>& origins,
                                               std::uint64_t fingerprint, bool allPairs,
                                               std::size_t number)
{
    const std::size_t end
        = allPairs || number < 2 ? origins.size() : std::min<std::size_t>(origins.size(), 2);
    std::vector<std::size_t> fresh;
    for (std::size_t i = 0; i < end; ++i) {
        if (m_seen.insert(mixHash(mixHash(image.hash(), fingerprint), origins[i].hash)).second)
            fresh.push_back(i);
    }
    return fresh;
}

const CrashExplorer::Recovery& CrashExplorer::recoveryOf(const BlockImage& image,
                                                         const Simulation& simulation,
                                                         const OriginImage& origin,
                                                         std::uint64_t fingerprint, unsigned depth,
                                                         ReadTrace* outer)
{
    Known& known = m_known[depth];
    if (known.fingerprint != fingerprint) {
        known.fingerprint = fingerprint;
        known.recoveries.clear();
    }
    const auto alike = std::ranges::find_if(known.recoveries, [&](const Recovery& recovery) {
        return recovery.trace->wouldRunAlike(image);
    });
    if (alike == known.recoveries.end()) {
        known.recoveries.push_back(recover(image, origin, simulation, depth, outer));
        return known.recoveries.back();
    }
    alike->trace->noteAgain(image, outer);
    if (m_random() % m_options.auditEvery == 0) {
        ++m_counters.audits;
        const Recovery again = recover(image, origin, simulation, depth, outer);
        if (again.violation != alike->violation || again.answers.last != alike->answers.last)
            alike->violation
                = "a recovery that should be like another one is not: " + again.violation;
    }
    return *alike;
}

CrashExplorer::Recovery CrashExplorer::recover(const BlockImage& image, const OriginImage& origin,
                                               const Simulation& crashed, unsigned depth,
                                               ReadTrace* outer)
{
    ++m_counters.recoveries;
    Recovery recovery;
    recovery.trace = std::make_unique<ReadTrace>(image, outer);
    ImageDevice device(image, recovery.trace.get());
    recovery.violation = checkAnswers(device, crashed.model(), recovery.answers);
    if (recovery.violation.empty() && secondOpinion)
        recovery.violation = secondOpinion(image);
    if (!recovery.violation.empty())
        return recovery;

    Model model = crashed.model();
    model.crashed();
    Simulation simulation(image, origin, std::move(model), crashed.kept());
    simulation.metadata().trace = recovery.trace.get();
    if (depth == 0)
        simulation.point = [&] {
            if (std::string wrong
                = explore(simulation, depth + 1, &recovery.answers, recovery.trace.get());
                !wrong.empty())
                simulation.fail("while recovering: " + wrong);
        };
    simulation.recover();
    simulation.point = nullptr;
    recovery.violation = simulation.violation();
    if (recovery.violation.empty())
        recovery.violation = goOn(simulation, recovery.answers);
    return recovery;
}

// The device works on: with operations that depend on what was promised only.
std::string CrashExplorer::goOn(Simulation& simulation, const Answers& before)
{
    Menu menu;
    menu.originBlocks = static_cast<std::uint32_t>(simulation.model().blocks().size());
    menu.blockSizeSectors = simulation.model().blockSizeSectors();
    std::minstd_rand random(
        static_cast<std::uint32_t>(simulation.model().fingerprint() % 2147483646 + 1));
    const Sequence sequence = randomSequence(menu, m_options.operationsAfter, random);
    simulation.perform(sequence);
    if (simulation.violation().empty())
        simulation.finish();
    if (!simulation.violation().empty())
        return simulation.violation() + "\nafter the crash: " + toText(sequence);
    ImageDevice device(simulation.metadata().live(), simulation.metadata().trace);
    const auto after = readAnswers(device);
    if (!after)
        return after.error().message();
    for (std::size_t b = 0; b < before.last.size(); ++b) {
        if (after->last[b] < before.last[b])
            return "I1: block " + std::to_string(b)
                + " is forgotten\nafter the crash: " + toText(sequence);
    }
    return {};
}

} // namespace blkera::simulation
