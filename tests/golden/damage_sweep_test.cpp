// SPDX-License-Identifier: GPL-2.0-or-later
// Copies of kernel-made images, damaged at random: whatever was done to one, no tool crashes or
// hangs, and a list that comes with exit status 0 has every block that it had before.
#include "../support/breadth.h"
#include "damage.h"
#include "era/changed_blocks.h"
#include "era/checker.h"
#include "era/era_histogram.h"
#include "formats/era_dump.h"
#include "samples.h"
#include "storage/memory_device.h"
#include "tools/metadata_file.h"
#include "tools/rebuild.h"
#include "tools/salvage.h"

#include <cstdio>
#include <optional>

#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace blkera;

namespace {

// Of each block whether it is listed, for each first era from 1 on; then the same for the snapshot.
using Answers = std::vector<std::vector<bool>>;

struct Sample {
    std::uint32_t currentEra = 0;
    bool hasSnapshot = false;
    Answers answers;
};

// As invalidate does it.
Result<std::vector<bool>> list(BlockDevice& device, bool snapshot, Era since)
{
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        return superblock.error();
    const auto view = snapshot ? EraView::snapshot(blocks, *superblock)
                               : Result<EraView>(EraView::live(*superblock));
    if (!view)
        return view.error();
    if (auto whole = tools::refuseLoss(blocks); !whole)
        return whole.error();
    std::vector<bool> listed(std::min<std::uint64_t>(view->nrBlocks.raw(), 1U << 22));
    auto done = forEachChangedRange(blocks, *view, since, [&](BlockRange range) -> Result<void> {
        for (std::uint64_t i = range.begin.raw(); i < range.end.raw() && i < listed.size(); ++i)
            listed[i] = true;
        return {};
    });
    if (!done)
        return done.error();
    return listed;
}

// Everything else that the tools read; only that it returns is asked of it.
void readAll(BlockDevice& device)
{
    (void)checkMetadata(device);
    BlockManager blocks(device);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        return;
    std::uint64_t seen = 0;
    const auto count = [&](std::string_view text) -> Result<void> {
        seen += text.size();
        return seen < 100'000 ? Result<void>() : invalid("enough");
    };
    std::vector<EraView> views { EraView::live(*superblock) };
    if (auto snapshot = EraView::snapshot(blocks, *superblock))
        views.push_back(*snapshot);
    for (const EraView& view : views) {
        (void)archivedWritesets(blocks, view);
        (void)dumpEras(blocks, view, DumpKind::Full, *makeXmlDumpWriter(count));
        (void)dumpEras(blocks, view, DumpKind::Logical, *makeJsonDumpWriter(count));
    }
}

Answers answersOf(BlockDevice& device, std::uint32_t currentEra, bool hasSnapshot)
{
    Answers all;
    for (const bool snapshot : { false, true }) {
        for (std::uint32_t era = 1; era <= currentEra && (!snapshot || hasSnapshot); ++era) {
            auto listed = list(device, snapshot, Era(era));
            all.push_back(listed ? *listed : std::vector<bool>());
        }
    }
    return all;
}

// An empty answer is an error.
bool hasAllOf(const std::vector<bool>& damaged, const std::vector<bool>& sound)
{
    if (damaged.empty())
        return true;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        if (sound[i] && (i >= damaged.size() || !damaged[i]))
            return false;
    }
    return true;
}

} // namespace

class DamageSweepTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void noBlockIsEverLost();
    void theProgramNeverDies();
    void whatIsSoundIsRepairedExactly();
    void whatIsRepairedHasEveryBlock();
    void theProgramRepairs();

private:
    std::uint32_t m_seed = 20261125;
    std::vector<Sound> m_sounds;
    std::vector<Sample> m_samples; // the same ones
};

void DamageSweepTest::initTestCase()
{
    if (qEnvironmentVariableIsSet("BLKERA_SEED"))
        m_seed = static_cast<std::uint32_t>(qEnvironmentVariableIntValue("BLKERA_SEED"));
    qInfo("BLKERA_SEED=%u", m_seed);
    std::ptrdiff_t listed = 0;
    for (const char* name :
         { "clean", "snap", "crash", "resized", "shared-leaf", "shared-leaf-used" }) {
        const QByteArray raw = unpackSample(name);
        QVERIFY(!raw.isEmpty());
        m_sounds.push_back(soundSample(name, raw));
        Sample sample;
        MemoryDevice device(m_sounds.back().bytes);
        BlockManager blocks(device);
        const auto superblock = Superblock::read(blocks);
        QVERIFY(superblock);
        sample.currentEra = superblock->currentEra.raw();
        sample.hasSnapshot = superblock->metadataSnapshot.has_value();
        sample.answers = answersOf(device, sample.currentEra, sample.hasSnapshot);
        for (const auto& answer : sample.answers) {
            QVERIFY(!answer.empty());
            listed += std::ranges::count(answer, true);
        }
        m_samples.push_back(std::move(sample));
    }
    QVERIFY(listed > 1000);
}

void DamageSweepTest::noBlockIsEverLost()
{
    const auto rounds = static_cast<int>(8'000 * test::testScale());
    int damaged = 0;
    int answered = 0;
    for (int round = 0; round < rounds; ++round) {
        Sweep sweep(m_sounds, m_seed + static_cast<std::uint32_t>(round));
        const Damage damage = sweep.next();
        const Sample& sample = m_samples[sweep.number()];
        damaged += sweep.bytes() != m_sounds[sweep.number()].bytes ? 1 : 0;
        MemoryDevice device(sweep.bytes());
        readAll(device);
        const Answers answers = answersOf(device, sample.currentEra, sample.hasSnapshot);
        for (std::size_t i = 0; i < answers.size(); ++i) {
            answered += answers[i].empty() ? 0 : 1;
            QVERIFY2(!damage.decidable || hasAllOf(answers[i], sample.answers[i]),
                     qPrintable(QString("round %1, %2, answer %3: %4")
                                    .arg(round)
                                    .arg(m_sounds[sweep.number()].name)
                                    .arg(i)
                                    .arg(QString::fromStdString(damage.what))));
        }
    }
    std::printf("COUNT damaged images: %d (at least 5000)\n", damaged);
    QVERIFY(damaged >= 5000 || test::testScale() < 1);
    // Damage to what no list needs leaves lists as they are: the sweep does not refuse everything.
    QVERIFY2(answered > damaged / 50, qPrintable(QString::number(answered)));
}

// The verbs themselves, as programs: exit status 0 or 1, and an answer with 0 only.
void DamageSweepTest::theProgramNeverDies()
{
    QTemporaryDir directory;
    QVERIFY(directory.isValid());
    const QString path = directory.filePath("damaged.img");
    const auto rounds = std::max(10, static_cast<int>(60 * test::testScale()));
    for (int round = 0; round < rounds; ++round) {
        Sweep sweep(m_sounds, m_seed + 1'000'000 + static_cast<std::uint32_t>(round));
        const Damage damage = sweep.next();
        QFile file(path);
        QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
        const auto size = qint64(sweep.bytes().size());
        QCOMPARE(file.write(reinterpret_cast<const char*>(sweep.bytes().data()), size), size);
        file.close();
        const std::vector<bool> nothing; // of metadata that was never in use
        const Answers& answers = m_samples[sweep.number()].answers;
        const std::vector<bool>& sound = answers.empty() ? nothing : answers.front();
        for (const QStringList& arguments :
             std::vector<QStringList> { { "invalidate", "--written-since", "1", path },
                                        { "dump", path },
                                        { "info", path },
                                        { "check", path } }) {
            const Run done = run(BLKERA_META, arguments);
            const QString what = QString("round %1, %2, %3: status %4\n%5")
                                     .arg(round)
                                     .arg(arguments.front(), m_sounds[sweep.number()].name)
                                     .arg(done.status)
                                     .arg(QString::fromUtf8(done.err));
            QVERIFY2(done.status == 0 || (done.status == 1 && !done.err.isEmpty()),
                     qPrintable(what));
            if (arguments.front() == "invalidate" && done.status == 0 && damage.decidable)
                QVERIFY2(hasAllOf(rangesFromXml(done.out, sound.size()), sound), qPrintable(what));
        }
    }
}

// Of the live metadata; a repair leaves snapshots out.
Answers liveAnswers(BlockDevice& device, std::uint32_t currentEra)
{
    return answersOf(device, currentEra, false);
}

// Nothing: it was refused.
std::optional<std::vector<tools::Loss>> repair(BlockDevice& damaged, BlockDevice& target)
{
    BlockManager blocks(damaged);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        return std::nullopt;
    tools::RebuildWriter writer(target);
    auto losses = tools::salvage(damaged, EraView::live(*superblock), writer);
    return losses ? std::optional(*losses) : std::nullopt;
}

std::string findings(BlockDevice& device)
{
    const auto report = checkMetadata(device);
    if (!report)
        return report.error().message();
    return report->clean() && report->warnings.empty() ? ""
        : report->clean()                              ? report->warnings.front()
                                                       : report->errors.front();
}

void DamageSweepTest::whatIsSoundIsRepairedExactly()
{
    for (std::size_t i = 0; i < m_samples.size(); ++i) {
        const Sample& sample = m_samples[i];
        MemoryDevice sound(m_sounds[i].bytes);
        MemoryDevice target(sound.size());
        const auto losses = repair(sound, target);
        QVERIFY(losses && losses->empty());
        QCOMPARE(findings(target), std::string());
        Answers before = sample.answers;
        before.resize(sample.currentEra);
        QVERIFY2(liveAnswers(target, sample.currentEra) == before, qPrintable(m_sounds[i].name));
    }
}

void DamageSweepTest::whatIsRepairedHasEveryBlock()
{
    const auto rounds = static_cast<int>(4'000 * test::testScale());
    int damaged = 0;
    int repaired = 0;
    int partly = 0;
    for (int round = 0; round < rounds; ++round) {
        Sweep sweep(m_sounds, m_seed + 2'000'000 + static_cast<std::uint32_t>(round));
        const Damage damage = sweep.next();
        const Sample& sample = m_samples[sweep.number()];
        damaged += sweep.bytes() != m_sounds[sweep.number()].bytes ? 1 : 0;
        MemoryDevice device(sweep.bytes());
        MemoryDevice target(
            MetadataBlockCount(m_sounds[sweep.number()].bytes.size() / kMetadataBlockBytes));
        const auto losses = repair(device, target);
        if (!losses)
            continue; // the superblock, or the number of blocks, cannot be trusted
        ++repaired;
        const QString what
            = QString("round %1, %2: %3")
                  .arg(round)
                  .arg(m_sounds[sweep.number()].name, QString::fromStdString(damage.what));
        QVERIFY2(findings(target).empty(), qPrintable(what + "; " + findings(target).c_str()));
        const Answers answers = liveAnswers(target, sample.currentEra);
        for (std::size_t i = 0; damage.decidable && i < answers.size(); ++i) {
            QVERIFY2(!answers[i].empty(), qPrintable(what));
            QVERIFY2(hasAllOf(answers[i], sample.answers[i]), qPrintable(what));
        }
        // What is said to be lost is what is listed beyond the truth.
        std::vector<bool> lost(sample.answers.empty() ? 0 : sample.answers.back().size());
        for (const tools::Loss& loss : *losses) {
            for (std::uint64_t i = loss.blocks.begin.raw(); i < loss.blocks.end.raw(); ++i) {
                if (i < lost.size())
                    lost[i] = true;
            }
        }
        const bool some = std::ranges::count(lost, true) > 0;
        partly += some && std::ranges::count(lost, false) > 0 ? 1 : 0;
        for (std::size_t i = 0; damage.decidable && i < answers.size(); ++i) {
            bool told = true;
            for (std::size_t block = 0; block < lost.size(); ++block)
                told = told && (lost[block] || !answers[i][block] || sample.answers[i][block]);
            QVERIFY2(told, qPrintable(what));
        }
    }
    std::printf("COUNT repaired copies: %d (at least 2500)\n", repaired);
    QVERIFY(repaired >= 2500 || test::testScale() < 1);
    QVERIFY(damaged > repaired / 2);
    QVERIFY2(partly > 0 || test::testScale() < 1, "all or nothing");
}

void DamageSweepTest::theProgramRepairs()
{
    QTemporaryDir directory;
    QVERIFY(directory.isValid());
    const QString path = directory.filePath("damaged.img");
    const QString target = directory.filePath("repaired.img");
    const auto sound = [&](const Sample& sample) {
        const Run ours = run(BLKERA_META, { "check", target });
        const Run theirs = run("/usr/sbin/era_check", { target });
        QVERIFY2(ours.status == 0, ours.err.constData());
        QVERIFY2(theirs.status == 0 || sample.currentEra == 0, theirs.err.constData());
    };
    for (std::size_t number = 0; number < m_samples.size(); ++number) {
        const Sample& sample = m_samples[number];
        const Sound& original = m_sounds[number];
        Bytes bytes = original.bytes;
        // The last block of an array that there is.
        for (std::size_t i = original.used.size(); i-- > 0;) {
            if (original.kinds[i] == BlockKind::ArrayBlock) {
                bytes[original.used[i] * kMetadataBlockBytes + 100] ^= std::byte { 1 };
                break;
            }
        }
        QFile::remove(target);
        const auto write = [&] {
            QFile file(path);
            QVERIFY(file.open(QFile::WriteOnly | QFile::Truncate));
            const auto size = qint64(bytes.size());
            QCOMPARE(file.write(reinterpret_cast<const char*>(bytes.data()), size), size);
        };
        write();
        const Run repaired = run(BLKERA_META, { "repair", "-i", path, "-o", target, "--json" });
        QVERIFY2(repaired.status == 0, repaired.err.constData());
        QVERIFY(repaired.out.contains("\"lost\""));
        QCOMPARE(QFileInfo(target).size(), qint64(bytes.size()));
        sound(sample);
        const Run dumped = run(BLKERA_META, { "dump", "--repair", path });
        QVERIFY2(dumped.status == 0, dumped.err.constData());
        QCOMPARE(dumped.out, run(BLKERA_META, { "dump", target }).out);
        QCOMPARE(dumped.err.isEmpty(), run(BLKERA_META, { "dump", path }).status == 0);
        QCOMPARE(run(BLKERA_META, { "repair", "-i", path, "-o", path }).status, 1);

        // Without a superblock a person has to know.
        std::fill_n(bytes.begin(), kMetadataBlockBytes, std::byte { 0x55 });
        write();
        const Run lost = run(BLKERA_META, { "repair", "-i", path, "-o", target });
        QCOMPARE(lost.status, 1);
        QVERIFY(lost.err.contains("--nr-blocks"));
        sound(sample); // what was there is still there
        const QString fresh = directory.filePath("fresh.img");
        QCOMPARE(run(BLKERA_META, { "repair", "-i", path, "-o", fresh }).status, 1);
        QVERIFY2(!QFile::exists(fresh), "a refusal leaves a file");
        const Run given = run(BLKERA_META,
                              { "repair", "-i", path, "-o", target, "--block-size", "128",
                                "--nr-blocks", "100", "--era", "7" });
        QVERIFY2(given.status == 0, given.err.constData());
        sound(sample);
        const Run all = run(BLKERA_META, { "invalidate", "--written-since", "7", target });
        QCOMPARE(rangesFromXml(all.out, 100), std::vector<bool>(100, true));
        QCOMPARE(run(BLKERA_META, { "repair", "-i", path, "-o", target, "--era", "7" }).status, 2);
    }
}

QTEST_GUILESS_MAIN(DamageSweepTest)
#include "damage_sweep_test.moc"
