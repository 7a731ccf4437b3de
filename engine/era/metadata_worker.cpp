// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/metadata_worker.h"

namespace blkera {

MetadataWorker::MetadataWorker(Tracker& tracker)
    : m_tracker(tracker)
    , m_thread([this] { run(); })
{
}

MetadataWorker::~MetadataWorker()
{
    m_tracker.requestStop();
}

Result<void> MetadataWorker::stop()
{
    m_tracker.requestStop();
    if (m_thread.joinable())
        m_thread.join();
    return m_tracker.stop();
}

void MetadataWorker::run() noexcept
{
    while (m_tracker.waitForWork())
        m_tracker.step();
    m_tracker.step();
}

} // namespace blkera
