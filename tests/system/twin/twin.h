// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era_model.h"
#include "era_server.h"
#include "observation.h"
#include "recorder.h"
#include "sequence.h"

#include <functional>
#include <string>
#include <vector>

namespace blkera::twin {

// Takes one server, or two side by side, through a sequence, and compares each with its model.
//
// A model belongs to a metadata device, not to a server: when two servers swap their metadata, each
// goes on with the other's model.
class Twin {
public:
    struct Side {
        EraServer& server;
        bool isKernel;
        std::string metadata; // the device's path, at first
        std::function<Result<void>()> growMetadata; // of that device
    };

    // `recorder` may be null.
    Twin(const Sequence& sequence, const std::vector<Side>& sides, Recorder* recorder);

    // Erases the metadata, and starts. Errors are what a server could not do.
    Result<void> begin();
    // Operations `from` up to `to`. Errors: Invalid, naming operation, server and difference.
    Result<void> run(std::size_t from, std::size_t to);
    // As if begin() and the operations up to `to` had been run before a power cut: starts on what
    // the cut has left.
    Result<void> continueAfterCut(std::size_t to);
    // Ends service cleanly, or leaves the metadata as a crash does, and compares.
    Result<void> end(bool cleanly);

    std::uint64_t comparisons() const { return m_comparisons; }

private:
    struct Device {
        std::string metadata;
        std::function<Result<void>()> grow;
        EraModel model;
        bool kernelServed = false;
        bool engineServed = false;
    };

    struct Server {
        EraServer& server;
        bool isKernel;
        std::size_t device; // index into m_devices
    };

    void beginModels();
    Result<void> runOne(const Operation& operation);
    Result<void> serve(Server& server, const Operation& operation);
    Result<void> restart(const Operation& operation);
    Result<void> growMetadata();
    void applyToModel(const Server& server, const Operation& operation);
    void swapDevices();
    void startModels(SectorCount size);
    Result<void> start(Server& server, SectorCount size);
    Result<void> compare(Server& server);
    Result<void> compareSettled();
    Result<Observation> settle(Server& server);
    Result<Observation> compareImage(Server& server, const std::vector<std::byte>& image);
    Service service(const Server& server, SectorCount size) const;
    BlockCount blocksOf(SectorCount size) const;
    BlockRange blocksOf(SectorRange sectors) const;

    const Sequence& m_sequence;
    Recorder* m_recorder;
    std::vector<Device> m_devices;
    std::vector<Server> m_servers;
    std::uint64_t m_comparisons = 0;
};

} // namespace blkera::twin
