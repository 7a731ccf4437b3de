// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "simulation/crash_images.h"
#include "simulation/simulation.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

namespace blkera::simulation {

// Stops the world wherever a crash would leave something new, makes every state of the two disks
// that the crash may leave (each cache loses what it likes, independently), and in each of them
// starts the device, holds it against the promises, goes on for a while and checks again. While the
// device starts, it crashes anew at every point (I8).
//
// A recovery depends on the blocks that it reads and on nothing else. Two states that agree in
// those, and in what was promised, recover alike: that run is made once. This is what makes all
// subsets of all points affordable; `recoveries` says how many runs there were, and one in
// `auditEvery` of those that were spared is made all the same, to prove that it is right.
class CrashExplorer {
public:
    struct Options {
        CrashLimits limits;
        std::size_t pairs = 4096; // of a metadata and an origin image, at one point: all of them;
                                  // of more, those where one disk kept all or nothing
        std::size_t operationsAfter = 20;
        std::uint64_t auditEvery = 500;
    };

    struct Counters {
        std::uint64_t points = 0; // where a crash was tried
        std::uint64_t states = 0; // distinct in metadata, origin and promises
        std::uint64_t recoveries = 0; // runs
        std::uint64_t crashesInRecovery = 0; // distinct states among `states`
        std::uint64_t audits = 0;
    };

    explicit CrashExplorer(const Options& options);

    // All crashes at this moment. Empty, or what went wrong and how it came to that.
    std::string explore(const Simulation& simulation);

    // Shown each metadata image that a recovery begins with.
    std::function<std::string(const BlockImage&)> secondOpinion;

    const Counters& counters() const { return m_counters; }

private:
    struct Recovery {
        std::unique_ptr<ReadTrace> trace;
        Answers answers; // as the crash left them
        std::string violation;
    };

    // The recoveries that were made while nothing new had been promised.
    struct Known {
        std::uint64_t fingerprint = 0;
        std::vector<Recovery> recoveries;
    };

    struct Origin {
        OriginImage image;
        std::uint64_t hash;
        std::vector<Era> changedBytes;
    };

    std::string explore(const Simulation& simulation, unsigned depth, const Answers* expected,
                        ReadTrace* outer);
    std::vector<Origin> originsOf(const Simulation& simulation);
    std::vector<std::size_t> unseen(const BlockImage& image, const std::vector<Origin>& origins,
                                    std::uint64_t fingerprint, bool allPairs, std::size_t number);
    const Recovery& recoveryOf(const BlockImage& image, const Simulation& simulation,
                               const OriginImage& origin, std::uint64_t fingerprint, unsigned depth,
                               ReadTrace* outer);
    Recovery recover(const BlockImage& image, const OriginImage& origin, const Simulation& crashed,
                     unsigned depth, ReadTrace* outer);
    std::string goOn(Simulation& simulation, const Answers& before);

    Options m_options;
    std::minstd_rand m_random;
    std::unordered_set<std::uint64_t> m_seen;
    Known m_known[2]; // by depth
    Counters m_counters;
};

} // namespace blkera::simulation
