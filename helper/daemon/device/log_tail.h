// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace blkera {

// The last line that a blkera-target wrote, without its own name in front and with control
// characters replaced; empty if there is none. It is what the target died of, if it did.
QString lastLine(const QByteArray& log);
QString lastLineOfFile(const QString& path);

} // namespace blkera
