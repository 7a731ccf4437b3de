// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/audit.h"

#include <cstdio>

#include <QByteArray>

namespace blkera {

QByteArray quotedForLog(const QString& text)
{
    QByteArray quoted("\"");
    for (const char c : text.toUtf8()) {
        if (c == '"' || c == '\\')
            quoted.append('\\').append(c);
        else if (c >= ' ' && c <= '~')
            quoted.append(c);
        else
            quoted.append("\\x").append(QByteArray(1, c).toHex());
    }
    return quoted.append('"');
}

void audit(const AuditRecord& record)
{
    QByteArray line = "audit uid=" + QByteArray::number(record.uid)
        + " sender=" + quotedForLog(record.sender) + " action="
        + QByteArray(record.action.data(), static_cast<qsizetype>(record.action.size()))
        + " device=" + quotedForLog(record.device) + " result=" + quotedForLog(record.result);
    if (!record.message.isEmpty())
        line += " message=" + quotedForLog(record.message);
    std::fprintf(stderr, "%s\n", line.constData());
}

} // namespace blkera
