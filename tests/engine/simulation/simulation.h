// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/geometry.h"
#include "era/tracker.h"
#include "simulation/invariants.h"
#include "simulation/metadata_disk.h"
#include "simulation/model.h"
#include "simulation/operation.h"
#include "simulation/origin_disk.h"
#include "simulation/surroundings.h"
#include "storage/stall_watch.h"

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
    Era era {}; // before the first start
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
    Simulation(BlockImage metadata, OriginImage origin, Model promised,
               StateRecord::Entry kept = {});
    ~Simulation() override;

    // Opens and activates, as a start of service does. False: not possible, or a violation.
    bool start();
    // The same after a crash, when the disks have been checked and have decided what was in doubt.
    bool recover();

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

    // The answer to the last operation that changed data and waited for it.
    int lastError() const { return m_lastError; }

    // What the device is busy with: "start", "stop", or the name of an operation.
    const std::string& activity() const { return m_activity; }

    const StateRecord::Entry& kept() const { return m_kept.entry; }

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
    static constexpr std::uint16_t kQueues = 2;
    static constexpr std::uint16_t kQueueDepth = 4;

    enum class SlotState { Free, Deferred, InFlight };

    // A request of the frontend.
    struct Slot {
        PendingWrite pending;
        OriginWrite write;
        SlotState state = SlotState::Free;
        int error = 0; // of the last answer
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
    void runOnDevice(const Operation& operation);
    void begin(Era era);

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
    void suspend();
    void resume();
    void stop();
    void crash(std::uint64_t seed);
    void kill();
    void dropEverything();
    void startAgain();
    void noteStart();
    void settle();
    void growOrigin(std::uint64_t blocks);
    void growMetadata(std::uint64_t blocks);
    void mark(SectorRange sectors);

    bool pumpUntil(const std::function<bool()>& done);
    template <class T, class Verb> std::optional<Result<T>> await(Verb verb);
    bool usable() const;
    void eraBegun(Era era);
    void checkNewer(Era era);
    void noticeEra();
    void stalled();
    void refuse(const Error& error);
    bool nearlyFull() const;
    bool excused(ErrorKind kind) const;

    std::uint64_t hits() const { return m_metadata.faults().hits() + m_origin.faults().hits(); }

    Model::Copy copyOfOrigin(Era since) const;
    Slot* freeSlot();
    bool anyIn(SlotState state) const;

    void checkBlockIsFree(MetadataBlock block);
    void rememberAllocated();
    void checkMarked(BlockRange blocks);

    Model m_model;
    MetadataDisk m_metadata;
    OriginDisk m_origin;
    SimulatedClock m_clock;
    StallWatch m_watch;
    KeptState m_kept;
    std::optional<Geometry> m_geometry;
    std::unique_ptr<Tracker> m_tracker;
    std::vector<Slot> m_slots;
    std::vector<bool> m_woken; // by queue
    std::vector<Interruption> m_interruptions;
    std::vector<bool> m_allocated; // by the last durable superblock
    ImageBlockRef m_superblock; // which one that is
    Stamp m_lastStamp = 0;
    bool m_eraAwaited = false; // the start found no room for one
    std::optional<Era> m_noticedEra; // in this operation, of those that a start had asked for
    bool m_wasFull = false; // or nearly, when the operation began
    std::uint64_t m_hitsBefore = 0; // of faults, at the last start
    int m_lastError = 0;
    std::string m_activity;
    std::string m_violation;
    Counters m_counters;
};

} // namespace blkera::simulation
