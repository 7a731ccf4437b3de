// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QString>

class QDBusError;

namespace blkera {

// Why the daemon did not do what it was asked. `kind` is what callers decide on; `message` is one
// line for people.
struct ClientError {
    enum class Kind {
        Failed,
        InvalidArguments,
        NotAuthorized,
        Dismissed, // who was asked for a password did not want to: there is nothing to say
        NotFound,
        Exists,
        NotRunning,
        Busy,
        LimitsExceeded,
        NoDaemon, // no bus, or nobody answers to org.blkera on it
    };

    Kind kind = Kind::Failed;
    QString message;
};

// Decides by the error's name only; the words of the daemon are passed on, those of the bus itself
// are replaced by what helps a person.
ClientError clientError(const QDBusError& error);

} // namespace blkera
