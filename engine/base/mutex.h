// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <condition_variable>
#include <mutex>

// std::mutex as clang's thread safety analysis can follow it (-Wthread-safety); no effect with
// other compilers.
#if defined(__clang__)
#define BLKERA_THREAD(x) __attribute__((x))
#else
#define BLKERA_THREAD(x)
#endif
#define BLKERA_GUARDED_BY(mutex) BLKERA_THREAD(guarded_by(mutex))
#define BLKERA_REQUIRES(mutex) BLKERA_THREAD(requires_capability(mutex))

namespace blkera {

class BLKERA_THREAD(capability("mutex")) Mutex {
public:
    void lock() BLKERA_THREAD(acquire_capability()) { m_mutex.lock(); }

    void unlock() BLKERA_THREAD(release_capability()) { m_mutex.unlock(); }

private:
    std::mutex m_mutex;
};

class BLKERA_THREAD(scoped_lockable) MutexLock {
public:
    explicit MutexLock(Mutex& mutex) BLKERA_THREAD(acquire_capability(mutex))
        : m_mutex(mutex)
    {
        m_mutex.lock();
    }

    ~MutexLock() BLKERA_THREAD(release_capability()) { m_mutex.unlock(); }

    MutexLock(const MutexLock&) = delete;
    MutexLock& operator=(const MutexLock&) = delete;

private:
    Mutex& m_mutex;
};

// Waits on a Mutex that the caller holds.
using Condition = std::condition_variable_any;

} // namespace blkera
