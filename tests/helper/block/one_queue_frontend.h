// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "block/frontend.h"
#include "block/queue_events.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace blkera::test {

// A frontend of one queue whose requests come from the test: send() hands one to the queue's thread
// and returns at once; the future gives what the target answered.
class OneQueueFrontend : public Frontend {
public:
    static constexpr std::uint16_t kDepth = 16;
    static constexpr std::size_t kBufferBytes = 1 << 20;

    ~OneQueueFrontend() override { (void)stop(); }

    Result<void> start(BlockTarget& target) override
    {
        m_target = &target;
        std::promise<Result<void>> ready;
        std::future<Result<void>> started = ready.get_future();
        m_thread = std::thread([this, &ready] { run(ready); });
        return started.get();
    }

    void complete(BlockRequest& request, int result) override
    {
        Slot& slot = m_slots[request.pending.tag];
        std::promise<int> answer = std::move(slot.answer);
        {
            MutexLock lock(m_mutex);
            if (request.operation == BlockOperation::Read && result > 0)
                m_lastRead.assign(reinterpret_cast<const char*>(request.data.data()),
                                  static_cast<std::size_t>(result));
            slot.busy = false;
            m_changed.notify_all();
        }
        answer.set_value(result);
    }

    // Once all requests are answered; may be called twice.
    Result<void> stop() override
    {
        if (!m_thread.joinable())
            return {};
        {
            MutexLock lock(m_mutex);
            m_stop = true;
        }
        m_events.wake(0);
        m_thread.join();
        return {};
    }

    bool outlivesServer() const override { return false; }

    void leave() override { }

    Result<void> resize(SectorCount) override { return {}; }

    std::string devicePath() const override { return {}; }

    // `fill` is what a write writes. Waits while all tags are busy.
    std::future<int> send(BlockOperation operation, std::uint64_t sector = 0,
                          std::uint64_t sectors = 0, char fill = 0, bool fua = false)
    {
        MutexLock lock(m_mutex);
        std::uint16_t tag = kDepth;
        while (tag == kDepth) {
            for (tag = 0; tag < kDepth && m_slots[tag].busy; ++tag) { }
            if (tag == kDepth)
                m_changed.wait(m_mutex);
        }
        Slot& slot = m_slots[tag];
        slot.busy = true;
        slot.answer = {};
        slot.request.operation = operation;
        slot.request.fua = fua;
        slot.request.sectors = { Sector(sector), Sector(sector + sectors) };
        slot.request.pending.tag = tag;
        slot.request.data = {};
        if (operation == BlockOperation::Read || operation == BlockOperation::Write) {
            slot.request.data = { slot.buffer.get(), sectors * kSectorBytes };
            std::fill(slot.request.data.begin(), slot.request.data.end(), std::byte(fill));
        }
        m_sent.push_back(&slot.request);
        m_events.wake(0);
        return slot.answer.get_future();
    }

    int run(BlockOperation operation, std::uint64_t sector = 0, std::uint64_t sectors = 0,
            char fill = 0, bool fua = false)
    {
        return send(operation, sector, sectors, fill, fua).get();
    }

    std::string readBack(std::uint64_t sector, std::uint64_t sectors)
    {
        int result = run(BlockOperation::Read, sector, sectors);
        if (result < 0)
            return "error " + std::to_string(-result);
        MutexLock lock(m_mutex);
        return m_lastRead;
    }

    // Stops the queue's thread where it is, between two turns; returns when it stands.
    void pause()
    {
        MutexLock lock(m_mutex);
        m_pause = true;
        m_events.wake(0);
        while (!m_paused)
            m_changed.wait(m_mutex);
    }

    void resume()
    {
        MutexLock lock(m_mutex);
        m_pause = false;
        m_changed.notify_all();
    }

private:
    struct Freer {
        void operator()(std::byte* buffer) const { std::free(buffer); }
    };

    struct Slot {
        bool busy = false;
        BlockRequest request;
        std::unique_ptr<std::byte, Freer> buffer { static_cast<std::byte*>(
            std::aligned_alloc(4096, kBufferBytes)) };
        std::promise<int> answer;
    };

    void run(std::promise<Result<void>>& ready)
    {
        Result<IoRing> ring = IoRing::create({ .entries = kDepth + 8 });
        Result<void> started = ring ? m_target->queueStarted(0, *ring) : ring.error();
        ready.set_value(started);
        if (!started)
            return;
        constexpr std::uint64_t wakeUp = makeUserData(CompletionOwner::Frontend, 0);
        m_events.listen(0, *ring, wakeUp);
        bool stopping = false;
        while (!stopping) {
            (void)ring->submitAndWait([&](std::uint64_t data, int result) {
                if (data != wakeUp) {
                    m_target->ringCompletion(0, data, result);
                    return;
                }
                m_events.listen(0, *ring, wakeUp);
                for (BlockRequest* request : takeSent())
                    m_target->submit(*request);
                MutexLock lock(m_mutex);
                m_paused = true;
                m_changed.notify_all();
                while (m_pause)
                    m_changed.wait(m_mutex);
                m_paused = false;
                stopping = m_stop;
            });
        }
        m_target->queueStopping(0);
    }

    std::vector<BlockRequest*> takeSent()
    {
        MutexLock lock(m_mutex);
        return std::exchange(m_sent, {});
    }

    BlockTarget* m_target = nullptr;
    QueueEvents m_events = *QueueEvents::create(1);
    std::array<Slot, kDepth> m_slots;
    Mutex m_mutex;
    Condition m_changed;
    std::string m_lastRead BLKERA_GUARDED_BY(m_mutex);
    std::vector<BlockRequest*> m_sent BLKERA_GUARDED_BY(m_mutex);
    bool m_pause BLKERA_GUARDED_BY(m_mutex) = false;
    bool m_paused BLKERA_GUARDED_BY(m_mutex) = false;
    bool m_stop BLKERA_GUARDED_BY(m_mutex) = false;
    std::thread m_thread;
};

} // namespace blkera::test
