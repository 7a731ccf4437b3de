// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "simulation/metadata_disk.h"
#include "simulation/origin_disk.h"

#include <cstdint>
#include <functional>
#include <random>

namespace blkera::simulation {

// Which of the writes that no flush covers survive a crash.
struct CrashLimits {
    std::size_t allSubsetsUpTo = 10; // writes; of more: none, all, each one missing, each one only,
    std::size_t randomSubsets = 64; // and so many random ones
    bool torn = true; // also the last write with 1 to 7 of its 8 sectors, beside all or none
};

// Every image that a crash at this moment may leave, within the limits; an image may come twice.
void forEachCrashImage(const MetadataDisk& disk, const CrashLimits& limits,
                       std::minstd_rand& random,
                       const std::function<void(const BlockImage&)>& visit);
void forEachCrashImage(const OriginDisk& disk, const CrashLimits& limits, std::minstd_rand& random,
                       const std::function<void(const OriginImage&)>& visit);

// How many images that visits.
std::size_t crashImageCount(const MetadataDisk& disk, const CrashLimits& limits);

// One of them.
BlockImage randomCrashImage(const MetadataDisk& disk, std::minstd_rand& random);
OriginImage randomCrashImage(const OriginDisk& disk, std::minstd_rand& random);

} // namespace blkera::simulation
