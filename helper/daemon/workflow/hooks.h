// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"
#include "device/target_launcher.h"

#include <QObject>
#include <QString>
#include <QStringList>

namespace blkera {

// Programs of the administrator's that run before and after checkpoints: to freeze a file system,
// or to have a database write out what it holds. They lie in one folder, and run one after the
// other in the order of their names, and the other way round afterwards:
//
//     /etc/blkera/hooks.d/NAME pre|post checkpoint DEVICE...
//
// with PATH, LC_ALL and, afterwards, BLKERA_RESULT ("done" or "failed") and BLKERA_ERAS (in the
// order of the devices) as environment. Each has a minute. What is not root's alone does not run.
class Hooks : public QObject {
    Q_OBJECT

public:
    enum class When { Before, After };

    struct Occasion {
        When when = When::Before;
        QStringList devices;
        bool failed = false; // After: what came in between
        QStringList eras {};
    };

    // `launcher` outlives it.
    Hooks(QString folder, TargetLauncher& launcher, QObject* parent = nullptr);

    // Whether there is one to run; also one that must not.
    bool isEmpty() const;

    // Ends at the first that fails, afterwards at none; with the error of the first. Calls
    // `finished` later, never if this object has gone.
    void run(const Occasion& occasion, Finished finished);

private:
    QStringList names() const;

    const QString m_folder;
    TargetLauncher& m_launcher;
};

} // namespace blkera
