// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "store/records.h"

#include <functional>
#include <memory>

#include <QList>
#include <QObject>
#include <QString>

namespace blkera {

class HistoryQueue;
class HistoryReader;
class HistoryWriter;

// What happened on the devices and who asked for it, in an SQLite file that survives the daemon.
//
// All calls are made on the thread that made the object, and none of them waits for a disk: one
// thread writes, one reads. Answers and signals come later, on the caller's thread, and never once
// the object has gone. A read sees everything that was noted before it was asked for.
//
// What is noted is gathered for 100 ms at most, then written in one transaction. Eras, jobs and
// devices are synced to the disk with it. Events and audit alone are not (synchronous=NORMAL):
// after a power cut the last seconds of them may be missing, never anything in the middle; who is
// refused something must not be able to make the disk sync, and the journal has these lines too.
//
// Without a disk to write to (full, read-only, not there, a file of a newer version) the daemon
// goes on: failed() says so once, what is noted waits in memory, and writing is tried again after a
// second, then less often, once a minute in the end. Waiting are at most 8 MiB of audit and events
// (half of that for refusals); those that come on top are dropped and counted, and the history
// gets an event "history-dropped" with the counts when it can be written again. Eras, jobs and
// devices have 16 MiB for themselves, which is months; should that be used up, incomplete()
// follows.
class History : public QObject {
    Q_OBJECT

public:
    template <class T> using Answer = std::function<void(const Result<T>& answer)>;
    static constexpr int kRowLimit = 1'000; // of one read

    struct Counts {
        quint64 droppedEvents = 0;
        quint64 droppedAudit = 0;
        quint64 droppedOthers = 0; // see incomplete()
        quint64 rejected = 0; // records that the database does not take
        quint64 waitingBytes = 0; // in memory, not yet written
    };

    // `path` is history.sqlite's; a folder that is not there is made, mode 0700.
    explicit History(QString path, QObject* parent = nullptr);
    // Writes what waits; waits for that. With a failing disk it tries once.
    ~History() override;

    // There is a device of that name. Time 0: whichever is there already, or one made at an unknown
    // time. A time other than the known one: another device, made after that one was removed.
    void noteDevice(const QString& name, qint64 createdUs);
    void forgetDevice(const QString& name, qint64 removedUs);

    // An era began, or more is known of it: a known field replaces an unknown one, never the
    // reverse; what was rebuilt completes a row and replaces nothing that was seen.
    // It belongs to the device that has the name, else to the last that had it, else to a new one.
    void noteEra(const QString& device, const EraRecord& era);
    // As noteEra, for what is known at the end; a rebuilt row remains one.
    void endEra(const QString& device, quint32 era, qint64 endedUs, std::optional<quint64> blocks,
                std::optional<quint64> bytes);

    void noteEvent(const EventRecord& event);
    void noteAudit(const AuditEntry& entry);
    // Begins a job, or completes it, by its id; a known field is not blanked.
    void noteJob(const JobRecord& job);

    // Takes away what is older, in small steps between the writing.
    void prune(const Retention& retention);

    // Everything noted so far is on the disk, safe from a power cut; or why not.
    void flush(Answer<void> answer);

    // All reads give at most kRowLimit rows, and an error of kind Busy if 256 others wait. Those of
    // a device mean the one that has the name, else the last that had it: NotFound without any.

    // The eras from `from` on, lowest first.
    void eras(const QString& device, quint32 from, int count, Answer<QList<EraRecord>> answer);
    // The last `count`, lowest first.
    void lastEras(const QString& device, int count, Answer<QList<EraRecord>> answer);
    // Of all times, by name, then by age.
    void devices(Answer<QList<DeviceRecord>> answer);

    // Which rows of a log. They come in the order of time, those of one time in that of writing.
    struct LogQuery {
        QString device; // empty: of all, and of none
        qint64 sinceUs = 0;
        // Of that same time only the rows behind this one: with time and id of the last row, the
        // next query goes on behind it.
        qint64 afterId = 0;
        int limit = kRowLimit;
        bool isLast = false; // the last `limit` that match, not the first
    };

    void events(const LogQuery& query, Answer<QList<EventRecord>> answer);
    void audit(const LogQuery& query, Answer<QList<AuditEntry>> answer);
    // The last ones by their start, oldest first; of all devices if `device` is empty.
    void jobs(const QString& device, int limit, Answer<QList<JobRecord>> answer);
    // Begun and not ended, oldest first: what a new daemon has to take up or to end.
    void unfinishedJobs(Answer<QList<JobRecord>> answer);

    // Why nothing can be written at present; empty if it can, or has not been tried yet.
    QString failure() const { return m_failure; }

    Counts counts() const;

signals:
    // Eras are missing, of all devices: the history is a new one (`why` is empty), the damaged one
    // was moved aside and another begun, or too much could not be written. Whoever knows the
    // devices notes what their metadata tells, with isRebuilt.
    void incomplete(const QString& why);
    // Once for each time that writing begins to fail; then recovered().
    void failed(const QString& why);
    void recovered();

private:
    template <class T, class Read> void read(Read query, Answer<T> answer);
    // From any thread.
    void post(std::function<void()> call);

    const QString m_path;
    QString m_failure;
    int m_reads = 0; // that wait
    // Constant after construction; their own locks inside.
    const std::unique_ptr<HistoryQueue> m_queue;
    const std::unique_ptr<HistoryReader> m_reader;
    const std::unique_ptr<HistoryWriter> m_writer;
};

} // namespace blkera
