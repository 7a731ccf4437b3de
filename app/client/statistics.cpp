// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/statistics.h"

#include "client/texts.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <QDBusArgument>
#include <QMap>

namespace blkera {
namespace {

// Reads members; remembers whether one was missing.
class Reader {
public:
    Reader(const QVariantMap& members, bool& complete)
        : m_members(members)
        , m_complete(complete)
    {
    }

    quint64 number(const QString& name)
    {
        const QVariant value = m_members.value(name);
        m_complete = m_complete && value.metaType() == QMetaType::fromType<qulonglong>();
        return value.toULongLong();
    }

    QList<qulonglong> numbers(const QString& name)
    {
        return container<QList<qulonglong>>(name, "at");
    }

    QMap<QString, QVariantMap> operations()
    {
        return container<QMap<QString, QVariantMap>>(QStringLiteral("operations"), "a{sa{sv}}");
    }

    Distribution distribution(const QString& name, const QList<qulonglong>& bounds)
    {
        Distribution read { number(name + QStringLiteral("_sum")),
                            number(name + QStringLiteral("_max")), bounds,
                            numbers(name + QStringLiteral("_buckets")) };
        m_complete = m_complete && read.buckets.size() == bounds.size() + 1;
        return read;
    }

private:
    template <class T> T container(const QString& name, const char* signature)
    {
        const QVariant value = m_members.value(name);
        if (value.metaType() == QMetaType::fromType<QDBusArgument>()) {
            const auto argument = value.value<QDBusArgument>();
            if (argument.currentSignature() == QLatin1String(signature))
                return qdbus_cast<T>(argument);
        }
        m_complete = false;
        return {};
    }

    const QVariantMap& m_members;
    bool& m_complete;
};

QList<qulonglong> difference(const QList<qulonglong>& before, const QList<qulonglong>& now)
{
    QList<qulonglong> result = now;
    for (qsizetype i = 0; i < std::min(before.size(), now.size()); ++i)
        result[i] -= std::min(before[i], now[i]);
    return result;
}

quint64 difference(quint64 before, quint64 now)
{
    return now - std::min(before, now);
}

// The largest value of an interval is not known, but where it lies is.
Distribution difference(const Distribution& before, const Distribution& now)
{
    Distribution result { difference(before.sum, now.sum), now.max, now.bounds,
                          difference(before.buckets, now.buckets) };
    result.max = result.quantile(1);
    return result;
}

OperationStatistics difference(const OperationStatistics& before, const OperationStatistics& now)
{
    return {
        difference(before.requests, now.requests),    now.inFlight,
        difference(before.bytes, now.bytes),          difference(before.errors, now.errors),
        difference(before.deferred, now.deferred),    difference(before.latencyUs, now.latencyUs),
        difference(before.markWaitUs, now.markWaitUs)
    };
}

} // namespace

quint64 Distribution::count() const
{
    return std::accumulate(buckets.begin(), buckets.end(), quint64 { 0 });
}

double Distribution::average() const
{
    const quint64 values = count();
    return values == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(values);
}

quint64 Distribution::quantile(double share) const
{
    const quint64 values = count();
    const auto rank = static_cast<quint64>(std::ceil(share * static_cast<double>(values)));
    quint64 seen = 0;
    for (qsizetype i = 0; values > 0 && i < buckets.size(); ++i) {
        seen += buckets[i];
        if (seen >= std::max<quint64>(rank, 1))
            return i < bounds.size() ? std::min<quint64>(bounds[i], max) : max;
    }
    return values > 0 ? max : 0;
}

Outcome<DeviceStatistics> deviceStatistics(const QVariantMap& members)
{
    bool complete = true;
    Reader device(members, complete);
    const QList<qulonglong> bounds = device.numbers(QStringLiteral("histogram_bounds"));
    DeviceStatistics statistics;
    statistics.startedUs = device.number(QStringLiteral("started_us"));
    const QMap<QString, QVariantMap> operations = device.operations();
    for (auto it = operations.begin(); it != operations.end(); ++it) {
        Reader operation(*it, complete);
        statistics.operations[it.key()]
            = { operation.number(QStringLiteral("requests")),
                operation.number(QStringLiteral("in_flight")),
                operation.number(QStringLiteral("bytes")),
                operation.number(QStringLiteral("errors")),
                operation.number(QStringLiteral("deferred")),
                operation.distribution(QStringLiteral("latency_us"), bounds),
                operation.distribution(QStringLiteral("mark_wait_us"), bounds) };
    }
    statistics.erasBegun = device.number(QStringLiteral("eras_begun"));
    statistics.commitUs = device.distribution(QStringLiteral("commit_us"), bounds);
    statistics.commitWrites = device.distribution(QStringLiteral("commit_writes"), bounds);
    statistics.metadataBlocksWritten = device.number(QStringLiteral("metadata_blocks_written"));
    statistics.metadataFlushes = device.number(QStringLiteral("metadata_flushes"));
    if (!complete) {
        return ClientError { ClientError::Kind::Failed,
                             Texts::tr("the daemon has statistics of another kind: use blkera, "
                                       "blkerad and blkera-target of the same version") };
    }
    return statistics;
}

DeviceStatistics between(const DeviceStatistics& before, const DeviceStatistics& now)
{
    if (before.startedUs != now.startedUs)
        return now;
    DeviceStatistics result = now;
    for (auto& [name, operation] : result.operations) {
        if (const auto earlier = before.operations.find(name); earlier != before.operations.end())
            operation = difference(earlier->second, operation);
    }
    result.erasBegun = difference(before.erasBegun, now.erasBegun);
    result.commitUs = difference(before.commitUs, now.commitUs);
    result.commitWrites = difference(before.commitWrites, now.commitWrites);
    result.metadataBlocksWritten
        = difference(before.metadataBlocksWritten, now.metadataBlocksWritten);
    result.metadataFlushes = difference(before.metadataFlushes, now.metadataFlushes);
    return result;
}

} // namespace blkera
