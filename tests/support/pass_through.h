// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "storage/block_device.h"

namespace blkera::test {

// Passes everything to another device; tests override what they want to see or to change.
class PassThrough : public BlockDevice {
public:
    explicit PassThrough(BlockDevice& below)
        : m_below(below)
    {
    }

    MetadataBlockCount size() const override { return m_below.size(); }

    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override
    {
        return m_below.read(first, bytes);
    }

    Result<void> write(std::span<const BlockWrite> writes) override
    {
        return m_below.write(writes);
    }

    Result<void> flush() override { return m_below.flush(); }

private:
    BlockDevice& m_below;
};

// Its flush waits until it is let go: the marks of a commit are not durable before. For any thread.
class HeldFlush : public PassThrough {
public:
    using PassThrough::PassThrough;

    Result<void> flush() override
    {
        {
            MutexLock lock(m_mutex);
            m_waiting = true;
            m_changed.notify_all();
            while (m_held)
                m_changed.wait(m_mutex);
            m_waiting = false;
        }
        return PassThrough::flush();
    }

    void hold()
    {
        MutexLock lock(m_mutex);
        m_held = true;
        m_waiting = false;
    }

    void waitForFlush()
    {
        MutexLock lock(m_mutex);
        while (!m_waiting)
            m_changed.wait(m_mutex);
    }

    void letGo()
    {
        MutexLock lock(m_mutex);
        m_held = false;
        m_changed.notify_all();
    }

private:
    Mutex m_mutex;
    Condition m_changed;
    bool m_held BLKERA_GUARDED_BY(m_mutex) = false;
    bool m_waiting BLKERA_GUARDED_BY(m_mutex) = false;
};

} // namespace blkera::test
