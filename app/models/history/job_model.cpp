// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/job_model.h"

#include "client/texts.h"
#include "client/when_done.h"
#include "models/history/history_words.h"
#include "models/history/time_words.h"
#include "models/history/user_names.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include <QLocale>

namespace blkera {
namespace {

constexpr int kTickMs = 1'000;
constexpr quint64 kSectorBytes = 512;

bool isBefore(const JobInfo& one, const JobInfo& other)
{
    const auto key = [](const JobInfo& job) {
        return std::tuple(!hasEnded(job), hasEnded(job) ? job.endTimeUs : job.startTimeUs, job.id);
    };
    return key(one) > key(other);
}

} // namespace

int percentOf(const JobInfo& job)
{
    if (job.total == 0)
        return -1;
    return int(100.0 * double(std::min(job.done, job.total)) / double(job.total));
}

JobModel::JobModel(ServiceCache& cache, QObject* parent)
    : QAbstractTableModel(parent)
    , m_cache(cache)
    , m_clock(clockUs)
    , m_users(new UserNames(this))
{
    connect(&cache, &ServiceCache::jobsReset, this, &JobModel::reset);
    connect(&cache, &ServiceCache::jobAdded, this, &JobModel::take);
    connect(&cache, &ServiceCache::jobChanged, this, &JobModel::take);
    connect(&cache, &ServiceCache::jobRemoved, this, &JobModel::remove);
    connect(&cache, &ServiceCache::stateChanged, this, [this] {
        if (isStale())
            m_cancelling.clear(); // nobody has heard of it
        changeAll();
    });
    connect(m_users, &UserNames::changed, this, &JobModel::changeAll);
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, [this] {
        for (int row = 0; row < running(); ++row)
            tell(row);
    });
    reset();
}

void JobModel::setClock(std::function<quint64()> clock)
{
    m_clock = std::move(clock);
}

bool JobModel::isStale() const
{
    return m_cache.state() != ServiceCache::State::Ready && m_cache.asOf().isValid();
}

// ---------------------------------------------------------------- what the service tells

void JobModel::reset()
{
    beginResetModel();
    m_jobs = m_cache.jobs();
    std::ranges::sort(m_jobs, isBefore);
    m_cancelling.clear();
    m_refused.clear();
    endResetModel();
    updateTick();
    emit summaryChanged();
}

void JobModel::take(quint64 id)
{
    const JobInfo* const known = m_cache.job(id);
    if (!known)
        return;
    const JobInfo job = *known;
    if (hasEnded(job)) {
        m_cancelling.erase(id);
        m_refused.erase(id);
    }
    const QModelIndex old = indexOf(id);
    const auto placeFrom = [&](const QList<JobInfo>& jobs) {
        return int(std::ranges::count_if(
            jobs, [&](const JobInfo& other) { return other.id != id && isBefore(other, job); }));
    };
    const int row = placeFrom(m_jobs);
    if (!old.isValid()) {
        beginInsertRows({}, row, row);
        m_jobs.insert(row, job);
        endInsertRows();
    } else {
        if (row != old.row()) {
            beginMoveRows({}, old.row(), old.row(), {}, row > old.row() ? row + 1 : row);
            m_jobs.move(old.row(), row);
            m_jobs[row] = job;
            endMoveRows();
        }
        m_jobs[row] = job;
        tell(row);
    }
    updateTick();
    emit summaryChanged();
}

void JobModel::remove(quint64 id)
{
    const QModelIndex gone = indexOf(id);
    if (!gone.isValid())
        return;
    beginRemoveRows({}, gone.row(), gone.row());
    m_jobs.removeAt(gone.row());
    m_cancelling.erase(id);
    m_refused.erase(id);
    endRemoveRows();
    updateTick();
    emit summaryChanged();
}

void JobModel::changeAll()
{
    if (!m_jobs.isEmpty())
        emit dataChanged(index(0, 0), index(int(m_jobs.size()) - 1, ColumnCount - 1));
    emit summaryChanged();
}

void JobModel::tell(int row)
{
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

// What is left shrinks although the service says nothing.
void JobModel::updateTick()
{
    if (running() == 0)
        m_tick.stop();
    else if (!m_tick.isActive())
        m_tick.start();
}

// ---------------------------------------------------------------- the end

void JobModel::cancel(quint64 id)
{
    const JobInfo* const found = job(id);
    if (!found || !canCancel(*found))
        return;
    m_cancelling.insert(id);
    m_refused.erase(id);
    tell(indexOf(id).row());
    whenDone(m_cache.service().cancelJob(id), this, [this, id](const Outcome<Done>& cancelled) {
        const QModelIndex place = indexOf(id);
        if (cancelled || !place.isValid() || hasEnded(m_jobs[place.row()]))
            return; // State tells of the end
        m_cancelling.erase(id);
        m_refused[id] = cancelled.error().message;
        tell(place.row());
    });
}

bool JobModel::canCancel(const JobInfo& job) const
{
    return job.cancelable && !hasEnded(job) && !isStale() && !m_cancelling.contains(job.id);
}

QString JobModel::cancelHint(const JobInfo& job) const
{
    if (hasEnded(job))
        return tr("It has ended");
    if (isStale())
        return tr("The service is not answering");
    if (m_cancelling.contains(job.id))
        return tr("Cancelling was asked for");
    if (!job.cancelable)
        return tr("This cannot be cancelled: it would leave the device in between");
    return tr("Cancel it before it is done");
}

// ---------------------------------------------------------------- what is shown

int JobModel::running() const
{
    return int(std::ranges::count_if(m_jobs, [](const JobInfo& job) { return !hasEnded(job); }));
}

int JobModel::percent() const
{
    int sum = 0;
    int count = 0;
    for (const JobInfo& job : m_jobs) {
        if (const int percent = percentOf(job); !hasEnded(job) && percent >= 0) {
            sum += percent;
            ++count;
        }
    }
    return count == 0 ? -1 : sum / count;
}

QString JobModel::summary() const
{
    const int count = running();
    return count == 0 ? tr("No running jobs") : tr("%n running job(s)", nullptr, count);
}

const JobInfo* JobModel::job(quint64 id) const
{
    const auto found = std::ranges::find(m_jobs, id, &JobInfo::id);
    return found == m_jobs.end() ? nullptr : &*found;
}

QModelIndex JobModel::indexOf(quint64 id) const
{
    const auto found = std::ranges::find(m_jobs, id, &JobInfo::id);
    return found == m_jobs.end() ? QModelIndex() : index(int(found - m_jobs.begin()), 0);
}

// Bytes where the device is known, because blocks mean little to people.
QString JobModel::rateText(const JobInfo& job) const
{
    if (const DeviceInfo* const device = m_cache.device(job.device);
        device && device->blockSizeSectors != 0) {
        const quint64 bytes = job.rate * device->blockSizeSectors * kSectorBytes;
        return tr("%1/s", "a size per second")
            .arg(QLocale().formattedDataSize(qint64(bytes), 0, QLocale::DataSizeSIFormat));
    }
    return tr("%1 block(s)/s", nullptr, pluralForm(job.rate)).arg(QLocale().toString(job.rate));
}

QString JobModel::progressText(const JobInfo& job) const
{
    const int percent = percentOf(job);
    if (percent < 0)
        return tr("running for %1")
            .arg(durationText(std::max(m_clock(), job.startTimeUs) - job.startTimeUs));
    if (job.expectedEndUs == 0)
        return tr("%1 %", "percent done").arg(percent);
    const QString left = timeLeftText(m_clock(), job.expectedEndUs);
    if (job.rate == 0)
        return tr("%1 % · %2", "percent done, time left").arg(percent).arg(left);
    return tr("%1 % · %2 · %3", "percent done, time left, size per second")
        .arg(percent)
        .arg(left, rateText(job));
}

QString JobModel::outcomeText(const JobInfo& job) const
{
    const QString took = durationText(std::max(job.endTimeUs, job.startTimeUs) - job.startTimeUs);
    if (!job.error.isEmpty())
        return tr("%1 after %2: %3", "an outcome, a duration, why")
            .arg(jobStateText(job.state), took, job.error);
    return tr("%1 after %2", "an outcome, a duration").arg(jobStateText(job.state), took);
}

QString JobModel::detailText(const JobInfo& job) const
{
    if (hasEnded(job))
        return outcomeText(job);
    if (isStale())
        return tr("%1, as of %2; the service is not answering", "progress, a time")
            .arg(progressText(job),
                 QLocale().toString(m_cache.asOf().time(), QLocale::ShortFormat));
    if (m_cancelling.contains(job.id))
        return tr("Cancelling · %1").arg(progressText(job));
    if (const auto refused = m_refused.find(job.id); refused != m_refused.end())
        return tr("%1 · not cancelled: %2", "progress, why")
            .arg(progressText(job), refused->second);
    return progressText(job);
}

QString JobModel::stateText(const JobInfo& job) const
{
    return m_cancelling.contains(job.id) ? tr("Cancelling") : jobStateText(job.state);
}

QString JobModel::cellText(const JobInfo& job, int column) const
{
    switch (column) {
    case OperationColumn:
        return operationText(job.operation);
    case DeviceColumn:
        return job.device;
    case StateColumn:
        return stateText(job);
    case ProgressColumn:
        return detailText(job);
    case ByColumn:
        return m_users->name(job.startedByUid);
    default:
        return {};
    }
}

int JobModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_jobs.size());
}

int JobModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant JobModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const JobInfo& job = m_jobs[index.row()];
    const auto title = [&] {
        return job.device.isEmpty() ? operationText(job.operation)
                                    : tr("%1: %2", "an operation and its device")
                                          .arg(operationText(job.operation), job.device);
    };
    switch (role) {
    case Qt::DisplayRole:
        return cellText(job, index.column());
    case Qt::ToolTipRole:
        return tr("Begun %1 by %2").arg(timeText(job.startTimeUs), m_users->name(job.startedByUid));
    case Qt::AccessibleTextRole:
        if (index.column() != OperationColumn)
            return cellText(job, index.column());
        return tr("%1, %2: %3", "operation and device, state, details")
            .arg(title(), stateText(job), detailText(job));
    case IdRole:
        return QVariant::fromValue(job.id);
    case TitleRole:
        return title();
    case DetailRole:
        return detailText(job);
    case PercentRole:
        return percentOf(job);
    case SeverityRole:
        return int(jobSeverity(job.state));
    case HasEndedRole:
        return hasEnded(job);
    case CanCancelRole:
        return canCancel(job);
    case CancelHintRole:
        return cancelHint(job);
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case OperationColumn:
        return tr("Operation");
    case DeviceColumn:
        return tr("Device");
    case StateColumn:
        return tr("State");
    case ProgressColumn:
        return tr("Progress");
    case ByColumn:
        return tr("By");
    default:
        return {};
    }
}

} // namespace blkera
