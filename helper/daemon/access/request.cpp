// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/request.h"

#include "access/audit.h"

namespace blkera {

Request::Request(const QDBusMessage& message, const QDBusConnection& connection,
                 const MethodRow& row, QString device, unsigned uid, std::shared_ptr<void> held,
                 AuditSink audit)
    : m_message(message)
    , m_connection(connection)
    , m_row(row)
    , m_device(std::move(device))
    , m_uid(uid)
    , m_held(std::move(held))
    , m_audit(std::move(audit))
{
}

Request::~Request()
{
    if (!m_answered)
        fail(failed(QStringLiteral("%1: given up before it was done").arg(m_device)));
}

void Request::reply(const QVariantList& values)
{
    m_answered = true;
    note(QStringLiteral("done"), {});
    m_connection.send(m_message.createReply(values));
}

void Request::fail(const BusError& error)
{
    m_answered = true;
    const bool denied = error.name == QLatin1String(names::kErrorNotAuthorized)
        || error.name == QLatin1String(names::kErrorDismissed);
    note(denied ? QStringLiteral("denied") : error.name, error.message);
    m_connection.send(m_message.createErrorReply(error.name, error.message));
}

void Request::finish(const std::optional<BusError>& error)
{
    if (error)
        fail(*error);
    else
        reply();
}

void Request::drop()
{
    m_answered = true;
    note(QStringLiteral("gone"), {});
}

void Request::note(const QString& result, const QString& message)
{
    if (!m_row.action.empty())
        m_audit(
            { m_uid, m_message.service(), m_row.action, m_device, result, message, m_row.verb });
}

} // namespace blkera
