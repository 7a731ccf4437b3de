// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device_path.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtTest>

using namespace blkera;

namespace {

QString refusal(const QString& path)
{
    const auto usable = checkDevicePath(path.toStdString());
    return usable ? QString() : QString::fromStdString(usable.error().message());
}

} // namespace

class DevicePathTest : public QObject {
    Q_OBJECT

private slots:

    void onlyPlainPathsBeneathDevAreLookedAt_data()
    {
        QTest::addColumn<QString>("path");
        for (const char* path :
             { "", "/", "/dev", "/dev/", "dev/sda", "/etc/passwd", "/dev/../etc/passwd",
               "/dev//sda", "/dev/./sda", "/dev/sda/", "/dev/sd\na", "/dev/\x1b[2J" })
            QTest::addRow("%s", path) << QString::fromLatin1(path);
        QTest::addRow("long") << QStringLiteral("/dev/") + QString(300, u'x');
    }

    void onlyPlainPathsBeneathDevAreLookedAt()
    {
        QFETCH(QString, path);
        QVERIFY(refusal(path).endsWith(QStringLiteral("is not a plain path under /dev")));
    }

    void whatIsNoBlockDeviceIsRefused()
    {
        QCOMPARE(refusal(QStringLiteral("/dev/null")),
                 QStringLiteral("/dev/null is not a block device"));
        QCOMPARE(refusal(QStringLiteral("/dev/there-is-none")),
                 QStringLiteral("/dev/there-is-none: No such file or directory"));
    }

    // /dev/fd leads into /proc, where a link can lead anywhere.
    void linksDoNotLeadOutOfDev() { QVERIFY(!refusal(QStringLiteral("/dev/fd/0")).isEmpty()); }

    void foldersThatOthersMayWriteToAreRefused()
    {
        if (!QFileInfo::exists(QStringLiteral("/dev/shm")))
            QSKIP("there is no /dev/shm");
        QCOMPARE(refusal(QStringLiteral("/dev/shm/x")),
                 QStringLiteral("/dev/shm/x is in a folder that others than root may write to"));
    }

    void blockDevicesAreFine()
    {
        const QStringList devices = QDir(QStringLiteral("/dev"))
                                        .entryList({ QStringLiteral("loop[0-9]*") }, QDir::System);
        if (devices.isEmpty())
            QSKIP("there is no loop device");
        QCOMPARE(refusal(QStringLiteral("/dev/") + devices.first()), QString());
    }
};

QTEST_GUILESS_MAIN(DevicePathTest)
#include "device_path_test.moc"
