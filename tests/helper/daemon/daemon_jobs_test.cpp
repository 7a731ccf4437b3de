// SPDX-License-Identifier: GPL-2.0-or-later

// What takes longer than a call; run by tests/support/private-bus, as root.

#include "base/unique_fd.h"
#include "daemon_world.h"
#include "dbus/names.h"

#include <array>
#include <csignal>
#include <list>

#include <QDBusArgument>
#include <QDBusConnection>
#include <QDBusPendingCall>
#include <QDBusUnixFileDescriptor>
#include <QDir>
#include <QFile>
#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace blkera;
using namespace blkera::test;

namespace {

const QString kX = QStringLiteral("x");
const QString kStriped = QStringLiteral("striped");
const QString kFailed = QLatin1String(names::kErrorFailed);

// A pipe that a list does not fit into.
struct SmallPipe {
    SmallPipe()
    {
        std::array<int, 2> ends {};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            qFatal("no pipe");
        reader.reset(ends[0]);
        writer.reset(ends[1]);
        ::fcntl(writer.get(), F_SETPIPE_SZ, 4096);
    }

    // All that comes, to the end.
    QByteArray readAll()
    {
        writer.reset();
        QByteArray text;
        std::array<char, 4096> buffer;
        for (ssize_t count = 1; count > 0;) {
            count = ::read(reader.get(), buffer.data(), buffer.size());
            if (count > 0)
                text.append(buffer.data(), count);
        }
        return text;
    }

    UniqueFd reader;
    UniqueFd writer;
};

QDBusPendingCall askForList(const QString& device, const SmallPipe& pipe)
{
    QDBusMessage call = QDBusMessage::createMethodCall(
        QLatin1String(names::kService),
        QString::fromStdString(names::devicePath(device.toStdString())),
        QLatin1String(names::kDeviceInterface), QStringLiteral("ChangedBlocks"));
    call << 1u << 0u << QStringLiteral("json")
         << QVariant::fromValue(QDBusUnixFileDescriptor(pipe.writer.get()));
    return QDBusConnection::systemBus().asyncCall(call, 60'000);
}

// "changed-blocks striped running"
QString shown(const QVariantMap& job)
{
    return QStringLiteral("%1 %2 %3")
        .arg(job.value(QStringLiteral("Operation")).toString(),
             job.value(QStringLiteral("Device")).toString(),
             job.value(QStringLiteral("State")).toString());
}

QStringList jobsOf(DaemonWorld& world)
{
    QStringList jobs;
    for (const QVariantMap& job : world.jobs())
        jobs << shown(job);
    return jobs;
}

QVariantMap listJob(DaemonWorld& world)
{
    for (const QVariantMap& job : world.jobs()) {
        if (job.value(QStringLiteral("Operation")) == QStringLiteral("changed-blocks"))
            return job;
    }
    return {};
}

// Of every job, what is known for good: what a device's counters say of it is not.
QStringList lastingOf(DaemonWorld& world)
{
    QStringList jobs;
    for (const QVariantMap& job : world.jobs()) {
        QStringList words { shown(job) };
        for (const char* name : { "Id", "StartedByUid", "StartTime", "EndTime", "Error" })
            words << job.value(QLatin1String(name)).toString();
        const auto report = qdbus_cast<QVariantMap>(job.value(QStringLiteral("Report")));
        for (const auto& [key, value] : report.asKeyValueRange()) {
            QStringList numbers;
            if (key == QStringLiteral("eras")) {
                for (const uint era : qdbus_cast<QList<uint>>(value))
                    numbers << QString::number(era);
            }
            words << QStringLiteral("%1=%2%3").arg(key, value.toString(), numbers.join(u','));
        }
        jobs << words.join(u' ');
    }
    return jobs;
}

QString pathOf(const QVariantMap& job)
{
    return QString::fromStdString(names::jobPath(job.value(QStringLiteral("Id")).toULongLong()));
}

QDBusMessage cancel(DaemonWorld& world, const QVariantMap& job)
{
    return world.call(pathOf(job), names::kJobInterface, "Cancel");
}

} // namespace

class DaemonJobsTest : public QObject {
    Q_OBJECT

private slots:

    void whatTakesLongIsAJobFromItsBeginningOn()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kX).errorName(), QString());
        QCOMPARE(world.device(kX, "Stop").errorName(), QString());
        QCOMPARE(world.create(QStringLiteral("dies")).errorName(), kFailed);
        QCOMPARE(jobsOf(world),
                 (QStringList { QStringLiteral("create x done"), QStringLiteral("stop x done"),
                                QStringLiteral("create dies failed") }));
        const QVariantMap failed = world.jobs().last();
        QVERIFY(failed.value(QStringLiteral("Error")).toString().contains(QStringLiteral("dies")));
        QVERIFY(failed.value(QStringLiteral("EndTime")).toULongLong()
                >= failed.value(QStringLiteral("StartTime")).toULongLong());
        QCOMPARE(cancel(world, failed).errorName(), kFailed); // it has ended
    }

    void aListSaysHowFarItIsAndCanBeCancelled()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kStriped).errorName(), QString());
        const SmallPipe pipe;
        QDBusPendingCall list = askForList(kStriped, pipe);
        QTRY_VERIFY(listJob(world).value(QStringLiteral("Done")).toULongLong() > 0);
        const QVariantMap job = listJob(world);
        QCOMPARE(shown(job), QStringLiteral("changed-blocks striped running"));
        QCOMPARE(job.value(QStringLiteral("Total")), QVariant(quint64 { 1'000 }));
        QCOMPARE(job.value(QStringLiteral("Cancelable")), QVariant(true));
        QCOMPARE(job.value(QStringLiteral("StartedByUid")), QVariant(0u));
        QVERIFY(job.value(QStringLiteral("ExpectedEnd")).toULongLong() > 0);
        // Not by somebody else.
        QCOMPARE(world.callAs(kNobody, 1, pathOf(job), QLatin1String(names::kJobInterface),
                              QStringLiteral("Cancel"), {}),
                 QByteArray("org.blkera.Error.NotAuthorized 1"));
        QVERIFY(!list.isFinished());
        QCOMPARE(cancel(world, job).errorName(), QString());
        list.waitForFinished();
        QCOMPARE(list.error().name(), kFailed);
        QCOMPARE(listJob(world).value(QStringLiteral("State")),
                 QVariant(QStringLiteral("cancelled")));
        const QString id = job.value(QStringLiteral("Id")).toString();
        QTRY_VERIFY(world.heardOfJobs.contains(id + QStringLiteral(" State=cancelled")));
    }

    void aListOutlivesWhoAskedAndTheDaemon()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kStriped).errorName(), QString());
        SmallPipe pipe;
        askForList(kStriped, pipe); // nobody waits for the answer
        QTRY_VERIFY(listJob(world).value(QStringLiteral("Done")).toULongLong() > 0);
        const QVariantMap before = listJob(world);
        for (int kill = 0; kill < 2; ++kill) {
            world.endDaemon(SIGKILL);
            world.startDaemon();
            QTRY_COMPARE(shown(listJob(world)), QStringLiteral("changed-blocks striped running"));
            QCOMPARE(listJob(world).value(QStringLiteral("Id")),
                     before.value(QStringLiteral("Id")));
        }
        const QByteArray text = pipe.readAll();
        QVERIFY2(text.endsWith("\"changed_blocks\":500}\n"), text.right(100).constData());
        QTRY_COMPARE(shown(listJob(world)), QStringLiteral("changed-blocks striped done"));
        const auto report = qdbus_cast<QVariantMap>(listJob(world).value(QStringLiteral("Report")));
        QCOMPARE(report.value(QStringLiteral("blocks")), QVariant(quint64 { 500 }));
        QCOMPARE(listJob(world).value(QStringLiteral("StartTime")),
                 before.value(QStringLiteral("StartTime")));
    }

    void whatAKilledDaemonHadBegunIsInterrupted()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kStriped).errorName(), QString());
        const SmallPipe pipe;
        askForList(kStriped, pipe);
        QTRY_VERIFY(listJob(world).value(QStringLiteral("Done")).toULongLong() > 0);
        QTest::qWait(300); // it is written down
        world.endDaemon(SIGKILL);
        ::kill(static_cast<pid_t>(world.targetPid(kStriped)), SIGKILL);
        world.startDaemon();
        QTRY_COMPARE_WITH_TIMEOUT(shown(listJob(world)),
                                  QStringLiteral("changed-blocks striped interrupted"), 10'000);
    }

    void whatHasEndedIsStillThereAfterAKill()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kX).errorName(), QString());
        QCOMPARE(world.create(QStringLiteral("dies")).errorName(), kFailed);
        QCOMPARE(world.create(kStriped).errorName(), QString());
        QCOMPARE(world.manager("Checkpoint", { QStringList { kX, kStriped } }).errorName(),
                 QString());
        SmallPipe pipe;
        askForList(kStriped, pipe);
        QTRY_VERIFY(listJob(world).value(QStringLiteral("Done")).toULongLong() > 0);
        QVERIFY(!pipe.readAll().isEmpty());
        QTRY_COMPARE(shown(listJob(world)), QStringLiteral("changed-blocks striped done"));
        const QStringList before = lastingOf(world);
        QCOMPARE(before.size(), 5);
        QVERIFY(before.at(3).contains(QStringLiteral("eras=2,2 group=")));
        QVERIFY(before.at(4).contains(QStringLiteral("blocks=500 uncertain=0")));
        QTest::qWait(300); // they are written down
        for (int kill = 0; kill < 2; ++kill) {
            world.endDaemon(SIGKILL);
            world.startDaemon();
            QTRY_COMPARE(lastingOf(world), before);
        }
    }

    void aUserHasOnlySoManyJobs()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kStriped).errorName(), QString());
        std::list<SmallPipe> pipes;
        for (int i = 0; i < 12; ++i) // root is exempt
            askForList(kStriped, pipes.emplace_back());
        QTRY_COMPARE(jobsOf(world).count(QStringLiteral("changed-blocks striped running")), 12);
    }

    void hooksRunBeforeAndAfterACheckpoint()
    {
        DaemonWorld world;
        QCOMPARE(world.create(kX).errorName(), QString());
        const QString said = world.hooksFolder() + QStringLiteral("/../said");
        const auto hook = [&](const QString& name, const QByteArray& line) {
            QFile file(world.hooksFolder() + u'/' + name);
            QVERIFY(QDir().mkpath(world.hooksFolder()) && file.open(QIODevice::WriteOnly));
            file.write("#!/bin/sh\necho \"" + name.toUtf8()
                       + " $* $BLKERA_RESULT $BLKERA_ERAS\" >> '" + said.toUtf8() + "'\n" + line
                       + "\n");
            file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        };
        const auto takeSaid = [&] {
            QFile file(said);
            const QByteArray text = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
            file.remove();
            return text;
        };
        QVERIFY(QDir().mkpath(world.hooksFolder()));
        QVERIFY(::chmod(world.hooksFolder().toUtf8().constData(), 0755) == 0);
        hook(QStringLiteral("10-freeze"), "");
        hook(QStringLiteral("20-tell"), "");
        QCOMPARE(world.device(kX, "Checkpoint").arguments(), QVariantList { 2u });
        QCOMPARE(
            takeSaid(),
            QByteArray("10-freeze pre checkpoint x  \n20-tell pre checkpoint x  \n"
                       "20-tell post checkpoint x done 2\n10-freeze post checkpoint x done 2\n"));
        QVERIFY(jobsOf(world).contains(QStringLiteral("checkpoint x done")));

        // What fails before keeps the checkpoint from being taken, and is undone.
        hook(QStringLiteral("15-no"),
             "[ $1 = post ] || { echo 'the database says no' >&2; exit 3; }");
        const QDBusMessage refused = world.device(kX, "Checkpoint");
        QCOMPARE(refused.errorName(), kFailed);
        QVERIFY2(refused.errorMessage().contains(QStringLiteral("15-no"))
                     && refused.errorMessage().contains(QStringLiteral("the database says no")),
                 qPrintable(refused.errorMessage()));
        QCOMPARE(world.property(kX, "CurrentEra"), 2u);
        QCOMPARE(takeSaid().count("post checkpoint x failed"), 3);

        // What others could have written does not run.
        QVERIFY(QFile::remove(world.hooksFolder() + QStringLiteral("/15-no")));
        const QByteArray writable = (world.hooksFolder() + QStringLiteral("/20-tell")).toUtf8();
        QVERIFY(::chmod(writable.constData(), 0777) == 0);
        QCOMPARE(world.device(kX, "Checkpoint").errorName(), kFailed);
        QVERIFY(!takeSaid().contains("20-tell"));
        QVERIFY(::chmod(writable.constData(), 0755) == 0);
        QVERIFY(::chmod(world.hooksFolder().toUtf8().constData(), 0777) == 0);
        QCOMPARE(world.device(kX, "Checkpoint").errorName(), kFailed);
        QCOMPARE(takeSaid(), QByteArray());
        QCOMPARE(world.property(kX, "CurrentEra"), 2u);
    }
};

QTEST_GUILESS_MAIN(DaemonJobsTest)
#include "daemon_jobs_test.moc"
