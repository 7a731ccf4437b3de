// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "device/target_launcher.h"

#include <memory>

#include <QProcessEnvironment>

namespace blkera {

// PATH and the language, and nothing that the daemon was started with.
QProcessEnvironment fixedEnvironment();

// Starts targets as processes of their own session, whose parent is init.
class ProcessLauncher : public TargetLauncher {
    Q_OBJECT

public:
    explicit ProcessLauncher(TargetFiles files, QObject* parent = nullptr);

    void launch(const QString& name, const QString& configFile, Finished finished) override;
    Command command(const QString& name, const QStringList& arguments) const override;
    // The daemon has all rights then. Whoever runs it keeps to the limit.
    Command unconfined(const QString& description, const QStringList& variables, int limitSeconds,
                       const QStringList& command) const override;
    QString lastWords(const QString& name) const override;

    // Nobody else starts any.
    void askForStart(const QString&) override { }

    // There are none.
    void endAttempts(const QString&, Finished finished) override { finished(std::nullopt); }

    // What is started at boot was not started by us.
    void setStartedAtBoot(const QString&, bool) override { }
};

} // namespace blkera
