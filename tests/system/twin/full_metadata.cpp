// SPDX-License-Identifier: GPL-2.0-or-later
#include "full_metadata.h"

#include "observation.h"
#include "raw_image.h"
#include "storage/memory_device.h"

#include <chrono>
#include <random>
#include <thread>

namespace blkera::twin {

namespace {

constexpr unsigned kMostOperations = 400;
constexpr auto kHealingPatience = std::chrono::seconds(10);

Error in(const std::string& place, const Error& error)
{
    return { error.kind, error.errnoValue, place + ": " + error.context };
}

class Filling {
public:
    Filling(const FullMetadata& what, KernelServer& kernel, EngineServer& engine)
        : m_what(what)
        , m_kernel(kernel)
        , m_engine(engine)
        , m_random(what.seed)
    {
    }

    Result<FullOutcome> run()
    {
        FullOutcome outcome;
        auto done = fill();
        if (!done)
            return in("filling", done.error());
        outcome.full = m_full;
        outcome.kernelEras = m_model.live.current.raw();
        if (auto left = compare(); !left)
            return in("left by the kernel", left.error());
        outcome.kernelActivates = kernelStarts();
        if (auto served = heal(outcome); !served)
            return in("healing", served.error());
        if (auto served = backToTheKernel(); !served)
            return in("back to the kernel", served.error());
        return outcome;
    }

private:
    Service service() const { return { m_what.metadata, m_what.size, m_what.blockSizeSectors }; }

    std::uint64_t below(std::uint64_t bound) { return m_random() % bound; }

    // A sector of some block.
    SectorRange anySector()
    {
        const Sector begin(below(m_what.size.raw()));
        return { begin, begin + SectorCount(1) };
    }

    void mark(EraModel& model, SectorRange sectors) const
    {
        const BlockIndex block(
            static_cast<std::uint32_t>(sectors.begin.raw() / m_what.blockSizeSectors));
        model.mark({ block, block + BlockCount(1) });
    }

    // Until something fails; the model has only what was acknowledged.
    Result<void> fill()
    {
        const std::uint64_t blockSectors = m_what.blockSizeSectors;
        m_model.resize(BlockCount(
            static_cast<std::uint32_t>((m_what.size.raw() + blockSectors - 1) / blockSectors)));
        if (auto started = m_kernel.start(service()); !started)
            return started;
        m_model.beginEra();
        for (unsigned i = 0; i < kMostOperations; ++i) {
            if (i == kMostOperations / 2) {
                if (!m_kernel.takeSnapshot())
                    return endKernel();
                m_model.takeSnapshot();
                continue;
            }
            if (below(4) == 0) {
                if (!m_kernel.checkpoint())
                    return endKernel();
                m_model.beginEra();
                continue;
            }
            const SectorRange sectors = anySector();
            if (!m_kernel.write(sectors))
                return endKernel();
            mark(m_model, sectors);
        }
        m_full = false;
        return endKernel();
    }

    Result<void> endKernel() { return below(2) == 0 ? m_kernel.crash() : m_kernel.stop(); }

    // Afterwards the metadata is as it was.
    bool kernelStarts()
    {
        auto image = readDevice(m_what.metadata);
        const bool starts = m_kernel.start(service()).has_value();
        (void)m_kernel.stop();
        if (image)
            (void)writeDevice(m_what.metadata, *image);
        return starts;
    }

    // What is on the device says at least what the model has; the model becomes what it says.
    Result<void> compare()
    {
        auto image = readDevice(m_what.metadata);
        if (!image)
            return image.error();
        MemoryDevice memory(std::move(*image));
        auto found = observe(memory);
        if (!found)
            return found.error();
        const Eras& says = found->says.live;
        if (says.current < m_model.live.current)
            return invalid("era " + std::to_string(says.current.raw()) + " is current, era "
                           + std::to_string(m_model.live.current.raw()) + " had begun");
        if (says.ofBlock.size() != m_model.live.ofBlock.size())
            return invalid("the number of blocks is wrong");
        for (std::size_t block = 0; block < says.ofBlock.size(); ++block) {
            if (says.ofBlock[block] < m_model.live.ofBlock[block])
                return invalid("the mark of block " + std::to_string(block) + " in era "
                               + std::to_string(m_model.live.ofBlock[block].raw()) + " is lost");
        }
        m_model = found->says;
        return {};
    }

    bool runsWithin(std::chrono::seconds patience)
    {
        const auto end = std::chrono::steady_clock::now() + patience;
        while (!m_engine.status()) {
            if (std::chrono::steady_clock::now() > end)
                return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return true;
    }

    Result<void> heal(FullOutcome& outcome)
    {
        if (auto started = m_engine.start(service()); !started)
            return started;
        outcome.healedInPlace = runsWithin(std::chrono::seconds(1));
        if (auto grown = m_what.grow(); !grown)
            return grown;
        if (auto noticed = m_engine.growMetadata(); !noticed)
            return noticed;
        if (!runsWithin(kHealingPatience))
            return m_engine.status().error();
        m_model.live.current = m_engine.status()->currentEra;
        for (unsigned i = 0; i < 20; ++i) {
            const SectorRange sectors = anySector();
            if (auto written = m_engine.write(sectors); !written)
                return written;
            mark(m_model, sectors);
            if (auto begun = m_engine.checkpoint(); !begun)
                return begun;
            m_model.beginEra();
        }
        if (auto stopped = m_engine.stop(); !stopped)
            return stopped;
        return compare();
    }

    Result<void> backToTheKernel()
    {
        if (auto started = m_kernel.start(service()); !started)
            return started;
        m_model.beginEra();
        for (unsigned i = 0; i < 10; ++i) {
            const SectorRange sectors = anySector();
            if (auto written = m_kernel.write(sectors); !written)
                return written;
            mark(m_model, sectors);
        }
        if (auto stopped = m_kernel.stop(); !stopped)
            return stopped;
        return compare();
    }

    const FullMetadata& m_what;
    KernelServer& m_kernel;
    EngineServer& m_engine;
    std::mt19937_64 m_random;
    EraModel m_model;
    bool m_full = true;
};

} // namespace

Result<FullOutcome> fillAndHeal(const FullMetadata& what, KernelServer& kernel,
                                EngineServer& engine)
{
    return Filling(what, kernel, engine).run();
}

std::uint64_t scantMetadata(std::uint64_t blocks, std::uint64_t seed)
{
    const std::uint64_t eraBlocks = (blocks + 1017) / 1018;
    const std::uint64_t bitBlocks = ((blocks + 63) / 64 + 508) / 509;
    const std::uint64_t fresh = 3 + 1 + 1 + (eraBlocks + 1) + (bitBlocks + 1);
    return fresh + 3 + seed % (eraBlocks / 2 + 8);
}

} // namespace blkera::twin
