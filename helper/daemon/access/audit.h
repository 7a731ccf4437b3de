// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <string_view>

#include <QString>

namespace blkera {

// Who asked for what, and what came of it.
struct AuditRecord {
    unsigned uid = 0;
    QString sender; // unique name on the bus
    std::string_view action; // of polkit
    QString device;
    QString result; // "done", "denied", "gone" (the sender, before polkit answered), or an error
    QString message; // of the error
    std::string_view method {};
};

// Where records go to.
using AuditSink = std::function<void(const AuditRecord& record)>;

// To the journal, with BLKERA_UID, _SENDER, _METHOD, _ACTION, _DEVICE, _RESULT and _ERROR beside
// the line, or a line on stderr. See journal.h.
void audit(const AuditRecord& record);

// Everything but printable ASCII as \xNN, and a backslash in front of \ and ": a name or a message
// can forge neither another line nor a terminal's command.
QByteArray escapedForLog(const QString& text);
// The same in double quotes.
QByteArray quotedForLog(const QString& text);

} // namespace blkera
