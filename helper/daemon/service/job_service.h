// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/gatekeeper.h"
#include "workflow/job_registry.h"

#include <functional>
#include <string_view>

#include <QDBusConnection>
#include <QDBusContext>
#include <QObject>
#include <QString>
#include <QTimer>
#include <QVariantMap>

namespace blkera {

// The bus object of one job: org.blkera.Job1, as dbus/org.blkera.Job1.xml has it. No logic.
class JobService : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_PROPERTY(qulonglong Id READ id)
    Q_PROPERTY(QString Operation READ operation)
    Q_PROPERTY(QString Device READ device)
    Q_PROPERTY(uint StartedByUid READ startedByUid)
    Q_PROPERTY(qulonglong StartTime READ startTime)
    Q_PROPERTY(qulonglong EndTime READ endTime)
    Q_PROPERTY(QString State READ state)
    Q_PROPERTY(QString Error READ error)
    Q_PROPERTY(qulonglong Done READ done)
    Q_PROPERTY(qulonglong Total READ total)
    Q_PROPERTY(qulonglong Rate READ rate)
    Q_PROPERTY(qulonglong ExpectedEnd READ expectedEnd)
    Q_PROPERTY(bool Cancelable READ cancelable)
    Q_PROPERTY(QVariantMap Report READ report)

public:
    // Registers itself on the connection; unregisters when it goes. All outlive it.
    JobService(Job& job, JobRegistry& registry, Gatekeeper& gatekeeper,
               const QDBusConnection& connection, QObject* parent);
    ~JobService() override;

    QString path() const { return m_path; }

    // All properties of the interface, by name.
    QVariantMap properties() const;

    qulonglong id() const { return m_job.id(); }

    QString operation() const { return m_job.operation(); }

    QString device() const { return m_job.device(); }

    uint startedByUid() const { return m_job.uid(); }

    qulonglong startTime() const { return static_cast<qulonglong>(m_job.startedUs()); }

    qulonglong endTime() const { return static_cast<qulonglong>(m_job.endedUs()); }

    QString state() const { return toQString(m_job.state()); }

    QString error() const { return m_job.error(); }

    qulonglong done() const { return m_job.done(); }

    qulonglong total() const { return m_job.total(); }

    qulonglong rate() const { return m_job.rate(); }

    qulonglong expectedEnd() const { return static_cast<qulonglong>(m_job.expectedEndUs()); }

    bool cancelable() const { return m_job.isCancelable(); }

    QVariantMap report() const { return m_job.report(); }

    // Answered later.
    void Cancel();

private:
    using JobWork = std::function<void(const RequestPtr& request, Job& job)>;

    void publish();
    void admit(const QDBusMessage& call, std::string_view verb, const JobWork& work);
    static void cancel(const RequestPtr& request, Job& job);

    Job& m_job;
    JobRegistry& m_registry;
    Gatekeeper& m_gatekeeper;
    QDBusConnection m_connection;
    const QString m_path;
    QVariantMap m_published;
    QTimer m_pause; // between two signals
};

} // namespace blkera
