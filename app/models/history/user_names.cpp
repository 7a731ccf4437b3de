// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/user_names.h"

#include "client/when_done.h"

#include <array>
#include <thread>

#include <QPromise>

#include <pwd.h>

namespace blkera {
namespace {

// Of more users than this only the numbers are shown: each costs a thread for a moment.
constexpr std::size_t kMostUsers = 256;

// Empty: nobody knows.
QString lookUp(quint32 uid)
{
    passwd entry {};
    passwd* found = nullptr;
    std::array<char, 4096> buffer {};
    if (getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return {};
    return QString::fromUtf8(entry.pw_name);
}

} // namespace

QString UserNames::name(quint32 uid)
{
    if (const auto found = m_names.find(uid); found != m_names.end())
        return found->second;
    if (m_asked.size() < kMostUsers && m_asked.insert(uid).second)
        ask(uid);
    return QString::number(uid);
}

void UserNames::ask(quint32 uid)
{
    QPromise<QString> promise;
    promise.start();
    whenDone(promise.future(), this, [this, uid](const QString& name) {
        if (name.isEmpty())
            return;
        m_names.emplace(uid, name);
        emit changed();
    });
    // Not of a pool, which waits for its threads when the program ends: a server that does not
    // answer would keep the window from closing. It owns all that it touches.
    std::thread([promise = std::move(promise), uid]() mutable {
        promise.addResult(lookUp(uid));
        promise.finish();
    }).detach();
}

} // namespace blkera
