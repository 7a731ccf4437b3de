// SPDX-License-Identifier: GPL-2.0-or-later

// bus_caller UID TIMES PATH INTERFACE METHOD [TYPE:VALUE ...]
//
// Calls a method of org.blkera as that user, TIMES times at once, and prints how often it ended in
// which way: "ok 3", "org.blkera.Error.LimitsExceeded 2". Types: s, u, b, h (a pipe), as (one).

#include <cstdio>
#include <map>
#include <vector>

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusUnixFileDescriptor>
#include <QStringList>

#include <fcntl.h>
#include <grp.h>
#include <unistd.h>

namespace {

QVariant toVariant(const QString& argument)
{
    const QString type = argument.section(u':', 0, 0);
    const QString value = argument.section(u':', 1);
    if (type == QLatin1String("u"))
        return value.toUInt();
    if (type == QLatin1String("t"))
        return value.toULongLong();
    if (type == QLatin1String("b"))
        return value == QLatin1String("true");
    if (type == QLatin1String("as"))
        return QStringList { value };
    if (type == QLatin1String("h")) {
        int ends[2] = {};
        if (::pipe2(ends, O_CLOEXEC) != 0)
            return {};
        return QVariant::fromValue(QDBusUnixFileDescriptor(ends[1]));
    }
    return value;
}

} // namespace

int main(int argc, char** argv)
{
    const auto uid = static_cast<uid_t>(QByteArray(argv[1]).toUInt());
    if (uid != 0
        && (::setgroups(0, nullptr) != 0 || ::setresgid(uid, uid, uid) != 0
            || ::setresuid(uid, uid, uid) != 0))
        return 2;
    QCoreApplication application(argc, argv);
    const QStringList words = application.arguments().mid(2);
    QDBusMessage message = QDBusMessage::createMethodCall(QStringLiteral("org.blkera"), words[1],
                                                          words[2], words[3]);
    QVariantList arguments;
    for (const QString& argument : words.mid(4))
        arguments << toVariant(argument);
    message.setArguments(arguments);
    std::vector<QDBusPendingCall> calls;
    for (int i = 0; i < words[0].toInt(); ++i)
        calls.push_back(QDBusConnection::systemBus().asyncCall(message));
    std::map<QString, int> ends;
    for (QDBusPendingCall& call : calls) {
        call.waitForFinished();
        ++ends[call.isError() ? call.error().name() : QStringLiteral("ok")];
    }
    for (const auto& [end, count] : ends)
        std::printf("%s %d\n", qPrintable(end), count);
    return 0;
}
