// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"

#include <utility>

#include <QObject>
#include <QString>
#include <QStringList>

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

    // Left for a target of systemd's: the daemon waits for this start
    // (helper/target/supervision.h).
    QString question(const QString& name) const
    {
        return runtimeDirectory + u'/' + name + QLatin1String(".asked");
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
    struct Command {
        QString program;
        QStringList arguments;
    };

    explicit TargetLauncher(TargetFiles files, QObject* parent = nullptr)
        : QObject(parent)
        , m_files(std::move(files))
    {
    }

    const TargetFiles& files() const { return m_files; }

    // `finished` is called once, later: without an error when the target answers on its control
    // socket, or with what the target died of.
    virtual void launch(const QString& name, const QString& configFile, Finished finished) = 0;

    // Nobody but launch() starts a target from now on. `finished` is called when that is so.
    virtual void endAttempts(const QString& name, Finished finished) = 0;

    // What runs blkera-target with these arguments, ends with its status and has its output: for
    // those that serve nothing.
    virtual Command command(const QString& name, const QStringList& arguments) const = 0;

    // What runs a program of the administrator's as root with nothing taken away, as the daemon
    // itself may not; for `limitSeconds` at most. Ends with its status and has its output.
    // `variables`: names of those that it has from the environment of whoever runs the command.
    virtual Command unconfined(const QString& description, const QStringList& variables,
                               int limitSeconds, const QStringList& command) const = 0;

    // The last words of a target that ended unexpectedly, or where they are found; may be empty.
    virtual QString lastWords(const QString& name) const = 0;

    // Has startFailed() say what a start by somebody else, at boot mostly, waits for or failed of.
    virtual void askForStart(const QString& name) = 0;

    // Whether the device is there after the next boot; nothing happens where others see to that.
    virtual void setStartedAtBoot(const QString& name, bool isStarted) = 0;

signals:
    // Nobody has called launch() for it.
    void startFailed(const QString& name, const QString& why);

private:
    const TargetFiles m_files;
};

} // namespace blkera
