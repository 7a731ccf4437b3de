// SPDX-License-Identifier: GPL-2.0-or-later
#include "udev_marks.h"

#include <QtTest>

#include <sys/sysmacros.h>
#include <unistd.h>

using namespace blkera;

namespace {

// Block devices that no machine has: LOCAL/EXPERIMENTAL majors.
const dev_t kOrigin = makedev(240, 250'001);
const dev_t kDevice = makedev(240, 250'002);
const dev_t kLaterDevice = makedev(240, 250'003);

struct World {
    void tell(const char* name, const std::map<dev_t, UdevRole>& roles) const
    {
        tellUdev(directory.path().toStdString(), name, roles);
    }

    QStringList marks() const
    {
        QStringList all;
        const QDir folder(directory.filePath("udev"));
        for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
            QFile file(folder.filePath(name));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("cannot read %s", qPrintable(name));
            all << name + ' ' + QString(file.readAll()).trimmed().replace('\n', ' ');
        }
        return all;
    }

    QTemporaryDir directory;
};

} // namespace

class UdevMarksTest : public QObject {
    Q_OBJECT

private slots:

    void eachDeviceHasAFileThatUdevCanImport()
    {
        World world;
        world.tell("db", { { kOrigin, UdevRole::Origin }, { kDevice, UdevRole::Device } });
        QCOMPARE(world.marks(),
                 QStringList({ "240:250001 BLKERA_NAME=db BLKERA_ROLE=origin",
                               "240:250002 BLKERA_NAME=db BLKERA_ROLE=device" }));
    }

    void whatIsNotSaidAnyMoreIsTakenBack()
    {
        World world;
        world.tell("db", { { kOrigin, UdevRole::Origin }, { kDevice, UdevRole::Device } });
        world.tell("db", { { kOrigin, UdevRole::Origin }, { kLaterDevice, UdevRole::Device } });
        QCOMPARE(world.marks().filter("device"),
                 QStringList { "240:250003 BLKERA_NAME=db BLKERA_ROLE=device" });
        world.tell("db", {});
        QCOMPARE(world.marks(), QStringList());
    }

    void whatRestsOnWhatIsNotedByName()
    {
        World world;
        const auto note = [&](const char* name) {
            QFile file(world.directory.filePath(QString("stack/") + name));
            return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("none");
        };
        world.tell("db", { { kOrigin, UdevRole::Origin }, { kDevice, UdevRole::Device } });
        world.tell("upper", { { kDevice, UdevRole::Origin }, { kLaterDevice, UdevRole::Device } });
        QCOMPARE(note("db"), QByteArray("240:250002\n240:250001\n"));
        QCOMPARE(note("upper"), QByteArray("240:250003\n240:250002\n"));
        world.tell("upper", {});
        QCOMPARE(note("upper"), QByteArray("none"));
        QCOMPARE(note("db"), QByteArray("240:250002\n240:250001\n"));
    }

    void otherDevicesKeepTheirs()
    {
        World world;
        world.tell("db", { { kOrigin, UdevRole::Origin } });
        world.tell("d", { { kDevice, UdevRole::Device } });
        world.tell("d", {});
        QCOMPARE(world.marks(), QStringList { "240:250001 BLKERA_NAME=db BLKERA_ROLE=origin" });
    }

    void whatIsNoBlockDeviceIsNotMarked()
    {
        World world;
        world.tell("db",
                   { { blockDeviceNumber("/dev/null"), UdevRole::Origin },
                     { blockDeviceNumber(STDIN_FILENO), UdevRole::Device } });
        QCOMPARE(world.marks(), QStringList());
    }

    void aFolderThatCannotBeMadeIsNoError()
    {
        tellUdev("/proc/none", "db", { { kOrigin, UdevRole::Origin } });
    }
};

QTEST_GUILESS_MAIN(UdevMarksTest)
#include "udev_marks_test.moc"
