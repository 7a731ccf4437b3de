// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/device_path.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

using namespace blkera;

namespace {

QString refusal(const QString& path, const std::vector<std::string>& fileDirectories = {})
{
    const auto usable = checkDevicePath(path.toStdString(), fileDirectories);
    return usable ? QString() : QString::fromStdString(usable.error().message());
}

// A folder that is root's all the way, which that for temporary files is not, with a file in it;
// and the configuration that lets files of it in.
struct Images {
    Images()
    {
        put(path());
        if (::mkdir(qPrintable(folder.filePath("below")), 0755) != 0)
            qFatal("no folder");
        put(path("below/image"));
    }

    void put(const QString& file) const
    {
        const int fd = ::open(qPrintable(file), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0 || ::fchmod(fd, 0644) != 0 || ::close(fd) != 0)
            qFatal("no file");
    }

    QString path(const char* name = "image") const { return folder.filePath(name); }

    QString refusalOf(const char* name = "image") const { return refusal(path(name), allowed); }

    QTemporaryDir folder { "/run/blkera-test-XXXXXX" };
    std::vector<std::string> allowed { "/srv/none", folder.path().toStdString() };
};

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

    void filesAreFineWhereTheConfigurationHasTheirFolder()
    {
        const Images images;
        QCOMPARE(images.refusalOf(), QString());
        QCOMPARE(images.refusalOf("below/image"), QString());
        QVERIFY(refusal(images.path()).endsWith("is not a plain path under /dev"));
        QVERIFY(refusal(images.path(), { "/srv/none" })
                    .endsWith("is not a plain path under /dev, or of a file under /srv/none"));
        // The folder's name is no prefix of theirs as text only.
        QVERIFY(!refusal(images.folder.path() + "2/image", images.allowed).isEmpty());
        QVERIFY(!refusal(images.folder.path(), images.allowed).isEmpty());
    }

    void aFileIsTheSameByAllOfItsNames()
    {
        const Images images;
        QCOMPARE(::link(qPrintable(images.path()), qPrintable(images.path("other"))), 0);
        const auto key = checkDevicePath(images.path().toStdString(), images.allowed);
        QVERIFY(key && key->inode);
        QVERIFY(*key == *checkDevicePath(images.path("other").toStdString(), images.allowed));
        QVERIFY(*key == keyOf(images.path("other").toStdString()));
        QVERIFY(*key != *checkDevicePath(images.path("below/image").toStdString(), images.allowed));
    }

    void noLinkLeadsToAFile()
    {
        const Images images;
        QCOMPARE(::symlink("image", qPrintable(images.path("link"))), 0);
        QCOMPARE(::symlink("below", qPrintable(images.path("folder"))), 0);
        QCOMPARE(::symlink("/proc/self/fd", qPrintable(images.path("magic"))), 0);
        for (const char* name : { "link", "folder/image", "magic/0" })
            QCOMPARE(images.refusalOf(name),
                     images.path(name) + " goes through a link, which may not be");
        const QString folder = images.path("folder");
        QCOMPARE(refusal(folder + "/image", { folder.toStdString() }),
                 folder + "/image goes through a link, which may not be");
    }

    void noPathLeadsOutOfTheFolder()
    {
        const Images images;
        for (const char* name :
             { "../image", "below/../image", "./image", "below//image", "image/" })
            QVERIFY2(images.refusalOf(name).contains("is not a plain path"), name);
        QCOMPARE(images.refusalOf("image/x"), images.path("image/x") + ": Not a directory");
        QCOMPARE(images.refusalOf("none"), images.path("none") + ": No such file or directory");
    }

    void whatIsNoRegularFileIsRefused()
    {
        const Images images;
        QCOMPARE(::mkfifo(qPrintable(images.path("fifo")), 0600), 0);
        QCOMPARE(::mknod(qPrintable(images.path("null")), S_IFCHR | 0600, ::makedev(1, 3)), 0);
        for (const char* name : { "fifo", "null", "below" })
            QCOMPARE(images.refusalOf(name), images.path(name) + " is not a regular file");
    }

    void aFileThatOthersMayWriteToIsRefused()
    {
        const Images images;
        for (const mode_t mode : { 0664U, 0646U }) {
            QCOMPARE(::chmod(qPrintable(images.path()), mode), 0);
            QVERIFY(images.refusalOf().contains(": others than root may write to it;"));
        }
        QCOMPARE(::chmod(qPrintable(images.path()), 0600), 0);
        QCOMPARE(images.refusalOf(), QString());
        QCOMPARE(::chown(qPrintable(images.path()), 1, 0), 0);
        QVERIFY(images.refusalOf().contains(": others than root may write to it;"));
    }

    void aFolderThatOthersMayWriteToIsRefused_data()
    {
        QTest::addColumn<QString>("below");
        QTest::addColumn<unsigned>("owner");
        QTest::addColumn<unsigned>("mode");
        for (const char* below : { "", "/below" }) {
            QTest::addRow("group%s", below) << QString(below) << 0U << 0775U;
            QTest::addRow("all%s", below) << QString(below) << 0U << 01777U;
            QTest::addRow("owner%s", below) << QString(below) << 1U << 0755U;
        }
    }

    void aFolderThatOthersMayWriteToIsRefused()
    {
        QFETCH(QString, below);
        QFETCH(unsigned, owner);
        QFETCH(unsigned, mode);
        const Images images;
        const QString folder = images.folder.path() + below;
        QCOMPARE(::chown(qPrintable(folder), owner, 0), 0);
        QCOMPARE(::chmod(qPrintable(folder), mode), 0);
        QVERIFY(
            images.refusalOf("below/image")
                .contains(": others than root may write to the folder " + folder + "; make it"));
    }

    void theFoldersAboveAreAskedToo()
    {
        const Images images;
        QCOMPARE(::chmod(qPrintable(images.folder.path()), 0777), 0);
        QVERIFY(
            !refusal(images.path("below/image"), { images.path("below").toStdString() }).isEmpty());
    }
};

QTEST_GUILESS_MAIN(DevicePathTest)
#include "device_path_test.moc"
