// SPDX-License-Identifier: GPL-2.0-or-later
// The strict checker, and every reader, against damaged images: each field of each structure,
// each byte, cut and random devices. Checksums are repaired, so that what is tested is the check
// of the field and not of the checksum.
#include "era/changed_blocks.h"
#include "era/checker.h"
#include "fields.h"
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

constexpr std::size_t kArrayValuesAt = 24;

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
