// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/changed_list.h"

#include <algorithm>
#include <string>

namespace blkera {

namespace {

class XmlWriter : public ChangedListWriter {
public:
    explicit XmlWriter(TextSink sink)
        : m_text(std::move(sink))
    {
    }

    Result<void> begin(const ChangedListHeader& header) override
    {
        m_bounded = header.until.has_value();
        m_text.add("<blocks>\n");
        return m_text.passOn();
    }

    Result<void> range(BlockRange blocks) override
    {
        if (blocks.count() == BlockCount(1)) {
            m_text.add("  <block block=\"");
            m_text.add(blocks.begin.raw());
        } else {
            m_text.add("  <range begin=\"");
            m_text.add(blocks.begin.raw());
            m_text.add("\" end=\"");
            m_text.add(blocks.end.raw());
        }
        m_text.add("\"/>\n");
        return m_text.passOn();
    }

    Result<void> end(const ChangedAnswer& answer) override
    {
        if (m_bounded && answer.superset()) {
            m_text.add("  <!-- superset: ");
            m_text.add(answer.uncertain);
            m_text.add(" blocks were written later, and perhaps in these eras -->\n");
        }
        // As the newer era_invalidate: no newline after the last line.
        m_text.add("</blocks>");
        return m_text.flush();
    }

private:
    TextBatch m_text;
    bool m_bounded = false;
};

class JsonWriter : public ChangedListWriter {
public:
    explicit JsonWriter(TextSink sink)
        : m_text(std::move(sink))
    {
    }

    Result<void> begin(const ChangedListHeader& header) override
    {
        m_blockBytes = std::uint64_t { header.blockSizeSectors } * kSectorBytes;
        m_deviceBytes = header.deviceSize.raw() != 0 ? header.deviceSize.raw() * kSectorBytes
                                                     : header.nrBlocks.raw() * m_blockBytes;
        m_bounded = header.until.has_value();
        member("{\"since\":", header.since.raw());
        if (header.until)
            member(",\"until\":", header.until->raw());
        member(",\"current_era\":", header.currentEra.raw());
        member(",\"block_size_bytes\":", m_blockBytes);
        member(",\"nr_blocks\":", header.nrBlocks.raw());
        m_text.add(",\"ranges\":[");
        return m_text.passOn();
    }

    Result<void> range(BlockRange blocks) override
    {
        m_text.add(m_ranges++ == 0 ? "\n" : ",\n");
        m_changed += blocks.count().raw();
        const std::uint64_t offset = std::min(blocks.begin.raw() * m_blockBytes, m_deviceBytes);
        const std::uint64_t end = std::min(blocks.end.raw() * m_blockBytes, m_deviceBytes);
        member("{\"begin\":", blocks.begin.raw());
        member(",\"end\":", blocks.end.raw());
        member(",\"offset\":", offset);
        member(",\"length\":", end - offset);
        m_text.add("}");
        return m_text.passOn();
    }

    // The counts come last: only now are they known, and nothing is kept to know them earlier.
    Result<void> end(const ChangedAnswer& answer) override
    {
        m_text.add(m_ranges == 0 ? "]" : "\n]");
        member(",\"changed_blocks\":", m_changed);
        if (m_bounded) {
            m_text.add(answer.superset() ? ",\"superset\":true" : ",\"superset\":false");
            member(",\"uncertain_blocks\":", answer.uncertain);
        }
        m_text.add("}\n");
        return m_text.flush();
    }

private:
    void member(std::string_view name, std::uint64_t value)
    {
        m_text.add(name);
        m_text.add(value);
    }

    TextBatch m_text;
    std::uint64_t m_blockBytes = 0;
    std::uint64_t m_deviceBytes = 0;
    std::uint64_t m_ranges = 0;
    std::uint64_t m_changed = 0;
    bool m_bounded = false;
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
