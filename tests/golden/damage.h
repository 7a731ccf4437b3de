// SPDX-License-Identifier: GPL-2.0-or-later
// Copies of the sample images, damaged at random. Where the checksum was repaired over the damage,
// no reader can know a bitset or an era array with other values from one that is right; so values
// are not damaged in this way, and neither is the current era. Everything else is: roots, pointers,
// keys, sizes, counts.
#pragma once

#include "pdata/block_manager.h"

#include <random>
#include <span>
#include <string>
#include <vector>

#include <QByteArray>
#include <QString>

namespace blkera {

using Bytes = std::vector<std::byte>;

// A sound image, and where there is something to damage.
struct Sound {
    QString name;
    Bytes bytes;
    std::vector<std::uint64_t> used; // blocks with content
    std::vector<BlockKind> kinds; // of these
};

// Makes a block's checksum right again.
void reseal(std::span<std::byte> bytes, BlockKind kind);

Sound soundSample(const QString& name, const QByteArray& raw);

// What was done to a copy, and whether the oracle applies to it.
struct Damage {
    std::string what;
    bool decidable = true;
};

// One damaged copy a seed.
class Sweep {
public:
    Sweep(const std::vector<Sound>& samples, std::uint32_t seed)
        : m_samples(samples)
        , m_random(seed)
    {
    }

    // Which sample the copy is of.
    std::size_t number() const { return m_number; }

    Bytes& bytes() { return m_bytes; }

    Damage next();

private:
    std::uint64_t below(std::uint64_t limit) { return m_random() % limit; }

    std::uint64_t blocks() const { return m_bytes.size() / kMetadataBlockBytes; }

    std::span<std::byte> block(std::uint64_t number)
    {
        return std::span(m_bytes).subspan(number * kMetadataBlockBytes, kMetadataBlockBytes);
    }

    std::uint64_t anyUsed() { return m_sample->used[below(m_sample->used.size())]; }

    Damage flipBits();
    Damage loseWrite();
    Damage misplace();
    Damage cut();
    Damage takeStale();
    Damage alterSealed();
    Damage leadElsewhere();
    Damage alterEntries();

    const std::vector<Sound>& m_samples;
    std::mt19937_64 m_random;
    std::size_t m_number = 0;
    const Sound* m_sample = nullptr;
    Bytes m_bytes;
};

} // namespace blkera
