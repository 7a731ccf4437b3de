// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_xml.h"

#include "formats/era_document.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <expat.h>

namespace blkera {

namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;
// expat keeps a tag or comment in memory until it is whole: none needs to be as long as this.
constexpr std::size_t kMostMarkup = 64 * 1024;
// No line of a dump is longer; what does not fit is left to expat.
constexpr std::size_t kLongestLine = 96;

bool isBlank(char c)
{
    return c == '\n' || c == ' ' || c == '\t' || c == '\r';
}

// A cursor over the one form in which the era tools write a block. Anything else, be it only
// another space, does not match, and expat decides what it is.
class LineScanner {
public:
    LineScanner(const char* at, const char* end)
        : m_at(at)
        , m_end(end)
    {
    }

    template <std::size_t N> bool literal(const char (&text)[N])
    {
        constexpr std::size_t kLength = N - 1;
        if (static_cast<std::size_t>(m_end - m_at) < kLength
            || std::memcmp(m_at, text, kLength) != 0)
            return false;
        m_at += kLength;
        return true;
    }

    // Up to nine digits; longer numbers are rare enough for expat.
    bool number(std::uint32_t& value)
    {
        const char* begin = m_at;
        value = 0;
        while (m_at != m_end && m_at - begin < 9 && *m_at >= '0' && *m_at <= '9')
            value = value * 10 + static_cast<std::uint32_t>(*m_at++ - '0');
        return m_at != begin;
    }

    const char* at() const { return m_at; }

private:
    const char* m_at;
    const char* m_end;
};

// Drives expat over the document, and reads the blocks' lines itself: they are all but a few lines
// of a dump, and expat takes six times as long for one. What it does not see is whole elements and
// blanks between them, which say nothing of how to go on.
class XmlReader {
public:
    XmlReader(const ByteSource& input, EraDumpWriter& writer);

    Result<void> run();

private:
    Result<void> refill();
    Result<void> readBlocks();
    Result<void> parse(std::size_t length, bool last);
    Error located(const Error& error) const;
    void stop(const Result<void>& outcome);
    void sawEvent();

    static XmlReader& self(void* reader) { return *static_cast<XmlReader*>(reader); }

    static void onStart(void* reader, const char* name, const char** attributes);
    static void onEnd(void* reader, const char* name);
    static void onText(void* reader, const char* text, int length);
    static void onComment(void* reader, const char* text);
    static void onInstruction(void* reader, const char* target, const char* text);
    static void onDoctype(void* reader, const char* name, const char* systemId,
                          const char* publicId, int hasSubset);

    const ByteSource& m_input;
    EraDocument m_document;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, decltype(&XML_ParserFree)> m_parser;
    std::vector<EraDocument::Attribute> m_attributes;
    Result<void> m_outcome; // of the handlers: the first error

    std::vector<char> m_buffer;
    std::size_t m_begin = 0; // of what was read and not yet used
    std::size_t m_end = 0;
    bool m_atEnd = false; // of the input

    std::uint64_t m_parsed = 0; // bytes that expat was given
    std::uint64_t m_lastEvent = 0; // of those, up to where it told us what they were
    std::uint64_t m_linesTaken = 0; // that expat did not see
};

XmlReader::XmlReader(const ByteSource& input, EraDumpWriter& writer)
    : m_input(input)
    , m_document(writer)
    , m_parser(XML_ParserCreate(nullptr), &XML_ParserFree)
    , m_buffer(kBufferBytes)
{
    XML_SetUserData(m_parser.get(), this);
    XML_SetElementHandler(m_parser.get(), &onStart, &onEnd);
    XML_SetCharacterDataHandler(m_parser.get(), &onText);
    XML_SetCommentHandler(m_parser.get(), &onComment);
    XML_SetProcessingInstructionHandler(m_parser.get(), &onInstruction);
    XML_SetStartDoctypeDeclHandler(m_parser.get(), &onDoctype);
}

Result<void> XmlReader::run()
{
    for (;;) {
        if (m_end - m_begin < kLongestLine && !m_atEnd) {
            if (auto filled = refill(); !filled)
                return filled;
        }
        // expat has just told us of an element that ends where its input ends, so it is between
        // elements, not inside a comment, say.
        if (m_parsed == m_lastEvent && m_parsed != 0 && m_document.betweenElements()) {
            if (auto read = readBlocks(); !read)
                return located(read.error());
        }
        if (m_begin == m_end && m_atEnd)
            break;
        if (m_end - m_begin < kLongestLine && !m_atEnd)
            continue;
        const char* from = m_buffer.data() + m_begin;
        const auto* tagEnd = static_cast<const char*>(std::memchr(from, '>', m_end - m_begin));
        const std::size_t length
            = tagEnd ? static_cast<std::size_t>(tagEnd - from) + 1 : m_end - m_begin;
        if (auto parsed = parse(length, false); !parsed)
            return parsed;
        m_begin += length;
    }
    if (auto parsed = parse(0, true); !parsed)
        return parsed;
    return m_document.finish();
}

Result<void> XmlReader::refill()
{
    std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
    m_end -= m_begin;
    m_begin = 0;
    auto got = m_input(std::span(m_buffer).subspan(m_end));
    if (!got)
        return got.error();
    m_end += *got;
    m_atEnd = *got == 0;
    return {};
}

// Takes lines of blocks, as far as they are whole and in the form that the era tools use.
Result<void> XmlReader::readBlocks()
{
    const char* end = m_buffer.data() + m_end;
    const bool writeset = m_document.section() == EraDocument::Section::Writeset;
    if (!writeset && m_document.section() != EraDocument::Section::EraArray)
        return {};
    for (;;) {
        const char* at = m_buffer.data() + m_begin;
        std::uint64_t lines = 0;
        while (at != end && isBlank(*at))
            lines += *at++ == '\n' ? 1 : 0;
        LineScanner line(at, end);
        std::uint32_t block = 0;
        std::uint32_t value = 0;
        if (writeset) {
            if (!line.literal("<bit block=\"") || !line.number(block)
                || !line.literal("\" value=\""))
                return {};
            value = line.literal("true") ? 1 : 0;
            if ((value == 0 && !line.literal("false")) || !line.literal("\"/>"))
                return {};
        } else if (!line.literal("<era block=\"") || !line.number(block)
                   || !line.literal("\" era=\"") || !line.number(value) || !line.literal("\"/>")) {
            return {};
        }
        m_linesTaken += lines;
        m_begin = static_cast<std::size_t>(line.at() - m_buffer.data());
        auto taken
            = writeset ? m_document.mark(block, 1, value != 0) : m_document.setEra(block, value);
        if (!taken)
            return taken;
    }
}

Result<void> XmlReader::parse(std::size_t length, bool last)
{
    m_parsed += length;
    const auto status = XML_Parse(m_parser.get(), m_buffer.data() + m_begin,
                                  static_cast<int>(length), last ? 1 : 0);
    if (!m_outcome)
        return located(m_outcome.error());
    if (status != XML_STATUS_OK)
        return located(corrupt("not well-formed XML: "
                               + std::string(XML_ErrorString(XML_GetErrorCode(m_parser.get())))));
    if (m_parsed - m_lastEvent > kMostMarkup)
        return located(corrupt("a tag or comment of more than " + std::to_string(kMostMarkup / 1024)
                               + " KiB"));
    return {};
}

// Where the document is at fault, its line helps; a full device has none.
Error XmlReader::located(const Error& error) const
{
    if (error.kind != ErrorKind::Corrupt)
        return error;
    const std::uint64_t line = XML_GetCurrentLineNumber(m_parser.get()) + m_linesTaken;
    return { error.kind, error.errnoValue, "line " + std::to_string(line) + ": " + error.context };
}

void XmlReader::stop(const Result<void>& outcome)
{
    if (m_outcome)
        m_outcome = outcome;
    XML_StopParser(m_parser.get(), XML_FALSE);
}

void XmlReader::sawEvent()
{
    m_lastEvent = static_cast<std::uint64_t>(XML_GetCurrentByteIndex(m_parser.get())
                                             + XML_GetCurrentByteCount(m_parser.get()));
}

void XmlReader::onStart(void* reader, const char* name, const char** attributes)
{
    XmlReader& me = self(reader);
    me.sawEvent();
    me.m_attributes.clear();
    for (; *attributes; attributes += 2)
        me.m_attributes.push_back({ attributes[0], attributes[1] });
    if (auto started = me.m_document.startElement(name, me.m_attributes); !started)
        me.stop(started);
}

void XmlReader::onEnd(void* reader, const char*)
{
    XmlReader& me = self(reader);
    if (!me.m_outcome)
        return; // of an empty element: expat still tells of its end
    me.sawEvent();
    if (auto ended = me.m_document.endElement(); !ended)
        me.stop(ended);
}

void XmlReader::onText(void* reader, const char* text, int length)
{
    XmlReader& me = self(reader);
    me.sawEvent();
    if (!std::all_of(text, text + length, isBlank))
        me.stop(corrupt("text between the elements"));
}

void XmlReader::onComment(void* reader, const char*)
{
    self(reader).sawEvent();
}

void XmlReader::onInstruction(void* reader, const char*, const char*)
{
    self(reader).sawEvent();
}

void XmlReader::onDoctype(void* reader, const char*, const char*, const char*, int)
{
    self(reader).stop(corrupt("a dump has no document type"));
}

} // namespace

Result<void> readEraXml(const ByteSource& input, EraDumpWriter& writer)
{
    return XmlReader(input, writer).run();
}

} // namespace blkera
