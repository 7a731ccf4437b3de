// SPDX-License-Identifier: GPL-2.0-or-later
//
// Who may call what, of the whole daemon on a bus with the real polkitd. Every caller and every
// member: tests/system/access_test.py.
#include "access/method_table.h"
#include "daemon_world.h"
#include "dbus/names.h"
#include "tests/support/introspection.h"

#include <csignal>

#include <QDBusVariant>
#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kManager = QLatin1String(names::kManagerInterface);
const QString kDevice = QLatin1String(names::kDeviceInterface);
const QString kObjects = QLatin1String(names::kObjectManagerInterface);
const QString kManagerPath = QLatin1String(names::kManagerPath);
const QByteArray kDenied("org.blkera.Error.NotAuthorized 1");

struct Interface {
    QString path;
    QString name;
};

const Interface kInterfaces[] = {
    { kManagerPath, kManager },
    { kManagerPath, kObjects },
    { QStringLiteral("/org/blkera/devices/x"), kDevice },
};

// "method Checkpoint(in as names, out au eras)" -> "Checkpoint"
QString methodOf(const QString& member)
{
    return member.startsWith(QLatin1String("method ")) ? member.mid(7, member.indexOf(u'(') - 7)
                                                       : QString();
}

// Arguments for bus_caller that fit the method and would do something.
QStringList plausibleArguments(const QString& member)
{
    QStringList arguments;
    const QString list = member.mid(member.indexOf(u'(') + 1).chopped(1);
    for (const QString& argument : list.split(QStringLiteral(", "), Qt::SkipEmptyParts)) {
        if (!argument.startsWith(QLatin1String("in ")))
            continue;
        const QString type = argument.section(u' ', 1, 1);
        const QString name = argument.section(u' ', 2, 2);
        QString value = QStringLiteral("x");
        if (name == QLatin1String("message"))
            value = QStringLiteral("checkpoint");
        else if (name == QLatin1String("format"))
            value = QStringLiteral("xml");
        else if (type == QLatin1String("u") || type == QLatin1String("t"))
            value = QStringLiteral("1");
        arguments << type + u':' + value;
    }
    return arguments;
}

// The rows of a method: one, or one a value of its first argument.
QList<const MethodRow*> rowsOf(const QString& interface, const QString& method)
{
    QList<const MethodRow*> rows;
    for (const MethodRow& row : methodTable()) {
        const QString verb = QString::fromUtf8(row.verb.data(), qsizetype(row.verb.size()));
        if (interface == QLatin1String(row.interface.data(), qsizetype(row.interface.size()))
            && verb.section(u' ', 0, 0) == method)
            rows << &row;
    }
    return rows;
}

} // namespace

class DaemonAccessTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        if (!qEnvironmentVariableIsSet("PRIVATE_BUS_POLKITD_PID"))
            qFatal("run this by tests/support/private-bus");
    }

    void introspectionIsWhatTheXmlSays()
    {
        DaemonWorld world;
        QCOMPARE(world.create(QStringLiteral("x"), false).errorName(), QString());
        for (const Interface& interface : kInterfaces) {
            const QStringList written = members(
                contentOf(QStringLiteral(BLKERA_DBUS_FOLDER "/%1.xml").arg(interface.name)),
                interface.name);
            QVERIFY(!written.isEmpty());
            QCOMPARE(members(world.introspect(interface.path), interface.name), written);
        }
    }

    void everyMethodHasARow()
    {
        DaemonWorld world;
        QCOMPARE(world.create(QStringLiteral("x"), false).errorName(), QString());
        int methods = 0;
        for (const Interface& interface : kInterfaces) {
            for (const QString& member :
                 members(world.introspect(interface.path), interface.name)) {
                if (const QString method = methodOf(member); !method.isEmpty()) {
                    ++methods;
                    QVERIFY2(!rowsOf(interface.name, method).isEmpty(), qPrintable(method));
                }
            }
        }
        QVERIFY(methods > 10);
    }

    void nobodyMayLookButChangeNothing()
    {
        DaemonWorld world;
        QCOMPARE(world.create(QStringLiteral("x")).errorName(), QString());
        QCOMPARE(world.create(QStringLiteral("stopped"), false).errorName(), QString());
        const QByteArray configuration = world.configuration();
        const QString status
            = world.device(QStringLiteral("x"), "Status").arguments().value(0).toString();
        int denied = 0;
        for (const Interface& interface : kInterfaces) {
            for (const QString& member :
                 members(world.introspect(interface.path), interface.name)) {
                const QString method = methodOf(member);
                if (method.isEmpty())
                    continue;
                const bool changes = !rowsOf(interface.name, method).first()->action.empty();
                QStringList arguments = plausibleArguments(member);
                if (method == QLatin1String("CreateDevice"))
                    arguments[0] = QStringLiteral("s:new");
                // What could not be done anyway is refused for that, see
                // whatIsPointlessIsRefusedBeforePolkitIsAsked().
                const QString path = method == QLatin1String("Remove")
                    ? QStringLiteral("/org/blkera/devices/stopped")
                    : interface.path;
                const QByteArray answer
                    = world.callAs(kNobody, 1, path, interface.name, method, arguments);
                QVERIFY2(answer == (changes ? kDenied : QByteArray("ok 1")),
                         qPrintable(method + QLatin1String(": ") + QLatin1String(answer)));
                denied += changes ? 1 : 0;
            }
        }
        for (const char* message : { "take_metadata_snap", "drop_metadata_snap" })
            QCOMPARE(world.callAs(kNobody, 1, kInterfaces[2].path, kDevice,
                                  QStringLiteral("Message"),
                                  { QLatin1String("s:") + QLatin1String(message) }),
                     kDenied);
        QVERIFY(denied > 10);
        const QString properties = QLatin1String(names::kPropertiesInterface);
        QCOMPARE(world.callAs(kNobody, 1, kInterfaces[2].path, properties, QStringLiteral("GetAll"),
                              { QLatin1String("s:") + kDevice }),
                 QByteArray("ok 1"));
        QCOMPARE(world.configuration(), configuration);
        QCOMPARE(world.device(QStringLiteral("x"), "Status").arguments().value(0).toString(),
                 status);
        const QByteArray log = world.daemonLog();
        QCOMPARE(log.count("audit uid=65534 "), denied + 2);
        QCOMPARE(log.count(" result=\"denied\" "), denied + 2);
        QCOMPARE(log.count("audit uid=0 "), 2); // the creations
    }

    void whatIsPointlessIsRefusedBeforePolkitIsAsked()
    {
        DaemonWorld world;
        QCOMPARE(world.create(QStringLiteral("x")).errorName(), QString());
        QCOMPARE(world.create(QStringLiteral("stopped"), false).errorName(), QString());
        const auto refusal = [&](const QString& path, const QString& interface, const char* method,
                                 const QStringList& arguments = {}) {
            return world.callAs(kNobody, 1, path, interface, QLatin1String(method), arguments);
        };
        const QByteArray notRunning("org.blkera.Error.NotRunning 1");
        const QString stopped = QStringLiteral("/org/blkera/devices/stopped");
        for (const char* method : { "Checkpoint", "Suspend", "Resume", "Restart" })
            QCOMPARE(refusal(stopped, kDevice, method), notRunning);
        QCOMPARE(refusal(stopped, kDevice, "Message", { QStringLiteral("s:take_metadata_snap") }),
                 notRunning);
        QCOMPARE(refusal(stopped, kDevice, "ChangedBlocks",
                         { QStringLiteral("u:1"), QStringLiteral("u:1"), QStringLiteral("s:xml"),
                           QStringLiteral("h:") }),
                 notRunning);
        QCOMPARE(refusal(kManagerPath, kManager, "Checkpoint", { QStringLiteral("as:stopped") }),
                 notRunning);
        QCOMPARE(refusal(kManagerPath, kManager, "Checkpoint", { QStringLiteral("as:none") }),
                 QByteArray("org.blkera.Error.NotFound 1"));
        QCOMPARE(refusal(kInterfaces[2].path, kDevice, "Remove"),
                 QByteArray("org.blkera.Error.Busy 1"));
        QCOMPARE(refusal(kManagerPath, kManager, "CreateDevice",
                         { QStringLiteral("s:x"), QStringLiteral("s:/dev/a"),
                           QStringLiteral("s:/dev/b"), QStringLiteral("u:0"),
                           QStringLiteral("s:fuse"), QStringLiteral("u:0"), QStringLiteral("u:0"),
                           QStringLiteral("b:false"), QStringLiteral("b:false") }),
                 QByteArray("org.blkera.Error.Exists 1"));
        QCOMPARE(world.property(QStringLiteral("x"), "CurrentEra"), 1u);
    }

    void propertiesAreNotForWriting()
    {
        DaemonWorld world;
        QCOMPARE(world.create(QStringLiteral("x"), false).errorName(), QString());
        const QVariant value = QVariant::fromValue(QDBusVariant(QStringLiteral("/dev/sda")));
        for (const char* property : { "Origin", "State", "Name" })
            QVERIFY(!world
                         .call(kInterfaces[2].path, names::kPropertiesInterface, "Set",
                               { kDevice, QLatin1String(property), value })
                         .errorName()
                         .isEmpty());
    }

    void aFloodIsLimitedButNotRoots()
    {
        DaemonWorld world;
        QCOMPARE(world.create(QStringLiteral("x")).errorName(), QString());
        const auto flood = [&](unsigned uid, const QString& path, const QString& interface,
                               const char* method, const QStringList& arguments) {
            return world.callAs(uid, 120, path, interface, QLatin1String(method), arguments);
        };
        const QByteArray limited("org.blkera.Error.LimitsExceeded ");
        const QByteArray light
            = flood(kNobody, kManagerPath, kManager, "GetDevice", { QStringLiteral("s:x") });
        QVERIFY2(light.contains("ok 1") && light.contains(limited), light.constData());
        QCOMPARE(flood(0, kManagerPath, kManager, "GetDevice", { QStringLiteral("s:x") }),
                 QByteArray("ok 120"));
        // Another user, who asks for what polkit has to be asked about.
        const QByteArray denied = flood(kOther, kInterfaces[2].path, kDevice, "Checkpoint", {});
        QVERIFY2(denied.contains("NotAuthorized") && denied.contains(limited), denied.constData());
        QVERIFY(!denied.contains("ok"));
    }

    // The last one: polkitd does not come back.
    void withoutPolkitOnlyRootMayChange()
    {
        DaemonWorld world;
        QCOMPARE(world.create(QStringLiteral("x")).errorName(), QString());
        const auto polkitd = qEnvironmentVariableIntValue("PRIVATE_BUS_POLKITD_PID");
        QCOMPARE(::kill(polkitd, SIGKILL), 0);
        QTest::qWait(200);
        const QString path = kInterfaces[2].path;
        QCOMPARE(world.callAs(kNobody, 1, path, kDevice, QStringLiteral("Checkpoint"), {}),
                 kDenied);
        QCOMPARE(world.callAs(kNobody, 1, path, kDevice, QStringLiteral("Status"), {}),
                 QByteArray("ok 1"));
        QCOMPARE(world.callAs(0, 1, path, kDevice, QStringLiteral("Checkpoint"), {}),
                 QByteArray("ok 1"));
        QCOMPARE(world.property(QStringLiteral("x"), "CurrentEra"), 2u);
    }
};

QTEST_GUILESS_MAIN(DaemonAccessTest)
#include "daemon_access_test.moc"
