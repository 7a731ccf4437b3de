// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/systemd_launcher.h"

#include "device/target_client.h"

#include <csignal>
#include <cstdio>
#include <utility>

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

namespace blkera {

namespace {

constexpr int kLookEveryMs = 1'000;
constexpr qint64 kPatienceMs = 60'000;

// Every character of a device's name can be in a unit's, and the unit has %i, which is not
// unescaped.
QString unitOf(const QString& name)
{
    return QStringLiteral("blkera-target@%1.service").arg(name);
}

// Empty if it is another's.
QString nameOf(const QString& unit)
{
    static const QString begin = unitOf({}).section(u'.', 0, 0);
    static const QString end = unitOf({}).mid(begin.size());
    return unit.startsWith(begin) && unit.endsWith(end)
        ? unit.mid(begin.size(), unit.size() - begin.size() - end.size())
        : QString();
}

QString whereItsWordsAre(const QString& name)
{
    return QStringLiteral("see journalctl -u blkera-target@%1").arg(name);
}

// One start of a unit; deletes itself at its end.
class Launch : public QObject {
public:
    Launch(SystemdManager& systemd, const TargetFiles& files, QString name, Finished finished,
           QObject* parent)
        : QObject(parent)
        , m_systemd(systemd)
        , m_files(files)
        , m_name(std::move(name))
        , m_unit(unitOf(m_name))
        , m_finished(std::move(finished))
    {
        // Those who use the block device wait for more than the first answer.
        QFile question(m_files.question(m_name));
        if (!QFile::exists(m_files.socket(m_name)) && !question.open(QFile::WriteOnly))
            std::fprintf(stderr, "blkerad: %s: %s\n", qPrintable(question.fileName()),
                         qPrintable(question.errorString()));
        m_systemd.startUnit(m_unit, this, [this](const QString& error, const QString& result) {
            if (!error.isEmpty())
                end(failed(QStringLiteral("%1: systemd does not start it: %2").arg(m_name, error)));
            else if (result == QLatin1String("done"))
                end(std::nullopt);
            else
                askWhy();
        });
        m_age.start();
        m_timer.callOnTimeout(this, [this] { look(); });
        m_timer.start(kLookEveryMs);
    }

private:
    // systemd keeps what the target has said last, until the next start.
    void askWhy()
    {
        m_systemd.serviceProperty(
            m_unit, QStringLiteral("StatusText"), this, [this](const QVariant& value) {
                const QString words = value.toString();
                end(failed(words.isEmpty()
                               ? QStringLiteral("%1: the target ended at once, without a word: %2")
                                     .arg(m_name, whereItsWordsAre(m_name))
                               : m_name + QLatin1String(": ") + words));
            });
    }

    // A systemd that begins anew meanwhile, for an upgrade, may forget to tell.
    void look()
    {
        if (TargetClient::answers(m_files.socket(m_name))) {
            end(std::nullopt);
        } else if (m_age.elapsed() > kPatienceMs) {
            m_systemd.call("KillUnit", { m_unit, QStringLiteral("main"), SIGTERM }, &m_systemd,
                           [](const QString&, const QVariantList&) {});
            end(failed(QStringLiteral("%1: the target did not answer within %2 seconds: %3")
                           .arg(m_name)
                           .arg(kPatienceMs / 1000)
                           .arg(whereItsWordsAre(m_name))));
        }
    }

    void end(const std::optional<BusError>& error)
    {
        m_timer.stop();
        QFile::remove(m_files.question(m_name)); // should the unit not have come that far
        deleteLater();
        if (const Finished finished = std::exchange(m_finished, {}))
            finished(error);
    }

    SystemdManager& m_systemd;
    const TargetFiles& m_files;
    QString m_name;
    QString m_unit;
    Finished m_finished;
    QElapsedTimer m_age;
    QTimer m_timer;
};

TargetLauncher::Command asUnit(const QString& description, const QStringList& options,
                               const QStringList& command)
{
    return { QStringLiteral("systemd-run"),
             QStringList { QStringLiteral("--pipe"), QStringLiteral("--wait"),
                           QStringLiteral("--quiet"), QStringLiteral("--collect"),
                           QStringLiteral("--working-directory=/"),
                           QLatin1String("--description=") + description }
                 + options + QStringList { QStringLiteral("--") } + command };
}

} // namespace

SystemdLauncher::SystemdLauncher(TargetFiles files, const QDBusConnection& bus, QObject* parent)
    : TargetLauncher(std::move(files), parent)
    , m_systemd(bus)
{
    connect(&m_systemd, &SystemdManager::unitFailed, this, [this](const QString& unit) {
        if (const QString name = nameOf(unit); !name.isEmpty())
            askForStart(name);
    });
    m_systemd.listen();
}

void SystemdLauncher::askForStart(const QString& name)
{
    m_systemd.serviceProperty(unitOf(name), QStringLiteral("StatusText"), this,
                              [this, name](const QVariant& value) {
                                  if (const QString words = value.toString(); !words.isEmpty())
                                      emit startFailed(name, name + QLatin1String(": ") + words);
                              });
}

void SystemdLauncher::launch(const QString& name, const QString&, Finished finished)
{
    new Launch(m_systemd, files(), name, std::move(finished), &m_systemd);
}

// The unit cannot be stopped, because RefuseManualStop says so; but nothing keeps it beside one
// that it conflicts with.
void SystemdLauncher::endAttempts(const QString& name, Finished finished)
{
    m_systemd.startUnit(
        QStringLiteral("blkera-quit@%1.target").arg(name), this,
        [name, finished = std::move(finished)](const QString& error, const QString& result) {
            if (error.isEmpty() && result == QLatin1String("done"))
                finished(std::nullopt);
            else
                finished(failed(QStringLiteral("%1: systemd goes on trying to serve it: %2")
                                    .arg(name, error.isEmpty() ? result : error)));
        });
}

TargetLauncher::Command SystemdLauncher::command(const QString& name,
                                                 const QStringList& arguments) const
{
    // As in blkera-target@.service, of which this is a short moment.
    return asUnit(QStringLiteral("blkera-target %1 of %2").arg(arguments.value(0), name),
                  { QStringLiteral("--property=CapabilityBoundingSet=CAP_SYS_ADMIN CAP_SYS_RESOURCE"
                                   " CAP_IPC_LOCK CAP_SYS_PTRACE CAP_DAC_READ_SEARCH"
                                   " CAP_DAC_OVERRIDE"),
                    QStringLiteral("--property=NoNewPrivileges=yes"),
                    QStringLiteral("--property=PrivateNetwork=yes"),
                    QStringLiteral("--property=RestrictAddressFamilies=AF_UNIX"),
                    QStringLiteral("--property=MemoryDenyWriteExecute=yes"),
                    QStringLiteral("--property=LimitMEMLOCK=infinity"),
                    QStringLiteral("--property=UMask=0077") },
                  QStringList { files().program } + arguments);
}

TargetLauncher::Command SystemdLauncher::unconfined(const QString& description,
                                                    const QStringList& variables, int limitSeconds,
                                                    const QStringList& command) const
{
    QStringList options { QStringLiteral("--property=RuntimeMaxSec=%1").arg(limitSeconds) };
    for (const QString& variable : variables)
        options << QLatin1String("--setenv=") + variable;
    return asUnit(description, options, command);
}

QString SystemdLauncher::lastWords(const QString& name) const
{
    return whereItsWordsAre(name);
}

void SystemdLauncher::setStartedAtBoot(const QString& name, bool isStarted)
{
    const QStringList units { unitOf(name) };
    constexpr bool kUntilReboot = false;
    constexpr bool kForce = false;
    const auto answer = [name](const QString& error, const QVariantList&) {
        if (!error.isEmpty())
            std::fprintf(stderr, "blkerad: %s: whether it is started at boot stays as it is: %s\n",
                         qPrintable(name), qPrintable(error));
    };
    if (isStarted) {
        m_systemd.call("EnableUnitFiles", { units, kUntilReboot, kForce }, this, answer);
        return;
    }
    m_systemd.call("DisableUnitFiles", { units, kUntilReboot }, this, answer);
    // What failed is no longer of interest. Mostly nothing did, and that is an error.
    m_systemd.call("ResetFailedUnit", { unitOf(name) }, this,
                   [](const QString&, const QVariantList&) {});
}

} // namespace blkera
