// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/era_log.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace blkera {

namespace {

std::uint64_t nowUs()
{
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(now).count());
}

} // namespace

void EraLog::begin(Era era, std::string cause, std::string note, std::uint64_t marked,
                   std::uint64_t bytesWritten)
{
    MutexLock lock(m_mutex);
    const std::uint64_t now = nowUs();
    if (!m_records.empty()) {
        Record& last = m_records.back();
        if (last.era >= era)
            return;
        last.endedUs = now;
        last.blocks = marked;
        last.bytes = bytesWritten - m_bytesBefore;
    }
    if (m_records.size() >= kMost)
        m_records.pop_front();
    m_records.push_back({ era, now, std::move(cause), std::move(note) });
    m_bytesBefore = bytesWritten;
}

std::vector<EraLog::Record> EraLog::after(Era era, std::uint64_t marked,
                                          std::uint64_t bytesWritten) const
{
    MutexLock lock(m_mutex);
    std::vector<Record> records;
    std::ranges::copy_if(m_records, std::back_inserter(records),
                         [era](const Record& record) { return record.era > era; });
    if (!records.empty()) {
        records.back().blocks = marked;
        records.back().bytes = bytesWritten - m_bytesBefore;
    }
    return records;
}

} // namespace blkera
