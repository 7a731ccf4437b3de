// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/metadata.h"
#include "widgets/dialogs/block_devices.h"
#include "widgets/dialogs/device_checks.h"
#include "widgets/dialogs/metadata_estimate.h"

#include <QAbstractItemModelTester>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace blkera;

namespace {

void write(const QString& path, const QByteArray& content)
{
    QVERIFY(QDir().mkpath(QFileInfo(path).absolutePath()));
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

HostDevice disk(const QString& name, quint64 sizeSectors)
{
    HostDevice device;
    device.kernelName = name;
    device.path = QStringLiteral("/dev/") + name;
    device.sizeSectors = sizeSectors;
    return device;
}

} // namespace

class DialogChecksTest : public QObject {
    Q_OBJECT

private slots:

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theRoomForMetadataIsWhatFormattingAsksFor();
    void blockDevicesAreReadWithoutOpeningThem();
    void theTextToEditOfABlockDeviceIsItsPath();
    void nothingIsWrongWithEmptyFields();
    void fieldsAreCheckedAsTheDaemonDoes_data();
    void fieldsAreCheckedAsTheDaemonDoes();
    void aDeviceThatIsInUseIsWarnedOf();
    void metadataWithoutRoomIsToldTheBlockSizeThatFits();
};

void DialogChecksTest::theRoomForMetadataIsWhatFormattingAsksFor()
{
    for (const quint64 blocks : { 1ULL, 63ULL, 1'018ULL, 1'019ULL, 32'577ULL, 1'000'000ULL,
                                  33'554'432ULL, 2'147'483'647ULL }) {
        const quint64 needed = Metadata::blocksNeeded(BlockCount(quint32(blocks))).raw() * 4'096;
        QCOMPARE(metadataBytesNeeded(blocks * 8, 8), needed);
        if (blocks > 1) // the last block may be short
            QCOMPARE(metadataBytesNeeded((blocks - 1) * 128 + 1, 128), needed);
    }
    QCOMPARE(metadataBytesNeeded(0, 128), 0U);
    QCOMPARE(metadataBytesNeeded(128, 0), 0U);
}

void DialogChecksTest::blockDevicesAreReadWithoutOpeningThem()
{
    const QTemporaryDir folder;
    const QString top = folder.path();
    const QString real = top + QStringLiteral("/devices/sda");
    write(real + QStringLiteral("/size"), "1000\n");
    write(real + QStringLiteral("/dev"), "8:0\n");
    write(real + QStringLiteral("/ro"), "0\n");
    write(real + QStringLiteral("/device/model"), "WONDER DISK  \n");
    write(real + QStringLiteral("/sda1/size"), "500\n");
    write(real + QStringLiteral("/sda1/dev"), "8:1\n");
    write(real + QStringLiteral("/sda1/ro"), "1\n");
    write(real + QStringLiteral("/sda1/partition"), "1\n");
    write(top + QStringLiteral("/devices/dm-0/size"), "600\n");
    write(top + QStringLiteral("/devices/dm-0/dev"), "253:0\n");
    write(top + QStringLiteral("/devices/dm-0/dm/name"), "vg0-data\n");
    write(top + QStringLiteral("/devices/dm-0/holders/dm-1/x"), "");
    write(top + QStringLiteral("/devices/loop0/size"), "0\n");
    BlockDevicePlaces places { top + QStringLiteral("/class"), top + QStringLiteral("/udev"),
                               top + QStringLiteral("/mountinfo") };
    QVERIFY(QDir().mkpath(places.sysClassBlock));
    for (const char* name : { "sda", "sda/sda1", "dm-0", "loop0" })
        QVERIFY(
            QFile::link(top + QStringLiteral("/devices/") + QLatin1String(name),
                        places.sysClassBlock + u'/' + QFileInfo(QLatin1String(name)).fileName()));
    write(places.udevData + QStringLiteral("/b8:1"), "S:disk/by-id/x\nE:ID_FS_TYPE=ext4\n");
    write(places.mountInfo, "36 25 8:1 / /mnt/my\\040disk rw - ext4 /dev/sda1 rw\n");

    QStringList lines;
    const QList<HostDevice> devices = listBlockDevices(places);
    for (const HostDevice& device : devices)
        lines.append(
            QStringLiteral("%1 of [%2]: %3").arg(device.path, device.disk, device.description()));
    QCOMPARE(lines,
             QStringList({ QStringLiteral("/dev/mapper/vg0-data of []: 300.0 KiB, used by dm-1"),
                           QStringLiteral("/dev/sda of []: 500.0 KiB, WONDER DISK"),
                           QStringLiteral("/dev/sda1 of [sda]: 250.0 KiB, ext4, mounted on "
                                          "/mnt/my disk, read-only") }));
}

void DialogChecksTest::theTextToEditOfABlockDeviceIsItsPath()
{
    BlockDeviceModel model;
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDevices({ disk(QStringLiteral("sda"), 2'048), disk(QStringLiteral("sdb"), 4'096) });
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.data(model.index(1), Qt::EditRole).toString(), QStringLiteral("/dev/sdb"));
    QCOMPARE(model.data(model.index(1), Qt::DisplayRole).toString(),
             QStringLiteral("/dev/sdb (2.0 MiB)"));
    QCOMPARE(model.find(QStringLiteral("/dev/sda"))->sizeSectors, 2'048U);
    QVERIFY(!model.find(QStringLiteral("/dev/sdz")));
}

void DialogChecksTest::nothingIsWrongWithEmptyFields()
{
    const BlockDeviceModel model;
    const DeviceChecks checks(model, {});
    for (const Finding& finding :
         { checks.name({}), checks.origin({}), checks.metadata({}), checks.blockSize({}) }) {
        QCOMPARE(finding.severity, Severity::None);
        QVERIFY(!finding.text.isEmpty());
    }
}

void DialogChecksTest::fieldsAreCheckedAsTheDaemonDoes_data()
{
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QString>("field");
    QTest::addColumn<bool>("isRefused");
    const auto row
        = [](const char* name, const QStringList& fields, const char* field, bool isRefused) {
              QTest::newRow(name) << fields << QString::fromLatin1(field) << isRefused;
          };
    const QString a = QStringLiteral("/dev/sda");
    const QString b = QStringLiteral("/dev/sdb");
    const QString x = QStringLiteral("x");
    const QString size = QStringLiteral("64KiB");
    row("a name", { QStringLiteral("my.vol-1_A"), a, b, size }, "name", false);
    row("a taken name", { QStringLiteral("taken"), a, b, size }, "name", true);
    row("a name with a dot before", { QStringLiteral(".x"), a, b, size }, "name", true);
    row("a name with a blank", { QStringLiteral("x y"), a, b, size }, "name", true);
    row("a name of 64", { QString(64, u'x'), a, b, size }, "name", false);
    row("a name of 65", { QString(65, u'x'), a, b, size }, "name", true);
    row("a name with an umlaut", { QStringLiteral("ä"), a, b, size }, "name", true);
    row("an origin", { x, a, b, size }, "origin", false);
    row("a relative origin", { x, QStringLiteral("dev/sda"), b, size }, "origin", true);
    row("an origin with dots", { x, QStringLiteral("/dev/../dev/sda"), b, size }, "origin", true);
    row("a taken origin", { x, QStringLiteral("/dev/sdo"), b, size }, "origin", true);
    row("another's metadata", { x, QStringLiteral("/dev/sdm"), b, size }, "origin", true);
    row("a read-only origin", { x, QStringLiteral("/dev/sdr"), b, size }, "origin", true);
    row("a file", { x, QStringLiteral("/srv/image"), b, size }, "origin", false);
    row("metadata", { x, a, b, size }, "metadata", false);
    row("the same twice", { x, a, a, size }, "metadata", true);
    row("a part of the origin", { x, a, QStringLiteral("/dev/sda1"), size }, "metadata", true);
    row("the whole of the origin", { x, QStringLiteral("/dev/sda1"), a, size }, "metadata", true);
    row("taken metadata", { x, a, QStringLiteral("/dev/sdm"), size }, "metadata", true);
    row("a block size", { x, a, b, QStringLiteral("4KiB") }, "block size", false);
    row("one in sectors", { x, a, b, QStringLiteral("8") }, "block size", false);
    row("no multiple of 8", { x, a, b, QStringLiteral("12") }, "block size", true);
    row("2 KiB", { x, a, b, QStringLiteral("2KiB") }, "block size", true);
    row("nothing", { x, a, b, QStringLiteral("0") }, "block size", true);
    row("an unknown unit", { x, a, b, QStringLiteral("64kB") }, "block size", true);
    row("too many sectors", { x, a, b, QStringLiteral("4TiB") }, "block size", true);
}

void DialogChecksTest::fieldsAreCheckedAsTheDaemonDoes()
{
    QFETCH(const QStringList, fields);
    QFETCH(const QString, field);
    QFETCH(const bool, isRefused);
    BlockDeviceModel model;
    HostDevice part = disk(QStringLiteral("sda1"), 1U << 20);
    part.disk = QStringLiteral("sda");
    HostDevice readOnly = disk(QStringLiteral("sdr"), 1U << 20);
    readOnly.isReadOnly = true;
    model.setDevices({ disk(QStringLiteral("sda"), 1U << 21), part,
                       disk(QStringLiteral("sdb"), 1U << 21), readOnly });
    DeviceInfo taken;
    taken.name = QStringLiteral("taken");
    taken.origin = QStringLiteral("/dev/sdo");
    taken.metadata = QStringLiteral("/dev/sdm");
    const DeviceChecks checks(model, { taken });
    const DeviceDraft draft { fields[0], fields[1], fields[2], fields[3] };
    const Finding finding = field == u"name" ? checks.name(draft)
        : field == u"origin"                 ? checks.origin(draft)
        : field == u"metadata"               ? checks.metadata(draft)
                                             : checks.blockSize(draft);
    QCOMPARE(finding.isError(), isRefused);
    QVERIFY(!finding.text.isEmpty());
}

void DialogChecksTest::aDeviceThatIsInUseIsWarnedOf()
{
    HostDevice mounted = disk(QStringLiteral("sda"), 1U << 20);
    mounted.mountPoints = { QStringLiteral("/home") };
    HostDevice held = disk(QStringLiteral("sdb"), 1U << 20);
    held.holders = { QStringLiteral("dm-7") };
    HostDevice full = disk(QStringLiteral("sdc"), 1U << 20);
    full.holds = QStringLiteral("xfs");
    BlockDeviceModel model;
    model.setDevices({ mounted, held, full });
    const DeviceChecks checks(model, {});
    const auto draft = [](const char* origin, const char* metadata) {
        return DeviceDraft { {}, QLatin1String(origin), QLatin1String(metadata), {} };
    };
    QCOMPARE(checks.origin(draft("/dev/sda", "")).severity, Severity::Warning);
    QVERIFY(checks.origin(draft("/dev/sda", "")).text.contains(QStringLiteral("/home")));
    QVERIFY(checks.metadata(draft("", "/dev/sdb")).text.contains(QStringLiteral("dm-7")));
    QCOMPARE(checks.origin(draft("/dev/sdc", "")).severity, Severity::None);
    QCOMPARE(checks.metadata(draft("", "/dev/sdc")).severity, Severity::Warning);
    QVERIFY(checks.metadata(draft("", "/dev/sdc")).text.contains(QStringLiteral("xfs")));
    QCOMPARE(checks.origin(draft("/dev/sdnone", "")).severity, Severity::Warning);
}

void DialogChecksTest::metadataWithoutRoomIsToldTheBlockSizeThatFits()
{
    constexpr quint64 kOrigin = 1ULL << 31; // 1 TiB
    BlockDeviceModel model;
    model.setDevices({ disk(QStringLiteral("sda"), kOrigin), disk(QStringLiteral("sdb"), 40'960) });
    const DeviceChecks checks(model, {});
    const Finding small = checks.metadata(
        { {}, QStringLiteral("/dev/sda"), QStringLiteral("/dev/sdb"), QStringLiteral("64KiB") });
    QCOMPARE(small.severity, Severity::Warning);
    // The smallest that fits, and a smaller one does not.
    const qsizetype at = small.text.indexOf(QStringLiteral("Era blocks of "));
    QVERIFY2(at >= 0, qPrintable(small.text));
    const auto advice = DeviceChecks::blockSizeSectors(
        small.text.mid(at + 14, small.text.indexOf(u' ', at + 14) - at - 14));
    QVERIFY(advice && *advice > 128);
    QVERIFY(metadataBytesNeeded(kOrigin, *advice) <= 40'960 * 512);
    QVERIFY(metadataBytesNeeded(kOrigin, *advice / 2) > 40'960 * 512);
}

QTEST_GUILESS_MAIN(DialogChecksTest)
#include "dialog_checks_test.moc"
