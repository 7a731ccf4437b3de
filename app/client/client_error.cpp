// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/client_error.h"

#include "client/texts.h"
#include "dbus/names.h"

#include <array>
#include <utility>

#include <QDBusError>

namespace blkera {
namespace {

// Errors of the bus, not of the daemon: the bus answers with them in the daemon's place.
ClientError busError(const QDBusError& error)
{
    using Kind = ClientError::Kind;
    const QString name = error.name();
    switch (error.type()) {
    case QDBusError::Disconnected:
    case QDBusError::NoServer:
        return { Kind::NoDaemon,
                 Texts::tr("cannot reach the system bus: is dbus-daemon running, and is "
                           "DBUS_SYSTEM_BUS_ADDRESS right where it is set?") };
    case QDBusError::ServiceUnknown:
        return { Kind::NoDaemon,
                 Texts::tr("the blkera daemon is not running: start blkerad (systemctl start "
                           "blkerad)") };
    case QDBusError::AccessDenied:
        return { Kind::NotAuthorized,
                 Texts::tr("the policy of the system bus forbids this request: ask the "
                           "administrator, or try as root") };
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
        return { Kind::Failed,
                 Texts::tr("the blkera daemon gave no answer: see its log (journalctl -u "
                           "blkerad), then look with 'blkera list'") };
    case QDBusError::UnknownObject:
        return { Kind::NotFound,
                 Texts::tr("there is no such device: 'blkera list' shows those there are") };
    case QDBusError::InvalidArgs:
        return { Kind::InvalidArguments, error.message() };
    default:
        break;
    }
    if (name == u"org.freedesktop.DBus.Error.NameHasNoOwner"
        || name.startsWith(u"org.freedesktop.DBus.Error.Spawn.")) {
        return { Kind::NoDaemon,
                 Texts::tr("the blkera daemon cannot be started: see why with 'systemctl status "
                           "blkerad'") };
    }
    if (name == u"org.freedesktop.DBus.Error.InteractiveAuthorizationRequired") {
        return { Kind::NotAuthorized,
                 Texts::tr("this needs an authorisation: try from a terminal, or as root") };
    }
    return { Kind::Failed, error.message().isEmpty() ? name : error.message() };
}

} // namespace

ClientError clientError(const QDBusError& error)
{
    using Kind = ClientError::Kind;
    static constexpr std::array<std::pair<const char*, Kind>, 9> kKinds { {
        { names::kErrorFailed, Kind::Failed },
        { names::kErrorInvalidArguments, Kind::InvalidArguments },
        { names::kErrorNotAuthorized, Kind::NotAuthorized },
        { names::kErrorDismissed, Kind::Dismissed },
        { names::kErrorNotFound, Kind::NotFound },
        { names::kErrorExists, Kind::Exists },
        { names::kErrorNotRunning, Kind::NotRunning },
        { names::kErrorBusy, Kind::Busy },
        { names::kErrorLimitsExceeded, Kind::LimitsExceeded },
    } };
    for (const auto& [name, kind] : kKinds) {
        if (error.name() == QLatin1String(name))
            return { kind, error.message() };
    }
    return busError(error);
}

} // namespace blkera
