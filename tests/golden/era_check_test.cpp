// SPDX-License-Identifier: GPL-2.0-or-later
// `check --kernel` beside the era_check of thin-provisioning-tools 0.9.0: the same verdict on
// damaged copies of kernel-made images, whatever was done to them.
#include "../support/breadth.h"
#include "base/little_endian.h"
#include "damage.h"
#include "era/era_check.h"
#include "samples.h"
#include "storage/memory_device.h"

#include <algorithm>
#include <cstdio>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace blkera;

namespace {

constexpr const char* kEraCheck = "/usr/sbin/era_check";

bool writeImage(const QString& path, const Bytes& bytes)
{
    QFile file(path);
    const auto size = qint64(bytes.size());
    return file.open(QFile::WriteOnly | QFile::Truncate)
        && file.write(reinterpret_cast<const char*>(bytes.data()), size) == size;
}

// Block 0 gets a count of 2, one more than it has pointers.
Bytes withLeak(const Sound& sample)
{
    Bytes bytes = sample.bytes;
    const auto block = [&](std::uint64_t number) {
        return std::span(bytes).subspan(number * kMetadataBlockBytes, kMetadataBlockBytes);
    };
    const std::uint64_t index = loadDisk<Le64>(block(0).subspan(60));
    const auto bitmap = block(loadDisk<Le64>(block(index).subspan(16)));
    bitmap[16] = (bitmap[16] & std::byte { 0xfc }) | std::byte { 1 };
    reseal(bitmap, BlockKind::Bitmap);
    return bytes;
}

} // namespace

class EraCheckTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void kernelMadeImagesPass();
    void damagedCopiesAreJudgedAsThere();
    void wastedSpaceIsNothingToIt();

private:
    std::uint32_t m_seed = 20261125;
    std::vector<Sound> m_samples;
    QTemporaryDir m_directory;
};

void EraCheckTest::initTestCase()
{
    if (qEnvironmentVariableIsSet("BLKERA_SEED"))
        m_seed = static_cast<std::uint32_t>(qEnvironmentVariableIntValue("BLKERA_SEED"));
    qInfo("BLKERA_SEED=%u", m_seed);
    QVERIFY(m_directory.isValid());
    QVERIFY2(QFile::exists(kEraCheck), "era_check is in the package thin-provisioning-tools");
    for (const char* name :
         { "clean", "snap", "crash", "resized", "shared-leaf", "shared-leaf-used" }) {
        const QByteArray raw = unpackSample(name);
        QVERIFY(!raw.isEmpty());
        m_samples.push_back(soundSample(name, raw));
    }
}

void EraCheckTest::kernelMadeImagesPass()
{
    for (const Sound& sample : m_samples) {
        MemoryDevice device(sample.bytes);
        const auto report = checkAsEraCheck(device);
        QVERIFY(report);
        QVERIFY2(report->clean(), qPrintable(sample.name));
    }
}

void EraCheckTest::damagedCopiesAreJudgedAsThere()
{
    const QString path = m_directory.filePath("damaged.img");
    const auto rounds = std::max(120, static_cast<int>(400 * test::testScale()));
    int judged = 0;
    int accepted = 0;
    for (int round = 0; round < rounds; ++round) {
        Sweep sweep(m_samples, m_seed + static_cast<std::uint32_t>(round));
        const Damage damage = sweep.next();
        if (sweep.bytes().size() < kMetadataBlockBytes)
            continue; // smaller than a block: refused before anything is read
        QVERIFY(writeImage(path, sweep.bytes()));
        const Run theirs = run(kEraCheck, { path });
        MemoryDevice device(sweep.bytes());
        const auto report = checkAsEraCheck(device);
        QVERIFY(report);
        const QString ours = report->clean() ? QString("no errors")
                                             : QString::fromStdString(report->errors.front());
        const QString what = QString("round %1, %2, %3: %4; era_check ended with %5: %6")
                                 .arg(round)
                                 .arg(m_samples[sweep.number()].name)
                                 .arg(QString::fromStdString(damage.what), ours)
                                 .arg(theirs.status)
                                 .arg(QString::fromUtf8(theirs.err));
        QVERIFY2(report->clean() == (theirs.status == 0), qPrintable(what));
        ++judged;
        accepted += report->clean() ? 1 : 0;
    }
    std::printf("COUNT images judged as era_check does: %d (at least 300)\n", judged);
    QVERIFY(judged >= 300 || test::testScale() < 1);
    QVERIFY2(accepted > judged / 20 && accepted < judged * 19 / 20,
             qPrintable(QString("%1 of %2 pass").arg(accepted).arg(judged)));
}

// A leaked block is nothing that era_check looks at; to the strict check it is an error, though one
// that loses nothing.
void EraCheckTest::wastedSpaceIsNothingToIt()
{
    const QString path = m_directory.filePath("one.img");
    const auto status = [&](const QStringList& options) {
        return run(BLKERA_META, QStringList { "check", "-q" } + options + QStringList { path })
            .status;
    };
    const Sound& sample = m_samples.front();
    QVERIFY(writeImage(path, sample.bytes));
    QCOMPARE(status({ "--kernel" }), 0);
    QCOMPARE(status({ "--kernel", "--super-block-only" }), 2);

    Bytes bytes = withLeak(sample);
    QVERIFY(writeImage(path, bytes));
    QCOMPARE(run(kEraCheck, { path }).status, 0);
    QCOMPARE(status({ "--kernel" }), 0);
    QCOMPARE(status({}), 1);
    QCOMPARE(status({ "--ignore-non-fatal-errors" }), 0);

    bytes[sample.used.back() * kMetadataBlockBytes + 100] ^= std::byte { 1 };
    QVERIFY(writeImage(path, bytes));
    QCOMPARE(status({ "--ignore-non-fatal-errors" }), 1);
}

QTEST_GUILESS_MAIN(EraCheckTest)
#include "era_check_test.moc"
