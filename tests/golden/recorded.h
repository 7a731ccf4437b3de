// SPDX-License-Identifier: GPL-2.0-or-later
// What README.md says of each image.
#pragma once

#include <vector>

struct Answer {
    unsigned since;
    const char* blocks;
};

struct Sample {
    const char* name;
    unsigned currentEra;
    unsigned nrBlocks;
    const char* currentWriteset; // nullptr: none
    // "blocks: era" for all blocks that were ever written, current writeset included; nullptr where
    // README.md does not list them.
    const char* eras;
    std::vector<Answer> answers;
};

const std::vector<Sample>& samples();

// What the snapshot held in snap.img says.
const std::vector<Answer>& snapshotAnswers();
