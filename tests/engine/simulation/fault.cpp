// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/fault.h"

#include "simulation/words.h"

#include <array>
#include <cerrno>
#include <charconv>

namespace blkera::simulation {

namespace {

constexpr std::array<const char*, 2> kDisks { "metadata", "origin" };
constexpr std::array<const char*, 3> kIos { "read", "write", "flush" };
constexpr std::array<const char*, 7> kKinds { "eio",      "enospc", "etimedout", "torn",
                                              "bit-flip", "stale",  "stall" };

} // namespace

const char* toString(Disk disk)
{
    return kDisks[static_cast<std::size_t>(disk)];
}

const char* toString(Io io)
{
    return kIos[static_cast<std::size_t>(io)];
}

const char* toString(FaultKind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

std::string toText(const Fault& fault)
{
    return std::string(toString(fault.disk)) + ':' + toString(fault.io) + ':' + toString(fault.kind)
        + ':' + std::to_string(fault.number) + (fault.forEver ? ":forever" : ":once");
}

std::optional<Fault> parseFault(std::string_view text)
{
    const auto disk = wordIn<Disk>(kDisks, takeWord(text, ':'));
    const auto io = wordIn<Io>(kIos, takeWord(text, ':'));
    const auto kind = wordIn<FaultKind>(kKinds, takeWord(text, ':'));
    const auto number = parseNumber(takeWord(text, ':'));
    if (!disk || !io || !kind || !number || (text != "once" && text != "forever"))
        return std::nullopt;
    return Fault { *disk, *io, *kind, *number, text == "forever" };
}

std::optional<FaultKind> FaultSwitch::next(Io io)
{
    std::optional<FaultKind> due;
    for (std::size_t i = 0; i < m_faults.size();) {
        Fault& fault = m_faults[i];
        const bool hit = fault.io == io && fault.number == 0;
        if (fault.io == io && !hit)
            --fault.number;
        if (hit && !due)
            due = fault.kind;
        if (hit && !fault.forEver)
            m_faults.erase(m_faults.begin() + static_cast<std::ptrdiff_t>(i));
        else
            ++i;
    }
    m_hits += due ? 1 : 0;
    return due;
}

int errnoOf(FaultKind kind)
{
    switch (kind) {
    case FaultKind::Enospc:
        return ENOSPC;
    case FaultKind::Etimedout:
        return ETIMEDOUT;
    default:
        return EIO;
    }
}

} // namespace blkera::simulation
