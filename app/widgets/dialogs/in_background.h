// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <utility>

#include <QFuture>
#include <QPromise>
#include <QThreadPool>

namespace blkera {

// Runs `work` on a thread of its own, because it may wait for a disk or a network share. It must
// not touch anything that the caller goes on using.
template <class T, class Work> QFuture<T> inBackground(Work work)
{
    const auto promise = std::make_shared<QPromise<T>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, work = std::move(work)]() mutable {
        promise->addResult(work());
        promise->finish();
    });
    return promise->future();
}

} // namespace blkera
