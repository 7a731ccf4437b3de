// SPDX-License-Identifier: GPL-2.0-or-later
#include "tools/salvage.h"

#include "era/checker.h"
#include "era/era_scan.h"
#include "formats/run_joiner.h"
#include "pdata/bitset.h"

#include <algorithm>

namespace blkera::tools {

namespace {

constexpr std::uint32_t kErasPerBlock = EraScan::kErasPerBlock;

BlockRange rangeOf(std::uint64_t begin, std::uint64_t end)
{
    return { BlockIndex(static_cast<std::uint32_t>(begin)),
             BlockIndex(static_cast<std::uint32_t>(end)) };
}

class Salvage {
public:
    Salvage(BlockDevice& device, const EraView& view, EraDumpWriter& writer)
        : m_blocks(device)
        , m_view(view)
        , m_writer(writer)
        , m_size(view.nrBlocks.raw())
        , m_eras(m_blocks)
        , m_bitsets(m_blocks)
    {
    }

    Result<std::vector<Loss>> run();

private:
    Result<void> trustSize();
    bool readEras(std::uint64_t number, std::vector<std::uint32_t>& eras);
    void findLostEras();
    bool plausible(const std::vector<std::uint32_t>& eras, std::uint64_t number);
    bool readBits(const ArchivedWriteset& entry, std::uint64_t window, BitWindow& bits);
    Result<void> writeWriteset(const ArchivedWriteset& entry);
    Result<void> writeEraArray();
    void lose(BlockRange blocks, const std::string& reason);

    bool lostEras(std::uint64_t block) const { return m_lostEras[block / kErasPerBlock]; }

    BlockManager m_blocks;
    const EraView& m_view;
    EraDumpWriter& m_writer;
    std::uint64_t m_size;
    ArrayReader<std::uint32_t> m_eras;
    BitsetReader m_bitsets;
    std::vector<ArchivedWriteset> m_writesets;
    std::vector<bool> m_lostEras; // by block of the era array
    std::string m_lastReason;
    std::vector<Loss> m_losses;
};

Result<std::vector<Loss>> Salvage::run()
{
    if (auto trusted = trustSize(); !trusted)
        return trusted.error();
    std::string reason;
    // A device that fails to be read is no evidence of contradictions.
    if (const auto report = checkPointers(m_blocks); report && report->contradictory)
        reason = report->errors.front();
    auto writesets = undigestedWritesets(m_blocks, m_view);
    if (!writesets)
        reason = writesets.error().message();
    if (!reason.empty()) {
        if (auto written = writeAllAsWritten(m_view, m_writer); !written)
            return written.error();
        lose(rangeOf(0, m_size), reason);
        return std::move(m_losses);
    }
    m_writesets = std::move(*writesets);
    findLostEras();
    if (auto begun = m_writer.superblock(m_view); !begun)
        return begun.error();
    for (const ArchivedWriteset& entry : m_writesets) {
        if (auto written = writeWriteset(entry); !written)
            return written.error();
    }
    if (auto written = writeEraArray(); !written)
        return written.error();
    if (auto ended = m_writer.end(); !ended)
        return ended.error();
    return std::move(m_losses);
}

// An array that can be read and has another size than the superblock says means that one of the two
// is wrong. What lies beyond too small a number would be lost.
Result<void> Salvage::trustSize()
{
    std::uint64_t entries = 0;
    MetadataBlock last;
    const auto walked
        = BtreeReader(m_blocks, sizeof(Le64))
              .walk(m_view.eraArrayRoot, [&](const BtreeReader::Entry& entry) -> Result<void> {
                  ++entries;
                  last = MetadataBlock(loadDisk<Le64>(entry.value));
                  return {};
              });
    const std::uint64_t due = (m_size + kErasPerBlock - 1) / kErasPerBlock;
    const auto doubt = corrupt("the era array has another size than the superblock says: give "
                               "--block-size, --nr-blocks and --era to start from nothing");
    if (!walked)
        return walked.error().kind == ErrorKind::Corrupt && entries > due ? doubt : Result<void>();
    if (entries != due)
        return doubt;
    if (due == 0)
        return {};
    const auto block = m_blocks.read(last, BlockKind::ArrayBlock);
    if (block && !ArrayReader<std::uint32_t>::valuesIn(block->bytes(), last, m_size, due - 1))
        return doubt;
    return {};
}

void Salvage::lose(BlockRange blocks, const std::string& reason)
{
    if (!m_losses.empty() && m_losses.back().blocks.end == blocks.begin && m_lastReason == reason)
        m_losses.back().blocks.end = blocks.end;
    else
        m_losses.push_back({ blocks, reason });
    m_lastReason = reason;
}

bool Salvage::readEras(std::uint64_t number, std::vector<std::uint32_t>& eras)
{
    const auto block = m_eras.block(m_view.eraArrayRoot, m_size, number);
    if (!block)
        return false;
    eras.assign(block->values.begin(), block->values.end());
    return true;
}

// Sound arrays have eras before the first writeset's, and of that one where it has the block.
bool Salvage::plausible(const std::vector<std::uint32_t>& eras, std::uint64_t number)
{
    const std::uint32_t highest = *std::ranges::max_element(eras);
    if (m_writesets.empty())
        return highest <= m_view.currentEra.raw();
    const ArchivedWriteset& first = m_writesets.front();
    if (highest != first.era.raw())
        return highest < first.era.raw();
    if (m_view.currentWriteset && m_writesets.size() == 1)
        return false; // nothing of the era in progress is digested
    BitWindow bits {};
    const std::uint64_t begin = number * kErasPerBlock;
    const bool readable = readBits(first, begin / kBitsPerWindow, bits);
    for (std::size_t i = 0; readable && i < eras.size(); ++i) {
        const std::uint64_t bit = begin % kBitsPerWindow + i;
        if (eras[i] == highest && (bits[bit / 64] >> (bit % 64) & 1) == 0)
            return false;
    }
    return true;
}

void Salvage::findLostEras()
{
    const std::uint64_t count = (m_size + kErasPerBlock - 1) / kErasPerBlock;
    m_lostEras.assign(count, false);
    std::vector<std::uint32_t> eras;
    for (std::uint64_t number = 0; number < count; ++number) {
        const bool read = readEras(number, eras);
        if (read && plausible(eras, number))
            continue;
        m_lostEras[number] = true;
        const std::uint64_t begin = number * kErasPerBlock;
        lose(rangeOf(begin, std::min(m_size, begin + kErasPerBlock)),
             read ? "the era array has eras that cannot be" : "the era array cannot be read");
    }
}

// All bits set where it cannot be read, and where bits beyond its size say that the size is wrong.
bool Salvage::readBits(const ArchivedWriteset& entry, std::uint64_t window, BitWindow& bits)
{
    const std::uint32_t nrBits = entry.writeset.nrBits;
    const std::uint32_t inWords = nrBits % 64 == 0 ? nrBits : nrBits - nrBits % 64 + 64;
    bits = {};
    bool sound = nrBits < 0x8000'0000
        && m_bitsets.addWindow(entry.writeset.root, inWords, window, bits).has_value();
    if (sound && nrBits % 64 != 0 && window == nrBits / kBitsPerWindow)
        sound = bits[nrBits % kBitsPerWindow / 64] >> (nrBits % 64) == 0;
    if (!sound)
        bits.fill(~std::uint64_t { 0 });
    return sound;
}

// With as many bits as there are blocks. A bitset of another size, of before a resize, has none
// beyond it; one that is damaged may have another size than it says.
Result<void> Salvage::writeWriteset(const ArchivedWriteset& entry)
{
    const bool current = entry.era == m_view.currentEra;
    const std::string reason
        = "the writeset of era " + std::to_string(entry.era.raw()) + " cannot be read";
    if (auto begun = m_writer.beginWriteset(entry.era, m_view.nrBlocks.raw()); !begun)
        return begun;
    RunJoiner<bool> runs([this](BlockRange range, bool set) { return m_writer.bits(range, set); });
    bool damaged = false;
    for (std::uint64_t window = 0; window < windowsFor(m_size); ++window) {
        const std::uint64_t base = window * kBitsPerWindow;
        const std::uint64_t end = std::min<std::uint64_t>(m_size, base + kBitsPerWindow);
        BitWindow bits;
        const bool sound = readBits(entry, window, bits);
        const std::uint64_t sizeEnds = std::max<std::uint64_t>(base, entry.writeset.nrBits);
        const bool wasDamaged = damaged;
        damaged = damaged || !sound;
        if (!sound)
            lose(rangeOf(base, end), reason);
        else if (wasDamaged && sizeEnds < end)
            lose(rangeOf(sizeEnds, end), reason);
        const auto isSet = [&](std::uint64_t block) {
            const std::uint64_t bit = block - base;
            return (bits[bit / 64] >> (bit % 64) & 1) != 0 || (damaged && block >= sizeEnds)
                || (current && lostEras(block));
        };
        for (std::uint64_t begin = base; begin < end;) {
            const bool set = isSet(begin);
            std::uint64_t stop = begin + 1;
            while (stop < end && isSet(stop) == set)
                ++stop;
            if (auto added = runs.add(set, static_cast<std::uint32_t>(stop - begin)); !added)
                return added;
            begin = stop;
        }
    }
    if (auto finished = runs.finish(); !finished)
        return finished;
    return m_writer.endWriteset();
}

// Where it is lost, the writeset of the current era has the blocks; if there is none, the array.
Result<void> Salvage::writeEraArray()
{
    const bool inWriteset = !m_writesets.empty();
    if (auto begun = m_writer.beginEraArray(); !begun)
        return begun;
    RunJoiner<Era> runs([this](BlockRange range, Era era) { return m_writer.eras(range, era); });
    std::vector<std::uint32_t> eras;
    for (std::uint64_t number = 0; number < m_lostEras.size(); ++number) {
        const std::uint64_t base = number * kErasPerBlock;
        const std::uint64_t count = std::min<std::uint64_t>(kErasPerBlock, m_size - base);
        if (m_lostEras[number] || !readEras(number, eras))
            eras.assign(count, inWriteset && m_lostEras[number] ? 0 : m_view.currentEra.raw());
        for (std::size_t begin = 0; begin < count;) {
            std::size_t stop = begin + 1;
            while (stop < count && eras[stop] == eras[begin])
                ++stop;
            auto added = runs.add(Era(eras[begin]), static_cast<std::uint32_t>(stop - begin));
            if (!added)
                return added;
            begin = stop;
        }
    }
    if (auto finished = runs.finish(); !finished)
        return finished;
    return m_writer.endEraArray();
}

} // namespace

Result<std::vector<Loss>> salvage(BlockDevice& device, const EraView& view, EraDumpWriter& writer)
{
    return Salvage(device, view, writer).run();
}

Result<void> writeAllAsWritten(const EraView& view, EraDumpWriter& writer)
{
    if (auto begun = writer.superblock(view); !begun)
        return begun;
    if (auto begun = writer.beginEraArray(); !begun)
        return begun;
    if (view.nrBlocks.raw() != 0) {
        auto written = writer.eras(rangeOf(0, view.nrBlocks.raw()), view.currentEra);
        if (!written)
            return written;
    }
    if (auto ended = writer.endEraArray(); !ended)
        return ended;
    return writer.end();
}

void tell(const Console& console, const std::string& file, const std::vector<Loss>& losses)
{
    constexpr std::size_t kMostLines = 100;
    for (std::size_t i = 0; i < std::min(losses.size(), kMostLines); ++i)
        console.say(file + ": " + losses[i].reason + ": blocks "
                    + std::to_string(losses[i].blocks.begin.raw()) + " to "
                    + std::to_string(losses[i].blocks.end.raw() - 1) + " count as written");
    if (losses.size() > kMostLines)
        console.say(file + ": and " + std::to_string(losses.size() - kMostLines) + " ranges more");
}

} // namespace blkera::tools
