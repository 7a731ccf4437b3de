// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/metadata.h"
#include "formats/era_dump.h"
#include "storage/memory_device.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace blkera;

namespace {

constexpr std::uint32_t kBlockSectors = 8;

// 6 blocks: 1 and 2 written in era 1, 2 again in era 2, 5 in era 3, which is in progress.
void makeUsed(MemoryDevice& device)
{
    QVERIFY(Metadata::format(device, kBlockSectors, BlockCount(6)));
    auto metadata = Metadata::open(device, kBlockSectors);
    QVERIFY(metadata);
    QVERIFY((*metadata)->activate(BlockCount(6)));
    const auto write = [&](std::uint32_t begin, std::uint32_t end) {
        const BlockRange range { BlockIndex(begin), BlockIndex(end) };
        return bool((*metadata)->mark(std::span(&range, 1)));
    };
    QVERIFY(write(1, 3));
    QVERIFY((*metadata)->rollover({}));
    QVERIFY(write(2, 3));
    QVERIFY((*metadata)->rollover({}));
    QVERIFY(write(5, 6));
}

using MakeWriter = std::unique_ptr<EraDumpWriter> (*)(TextSink);

QByteArray dumped(BlockDevice& device, DumpKind kind, MakeWriter make)
{
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    QByteArray text;
    const auto writer = make([&](std::string_view more) -> Result<void> {
        text.append(more.data(), qsizetype(more.size()));
        return {};
    });
    if (!superblock || !dumpEras(blocks, EraView::live(*superblock), kind, *writer))
        return {};
    return text;
}

QByteArray bitsXml(unsigned era, const char* bits)
{
    QByteArray xml = "  <writeset era=\"" + QByteArray::number(era) + "\" nr_bits=\"6\">\n";
    for (int i = 0; i < 6; ++i)
        xml += "    <bit block=\"" + QByteArray::number(i) + "\" value=\""
            + (bits[i] == '1' ? "true" : "false") + "\"/>\n";
    return xml + "  </writeset>\n";
}

QByteArray erasXml(const char* eras)
{
    QByteArray xml = "  <era_array>\n";
    for (int i = 0; i < 6; ++i)
        xml += "    <era block=\"" + QByteArray::number(i) + "\" era=\"" + eras[i] + "\"/>\n";
    return xml + "  </era_array>\n";
}

const QByteArray kHead = "<superblock uuid=\"\" block_size=\"8\" nr_blocks=\"6\" "
                         "current_era=\"3\">\n";

} // namespace

class EraDumpTest : public QObject {
    Q_OBJECT

private slots:
    void fullXmlHasEveryBitAndTheCurrentWriteset();
    void logicalXmlHasTheHighestEra();
    void jsonHasRuns();
    void sinkErrorsEndTheDump();
    void xmlCountsBlocksThroughEveryNumberOfDigits();
};

void EraDumpTest::fullXmlHasEveryBitAndTheCurrentWriteset()
{
    MemoryDevice device(MetadataBlockCount(64));
    makeUsed(device);
    QCOMPARE(dumped(device, DumpKind::Full, makeXmlDumpWriter),
             kHead + bitsXml(1, "011000") + bitsXml(2, "001000") + bitsXml(3, "000001")
                 + erasXml("000000") + "</superblock>\n");
}

void EraDumpTest::logicalXmlHasTheHighestEra()
{
    MemoryDevice device(MetadataBlockCount(64));
    makeUsed(device);
    QCOMPARE(dumped(device, DumpKind::Logical, makeXmlDumpWriter),
             kHead + erasXml("012003") + "</superblock>\n");
}

void EraDumpTest::jsonHasRuns()
{
    MemoryDevice device(MetadataBlockCount(64));
    makeUsed(device);
    const auto full
        = QJsonDocument::fromJson(dumped(device, DumpKind::Full, makeJsonDumpWriter)).object();
    QCOMPARE(full["block_size_bytes"].toInt(), 4096);
    QCOMPARE(full["writesets"].toArray().size(), 3);
    QCOMPARE(full["writesets"][0]["ranges"].toArray(),
             (QJsonArray { QJsonObject { { "begin", 1 }, { "end", 3 } } }));
    QCOMPARE(full["eras"].toArray(),
             (QJsonArray { QJsonObject { { "begin", 0 }, { "end", 6 }, { "era", 0 } } }));
    const auto logical
        = QJsonDocument::fromJson(dumped(device, DumpKind::Logical, makeJsonDumpWriter)).object();
    QCOMPARE(logical["writesets"].toArray(), QJsonArray());
    QCOMPARE(logical["eras"].toArray().size(), 5);
    QCOMPARE(logical["eras"][2].toObject(),
             (QJsonObject { { "begin", 2 }, { "end", 3 }, { "era", 2 } }));
}

void EraDumpTest::sinkErrorsEndTheDump()
{
    // Large enough for several pieces of text.
    MemoryDevice device(MetadataBlockCount(64));
    QVERIFY(Metadata::format(device, kBlockSectors, BlockCount(10'000)));
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    QVERIFY(superblock);
    for (int pieces : { 0, 2 }) {
        const auto writer = makeXmlDumpWriter([&](std::string_view) -> Result<void> {
            return pieces-- > 0 ? Result<void>() : ioError(ENOSPC, "the dump");
        });
        const auto done = dumpEras(blocks, EraView::live(*superblock), DumpKind::Full, *writer);
        QVERIFY(!done);
        QCOMPARE(done.error().errnoValue, ENOSPC);
        QCOMPARE(pieces, -1);
    }
    const auto writer = makeJsonDumpWriter(
        [](std::string_view) -> Result<void> { return ioError(ENOSPC, "the dump"); });
    QVERIFY(!dumpEras(blocks, EraView::live(*superblock), DumpKind::Full, *writer));
}

void EraDumpTest::xmlCountsBlocksThroughEveryNumberOfDigits()
{
    MemoryDevice device(MetadataBlockCount(256));
    QVERIFY(Metadata::format(device, kBlockSectors, BlockCount(100'100)));
    QByteArray expected = "<superblock uuid=\"\" block_size=\"8\" nr_blocks=\"100100\" "
                          "current_era=\"0\">\n  <era_array>\n";
    for (int block = 0; block < 100'100; ++block)
        expected += "    <era block=\"" + QByteArray::number(block) + "\" era=\"0\"/>\n";
    QVERIFY(dumped(device, DumpKind::Full, makeXmlDumpWriter)
            == expected + "  </era_array>\n</superblock>\n");
}

QTEST_GUILESS_MAIN(EraDumpTest)
#include "era_dump_test.moc"
