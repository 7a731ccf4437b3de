// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <memory>

#include <QByteArray>
#include <QDBusAbstractAdaptor>
#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusObjectPath>
#include <QDBusUnixFileDescriptor>
#include <QList>
#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace blkera {

using Interfaces = QMap<QString, QVariantMap>;
using ManagedObjects = QMap<QDBusObjectPath, Interfaces>;

// What every call to an object of the fake daemon is noted as ("Start", "Message checkpoint"), and
// the error it ends with, if any.
struct FakeBehaviour {
    QStringList calls;
    QString errorName;
    QString errorMessage;
    int delayMs = 0;
    bool interactive = false; // of the last call
    // ChangedBlocks writes `list`, and then fails if an error is set.
    QByteArray list;
    // How many times ChangedBlocks writes the list.
    int repetitions = 1;
    // What ChangedBlocks says of its 5 blocks.
    qulonglong uncertain = 0;
    // What GetMap gives: "good", or a file that is "unsealed", "short" or "strange" (another
    // header).
    QString map = QStringLiteral("good");
    // The call in which the process ends without an answer; empty: none.
    QString diesIn;
};

// org.blkera.Device1 with what the test says in place of what a target says. The slots are called
// by the adaptor that is generated from the XML; the properties are dynamic ones.
class FakeDevice : public QObject, protected QDBusContext {
    Q_OBJECT

public:
    FakeDevice(const QString& name, FakeBehaviour& behaviour);

    QVariantMap properties() const;

    void Start();
    void Stop();
    void Restart();
    void Suspend();
    uint Resume();
    void Remove();
    qulonglong Resize(bool force, uint& oldBlocks, uint& blocks, qulonglong& oldMetadataBlocks,
                      qulonglong& metadataBlocks, bool& visible);
    QString Status();
    QVariantMap Statistics();
    void Message(const QString& message);
    uint Checkpoint();
    void SetSchedule(const QString& schedule);
    QList<QVariantMap> GetEras(uint from, uint count);
    qulonglong ChangedBlocks(uint since, uint until, const QString& format,
                             const QDBusUnixFileDescriptor& output, qulonglong& uncertain);
    QDBusUnixFileDescriptor GetMap(qulonglong first, qulonglong count, uint maxCells, uint since,
                                   uint until, qulonglong& firstBlock, uint& blocksPerCell,
                                   uint& cells, uint& currentEra, bool& superset);
    uint GetHistogram(uint first, uint last, uint maxBuckets, qulonglong& erasPerBucket,
                      QList<qulonglong>& blocks, qulonglong& earlier, qulonglong& later,
                      qulonglong& never);

    bool visible = true; // after Resize
    QString statusLine = QStringLiteral("8 23/2048 3 -");
    QVariantMap statistics;
    QList<QVariantMap> eras;

private:
    bool refuses(const QString& call);
    void writeList(const QDBusUnixFileDescriptor& output, const QVariantList& answer);

    FakeBehaviour& m_behaviour;
};

// org.blkera.Manager1.
class FakeManager : public QObject, protected QDBusContext {
    Q_OBJECT

public:
    explicit FakeManager(FakeBehaviour& behaviour);

    QDBusObjectPath CreateDevice(const QString& name, const QString& origin,
                                 const QString& metadata, uint blockSize, const QString& frontend,
                                 uint queues, uint queueDepth, bool forceFormat, bool start);
    QDBusObjectPath GetDevice(const QString& name);
    QList<uint> Checkpoint(const QStringList& names, QString& group);
    QStringList Reload();
    QList<QVariantMap> GetEvents(const QString& device, qulonglong sinceUs, uint limit);
    QList<QVariantMap> GetAudit(const QString& device, qulonglong sinceUs, uint limit);

    QList<uint> eras;
    QList<QVariantMap> events;
    QList<QVariantMap> audit;

signals:
    void Event(qulonglong timeUs, const QString& device, const QString& kind, const QString& text);

private:
    FakeBehaviour& m_behaviour;
};

// org.blkera.Job1, with the properties that the test sets.
class FakeJob : public QObject, protected QDBusContext {
    Q_OBJECT

public:
    FakeJob(qulonglong id, FakeBehaviour& behaviour);

    QVariantMap properties() const;

    void Cancel();

private:
    FakeBehaviour& m_behaviour;
};

// The daemon's side of the bus, in the test's own process and event loop.
class FakeDaemon : public QObject {
    Q_OBJECT

public:
    // Whether it serves.
    bool start(const QString& busAddress);
    ~FakeDaemon() override;

    FakeDevice& addDevice(const QString& name);
    FakeJob& addJob(qulonglong id);
    // As the daemon signals them.
    void changeDevice(const QString& name, const QVariantMap& properties);
    void changeManager(const QVariantMap& properties);

    FakeBehaviour behaviour;
    FakeManager manager { behaviour };
    std::map<QString, std::unique_ptr<FakeDevice>> devices;
    std::map<qulonglong, std::unique_ptr<FakeJob>> jobs;

private:
    QDBusConnection m_connection { QString() };
};

class ObjectManagerAdaptor : public QDBusAbstractAdaptor {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.DBus.ObjectManager")

public:
    ObjectManagerAdaptor(QObject* parent, FakeDaemon& daemon);

public slots:
    blkera::ManagedObjects GetManagedObjects();

private:
    FakeDaemon& m_daemon;
};

} // namespace blkera
