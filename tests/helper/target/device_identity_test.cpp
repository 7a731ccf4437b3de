// SPDX-License-Identifier: GPL-2.0-or-later
#include "device_identity.h"
#include "machine.h"

#include <QtTest>

using namespace blkera;
using namespace blkera::test;

namespace {

QStringList identities(const Machine& machine, const char* node)
{
    QStringList list;
    for (const std::string& identity :
         identitiesOf(*machine.stack().deviceOf(node), machine.stack()))
        list << QString::fromStdString(identity);
    return list;
}

QString refusal(const Machine& machine, const char* wanted)
{
    Result<void> checked = checkIdentity("origin /dev/sdb", *machine.stack().deviceOf("/dev/sdb"),
                                         "origin-id", wanted, machine.stack());
    if (!checked && checked.error().kind != ErrorKind::Invalid)
        return "wrong kind of error";
    return checked ? QString() : QString::fromStdString(checked.error().message());
}

} // namespace

class DeviceIdentityTest : public QObject {
    Q_OBJECT

private slots:

    void aDiskIsKnownByItsWorldWideNameThenByItsSerial()
    {
        Machine machine;
        machine.write("sys/devices/block/sda/device/wwid", "naa.5000c500a1b2c3d4\n");
        machine.write("sys/devices/block/sda/serial", "A12\n");
        QCOMPARE(identities(machine, "/dev/sda"),
                 QStringList({ "wwn:0x5000c500a1b2c3d4", "serial:A12" }));
    }

    void otherNamesKeepTheirKindAndLoseTheirBlanks()
    {
        Machine machine;
        machine.write("sys/devices/block/sda/wwid", "t10.ATA     QEMU\tDISK  1   \n");
        machine.write("sys/devices/block/sdb/serial", "   \n");
        QCOMPARE(identities(machine, "/dev/sda"), QStringList { "wwid:t10.ATA_____QEMU_DISK__1" });
        QCOMPARE(identities(machine, "/dev/sdb"), QStringList());
    }

    void mappedDevicesAndArraysHaveUuids()
    {
        Machine machine;
        machine.write("sys/devices/block/dm-0/dm/uuid", "LVM-abc\n");
        machine.write("sys/devices/block/sdb/md/uuid", "01234567-89ab\n");
        QCOMPARE(identities(machine, "/dev/mapper/data"), QStringList { "dm-uuid:LVM-abc" });
        QCOMPARE(identities(machine, "/dev/sdb"), QStringList { "md-uuid:01234567-89ab" });
    }

    void aPartitionIsKnownByItsUuidAndByItsDisk()
    {
        Machine machine;
        machine.write("sys/devices/block/sda/serial", "A12\n");
        machine.write("sys/devices/block/sda/sda2/uevent", "DEVNAME=sda2\nPARTUUID=0a-02\n");
        QCOMPARE(identities(machine, "/dev/sda1"), QStringList { "serial:A12-part1" });
        QCOMPARE(identities(machine, "/dev/sda2"),
                 QStringList({ "partuuid:0a-02", "serial:A12-part1" })); // this tree numbers all 1
    }

    void anyIdOfTheDeviceWillDo()
    {
        Machine machine;
        machine.write("sys/devices/block/sdb/wwid", "naa.5000\n");
        machine.write("sys/devices/block/sdb/serial", "B7\n");
        QCOMPARE(refusal(machine, "wwn:0x5000"), QString());
        QCOMPARE(refusal(machine, "serial:B7"), QString());
        QCOMPARE(refusal(machine, ""), QString()); // nothing is configured
    }

    void anotherDiskIsRefusedAndTheRightOneFound()
    {
        Machine machine;
        machine.write("sys/devices/block/sda/serial", "A12\n");
        machine.write("sys/devices/block/sdb/serial", "B7\n");
        QCOMPARE(refusal(machine, "serial:A12"),
                 "origin /dev/sdb is serial:B7, the configuration is for serial:A12, which is "
                 "/dev/sda now: mend the path, or origin-id if the disk was replaced on purpose");
        QCOMPARE(refusal(machine, "serial:C3"),
                 "origin /dev/sdb is serial:B7, the configuration is for serial:C3, which is not "
                 "here: mend the path, or origin-id if the disk was replaced on purpose");
    }

    void aDeviceThatShowsNoIdAnyMoreIsRefused()
    {
        Machine machine;
        QVERIFY(refusal(machine, "serial:A12").startsWith("origin /dev/sdb has no id, the"));
    }

    void whatIsNoBlockDeviceHasNoId()
    {
        QCOMPARE(identitiesOf(0, Machine().stack()).size(), std::size_t { 0 });
    }
};

QTEST_GUILESS_MAIN(DeviceIdentityTest)
#include "device_identity_test.moc"
