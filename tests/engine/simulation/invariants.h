// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "simulation/answers.h"
#include "simulation/model.h"

#include <string>

namespace blkera::simulation {

// The promises of the engine, as reliability.md numbers them, held against what a disk would hold
// after a crash at this moment. Each returns what is wrong in a sentence, or nothing at all. The
// others are checked where they can be broken: I5 and I8 when a crashed device is started, I9 and
// I10 when a block or the origin is written (Simulation).

// I1 (acknowledged writes are listed), I2 (the strict checker is content), I3 (a held snapshot does
// not change), I4 (its reference counts are right), I6 (nothing else is listed).
std::string checkAnswers(BlockDevice& metadata, const Model& model, Answers& answers);

// I1b (bytes that changed since a copy are listed) and I7 (flushed bytes are there).
std::string checkOrigin(const OriginImage& origin, const Model& model,
                        const std::vector<Era>& changedBytes, const Answers& answers);

} // namespace blkera::simulation
