// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/client_error.h"

#include <QByteArray>
#include <QString>

namespace blkera {

// What the process returns: a contract with scripts.
enum class ExitCode {
    Done = 0,
    Failed = 1,
    WrongUsage = 2,
    NotAuthorized = 3,
    NoDaemon = 4,
};

// How a verb ended. `message` is the one line for stderr; empty if there is nothing to say.
struct [[nodiscard]] Ending {
    ExitCode code = ExitCode::Done;
    QString message;
};

Ending failed(const QString& message);
Ending wrongUsage(const QString& message);
// Puts the name of the device, if there is one, in front of a message that does not have it.
Ending endingOf(const ClientError& error, const QString& deviceName = {});

// One line whatever it is made of: control characters and those that change the direction of
// writing are shown as \x1b or \u202e.
QString escaped(const QString& text);

// Prints the line of an ending on stderr.
void report(const Ending& ending);

// 0, or the errno of the first failure; takes as long as it takes.
int writeAll(int fd, QByteArrayView bytes);
// Writes to stdout. A reader that went away is a failure without a message.
Ending print(QByteArrayView bytes);
// The same for whatever `errnoValue` a write to `where` failed with; 0 is Done.
Ending writeEnding(int errnoValue, const QString& where);

} // namespace blkera
