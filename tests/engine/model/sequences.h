// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "simulation/operation_generator.h"
#include "simulation/simulation.h"

#include <functional>
#include <string>

#include <QString>

// Random sequences of operations, held against the model of what was promised, and made as short as
// they can be when a promise is broken.
namespace blkera::model {

// What a device and its life are like.
struct Life {
    simulation::Shape shape;
    simulation::Menu menu;
    bool faults = false;
    bool metadataGrows = false;
    std::size_t operations = 200;
};

// What is wrong with a sequence, or nothing.
using Judge = std::function<std::string(const simulation::Sequence&)>;

// Runs a sequence on a fresh device and holds every promise against it, now and then and at the
// end.
std::string judge(const Life& life, const simulation::Sequence& sequence);

struct Verdict {
    int sequences = 0; // that were run, if none failed
    simulation::Sequence shortest; // that fails
    std::string complaint;
};

// Judges so many sequences; RapidCheck makes them from the seed and shortens the first that fails.
Verdict tryOut(const Life& life, const Judge& judge, int sequences, std::uint64_t seed);

// For QtTest: the sequence, ready to be run again, and what it breaks.
QString toText(const Verdict& verdict);

// BLKERA_SEED, or a new one; printed, so that a failure can be repeated.
std::uint64_t seedFromEnvironment();
// `count` scaled by BLKERA_TEST_SCALE.
int scaled(int count);

// Judges the share of the 20,000 sequences that one test program has to reach, and says how many.
// Returns what failed, or nothing.
QString judgeMany(const Life& life, int sequences);

} // namespace blkera::model
