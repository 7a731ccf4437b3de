// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_dump.h"

#include <string>

namespace blkera {

namespace {

// A line in the making whose number goes up by one from line to line: only the digits that change
// are touched.
class NumberedLine {
public:
    NumberedLine(std::string_view before, std::uint32_t number, std::string_view after)
        : m_line(before)
        , m_firstDigit(before.size())
    {
        m_line += std::to_string(number);
        m_lastDigit = m_line.size() - 1;
        m_line += after;
    }

    std::string_view text() const { return m_line; }

    void countUp()
    {
        std::size_t digit = m_lastDigit;
        while (m_line[digit] == '9') {
            m_line[digit] = '0';
            if (digit == m_firstDigit) {
                m_line.insert(m_firstDigit, 1, '1');
                ++m_lastDigit;
                return;
            }
            --digit;
        }
        ++m_line[digit];
    }

private:
    std::string m_line;
    std::size_t m_firstDigit;
    std::size_t m_lastDigit;
};

class XmlDumpWriter : public EraDumpWriter {
public:
    explicit XmlDumpWriter(TextSink sink)
        : m_text(std::move(sink))
    {
    }

    // The uuid is always empty: the kernel wipes it at every commit.
    Result<void> superblock(const EraView& view) override
    {
        attribute("<superblock uuid=\"\" block_size=\"", view.dataBlockSizeSectors);
        attribute(" nr_blocks=\"", view.nrBlocks.raw());
        attribute(" current_era=\"", view.currentEra.raw());
        m_text.add(">\n");
        return m_text.passOn();
    }

    Result<void> beginWriteset(Era era, std::uint32_t nrBits) override
    {
        attribute("  <writeset era=\"", era.raw());
        attribute(" nr_bits=\"", nrBits);
        m_text.add(">\n");
        return m_text.passOn();
    }

    Result<void> bits(BlockRange blocks, bool set) override
    {
        return eachBlock("    <bit block=\"", blocks,
                         set ? "\" value=\"true\"/>\n" : "\" value=\"false\"/>\n");
    }

    Result<void> endWriteset() override { return line("  </writeset>\n"); }

    Result<void> beginEraArray() override { return line("  <era_array>\n"); }

    Result<void> eras(BlockRange blocks, Era era) override
    {
        return eachBlock("    <era block=\"", blocks,
                         "\" era=\"" + std::to_string(era.raw()) + "\"/>\n");
    }

    Result<void> endEraArray() override { return line("  </era_array>\n"); }

    Result<void> end() override
    {
        m_text.add("</superblock>\n");
        return m_text.flush();
    }

private:
    void attribute(std::string_view name, std::uint64_t value)
    {
        m_text.add(name);
        m_text.add(value);
        m_text.add("\"");
    }

    Result<void> line(std::string_view text)
    {
        m_text.add(text);
        return m_text.passOn();
    }

    Result<void> eachBlock(std::string_view before, BlockRange blocks, std::string_view after)
    {
        NumberedLine next(before, blocks.begin.raw(), after);
        for (BlockIndex block = blocks.begin; block != blocks.end; ++block) {
            m_text.add(next.text());
            next.countUp();
            if (m_text.full()) {
                if (auto passed = m_text.flush(); !passed)
                    return passed;
            }
        }
        return {};
    }

    TextBatch m_text;
};

class JsonDumpWriter : public EraDumpWriter {
public:
    explicit JsonDumpWriter(TextSink sink)
        : m_text(std::move(sink))
    {
    }

    Result<void> superblock(const EraView& view) override
    {
        member("{\"block_size_bytes\":",
               std::uint64_t { view.dataBlockSizeSectors } * kSectorBytes);
        member(",\"nr_blocks\":", view.nrBlocks.raw());
        member(",\"current_era\":", view.currentEra.raw());
        m_text.add(",\"writesets\":[");
        return m_text.passOn();
    }

    Result<void> beginWriteset(Era era, std::uint32_t nrBits) override
    {
        m_text.add(m_firstWriteset ? "\n" : ",\n");
        m_firstWriteset = false;
        m_firstRun = true;
        member("{\"era\":", era.raw());
        member(",\"nr_bits\":", nrBits);
        m_text.add(",\"ranges\":[");
        return m_text.passOn();
    }

    Result<void> bits(BlockRange blocks, bool set) override
    {
        if (!set)
            return {};
        addRun(blocks);
        m_text.add("}");
        return m_text.passOn();
    }

    Result<void> endWriteset() override
    {
        m_text.add("]}");
        return m_text.passOn();
    }

    Result<void> beginEraArray() override
    {
        m_firstRun = true;
        m_text.add(m_firstWriteset ? "],\"eras\":[" : "\n],\"eras\":[");
        return m_text.passOn();
    }

    Result<void> eras(BlockRange blocks, Era era) override
    {
        addRun(blocks);
        member(",\"era\":", era.raw());
        m_text.add("}");
        return m_text.passOn();
    }

    Result<void> endEraArray() override
    {
        m_text.add("\n]");
        return m_text.passOn();
    }

    Result<void> end() override
    {
        m_text.add("}\n");
        return m_text.flush();
    }

private:
    void member(std::string_view name, std::uint64_t value)
    {
        m_text.add(name);
        m_text.add(value);
    }

    // An object left open, on a line of its own.
    void addRun(BlockRange blocks)
    {
        m_text.add(m_firstRun ? "\n" : ",\n");
        m_firstRun = false;
        member("{\"begin\":", blocks.begin.raw());
        member(",\"end\":", blocks.end.raw());
    }

    TextBatch m_text;
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
