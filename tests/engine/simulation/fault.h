// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace blkera::simulation {

enum class Disk : std::uint8_t { Metadata, Origin };
enum class Io : std::uint8_t { Read, Write, Flush };

// How an I/O goes wrong.
enum class FaultKind : std::uint8_t {
    Eio,
    Enospc,
    Etimedout,
    Torn, // a write: some sectors arrive, then EIO
    BitFlip, // a read: one bit is wrong
    Stale, // a read: what was there before the last write
    Stall, // it takes half a minute
};

// The `number`-th I/O of its kind from now on (0 is the next one) goes wrong, and all after it if
// `forEver`.
struct Fault {
    Disk disk = Disk::Metadata;
    Io io = Io::Write;
    FaultKind kind = FaultKind::Eio;
    std::uint64_t number = 0;
    bool forEver = false;

    bool operator==(const Fault&) const = default;
};

const char* toString(Disk disk);
const char* toString(Io io);
const char* toString(FaultKind kind);

// "metadata:write:eio:3:once"
std::string toText(const Fault& fault);
std::optional<Fault> parseFault(std::string_view text);

// Decides for each I/O of one disk whether it goes wrong.
class FaultSwitch {
public:
    void arm(const Fault& fault) { m_faults.push_back(fault); }

    void heal() { m_faults.clear(); }

    // Counts one I/O; what is wrong with it, if anything.
    std::optional<FaultKind> next(Io io);

    std::uint64_t hits() const { return m_hits; }

private:
    std::vector<Fault> m_faults;
    std::uint64_t m_hits = 0;
};

// The errno that a caller sees.
int errnoOf(FaultKind kind);

} // namespace blkera::simulation
