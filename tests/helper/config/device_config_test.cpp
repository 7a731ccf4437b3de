// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/device_config.h"

#include <QtTest>

#include <sys/stat.h>

using namespace blkera;

namespace {

const char* const kMinimal = "name = db\norigin = /dev/a\nmetadata = /dev/b\n";

} // namespace

class DeviceConfigTest : public QObject {
    Q_OBJECT

private:
    QTemporaryDir m_directory;

    std::string write(const char* fileName, const QByteArray& text)
    {
        QFile file(m_directory.filePath(fileName));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", fileName);
        return file.fileName().toStdString();
    }

private slots:

    void readsEveryKeyAndSkipsCommentsAndBlanks()
    {
        Result<DeviceConfig> config
            = readDeviceConfig(write("db.conf",
                                     "# a comment\n\n  name=db\norigin = /dev/disk/by-id/a #1\r\n"
                                     "metadata\t=\t/dev/b\nblock-size = 64KiB\nfrontend = fuse\n"
                                     "  # another\nqueues = 2\nqueue-depth = 64\n"
                                     "origin-id = wwn:0x5000\nmetadata-id = dm-uuid:LVM-a:b"));
        QVERIFY2(config, config ? "" : config.error().message().c_str());
        QCOMPARE(*config,
                 (DeviceConfig { "db", "/dev/disk/by-id/a #1", "/dev/b", 128, FrontendKind::Fuse, 2,
                                 64, "wwn:0x5000", "dm-uuid:LVM-a:b" }));
    }

    void whatIsLeftOutHasItsDefault()
    {
        Result<DeviceConfig> config = readDeviceConfig(write("db.conf", kMinimal));
        QVERIFY(config);
        QCOMPARE(*config, (DeviceConfig { "db", "/dev/a", "/dev/b", 0, FrontendKind::Auto, 0, 0 }));
    }

    void mistakesAreNamedWithFileAndLine_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("problem");
        const QByteArray minimal(kMinimal);
        QTest::newRow("unknown key") << minimal + "colour = red\n"
                                     << "line 4: unknown key \"colour\"";
        QTest::newRow("key's case") << minimal + "Queues = 1\n"
                                    << "line 4: unknown key \"Queues\"";
        QTest::newRow("repeated key") << minimal + "name = db\n"
                                      << "line 4: key \"name\" is given twice";
        QTest::newRow("no equals sign") << minimal + "\nqueues 2\n"
                                        << "line 5: \"queues 2\" is not \"key = value\"";
        QTest::newRow("bad size") << minimal + "block-size = 64K\n"
                                  << "line 4: \"64K\" is not a size";
        QTest::newRow("odd size") << minimal + "block-size = 12\n"
                                  << "line 4: block-size of 12 sectors: use a multiple of 8";
        QTest::newRow("huge size") << minimal + "block-size = 3TiB\n"
                                   << "line 4: block-size of 6442450944 sectors";
        QTest::newRow("bad frontend") << minimal + "frontend = nbd\n"
                                      << "line 4: frontend \"nbd\": use auto, ublk or fuse";
        QTest::newRow("bad queues") << minimal + "queues = 65\n"
                                    << "line 4: queues \"65\": use a number from 0 to 64";
        QTest::newRow("negative depth") << minimal + "queue-depth = -1\n"
                                        << "line 4: queue-depth \"-1\": use a number from 0 to";
        QTest::newRow("id without a kind") << minimal + "origin-id = 5000\n"
                                           << "line 4: origin-id \"5000\" is not an id such as";
        QTest::newRow("id with a blank") << minimal + "metadata-id = serial:a b\n"
                                         << "line 4: metadata-id \"serial:a b\" is not an id";
        QTest::newRow("empty id") << minimal + "origin-id =\n"
                                  << "line 4: origin-id \"\" is not an id";
        QTest::newRow("empty value") << minimal + "queues =\n"
                                     << "line 4: queues \"\"";
        QTest::newRow("trailing comment") << minimal + "queues = 2 # two\n"
                                          << "line 4: queues \"2 # two\"";
        QTest::newRow("relative path") << QByteArray("name = db\norigin = a\nmetadata = /dev/b\n")
                                       << "line 2: origin \"a\" is not an absolute path";
        QTest::newRow("control character")
            << QByteArray("name = db\norigin = /dev/a\x1b[1m\nmetadata = /dev/b\n")
            << "line 2: origin";
        QTest::newRow("bad name") << QByteArray("name = d/b\n") << "line 1: name \"d/b\"";
        QTest::newRow("missing key") << QByteArray("name = db\nmetadata = /dev/b\n")
                                     << "line 2: the end, but \"origin\" is missing";
        QTest::newRow("empty file") << QByteArray() << "line 0: the end, but \"name\" is missing";
        QTest::newRow("another name")
            << QByteArray("name = web\norigin = /dev/a\nmetadata = /dev/b\n")
            << "the name in it is \"web\", so the file must be \"web.conf\"";
        QTest::newRow("endless") << QByteArray(70000, '\n') << "too long";
    }

    void mistakesAreNamedWithFileAndLine()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, problem);
        std::string path = write("db.conf", text);
        Result<DeviceConfig> config = readDeviceConfig(path);
        QVERIFY(!config);
        QCOMPARE(config.error().kind, ErrorKind::Invalid);
        QString message = QString::fromStdString(config.error().message());
        QVERIFY2(message.startsWith(QString::fromStdString(path)), qPrintable(message));
        QVERIFY2(message.contains(problem), qPrintable(message));
        QVERIFY(!message.contains('\n'));
    }

    void aMissingFileIsNotFound()
    {
        QCOMPARE(readDeviceConfig(m_directory.filePath("none.conf").toStdString()).error().kind,
                 ErrorKind::NotFound);
    }

    void namesAreShortAndPlain_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<bool>("good");
        QTest::newRow("plain") << "db-1_A.x" << true;
        QTest::newRow("64") << QString(64, 'a') << true;
        QTest::newRow("65") << QString(65, 'a') << false;
        QTest::newRow("empty") << "" << false;
        QTest::newRow("dot first") << ".db" << false;
        QTest::newRow("slash") << "a/b" << false;
        QTest::newRow("blank") << "a b" << false;
        QTest::newRow("newline") << "a\n" << false;
        QTest::newRow("not ASCII") << QString::fromUtf8("\u00e9") << false;
    }

    void namesAreShortAndPlain()
    {
        QFETCH(QString, name);
        QFETCH(bool, good);
        QCOMPARE(isDeviceName(name.toStdString()), good);
    }

    void whatIsWrittenReadsBackTheSame()
    {
        std::string directory = m_directory.path().toStdString();
        for (const DeviceConfig& config :
             { DeviceConfig { "a", "/dev/x", "/dev/y", 0, FrontendKind::Auto, 0, 0 },
               DeviceConfig { "b", "/dev/x y", "/dev/y=z", 8, FrontendKind::Ublk, 64, 1024 },
               DeviceConfig { "b", "/dev/x", "/dev/y", 1048584, FrontendKind::Fuse, 1, 1,
                              "serial:1", "partuuid:2" } }) {
            QVERIFY(writeDeviceConfig(directory, config));
            Result<DeviceConfig> back = readDeviceConfig(deviceConfigPath(directory, config.name));
            QVERIFY2(back, back ? "" : back.error().message().c_str());
            QCOMPARE(*back, config);
        }
    }

    void writingLeavesOneReadableFile()
    {
        QTemporaryDir directory;
        mode_t before = umask(077);
        Result<void> written = writeDeviceConfig(
            directory.path().toStdString(), { .name = "db", .origin = "/a", .metadata = "/b" });
        umask(before);
        QVERIFY(written);
        QCOMPARE(QDir(directory.path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList { "db.conf" });

        struct stat status { };

        QCOMPARE(stat(directory.filePath("db.conf").toLocal8Bit().constData(), &status), 0);
        QCOMPARE(status.st_mode & 07777U, 0644U);
    }

    void aScheduleIsWrittenIntoWhatPeopleWrote()
    {
        QTemporaryDir directory;
        const std::string folder = directory.path().toStdString();
        const QByteArray text
            = "# ours\nmetadata=/dev/b\n\n\t# kept\norigin = /dev/a #1\nname = db";
        const auto write = [&](const QByteArray& content) {
            QFile file(directory.filePath("db.conf"));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
        };
        const auto now = [&] {
            QFile file(directory.filePath("db.conf"));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        write(text);
        QVERIFY(writeSchedule(folder, "db", *parseSchedule("daily 03:30")));
        QCOMPARE(now(), text + "\nschedule = daily 03:30\n");
        QVERIFY(writeSchedule(folder, "db", *parseSchedule("every 6h")));
        QCOMPARE(now(), text + "\nschedule = every 6h\n");
        QCOMPARE(toString(readDeviceConfig(deviceConfigPath(folder, "db"))->schedule),
                 std::string("every 6h"));
        QVERIFY(writeSchedule(folder, "db", Schedule {}));
        QCOMPARE(now(), text + "\n");
        QCOMPARE(QDir(directory.path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList { "db.conf" });
    }

    void aScheduleIsNotWrittenIntoWhatCannotBeUnderstood()
    {
        const QByteArray text = QByteArray(kMinimal) + "colour = red\n";
        const std::string path = write("db.conf", text);
        const std::string folder = m_directory.path().toStdString();
        QCOMPARE(writeSchedule(folder, "db", *parseSchedule("hourly")).error().kind,
                 ErrorKind::Invalid);
        QCOMPARE(writeSchedule(folder, "none", *parseSchedule("hourly")).error().kind,
                 ErrorKind::NotFound);
        // Not even readable afterwards.
        const QByteArray full = QByteArray(kMinimal) + QByteArray(64 * 1024 - 60, '#');
        write("db.conf", full);
        QVERIFY(readDeviceConfig(path));
        QCOMPARE(writeSchedule(folder, "db", *parseSchedule("weekly sat 03:30")).error().kind,
                 ErrorKind::Invalid);
        QVERIFY(readDeviceConfig(path));
    }

    void whatCouldNotBeReadBackIsNotWritten()
    {
        QTemporaryDir directory;
        std::string path = directory.path().toStdString();
        for (const DeviceConfig& config :
             { DeviceConfig { "../x", "/a", "/b" }, DeviceConfig { "x", "/a\nqueues = 3", "/b" },
               DeviceConfig { "x", "/a", " /b" }, DeviceConfig { "x", "/a", "/b ", 12 },
               DeviceConfig { "x", "/a", "/b", 12 },
               DeviceConfig { "x", "/a", "/b", 8, FrontendKind::Auto, 65, 0 },
               DeviceConfig {
                   .name = "x", .origin = "/a", .metadata = "/b", .originId = "serial" } })
            QCOMPARE(writeDeviceConfig(path, config).error().kind, ErrorKind::Invalid);
        QVERIFY(
            QDir(directory.path()).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot));
    }
};

QTEST_GUILESS_MAIN(DeviceConfigTest)
#include "device_config_test.moc"
