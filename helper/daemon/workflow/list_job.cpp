// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/list_job.h"

#include <utility>

#include <QDBusArgument>
#include <QPointer>

namespace blkera {

namespace {

constexpr int kLookEveryMs = 500;

QVariantMap reportOf(quint64 blocks, quint64 uncertain)
{
    return { { QStringLiteral("blocks"), blocks }, { QStringLiteral("uncertain"), uncertain } };
}

} // namespace

QList<ListState> listStatesOf(const QVariantList& values)
{
    QList<ListState> states;
    const auto lists = values.value(0).value<QDBusArgument>();
    lists.beginArray();
    while (!lists.atEnd()) {
        ListState list;
        lists.beginStructure();
        lists >> list.job >> list.state >> list.done >> list.total >> list.blocks >> list.uncertain
            >> list.error;
        lists.endStructure();
        states << list;
    }
    lists.endArray(); // else the message stays for ever
    return states;
}

ListJob::ListJob(Job& job, Device& device)
    : QObject(&job)
    , m_job(job)
    , m_device(device)
{
    job.setCancel(
        [this](Finished finished) { m_device.cancelList(m_job.id(), std::move(finished)); });
    connect(&job, &Job::ended, this, [this] { m_timer.stop(); });
    // The device is not removed while it runs; its list ends with its target.
    connect(&device, &QObject::destroyed, &job,
            [&job] { job.end(failed(QStringLiteral("%1 was removed").arg(job.device()))); });
    m_timer.setInterval(kLookEveryMs);
    m_timer.callOnTimeout(this, [this] { look(); });
    m_timer.start();
}

void ListJob::begin(Job& job, Device& device, quint32 since, quint32 until, const QString& format,
                    const QDBusUnixFileDescriptor& output, Device::ValuesAnswer answer)
{
    auto* watch = new ListJob(job, device);
    watch->m_answer = std::move(answer);
    device.changedBlocks(job.id(), since, until, format, output,
                         [watch = QPointer(watch)](const std::optional<BusError>& error,
                                                   const QVariantList& values) {
                             if (watch)
                                 watch->answered(error, values);
                         });
}

void ListJob::takeUp(Job& job, Device& device)
{
    (new ListJob(job, device))->look();
}

void ListJob::answered(const std::optional<BusError>& error, const QVariantList& values)
{
    m_job.end(error,
              error ? QVariantMap()
                    : reportOf(values.value(0).toULongLong(), values.value(1).toULongLong()));
    if (const auto answer = std::exchange(m_answer, {}))
        answer(error, values);
}

void ListJob::look()
{
    if (std::exchange(m_looking, true))
        return;
    m_device.lists(
        [self = QPointer(this)](const std::optional<BusError>& error, const QVariantList& values) {
            if (!self)
                return;
            self->m_looking = false;
            if (!error)
                self->take(listStatesOf(values));
            else if (!self->m_answer && self->m_device.notServed())
                self->m_job.end(error); // who waits for the answer gets that one
        });
}

void ListJob::take(const QList<ListState>& lists)
{
    bool isKnown = false;
    for (const ListState& list : lists) {
        if (list.job != m_job.id())
            continue;
        isKnown = true;
        m_job.setProgress(list.done, list.total);
        if (m_answer || list.state == QLatin1String("running"))
            continue;
        if (list.state == QLatin1String("done"))
            m_job.end(std::nullopt, reportOf(list.blocks, list.uncertain));
        else
            m_job.end(failed(m_job.device() + QLatin1String(": ") + list.error));
    }
    if (!isKnown && !m_answer)
        m_job.endInterrupted(
            QStringLiteral("%1: nothing is known of the list any more; do not use it")
                .arg(m_job.device()));
}

} // namespace blkera
