// SPDX-License-Identifier: GPL-2.0-or-later
// Metadata made from a dump: it says what the dump says, is strictly sound, shares its zeros, and
// nothing of it is to be seen before it is whole. The command line is tested in era_restore_test.
#include "era/changed_blocks.h"
#include "era/checker.h"
#include "formats/era_xml.h"
#include "storage/fault_device.h"
#include "storage/memory_device.h"
#include "tools/rebuild.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <random>

#include <QTest>

using namespace blkera;
using blkera::tools::RebuildWriter;

namespace {

ByteSource sourceOf(std::string_view text)
{
    return [text](std::span<char> bytes) mutable -> Result<std::size_t> {
        const std::size_t n = std::min(text.size(), bytes.size());
        std::memcpy(bytes.data(), text.data(), n);
        text.remove_prefix(n);
        return n;
    };
}

// Writes dumps by hand: eras and bits are runs.
struct DumpText {
    std::string text;

    DumpText(std::uint32_t nrBlocks, std::uint32_t currentEra)
        : text("<superblock uuid=\"\" block_size=\"8\" nr_blocks=\"" + std::to_string(nrBlocks)
               + "\" current_era=\"" + std::to_string(currentEra) + "\">\n")
    {
    }

    // A random writeset of runs, few or many.
    DumpText& writeset(std::uint32_t era, std::uint32_t nrBits, std::mt19937& random)
    {
        text += "  <writeset era=\"" + std::to_string(era) + "\" nr_bits=\""
            + std::to_string(nrBits) + "\">\n";
        std::uint32_t block = 0;
        while (block < nrBits) {
            const bool set = random() % 2 == 0;
            const auto length
                = static_cast<std::uint32_t>(1 + random() % (random() % 3 == 0 ? 40000 : 100));
            for (std::uint32_t end = std::min(nrBits, block + length); block < end; ++block)
                text += "    <bit block=\"" + std::to_string(block) + "\" value=\""
                    + (set ? "true" : "false") + "\"/>\n";
        }
        text += "  </writeset>\n";
        return *this;
    }

    DumpText& array(std::uint32_t nrBlocks, std::uint32_t maxEra, std::mt19937& random)
    {
        text += "  <era_array>\n";
        std::uint32_t block = 0;
        while (block < nrBlocks) {
            const auto era = static_cast<std::uint32_t>(random() % (maxEra + 1));
            const auto length
                = static_cast<std::uint32_t>(1 + random() % (random() % 3 == 0 ? 5000 : 10));
            for (std::uint32_t end = std::min(nrBlocks, block + length); block < end; ++block)
                text += "    <era block=\"" + std::to_string(block) + "\" era=\""
                    + std::to_string(era) + "\"/>\n";
        }
        text += "  </era_array>\n</superblock>\n";
        return *this;
    }
};

std::string dumpOf(BlockDevice& device, DumpKind kind = DumpKind::Full)
{
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        return superblock.error().message();
    std::string text;
    const auto writer = makeXmlDumpWriter([&](std::string_view more) -> Result<void> {
        text += more;
        return {};
    });
    const auto dumped = dumpEras(blocks, EraView::live(*superblock), kind, *writer);
    return dumped ? text : dumped.error().message();
}

std::string findings(BlockDevice& device)
{
    const auto report = checkMetadata(device);
    if (!report)
        return report.error().message();
    std::string text;
    for (const auto* lines : { &report->errors, &report->warnings }) {
        for (const std::string& line : *lines)
            text += line + "\n";
    }
    return text;
}

} // namespace

class RestoreTest : public QObject {
    Q_OBJECT

private slots:
    void whatWasDumpedComesBack();
    void zerosAndOnesAreShared();
    void theEraThatADumpLeavesOutCountsAsWritten();
    void anEraThatNoWritesetGaveIsRefused();
    void eachSizeIsEnoughOrNoSpace();
    void nothingIsMetadataUntilAllIsWritten();
    void aRefusedDumpLeavesNoMetadata();
    void theMapIsCompleteOnALargeDevice();
};

void RestoreTest::whatWasDumpedComesBack()
{
    const auto seed = qEnvironmentVariableIsSet("BLKERA_SEED")
        ? qEnvironmentVariableIntValue("BLKERA_SEED")
        : 20261125;
    qInfo("BLKERA_SEED=%d", seed);
    std::mt19937 random(static_cast<std::uint32_t>(seed));
    const std::uint32_t sizes[] { 0,    1,    2,     63,    64,    65,     1017,   1018,
                                  1019, 2036, 32575, 32576, 32577, 100000, 300000, 600000 };
    for (const std::uint32_t size : sizes) {
        const auto writesets = static_cast<std::uint32_t>(random() % 4);
        const auto firstEra = static_cast<std::uint32_t>(1 + random() % 5);
        const std::uint32_t current = firstEra + writesets;
        DumpText dump(size, current);
        // Those of before a resize have another length.
        for (std::uint32_t era = firstEra + 1; era <= current; ++era)
            dump.writeset(era, era == firstEra + 1 ? size / 2 + 7 : size, random);
        dump.array(size, firstEra, random);

        MemoryDevice device(MetadataBlockCount(4096));
        RebuildWriter writer(device);
        const auto read = readEraXml(sourceOf(dump.text), writer);
        QVERIFY2(read, read ? "" : read.error().message().c_str());
        QCOMPARE(findings(device), std::string());
        QVERIFY2(dumpOf(device) == dump.text, qPrintable(QString::number(size)));
        QVERIFY(writer.summary().assumed.empty());
        QCOMPARE(writer.summary().writesets, std::size_t(writesets));
    }
}

void RestoreTest::zerosAndOnesAreShared()
{
    constexpr std::uint32_t kBlocks = 10'000'000;
    const std::string text = "<superblock uuid=\"\" block_size=\"8\" nr_blocks=\"10000000\" "
                             "current_era=\"2\"><writeset era=\"1\" nr_bits=\"10000000\"/>"
                             "<writeset era=\"2\" nr_bits=\"10000000\">"
                             "<marked block_begin=\"0\" len=\"10000000\"/></writeset>"
                             "<era_array/></superblock>";
    MemoryDevice device(MetadataBlockCount(128));
    RebuildWriter writer(device);
    QVERIFY(readEraXml(sourceOf(text), writer));
    QCOMPARE(findings(device), std::string());
    // Of each array: the last block, the tree, and a full block for 255 entries each.
    QVERIFY(writer.summary().used < MetadataBlockCount(110));
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    QVERIFY(superblock);
    std::uint64_t changed = 0;
    QVERIFY(forEachChangedRange(blocks, EraView::live(*superblock), Era(2), [&](BlockRange range) {
        changed += range.count().raw();
        return Result<void>();
    }));
    QCOMPARE(changed, std::uint64_t(kBlocks));
}

// era_dump 0.9.0 has no writeset of the era in progress; what it says of the others comes back.
void RestoreTest::theEraThatADumpLeavesOutCountsAsWritten()
{
    std::mt19937 random(1);
    DumpText dump(100, 5);
    dump.writeset(3, 100, random);
    const std::string middle = dump.text;
    dump.writeset(4, 100, random).array(100, 2, random);
    MemoryDevice device(MetadataBlockCount(64));
    RebuildWriter writer(device);
    QVERIFY(readEraXml(sourceOf(dump.text), writer));
    QCOMPARE(findings(device), std::string());
    QCOMPARE(writer.summary().assumed.size(), std::size_t(1));
    QVERIFY(writer.summary().assumed.front() == Era(5));
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    QVERIFY(superblock && superblock->currentWriteset);
    std::vector<BlockRange> changed;
    QVERIFY(forEachChangedRange(blocks, EraView::live(*superblock), Era(5), [&](BlockRange range) {
        changed.push_back(range);
        return Result<void>();
    }));
    QVERIFY(changed == std::vector { (BlockRange { BlockIndex(0), BlockIndex(100) }) });

    // A gap in the middle likewise; one that no tool leaves is damage.
    DumpText gap(100, 9);
    gap.text = middle + "<era_array/></superblock>";
    MemoryDevice other(MetadataBlockCount(64));
    RebuildWriter gapWriter(other);
    QVERIFY(readEraXml(sourceOf(gap.text), gapWriter));
    QCOMPARE(gapWriter.summary().assumed.size(), std::size_t(2));
    QCOMPARE(findings(other), std::string());
    const std::string far = "<superblock uuid=\"\" block_size=\"8\" nr_blocks=\"1\" "
                            "current_era=\"4294967295\"><writeset era=\"1\" nr_bits=\"1\"/>"
                            "<era_array/></superblock>";
    MemoryDevice large(MetadataBlockCount(4096));
    RebuildWriter farWriter(large);
    const auto read = readEraXml(sourceOf(far), farWriter);
    QVERIFY(!read);
    QVERIFY(read.error().kind == ErrorKind::Corrupt);
}

// Of the writesets in a dump only the first may be in the array already, with blocks that it has.
void RestoreTest::anEraThatNoWritesetGaveIsRefused()
{
    const auto restore = [](const std::string& lastEra) {
        const std::string text
            = "<superblock uuid=\"\" block_size=\"8\" nr_blocks=\"3\" current_era=\"6\">"
              "<writeset era=\"5\" nr_bits=\"3\"><bit block=\"1\" value=\"true\"/></writeset>"
              "<writeset era=\"6\" nr_bits=\"3\"/>"
              "<era_array><era block=\"1\" era=\"5\"/><era block=\"2\" era=\""
            + lastEra + "\"/></era_array></superblock>";
        MemoryDevice device(MetadataBlockCount(64));
        RebuildWriter writer(device);
        const auto read = readEraXml(sourceOf(text), writer);
        return read ? findings(device) : read.error().message();
    };
    QCOMPARE(restore("4"), std::string());
    for (const char* era : { "5", "6" }) {
        const std::string refusal = restore(era);
        QVERIFY2(refusal.find(std::string("era ") + era + " of block 2") != std::string::npos,
                 refusal.c_str());
    }
}

void RestoreTest::eachSizeIsEnoughOrNoSpace()
{
    std::mt19937 random(2);
    DumpText dump(70'001, 3);
    dump.writeset(2, 70'001, random).writeset(3, 70'001, random).array(70'001, 1, random);
    bool fitted = false;
    for (std::uint64_t size = 0; size < 120; ++size) {
        MemoryDevice device { MetadataBlockCount(size) };
        RebuildWriter writer(device);
        const auto read = readEraXml(sourceOf(dump.text), writer);
        if (read) {
            fitted = true;
            QCOMPARE(findings(device), std::string());
            continue;
        }
        QVERIFY(!fitted);
        QVERIFY(read.error().kind == ErrorKind::NoSpace);
        QVERIFY(read.error().context.find("70001 era blocks") != std::string::npos);
        if (size > 0) {
            const auto first = device.block(MetadataBlock(0));
            QVERIFY(std::ranges::all_of(first, [](std::byte b) { return b == std::byte { 0 }; }));
        }
    }
    QVERIFY(fitted);
}

void RestoreTest::nothingIsMetadataUntilAllIsWritten()
{
    std::mt19937 random(3);
    DumpText before(1000, 1);
    before.writeset(1, 1000, random).array(1000, 0, random);
    DumpText after(2000, 2);
    after.writeset(2, 2000, random).array(2000, 1, random);
    const auto restore = [](BlockDevice& device, const DumpText& dump) {
        RebuildWriter writer(device);
        return readEraXml(sourceOf(dump.text), writer);
    };
    // Whatever call to the device fails, what is left is no metadata, or the new one.
    int failures = 0;
    for (std::uint64_t call = 0;; ++call) {
        MemoryDevice memory(MetadataBlockCount(64));
        QVERIFY(restore(memory, before));
        FaultDevice device(memory);
        device.failAt(call, FaultDevice::Repeat::ForEver, EIO);
        const auto restored = restore(device, after);
        if (restored) {
            QCOMPARE(dumpOf(memory), after.text);
            break;
        }
        ++failures;
        const auto content = probeMetadata(memory);
        QVERIFY(content);
        if (*content == MetadataContent::EraMetadata) {
            const std::string text = dumpOf(memory);
            QVERIFY(call == 0 ? text == before.text : text == after.text);
        }
    }
    QVERIFY(failures >= 6);
}

void RestoreTest::aRefusedDumpLeavesNoMetadata()
{
    std::mt19937 random(4);
    DumpText dump(5000, 2);
    dump.writeset(2, 5000, random).array(5000, 1, random);
    MemoryDevice device(MetadataBlockCount(64));
    RebuildWriter first(device);
    QVERIFY(readEraXml(sourceOf(dump.text), first));
    // Until its superblock is read, what was there is left alone.
    RebuildWriter nothing(device);
    QVERIFY(!readEraXml(sourceOf("<superblock>"), nothing));
    QCOMPARE(dumpOf(device), dump.text);
    RebuildWriter cut(device);
    QVERIFY(
        !readEraXml(sourceOf(std::string_view(dump.text).substr(0, dump.text.size() / 2)), cut));
    QVERIFY(*probeMetadata(device) == MetadataContent::Blank);
}

void RestoreTest::theMapIsCompleteOnALargeDevice()
{
    std::mt19937 random(5);
    DumpText dump(300, 1);
    dump.writeset(1, 300, random).array(300, 0, random);
    MemoryDevice device(MetadataBlockCount(3 * 16320 + 5));
    RebuildWriter writer(device);
    QVERIFY(readEraXml(sourceOf(dump.text), writer));
    QVERIFY(writer.summary().total == device.size());
    QCOMPARE(findings(device), std::string());
}

QTEST_GUILESS_MAIN(RestoreTest)
#include "restore_test.moc"
