// SPDX-License-Identifier: GPL-2.0-or-later
#include "service/job_service.h"

#include "job_adaptor.h"
#include "service/property_map.h"

#include <QPointer>

namespace blkera {

namespace {

constexpr int kPauseMs = 500;

} // namespace

JobService::JobService(Job& job, JobRegistry& registry, Gatekeeper& gatekeeper,
                       const QDBusConnection& connection, QObject* parent)
    : QObject(parent)
    , m_job(job)
    , m_registry(registry)
    , m_gatekeeper(gatekeeper)
    , m_connection(connection)
    , m_path(QString::fromStdString(names::jobPath(job.id())))
    , m_published(properties())
{
    new JobAdaptor(this);
    m_connection.registerObject(m_path, this, QDBusConnection::ExportAdaptors);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    m_pause.callOnTimeout(this, [this] { publish(); });
    connect(&job, &Job::progressed, this, [this] {
        if (!m_pause.isActive())
            m_pause.start();
    });
    connect(&job, &Job::ended, this, [this] { publish(); });
}

JobService::~JobService()
{
    m_connection.unregisterObject(m_path);
}

QVariantMap JobService::properties() const
{
    return propertiesOf(*this);
}

void JobService::publish()
{
    const QVariantMap now = properties();
    const QVariantMap changed = differenceOf(m_published, now);
    m_published = now;
    if (!changed.isEmpty())
        m_connection.send(propertiesChanged(m_path, names::kJobInterface, changed));
}

// Whose job it is, is known when it is known who calls.
void JobService::Cancel()
{
    setDelayedReply(true);
    admit(message(), "Cancel", [self = QPointer(this)](const RequestPtr& request, Job& job) {
        if (request->uid() == job.uid() || request->uid() == 0) {
            cancel(request, job);
            return;
        }
        request->drop();
        if (self)
            self->admit(request->message(), "Cancel other", &JobService::cancel);
    });
}

void JobService::admit(const QDBusMessage& call, std::string_view verb, const JobWork& work)
{
    m_gatekeeper.admit(call, m_connection, names::kJobInterface, verb, { m_job.device() },
                       [&registry = m_registry, id = m_job.id(), work](const RequestPtr& request) {
                           if (Job* job = registry.find(id))
                               work(request, *job);
                           else
                               request->fail(
                                   { QLatin1String(names::kErrorNotFound),
                                     QStringLiteral("job %1 is not known any more").arg(id) });
                       });
}

void JobService::cancel(const RequestPtr& request, Job& job)
{
    job.cancel([request](const std::optional<BusError>& error) { request->finish(error); });
}

} // namespace blkera
