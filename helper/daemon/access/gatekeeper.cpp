// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/gatekeeper.h"

#include "access/audit.h"

#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace blkera {

namespace {

constexpr int kMaxLookUps = 1024;
constexpr qsizetype kMaxKnownNames = 4096;

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

BusError limitsExceeded()
{
    return { QLatin1String(names::kErrorLimitsExceeded),
             QStringLiteral("too many requests at once; try again in a few seconds") };
}

BusError notAuthorized(const QString& why)
{
    return { QLatin1String(names::kErrorNotAuthorized), why };
}

void refuse(const QDBusMessage& message, const QDBusConnection& connection, const BusError& error)
{
    connection.send(message.createErrorReply(error.name, error.message));
}

} // namespace

Gatekeeper::Gatekeeper(QObject* parent)
    : QObject(parent)
{
    m_clock.start();
}

void Gatekeeper::admit(const QDBusMessage& message, const QDBusConnection& connection,
                       std::string_view interface, std::string_view verb,
                       const QStringList& devices, Work work)
{
    const MethodRow* row = findMethod(interface, verb);
    if (!row || (!row->action.empty() && devices.isEmpty())) {
        refuse(message, connection,
               notAuthorized(QStringLiteral("%1 is not offered").arg(toQString(verb))));
        return;
    }
    withUid(message, connection,
            [this, message, connection, row, devices, work = std::move(work)](unsigned uid) {
                if (!m_limiter.admit(uid, row->rate, m_clock.elapsed())) {
                    if (m_limiter.mayLogRefusal(uid, m_clock.elapsed()))
                        audit({ uid,
                                message.service(),
                                row->action,
                                devices.join(u' '),
                                QStringLiteral("limited"),
                                {} });
                    refuse(message, connection, limitsExceeded());
                    return;
                }
                const auto request
                    = std::make_shared<Request>(message, connection, *row, devices.join(u' '), uid);
                if (row->action.empty())
                    work(request);
                else
                    authorise(request, devices, work);
            });
}

// The bus knows who a sender is. A sender who has gone meanwhile needs no answer.
void Gatekeeper::withUid(const QDBusMessage& message, const QDBusConnection& connection,
                         std::function<void(unsigned uid)> then)
{
    const QString sender = message.service();
    if (const auto known = m_uids.constFind(sender); known != m_uids.cend()) {
        then(*known);
        return;
    }
    if (m_lookUps >= kMaxLookUps) {
        refuse(message, connection, limitsExceeded());
        return;
    }
    QDBusMessage question = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("/org/freedesktop/DBus"),
        QStringLiteral("org.freedesktop.DBus"), QStringLiteral("GetConnectionUnixUser"));
    question << sender;
    ++m_lookUps;
    auto* watcher = new QDBusPendingCallWatcher(connection.asyncCall(question), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this, sender, then = std::move(then)](QDBusPendingCallWatcher* finished) {
                finished->deleteLater();
                --m_lookUps;
                const QDBusPendingReply<uint> uid = *finished;
                if (uid.isError())
                    return;
                if (m_uids.size() >= kMaxKnownNames)
                    m_uids.clear();
                m_uids.insert(sender, uid.value());
                then(uid.value());
            });
}

void Gatekeeper::authorise(const RequestPtr& request, const QStringList& devices, const Work& work)
{
    if (!m_limiter.beginAuthorisation(request->uid())) {
        request->fail(limitsExceeded());
        return;
    }
    const QDBusMessage& message = request->message();
    const QMap<QString, QString> details {
        { QStringLiteral("device"), devices.first() },
        { QStringLiteral("operation"), toQString(request->row().verb) },
    };
    m_authority.check(toQString(request->row().action), message.service(),
                      message.isInteractiveAuthorizationAllowed(), details,
                      [this, request, rest = devices.mid(1), work](Verdict verdict) {
                          m_limiter.endAuthorisation(request->uid());
                          judge(request, rest, work, verdict);
                      });
}

void Gatekeeper::judge(const RequestPtr& request, const QStringList& rest, const Work& work,
                       Verdict verdict)
{
    const bool trusted = verdict == Verdict::Unreachable && request->uid() == 0;
    if (verdict == Verdict::Allowed || trusted) {
        if (rest.isEmpty())
            work(request);
        else
            authorise(request, rest, work);
        return;
    }
    const QString what = request->device() + QLatin1String(": ") + toQString(request->row().action);
    switch (verdict) {
    case Verdict::NeedsInteraction:
        request->fail(notAuthorized(
            QStringLiteral(
                "%1 needs authentication; do it as root, or where a polkit agent can ask "
                "for a password")
                .arg(what)));
        break;
    case Verdict::Unreachable:
        request->fail(notAuthorized(
            QStringLiteral("%1 is for root alone while polkit does not answer").arg(what)));
        break;
    case Verdict::Allowed:
    case Verdict::Denied:
        request->fail(notAuthorized(
            QStringLiteral("%1 is not allowed to this user; do it as root").arg(what)));
        break;
    }
}

} // namespace blkera
