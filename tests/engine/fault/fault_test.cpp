// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/operation_generator.h"
#include "simulation/simulation.h"
#include "support/breadth.h"
#include "support/long_test.h"

#include <map>
#include <set>

#include <QtTest>

using namespace blkera;
using namespace blkera::simulation;

namespace {

// Every verb, twice where the second time is another case.
const char* const kAllVerbs
    = "write:0+8 write-held:12+9 checkpoint write:20+20 take write-queued:8+8 complete:0 "
      "checkpoint "
      "mark:40+5 digest digest digest digest digest drop grow:9 write:64+8 grow-metadata:80 "
      "discard:"
      "0+24 flush zero:30+3 restart write:0+8 read:0+8 checkpoint restart write:17+5 take flush";

const Shape kShape {};

bool isError(FaultKind kind)
{
    return kind != FaultKind::Stall;
}

struct Place {
    Disk disk;
    Io io;
    std::vector<FaultKind> kinds;
};

const std::vector<Place> kPlaces {
    { Disk::Metadata,
      Io::Read,
      { FaultKind::Eio, FaultKind::Enospc, FaultKind::Etimedout, FaultKind::BitFlip,
        FaultKind::Stale, FaultKind::Stall } },
    { Disk::Metadata,
      Io::Write,
      { FaultKind::Eio, FaultKind::Enospc, FaultKind::Etimedout, FaultKind::Torn,
        FaultKind::Stall } },
    { Disk::Metadata,
      Io::Flush,
      { FaultKind::Eio, FaultKind::Enospc, FaultKind::Etimedout, FaultKind::Stall } },
    { Disk::Origin, Io::Read, { FaultKind::Eio, FaultKind::Etimedout, FaultKind::Stall } },
    { Disk::Origin,
      Io::Write,
      { FaultKind::Eio, FaultKind::Enospc, FaultKind::Etimedout, FaultKind::Torn,
        FaultKind::Stall } },
    { Disk::Origin,
      Io::Flush,
      { FaultKind::Eio, FaultKind::Enospc, FaultKind::Etimedout, FaultKind::Stall } },
};

// One device, one sequence, one fault.
class FaultRun {
public:
    // `sites` counts where faults struck. With `again`, the next read of the metadata after a
    // failed write or flush fails too: an error while the engine deals with an error.
    FaultRun(const Sequence& sequence, const Fault& fault,
             std::map<std::string, std::uint64_t>& sites, std::optional<FaultKind> again = {})
        : m_sequence(sequence)
        , m_fault(fault)
        , m_simulation(kShape)
        , m_again(again)
    {
        m_simulation.metadata().struck = [this, &sites, again](Io io, MetadataBlock block) {
            const char* what = block == MetadataBlock(0) ? " superblock" : " block";
            ++sites[m_simulation.activity() + ": " + toString(io) + what];
            if (again && io != Io::Read)
                m_simulation.metadata().faults().arm(
                    { Disk::Metadata, Io::Read, *again, 0, false });
        };
        (fault.disk == Disk::Metadata ? m_simulation.metadata().faults()
                                      : m_simulation.origin().faults())
            .arm(fault);
    }

    // Empty, or what went wrong.
    std::string run()
    {
        m_simulation.start();
        m_simulation.perform(m_sequence);
        // A disk that shows old blocks as if they were the last ones deceives every reader: no
        // format with checksums notices. It must do no other harm.
        if (m_fault.kind == FaultKind::Stale)
            return {};
        if (m_simulation.violation().empty() && hit() && m_simulation.running())
            checkState();
        if (m_simulation.violation().empty())
            checkAfterPowerCut();
        if (m_simulation.violation().empty())
            return {};
        const std::string again = m_again
            ? "fault:" + toText(Fault { Disk::Metadata, Io::Read, *m_again, 0, false }) + ' '
            : std::string();
        return m_simulation.violation() + "\nfault_test --sequence \"fault:" + toText(m_fault) + ' '
            + again + toText(m_sequence) + '"';
    }

    bool hit() const
    {
        return m_simulation.metadata().faults().hits() + m_simulation.origin().faults().hits() > 0;
    }

private:
    void require(bool condition, const std::string& what)
    {
        if (!condition)
            m_simulation.fail(what);
    }

    // The device says what it can do, and does it.
    void checkState()
    {
        const TrackerStatus status = m_simulation.status();
        const bool running = status.state == TrackerState::Running;
        require(running || !status.failure.empty(),
                std::string("no reason is given for ") + toString(status.state));
        const bool metadataError = m_fault.disk == Disk::Metadata && isError(m_fault.kind);
        if (!metadataError)
            require(running, "the metadata is well, yet the device is " + describe(status));
        if (metadataError && m_fault.io != Io::Read && !m_fault.forEver && !m_again) {
            require(running, "one error left the device " + describe(status));
            require(m_simulation.counters().failedWrites + m_simulation.counters().refused == 0,
                    "one error was not made good");
        }
        probe(status);
    }

    // Reads and marked writes go on whatever happened; a write without a mark passes only where
    // marks are possible.
    void probe(const TrackerStatus& status)
    {
        if (m_fault.disk == Disk::Origin)
            return;
        m_simulation.perform(*parseOperation("read:0+8"));
        const Model model = m_simulation.model();
        std::set<bool> probed;
        for (std::uint32_t b = 0; b < model.blocks().size(); ++b) {
            const Model::BlockState& block = model.blocks()[b];
            const bool marked = block.must == model.era() && model.era() == model.highestEra();
            const bool unmarked = block.may < model.era();
            if (!(marked || unmarked) || !probed.insert(marked).second)
                continue;
            Operation write;
            write.sectors = { Sector(b * 8U), Sector(b * 8U + 8) };
            m_simulation.perform(write);
            if (!m_simulation.violation().empty())
                return;
            if (marked)
                require(m_simulation.lastError() == 0, "a marked write failed");
            else if (status.state != TrackerState::Running)
                require(m_simulation.lastError() != 0, "an unmarked write passed");
        }
    }

    // Power comes back, the disks are well: so is the device.
    void checkAfterPowerCut()
    {
        m_simulation.perform(*parseOperation("heal"));
        m_simulation.perform(*parseOperation("crash:" + std::to_string(m_fault.number)));
        if (!m_simulation.violation().empty())
            return;
        require(m_simulation.running() && m_simulation.status().state == TrackerState::Running,
                "the device does not recover");
        if (!m_simulation.violation().empty())
            return;
        m_simulation.perform(*parseSequence("write:0+64 checkpoint write:3+9 drop take restart"));
        if (m_simulation.violation().empty())
            m_simulation.finish();
    }

    static std::string describe(const TrackerStatus& status)
    {
        return std::string(toString(status.state)) + " (" + status.failure + ')';
    }

    const Sequence m_sequence;
    const Fault m_fault;
    Simulation m_simulation;
    std::optional<FaultKind> m_again;
};

} // namespace

class FaultTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { m_seed = test::testSeed(); }

    // The k-th I/O of each kind goes wrong, for k = 0, 1, 2, ... until the sequence has no more.
    void everyIoOfEveryVerb()
    {
        for (const Place& place : kPlaces)
            loop(*parseSequence(kAllVerbs), place, 1);
    }

    void anErrorWhileAnErrorIsDealtWith()
    {
        for (const Io io : { Io::Write, Io::Flush }) {
            for (const FaultKind again : { FaultKind::Eio, FaultKind::BitFlip }) {
                const Place place { Disk::Metadata, io, { FaultKind::Eio, FaultKind::Torn } };
                loop(*parseSequence(kAllVerbs), place, stride(), again);
            }
        }
    }

    void everyIoOfRandomSequences()
    {
        std::minstd_rand random(m_seed);
        for (std::uint64_t i = 0; i < test::scaled(8); ++i) {
            Menu menu;
            menu.crashes = true;
            const Sequence sequence = randomSequence(menu, 60, random);
            for (const Place& place : kPlaces)
                loop(sequence, place, stride());
        }
    }

    void everyCallSiteIsStruck()
    {
        for (const char* activity : { "start", "write", "mark", "checkpoint", "take", "drop",
                                      "digest", "stop", "grow", "grow-metadata" }) {
            for (const char* io :
                 { "write block", "flush block", "write superblock", "flush superblock" }) {
                const std::string site = std::string(activity) + ": " + io;
                QVERIFY2(m_sites[site] > 0, site.c_str());
            }
        }
        // After an error, the last commit is read anew.
        for (const char* site : { "start: read block", "start: read superblock",
                                  "write: read superblock", "checkpoint: read block" })
            QVERIFY2(m_sites[site] > 0, site);
        for (const auto& [site, hits] : m_sites)
            std::printf("%8llu  %s\n", static_cast<unsigned long long>(hits), site.c_str());
    }

    void cleanupTestCase() { QVERIFY(test::count("fault points", m_points, 20000)); }

private:
    // Every I/O; where only the ways through the code count, every seventh.
    static std::uint64_t stride() { return test::testScale() < 0.1 ? 7 : 1; }

    void loop(const Sequence& sequence, const Place& place, std::uint64_t step,
              std::optional<FaultKind> again = {})
    {
        for (const FaultKind kind : place.kinds) {
            for (const bool forEver : { false, true }) {
                for (std::uint64_t k = 0;; k += step) {
                    FaultRun run(sequence, { place.disk, place.io, kind, k, forEver }, m_sites,
                                 again);
                    const std::string wrong = run.run();
                    QVERIFY2(wrong.empty(), wrong.c_str());
                    if (!run.hit())
                        break;
                    ++m_points;
                }
            }
        }
    }

    std::uint32_t m_seed = 1;
    std::uint64_t m_points = 0;
    std::map<std::string, std::uint64_t> m_sites;
};

namespace {

int replay(const char* text)
{
    const auto sequence = parseSequence(text);
    if (!sequence || sequence->empty() || sequence->front().kind != OperationKind::FaultOn) {
        std::fprintf(stderr, "fault_test: no sequence that begins with a fault: %s\n", text);
        return 2;
    }
    const bool compound = sequence->size() > 1 && (*sequence)[1].kind == OperationKind::FaultOn;
    const auto again
        = compound ? std::optional((*sequence)[1].fault.kind) : std::optional<FaultKind>();
    std::map<std::string, std::uint64_t> sites;
    FaultRun run({ sequence->begin() + (compound ? 2 : 1), sequence->end() },
                 sequence->front().fault, sites, again);
    const std::string wrong = run.run();
    for (const auto& [site, hits] : sites)
        std::printf("%8llu  %s\n", static_cast<unsigned long long>(hits), site.c_str());
    std::printf("%s\n", wrong.empty() ? "every promise is kept" : wrong.c_str());
    return wrong.empty() ? 0 : 1;
}

} // namespace

// fault_test --sequence "fault:metadata:flush:eio:3:once write:0+8" repeats one run; a second fault
// is that of the next read after the first one has struck.
int main(int argc, char* argv[])
{
    return test::runLongTest<FaultTest>(argc, argv, replay);
}

#include "fault_test.moc"
