// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/audit.h"
#include "access/bus_error.h"
#include "access/method_table.h"

#include <memory>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QString>
#include <QVariantList>

namespace blkera {

// One method call that was let in and not yet answered. Answered once: what it is answered with is
// also what the audit line says, if it may change something.
//
// Shared by the callbacks of the work that it waits for; the last of them to go without an answer
// answers with an error, so that no caller waits for ever.
class Request {
public:
    // `held` is kept until the request has gone.
    Request(const QDBusMessage& message, const QDBusConnection& connection, const MethodRow& row,
            QString device, unsigned uid, std::shared_ptr<void> held, AuditSink audit);
    ~Request();

    Request(const Request&) = delete;
    Request& operator=(const Request&) = delete;

    void reply(const QVariantList& values = {});
    void fail(const BusError& error);
    // fail() or reply()
    void finish(const std::optional<BusError>& error);
    // Answers nobody, because whoever called has gone.
    void drop();

    unsigned uid() const { return m_uid; }

    const MethodRow& row() const { return m_row; }

    // The name of the device, or of several.
    const QString& device() const { return m_device; }

    const QDBusMessage& message() const { return m_message; }

    const QDBusConnection& connection() const { return m_connection; }

private:
    void note(const QString& result, const QString& message);

    QDBusMessage m_message;
    QDBusConnection m_connection;
    const MethodRow& m_row;
    QString m_device;
    unsigned m_uid;
    std::shared_ptr<void> m_held;
    const AuditSink m_audit;
    bool m_answered = false;
};

using RequestPtr = std::shared_ptr<Request>;

} // namespace blkera
