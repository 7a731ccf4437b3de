// SPDX-License-Identifier: GPL-2.0-or-later
#include "prepare.h"

#include <QtTest>

#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace blkera;

namespace {

QString run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qFatal("%s: %s", qPrintable(program), process.readAllStandardError().constData());
    return QString::fromLocal8Bit(process.readAllStandardOutput()).trimmed();
}

// A loop device over a new file.
class Loop {
public:
    explicit Loop(const QString& path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadWrite) || !file.resize(16 << 20))
            qFatal("cannot make %s", qPrintable(path));
        m_path = run("losetup", { "--find", "--show", "--partscan", path });
    }

    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    ~Loop() { run("losetup", { "-d", m_path }); }

    const QString& path() const { return m_path; }

private:
    QString m_path;
};

struct World {
    World()
    {
        config.name = "db";
        config.origin = origin.path().toStdString();
        config.metadata = metadata.path().toStdString();
    }

    QTemporaryDir directory;
    Loop origin { directory.filePath("origin") };
    Loop metadata { directory.filePath("metadata") };
    DeviceConfig config;
};

QString messageOf(const Result<Preparation>& result, ErrorKind kind)
{
    if (result || result.error().kind != kind)
        return "no such error";
    return QString::fromStdString(result.error().message());
}

} // namespace

#define VERIFY_SAYS(message, words) QVERIFY2((message).contains(words), qPrintable(message))

class PrepareDevicesTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QVERIFY2(geteuid() == 0, "needs root: loop devices"); }

    void twoDevicesArePrepared()
    {
        World world;
        Result<Preparation> prepared = prepareDevices(world.config, false);
        QVERIFY2(prepared, prepared ? "" : prepared.error().message().c_str());
        QVERIFY(prepared->formatted);
        QCOMPARE(prepared->blocks, BlockCount(256));
        QCOMPARE(QProcess::execute("era_check", { "-q", world.metadata.path() }), 0);
        QVERIFY(openForService(world.config));
    }

    void oneDeviceTwiceIsRefusedByAnyName()
    {
        World world;
        QString link = world.directory.filePath("link");
        QVERIFY(QFile::link(world.origin.path(), link));
        world.config.metadata = link.toStdString();
        VERIFY_SAYS(messageOf(prepareDevices(world.config, false), ErrorKind::Invalid),
                    "the same device");
    }

    void aDeviceAndItsPartitionAreRefused()
    {
        World world;
        run("addpart", { world.origin.path(), "1", "2048", "8192" });
        run("addpart", { world.origin.path(), "2", "16384", "8192" });
        std::string first = (world.origin.path() + "p1").toStdString();
        std::string second = (world.origin.path() + "p2").toStdString();
        world.config.metadata = first;
        VERIFY_SAYS(messageOf(prepareDevices(world.config, false), ErrorKind::Invalid),
                    "a partition of the other");
        std::swap(world.config.origin, world.config.metadata);
        VERIFY_SAYS(messageOf(prepareDevices(world.config, false), ErrorKind::Invalid),
                    "a partition of the other");
        // Two partitions of one disk are two devices.
        world.config.metadata = second;
        Result<Preparation> prepared = prepareDevices(world.config, false);
        QVERIFY2(prepared, prepared ? "" : prepared.error().message().c_str());
    }

    void aMountedDeviceIsBusyAndTheMountPointNamed_data()
    {
        QTest::addColumn<bool>("isOrigin");
        QTest::newRow("origin") << true;
        QTest::newRow("metadata") << false;
    }

    void aMountedDeviceIsBusyAndTheMountPointNamed()
    {
        QFETCH(bool, isOrigin);
        World world;
        QString device = isOrigin ? world.origin.path() : world.metadata.path();
        run("mkfs.ext4", { "-q", device });
        QTemporaryDir mountPoint;
        QCOMPARE(::mount(qPrintable(device), qPrintable(mountPoint.path()), "ext4", 0, ""), 0);
        QString message = messageOf(prepareDevices(world.config, true), ErrorKind::Busy);
        QCOMPARE(::umount(qPrintable(mountPoint.path())), 0);
        VERIFY_SAYS(message, device);
        VERIFY_SAYS(message, mountPoint.path());
    }

    void aDeviceHeldByAnotherProcessIsBusyAndTheProcessNamed()
    {
        World world;
        QProcess holder;
        holder.start("python3",
                     { "-c",
                       "import os,sys\nos.open(sys.argv[1], os.O_RDONLY | os.O_EXCL)\n"
                       "print('held', flush=True)\nsys.stdin.read()",
                       world.metadata.path() });
        QVERIFY(holder.waitForReadyRead());
        QString message = messageOf(prepareDevices(world.config, false), ErrorKind::Busy);
        holder.closeWriteChannel();
        QVERIFY(holder.waitForFinished());
        VERIFY_SAYS(message, "python3");
        QVERIFY(prepareDevices(world.config, false));
    }

    // Whoever mounts it asks for no lock of the file.
    void aFileBehindALoopDeviceIsBusyAndTheDeviceNamed()
    {
        World world;
        const QString file = world.directory.filePath("origin");
        world.config.origin = file.toStdString();
        const QString message = messageOf(prepareDevices(world.config, false), ErrorKind::Busy);
        VERIFY_SAYS(message, "origin " + file + " is in use (behind " + world.origin.path() + ")");
        world.config.origin = world.directory.filePath("free").toStdString();
        QFile free(world.directory.filePath("free"));
        QVERIFY(free.open(QIODevice::WriteOnly) && free.resize(16 << 20));
        QVERIFY(free.setPermissions(QFile::ReadOwner | QFile::WriteOwner));
        QVERIFY(prepareDevices(world.config, false));
    }

    void twoServersCannotHaveOneDevice()
    {
        World world;
        QVERIFY(prepareDevices(world.config, false));
        Result<CheckedDevices> first = openForService(world.config);
        QVERIFY(first);
        Result<CheckedDevices> second = openForService(world.config);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, ErrorKind::Busy);
    }
};

QTEST_GUILESS_MAIN(PrepareDevicesTest)
#include "prepare_devices_test.moc"
