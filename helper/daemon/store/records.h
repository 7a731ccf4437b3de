// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include <QString>

namespace blkera {

// The rows of the history. Times are microseconds since 1970, UTC; 0 is a time that nobody knows or
// that has not come yet. Text is kept as it comes, control characters too: who shows it escapes it.

// Why an era began.
enum class EraCause : std::uint8_t {
    Unknown,
    Checkpoint, // somebody asked, or a schedule did
    Snapshot, // a metadata snapshot was taken
    Activation,
    Crash, // activation after a target that had died
    Resume,
    Resize,
};

QString toQString(EraCause cause); // "unknown", "checkpoint", ...
EraCause eraCauseOf(const QString& text); // Unknown for any other text

struct EraRecord {
    quint32 era = 0;
    qint64 startedUs = 0;
    qint64 endedUs = 0;
    EraCause cause = EraCause::Unknown;
    std::optional<quint32> uid; // who asked for it
    QString groupId; // of a checkpoint of several devices at one moment; else empty
    std::optional<quint64> blocks; // marked in it
    std::optional<quint64> bytes; // written in it
    bool isRebuilt = false; // from the metadata, after the history was lost

    bool operator==(const EraRecord&) const = default;
};

struct DeviceRecord {
    QString name;
    qint64 createdUs = 0;
    qint64 removedUs = 0;

    bool operator==(const DeviceRecord&) const = default;
};

struct EventRecord {
    qint64 id = 0; // given by the history, in the order of writing
    qint64 timeUs = 0;
    QString device; // empty: of none
    QString kind; // such as "target-died"
    QString text; // at most kTextLimit

    bool operator==(const EventRecord&) const = default;
};

// Who asked for what, and what came of it.
struct AuditEntry {
    qint64 id = 0; // given by the history, in the order of writing
    qint64 timeUs = 0;
    quint32 uid = 0;
    QString sender; // unique name on the bus
    QString method;
    QString action; // of polkit
    QString device;
    QString result; // "done", "denied", or the name of an error
    QString message; // at most kTextLimit

    bool operator==(const AuditEntry&) const = default;
};

struct JobRecord {
    QString id;
    QString device;
    QString operation;
    std::optional<quint32> uid;
    qint64 startedUs = 0;
    qint64 endedUs = 0; // 0: not ended yet
    QString outcome;
    QString report; // JSON; one longer than kReportLimit is not kept

    bool operator==(const JobRecord&) const = default;
};

// In UTF-16 units; longer text is cut.
constexpr qsizetype kTextLimit = 4'096;
constexpr qsizetype kReportLimit = 65'536;

// What may go. A 0 keeps everything.
struct Retention {
    qint64 eventsBeforeUs = 0;
    qint64 auditBeforeUs = 0;
    qint64 jobsBeforeUs = 0; // by their end
    qint64 removedBeforeUs = 0; // devices, with all their eras, by their removal
    quint32 erasPerDevice = 0; // those further behind the newest go
};

} // namespace blkera
