// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "device/device_registry.h"
#include "store/history.h"
#include "workflow/job_registry.h"

namespace blkera {

// What the last daemon has left: lists that the targets still write go on as jobs, whatever else it
// had begun is a job that was interrupted, and what had ended lately is still there. Once, when the
// targets have been found. All outlive what this begins.
void takeUpJobs(DeviceRegistry& registry, History& history, JobRegistry& jobs);

} // namespace blkera
