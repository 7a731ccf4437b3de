// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/gatekeeper.h"
#include "device/device_registry.h"
#include "service/parts.h"
#include "workflow/job_registry.h"

#include <string_view>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusUnixFileDescriptor>
#include <QObject>
#include <QString>
#include <QVariantMap>

namespace blkera {

// The bus object of one device: org.blkera.Device1, as dbus/org.blkera.Device1.xml has it. No
// logic: methods go through the gatekeeper to the device, which they find by name again when they
// are let in.
class DeviceService : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_PROPERTY(QString Name READ name)
    Q_PROPERTY(QString Origin READ origin)
    Q_PROPERTY(QString Metadata READ metadata)
    Q_PROPERTY(QString OriginId READ originId)
    Q_PROPERTY(QString MetadataId READ metadataId)
    Q_PROPERTY(uint BlockSize READ blockSize)
    Q_PROPERTY(QString Frontend READ frontend)
    Q_PROPERTY(uint Queues READ queues)
    Q_PROPERTY(uint QueueDepth READ queueDepth)
    Q_PROPERTY(QString State READ state)
    Q_PROPERTY(QString Failure READ failure)
    Q_PROPERTY(QString DevicePath READ devicePath)
    Q_PROPERTY(QString ServedBy READ servedBy)
    Q_PROPERTY(uint CurrentEra READ currentEra)
    Q_PROPERTY(QString Schedule READ schedule)
    Q_PROPERTY(qulonglong NextCheckpoint READ nextCheckpoint)
    Q_PROPERTY(qulonglong Size READ size)
    Q_PROPERTY(qulonglong MetadataUsed READ metadataUsed)
    Q_PROPERTY(qulonglong MetadataTotal READ metadataTotal)
    Q_PROPERTY(qulonglong MetadataSnapshot READ metadataSnapshot)

public:
    // Registers itself on the connection; unregisters when it goes. The device outlives it.
    DeviceService(Device& device, const Parts& parts, const QDBusConnection& connection,
                  QObject* parent);
    ~DeviceService() override;

    QString path() const { return m_path; }

    // All properties of the interface, by name.
    QVariantMap properties() const;

    QString name() const { return m_name; }

    QString origin() const { return QString::fromStdString(m_device.config().origin); }

    QString metadata() const { return QString::fromStdString(m_device.config().metadata); }

    QString originId() const { return QString::fromStdString(m_device.config().originId); }

    QString metadataId() const { return QString::fromStdString(m_device.config().metadataId); }

    uint blockSize() const { return m_device.config().blockSizeSectors; }

    QString frontend() const { return QLatin1String(toString(m_device.config().frontend)); }

    uint queues() const { return m_device.config().queues; }

    uint queueDepth() const { return m_device.config().queueDepth; }

    QString state() const { return toQString(m_device.state()); }

    QString failure() const { return m_device.failure(); }

    QString devicePath() const { return m_device.devicePath(); }

    QString servedBy() const { return m_device.servedBy(); }

    uint currentEra() const { return m_device.currentEra(); }

    QString schedule() const
    {
        return QString::fromStdString(toString(m_device.config().schedule));
    }

    qulonglong nextCheckpoint() const
    {
        return static_cast<qulonglong>(m_device.nextCheckpointUs());
    }

    qulonglong size() const { return m_device.figures().sizeSectors; }

    qulonglong metadataUsed() const { return m_device.figures().metadataUsed; }

    qulonglong metadataTotal() const { return m_device.figures().metadataTotal; }

    qulonglong metadataSnapshot() const { return m_device.figures().metadataSnapshot; }

    // Answered later, whatever they return.
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
    void Message(const QString& text);
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

private:
    using DeviceWork = std::function<void(const RequestPtr& request, Device& device)>;
    using DeviceObstacle = std::function<std::optional<BusError>(const Device& device)>;

    void admit(std::string_view verb, DeviceWork work, DeviceObstacle obstacle = {});
    void admitServed(std::string_view verb, DeviceWork work); // what needs a target
    void emitChanged(const QVariantMap& changed);

    // Of a request that was let in; null: the user has too many, and has been told.
    Job* beginJob(const RequestPtr& request, const char* operation) const;
    // Answers the request, and ends the job, which may be null.
    static Finished finishing(const RequestPtr& request, Job* job);

    Device& m_device;
    const Parts m_parts;
    QDBusConnection m_connection;
    QString m_name;
    QString m_path;
};

} // namespace blkera
