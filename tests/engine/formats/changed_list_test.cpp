// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/changed_list.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace blkera;

namespace {

const std::vector<BlockRange> kRanges {
    { BlockIndex(0), BlockIndex(2) },
    { BlockIndex(7), BlockIndex(8) },
    { BlockIndex(98), BlockIndex(100) },
};

ChangedListHeader header(SectorCount deviceSize = SectorCount(0))
{
    return { Era(3), Era(5), 128, BlockCount(100), deviceSize };
}

QByteArray written(std::string_view format, const ChangedListHeader& header,
                   const std::vector<BlockRange>& ranges, const ChangedAnswer& answer = {})
{
    QByteArray text;
    auto writer = makeChangedListWriter(format, [&](std::string_view more) -> Result<void> {
        text.append(more.data(), qsizetype(more.size()));
        return {};
    });
    bool ok = writer && (*writer)->begin(header);
    for (const BlockRange& range : ranges)
        ok = ok && (*writer)->range(range);
    ok = ok && (*writer)->end(answer);
    return ok ? text : QByteArray();
}

} // namespace

class ChangedListTest : public QObject {
    Q_OBJECT

private slots:
    void xmlIsEraInvalidates();
    void xmlOfNothingIsTwoLines();
    void jsonHasBlocksAndBytes();
    void jsonClipsTheTailToTheDevice();
    void jsonOfNothingIsAnEmptyList();
    void longListsComeWholeAndInPieces();
    void listUntilAnEraSaysWhetherItIsASuperset();
    void everyListedFormatCanBeMade();
    void unknownFormatNamesTheKnownOnes();
    void sinkErrorsEndTheList();
};

void ChangedListTest::xmlIsEraInvalidates()
{
    QCOMPARE(written("xml", header(), kRanges),
             QByteArray("<blocks>\n"
                        "  <range begin=\"0\" end=\"2\"/>\n"
                        "  <block block=\"7\"/>\n"
                        "  <range begin=\"98\" end=\"100\"/>\n"
                        "</blocks>"));
}

void ChangedListTest::xmlOfNothingIsTwoLines()
{
    QCOMPARE(written("xml", header(), {}), QByteArray("<blocks>\n</blocks>"));
}

void ChangedListTest::jsonHasBlocksAndBytes()
{
    QCOMPARE(written("json", header(), kRanges),
             QByteArray("{\"since\":3,\"current_era\":5,\"block_size_bytes\":65536,"
                        "\"nr_blocks\":100,\"ranges\":[\n"
                        "{\"begin\":0,\"end\":2,\"offset\":0,\"length\":131072},\n"
                        "{\"begin\":7,\"end\":8,\"offset\":458752,\"length\":65536},\n"
                        "{\"begin\":98,\"end\":100,\"offset\":6422528,\"length\":131072}\n"
                        "],\"changed_blocks\":5}\n"));
}

void ChangedListTest::jsonClipsTheTailToTheDevice()
{
    // 99 blocks of 128 sectors, and one sector in the last.
    const QByteArray text = written("json", header(SectorCount(99 * 128 + 1)), kRanges);
    const auto last = QJsonDocument::fromJson(text).object()["ranges"].toArray().last().toObject();
    QCOMPARE(last["offset"].toInt(), 98 * 65536);
    QCOMPARE(last["length"].toInt(), 65536 + 512);
}

void ChangedListTest::jsonOfNothingIsAnEmptyList()
{
    const auto json = QJsonDocument::fromJson(written("json", header(), {})).object();
    QCOMPARE(json["ranges"].toArray(), QJsonArray());
    QCOMPARE(json["changed_blocks"].toInt(-1), 0);
}

void ChangedListTest::longListsComeWholeAndInPieces()
{
    QByteArray text;
    int pieces = 0;
    auto writer = makeChangedListWriter("xml", [&](std::string_view more) -> Result<void> {
        text.append(more.data(), qsizetype(more.size()));
        ++pieces;
        return {};
    });
    QVERIFY(writer);
    QVERIFY((*writer)->begin(header()));
    QByteArray expected = "<blocks>\n";
    for (std::uint32_t block = 0; block < 2'000'000'000; block += 99'999) {
        QVERIFY((*writer)->range({ BlockIndex(block), BlockIndex(block + 1) }));
        expected += "  <block block=\"" + QByteArray::number(block) + "\"/>\n";
    }
    QVERIFY((*writer)->end());
    QVERIFY(text == expected + "</blocks>");
    QVERIFY(pieces > 1 && pieces < 20);
}

void ChangedListTest::listUntilAnEraSaysWhetherItIsASuperset()
{
    ChangedListHeader until = header();
    until.until = Era(4);
    QVERIFY(
        written("json", until, kRanges).startsWith("{\"since\":3,\"until\":4,\"current_era\":5,"));
    QVERIFY(written("json", until, kRanges)
                .endsWith("],\"changed_blocks\":5,\"superset\":false,\"uncertain_blocks\":0}\n"));
    QVERIFY(written("json", until, kRanges, { 5, 2 })
                .endsWith("],\"changed_blocks\":5,\"superset\":true,\"uncertain_blocks\":2}\n"));
    QCOMPARE(written("xml", until, kRanges), written("xml", header(), kRanges));
    QVERIFY(written("xml", until, kRanges, { 5, 2 })
                .endsWith("  <!-- superset: 2 blocks were written later, and perhaps in these eras "
                          "-->\n</blocks>"));
}

void ChangedListTest::everyListedFormatCanBeMade()
{
    QCOMPARE(changedListFormats().size(), std::size_t { 2 });
    for (const std::string_view format : changedListFormats())
        QVERIFY(!written(format, header(), kRanges).isEmpty());
}

void ChangedListTest::unknownFormatNamesTheKnownOnes()
{
    const auto writer = makeChangedListWriter("csv", {});
    QVERIFY(!writer);
    QVERIFY(writer.error().kind == ErrorKind::Invalid);
    QCOMPARE(QString::fromStdString(writer.error().message()),
             QString("format 'csv' is unknown: use one of xml, json"));
}

void ChangedListTest::sinkErrorsEndTheList()
{
    for (const std::string_view format : changedListFormats()) {
        auto writer = makeChangedListWriter(
            format, [&](std::string_view) -> Result<void> { return ioError(ENOSPC, "the list"); });
        QVERIFY(writer);
        QVERIFY((*writer)->begin(header()));
        // A long list is not gathered to its end first.
        Result<void> listed;
        int ranges = 0;
        for (; listed && ranges < 10'000; ++ranges)
            listed = (*writer)->range(kRanges.front());
        QVERIFY(!listed);
        QCOMPARE(listed.error().errnoValue, ENOSPC);
        auto shortList = makeChangedListWriter(
            format, [&](std::string_view) -> Result<void> { return ioError(ENOSPC, "the list"); });
        QVERIFY(shortList);
        QVERIFY((*shortList)->begin(header()));
        const auto ended = (*shortList)->end();
        QVERIFY(!ended);
        QCOMPARE(ended.error().errnoValue, ENOSPC);
    }
}

QTEST_GUILESS_MAIN(ChangedListTest)
#include "changed_list_test.moc"
