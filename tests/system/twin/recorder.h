// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "era_model.h"

#include <cstddef>
#include <string>
#include <vector>

namespace blkera::twin {

// Metadata images with what they have to say, for tools that know neither server nor model: each
// NAME.img has a NAME.json with, live and in the snapshot if one is held, the current era, the eras
// of all blocks in runs, and the changed-since list of every era; ends are exclusive.
class Recorder {
public:
    // An existing folder.
    explicit Recorder(std::string folder);

    struct Origin {
        std::uint64_t seed = 0;
        std::string state; // "clean": stopped; "live": what a crash at this moment leaves
        std::string servers; // who has served it so far: "kernel", "engine" or "both"
    };

    Result<void> record(const std::vector<std::byte>& image, const EraModel& expected,
                        const Origin& origin);

    unsigned images() const { return m_images; }

private:
    std::string m_folder;
    unsigned m_images = 0;
};

} // namespace blkera::twin
