// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/method_table.h"

#include "dbus/names.h"

#include <algorithm>

namespace blkera {

namespace {

constexpr std::string_view kManager = names::kManagerInterface;
constexpr std::string_view kDevice = names::kDeviceInterface;
constexpr std::string_view kJob = names::kJobInterface;

constexpr MethodRow kTable[] = {
    { names::kObjectManagerInterface, "GetManagedObjects", {}, RateClass::Light },

    { kManager, "CreateDevice", "org.blkera.create", RateClass::Heavy },
    { kManager, "GetDevice", {}, RateClass::Light },
    { kManager, "Checkpoint", "org.blkera.checkpoint", RateClass::Light },

    { kManager, "Reload", "org.blkera.configure", RateClass::Heavy },
    { kManager, "GetEvents", {}, RateClass::Light },
    { kManager, "GetAudit", "org.blkera.read-audit", RateClass::Light },

    { kDevice, "Start", "org.blkera.activate", RateClass::Heavy },
    { kDevice, "Stop", "org.blkera.deactivate", RateClass::Heavy },
    { kDevice, "Restart", "org.blkera.deactivate", RateClass::Heavy },
    { kDevice, "Suspend", "org.blkera.suspend", RateClass::Light },
    { kDevice, "Resume", "org.blkera.suspend", RateClass::Light },
    { kDevice, "Resize", "org.blkera.resize", RateClass::Heavy },
    { kDevice, "Remove", "org.blkera.destroy", RateClass::Light },
    { kDevice, "Status", {}, RateClass::Light },
    { kDevice, "Statistics", {}, RateClass::Light },
    { kDevice, "Message checkpoint", "org.blkera.checkpoint", RateClass::Light },
    { kDevice, "Message take_metadata_snap", "org.blkera.snapshot-take", RateClass::Light },
    { kDevice, "Message drop_metadata_snap", "org.blkera.snapshot-drop", RateClass::Light },
    { kDevice, "Checkpoint", "org.blkera.checkpoint", RateClass::Light },
    { kDevice, "SetSchedule", "org.blkera.configure", RateClass::Light },
    { kDevice, "GetEras", {}, RateClass::Light },
    { kDevice, "ChangedBlocks", "org.blkera.read-changes", RateClass::Heavy },
    { kDevice, "GetMap", "org.blkera.read-changes", RateClass::Heavy },
    { kDevice, "GetHistogram", "org.blkera.read-changes", RateClass::Heavy },

    { kJob, "Cancel", "org.blkera.job-cancel", RateClass::Light },
    { kJob, "Cancel other", "org.blkera.job-cancel-other", RateClass::Light },
};

} // namespace

std::span<const MethodRow> methodTable()
{
    return kTable;
}

const MethodRow* findMethod(std::string_view interface, std::string_view verb)
{
    const auto* row = std::ranges::find_if(kTable, [&](const MethodRow& candidate) {
        return candidate.interface == interface && candidate.verb == verb;
    });
    return row == std::end(kTable) ? nullptr : row;
}

} // namespace blkera
