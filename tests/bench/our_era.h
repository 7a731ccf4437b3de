// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"
#include "counting_device.h"
#include "era/metadata_worker.h"
#include "storage/file_device.h"

#include <memory>
#include <optional>
#include <string>

namespace blkera::bench {

// The engine as the product runs it, without a frontend: a tracker over a file or a raw block
// device, and its worker. One queue.
class OurEra : private QueueWaker {
public:
    // Takes what Metadata::open gave, opens an era with it, and starts the worker.
    OurEra(std::unique_ptr<FileDevice> device, std::uint32_t blockSectors, BlockCount nrBlocks,
           std::uint16_t queueDepth);

    // Formats `path`.
    static std::unique_ptr<FileDevice> format(const std::string& path, std::uint32_t blockSectors,
                                              BlockCount nrBlocks);

    Tracker& tracker() { return *m_tracker; }

    // Readable when the queue has writes to take back.
    int wakeFd() const { return m_wakeFd.get(); }

    struct Checkpoint {
        double seconds = 0; // from the call until the caller has the answer
        CountingDevice::Counters cost;
    };

    Checkpoint checkpoint();
    // Marks the blocks, each as a write of its own that is completed at once.
    void write(std::span<const BlockIndex> blocks);
    // Returns when nothing is left to do in the background.
    void settle();
    CountingDevice::Counters counters();

    std::uint64_t commits() const { return m_tracker->status().commits; }

private:
    void wake(QueueId queue) override;
    void waitForWake();

    std::unique_ptr<FileDevice> m_file;
    CountingDevice m_device;
    UniqueFd m_wakeFd;
    std::uint16_t m_queueDepth;
    std::optional<Tracker> m_tracker;
    std::optional<MetadataWorker> m_worker;
};

} // namespace blkera::bench
