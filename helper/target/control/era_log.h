// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "base/types.h"

#include <cstdint>
#include <deque>
#include <string>
#include <vector>

namespace blkera {

// The eras that this process has begun: when, why, and how much was written in each.
//
// Thread safety: any.
class EraLog {
public:
    static constexpr std::size_t kMost = 1024; // the last ones

    struct Record {
        Era era;
        std::uint64_t begunUs = 0; // since 1970
        std::string cause; // see Target1.Eras
        std::string note;
        std::uint64_t endedUs = 0; // 0: the current one
        std::uint64_t blocks = 0; // marked in it
        std::uint64_t bytes = 0; // written in it
    };

    // `marked`: blocks in the era that ends with this. `bytesWritten`: since the process began.
    // Nothing happens for an era that has begun already.
    void begin(Era era, std::string cause, std::string note, std::uint64_t marked,
               std::uint64_t bytesWritten);

    // Those after `era`, oldest first; the last one with what it has by now.
    std::vector<Record> after(Era era, std::uint64_t marked, std::uint64_t bytesWritten) const;

private:
    mutable Mutex m_mutex;
    std::deque<Record> m_records BLKERA_GUARDED_BY(m_mutex);
    std::uint64_t m_bytesBefore BLKERA_GUARDED_BY(m_mutex) = 0; // written when the last one began
};

} // namespace blkera
