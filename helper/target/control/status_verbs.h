// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "control/controlled_target.h"

#include <string>

#include <systemd/sd-bus.h>

namespace blkera {

class Peers;

// Status, Statistics and StatusChanged of org.blkera.Target1. Control thread only; `target` is
// borrowed.
class StatusVerbs {
public:
    explicit StatusVerbs(ControlledTarget& target);

    // As sd-bus handlers: below 0 is an errno, which becomes the error of the call.
    int status(sd_bus_message* call);
    int statistics(sd_bus_message* call);

    // StatusChanged to all `peers` if anything of it is not what they were told last, or what it
    // was when this was made.
    void tellChange(Peers& peers);

private:
    int append(sd_bus_message* message) const;
    std::string text() const;

    ControlledTarget& m_target;
    std::string m_told;
};

} // namespace blkera
