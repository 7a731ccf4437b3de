// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/changed_list.h"

#include <algorithm>
#include <string>

namespace blkera {

namespace {

std::string number(std::uint64_t value)
{
    return std::to_string(value);
}

class XmlWriter : public ChangedListWriter {
public:
    explicit XmlWriter(TextSink sink)
        : m_sink(std::move(sink))
    {
    }

    Result<void> begin(const ChangedListHeader&) override { return m_sink("<blocks>\n"); }

    Result<void> range(BlockRange blocks) override
    {
        if (blocks.count() == BlockCount(1))
            return m_sink("  <block block=\"" + number(blocks.begin.raw()) + "\"/>\n");
        return m_sink("  <range begin=\"" + number(blocks.begin.raw()) + "\" end=\""
                      + number(blocks.end.raw()) + "\"/>\n");
    }

    Result<void> end() override { return m_sink("</blocks>\n"); }

private:
    TextSink m_sink;
};

class JsonWriter : public ChangedListWriter {
public:
    explicit JsonWriter(TextSink sink)
        : m_sink(std::move(sink))
    {
    }

    Result<void> begin(const ChangedListHeader& header) override
    {
        m_blockBytes = std::uint64_t { header.blockSizeSectors } * kSectorBytes;
        m_deviceBytes = header.deviceSize.raw() != 0 ? header.deviceSize.raw() * kSectorBytes
                                                     : header.nrBlocks.raw() * m_blockBytes;
        return m_sink("{\"since\":" + number(header.since.raw())
                      + ",\"current_era\":" + number(header.currentEra.raw())
                      + ",\"block_size_bytes\":" + number(m_blockBytes)
                      + ",\"nr_blocks\":" + number(header.nrBlocks.raw()) + ",\"ranges\":[");
    }

    Result<void> range(BlockRange blocks) override
    {
        const char* separator = m_ranges++ == 0 ? "\n" : ",\n";
        m_changed += blocks.count().raw();
        const std::uint64_t offset = std::min(blocks.begin.raw() * m_blockBytes, m_deviceBytes);
        const std::uint64_t end = std::min(blocks.end.raw() * m_blockBytes, m_deviceBytes);
        return m_sink(separator + ("{\"begin\":" + number(blocks.begin.raw()))
                      + ",\"end\":" + number(blocks.end.raw()) + ",\"offset\":" + number(offset)
                      + ",\"length\":" + number(end - offset) + "}");
    }

    // The count comes last: only now is it known, and nothing is kept to know it earlier.
    Result<void> end() override
    {
        return m_sink((m_ranges == 0 ? "]" : "\n]") + (",\"changed_blocks\":" + number(m_changed))
                      + "}\n");
    }

private:
    TextSink m_sink;
    std::uint64_t m_blockBytes = 0;
    std::uint64_t m_deviceBytes = 0;
    std::uint64_t m_ranges = 0;
    std::uint64_t m_changed = 0;
};

} // namespace

const std::vector<std::string_view>& changedListFormats()
{
    static const std::vector<std::string_view> formats { "xml", "json" };
    return formats;
}

Result<std::unique_ptr<ChangedListWriter>> makeChangedListWriter(std::string_view format,
                                                                 TextSink sink)
{
    if (format == "xml")
        return std::unique_ptr<ChangedListWriter>(std::make_unique<XmlWriter>(std::move(sink)));
    if (format == "json")
        return std::unique_ptr<ChangedListWriter>(std::make_unique<JsonWriter>(std::move(sink)));
    std::string known;
    for (const std::string_view name : changedListFormats())
        known += (known.empty() ? "" : ", ") + std::string(name);
    return invalid("format '" + std::string(format) + "' is unknown: use one of " + known);
}

} // namespace blkera
