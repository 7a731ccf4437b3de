// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include <QList>
#include <QString>
#include <QVariantMap>

namespace blkera {

// What the daemon remembers; the members are those of org.blkera.Device1.GetEras and of
// org.blkera.Manager1.GetEvents and GetAudit. Times are microseconds since 1970; 0: not known.
struct EraInfo {
    quint32 era = 0;
    quint64 startedUs = 0;
    quint64 endedUs = 0; // 0: not ended, or not known
    QString cause;
    std::optional<quint32> uid; // who asked for it
    QString group; // of several devices at one moment
    std::optional<quint64> blocks; // marked in it
    std::optional<quint64> bytes; // written in it
    bool isRebuilt = false;
};

struct EventInfo {
    quint64 timeUs = 0;
    QString device; // empty: of none
    QString kind;
    QString text;
};

struct AuditInfo {
    quint64 timeUs = 0;
    quint32 uid = 0;
    QString sender;
    QString method;
    QString action;
    QString device;
    QString result;
    QString message;
};

// What is missing in a row is left as it is by default; what is new there is ignored.
QList<EraInfo> erasOf(const QList<QVariantMap>& rows);
QList<EventInfo> eventsOf(const QList<QVariantMap>& rows);
QList<AuditInfo> auditOf(const QList<QVariantMap>& rows);

} // namespace blkera
