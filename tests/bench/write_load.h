// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"
#include "era/tracker.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <liburing.h>

namespace blkera::bench {

class OurEra;

// Writes of one era block each, `depth` of them in flight, directly to a device; with `era`, as the
// product's frontend does: each write reaches the device when the tracker lets it.
class WriteLoad {
public:
    WriteLoad(const std::string& device, std::size_t blockBytes, std::uint16_t depth,
              OurEra* era = nullptr);
    ~WriteLoad();

    WriteLoad(const WriteLoad&) = delete;
    WriteLoad& operator=(const WriteLoad&) = delete;

    void run(std::span<const BlockIndex> blocks);

private:
    void start(PendingWrite& write);
    void awaitWake();

    UniqueFd m_fd;
    std::size_t m_blockBytes;
    OurEra* m_era;
    io_uring m_ring {};
    std::byte* m_buffer; // aligned for direct I/O; every write writes it
    std::uint64_t m_rings = 0;
    std::vector<PendingWrite> m_writes; // by tag
};

} // namespace blkera::bench
