// SPDX-License-Identifier: GPL-2.0-or-later
// The strict checker, and every reader, against damaged images: each field of each structure,
// each byte, cut and random devices. Checksums are repaired, so that what is tested is the check
// of the field and not of the checksum.
#include "base/crc32c.h"
#include "base/little_endian.h"
#include "era/changed_blocks.h"
#include "era/checker.h"
#include "formats/era_dump.h"
#include "samples.h"
#include "storage/memory_device.h"

#include <map>
#include <random>

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace blkera;

namespace {

constexpr std::size_t kBitmapCountsAt = 16;
constexpr std::size_t kArrayValuesAt = 24;
constexpr std::size_t kNodeKeysAt = 32;

std::uint32_t checksumXor(BlockKind kind)
{
    static const std::map<BlockKind, std::uint32_t> constants {
        { BlockKind::Superblock, 146538381 }, { BlockKind::BtreeNode, 121107 },
        { BlockKind::ArrayBlock, 595846735 }, { BlockKind::Bitmap, 240779 },
        { BlockKind::Index, 160478 },
    };
    return constants.at(kind);
}

// An image that can be damaged and mended.
class Image {
public:
    explicit Image(const QByteArray& raw)
        : m_pristine(reinterpret_cast<const std::byte*>(raw.data()),
                     reinterpret_cast<const std::byte*>(raw.data()) + raw.size())
        , m_device(m_pristine)
    {
    }

    MemoryDevice& device() { return m_device; }

    std::span<std::byte> block(std::uint64_t number)
    {
        return m_device.block(MetadataBlock(number));
    }

    std::uint64_t blocks() const { return m_device.size().raw(); }

    std::uint64_t le64(std::uint64_t number, std::size_t offset)
    {
        return loadDisk<Le64>(block(number).subspan(offset));
    }

    void reseal(std::uint64_t number, BlockKind kind)
    {
        const auto bytes = block(number);
        storeDisk(bytes, Le32(crc32cRaw(bytes.subspan(4)) ^ checksumXor(kind)));
    }

    void mend(std::uint64_t number)
    {
        const auto from = m_pristine.begin() + std::ptrdiff_t(number * kMetadataBlockBytes);
        std::copy_n(from, kMetadataBlockBytes, block(number).begin());
    }

    // The blocks that the space map's only bitmap says are in use.
    std::vector<std::uint64_t> inUse()
    {
        std::vector<std::uint64_t> used;
        const auto bitmap = block(bitmapBlock());
        for (std::uint64_t i = 0; i < blocks(); ++i) {
            const auto byte = std::to_integer<unsigned>(bitmap[kBitmapCountsAt + i / 4]);
            if ((byte >> (i % 4 * 2) & 3) != 0)
                used.push_back(i);
        }
        return used;
    }

    std::uint64_t indexBlock() { return le64(0, 60); }

    std::uint64_t bitmapBlock() { return le64(indexBlock(), 16); }

    std::uint64_t refCountRoot() { return le64(0, 68); }

    std::uint64_t currentBitset() { return le64(0, 192); }

    std::uint64_t writesetTree() { return le64(0, 200); }

    std::uint64_t eraArray() { return le64(0, 208); }

    std::uint64_t snapshot() { return le64(0, 216); }

    // The first child or array block of a node with 8-byte values.
    std::uint64_t firstValue(std::uint64_t node) { return le64(node, 2048); }

    // The bitset of the lowest archived era.
    std::uint64_t archivedBitset() { return le64(writesetTree(), 1640 + 4); }

private:
    std::vector<std::byte> m_pristine;
    MemoryDevice m_device;
};

CheckReport check(BlockDevice& device)
{
    auto report = checkMetadata(device);
    if (report)
        return *report;
    CheckReport failed;
    failed.errors.push_back(report.error().message());
    return failed;
}

// Everything else that reads metadata; only that it returns is asked of it.
void readAll(BlockDevice& device)
{
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        return;
    std::uint64_t seen = 0;
    const auto count = [&](std::string_view text) -> Result<void> {
        seen += text.size();
        return seen < 1'000'000 ? Result<void>() : invalid("enough");
    };
    std::vector<EraView> views { EraView::live(*superblock) };
    if (auto snapshot = EraView::snapshot(blocks, *superblock))
        views.push_back(*snapshot);
    for (const EraView& view : views) {
        (void)forEachChangedRange(blocks, view, Era(1), [&](BlockRange) { return count("range"); });
        (void)dumpEras(blocks, view, DumpKind::Full, *makeXmlDumpWriter(count));
        (void)dumpEras(blocks, view, DumpKind::Logical, *makeJsonDumpWriter(count));
    }
}

using Locate = std::uint64_t (*)(Image&);

struct Field {
    const char* name;
    const char* image;
    BlockKind kind;
    Locate block;
    std::size_t offset;
    std::size_t bytes; // 1, 4 or 8
    std::uint64_t value;
};

const std::uint64_t kBeyond = 0xFFFF'FFFF;

const std::vector<Field>& fields()
{
    using enum BlockKind;
    const Locate superblock = [](Image&) -> std::uint64_t { return 0; };
    const Locate clone = [](Image& i) { return i.snapshot(); };
    const Locate index = [](Image& i) { return i.indexBlock(); };
    const Locate bitmap = [](Image& i) { return i.bitmapBlock(); };
    const Locate refCounts = [](Image& i) { return i.refCountRoot(); };
    const Locate writesets = [](Image& i) { return i.writesetTree(); };
    const Locate eraRoot = [](Image& i) { return i.eraArray(); };
    const Locate eraLeaf = [](Image& i) { return i.firstValue(i.eraArray()); };
    const Locate eraBlock = [](Image& i) { return i.firstValue(i.eraArray()); };
    const Locate bitsetRoot = [](Image& i) { return i.archivedBitset(); };
    const Locate bitsetBlock = [](Image& i) { return i.firstValue(i.archivedBitset()); };
    const Locate currentRoot = [](Image& i) { return i.currentBitset(); };
    const Locate currentBlock = [](Image& i) { return i.firstValue(i.currentBitset()); };
    static const std::vector<Field> all {
        { "flags unknown", "clean", Superblock, superblock, 4, 4, 2 },
        { "blocknr", "clean", Superblock, superblock, 8, 8, 1 },
        { "magic", "clean", Superblock, superblock, 32, 8, 2126579578 },
        { "version 0", "clean", Superblock, superblock, 40, 4, 0 },
        { "version 2", "clean", Superblock, superblock, 40, 4, 2 },
        { "space map beyond the device", "clean", Superblock, superblock, 44, 8, 257 },
        { "space map too small", "clean", Superblock, superblock, 44, 8, 200 },
        { "space map of nothing", "clean", Superblock, superblock, 44, 8, 0 },
        { "nr_allocated", "clean", Superblock, superblock, 52, 8, 10 },
        { "bitmap_root 0", "clean", Superblock, superblock, 60, 8, 0 },
        { "bitmap_root elsewhere", "clean", Superblock, superblock, 60, 8, 3 },
        { "bitmap_root beyond", "clean", Superblock, superblock, 60, 8, kBeyond },
        { "ref_count_root 0", "clean", Superblock, superblock, 68, 8, 0 },
        { "ref_count_root beyond", "clean", Superblock, superblock, 68, 8, ~std::uint64_t { 0 } },
        { "rest of the space map root", "clean", Superblock, superblock, 171, 1, 1 },
        { "data_block_size 0", "clean", Superblock, superblock, 172, 4, 0 },
        { "data_block_size 9", "clean", Superblock, superblock, 172, 4, 9 },
        { "metadata_block_size", "clean", Superblock, superblock, 176, 4, 16 },
        { "nr_blocks too small", "clean", Superblock, superblock, 180, 4, 255 },
        { "nr_blocks too large", "clean", Superblock, superblock, 180, 4, 257 },
        { "nr_blocks enormous", "clean", Superblock, superblock, 180, 4, kBeyond },
        { "current_era too low", "clean", Superblock, superblock, 184, 4, 2 },
        { "current_era too high", "clean", Superblock, superblock, 184, 4, 5 },
        { "current_era 0", "crash", Superblock, superblock, 184, 4, 0 },
        { "current_writeset.nr_bits", "crash", Superblock, superblock, 188, 4, 192 },
        { "current_writeset.nr_bits enormous", "crash", Superblock, superblock, 188, 4, kBeyond },
        { "current_writeset.root lost", "crash", Superblock, superblock, 192, 8, 0 },
        { "current_writeset.root beyond", "crash", Superblock, superblock, 192, 8, 256 },
        { "writeset_tree_root 0", "clean", Superblock, superblock, 200, 8, 0 },
        { "writeset_tree_root elsewhere", "clean", Superblock, superblock, 200, 8, 1 },
        { "era_array_root 0", "clean", Superblock, superblock, 208, 8, 0 },
        { "era_array_root beyond", "clean", Superblock, superblock, 208, 8, 1'000'000 },
        { "metadata_snap lost", "snap", Superblock, superblock, 216, 8, 0 },
        { "metadata_snap elsewhere", "snap", Superblock, superblock, 216, 8, 26 },
        { "metadata_snap beyond", "snap", Superblock, superblock, 216, 8, 256 },
        { "first byte after the fields", "clean", Superblock, superblock, 224, 1, 1 },
        { "last byte", "clean", Superblock, superblock, 4095, 1, 1 },

        { "clone's blocknr", "snap", Superblock, clone, 8, 8, 0 },
        { "clone's magic", "snap", Superblock, clone, 32, 8, 1 },
        { "clone's data_block_size", "snap", Superblock, clone, 172, 4, 64 },
        { "clone's nr_blocks", "snap", Superblock, clone, 180, 4, 100 },
        { "clone's current_era too high", "snap", Superblock, clone, 184, 4, 7 },
        { "clone's current_era too low", "snap", Superblock, clone, 184, 4, 4 },
        { "clone's writeset_tree_root", "snap", Superblock, clone, 200, 8, 77 },
        { "clone's era_array_root", "snap", Superblock, clone, 208, 8, 77 },
        { "clone's metadata_snap", "snap", Superblock, clone, 216, 8, 25 },

        { "index padding", "clean", Index, index, 4, 4, 1 },
        { "index blocknr", "clean", Index, index, 8, 8, 1 },
        { "index entry to nowhere", "clean", Index, index, 16, 8, 256 },
        { "index entry to another structure", "clean", Index, index, 16, 8, 2 },
        { "index entry without a bitmap", "clean", Index, index, 32, 8, 1 },

        { "bitmap unused field", "clean", Bitmap, bitmap, 4, 4, 1 },
        { "bitmap blocknr", "clean", Bitmap, bitmap, 8, 8, 0 },
        { "block 0 free", "clean", Bitmap, bitmap, 16, 1, 0x20 },
        { "block 0 counted twice", "clean", Bitmap, bitmap, 16, 1, 0x21 },
        { "block 0 counted thrice", "clean", Bitmap, bitmap, 16, 1, 0x23 },
        { "block leaked", "clean", Bitmap, bitmap, 17, 1, 0x02 },
        { "count beyond the device", "clean", Bitmap, bitmap, 16 + 64, 1, 2 },

        { "ref-count node flags", "clean", BtreeNode, refCounts, 4, 4, 3 },
        { "ref-count node padding", "clean", BtreeNode, refCounts, 28, 4, 1 },
        { "ref-count entry that should not be", "clean", BtreeNode, refCounts, 16, 4, 1 },
        { "ref-count entry lost", "shared-leaf", BtreeNode, refCounts, 16, 4, 0 },
        { "ref-count entry of another block", "shared-leaf", BtreeNode, refCounts, 32, 8, 1 },
        { "ref-count entry beyond", "shared-leaf", BtreeNode, refCounts, 32, 8, kBeyond },
        { "ref-count too low", "shared-leaf", BtreeNode, refCounts, 2720, 4, 981 },
        { "ref-count too high", "shared-leaf", BtreeNode, refCounts, 2720, 4, 983 },
        { "ref-count 2", "shared-leaf", BtreeNode, refCounts, 2720, 4, 2 },

        { "no node flag", "clean", BtreeNode, eraRoot, 4, 4, 0 },
        { "leaf as internal", "clean", BtreeNode, eraRoot, 4, 4, 1 },
        { "internal as leaf", "resized", BtreeNode, eraRoot, 4, 4, 2 },
        { "node blocknr", "clean", BtreeNode, eraRoot, 8, 8, 1 },
        { "no entries", "clean", BtreeNode, eraRoot, 16, 4, 0 },
        { "internal root without entries", "resized", BtreeNode, eraRoot, 16, 4, 0 },
        { "more entries", "clean", BtreeNode, eraRoot, 16, 4, 2 },
        { "more entries than room", "clean", BtreeNode, eraRoot, 16, 4, 253 },
        { "max_entries smaller", "clean", BtreeNode, eraRoot, 20, 4, 249 },
        { "max_entries enormous", "clean", BtreeNode, eraRoot, 20, 4, kBeyond },
        { "value_size", "clean", BtreeNode, eraRoot, 24, 4, 4 },
        { "key", "clean", BtreeNode, eraRoot, 32, 8, 1 },
        { "key enormous", "clean", BtreeNode, eraRoot, 32, 8, ~std::uint64_t { 0 } },
        { "array block beyond", "clean", BtreeNode, eraRoot, 2048, 8, 256 },
        { "array block elsewhere", "clean", BtreeNode, eraRoot, 2048, 8, 2 },
        { "child's bound above its keys", "resized", BtreeNode, eraRoot, 32, 8, 1 },
        { "children out of order", "resized", BtreeNode, eraRoot, 40, 8, 0 },
        { "child twice", "resized", BtreeNode, eraRoot, 2056, 8, 0 }, // value set by the test
        { "underfull leaf", "resized", BtreeNode, eraLeaf, 16, 4, 83 },
        { "leaf with an entry less", "resized", BtreeNode, eraLeaf, 16, 4, 247 },
        { "gap in an array", "resized", BtreeNode, eraLeaf, kNodeKeysAt + 8 * 9, 8, 10 },

        { "array max_entries", "clean", ArrayBlock, eraBlock, 4, 4, 1017 },
        { "array nr_entries lower", "clean", ArrayBlock, eraBlock, 8, 4, 255 },
        { "array nr_entries higher", "clean", ArrayBlock, eraBlock, 8, 4, 257 },
        { "array nr_entries 0", "clean", ArrayBlock, eraBlock, 8, 4, 0 },
        { "array nr_entries enormous", "clean", ArrayBlock, eraBlock, 8, 4, kBeyond },
        { "array value_size", "clean", ArrayBlock, eraBlock, 12, 4, 8 },
        { "array blocknr", "clean", ArrayBlock, eraBlock, 16, 8, 0 },
        { "era beyond the current one", "clean", ArrayBlock, eraBlock, kArrayValuesAt, 4, 4 },
        { "era of a writeset without the block", "clean", ArrayBlock, eraBlock, kArrayValuesAt, 4,
          3 },
        { "era in progress", "crash", ArrayBlock, eraBlock, kArrayValuesAt, 4, 7 },

        { "archived era too low", "clean", BtreeNode, writesets, 32, 8, 2 },
        { "archived era too high", "clean", BtreeNode, writesets, 32, 8, 4 },
        { "archived era enormous", "clean", BtreeNode, writesets, 32, 8,
          std::uint64_t { 1 } << 40 },
        { "gap in archived eras", "resized", BtreeNode, writesets, 32, 8, 2 },
        { "archived writeset lost", "clean", BtreeNode, writesets, 16, 4, 0 },
        { "archived nr_bits cuts a bit off", "clean", BtreeNode, writesets, 1640, 4, 255 },
        { "archived nr_bits too small", "clean", BtreeNode, writesets, 1640, 4, 192 },
        { "archived nr_bits too large", "clean", BtreeNode, writesets, 1640, 4, 257 },
        { "archived nr_bits enormous", "clean", BtreeNode, writesets, 1640, 4, kBeyond },
        { "archived root beyond", "clean", BtreeNode, writesets, 1644, 8, 256 },
        { "archived root elsewhere", "clean", BtreeNode, writesets, 1644, 8, 2 },

        { "bitset node flags", "clean", BtreeNode, bitsetRoot, 4, 4, 1 },
        { "bitset node entries", "clean", BtreeNode, bitsetRoot, 16, 4, 0 },
        { "bitset key", "clean", BtreeNode, bitsetRoot, 32, 8, 1 },
        { "bitset block elsewhere", "clean", BtreeNode, bitsetRoot, 2048, 8, 2 },
        { "bitset value_size", "clean", ArrayBlock, bitsetBlock, 12, 4, 4 },
        { "bitset nr_entries", "clean", ArrayBlock, bitsetBlock, 8, 4, 3 },
        { "current bitset key", "crash", BtreeNode, currentRoot, 32, 8, 1 },
        { "current bitset nr_entries", "crash", ArrayBlock, currentBlock, 8, 4, 5 },
    };
    return all;
}

} // namespace

class DamageTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void everyFieldIsChecked_data();
    void everyFieldIsChecked();

    void anyFlippedByteIsFound_data() { eachSmallImage(); }

    void anyFlippedByteIsFound();

    void resealedBytesNeverCrash_data() { eachSmallImage(); }

    void resealedBytesNeverCrash();

    void cutDevicesAreNeverClean_data() { eachSmallImage(); }

    void cutDevicesAreNeverClean();
    void noiseIsNeverClean();
    void plausibleNoiseIsReadToItsEnd();
    void whatTheDecoderRejectsIsNeverClean();

private:
    void eachSmallImage();

    Image image(const QString& name) const { return Image(m_raw.at(name)); }

    std::map<QString, QByteArray> m_raw;
};

void DamageTest::initTestCase()
{
    for (const char* name : { "clean", "snap", "crash", "resized", "shared-leaf" }) {
        m_raw[name] = unpackSample(name);
        QVERIFY(!m_raw[name].isEmpty());
        Image sound = image(name);
        QVERIFY(check(sound.device()).clean());
        QVERIFY(check(sound.device()).warnings.empty());
    }
}

void DamageTest::eachSmallImage()
{
    QTest::addColumn<QString>("name");
    for (const char* name : { "clean", "snap", "crash", "shared-leaf" })
        QTest::newRow(name) << name;
}

void DamageTest::everyFieldIsChecked_data()
{
    QTest::addColumn<int>("field");
    for (std::size_t i = 0; i < fields().size(); ++i)
        QTest::addRow("%s: %s", fields()[i].image, fields()[i].name) << int(i);
}

void DamageTest::everyFieldIsChecked()
{
    QFETCH(int, field);
    const Field& damage = fields()[std::size_t(field)];
    Image damaged = image(damage.image);
    const std::uint64_t number = damage.block(damaged);
    const auto bytes = damaged.block(number);
    QVERIFY(recogniseBlock(bytes) == damage.kind);
    std::uint64_t value = damage.value;
    if (QLatin1String(damage.name) == QLatin1String("child twice"))
        value = damaged.firstValue(number);
    for (std::size_t i = 0; i < damage.bytes; ++i)
        bytes[damage.offset + i] = std::byte(value >> (8 * i));
    QVERIFY2(recogniseBlock(bytes) != damage.kind, "the damage changes nothing");
    QVERIFY(!check(damaged.device()).clean());
    damaged.reseal(number, damage.kind);
    const CheckReport report = check(damaged.device());
    QVERIFY(!report.clean());
    for (const std::string& error : report.errors) {
        QVERIFY2(error.find("checksum") == std::string::npos, error.c_str());
        QVERIFY2(error.find('\n') == std::string::npos, error.c_str());
    }
    readAll(damaged.device());
}

void DamageTest::anyFlippedByteIsFound()
{
    QFETCH(QString, name);
    Image damaged = image(name);
    for (const std::uint64_t number : damaged.inUse()) {
        // All header bytes and fields; of the uniform rest a sample.
        for (std::size_t offset = 0; offset < kMetadataBlockBytes;
             offset += offset < 256 ? 1 : 37) {
            damaged.block(number)[offset] ^= std::byte { 0x10 };
            QVERIFY2(!check(damaged.device()).clean(),
                     qPrintable(QString("block %1, byte %2").arg(number).arg(offset)));
            damaged.mend(number);
        }
    }
}

void DamageTest::resealedBytesNeverCrash()
{
    QFETCH(QString, name);
    Image damaged = image(name);
    std::size_t found = 0;
    unsigned round = 0;
    for (const std::uint64_t number : damaged.inUse()) {
        const auto kind = recogniseBlock(damaged.block(number));
        QVERIFY(kind);
        for (std::size_t offset = 4; offset < kMetadataBlockBytes;
             offset += offset < 256 ? 1 : 61) {
            const unsigned flip = std::array { 0x01U, 0x80U, 0xFFU }[round++ % 3];
            damaged.block(number)[offset] ^= std::byte(flip);
            damaged.reseal(number, *kind);
            found += check(damaged.device()).clean() ? 0 : 1;
            readAll(damaged.device());
            damaged.mend(number);
        }
    }
    QVERIFY(found > 100);
}

void DamageTest::cutDevicesAreNeverClean()
{
    QFETCH(QString, name);
    const QByteArray& raw = m_raw.at(name);
    for (qsizetype blocks = 0; blocks * 4096 < raw.size(); ++blocks) {
        Image cut(raw.left(blocks * 4096 + 17)); // 17: the rest of a block does not count
        QVERIFY2(!check(cut.device()).clean(), qPrintable(QString::number(blocks)));
        readAll(cut.device());
    }
}

void DamageTest::noiseIsNeverClean()
{
    QElapsedTimer timer;
    timer.start();
    for (std::uint32_t seed = 0; seed < 1000; ++seed) {
        std::mt19937 random(seed);
        QByteArray raw(64 * 4096, 0);
        std::generate(raw.begin(), raw.end(), [&] { return char(random()); });
        Image noise(raw);
        QVERIFY2(!check(noise.device()).clean(), qPrintable(QString("seed %1").arg(seed)));
        readAll(noise.device());
    }
    QVERIFY(timer.elapsed() < 120'000);
}

void DamageTest::plausibleNoiseIsReadToItsEnd()
{
    QElapsedTimer timer;
    timer.start();
    int damaged = 0;
    for (std::uint32_t seed = 0; seed < 1000; ++seed) {
        std::mt19937 random(seed);
        Image noise = image(seed % 2 == 0 ? "snap" : "shared-leaf");
        // Plausible blocks: right checksum, kind and place, small numbers inside.
        for (const std::uint64_t number : noise.inUse()) {
            const auto kind = *recogniseBlock(noise.block(number));
            if (kind == BlockKind::Superblock || random() % 3 == 0)
                continue;
            const std::size_t header = kind == BlockKind::ArrayBlock ? kArrayValuesAt : 32;
            for (std::size_t i = random() % 2 == 0 ? header : 16; i + 8 <= kMetadataBlockBytes;
                 i += 8)
                storeDisk(noise.block(number).subspan(i), Le64(random() % 300));
            if (kind == BlockKind::ArrayBlock)
                storeDisk(noise.block(number).subspan(16), Le64(number));
            noise.reseal(number, kind);
            noise.block(number)[random() % kMetadataBlockBytes] ^= std::byte { 0x04 };
            noise.reseal(number, kind);
        }
        damaged += check(noise.device()).clean() ? 0 : 1;
        readAll(noise.device());
    }
    // Some hit unused bytes only.
    QVERIFY2(damaged > 950, qPrintable(QString::number(damaged)));
    QVERIFY(timer.elapsed() < 300'000);
}

void DamageTest::whatTheDecoderRejectsIsNeverClean()
{
    // Single resealed bytes that the checker lets pass must pass the independent decoder too.
    QTemporaryDir directory;
    QVERIFY(directory.isValid());
    const QString path = directory.filePath("damaged.img");
    std::mt19937 random(2024);
    int passed = 0;
    for (int round = 0; round < 4000 && passed < 60; ++round) {
        const QString name = std::vector<QString> { "clean", "snap", "crash" }[random() % 3];
        Image damaged = image(name);
        const auto used = damaged.inUse();
        const std::uint64_t number = used[random() % used.size()];
        const auto kind = *recogniseBlock(damaged.block(number));
        const std::size_t offset = 4 + random() % (random() % 2 == 0 ? 300 : 4092);
        damaged.block(number)[offset] ^= std::byte(1U << random() % 8);
        damaged.reseal(number, kind);
        const CheckReport report = check(damaged.device());
        if (!report.clean() || !report.warnings.empty())
            continue;
        ++passed;
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly));
        const auto& bytes = damaged.device().image();
        QCOMPARE(file.write(reinterpret_cast<const char*>(bytes.data()), qint64(bytes.size())),
                 qint64(bytes.size()));
        file.close();
        const Run decoded = run("python3", { SAMPLE_DIR "/era-decode.py", path });
        QVERIFY2(decoded.status == 0,
                 qPrintable(QString("round %1: %2, block %3, byte %4\n")
                                .arg(round)
                                .arg(name)
                                .arg(number)
                                .arg(offset)
                            + decoded.out.right(600)));
    }
    QVERIFY(passed > 20);
}

QTEST_GUILESS_MAIN(DamageTest)
#include "damage_test.moc"
