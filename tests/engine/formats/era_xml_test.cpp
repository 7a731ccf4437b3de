// SPDX-License-Identifier: GPL-2.0-or-later
// The reader of dumps: what it accepts it hands on exactly, and everything else it refuses in one
// line, whatever the bytes are and however they arrive.
#include "formats/era_xml.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <string>
#include <string_view>

#include <QElapsedTimer>
#include <QTest>

using namespace blkera;

namespace {

// Hands out `text` in pieces of at most `piece` bytes.
ByteSource sourceOf(std::string_view text, std::size_t piece)
{
    return [text, piece](std::span<char> bytes) mutable -> Result<std::size_t> {
        const std::size_t n = std::min({ text.size(), piece, bytes.size() });
        std::memcpy(bytes.data(), text.data(), n);
        text.remove_prefix(n);
        return n;
    };
}

// What a document says, written as a dump is; or the error.
std::string reread(std::string_view xml, std::size_t piece = 1 << 20)
{
    std::string out;
    const auto writer = makeXmlDumpWriter([&](std::string_view text) -> Result<void> {
        out += text;
        return {};
    });
    const auto read = readEraXml(sourceOf(xml, piece), *writer);
    return read ? out : "error: " + read.error().message();
}

std::string bit(unsigned block, bool set)
{
    return "    <bit block=\"" + std::to_string(block) + "\" value=\"" + (set ? "true" : "false")
        + "\"/>\n";
}

std::string era(unsigned block, unsigned number)
{
    return "    <era block=\"" + std::to_string(block) + "\" era=\"" + std::to_string(number)
        + "\"/>\n";
}

const std::string kHead
    = "<superblock uuid=\"\" block_size=\"128\" nr_blocks=\"3\" current_era=\"6\">\n";
const std::string kWriteset = "  <writeset era=\"5\" nr_bits=\"3\">\n";
const std::string kWritesetEnd = "  </writeset>\n";
const std::string kArray = "  <era_array>\n";
const std::string kArrayEnd = "  </era_array>\n";
const std::string kTail = "</superblock>\n";

const std::string kDump = kHead + kWriteset + bit(0, true) + bit(1, false) + bit(2, true)
    + kWritesetEnd + "  <writeset era=\"6\" nr_bits=\"3\">\n" + bit(0, false) + bit(1, false)
    + bit(2, false) + kWritesetEnd + kArray + era(0, 4) + era(1, 4) + era(2, 0) + kArrayEnd + kTail;

} // namespace

class EraXmlTest : public QObject {
    Q_OBJECT

private slots:
    void aDumpIsReadExactly();
    void equivalentDocumentsAreOne_data();
    void equivalentDocumentsAreOne();
    void hostileDocumentsAreRefusedWithTheirLine_data();
    void hostileDocumentsAreRefusedWithTheirLine();
    void everyCutDocumentIsRefused();
    void aLargeDocumentKeepsItsLinesAcrossBuffers();
    void entitiesAreNotExpanded();
    void anEndlessTagEndsSoon();
    void mutatedDocumentsAreReadTheSameInAnyPieces();
    void errorsOfTheWriterComeBack();
};

void EraXmlTest::aDumpIsReadExactly()
{
    for (const std::size_t piece : { std::size_t { 1 }, std::size_t { 7 }, std::size_t { 4096 } })
        QCOMPARE(reread(kDump, piece), kDump);
}

void EraXmlTest::equivalentDocumentsAreOne_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    const auto row = [](const char* name, std::string_view from, std::string_view to) {
        QTest::newRow(name) << QByteArray(from.data(), qsizetype(from.size()))
                            << QByteArray(to.data(), qsizetype(to.size()));
    };
    const auto bits = bit(0, true) + bit(1, false) + bit(2, true);
    row("pack form", bits,
        "<marked block_begin=\"0\" len=\"1\"/><marked block_begin=\"2\" len=\"1\"/>");
    row("pack form of nothing", bits,
        bit(0, true) + "<marked block_begin=\"1\" len=\"0\"/>" + bit(2, true));
    row("omitted bits", bits, bit(0, true) + bit(2, true));
    row("omitted eras", era(2, 0), "");
    row("blanks around the sign", bit(1, false), "<bit block = \"1\"  value = \"false\" />");
    row("attributes in another order", bit(1, false), "<bit value='false' block='1'></bit>");
    row("a comment of lines", bit(1, false), "<!-- " + bit(1, true) + " -->" + bit(1, false));
    row("a comment between quotes", bit(1, false), "<!-- '>\" -->\n\n" + bit(1, false));
    row("an instruction", kHead, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<?a <b> ?>" + kHead);
    row("no line ends", era(0, 4) + era(1, 4),
        "<era block=\"0\" era=\"4\"/><era block=\"1\" era=\"4\"/>");
    row("leading zeros", era(1, 4), era(1, 4).replace(16, 1, "0000000001"));
    row("a character reference", era(1, 4), "<era block=\"&#49;\" era=\"4\"/>&#32;");
    row("blank characters as data", bit(1, false), "<![CDATA[  \n]]>" + bit(1, false));
    row("a long blank", era(1, 4), std::string(300'000, ' ') + era(1, 4));
}

void EraXmlTest::equivalentDocumentsAreOne()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    std::string document = kDump;
    const std::size_t at = document.find(from.toStdString());
    QVERIFY(at != std::string::npos);
    document.replace(at, std::size_t(from.size()), to.toStdString());
    for (const std::size_t piece : { std::size_t { 1 }, std::size_t { 1 } << 20 })
        QCOMPARE(reread(document, piece), kDump);
}

void EraXmlTest::hostileDocumentsAreRefusedWithTheirLine_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<int>("line");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char* name, const std::string& document, int line, const char* says) {
        QTest::newRow(name) << QByteArray::fromStdString(document) << line << QByteArray(says);
    };
    const auto inWriteset = [&](const char* name, const std::string& bits, int line,
                                const char* says) {
        row(name, kHead + kWriteset + bits + kWritesetEnd + kArray + kArrayEnd + kTail, line, says);
    };
    const auto inArray
        = [&](const char* name, const std::string& eras, int line, const char* says) {
              row(name, kHead + kArray + eras + kArrayEnd + kTail, line, says);
          };
    const auto head = [&](const char* name, const char* from, const char* to, const char* says) {
        std::string changed = kHead;
        changed.replace(changed.find(from), std::strlen(from), to);
        row(name, "\n" + changed + kArray + kArrayEnd + kTail, 2, says);
    };

    row("empty", "", 1, "no element found");
    row("only blanks", "\n\n", 3, "no element found");
    row("another document", "<blocks>\n</blocks>\n", 1, "no element 'blocks'");
    row("text", "hello", 1, "not well-formed");
    row("zeros", std::string(8192, '\0'), 1, "not well-formed");
    row("no array", kHead + kTail, 2, "no <era_array>");
    row("two arrays", kHead + kArray + kArrayEnd + kArray + kArrayEnd + kTail, 4,
        "<era_array> comes after the era array");
    row("writeset after the array", kHead + kArray + kArrayEnd + kWriteset + kWritesetEnd + kTail,
        4, "<writeset> comes after the era array");
    row("superblock in superblock", kHead + kHead, 2, "<superblock> is out of place");
    row("two roots", kHead + kArray + kArrayEnd + kTail + kHead, 5, "junk after document");
    row("array first", kArray + kArrayEnd, 1, "<era_array> is out of place");
    row("bit in the array", kHead + kArray + bit(0, true), 3, "<bit> is out of place");
    row("era in a writeset", kHead + kWriteset + era(0, 1), 3, "<era> is out of place");
    row("writeset in a writeset", kHead + kWriteset + kWriteset, 3, "<writeset> is out of place");
    row("wrong end", kHead + kWriteset + kArrayEnd, 3, "mismatched tag");
    row("descending writesets",
        kHead + "<writeset era=\"6\" nr_bits=\"3\"/>\n<writeset era=\"5\" nr_bits=\"3\"/>", 3,
        "eras must ascend");
    row("a writeset twice", kHead + kWriteset + kWritesetEnd + kWriteset, 4, "eras must ascend");
    row("writeset of the future", kHead + "<writeset era=\"7\" nr_bits=\"3\"/>", 2,
        "the current one is 6");
    row("writeset of era 0", kHead + "<writeset era=\"0\" nr_bits=\"3\"/>", 2, "era 0");
    row("too many bits", kHead + "<writeset era=\"5\" nr_bits=\"2147483648\"/>", 2,
        "more than 2147483647");

    head("no block size", "block_size=\"128\"", "", "lacks the attribute 'block_size'");
    head("no uuid", "uuid=\"\"", "", "lacks the attribute 'uuid'");
    head("attribute unknown", "uuid=\"\"", "uuid=\"\" flags=\"1\"", "no attribute 'flags'");
    head("attribute twice", "uuid=\"\"", "uuid=\"\" uuid=\"\"", "duplicate attribute");
    head("block size 0", "\"128\"", "\"0\"", "not a multiple of 8");
    head("block size odd", "\"128\"", "\"12\"", "not a multiple of 8");
    head("too many blocks", "\"3\"", "\"2147483648\"", "more than 2147483647");
    head("era of 33 bits", "\"6\"", "\"4294967296\"", "more than 4294967295");
    head("era of 400 digits", "\"6\"", ("\"" + std::string(400, '9') + "\"").c_str(),
         "more than 4294967295");
    head("negative", "\"3\"", "\"-3\"", "not a number");
    head("signed", "\"3\"", "\"+3\"", "not a number");
    head("hexadecimal", "\"3\"", "\"0x3\"", "not a number");
    head("fraction", "\"3\"", "\"3.0\"", "not a number");
    head("no digits", "\"3\"", "\"\"", "not a number");
    head("a line end in a value", "\"3\"", "\"3&#10;\"", "not a number");

    inWriteset("bit twice", bit(1, true) + bit(1, true), 4, "block 1 follows block 1");
    inWriteset("bits descend", bit(2, true) + bit(0, true), 4, "blocks must ascend");
    inWriteset("bit beyond", bit(0, true) + bit(3, true), 4, "block 3 is beyond the end, 3 bits");
    inWriteset("unset bit beyond", bit(3, false), 3, "beyond the end");
    inWriteset("bit enormous", bit(4294967295, true), 3, "more than 2147483647");
    inWriteset("neither true nor false", "<bit block=\"0\" value=\"yes\"/>\n", 3,
               "neither 'true' nor 'false'");
    inWriteset("bit without value", "<bit block=\"0\"/>\n", 3, "lacks the attribute 'value'");
    inWriteset("marked beyond", "<marked block_begin=\"1\" len=\"3\"/>\n", 3, "beyond the end");
    inWriteset("marked that wraps", "<marked block_begin=\"2147483647\" len=\"2147483647\"/>\n", 3,
               "beyond the end");
    inWriteset("marked overlaps", bit(1, true) + "<marked block_begin=\"0\" len=\"2\"/>\n", 4,
               "blocks must ascend");
    inWriteset("text", bit(0, true) + "  true\n" + bit(1, true), 4, "text between the elements");
    inWriteset("element in an element", "<bit block=\"0\" value=\"true\">\n<bit/></bit>", 4,
               "<bit> has no content");

    inArray("era twice", era(0, 1) + era(0, 1), 4, "block 0 follows block 0");
    inArray("era beyond", era(3, 1), 3, "beyond the end, 3 blocks");
    inArray("era of the future", era(0, 6) + era(1, 7), 4, "block 1 has era 7");
    inArray("era enormous", era(0, 999999999), 3, "the current one is 6");
    inArray("era of 33 bits", "<era block=\"0\" era=\"4294967296\"/>\n", 3, "more than 4294967295");
    inArray("unknown element", "<erb block=\"0\"/>\n", 3, "no element 'erb'");
    inArray("element with a long name", "<" + std::string(3000, 'x') + "/>\n", 3, "no element 'xx");
    inArray("stray sign", era(0, 1) + "<\n", 4, "not well-formed");
    inArray("an entity", era(0, 1) + "&amp;\n", 4, "text between the elements");
    inArray("an unknown entity", era(0, 1) + "&x;\n", 4, "undefined entity");
    row("an unknown encoding", "<?xml version=\"1.0\" encoding=\"x\"?>" + kDump, 1,
        "unknown encoding");
    std::string deep = kHead;
    for (int i = 0; i < 100'000; ++i)
        deep += "<a>";
    row("nesting", deep, 2, "no element 'a'");
}

void EraXmlTest::hostileDocumentsAreRefusedWithTheirLine()
{
    QFETCH(QByteArray, document);
    QFETCH(int, line);
    QFETCH(QByteArray, says);
    for (const std::size_t piece : { std::size_t { 1 }, std::size_t { 1 } << 20 }) {
        const std::string got = reread({ document.data(), std::size_t(document.size()) }, piece);
        const std::string prefix = "error: line " + std::to_string(line) + ": ";
        QVERIFY2(got.starts_with(prefix), got.c_str());
        QVERIFY2(got.find(says.toStdString()) != std::string::npos, got.c_str());
        QVERIFY2(got.find('\n') == std::string::npos && got.size() < 200, got.c_str());
    }
}

void EraXmlTest::everyCutDocumentIsRefused()
{
    // The last line end is no part of the document.
    for (std::size_t length = 0; length + 1 < kDump.size(); ++length) {
        const std::string got = reread(std::string_view(kDump).substr(0, length));
        QVERIFY2(got.starts_with("error: line "), got.c_str());
    }
}

void EraXmlTest::aLargeDocumentKeepsItsLinesAcrossBuffers()
{
    constexpr unsigned kBlocks = 50'000;
    std::string document = "<superblock uuid=\"\" block_size=\"8\" nr_blocks=\""
        + std::to_string(kBlocks) + "\" current_era=\"6\">\n" + kArray;
    for (unsigned block = 0; block < kBlocks; ++block)
        document += era(block, block % 7 < 3 ? 0 : 6);
    const std::string whole = document + kArrayEnd + kTail;
    QCOMPARE(reread(whole), whole);
    QCOMPARE(reread(whole, 1000), whole);
    const std::string bad = reread(document + era(7, 1), 1000);
    QVERIFY2(bad.starts_with("error: line " + std::to_string(kBlocks + 3) + ": block 7 follows"),
             bad.c_str());
}

void EraXmlTest::entitiesAreNotExpanded()
{
    std::string document
        = "<!DOCTYPE superblock [\n<!ENTITY a \"" + std::string(1000, 'a') + "\">\n";
    for (char name = 'b'; name < 'z'; ++name) {
        document += std::string("<!ENTITY ") + name + " \"";
        for (int i = 0; i < 10; ++i)
            document += std::string("&") + char(name - 1) + ";";
        document += "\">\n";
    }
    document += "]>\n" + kHead + "&y;";
    QElapsedTimer timer;
    timer.start();
    const std::string got = reread(document);
    QVERIFY2(got.find("a dump has no document type") != std::string::npos, got.c_str());
    QVERIFY(timer.elapsed() < 1000);
    QVERIFY(reread("<!DOCTYPE a SYSTEM \"/etc/passwd\">" + kDump).starts_with("error: line 1"));
}

void EraXmlTest::anEndlessTagEndsSoon()
{
    for (const char* begin : { "<superblock uuid=\"", "<!--", "<?", "<" }) {
        std::uint64_t given = 0;
        bool first = true;
        const ByteSource endless = [&](std::span<char> bytes) -> Result<std::size_t> {
            std::ranges::fill(bytes, 'x');
            if (std::exchange(first, false))
                std::memcpy(bytes.data(), begin, std::strlen(begin));
            given += bytes.size();
            return bytes.size();
        };
        const auto writer = makeXmlDumpWriter([](std::string_view) { return Result<void>(); });
        const auto read = readEraXml(endless, *writer);
        QVERIFY(!read);
        QVERIFY2(given < (std::uint64_t { 4 } << 20), begin);
    }
}

void EraXmlTest::mutatedDocumentsAreReadTheSameInAnyPieces()
{
    const auto seed = qEnvironmentVariableIsSet("BLKERA_SEED")
        ? qEnvironmentVariableIntValue("BLKERA_SEED")
        : 20261125;
    qInfo("BLKERA_SEED=%d", seed);
    std::mt19937 random(static_cast<std::uint32_t>(seed));
    const std::string pieces = "<>/=\"'&;! \n\tbit era block value true false 0123456789 <!-- -->";
    int accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string document = kDump;
        for (auto n = 1 + random() % 3; n > 0; --n) {
            const std::size_t at = random() % document.size();
            switch (random() % 4) {
            case 0:
                document[at] = pieces[random() % pieces.size()];
                break;
            case 1:
                document.erase(at, 1 + random() % 40);
                break;
            case 2:
                document.insert(at, 1, char(random()));
                break;
            default:
                document.insert(at, document.substr(random() % document.size(), random() % 80));
            }
            if (document.empty())
                document = "<";
        }
        const std::string whole = reread(document);
        const std::string inPieces = reread(document, 1 + random() % 50);
        if (whole.starts_with("error: ")) {
            QVERIFY2(inPieces.starts_with("error: "), document.c_str());
        } else {
            ++accepted;
            QCOMPARE(inPieces, whole);
            // What was accepted is a dump of the same.
            QCOMPARE(reread(whole), whole);
        }
    }
    QVERIFY2(accepted > 100, qPrintable(QString::number(accepted)));
}

void EraXmlTest::errorsOfTheWriterComeBack()
{
    std::size_t taken = 0;
    const auto writer = makeXmlDumpWriter([&](std::string_view text) -> Result<void> {
        taken += text.size();
        return taken < 100 ? Result<void>() : ioError(ENOSPC, "the sink");
    });
    const auto read = readEraXml(sourceOf(kDump, 10), *writer);
    QVERIFY(!read);
    QCOMPARE(read.error().errnoValue, ENOSPC);
    QCOMPARE(read.error().context, std::string("the sink"));
    const ByteSource broken
        = [](std::span<char>) -> Result<std::size_t> { return ioError(EIO, "the source"); };
    const auto sink = makeXmlDumpWriter([](std::string_view) { return Result<void>(); });
    QCOMPARE(readEraXml(broken, *sink).error().context, std::string("the source"));
}

QTEST_GUILESS_MAIN(EraXmlTest)
#include "era_xml_test.moc"
