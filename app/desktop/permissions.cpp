// SPDX-License-Identifier: GPL-2.0-or-later
#include "desktop/permissions.h"

#include <thread>

#include <QCoreApplication>
#include <QMetaObject>
#include <QPointer>
#include <polkitqt1-authority.h>
#include <polkitqt1-subject.h>

namespace blkera {
namespace {

using Lock = Permissions::Lock;

Lock lockOf(PolkitQt1::Authority::Result result)
{
    switch (result) {
    case PolkitQt1::Authority::Yes:
        return Lock::Open;
    case PolkitQt1::Authority::Challenge:
        return Lock::Password;
    case PolkitQt1::Authority::No:
        return Lock::Closed;
    case PolkitQt1::Authority::Unknown:
        break;
    }
    return Lock::Unknown;
}

std::map<QString, Lock> askPolkit(const QStringList& actions)
{
    std::map<QString, Lock> locks;
    PolkitQt1::Authority* const authority = PolkitQt1::Authority::instance();
    const PolkitQt1::UnixProcessSubject subject(QCoreApplication::applicationPid());
    for (const QString& action : actions)
        locks.emplace(
            action,
            lockOf(authority->checkAuthorizationSync(action, subject, PolkitQt1::Authority::None)));
    return locks;
}

} // namespace

Permissions::Permissions(QObject* parent)
    : QObject(parent)
{
}

void Permissions::ask(const QStringList& actions)
{
    if (m_isAsking)
        return;
    m_isAsking = true;
    // Detached: nobody could end it while it waits for polkitd, and the program's end must not.
    std::thread([asker = QPointer(this), actions] {
        const std::map<QString, Lock> locks = askPolkit(actions);
        QCoreApplication* const application = QCoreApplication::instance();
        if (!application)
            return; // the program has ended meanwhile
        QMetaObject::invokeMethod(
            application,
            [asker, locks] {
                if (asker)
                    asker->take(locks);
            },
            Qt::QueuedConnection);
    }).detach();
}

Permissions::Lock Permissions::lock(const QString& action) const
{
    const auto found = m_locks.find(action);
    return found == m_locks.end() ? Lock::Unknown : found->second;
}

void Permissions::take(const std::map<QString, Lock>& locks)
{
    m_isAsking = false;
    m_locks = locks;
    emit changed();
}

} // namespace blkera
