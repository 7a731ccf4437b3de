// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/history.h"

#include "store/history_queries.h"
#include "store/history_queue.h"
#include "store/history_reader.h"
#include "store/history_writer.h"

#include <utility>

namespace blkera {

namespace {

constexpr int kReadLimit = 256; // that wait

} // namespace

History::History(QString path, QObject* parent)
    : QObject(parent)
    , m_path(std::move(path))
    , m_queue(std::make_unique<HistoryQueue>())
    , m_reader(std::make_unique<HistoryReader>(m_path))
    , m_writer(std::make_unique<HistoryWriter>(
          m_path, *m_queue, *m_reader,
          HistoryWriter::Listener {
              [this](const QString& why) { post([this, why] { emit incomplete(why); }); },
              [this](const QString& why) {
                  post([this, why] {
                      m_failure = why;
                      emit failed(why);
                  });
              },
              [this] {
                  post([this] {
                      m_failure.clear();
                      emit recovered();
                  });
              },
          }))
{
}

History::~History()
{
    m_queue->end(); // lets the writer end, which goes first
}

void History::post(std::function<void()> call)
{
    QMetaObject::invokeMethod(this, std::move(call), Qt::QueuedConnection);
}

void History::noteDevice(const QString& name, qint64 createdUs)
{
    m_queue->add(DeviceNote { name, createdUs });
}

void History::forgetDevice(const QString& name, qint64 removedUs)
{
    m_queue->add(DeviceEnd { name, removedUs });
}

void History::noteEra(const QString& device, const EraRecord& era)
{
    m_queue->add(EraNote { device, era });
}

void History::endEra(const QString& device, quint32 era, qint64 endedUs,
                     std::optional<quint64> blocks, std::optional<quint64> bytes)
{
    m_queue->add(EraEnd { device, era, endedUs, blocks, bytes });
}

void History::noteEvent(const EventRecord& event)
{
    m_queue->add(event);
}

void History::noteAudit(const AuditEntry& entry)
{
    m_queue->add(entry);
}

void History::noteJob(const JobRecord& job)
{
    m_queue->add(job);
}

void History::prune(const Retention& retention)
{
    m_queue->add(retention);
}

void History::flush(Answer<void> answer)
{
    m_queue->add(Sync {});
    m_queue->whenSettled([this, answer = std::move(answer)](bool isWritten) {
        post([this, answer, isWritten] {
            answer(isWritten ? Result<void>() : ioError(0, m_failure.toStdString()));
        });
    });
}

template <class T, class Read> void History::read(Read query, Answer<T> answer)
{
    if (m_reads >= kReadLimit) {
        post([answer = std::move(answer)] {
            answer(Error { ErrorKind::Busy, 0, "too many wait for the history" });
        });
        return;
    }
    ++m_reads;
    const HistoryReader::Read read = [this, query = std::move(query), answer = std::move(answer)](
                                         const Result<SqliteConnection*>& connection) {
        Result<T> rows = connection ? query(**connection) : Result<T>(connection.error());
        if (!rows && rows.error().kind == ErrorKind::Corrupt)
            m_queue->suspect();
        post([this, answer, rows = std::move(rows)] {
            --m_reads;
            answer(rows);
        });
    };
    // What cannot be written does not keep what is there from being read.
    m_queue->whenSettled([this, read](bool) { m_reader->add(read); });
}

void History::eras(const QString& device, quint32 from, int count, Answer<QList<EraRecord>> answer)
{
    read<QList<EraRecord>>(
        [=](const SqliteConnection& connection) {
            return readEras(connection, device, from, count);
        },
        std::move(answer));
}

void History::lastEras(const QString& device, int count, Answer<QList<EraRecord>> answer)
{
    read<QList<EraRecord>>(
        [=](const SqliteConnection& connection) { return readLastEras(connection, device, count); },
        std::move(answer));
}

void History::devices(Answer<QList<DeviceRecord>> answer)
{
    read<QList<DeviceRecord>>(readDevices, std::move(answer));
}

void History::events(const LogQuery& query, Answer<QList<EventRecord>> answer)
{
    read<QList<EventRecord>>(
        [=](const SqliteConnection& connection) { return readEvents(connection, query); },
        std::move(answer));
}

void History::audit(const LogQuery& query, Answer<QList<AuditEntry>> answer)
{
    read<QList<AuditEntry>>(
        [=](const SqliteConnection& connection) { return readAudit(connection, query); },
        std::move(answer));
}

void History::jobs(const QString& device, int limit, Answer<QList<JobRecord>> answer)
{
    read<QList<JobRecord>>(
        [=](const SqliteConnection& connection) { return readJobs(connection, device, limit); },
        std::move(answer));
}

void History::unfinishedJobs(Answer<QList<JobRecord>> answer)
{
    read<QList<JobRecord>>(readUnfinishedJobs, std::move(answer));
}

History::Counts History::counts() const
{
    const HistoryQueue::Dropped dropped = m_queue->dropped();
    return { dropped.events, dropped.audit, dropped.others, m_writer->rejected(),
             m_queue->waitingBytes() };
}

} // namespace blkera
