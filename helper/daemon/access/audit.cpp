// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/audit.h"

#include "access/journal.h"

#include <cstdio>

#include <QByteArray>

#include <syslog.h>

namespace blkera {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

QByteArray escapedForLog(const QString& text)
{
    QByteArray escaped;
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\')
            escaped.append('\\').append(c);
        else if (c >= ' ' && c <= '~')
            escaped.append(c);
        else
            escaped.append("\\x").append(QByteArray(1, c).toHex());
    }
    return escaped;
}

QByteArray quotedForLog(const QString& text)
{
    return '"' + escapedForLog(text) + '"';
}

void audit(const AuditRecord& record)
{
    QByteArray line = "audit uid=" + QByteArray::number(record.uid)
        + " sender=" + quotedForLog(record.sender) + " action="
        + QByteArray(record.action.data(), static_cast<qsizetype>(record.action.size()))
        + " device=" + quotedForLog(record.device) + " result=" + quotedForLog(record.result);
    if (!record.message.isEmpty())
        line += " message=" + quotedForLog(record.message);
    const int priority = record.result == QLatin1String("done") ? LOG_NOTICE : LOG_WARNING;
    if (!sendToJournal(JournalEvent::Audit, priority, line,
                       { { "BLKERA_UID", QString::number(record.uid) },
                         { "BLKERA_SENDER", record.sender },
                         { "BLKERA_METHOD", toQString(record.method) },
                         { "BLKERA_ACTION", toQString(record.action) },
                         { "BLKERA_DEVICE", record.device },
                         { "BLKERA_RESULT", record.result },
                         { "BLKERA_ERROR", record.message } }))
        std::fprintf(stderr, "%s\n", line.constData());
}

} // namespace blkera
