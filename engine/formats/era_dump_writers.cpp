// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_dump.h"

#include <string>

namespace blkera {

namespace {

// One sink call for many lines: a dump has a line for every block and writeset.
constexpr std::size_t kBatchBytes = 64 * 1024;

std::string quoted(std::uint64_t value)
{
    return '"' + std::to_string(value) + '"';
}

class XmlDumpWriter : public EraDumpWriter {
public:
    explicit XmlDumpWriter(TextSink sink)
        : m_sink(std::move(sink))
    {
    }

    // The uuid is always empty: the kernel wipes it at every commit.
    Result<void> superblock(const EraView& view) override
    {
        return m_sink("<superblock uuid=\"\" block_size=" + quoted(view.dataBlockSizeSectors)
                      + " nr_blocks=" + quoted(view.nrBlocks.raw())
                      + " current_era=" + quoted(view.currentEra.raw()) + ">\n");
    }

    Result<void> beginWriteset(Era era, std::uint32_t nrBits) override
    {
        return m_sink("  <writeset era=" + quoted(era.raw()) + " nr_bits=" + quoted(nrBits)
                      + ">\n");
    }

    Result<void> bits(BlockRange blocks, bool set) override
    {
        return eachBlock(blocks, "    <bit block=\"",
                         set ? "\" value=\"true\"/>\n" : "\" value=\"false\"/>\n");
    }

    Result<void> endWriteset() override { return m_sink("  </writeset>\n"); }

    Result<void> beginEraArray() override { return m_sink("  <era_array>\n"); }

    Result<void> eras(BlockRange blocks, Era era) override
    {
        return eachBlock(blocks, "    <era block=\"",
                         "\" era=\"" + std::to_string(era.raw()) + "\"/>\n");
    }

    Result<void> endEraArray() override { return m_sink("  </era_array>\n"); }

    Result<void> end() override { return m_sink("</superblock>\n"); }

private:
    Result<void> eachBlock(BlockRange blocks, std::string_view before, std::string_view after)
    {
        std::string batch;
        for (BlockIndex block = blocks.begin; block != blocks.end; ++block) {
            batch.append(before).append(std::to_string(block.raw())).append(after);
            if (batch.size() < kBatchBytes)
                continue;
            if (auto written = m_sink(batch); !written)
                return written;
            batch.clear();
        }
        return m_sink(batch);
    }

    TextSink m_sink;
};

class JsonDumpWriter : public EraDumpWriter {
public:
    explicit JsonDumpWriter(TextSink sink)
        : m_sink(std::move(sink))
    {
    }

    Result<void> superblock(const EraView& view) override
    {
        return m_sink("{\"block_size_bytes\":"
                      + std::to_string(std::uint64_t { view.dataBlockSizeSectors } * kSectorBytes)
                      + ",\"nr_blocks\":" + std::to_string(view.nrBlocks.raw())
                      + ",\"current_era\":" + std::to_string(view.currentEra.raw())
                      + ",\"writesets\":[");
    }

    Result<void> beginWriteset(Era era, std::uint32_t nrBits) override
    {
        const char* separator = m_firstWriteset ? "\n" : ",\n";
        m_firstWriteset = false;
        m_firstRun = true;
        return m_sink(separator + ("{\"era\":" + std::to_string(era.raw()))
                      + ",\"nr_bits\":" + std::to_string(nrBits) + ",\"ranges\":[");
    }

    Result<void> bits(BlockRange blocks, bool set) override
    {
        return set ? m_sink(run(blocks) + "}") : Result<void>();
    }

    Result<void> endWriteset() override { return m_sink("]}"); }

    Result<void> beginEraArray() override
    {
        m_firstRun = true;
        return m_sink(m_firstWriteset ? "],\"eras\":[" : "\n],\"eras\":[");
    }

    Result<void> eras(BlockRange blocks, Era era) override
    {
        return m_sink(run(blocks) + ",\"era\":" + std::to_string(era.raw()) + "}");
    }

    Result<void> endEraArray() override { return m_sink("\n]"); }

    Result<void> end() override { return m_sink("}\n"); }

private:
    // An object left open, on a line of its own.
    std::string run(BlockRange blocks)
    {
        const char* separator = m_firstRun ? "\n" : ",\n";
        m_firstRun = false;
        return separator + ("{\"begin\":" + std::to_string(blocks.begin.raw()))
            + ",\"end\":" + std::to_string(blocks.end.raw());
    }

    TextSink m_sink;
    bool m_firstWriteset = true;
    bool m_firstRun = true;
};

} // namespace

std::unique_ptr<EraDumpWriter> makeXmlDumpWriter(TextSink sink)
{
    return std::make_unique<XmlDumpWriter>(std::move(sink));
}

std::unique_ptr<EraDumpWriter> makeJsonDumpWriter(TextSink sink)
{
    return std::make_unique<JsonDumpWriter>(std::move(sink));
}

} // namespace blkera
