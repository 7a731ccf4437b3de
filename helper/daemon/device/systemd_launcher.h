// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "device/systemd_manager.h"
#include "device/target_launcher.h"

namespace blkera {

// Has systemd start targets, as blkera-target@NAME.service, which names the configuration file and
// the folders.
class SystemdLauncher : public TargetLauncher {
    Q_OBJECT

public:
    // `bus`: where systemd is.
    SystemdLauncher(TargetFiles files, const QDBusConnection& bus, QObject* parent = nullptr);

    void launch(const QString& name, const QString& configFile, Finished finished) override;
    void endAttempts(const QString& name, Finished finished) override;
    // By systemd-run: as a unit of its own, with the rights that the daemon does without.
    Command command(const QString& name, const QStringList& arguments) const override;
    Command unconfined(const QString& description, const QStringList& variables, int limitSeconds,
                       const QStringList& command) const override;
    void askForStart(const QString& name) override;
    QString lastWords(const QString& name) const override;
    // An error is reported on stderr.
    void setStartedAtBoot(const QString& name, bool isStarted) override;

private:
    SystemdManager m_systemd;
};

} // namespace blkera
