// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "engine_server.h"
#include "kernel_server.h"
#include "recorder.h"

#include <functional>
#include <string>

namespace blkera::twin {

// What the kernel leaves when its metadata is full, and what becomes of it with us.
struct FullMetadata {
    std::string metadata; // the device's path
    std::function<Result<void>()> grow; // of that device
    std::uint64_t seed = 0;
    SectorCount size;
    std::uint32_t blockSizeSectors = 0;
};

struct FullOutcome {
    bool full = false; // else the kernel's digest was quick enough
    std::uint64_t kernelEras = 0;
    bool kernelActivates = false; // what it left behind
    bool healedInPlace = false; // without growing
};

// The kernel serves until an operation fails, half the time with a metadata snapshot held; then it
// crashes or is removed, and is started once more. Whatever it acknowledged has to be listed when
// our engine takes over: more is allowed, less is not. The engine has to serve again, if need be
// after the metadata has grown, and what it then leaves has to be served by the kernel. Errors:
// what is not so.
Result<FullOutcome> fillAndHeal(const FullMetadata& what, KernelServer& kernel,
                                EngineServer& engine);

// Blocks of metadata that the kernel can just begin with, and a few more by the seed.
std::uint64_t scantMetadata(std::uint64_t blocks, std::uint64_t seed);

} // namespace blkera::twin
