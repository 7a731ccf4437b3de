// SPDX-License-Identifier: GPL-2.0-or-later
#include "machine_counters.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>

namespace blkera::bench {

namespace {

double secondsOf(clockid_t clock)
{
    timespec time {};
    ::clock_gettime(clock, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

} // namespace

DiskCounters DiskCounters::of(const std::string& name)
{
    // Documentation/block/stat.rst: reads, merged, sectors read, ms, writes, merged, sectors
    // written, ms, in flight, ms, ms, 4 of discards, flushes, ms.
    std::ifstream file("/sys/class/block/" + name + "/stat");
    std::array<std::uint64_t, 17> fields {};
    for (std::uint64_t& field : fields) {
        if (!(file >> field)) {
            std::fprintf(stderr, "no statistics of disk %s\n", name.c_str());
            std::exit(1);
        }
    }
    return { fields[2], fields[6], fields[15] };
}

DiskCounters DiskCounters::operator-(const DiskCounters& earlier) const
{
    return { sectorsRead - earlier.sectorsRead, sectorsWritten - earlier.sectorsWritten,
             flushes - earlier.flushes };
}

KernelWorkerTimes KernelWorkerTimes::now()
{
    KernelWorkerTimes times;
    for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
        const std::string name = entry.path().filename();
        int pid = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), pid).ec != std::errc())
            continue;
        std::string command;
        std::ifstream(entry.path() / "comm") >> command;
        if (!command.starts_with("kworker/"))
            continue;
        std::uint64_t nanoseconds = 0;
        if (std::ifstream(entry.path() / "schedstat") >> nanoseconds)
            times.m_nanoseconds[pid] = nanoseconds;
    }
    return times;
}

double KernelWorkerTimes::secondsSince(const KernelWorkerTimes& earlier) const
{
    double seconds = 0;
    for (const auto& [pid, nanoseconds] : m_nanoseconds) {
        const auto before = earlier.m_nanoseconds.find(pid);
        const std::uint64_t base = before == earlier.m_nanoseconds.end() ? 0 : before->second;
        seconds += static_cast<double>(nanoseconds - base) * 1e-9;
    }
    return seconds;
}

double threadCpuSeconds()
{
    return secondsOf(CLOCK_THREAD_CPUTIME_ID);
}

double nowSeconds()
{
    return secondsOf(CLOCK_MONOTONIC);
}

void sleepSeconds(double seconds)
{
    timespec time { static_cast<time_t>(seconds), 0 };
    time.tv_nsec = static_cast<long>((seconds - static_cast<double>(time.tv_sec)) * 1e9);
    ::nanosleep(&time, nullptr);
}

} // namespace blkera::bench
