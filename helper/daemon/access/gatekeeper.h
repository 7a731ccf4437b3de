// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/audit.h"
#include "access/authority.h"
#include "access/callers.h"
#include "access/rate_limiter.h"
#include "access/request.h"

#include <functional>
#include <memory>
#include <optional>
#include <string_view>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QElapsedTimer>
#include <QMultiHash>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace blkera {

// The one way from a method call to the work: is there a row in the method table, who calls, is the
// user within the limits, are the arguments as large as the row allows, could the call do anything,
// does polkit agree, is the caller still there. Whoever is not let in gets the error from here, or,
// of a flood, none: see RateLimiter::mayAnswerRefusal().
//
// Root is let in without polkit, which would say yes to root in any case. So without polkit nobody
// else is.
class Gatekeeper : public QObject {
    Q_OBJECT

public:
    // Does the work and answers the request. What was true when the call came may not be true any
    // more: authentication takes as long as a person needs for a password.
    using Work = std::function<void(const RequestPtr& request)>;
    // Why the call is pointless, as things are; from memory, at once. Asked before polkit, so that
    // nobody types a password for an error. It may tell no more than everybody may know.
    using Obstacle = std::function<std::optional<BusError>()>;

    // `audit` is given every call that may change something, when it is answered.
    explicit Gatekeeper(AuditSink audit, QObject* parent = nullptr);

    // `verb` is a row's of `interface`. polkit is asked for each of `devices` in turn; there is at
    // least one for a verb with an action.
    void admit(const QDBusMessage& message, const QDBusConnection& connection,
               std::string_view interface, std::string_view verb, const QStringList& devices,
               Work work, Obstacle obstacle = {});

    // For a job that outlives the request that began it: whoever has the ticket counts as one of
    // the user's. Null if the user has as many as are allowed; answer LimitsExceeded then.
    [[nodiscard]] RateLimiter::Ticket admitJob(unsigned uid)
    {
        return m_limiter.take(uid, RateLimiter::Held::Job);
    }

    static BusError limitsExceeded();

private:
    // One request on its way through polkit.
    struct Authorisation {
        RequestPtr request;
        QStringList devices; // still to ask about
        Work work;
        RateLimiter::Ticket ticket;
        Authority::QuestionId question = 0;
    };

    using AuthorisationPtr = std::shared_ptr<Authorisation>;

    struct Call {
        QDBusMessage message;
        QDBusConnection connection;
        const MethodRow& row;
        MeasuredArguments measured;
        QStringList devices;
        Work work;
        Obstacle obstacle;
    };

    void identified(const Call& call, unsigned uid);
    void refuseByLimit(const Call& call, unsigned uid);
    void giveBackLater();
    void authorise(const AuthorisationPtr& authorisation);
    void judge(const AuthorisationPtr& authorisation, Verdict verdict);
    void letIn(const AuthorisationPtr& authorisation);
    void senderLeft(const QString& sender);

    const AuditSink m_audit;
    Authority m_authority;
    RateLimiter m_limiter;
    Callers m_callers;
    QElapsedTimer m_clock;
    QTimer m_afterFlood; // gives back the memory that a flood has taken
    QMultiHash<QString, AuthorisationPtr> m_prompts; // by sender
};

} // namespace blkera
