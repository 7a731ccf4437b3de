// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/callers.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace blkera {

namespace {

constexpr qsizetype kKnownNames = 2'048; // as many connections as a system bus has
constexpr qsizetype kLookUps = 4'096;
constexpr std::size_t kWaitingOfSender = 128; // as many as a connection of a system bus may have
// Once that many calls wait in all, a sender has room for few.
constexpr std::size_t kManyWaiting = 2'048;
constexpr std::size_t kFewWaiting = 32;
constexpr qsizetype kBytesOfSender = qsizetype { 128 } << 10;
// libdbus reads nothing more, not even the answer that is waited for, while 63 MiB of messages are
// held.
constexpr qsizetype kWaitingBytes = qsizetype { 32 } << 20;

} // namespace

Callers::Callers(QObject* parent)
    : QObject(parent)
{
    m_watcher.setWatchMode(QDBusServiceWatcher::WatchForUnregistration);
    connect(&m_watcher, &QDBusServiceWatcher::serviceUnregistered, this, &Callers::left);
}

bool Callers::identify(const QString& sender, const QDBusConnection& connection, qsizetype bytes,
                       Known then)
{
    unsigned uid = 0;
    if (findKnown(sender, uid)) {
        then(uid);
        return true;
    }
    const auto found = m_lookUps.find(sender);
    const bool isAsked = found != m_lookUps.end();
    if (!hasRoom(isAsked ? &*found : nullptr, bytes))
        return false;
    LookUp& lookUp = isAsked ? *found : m_lookUps[sender];
    lookUp.waiting.push_back(std::move(then));
    lookUp.bytes += bytes;
    ++m_waiting;
    m_waitingBytes += bytes;
    if (isAsked)
        return true;
    ask(sender, connection, [this, sender](bool isThere, unsigned owner) {
        const LookUp done = m_lookUps.take(sender);
        m_waiting -= done.waiting.size();
        m_waitingBytes -= done.bytes;
        if (!isThere)
            return; // a sender who has gone needs no answer
        remember(sender, owner);
        for (const Known& waiting : done.waiting)
            waiting(owner);
    });
    return true;
}

// `lookUp` is the sender's, null if it has not been asked about yet.
bool Callers::hasRoom(const LookUp* lookUp, qsizetype bytes) const
{
    if (m_waitingBytes + bytes > kWaitingBytes)
        return false;
    if (!lookUp)
        return m_lookUps.size() < kLookUps;
    const std::size_t waiting = lookUp->waiting.size();
    return waiting < (m_waiting < kManyWaiting ? kWaitingOfSender : kFewWaiting)
        && lookUp->bytes + bytes <= kBytesOfSender;
}

void Callers::confirm(const QString& sender, const QDBusConnection& connection, unsigned uid,
                      std::function<void(bool isThere)> then)
{
    ask(sender, connection, [uid, then = std::move(then)](bool isThere, unsigned found) {
        then(isThere && found == uid);
    });
}

void Callers::watch(const QString& sender, const QDBusConnection& connection)
{
    if (m_watched[sender]++ > 0)
        return;
    m_watcher.setConnection(connection);
    m_watcher.addWatchedService(sender);
}

void Callers::unwatch(const QString& sender)
{
    if (--m_watched[sender] > 0)
        return;
    m_watched.remove(sender);
    m_watcher.removeWatchedService(sender);
}

bool Callers::findKnown(const QString& sender, unsigned& uid)
{
    auto known = m_known.constFind(sender);
    if (known == m_known.cend()) {
        known = m_knownBefore.constFind(sender);
        if (known == m_knownBefore.cend())
            return false;
        uid = *known;
        remember(sender, uid);
        return true;
    }
    uid = *known;
    return true;
}

void Callers::remember(const QString& sender, unsigned uid)
{
    if (m_known.size() >= kKnownNames)
        m_knownBefore = std::exchange(m_known, {});
    m_known.insert(sender, uid);
}

void Callers::ask(const QString& sender, const QDBusConnection& connection, Answer answer)
{
    QDBusMessage question = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetConnectionUnixUser"));
    question << sender;
    auto* watcher = new QDBusPendingCallWatcher(connection.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [answer = std::move(answer)](QDBusPendingCallWatcher* finished) {
                finished->deleteLater();
                const QDBusPendingReply<uint> uid = *finished;
                answer(!uid.isError(), uid.isError() ? 0 : uid.value());
            });
}

} // namespace blkera
