// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <memory>

#include <QByteArray>
#include <QDBusMessage>
#include <QList>
#include <QMap>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTemporaryDir>
#include <QVariantMap>

namespace blkera::test {

inline constexpr unsigned kNobody = 65534;
inline constexpr unsigned kOther = 1; // "daemon": the bus wants to know every user by name

// A daemon of its own on the private bus, with the fake target beside it, and a client (root).
class DaemonWorld : public QObject {
    Q_OBJECT

public:
    DaemonWorld();
    ~DaemonWorld() override;

    void startDaemon();
    void endDaemon(int signal);
    void signalDaemon(int signal);
    // Whether it ended by itself, with status 0, within that time.
    bool hasEndedWell(int withinMs);

    // An empty loop device, which goes with the world.
    QString blockDevice();

    // As root; waits for the answer.
    QDBusMessage call(const QString& path, const char* interface, const char* method,
                      const QVariantList& arguments = {});
    QDBusMessage manager(const char* method, const QVariantList& arguments = {});
    QDBusMessage device(const QString& name, const char* method,
                        const QVariantList& arguments = {});
    QDBusMessage create(const QString& name, bool start = true);
    QVariant property(const QString& name, const char* property);

    // See bus_caller.
    QByteArray callAs(unsigned uid, int times, const QString& path, const QString& interface,
                      const QString& method, const QStringList& arguments);

    QStringList managedPaths(); // of devices
    QList<QVariantMap> jobs(); // their properties
    static QList<QVariantMap> rows(const QDBusMessage& answer); // of aa{sv}
    QByteArray introspect(const QString& path);

    QString configFile(const QString& name) const;
    QString socket(const QString& name) const;
    QString stateFile(const QString& name) const;
    QString historyFile() const;
    QString hooksFolder() const;
    QByteArray configuration() const; // names and content of all files
    QStringList runtimeFiles() const;
    qint64 targetPid(const QString& name) const;

    qint64 daemonPid() const { return m_daemon.processId(); }

    QByteArray daemonLog() const;

    // What the daemon signalled: "added x", "removed x", "x State=running".
    QStringList heard;
    QStringList heardOfJobs; // likewise, by their ids
    QStringList heardOf(const QString& name) const;

private slots:
    void onPropertiesChanged(const QDBusMessage& signal);
    void onInterfacesAdded(const QDBusMessage& signal);
    void onInterfacesRemoved(const QDBusMessage& signal);

private:
    QMap<QString, QVariantMap> objects(const char* interface);

    QTemporaryDir m_folder;
    QProcess m_daemon;
    QStringList m_loops;
};

} // namespace blkera::test
