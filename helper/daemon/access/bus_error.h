// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "dbus/names.h"

#include <functional>
#include <optional>

#include <QString>

namespace blkera {

// An error as the bus has it: one of the names of dbus/names.h, and one line for people that names
// the object and the remedy.
struct BusError {
    QString name;
    QString message;
};

inline BusError failed(const QString& message)
{
    return { QLatin1String(names::kErrorFailed), message };
}

inline BusError invalidArguments(const QString& message)
{
    return { QLatin1String(names::kErrorInvalidArguments), message };
}

inline BusError busy(const QString& message)
{
    return { QLatin1String(names::kErrorBusy), message };
}

// How something ended that took a while: with an error, or not.
using Finished = std::function<void(const std::optional<BusError>& error)>;

} // namespace blkera
