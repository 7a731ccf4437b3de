// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>

// What the kernel counted so far; differences of two readings are figures.
namespace blkera::bench {

struct DiskCounters {
    std::uint64_t sectorsRead = 0;
    std::uint64_t sectorsWritten = 0;
    std::uint64_t flushes = 0;

    // `name` as in /sys/class/block; ends the program if there is no such disk.
    static DiskCounters of(const std::string& name);
    DiskCounters operator-(const DiskCounters& earlier) const;
};

// Nanoseconds on a processor of each of the kernel's worker threads, by process id.
class KernelWorkerTimes {
public:
    static KernelWorkerTimes now();
    // Seconds that all of them together have run since. A worker that ended meanwhile is left out.
    double secondsSince(const KernelWorkerTimes& earlier) const;

private:
    std::map<int, std::uint64_t> m_nanoseconds;
};

double threadCpuSeconds(); // of the calling thread
double nowSeconds(); // monotonic
void sleepSeconds(double seconds);

} // namespace blkera::bench
