// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/audit.h"
#include "device/device_registry.h"
#include "store/history.h"

#include <functional>
#include <map>

#include <QList>
#include <QObject>
#include <QPointer>
#include <QString>

namespace blkera {

// Looks at what happens to the devices and writes it into the history: every era, with what the
// targets know of it, and every change of state. After the history was lost it is rebuilt from what
// the metadata tells.
class Chronicle : public QObject {
    Q_OBJECT

public:
    // Outlives it.
    explicit Chronicle(History& history, QObject* parent = nullptr);

    // What happens to its devices from now on. Once, before it scans.
    void follow(DeviceRegistry& registry);

    void note(const QString& device, const QString& kind, const QString& text);
    void noteAudit(const AuditRecord& record);

    // The devices, as far as they have it, are rebuilt; also when they are served next.
    void rebuild(const QString& why);

    // Asks the device what it has begun, and calls `done` when that is noted, or cannot be had.
    void update(Device& device, std::function<void()> done);

    // When the device's current era began; 0: not known.
    qint64 eraStartedUs(const QString& device) const;

    // Takes away what is older than so many days; 0 keeps it.
    void prune(int days);

signals:
    void happened(const blkera::EventRecord& event);
    // All that is known of the device's eras is in the history.
    void erasNoted(const QString& device);

private:
    struct Page {
        DeviceState state = DeviceState::Stopped;
        bool isKnown = false; // lastEra is what the history has
        bool isAsking = false;
        bool askAgain = false;
        bool isToRebuild = false;
        quint32 lastEra = 0;
        qint64 lastStartedUs = 0;
    };

    void add(Device* device);
    void remove(const QString& name);
    void noteState(Device& device);
    void takeEras(Device& device);
    void askForEras(Device& device);
    void noteEras(Device& device, const QVariantList& values, bool isLast);
    void rebuild(Device& device);
    void noteHistogram(Device& device, quint32 first, const QVariantList& values);

    History& m_history;
    std::map<QString, Page> m_pages; // by device
    QList<QPointer<Device>> m_devices;
};

} // namespace blkera
