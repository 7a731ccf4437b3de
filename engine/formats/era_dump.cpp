// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_dump.h"

#include "pdata/bitset.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

namespace blkera {

namespace {

constexpr std::uint32_t kErasPerBlock = kArrayBlockEntries<std::uint32_t>;
constexpr std::uint32_t kArrayBlocksPerWindow = kBitsPerWindow / kErasPerBlock;

// Joins equal neighbours, so that a writer sees one run where the metadata has several blocks.
template <class Value> class RunJoiner {
public:
    using Visitor = std::function<Result<void>(BlockRange, Value)>;

    explicit RunJoiner(Visitor run)
        : m_run(std::move(run))
    {
    }

    // Of the block after the last one.
    Result<void> add(Value value)
    {
        if (m_value == value || m_range.empty()) {
            m_value = value;
            ++m_range.end;
            return {};
        }
        const BlockRange done = m_range;
        m_range = { done.end, done.end + BlockCount(1) };
        return m_run(done, *std::exchange(m_value, value));
    }

    Result<void> finish() { return m_range.empty() ? Result<void>() : m_run(m_range, *m_value); }

private:
    Visitor m_run;
    BlockRange m_range {};
    std::optional<Value> m_value;
};

std::uint32_t windowLength(std::uint64_t size, std::uint64_t number)
{
    return static_cast<std::uint32_t>(
        std::min<std::uint64_t>(kBitsPerWindow, size - number * kBitsPerWindow));
}

bool testBit(const BitWindow& window, std::uint32_t bit)
{
    return (window[bit / 64] >> (bit % 64) & 1) != 0;
}

Result<void> dumpWriteset(BlockManager& blocks, const ArchivedWriteset& entry,
                          EraDumpWriter& writer)
{
    const std::uint32_t nrBits = entry.writeset.nrBits;
    if (auto begun = writer.beginWriteset(entry.era, nrBits); !begun)
        return begun;
    BitsetReader reader(blocks);
    RunJoiner<bool> runs([&](BlockRange range, bool set) { return writer.bits(range, set); });
    for (std::uint64_t number = 0; number < windowsFor(nrBits); ++number) {
        BitWindow window {};
        if (auto read = reader.addWindow(entry.writeset.root, nrBits, number, window); !read)
            return read.error();
        for (std::uint32_t bit = 0; bit < windowLength(nrBits, number); ++bit) {
            if (auto added = runs.add(testBit(window, bit)); !added)
                return added;
        }
    }
    if (auto finished = runs.finish(); !finished)
        return finished;
    return writer.endWriteset();
}

// The eras of one window's blocks as the era array has them.
Result<void> readEras(ArrayReader<std::uint32_t>& array, const EraView& view, std::uint64_t number,
                      std::vector<std::uint32_t>& eras)
{
    const std::uint32_t size = view.nrBlocks.raw();
    const std::uint64_t first = number * kArrayBlocksPerWindow;
    eras.clear();
    for (std::uint64_t i = first; i < first + kArrayBlocksPerWindow && i * kErasPerBlock < size;
         ++i) {
        auto block = array.block(view.eraArrayRoot, size, i);
        if (!block)
            return block.error();
        eras.insert(eras.end(), block->values.begin(), block->values.end());
    }
    return {};
}

Result<void> dumpArray(BlockManager& blocks, const EraView& view,
                       const std::vector<ArchivedWriteset>& folded, EraDumpWriter& writer)
{
    if (auto begun = writer.beginEraArray(); !begun)
        return begun;
    const std::uint32_t size = view.nrBlocks.raw();
    ArrayReader<std::uint32_t> array(blocks);
    BitsetReader bitsets(blocks);
    RunJoiner<Era> runs([&](BlockRange range, Era era) { return writer.eras(range, era); });
    std::vector<std::uint32_t> eras;
    for (std::uint64_t number = 0; number < windowsFor(size); ++number) {
        if (auto read = readEras(array, view, number, eras); !read)
            return read;
        for (const ArchivedWriteset& entry : folded) {
            BitWindow window {};
            auto read
                = bitsets.addWindow(entry.writeset.root, entry.writeset.nrBits, number, window);
            if (!read)
                return read.error();
            for (std::uint32_t bit = 0; bit < eras.size(); ++bit) {
                if (testBit(window, bit))
                    eras[bit] = std::max(eras[bit], entry.era.raw());
            }
        }
        for (const std::uint32_t era : eras) {
            if (auto added = runs.add(Era(era)); !added)
                return added;
        }
    }
    if (auto finished = runs.finish(); !finished)
        return finished;
    return writer.endEraArray();
}

} // namespace

Result<void> dumpEras(BlockManager& blocks, const EraView& view, DumpKind kind,
                      EraDumpWriter& writer)
{
    auto writesets = archivedWritesets(blocks, view);
    if (!writesets)
        return writesets.error();
    if (view.currentWriteset)
        writesets->push_back({ view.currentEra, *view.currentWriteset });

    if (auto begun = writer.superblock(view); !begun)
        return begun;
    if (kind == DumpKind::Full) {
        for (const ArchivedWriteset& entry : *writesets) {
            if (auto dumped = dumpWriteset(blocks, entry, writer); !dumped)
                return dumped;
        }
        writesets->clear();
    }
    if (auto dumped = dumpArray(blocks, view, *writesets, writer); !dumped)
        return dumped;
    return writer.end();
}

} // namespace blkera
