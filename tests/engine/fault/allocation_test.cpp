// SPDX-License-Identifier: GPL-2.0-or-later
// The k-th allocation of a start fails, for k = 0, 1, 2, ... until a start has no more: the start
// is refused with a clear error, nothing leaks, and the next one finds everything.
#include "../../support/allocation_count.h"
#include "../../support/breadth.h"
#include "era/activation.h"
#include "era/changed_blocks.h"
#include "era/checker.h"
#include "era/tracker.h"
#include "simulation/operation_generator.h"
#include "simulation/simulation.h"
#include "storage/memory_device.h"

#include <cerrno>
#include <new>
#include <random>

#include <QtTest>

using namespace blkera;
using namespace blkera::simulation;

namespace {

struct NoQueues : QueueWaker {
    void wake(QueueId) override { }
};

// What a process finds that starts a device.
struct World {
    MemoryDevice metadata;
    std::uint32_t blockSizeSectors = 0;
    BlockCount blocks;
};

// The devices that a sequence leaves, cut off in the middle of what it was doing.
World worldAfter(const Shape& shape, const Sequence& sequence)
{
    Simulation simulation(shape);
    if (!simulation.start())
        qFatal("the simulation does not start");
    simulation.perform(sequence);
    if (!simulation.violation().empty())
        qFatal("%s", simulation.violation().c_str());
    const BlockImage& image = simulation.metadata().live();
    World world { MemoryDevice(image.size()), shape.blockSizeSectors,
                  BlockCount(static_cast<std::uint32_t>(simulation.model().blocks().size())) };
    for (MetadataBlock b; b.raw() < image.size().raw(); ++b)
        std::ranges::copy(image.block(b)->bytes, world.metadata.block(b).begin());
    return world;
}

// As blkera-target starts a device; an empty string, or why there is none.
std::string start(World& world)
{
    NoQueues queues;
    try {
        auto activation = activateMetadata(world.metadata, world.blockSizeSectors, world.blocks,
                                           Shrink::Refuse, nullptr);
        if (!activation)
            return activation.error().toErrno() == ENOMEM ? "no memory"
                                                          : activation.error().message();
        const Tracker tracker(std::move(*activation), 2, 8, queues, {});
        return {};
    } catch (const std::bad_alloc&) {
        return "no memory";
    }
}

// For each era the blocks changed since it.
using Lists = std::vector<std::vector<bool>>;

Lists lists(World world)
{
    BlockManager blocks(world.metadata);
    const auto superblock = Superblock::read(blocks);
    if (!superblock)
        qFatal("no superblock");
    Lists all;
    for (std::uint32_t era = 1; era <= superblock->currentEra.raw(); ++era) {
        std::vector<bool> listed(world.blocks.raw());
        const auto done = forEachChangedRange(
            blocks, EraView::live(*superblock), Era(era), [&](BlockRange range) -> Result<void> {
                for (BlockIndex b = range.begin; b != range.end; ++b)
                    listed[b.raw()] = true;
                return {};
            });
        if (!done)
            qFatal("%s", done.error().message().c_str());
        all.push_back(std::move(listed));
    }
    return all;
}

bool hasAllOf(const Lists& found, const Lists& due)
{
    if (found.size() < due.size())
        return false;
    for (std::size_t era = 0; era < due.size(); ++era) {
        for (std::size_t b = 0; b < due[era].size(); ++b) {
            if (due[era][b] && !found[era][b])
                return false;
        }
    }
    return true;
}

std::string findings(World& world)
{
    const auto report = checkMetadata(world.metadata);
    if (!report)
        return report.error().message();
    return report->clean() ? "" : report->errors.front();
}

} // namespace

class AllocationTest : public QObject {
    Q_OBJECT

private slots:

    void aStartWithoutMemoryLosesNothing_data()
    {
        QTest::addColumn<Shape>("shape");
        QTest::addColumn<QByteArray>("life");
        const Shape small;
        const Shape large { 1100, 8, 80 };
        const Shape full { 8, 8, 26 };
        const auto row = [](const char* name, const Shape& shape, const char* life) {
            QTest::newRow(name) << shape << QByteArray(life);
        };
        row("never used", small, "restart");
        row("stopped cleanly", small, "write:0+8 checkpoint write:9+20 restart");
        row("killed", small, "write:0+8 checkpoint write:9+20 checkpoint write:3+1");
        row("a digest under way", large, "write:0+8000 checkpoint write:9+20 checkpoint digest");
        row("many eras to digest", large,
            "write:0+8000 checkpoint write:9+20 checkpoint write:800+8 checkpoint write:8100+9 "
            "checkpoint write:1+1");
        row("a snapshot held", large, "write:0+900 take write:100+900 checkpoint");
        row("larger than before", small, "write:0+8 grow:2000");
        row("no room", full, "write:0+8 take write:8+8 checkpoint write:0+9 restart");
        row("little room", full, "write:0+8 checkpoint write:8+8 checkpoint");
    }

    void aStartWithoutMemoryLosesNothing()
    {
        QFETCH(const Shape, shape);
        QFETCH(const QByteArray, life);
        const auto wrong = failEach(worldAfter(shape, *parseSequence(life.toStdString())));
        QCOMPARE(wrong, std::string());
    }

    void whateverTheDeviceWentThrough()
    {
        std::minstd_rand random(test::testSeed());
        const std::uint64_t wanted = test::scaled(5000);
        while (m_points < wanted) {
            Shape shape;
            shape.originBlocks = random() % 2 == 0 ? 8 : 1100;
            shape.metadataBlocks = shape.originBlocks == 8 ? 26 + random() % 40 : 80;
            Menu menu;
            menu.originBlocks = shape.originBlocks;
            menu.growth = true;
            const Sequence life = randomSequence(menu, 1 + random() % 60, random);
            const std::string wrong = failEach(worldAfter(shape, life));
            QVERIFY2(wrong.empty(), qPrintable(QString::fromStdString(wrong + toText(life))));
        }
        QVERIFY(test::count("allocation fault points", m_points, 5000));
    }

private:
    // Empty, or what went wrong.
    std::string failEach(const World& before)
    {
        const Lists due = lists(before);
        for (std::uint64_t number = 0;; ++number) {
            World world = before;
            test::failAllocation(number);
            const std::string outcome = start(world);
            if (!test::stopFailing())
                return outcome;
            ++m_points;
            if (outcome != "no memory" && !outcome.empty())
                return "allocation " + std::to_string(number) + " failed: " + outcome;
            std::string wrong = findings(world);
            if (wrong.empty())
                wrong = start(world);
            if (wrong.empty())
                wrong = findings(world);
            if (wrong.empty() && !hasAllOf(lists(world), due))
                wrong = "a block is lost";
            if (!wrong.empty())
                return "after allocation " + std::to_string(number) + " failed: " + wrong;
        }
    }

    std::uint64_t m_points = 0;
};

QTEST_GUILESS_MAIN(AllocationTest)
#include "allocation_test.moc"
