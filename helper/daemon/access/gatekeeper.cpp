// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/gatekeeper.h"

#include "access/audit.h"

#include <malloc.h>

namespace blkera {

namespace {

constexpr int kAfterFloodMs = 10'000;

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

BusError notAuthorized(const QString& why)
{
    return { QLatin1String(names::kErrorNotAuthorized), why };
}

void refuse(const QDBusMessage& message, const QDBusConnection& connection, const BusError& error)
{
    connection.send(message.createErrorReply(error.name, error.message));
}

// Why polkit's word is a no.
BusError errorOf(Verdict verdict, const Request& request)
{
    const QString what = request.device() + QLatin1String(": ") + toQString(request.row().action);
    switch (verdict) {
    case Verdict::Dismissed:
        return { QLatin1String(names::kErrorDismissed),
                 QStringLiteral("%1 was given up: no password was entered").arg(what) };
    case Verdict::NeedsInteraction:
        return notAuthorized(
            QStringLiteral("%1 needs authentication; do it as root, or where a polkit agent can "
                           "ask for a password")
                .arg(what));
    case Verdict::Unreachable:
        return notAuthorized(
            QStringLiteral("%1 is for root alone while polkit does not answer").arg(what));
    case Verdict::Allowed:
    case Verdict::Denied:
        break;
    }
    return notAuthorized(QStringLiteral("%1 is not allowed to this user; do it as root").arg(what));
}

} // namespace

Gatekeeper::Gatekeeper(AuditSink audit, QObject* parent)
    : QObject(parent)
    , m_audit(std::move(audit))
{
    m_clock.start();
    m_afterFlood.setSingleShot(true);
    m_afterFlood.setInterval(kAfterFloodMs);
    m_afterFlood.callOnTimeout(this, [] { ::malloc_trim(0); });
    connect(&m_callers, &Callers::left, this, &Gatekeeper::senderLeft);
}

BusError Gatekeeper::limitsExceeded()
{
    return { QLatin1String(names::kErrorLimitsExceeded),
             QStringLiteral("too many requests at once; try again in a few seconds") };
}

void Gatekeeper::admit(const QDBusMessage& message, const QDBusConnection& connection,
                       std::string_view interface, std::string_view verb,
                       const QStringList& devices, Work work, Obstacle obstacle)
{
    const MethodRow* row = findMethod(interface, verb);
    if (!row) {
        refuse(message, connection,
               notAuthorized(QStringLiteral("%1 is not offered").arg(toQString(verb))));
        return;
    }
    const Call call { message,
                      connection,
                      *row,
                      measureArguments(message.arguments(), row->arguments),
                      devices,
                      std::move(work),
                      std::move(obstacle) };
    // What is too large must not wait; how much memory it holds is not known.
    if (call.measured.tooLarge && !m_callers.isKnown(message.service())) {
        refuse(message, connection, *call.measured.tooLarge);
        return;
    }
    if (!m_callers.identify(message.service(), connection, call.measured.bytes,
                            [this, call](unsigned uid) { identified(call, uid); })) {
        refuse(message, connection, limitsExceeded());
        giveBackLater();
    }
}

void Gatekeeper::identified(const Call& call, unsigned uid)
{
    RateLimiter::Ticket ticket;
    if (m_limiter.admit(uid, call.row.rate, m_clock.elapsed()))
        ticket = m_limiter.take(uid, RateLimiter::Held::Call);
    if (!ticket) {
        refuseByLimit(call, uid);
        return;
    }
    if (call.measured.tooLarge) {
        refuse(call.message, call.connection, *call.measured.tooLarge);
        return;
    }
    if (!call.row.action.empty() && call.devices.isEmpty()) {
        refuse(call.message, call.connection,
               invalidArguments(QStringLiteral("no device is named")));
        return;
    }
    const auto request
        = std::make_shared<Request>(call.message, call.connection, call.row,
                                    call.devices.join(u' '), uid, std::move(ticket), m_audit);
    if (call.row.action.empty() || uid == 0) {
        call.work(request);
        return;
    }
    if (const auto error = call.obstacle ? call.obstacle() : std::nullopt)
        request->fail(*error);
    else
        authorise(std::make_shared<Authorisation>(
            Authorisation { request, call.devices, call.work, nullptr }));
}

void Gatekeeper::refuseByLimit(const Call& call, unsigned uid)
{
    const std::int64_t now = m_clock.elapsed();
    if (m_limiter.mayLogRefusal(uid, now))
        m_audit({ uid,
                  call.message.service(),
                  call.row.action,
                  call.devices.join(u' '),
                  QStringLiteral("limited"),
                  {} });
    if (m_limiter.mayAnswerRefusal(uid, now))
        refuse(call.message, call.connection, limitsExceeded());
    giveBackLater();
}

void Gatekeeper::giveBackLater()
{
    if (!m_afterFlood.isActive())
        m_afterFlood.start();
}

void Gatekeeper::authorise(const AuthorisationPtr& authorisation)
{
    const Request& request = *authorisation->request;
    const QDBusMessage& message = request.message();
    const bool mayPrompt = message.isInteractiveAuthorizationAllowed();
    authorisation->ticket = nullptr;
    authorisation->ticket = m_limiter.take(
        request.uid(), mayPrompt ? RateLimiter::Held::Prompt : RateLimiter::Held::Question);
    if (!authorisation->ticket) {
        authorisation->request->fail(limitsExceeded());
        return;
    }
    const QString sender = message.service();
    const QMap<QString, QString> details {
        { QStringLiteral("device"), authorisation->devices.takeFirst() },
        { QStringLiteral("operation"), toQString(request.row().verb) },
    };
    if (mayPrompt) {
        m_callers.watch(sender, request.connection());
        m_prompts.insert(sender, authorisation);
    }
    authorisation->question
        = m_authority.check(toQString(request.row().action), sender, mayPrompt, details,
                            [this, authorisation, sender, mayPrompt](Verdict verdict) {
                                if (mayPrompt) {
                                    m_callers.unwatch(sender);
                                    m_prompts.remove(sender, authorisation);
                                }
                                judge(authorisation, verdict);
                            });
}

void Gatekeeper::judge(const AuthorisationPtr& authorisation, Verdict verdict)
{
    if (verdict != Verdict::Allowed)
        authorisation->request->fail(errorOf(verdict, *authorisation->request));
    else if (authorisation->devices.isEmpty())
        letIn(authorisation);
    else
        authorise(authorisation);
}

// polkit's answer comes on a connection of its own, so it may be here before the word that the
// sender has left.
void Gatekeeper::letIn(const AuthorisationPtr& authorisation)
{
    const Request& request = *authorisation->request;
    m_callers.confirm(request.message().service(), request.connection(), request.uid(),
                      [authorisation](bool isThere) {
                          authorisation->ticket = nullptr;
                          if (isThere)
                              authorisation->work(authorisation->request);
                          else
                              authorisation->request->drop();
                      });
}

void Gatekeeper::senderLeft(const QString& sender)
{
    const QList<AuthorisationPtr> open = m_prompts.values(sender);
    m_prompts.remove(sender);
    for (const AuthorisationPtr& authorisation : open) {
        m_callers.unwatch(sender);
        m_authority.forget(authorisation->question);
        authorisation->request->drop();
    }
}

} // namespace blkera
