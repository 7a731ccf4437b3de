// SPDX-License-Identifier: GPL-2.0-or-later
// Salvage on a device that fails and into a writer that fails: an error, or every block that was
// there.
#include "base/crc32c.h"
#include "era/changed_blocks.h"
#include "era/checker.h"
#include "formats/era_xml.h"
#include "storage/fault_device.h"
#include "storage/memory_device.h"
#include "tools/rebuild.h"
#include "tools/salvage.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include <QTest>

using namespace blkera;
using namespace blkera::tools;

namespace {

constexpr std::uint32_t kBlocks = 40'000; // two windows of bits
constexpr Era kCurrent { 6 };
constexpr std::uint32_t kArrayBlockXor = 595846735;

// A few blocks of era 5 and 6 in writesets, the rest in the array.
MemoryDevice soundDevice()
{
    std::string xml = "<superblock uuid=\"\" block_size=\"8\" nr_blocks=\"40000\" "
                      "current_era=\"6\"><writeset era=\"5\" nr_bits=\"40000\">"
                      "<marked block_begin=\"10\" len=\"3\"/>"
                      "<marked block_begin=\"39000\" len=\"9\"/></writeset>"
                      "<writeset era=\"6\" nr_bits=\"40000\"><bit block=\"7\" value=\"true\"/>"
                      "</writeset><era_array><era block=\"3\" era=\"4\"/>"
                      "<era block=\"11\" era=\"5\"/><era block=\"30000\" era=\"2\"/>"
                      "</era_array></superblock>";
    MemoryDevice device(MetadataBlockCount(128));
    RebuildWriter writer(device);
    const auto source = [xml](std::span<char> bytes) mutable -> Result<std::size_t> {
        const std::size_t n = std::min(xml.size(), bytes.size());
        std::memcpy(bytes.data(), xml.data(), n);
        xml.erase(0, n);
        return n;
    };
    if (auto read = readEraXml(source, writer); !read)
        qFatal("%s", read.error().message().c_str());
    return device;
}

EraView viewOf(BlockDevice& device)
{
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        qFatal("no superblock");
    return EraView::live(*superblock);
}

// The n-th block of that kind, from the end of the device.
std::span<std::byte> blockOfKind(MemoryDevice& device, BlockKind kind, std::uint32_t valueSize)
{
    for (std::uint64_t i = device.size().raw(); i-- > 1;) {
        const auto bytes = device.block(MetadataBlock(i));
        const std::size_t sizeAt = kind == BlockKind::ArrayBlock ? 12 : 24;
        if (recogniseBlock(bytes) == kind && loadDisk<Le32>(bytes.subspan(sizeAt)) == valueSize)
            return bytes;
    }
    qFatal("there is no such block");
}

std::vector<std::vector<bool>> listsOf(BlockDevice& device)
{
    const EraView view = viewOf(device);
    std::vector<std::vector<bool>> all;
    for (std::uint32_t era = 1; era <= kCurrent.raw(); ++era) {
        BlockManager blocks(device);
        std::vector<bool> listed(kBlocks);
        const auto done
            = forEachChangedRange(blocks, view, Era(era), [&](BlockRange range) -> Result<void> {
                  std::fill(listed.begin() + range.begin.raw(), listed.begin() + range.end.raw(),
                            true);
                  return {};
              });
        if (!done)
            qFatal("%s", done.error().message().c_str());
        all.push_back(std::move(listed));
    }
    return all;
}

bool hasAllOf(const std::vector<std::vector<bool>>& found,
              const std::vector<std::vector<bool>>& due)
{
    for (std::size_t era = 0; era < due.size(); ++era) {
        for (std::size_t b = 0; b < kBlocks; ++b) {
            if (due[era][b] && !found[era][b])
                return false;
        }
    }
    return true;
}

// Fails at its number-th call.
class FailingWriter : public EraDumpWriter {
public:
    explicit FailingWriter(int number)
        : m_left(number)
    {
    }

    bool failed() const { return m_left < 0; }

    Result<void> superblock(const EraView&) override { return step(); }

    Result<void> beginWriteset(Era, std::uint32_t) override { return step(); }

    Result<void> bits(BlockRange, bool) override { return step(); }

    Result<void> endWriteset() override { return step(); }

    Result<void> beginEraArray() override { return step(); }

    Result<void> eras(BlockRange, Era) override { return step(); }

    Result<void> endEraArray() override { return step(); }

    Result<void> end() override { return step(); }

private:
    Result<void> step() { return m_left-- == 0 ? ioError(EPIPE, "nobody reads") : Result<void>(); }

    int m_left;
};

} // namespace

class SalvageTest : public QObject {
    Q_OBJECT

private slots:
    void aWriterThatFailsEndsIt_data();
    void aWriterThatFailsEndsIt();
    void aDeviceThatFailsLosesNothing_data();
    void aDeviceThatFailsLosesNothing();
    void aSizeThatTheArrayDeniesIsRefused();
    void erasThatCannotBeAreTold();
    void anEmptyDeviceIsSalvaged();
};

void SalvageTest::aWriterThatFailsEndsIt_data()
{
    QTest::addColumn<QByteArray>("damage");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("a bitset") << QByteArray("bits");
    QTest::newRow("the era array") << QByteArray("eras");
    QTest::newRow("the writeset tree") << QByteArray("writesets");
}

void SalvageTest::aWriterThatFailsEndsIt()
{
    QFETCH(QByteArray, damage);
    MemoryDevice device = soundDevice();
    if (damage == "bits")
        blockOfKind(device, BlockKind::ArrayBlock, 8)[100] ^= std::byte { 1 };
    else if (damage == "eras")
        blockOfKind(device, BlockKind::ArrayBlock, 4)[100] ^= std::byte { 1 };
    else if (damage == "writesets")
        blockOfKind(device, BlockKind::BtreeNode, 12)[100] ^= std::byte { 1 };
    const EraView view = viewOf(device);
    for (int number = 0;; ++number) {
        FailingWriter writer(number);
        const auto losses = salvage(device, view, writer);
        if (!writer.failed()) {
            QVERIFY(losses);
            QCOMPARE(losses->empty(), damage.isEmpty());
            QVERIFY(number > 4);
            break;
        }
        QVERIFY(!losses);
        QCOMPARE(losses.error().errnoValue, EPIPE);
    }
}

void SalvageTest::aDeviceThatFailsLosesNothing_data()
{
    QTest::addColumn<bool>("forEver");
    QTest::newRow("once") << false;
    QTest::newRow("for ever") << true;
}

void SalvageTest::aDeviceThatFailsLosesNothing()
{
    QFETCH(bool, forEver);
    MemoryDevice sound = soundDevice();
    const EraView view = viewOf(sound);
    const auto due = listsOf(sound);
    FaultDevice device(sound);
    for (std::uint64_t number = 0;; ++number) {
        device.failAt(device.operations() + number,
                      forEver ? FaultDevice::Repeat::ForEver : FaultDevice::Repeat::Once, EIO);
        MemoryDevice target(MetadataBlockCount(128));
        RebuildWriter writer(target);
        const auto losses = salvage(device, view, writer);
        const bool hit = device.hit();
        device.heal();
        if (losses) {
            QVERIFY(checkMetadata(target)->clean());
            QVERIFY2(hasAllOf(listsOf(target), due), qPrintable(QString::number(number)));
        }
        if (!hit)
            break;
    }
}

// What lies beyond too small a number would be lost.
void SalvageTest::aSizeThatTheArrayDeniesIsRefused()
{
    MemoryDevice device = soundDevice();
    for (const std::uint32_t blocks : { 0U, 1018U, 39'000U, 39'999U, 50'000U }) {
        EraView view = viewOf(device);
        view.nrBlocks = BlockCount(blocks);
        FailingWriter writer(1'000'000);
        const auto losses = salvage(device, view, writer);
        QVERIFY2(!losses, qPrintable(QString::number(blocks)));
        QVERIFY(losses.error().context.find("--nr-blocks") != std::string::npos);
    }
}

// Era 5 in the array for a block that the writeset of era 5 does not have.
void SalvageTest::erasThatCannotBeAreTold()
{
    MemoryDevice device = soundDevice();
    const auto due = listsOf(device);
    for (std::uint64_t i = 1; i < device.size().raw(); ++i) {
        const auto bytes = device.block(MetadataBlock(i));
        if (recogniseBlock(bytes) == BlockKind::ArrayBlock
            && loadDisk<Le32>(bytes.subspan(24 + std::size_t { 11 } * 4)) == 5U
            && loadDisk<Le32>(bytes.subspan(12)) == 4U) {
            storeDisk(bytes.subspan(24 + std::size_t { 12 } * 4), Le32(5));
            storeDisk(bytes.subspan(24 + std::size_t { 20 } * 4), Le32(5));
            storeDisk(bytes, Le32(crc32cRaw(bytes.subspan(4)) ^ kArrayBlockXor));
            break;
        }
    }
    MemoryDevice target(MetadataBlockCount(128));
    RebuildWriter writer(target);
    const auto losses = salvage(device, viewOf(device), writer);
    QVERIFY(losses);
    QCOMPARE(losses->size(), std::size_t(1));
    QVERIFY(losses->front().reason.find("cannot be") != std::string::npos);
    QVERIFY(hasAllOf(listsOf(target), due));
}

void SalvageTest::anEmptyDeviceIsSalvaged()
{
    EraView view;
    view.dataBlockSizeSectors = 8;
    view.nrBlocks = BlockCount(0);
    view.currentEra = kCurrent;
    MemoryDevice target(MetadataBlockCount(64));
    RebuildWriter writer(target);
    QVERIFY(writeAllAsWritten(view, writer));
    QVERIFY(checkMetadata(target)->clean());
    MemoryDevice again(MetadataBlockCount(64));
    RebuildWriter second(again);
    const auto losses = salvage(target, viewOf(target), second);
    QVERIFY(losses && losses->empty());
}

QTEST_GUILESS_MAIN(SalvageTest)
#include "salvage_test.moc"
