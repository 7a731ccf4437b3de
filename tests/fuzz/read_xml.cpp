// SPDX-License-Identifier: GPL-2.0-or-later
// f3: the XML of a dump, of any content, made into metadata.
//
// Whatever the text says, nothing crashes, hangs or leaks. What is accepted becomes metadata in
// which the strict checker finds nothing wrong, in which every block has the era that the text gave
// it or a later one, and whose own dump makes the same metadata again.
#include "era/checker.h"
#include "formats/era_xml.h"
#include "naive_reader.h"
#include "storage/memory_device.h"
#include "target.h"
#include "tools/rebuild.h"

#include <algorithm>
#include <cstring>
#include <string>

using namespace blkera;
using namespace blkera::fuzz;

namespace {

constexpr MetadataBlockCount kRoom(256);
// Above it the text of a dump is megabytes.
constexpr std::uint32_t kLargeDevice = 2'000; // blocks

// Hands on what it is told, and remembers it.
class Recorder : public EraDumpWriter {
public:
    explicit Recorder(EraDumpWriter& next)
        : m_next(next)
    {
    }

    // By block the last era; empty for a large device.
    const std::vector<std::uint32_t>& lastEras() const { return m_lastEras; }

    Result<void> superblock(const EraView& view) override
    {
        if (view.nrBlocks.raw() <= kLargeDevice)
            m_lastEras.resize(view.nrBlocks.raw());
        return m_next.superblock(view);
    }

    Result<void> beginWriteset(Era era, std::uint32_t nrBits) override
    {
        m_era = era;
        return m_next.beginWriteset(era, nrBits);
    }

    Result<void> bits(BlockRange blocks, bool set) override
    {
        if (set)
            note(blocks, m_era);
        return m_next.bits(blocks, set);
    }

    Result<void> endWriteset() override { return m_next.endWriteset(); }

    Result<void> beginEraArray() override { return m_next.beginEraArray(); }

    Result<void> eras(BlockRange blocks, Era era) override
    {
        note(blocks, era);
        return m_next.eras(blocks, era);
    }

    Result<void> endEraArray() override { return m_next.endEraArray(); }

    Result<void> end() override { return m_next.end(); }

private:
    // A writeset may be of a time when the device was larger.
    void note(BlockRange blocks, Era era)
    {
        const std::size_t end = std::min<std::size_t>(blocks.end.raw(), m_lastEras.size());
        for (std::size_t b = blocks.begin.raw(); b < end; ++b)
            m_lastEras[b] = std::max(m_lastEras[b], era.raw());
    }

    EraDumpWriter& m_next;
    Era m_era;
    std::vector<std::uint32_t> m_lastEras;
};

// In pieces of 1 to 97 bytes: tokens are cut anywhere.
ByteSource sourceOf(std::string_view text)
{
    std::size_t piece = 0;
    return [text, piece](std::span<char> bytes) mutable -> Result<std::size_t> {
        piece = (piece * 7 + 5) % 97;
        const std::size_t n = std::min({ text.size(), piece + 1, bytes.size() });
        std::memcpy(bytes.data(), text.data(), n);
        text.remove_prefix(n);
        return n;
    };
}

std::string dumpOf(BlockDevice& device)
{
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    require(superblock.has_value(), "metadata that was made has a superblock");
    std::string text;
    const auto writer = makeXmlDumpWriter([&text](std::string_view part) -> Result<void> {
        text += part;
        return {};
    });
    const auto dumped = dumpEras(blocks, EraView::live(*superblock), DumpKind::Full, *writer);
    require(dumped.has_value(), "metadata that was made is dumped");
    return text;
}

void requireMarks(MemoryDevice& device, const std::vector<std::uint32_t>& due)
{
    const auto found = NaiveReader(device.image()).lastEras(false);
    require(found && found->size() == due.size(), "metadata that was made is read");
    for (std::size_t b = 0; b < due.size(); ++b)
        require((*found)[b] >= due[b], "no block has an earlier era than the text gave it");
}

} // namespace

void blkera::fuzz::runInput(std::span<const std::uint8_t> input)
{
    MemoryDevice device(kRoom);
    tools::RebuildWriter rebuild(device);
    Recorder recorder(rebuild);
    const std::string_view text(reinterpret_cast<const char*>(input.data()), input.size());
    if (!readEraXml(sourceOf(text), recorder))
        return;
    const auto report = checkMetadata(device);
    require(report && report->clean(), "metadata that was made has no errors");
    if (recorder.lastEras().empty())
        return;
    requireMarks(device, recorder.lastEras());

    const std::string dump = dumpOf(device);
    MemoryDevice copy(kRoom);
    tools::RebuildWriter again(copy);
    require(readEraXml(sourceOf(dump), again).has_value(), "a dump is read back");
    require(dumpOf(copy) == dump, "a dump makes metadata with the same dump");
}
