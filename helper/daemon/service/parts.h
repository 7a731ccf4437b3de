// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace blkera {

class Checkpoints;
class Chronicle;
class DeviceRegistry;
class Gatekeeper;
class History;
class JobRegistry;

// What the bus objects speak for. All outlive them.
struct Parts {
    DeviceRegistry& registry;
    Gatekeeper& gatekeeper;
    History& history;
    Chronicle& chronicle;
    JobRegistry& jobs;
    Checkpoints& checkpoints;
};

} // namespace blkera
