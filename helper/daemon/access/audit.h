// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include <QString>

namespace blkera {

// Who asked for what, and what came of it.
struct AuditRecord {
    unsigned uid = 0;
    QString sender; // unique name on the bus
    std::string_view action; // of polkit
    QString device;
    QString result; // "done", "denied", or the name of an error
    QString message; // of the error
};

// Writes the line to stderr, which is the journal's under systemd.
void audit(const AuditRecord& record);

// In double quotes, with everything but printable ASCII as \xNN: a name or a message can forge
// neither another line nor a terminal's command.
QByteArray quotedForLog(const QString& text);

} // namespace blkera
