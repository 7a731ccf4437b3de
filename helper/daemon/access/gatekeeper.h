// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/authority.h"
#include "access/rate_limiter.h"
#include "access/request.h"

#include <functional>
#include <string_view>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QStringList>

namespace blkera {

// The one way from a method call to the work: who calls, is there a row in the method table, is the
// user within the limits, does polkit agree. Whoever is not let in gets the error from here.
//
// Without polkit only root is let in.
class Gatekeeper : public QObject {
    Q_OBJECT

public:
    // Does the work and answers the request. What was true when the call came may not be true any
    // more: authentication takes as long as a person needs for a password.
    using Work = std::function<void(const RequestPtr& request)>;

    explicit Gatekeeper(QObject* parent = nullptr);

    // `verb` is a row's of `interface`. polkit is asked for each of `devices` in turn; there is at
    // least one for a verb with an action.
    void admit(const QDBusMessage& message, const QDBusConnection& connection,
               std::string_view interface, std::string_view verb, const QStringList& devices,
               Work work);

private:
    void withUid(const QDBusMessage& message, const QDBusConnection& connection,
                 std::function<void(unsigned uid)> then);
    void authorise(const RequestPtr& request, const QStringList& devices, const Work& work);
    void judge(const RequestPtr& request, const QStringList& rest, const Work& work,
               Verdict verdict);

    Authority m_authority;
    RateLimiter m_limiter;
    QElapsedTimer m_clock;
    QHash<QString, unsigned> m_uids; // by unique name, which no second caller ever gets
    int m_lookUps = 0;
};

} // namespace blkera
