// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/crash_images.h"
#include "simulation/operation_generator.h"
#include "simulation/simulation.h"
#include "support/breadth.h"

#include <set>

#include <QtTest>

using namespace blkera;
using namespace blkera::simulation;

namespace {

QString text(const std::string& s)
{
    return QString::fromStdString(s);
}

// What goes wrong in a sequence on a fresh device.
QString violationOf(const std::string& sequence, const Shape& shape = {})
{
    const auto parsed = parseSequence(sequence);
    if (!parsed)
        return QStringLiteral("no sequence: ") + text(sequence);
    Simulation simulation(shape);
    simulation.start();
    simulation.perform(*parsed);
    if (simulation.violation().empty())
        simulation.finish();
    return text(simulation.violation());
}

} // namespace

class SimulationTest : public QObject {
    Q_OBJECT

private slots:

    void aSequenceIsReadBackAsItWasPrinted()
    {
        std::minstd_rand random(1);
        Menu menu;
        menu.crashes = true;
        menu.growth = true;
        Sequence sequence = randomSequence(menu, 2000, random);
        Operation fault;
        fault.kind = OperationKind::FaultOn;
        fault.fault = { Disk::Origin, Io::Flush, FaultKind::BitFlip, 17, true };
        sequence.push_back(fault);
        sequence.push_back({ .kind = OperationKind::FaultOff });
        sequence.push_back({ .kind = OperationKind::GrowMetadata, .number = 100 });
        const auto back = parseSequence(toText(sequence));
        QVERIFY(back);
        QVERIFY(*back == sequence);
    }

    void nonsenseIsNoSequence_data()
    {
        QTest::addColumn<QString>("word");
        for (const char* word :
             { "writ:0+8", "write", "write:0", "write:0+0", "write:+8", "@0:write:0+8", "crash",
               "crash:x", "checkpoint:1", "checkpoint-held", "fault:metadata:write:eio:3:twice",
               "fault:metadata:erase:eio:3:once", "read-queued:0+8x", "@:flush" })
            QTest::newRow(word) << word;
    }

    void nonsenseIsNoSequence()
    {
        QFETCH(QString, word);
        QVERIFY(!parseSequence(word.toStdString()));
    }

    void promisesAreKept_data()
    {
        QTest::addColumn<QString>("sequence");
        for (const char* sequence :
             { "", "write:0+8 write:0+8 checkpoint write:4+20 flush",
               "write-held:0+8 checkpoint take",
               "write-queued:0+8 write-queued:9+1 checkpoint complete:0",
               "take write:0+64 drop drop", "discard:0+64 checkpoint zero:8+8 restart",
               "take take checkpoint drop take",
               "write:0+1 crash:1 write:8+1 crash:2 checkpoint crash:3 take crash:4 drop crash:5",
               "write:0+64 checkpoint digest digest digest checkpoint digest",
               "@3:write-queued:0+8 checkpoint @1:complete:0 write:8+8",
               "write:0+8 grow:12 write:88+8 crash:7", "mark:8+20 crash:3 mark:0+1",
               // The commit's last flush fails; the next start must not build on what is perhaps
               // not there.
               "write:0+8 fault:metadata:flush:eio:1:forever checkpoint heal restart write:8+8 "
               "crash:3",
               // An error at the start, too: what it found, and what a crash leaves of it, both
               // count.
               "fault:metadata:flush:torn:9:forever restart crash:0 checkpoint restart",
               "write:0+8 fault:metadata:flush:eio:2:forever restart kill crash:1 write:8+8 "
               "checkpoint crash:2",
               "write:0+8 fault:metadata:write:torn:3:forever checkpoint kill heal kill crash:5 "
               "take",
               "take checkpoint grow:15 fault:metadata:flush:eio:3:once kill restart",
               "write-held:0+8 kill write:0+8 checkpoint kill crash:9 checkpoint",
               "write-held:0+8 grow-metadata:100 take grow-metadata:40000 crash:3 write:0+64",
               "write-held:0+8 grow:9 grow:11 complete:0 write:80+8 restart" })
            QTest::newRow(sequence) << sequence;
    }

    void promisesAreKept()
    {
        QFETCH(QString, sequence);
        QCOMPARE(violationOf(sequence.toStdString()), QString());
    }

    // crash_test begins with this where it wants metadata without room.
    void crashesUnderASnapshotFillSmallMetadata()
    {
        Shape shape;
        shape.metadataBlocks = 23;
        Simulation simulation(shape);
        QVERIFY(simulation.start());
        simulation.perform(
            *parseSequence("write:0+1 crash:0 discard:9+1 crash:0 take checkpoint write:0+9"));
        QCOMPARE(text(simulation.violation()), QString());
        QCOMPARE(simulation.lastError(), ENOSPC);
        QVERIFY(simulation.status().state == TrackerState::MetadataFull);
    }

    // Each promise broken by hand, so that we know that its breach is seen.
    void aBrokenPromiseIsNoticed_data()
    {
        QTest::addColumn<QString>("before"); // brings the device where the promise is given
        QTest::addColumn<QString>("after"); // what the disks, or the model, do not know of
        QTest::addColumn<bool>("metadataForgets");
        QTest::addColumn<bool>("originForgets");
        QTest::addColumn<bool>("modelForgets");
        QTest::addColumn<QString>("invariant");
        const auto row = [](const char* before, const char* after, bool metadata, bool origin,
                            bool model, const char* invariant) {
            QTest::newRow(invariant) << before << after << metadata << origin << model
                                     << QString::fromLatin1(invariant).left(
                                            QString::fromLatin1(invariant).indexOf(u' '));
        };
        row("write:0+8 checkpoint", "write:8+8", true, true, false, "I1: an acknowledged write");
        row("checkpoint", "write:8+8", true, false, true, "I1b: bytes without a mark");
        row("take", "drop", true, false, false, "I3: dropped");
        row("take", "drop", false, false, true, "I3: gone");
        row("write:0+8", "take", false, false, true, "I5: an era nobody asked for");
        row("write:0+8", "checkpoint", true, true, false, "I5: an era is gone");
        row("write:0+8 checkpoint", "write:8+8", false, true, true, "I6: marked for nothing");
        row("write:0+8", "flush write:0+8 flush", false, true, false, "I7: flushed bytes are gone");
    }

    void aBrokenPromiseIsNoticed()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(bool, metadataForgets);
        QFETCH(bool, originForgets);
        QFETCH(bool, modelForgets);
        QFETCH(QString, invariant);
        Simulation simulation { Shape {} };
        QVERIFY(simulation.start());
        simulation.perform(*parseSequence(before.toStdString()));
        const BlockImage metadata = simulation.metadata().live();
        const OriginImage origin = simulation.origin().live();
        const Model model = simulation.model();
        simulation.perform(*parseSequence(after.toStdString()));
        QCOMPARE(text(simulation.violation()), QString());
        Simulation other(metadataForgets ? metadata : simulation.metadata().live(),
                         originForgets ? origin : simulation.origin().live(),
                         modelForgets ? model : simulation.model());
        other.check();
        QVERIFY2(text(other.violation()).startsWith(invariant), other.violation().c_str());
    }

    void aDamagedBlockIsNoticed()
    {
        Simulation simulation { Shape {} };
        QVERIFY(simulation.start());
        BlockImage image = simulation.metadata().live();
        auto bytes = image.block(MetadataBlock(0))->bytes;
        bytes[100] ^= std::byte { 1 };
        image.set(MetadataBlock(0), makeImageBlock(bytes));
        Simulation other(image, simulation.origin().live(), simulation.model());
        other.check();
        QVERIFY2(text(other.violation()).startsWith(u"I2"), other.violation().c_str());
    }

    void overwritingWhatTheLastCommitUsesIsNoticed()
    {
        Simulation simulation { Shape {} };
        QVERIFY(simulation.start());
        const std::vector<std::byte> bytes(kMetadataBlockBytes);
        for (std::uint64_t block = 0; block < 64 && simulation.violation().empty(); ++block) {
            const BlockWrite write { MetadataBlock(block), bytes };
            QVERIFY(simulation.metadata().write({ &write, 1 }).has_value());
        }
        QVERIFY2(text(simulation.violation()).startsWith(u"I9"), simulation.violation().c_str());
    }

    void aWriteWithoutADurableMarkIsNoticed()
    {
        Simulation simulation { Shape {} };
        QVERIFY(simulation.start());
        const BlockImage unmarked = simulation.metadata().live();
        simulation.perform(*parseSequence("write:0+8"));
        QCOMPARE(text(simulation.violation()), QString());
        simulation.metadata().crash(unmarked); // which the engine cannot know
        simulation.perform(*parseSequence("write:0+8"));
        QVERIFY2(text(simulation.violation()).startsWith(u"I10"), simulation.violation().c_str());
    }

    void aCrashLeavesEverySubsetOfWhatWasNotFlushed()
    {
        MetadataDisk disk { BlockImage(MetadataBlockCount(8)) };
        std::set<std::uint64_t> images;
        const auto count = [&](bool torn) {
            images.clear();
            std::minstd_rand random(1);
            CrashLimits limits;
            limits.torn = torn;
            std::size_t visits = 0;
            forEachCrashImage(disk, limits, random, [&](const BlockImage& image) {
                images.insert(image.hash());
                ++visits;
            });
            return visits == crashImageCount(disk, limits) ? images.size() : 0;
        };
        QCOMPARE(count(true), 1U);
        std::vector<std::byte> bytes(kMetadataBlockBytes, std::byte { 7 });
        std::vector<BlockWrite> writes;
        for (std::uint64_t block = 0; block < 4; ++block)
            writes.push_back({ MetadataBlock(block), bytes });
        QVERIFY(disk.write(writes).has_value());
        QCOMPARE(count(false), 16U);
        QCOMPARE(count(true), 16U + 2 * 7);
        QVERIFY(disk.flush().has_value());
        QCOMPARE(count(true), 1U);
    }

    void randomSequencesKeepThePromises()
    {
        const unsigned first = test::testSeed();
        for (unsigned seed = first; seed < first + 200; ++seed) {
            std::minstd_rand random(seed);
            Menu menu;
            menu.crashes = true;
            const Sequence sequence = randomSequence(menu, 100, random);
            const QString violation = violationOf(toText(sequence));
            if (!violation.isEmpty())
                QFAIL(qPrintable(violation + u'\n' + text(toText(sequence))));
        }
    }
};

QTEST_GUILESS_MAIN(SimulationTest)
#include "simulation_test.moc"
