// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"

#include <QObject>
#include <QString>

namespace blkera {

// Where a target's files are.
struct TargetFiles {
    QString program; // blkera-target
    QString runtimeDirectory;
    QString stateDirectory;

    QString socket(const QString& name) const
    {
        return runtimeDirectory + u'/' + name + QLatin1String(".sock");
    }

    QString log(const QString& name) const
    {
        return runtimeDirectory + u'/' + name + QLatin1String(".log");
    }

    // The target's own record of its state.
    QString state(const QString& name) const
    {
        return stateDirectory + u'/' + name + QLatin1String(".state");
    }
};

// Brings the process of a device to life. It belongs to nobody: it goes on when the daemon ends.
class TargetLauncher : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    // `finished` is called once, later: without an error when the target answers on its control
    // socket, or with what the target died of.
    virtual void launch(const QString& name, const QString& configFile, Finished finished) = 0;
};

} // namespace blkera
