// SPDX-License-Identifier: GPL-2.0-or-later
#include "crash_explorer.h"
#include "simulation/operation_generator.h"
#include "support/breadth.h"
#include "support/long_test.h"

#include <cstdio>

#include <QProcess>
#include <QTemporaryFile>
#include <QtTest>

using namespace blkera;
using namespace blkera::simulation;

namespace {

// What era_check says of one image in `every`.
class EraCheck {
public:
    explicit EraCheck(std::uint64_t every)
        : m_every(every)
    {
    }

    std::string operator()(const BlockImage& image)
    {
        if (m_asked++ % m_every != 0)
            return {};
        QTemporaryFile file;
        if (!file.open())
            return "no temporary file";
        for (std::uint64_t block = 0; block < image.size().raw(); ++block) {
            const auto& bytes = image.block(MetadataBlock(block))->bytes;
            file.write(reinterpret_cast<const char*>(bytes.data()),
                       static_cast<qint64>(bytes.size()));
        }
        file.flush();
        QProcess check;
        check.start(QStringLiteral("era_check"), { file.fileName() });
        if (!check.waitForFinished())
            return "era_check does not run: " + check.errorString().toStdString();
        ++m_runs;
        if (check.exitCode() == 0)
            return {};
        return "I2: era_check: " + check.readAllStandardError().toStdString();
    }

    std::uint64_t runs() const { return m_runs; }

private:
    std::uint64_t m_every;
    std::uint64_t m_asked = 0;
    std::uint64_t m_runs = 0;
};

// Runs `sequence` on a fresh device and explores the crashes of its last `explored` operations.
std::string runSequence(CrashExplorer& explorer, const Sequence& sequence, std::size_t explored,
                        const Shape& shape = {})
{
    Simulation simulation(shape);
    const auto explore = [&] {
        if (std::string wrong = explorer.explore(simulation); !wrong.empty())
            simulation.fail(std::move(wrong));
    };
    if (explored > sequence.size())
        simulation.point = explore;
    simulation.start();
    for (std::size_t i = 0; i < sequence.size() && simulation.violation().empty(); ++i) {
        if (i + explored >= sequence.size())
            simulation.point = explore;
        simulation.perform(sequence[i]);
    }
    if (simulation.violation().empty())
        simulation.finish();
    if (simulation.violation().empty())
        return {};
    return simulation.violation() + "\ncrash_test --sequence \"" + toText(sequence) + '"';
}

// All sequences of up to `length` operations; what they have in common is explored once, with the
// shorter ones.
class AllSequences {
public:
    // After `life`, on a device of `shape`.
    AllSequences(CrashExplorer& explorer, std::vector<std::string> words, const Shape& shape,
                 const char* life)
        : m_explorer(explorer)
        , m_words(std::move(words))
        , m_shape(shape)
        , m_life(*parseSequence(life))
    {
    }

    std::string run(std::size_t length) { return extend(m_life, 8, length); }

    std::uint64_t sequences() const { return m_sequences; }

private:
    std::string extend(const Sequence& prefix, std::uint64_t originBlocks, std::size_t more)
    {
        ++m_sequences;
        if (std::string wrong = runSequence(m_explorer, prefix, 1, m_shape); !wrong.empty())
            return wrong;
        for (std::size_t i = 0; more > 0 && i < m_words.size(); ++i) {
            const bool grows = m_words[i] == "grow";
            const std::uint64_t blocks = originBlocks + (grows ? 1 : 0);
            Sequence longer = prefix;
            const auto operation
                = parseOperation(grows ? "grow:" + std::to_string(blocks) : m_words[i]);
            longer.push_back(operation.value());
            if (std::string wrong = extend(longer, blocks, more - 1); !wrong.empty())
                return wrong;
        }
        return {};
    }

    CrashExplorer& m_explorer;
    std::vector<std::string> m_words;
    Shape m_shape;
    Sequence m_life;
    std::uint64_t m_sequences = 0;
};

std::size_t fullLength()
{
    return test::testScale() >= 1 ? 4 : test::testScale() >= 0.1 ? 3 : 2;
}

} // namespace

class CrashTest : public QObject {
    Q_OBJECT

private slots:

    void allShortSequences()
    {
        explore({ "write:8+8", "write:17+5", "write:12+10", "discard:10+20", "checkpoint", "take",
                  "drop", "flush", "restart", "grow" },
                fullLength());
    }

    // The same with writes that are under way while other things happen.
    void allShortSequencesWithWritesInFlight()
    {
        explore({ "write-held:8+8", "write-queued:17+5", "@2:write-queued:12+10",
                  "@4:write-held:8+8", "@3:complete:0", "complete:0", "checkpoint", "take",
                  "digest", "restart", "mark:20+8", "grow-metadata:80" },
                fullLength() - 1);
    }

    // The process dies, power stays; then power goes, too.
    void allShortSequencesWithKills()
    {
        explore({ "write:8+8", "write-held:8+16", "write-queued:17+5", "checkpoint", "take", "drop",
                  "flush", "kill" },
                fullLength() - 1);
    }

    void allShortSequencesWithoutRoom()
    {
        Shape shape;
        shape.metadataBlocks = 23;
        explore({ "write:17+5", "write-held:8+8", "checkpoint", "drop", "take", "restart", "kill",
                  "digest", "grow-metadata:25" },
                fullLength() - 1, shape,
                "write:0+1 crash:0 discard:9+1 crash:0 take checkpoint write:0+9");
    }

    void allShortSequencesInTheLastEras()
    {
        Shape shape;
        shape.era = kLastEra - EraCount(3);
        explore({ "write:8+8", "write-held:17+5", "checkpoint", "take", "drop", "restart", "kill",
                  "grow", "digest" },
                fullLength() - 1, shape, "write:0+8");
    }

    void longRandomSequences()
    {
        std::minstd_rand random(m_seed);
        for (std::uint64_t i = 0; i < test::scaled(6); ++i) {
            Menu menu;
            menu.crashes = i % 2 == 0;
            menu.growth = i % 4 == 0;
            const std::size_t length = 200 + random() % 1800;
            const Sequence sequence = randomSequence(menu, length, random);
            ++m_sequences;
            const std::string wrong = runSequence(*m_long, sequence, length / 40);
            QVERIFY2(wrong.empty(), wrong.c_str());
        }
    }

    void initTestCase()
    {
        m_seed = test::testSeed();
        m_explorer.secondOpinion = [this](const BlockImage& image) { return m_eraCheck(image); };
        CrashExplorer::Options options;
        options.limits.allSubsetsUpTo = 5;
        options.limits.randomSubsets = 8;
        options.pairs = 64;
        m_long = std::make_unique<CrashExplorer>(options);
        m_long->secondOpinion = m_explorer.secondOpinion;
    }

    void cleanupTestCase()
    {
        const auto sum = [this](auto member) {
            return m_explorer.counters().*member + m_long->counters().*member;
        };
        using Counters = CrashExplorer::Counters;
        QVERIFY(test::count("crash sequences", m_sequences, 11000));
        QVERIFY(test::count("crash points", sum(&Counters::points), 50000));
        QVERIFY(test::count("distinct crash states", sum(&Counters::states), 250000));
        QVERIFY(test::count("crashes during recovery", sum(&Counters::crashesInRecovery), 10000));
        QVERIFY(test::count("recoveries run", sum(&Counters::recoveries), 10000));
        QVERIFY(test::count("recoveries run again", sum(&Counters::audits), 100));
        QVERIFY(test::count("crash states era_check agrees with", m_eraCheck.runs(), 50));
    }

private:
    void explore(std::vector<std::string> words, std::size_t length, const Shape& shape = {},
                 const char* life = "")
    {
        AllSequences all(m_explorer, std::move(words), shape, life);
        const std::string wrong = all.run(length);
        m_sequences += all.sequences();
        QVERIFY2(wrong.empty(), wrong.c_str());
    }

    std::uint32_t m_seed = 1;
    std::uint64_t m_sequences = 0;
    CrashExplorer m_explorer { CrashExplorer::Options {} };
    std::unique_ptr<CrashExplorer> m_long;
    EraCheck m_eraCheck { 1000 };
};

namespace {

int replay(const char* text)
{
    const auto sequence = parseSequence(text);
    if (!sequence) {
        std::fprintf(stderr, "crash_test: no sequence: %s\n", text);
        return 2;
    }
    CrashExplorer explorer { CrashExplorer::Options {} };
    const std::string wrong = runSequence(explorer, *sequence, sequence->size() + 1);
    std::printf("%llu crash states: %s\n",
                static_cast<unsigned long long>(explorer.counters().states),
                wrong.empty() ? "every promise is kept" : wrong.c_str());
    return wrong.empty() ? 0 : 1;
}

} // namespace

// crash_test --sequence "write:0+8 checkpoint" explores all crashes of one sequence.
int main(int argc, char* argv[])
{
    return test::runLongTest<CrashTest>(argc, argv, replay);
}

#include "crash_test.moc"
