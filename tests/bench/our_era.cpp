// SPDX-License-Identifier: GPL-2.0-or-later
#include "our_era.h"

#include "machine_counters.h"
#include "must.h"

#include <cerrno>
#include <future>

#include <sys/eventfd.h>
#include <unistd.h>

namespace blkera::bench {

OurEra::OurEra(std::unique_ptr<FileDevice> device, std::uint32_t blockSectors, BlockCount nrBlocks,
               std::uint16_t queueDepth)
    : m_file(std::move(device))
    , m_device(*m_file)
    , m_wakeFd(::eventfd(0, EFD_CLOEXEC))
    , m_queueDepth(queueDepth)
{
    if (!m_wakeFd)
        must(Result<void>(ioError(errno, "eventfd")));
    auto metadata = must(Metadata::open(m_device, blockSectors));
    must(metadata->activate(nrBlocks));
    m_tracker.emplace(std::move(metadata), std::uint16_t { 1 }, queueDepth,
                      static_cast<QueueWaker&>(*this));
    m_worker.emplace(*m_tracker);
}

std::unique_ptr<FileDevice> OurEra::format(const std::string& path, std::uint32_t blockSectors,
                                           BlockCount nrBlocks)
{
    auto device = must(FileDevice::open(path, FileDevice::Access::Exclusive));
    must(Metadata::format(*device, blockSectors, nrBlocks));
    return device;
}

OurEra::Checkpoint OurEra::checkpoint()
{
    const CountingDevice::Counters before = counters();
    Checkpoint result;
    std::promise<void> done;
    const double start = nowSeconds();
    m_tracker->checkpoint([&](const Result<Era>& era) {
        if (!era)
            must(Result<void>(era.error()));
        result.cost = m_device.counters() - before;
        done.set_value();
    });
    done.get_future().wait();
    result.seconds = nowSeconds() - start;
    return result;
}

void OurEra::write(std::span<const BlockIndex> blocks)
{
    std::vector<PendingWrite> writes(m_queueDepth);
    for (std::size_t next = 0; next < blocks.size();) {
        std::size_t deferred = 0;
        for (std::uint16_t tag = 0; tag < m_queueDepth && next < blocks.size(); ++tag, ++next) {
            writes[tag].tag = tag;
            writes[tag].blocks = { blocks[next], blocks[next] + BlockCount(1) };
            if (m_tracker->submit(writes[tag]))
                m_tracker->completed(writes[tag]);
            else
                ++deferred;
        }
        while (deferred > 0) {
            waitForWake();
            for (PendingWrite* ready = m_tracker->takeReady(0); ready;) {
                PendingWrite& write = *std::exchange(ready, ready->next);
                if (write.error != 0)
                    must(Result<void>(ioError(write.error, "marking")));
                if (m_tracker->submit(write)) {
                    m_tracker->completed(write);
                    --deferred;
                }
            }
        }
    }
}

// A pin is answered by the worker between two steps; when two answers far apart show the same
// counters, nothing is being digested or committed.
void OurEra::settle()
{
    for (auto last = counters();;) {
        sleepSeconds(0.15);
        const auto now = counters();
        if (now.blocksWritten == last.blocksWritten && now.blocksRead == last.blocksRead)
            return;
        last = now;
    }
}

CountingDevice::Counters OurEra::counters()
{
    std::promise<CountingDevice::Counters> answer;
    m_tracker->pinView(
        [&](const Result<Metadata::PinnedView>&) { answer.set_value(m_device.counters()); });
    return answer.get_future().get();
}

void OurEra::wake(QueueId)
{
    const std::uint64_t one = 1;
    if (::write(m_wakeFd.get(), &one, sizeof(one)) != sizeof(one))
        must(Result<void>(ioError(errno, "eventfd")));
}

void OurEra::waitForWake()
{
    std::uint64_t rings = 0;
    if (::read(m_wakeFd.get(), &rings, sizeof(rings)) != sizeof(rings))
        must(Result<void>(ioError(errno, "eventfd")));
}

} // namespace blkera::bench
