// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/geometry.h"
#include "era/tracker.h"
#include "simulation/invariants.h"
#include "simulation/metadata_disk.h"
#include "simulation/model.h"
#include "simulation/operation.h"
#include "simulation/origin_disk.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace blkera::simulation {

struct Shape {
    std::uint32_t originBlocks = 8;
    std::uint32_t blockSizeSectors = 8;
    std::uint64_t metadataBlocks = 64;
};

// The engine on two simulated disks, without threads: the real Metadata, Tracker, WriteGate and
// Geometry, and around them what a frontend and a person do. Everything that happens is decided by
// the operations, so that a sequence can be repeated.
//
// The first promise that is broken ends the run: violation() says which, and nothing happens from
// then on.
class Simulation : private QueueWaker {
public:
    explicit Simulation(const Shape& shape); // formatted, not started
    // What a crash has left, and what had been promised before it.
    Simulation(BlockImage metadata, OriginImage origin, Model promised);
    ~Simulation() override;

    // Opens and activates, as a start of service does. False: not possible, or a violation.
    bool start();

    bool running() const { return m_tracker != nullptr; }

    void perform(const Operation& operation);
    // Until the first violation.
    void perform(const Sequence& sequence);

    // Holds the disks as they are against what was promised (I1 to I7).
    void check();

    // Answers every write, stops cleanly and checks.
    void finish();

    const std::string& violation() const { return m_violation; }

    void fail(std::string violation);

    const Model& model() const { return m_model; }

    MetadataDisk& metadata() { return m_metadata; }

    const MetadataDisk& metadata() const { return m_metadata; }

    OriginDisk& origin() { return m_origin; }

    const OriginDisk& origin() const { return m_origin; }

    TrackerStatus status() const { return m_tracker->status(); }

    // Called at every point where a crash would leave something new: after each operation of a
    // disk, and after each promise.
    std::function<void()> point;

    struct Counters {
        std::uint64_t operations = 0;
        std::uint64_t points = 0;
        std::uint64_t acknowledged = 0;
        std::uint64_t failedWrites = 0;
        std::uint64_t refused = 0; // verbs
    };

    const Counters& counters() const { return m_counters; }

private:
    enum class SlotState { Free, Deferred, InFlight };

    // A request of the frontend.
    struct Slot {
        PendingWrite pending;
        OriginWrite write;
        SlotState state = SlotState::Free;
    };

    struct Interruption {
        Operation operation;
        std::uint32_t countdown;
    };

    void wake(QueueId queue) override;

    void connect();
    void reach(); // a point
    void interrupt(bool all);
    void run(const Operation& operation);

    Slot* submit(const Operation& operation);
    void send(Slot& slot);
    void takeBack();
    void complete(Slot& slot);
    void completeNth(std::uint64_t number);
    void completeAll();
    void answer(Slot& slot, int error);
    void flush();
    void checkpoint();
    void takeSnapshot();
    void dropSnapshot();
    void restart();
    void stop();
    void crash(std::uint64_t seed);
    void settle();
    void growOrigin(std::uint64_t blocks);

    bool pumpUntil(const std::function<bool()>& done);
    template <class T, class Verb> std::optional<Result<T>> await(Verb verb);
    void eraBegun(Era era);
    void refuse(const Error& error);
    bool excused(const Error& error) const;
    Model::Copy copyOfOrigin(Era since) const;
    Slot* freeSlot();
    bool anyIn(SlotState state) const;

    void checkBlockIsFree(MetadataBlock block);
    void rememberAllocated();
    void checkMarked(BlockRange blocks);

    Model m_model;
    MetadataDisk m_metadata;
    OriginDisk m_origin;
    std::optional<Geometry> m_geometry;
    std::unique_ptr<Tracker> m_tracker;
    std::vector<Slot> m_slots;
    std::vector<bool> m_woken; // by queue
    std::vector<Interruption> m_interruptions;
    std::vector<bool> m_allocated; // by the last durable superblock
    ImageBlockRef m_superblock; // which one that is
    Stamp m_lastStamp = 0;
    bool m_faultsSeen = false; // since the start: errors are to be expected
    std::string m_violation;
    Counters m_counters;
};

} // namespace blkera::simulation
