// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"

#include <functional>
#include <optional>

#include <QObject>
#include <QString>
#include <QVariantMap>

namespace blkera {

// Something that takes longer than a call; what org.blkera.Job1 says of it. Whoever does the work
// reports to it, and ends it once.
class Job : public QObject {
    Q_OBJECT

public:
    enum class State {
        Running,
        Done,
        Failed,
        Cancelled,
        Interrupted, // the daemon ended meanwhile
    };

    // Asks the work to end, and answers whether it will.
    using Cancel = std::function<void(Finished)>;

    Job(quint64 id, QString operation, QString device, quint32 uid, qint64 startedUs,
        QObject* parent);

    quint64 id() const { return m_id; }

    const QString& operation() const { return m_operation; }

    const QString& device() const { return m_device; }

    quint32 uid() const { return m_uid; }

    qint64 startedUs() const { return m_startedUs; }

    qint64 endedUs() const { return m_endedUs; } // 0: it goes on

    State state() const { return m_state; }

    const QString& error() const { return m_error; }

    quint64 done() const { return m_done; }

    quint64 total() const { return m_total; } // 0: unknown

    // A second, on average since the start; and when it ends if that goes on. 0: unknown.
    quint64 rate() const;
    qint64 expectedEndUs() const;

    bool isCancelable() const { return m_state == State::Running && m_cancel; }

    const QVariantMap& report() const { return m_report; }

    void setCancel(Cancel cancel) { m_cancel = std::move(cancel); }

    // Errors: Failed if it has ended or cannot be cancelled.
    void cancel(Finished finished);
    void setProgress(quint64 done, quint64 total);
    // An error after cancel() means that it was cancelled. `report` only without one.
    void end(const std::optional<BusError>& error, const QVariantMap& report = {});
    void endInterrupted(const QString& why);
    // It ended before it was made here; nobody is told.
    void recall(State state, const QString& error, qint64 endedUs, const QVariantMap& report);

signals:
    void progressed();
    void ended();

private:
    void end(State state, const QString& error);

    const quint64 m_id;
    const QString m_operation;
    const QString m_device;
    const quint32 m_uid;
    const qint64 m_startedUs;
    qint64 m_endedUs = 0;
    qint64 m_progressedUs = 0;
    State m_state = State::Running;
    QString m_error;
    quint64 m_done = 0;
    quint64 m_total = 0;
    Cancel m_cancel;
    bool m_isCancelled = false;
    QVariantMap m_report;
};

QString toQString(Job::State state); // "running", ...
std::optional<Job::State> toJobState(QStringView text);

// Microseconds since 1970.
qint64 nowUs();

} // namespace blkera
