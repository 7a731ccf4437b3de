// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "demo/demo_service.h"

#include <QPromise>

namespace blkera {

// How DemoService answers, for the files that it is written in: demo_service.cpp (what is read, and
// what tests make it do), demo_verbs.cpp (what changes devices), demo_jobs.cpp (jobs and lists).
inline QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

inline ClientError error(ClientError::Kind kind, const QString& message)
{
    return { kind, message };
}

template <class T>
QFuture<Outcome<T>> DemoService::answer(const QString& verb, const QString& subject,
                                        std::function<Outcome<T>()> work)
{
    m_calls.append(QString(verb + u' ' + subject).trimmed());
    const auto promise = std::make_shared<QPromise<Outcome<T>>>();
    promise->start();
    const QFuture<Outcome<T>> future = promise->future();
    if (!m_answers) {
        // Kept, so that it is not cancelled either.
        connect(this, &QObject::destroyed, [promise] {});
        return future;
    }
    QTimer::singleShot(m_shape.latencyMs, this, [this, promise, verb, work = std::move(work)] {
        if (!m_hasBus || !m_isAlive)
            promise->addResult(error(ClientError::Kind::NoDaemon,
                                     text("the blkera daemon is not running: start blkerad "
                                          "(systemctl start blkerad)")));
        else if (const auto failure = failureOf(verb))
            promise->addResult(*failure);
        else
            promise->addResult(work());
        promise->finish();
    });
    return future;
}

template <class T>
QFuture<Outcome<T>> DemoService::onDevice(const QString& verb, const QString& name,
                                          std::function<Outcome<T>(DemoDevice&)> work)
{
    return answer<T>(verb, name, [this, name, work = std::move(work)]() -> Outcome<T> {
        DemoDevice* const device = find(name);
        if (!device)
            return error(ClientError::Kind::NotFound, text("there is no device called ") + name);
        return work(*device);
    });
}

} // namespace blkera
