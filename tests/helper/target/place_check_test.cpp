// SPDX-License-Identifier: GPL-2.0-or-later
#include "machine.h"
#include "place_check.h"

#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

struct World : Machine {
    QString check()
    {
        Result<void> checked = checkPlaces(config, leftover, needed, stack());
        if (!checked && checked.error().kind != ErrorKind::Invalid)
            return "wrong kind of error";
        return checked ? QString() : QString::fromStdString(checked.error().message());
    }

    DeviceConfig config { "db", "/dev/sdb", "/dev/sdc" };
    std::string leftover;
    std::vector<NeededPlace> needed;
};

} // namespace

#define COMPARE_SAYS(machine, words)                                                               \
    do {                                                                                           \
        const QString message = (machine).check();                                                 \
        QVERIFY2(message.contains(words) && !message.contains('\n'), qPrintable(message));         \
    } while (false)

class PlaceCheckTest : public QObject {
    Q_OBJECT

private slots:

    void devicesThatCarryNothingOfOursAreAccepted()
    {
        World machine;
        machine.needed = { { "the state directory", "/srv/state" },
                           { "the runtime directory", "/run/blkera" } };
        machine.write("proc/swaps",
                      "Filename Type Size Used Priority\n/dev/sda2 partition 1 0 -2\n");
        machine.write("proc/cmdline", "quiet resume=/dev/sda2 splash\n");
        QCOMPARE(machine.check(), QString());
    }

    void theRootFileSystemIsFoundOnThePartitionAndOnItsDisk()
    {
        World machine;
        machine.config.origin = "/dev/sda1";
        COMPARE_SAYS(machine, "origin /dev/sda1 carries the root file system (sda1),");
        machine.config.origin = "/dev/sda";
        COMPARE_SAYS(machine, "origin /dev/sda carries the root file system (sda1 on sda),");
        machine.config.origin = "/dev/sda2"; // its neighbour is no part of it
        QCOMPARE(machine.check(), QString());
    }

    void usrMayHaveAFileSystemOfItsOwn()
    {
        World machine;
        machine.mount("8:16", "/usr", "/dev/sdb");
        COMPARE_SAYS(machine, "origin /dev/sdb carries /usr (sdb),");
    }

    void aNeededPlaceIsFoundThroughAMappedDevice()
    {
        World machine;
        machine.needed = { { "the configuration file", "/srv/etc/db.conf" } };
        for (const char* device : { "/dev/mapper/data", "/dev/dm-0" }) {
            machine.config.origin = device;
            COMPARE_SAYS(machine, "carries the configuration file /srv/etc/db.conf (dm-0),");
        }
        machine.config.origin = "/dev/sda2";
        COMPARE_SAYS(machine,
                     "(dm-0 on sda2), which would wait for db while it starts: move it to");
        machine.config.origin = "/dev/sdb";
        machine.config.metadata = "/dev/sda2";
        COMPARE_SAYS(machine, "metadata /dev/sda2 carries the configuration file");
    }

    void theInnermostMountPointCounts()
    {
        World machine;
        machine.mount("8:16", "/srv/state", "/dev/sdb");
        machine.needed = { { "the state directory", "/srv/state-of-others" } };
        QCOMPARE(machine.check(), QString());
        machine.needed = { { "the state directory", "/srv/state/blkera" } };
        COMPARE_SAYS(machine, "the state directory /srv/state/blkera (sdb)");
    }

    void aLoopDeviceRestsOnItsFile()
    {
        World machine;
        machine.disk("loop0", "7:0");
        machine.write("sys/devices/block/loop0/loop/backing_file", "/srv/image\n");
        machine.mount("7:0", "/var", "/dev/loop0");
        machine.needed = { { "the state directory", "/var/lib/blkera" } };
        machine.config.origin = "/dev/sda2";
        COMPARE_SAYS(machine, "(loop0 on dm-0 on sda2)");
    }

    void aFileSystemOverSeveralDevicesIsOnAllOfThem()
    {
        World machine;
        machine.disk("sdd", "8:48");
        machine.mount("0:40", "/var", "/dev/sdd");
        machine.write("sys/fs/btrfs/1234/devices/sdb", {});
        machine.write("sys/fs/btrfs/1234/devices/sdd", {});
        machine.needed = { { "the state directory", "/var/lib/blkera" } };
        COMPARE_SAYS(machine, "origin /dev/sdb carries the state directory");
    }

    void theEraDeviceThatAKilledServerLeftIsNamed()
    {
        World machine;
        machine.disk("ublkb3", "259:3");
        machine.mount("259:3", "/var", "/dev/ublkb3");
        machine.needed = { { "the state directory", "/var/lib/blkera" } };
        QCOMPARE(machine.check(), QString()); // another's device
        machine.leftover = "/dev/ublkb3";
        COMPARE_SAYS(machine, "/dev/ublkb3, the device itself, carries the state directory");
    }

    void anEraDeviceRestsOnItsOriginAlsoThroughOthers()
    {
        World machine; // ublkb4 on ublkb3 on sdb
        machine.disk("ublkb3", "259:3");
        machine.disk("ublkb4", "259:4");
        machine.serve("db", "8:16", "259:3");
        machine.serve("upper", "259:3", "259:4");
        machine.mount("259:4", "/var", "/dev/ublkb4");
        machine.needed = { { "the state directory", "/var/lib/blkera" } };
        COMPARE_SAYS(machine,
                     "origin /dev/sdb carries the state directory /var/lib/blkera (ublkb4 "
                     "on ublkb3 on sdb)");
        machine.leftover = "/dev/ublkb3";
        COMPARE_SAYS(machine,
                     "/dev/ublkb3, the device itself, carries the state directory "
                     "/var/lib/blkera (ublkb4 on ublkb3)");
        machine.config.origin = "/dev/sda2"; // another's
        machine.leftover.clear();
        QCOMPARE(machine.check(), QString());
    }

    void aSwapAboveTheEraDeviceThatAKilledServerLeftGetsItsServerBack()
    {
        World machine;
        machine.disk("ublkb3", "259:3");
        machine.disk("ublkb4", "259:4");
        machine.serve("db", "8:16", "259:3");
        machine.serve("upper", "259:3", "259:4");
        machine.write("proc/swaps",
                      "Filename Type Size Used Priority\n/dev/ublkb4 partition 1 0 -2\n");
        COMPARE_SAYS(machine, "carries the swap /dev/ublkb4 (ublkb4 on ublkb3 on sdb)");
        machine.leftover = "/dev/ublkb3";
        QCOMPARE(machine.check(), QString());
    }

    void aSwapOnTheEraDeviceThatAKilledServerLeftGetsItsServerBack()
    {
        World machine;
        machine.disk("ublkb3", "259:3");
        machine.write("proc/swaps",
                      "Filename Type Size Used Priority\n/dev/ublkb3 partition 1 0 -2\n");
        machine.leftover = "/dev/ublkb3";
        QCOMPARE(machine.check(), QString());
    }

    void aSwapOnTheOriginIsRefused()
    {
        World machine;
        machine.write("proc/swaps",
                      "Filename Type Size Used Priority\n/dev/sdb partition 1 0 -2\n");
        COMPARE_SAYS(machine, "carries the swap /dev/sdb (sdb)");
        World another;
        another.write("proc/swaps", "Filename Type Size Used Priority\n/srv/swap file 1 0 -2\n");
        another.config.origin = "/dev/sda2";
        COMPARE_SAYS(another, "carries the swap /srv/swap (dm-0 on sda2)");
    }

    void theHibernationImageIsFoundByPathAndByNumbers()
    {
        World byPath;
        byPath.write("proc/cmdline", "root=/dev/sda1 resume=/dev/sdb quiet\n");
        COMPARE_SAYS(byPath, "carries the hibernation image (/dev/sdb) (sdb)");
        World byNumbers;
        byNumbers.write("sys/power/resume", "8:16\n");
        COMPARE_SAYS(byNumbers, "carries the hibernation image (8:16) (sdb)");
        World none;
        none.write("sys/power/resume", "0:0\n");
        QCOMPARE(none.check(), QString());
    }

    void anOriginThatIsAFileRestsOnAFileSystemThatWorksWithoutUs()
    {
        World machine;
        machine.write("srv/origin.img", {});
        machine.config.origin = "/srv/origin.img";
        machine.needed = { { "the state directory", "/srv/state" } };
        QCOMPARE(machine.check(), QString());
    }

    void theProgramAndItsLibrariesAreNeeded()
    {
        QStringList paths;
        for (const NeededPlace& place : programPlaces())
            paths << QString::fromStdString(place.path);
        QVERIFY(
            paths.contains(QFileInfo(QCoreApplication::applicationFilePath()).canonicalFilePath()));
        QVERIFY(!paths.filter("libc.so").isEmpty());
    }
};

QTEST_GUILESS_MAIN(PlaceCheckTest)
#include "place_check_test.moc"
