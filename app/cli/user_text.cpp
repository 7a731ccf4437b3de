// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/user_text.h"

#include "cli/ending.h"
#include "cli/moment_text.h"

#include <array>

#include <pwd.h>

namespace blkera {

QString userText(quint32 uid)
{
    passwd entry {};
    passwd* found = nullptr;
    std::array<char, 4096> buffer {};
    if (getpwuid_r(uid, &entry, buffer.data(), buffer.size(), &found) == 0 && found)
        return escaped(QString::fromUtf8(entry.pw_name));
    return QString::number(uid);
}

QJsonObject eventJson(const EventInfo& event)
{
    return {
        { QStringLiteral("time"), momentJson(event.timeUs) },
        { QStringLiteral("device"), event.device.isEmpty() ? QJsonValue() : event.device },
        { QStringLiteral("kind"), event.kind },
        { QStringLiteral("text"), event.text },
    };
}

} // namespace blkera
