// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "device/device.h"
#include "workflow/chronicle.h"
#include "workflow/hooks.h"
#include "workflow/job_registry.h"

#include <functional>
#include <memory>

#include <QList>
#include <QObject>

namespace blkera {

// Checkpoints with all that belongs to them: hooks before and after, all devices at one moment, a
// job as long as there are several devices or hooks.
class Checkpoints : public QObject {
    Q_OBJECT

public:
    // The eras in the order of the devices; `group` is empty for one device.
    using Answer = std::function<void(const std::optional<BusError>& error, const QList<uint>& eras,
                                      const QString& group)>;

    // All outlive it.
    Checkpoints(Hooks& hooks, JobRegistry& jobs, Chronicle& chronicle, QObject* parent = nullptr);

    // On behalf of a user. Errors: what the devices or the hooks say; NotRunning if one is not
    // served; nothing was changed then, unless the error says so.
    void take(const QList<Device*>& devices, quint32 uid, Answer answer);

private:
    struct Round;

    void begin(const std::shared_ptr<Round>& round);
    void finish(const std::shared_ptr<Round>& round);

    Hooks& m_hooks;
    JobRegistry& m_jobs;
    Chronicle& m_chronicle;
};

} // namespace blkera
