// SPDX-License-Identifier: GPL-2.0-or-later
// The command line of blkera-meta: usage, exit status, messages, and where answers go. What the
// answers say is tested on images of the kernel's in tests/golden.
#include "era/metadata.h"
#include "storage/file_device.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace blkera;

namespace {

constexpr std::uint32_t kBlockSectors = 128;

struct Run {
    int status = -1;
    QByteArray out;
    QByteArray err;
};

Run meta(const QStringList& arguments, const QString& stdoutPath = {})
{
    QProcess process;
    if (!stdoutPath.isEmpty())
        process.setStandardOutputFile(stdoutPath);
    process.start(BLKERA_META, arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return {};
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

} // namespace

class BlkeraMetaTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void helpAndVersionSucceed_data();
    void helpAndVersionSucceed();
    void wrongUsageIsStatus2AndOneLine_data();
    void wrongUsageIsStatus2AndOneLine();
    void unusableInputIsStatus1AndNamesTheFile_data();
    void unusableInputIsStatus1AndNamesTheFile();
    void damageIsListedAndStatus1();
    void quietDamageIsSilent();
    void readersSayWhereToLookForDamage();
    void deviceInUseIsRefused_data();
    void deviceInUseIsRefused();
    void snapshotOfADeviceInUseIsRead();
    void outputFileAppearsWhole();
    void outputFileStaysWhenTheVerbFails();
    void outputFollowsALinkAndKeepsTheMode();
    void outputToADeviceIsWrittenInPlace();
    void fullOutputIsAnError();
    void aRepairThatIsRefusedLeavesNothing_data();
    void aRepairThatIsRefusedLeavesNothing();
    void aRepairSaysWhatWasLost();
    void aHeldSnapshotIsDescribed();

private:
    void damageEraArray();

    QString path(const char* name) const { return m_directory->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_image;
};

void BlkeraMetaTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    m_image = path("metadata");
    QFile file(m_image);
    QVERIFY(file.open(QFile::WriteOnly) && file.resize(64 * 4096));
    auto device = FileDevice::open(m_image.toStdString(), FileDevice::Access::Exclusive);
    QVERIFY(device);
    QVERIFY(Metadata::format(**device, kBlockSectors, BlockCount(100)));
    auto metadata = Metadata::open(**device, kBlockSectors);
    QVERIFY(metadata);
    QVERIFY((*metadata)->activate(BlockCount(100)));
    const BlockRange range { BlockIndex(3), BlockIndex(9) };
    QVERIFY((*metadata)->mark(std::span(&range, 1)));
}

void BlkeraMetaTest::damageEraArray()
{
    constexpr int kEraArrayRootAt = 208;
    QFile image(m_image);
    QVERIFY(image.open(QFile::ReadWrite));
    const QByteArray superblock = image.read(4096);
    const qint64 root = quint8(superblock[kEraArrayRootAt]);
    QVERIFY(root > 0 && image.seek(root * 4096 + 100) && image.putChar('x'));
}

void BlkeraMetaTest::helpAndVersionSucceed_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("contains");
    QTest::newRow("--help") << QStringList { "--help" } << QByteArray("invalidate");
    QTest::newRow("-h") << QStringList { "-h" } << QByteArray("invalidate");
    QTest::newRow("--version") << QStringList { "--version" } << QByteArray("blkera-meta ");
    QTest::newRow("-V") << QStringList { "-V" } << QByteArray("blkera-meta ");
    for (const char* verb : { "check", "dump", "invalidate", "info" }) {
        QTest::addRow("%s --help", verb) << QStringList { verb, "--help" } << QByteArray("FILE");
        QTest::addRow("%s -V", verb) << QStringList { verb, "-V" } << QByteArray("blkera-meta ");
    }
}

void BlkeraMetaTest::helpAndVersionSucceed()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, contains);
    const Run run = meta(arguments);
    QCOMPARE(run.status, 0);
    QVERIFY(run.out.contains(contains));
    QCOMPARE(run.err, QByteArray());
}

void BlkeraMetaTest::wrongUsageIsStatus2AndOneLine_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList {};
    QTest::newRow("unknown verb") << QStringList { "chekc", "FILE" };
    QTest::newRow("no file") << QStringList { "check" };
    QTest::newRow("two files") << QStringList { "check", "a", "b" };
    QTest::newRow("unknown option") << QStringList { "check", "--repair", "FILE" };
    QTest::newRow("no era") << QStringList { "invalidate", "FILE" };
    QTest::newRow("era is no number")
        << QStringList { "invalidate", "--written-since", "x", "FILE" };
    QTest::newRow("era with rest") << QStringList { "invalidate", "--written-since", "3x", "FILE" };
    QTest::newRow("negative era") << QStringList { "invalidate", "--written-since", "-1", "FILE" };
    QTest::newRow("era of 33 bits")
        << QStringList { "invalidate", "--written-since", "4294967296", "FILE" };
    QTest::newRow("output of nothing") << QStringList { "dump", "FILE", "-o" };
}

void BlkeraMetaTest::wrongUsageIsStatus2AndOneLine()
{
    QFETCH(QStringList, arguments);
    arguments.replaceInStrings("FILE", m_image);
    const Run run = meta(arguments);
    QCOMPARE(run.status, 2);
    QCOMPARE(run.out, QByteArray());
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(run.err.startsWith("blkera-meta: "));
}

void BlkeraMetaTest::unusableInputIsStatus1AndNamesTheFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("missing") << QByteArray() << QByteArray("No such file");
    QTest::newRow("directory") << QByteArray("directory")
                               << QByteArray("not a block device or regular file");
    QTest::newRow("empty") << QByteArray("") << QByteArray("smaller than one block");
    QTest::newRow("too small") << QByteArray(4095, 'x') << QByteArray("smaller than one block");
    QTest::newRow("zeros") << QByteArray(65536, '\0') << QByteArray("all zeros");
    QTest::newRow("something else") << QByteArray(65536, 'x') << QByteArray("not era metadata");
    QTest::newRow("from the middle") << QByteArray("middle") << QByteArray("from the middle");
}

void BlkeraMetaTest::unusableInputIsStatus1AndNamesTheFile()
{
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, says);
    const QString input = path("input");
    if (content == "directory") {
        QVERIFY(QDir().mkdir(input));
    } else if (!content.isNull()) {
        if (content == "middle") {
            QFile whole(m_image);
            QVERIFY(whole.open(QFile::ReadOnly));
            content = whole.readAll().mid(4096);
        }
        QFile file(input);
        QVERIFY(file.open(QFile::WriteOnly));
        QCOMPARE(file.write(content), content.size());
    }
    const QList<QStringList> verbs {
        { "check", input },
        { "check", "--super-block-only", input },
        { "dump", input },
        { "dump", "-o", path("output"), input },
        { "invalidate", "--written-since", "1", input },
        { "invalidate", "--written-since", "1", "--metadata-snapshot", input },
        { "info", input },
    };
    for (const QStringList& arguments : verbs) {
        const Run run = meta(arguments);
        QCOMPARE(run.status, 1);
        QCOMPARE(run.out, QByteArray());
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY2(run.err.startsWith("blkera-meta: " + input.toUtf8() + ": "), run.err.constData());
        QVERIFY2(run.err.contains(says), run.err.constData());
        QVERIFY(!QFile::exists(path("output")));
    }
    QCOMPARE(meta({ "check", "--quiet", input }).err, QByteArray());
    QCOMPARE(meta({ "check", "--quiet", input }).status, 1);
}

void BlkeraMetaTest::damageIsListedAndStatus1()
{
    damageEraArray();
    const Run text = meta({ "check", m_image });
    QCOMPARE(text.status, 1);
    QVERIFY(text.out.contains("error: "));
    QCOMPARE(text.err.count('\n'), 1);
    QVERIFY(text.err.contains("the metadata is damaged"));
    const Run json = meta({ "check", "--json", m_image });
    QCOMPARE(json.status, 1);
    QVERIFY(json.out.contains("\"clean\": false"));
    QCOMPARE(meta({ "check", "--super-block-only", m_image }).status, 0);
}

void BlkeraMetaTest::quietDamageIsSilent()
{
    damageEraArray();
    for (const char* option : { "-q", "--quiet" }) {
        const Run run = meta({ "check", option, m_image });
        QCOMPARE(run.status, 1);
        QCOMPARE(run.out + run.err, QByteArray());
    }
}

void BlkeraMetaTest::readersSayWhereToLookForDamage()
{
    QFile file(m_image);
    QVERIFY(file.open(QFile::ReadWrite) && file.seek(2000) && file.putChar('x'));
    file.close();
    for (const QStringList& arguments :
         QList<QStringList> { { "dump", m_image }, { "info", m_image } }) {
        const Run run = meta(arguments);
        QCOMPARE(run.status, 1);
        QCOMPARE(run.err.count('\n'), 1);
        QVERIFY2(run.err.contains("wrong checksum"), run.err.constData());
        QVERIFY(run.err.contains("'blkera-meta check' lists all damage"));
    }
    QCOMPARE(meta({ "check", "--super-block-only", m_image }).status, 1);
}

void BlkeraMetaTest::deviceInUseIsRefused_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("check") << QStringList { "check" };
    QTest::newRow("dump") << QStringList { "dump" };
    QTest::newRow("invalidate") << QStringList { "invalidate", "--written-since", "1" };
    QTest::newRow("info") << QStringList { "info" };
}

void BlkeraMetaTest::deviceInUseIsRefused()
{
    QFETCH(QStringList, arguments);
    arguments += m_image;
    QCOMPARE(meta(arguments).status, 0);
    const auto user = FileDevice::open(m_image.toStdString(), FileDevice::Access::Exclusive);
    QVERIFY(user);
    const Run run = meta(arguments);
    QCOMPARE(run.status, 1);
    QCOMPARE(run.out, QByteArray());
    QVERIFY2(run.err.contains("resource busy"), run.err.constData());
}

void BlkeraMetaTest::snapshotOfADeviceInUseIsRead()
{
    auto user = FileDevice::open(m_image.toStdString(), FileDevice::Access::Exclusive);
    QVERIFY(user);
    auto metadata = Metadata::open(**user, kBlockSectors);
    QVERIFY(metadata);
    QVERIFY((*metadata)->activate((*metadata)->nrBlocks()));
    QVERIFY((*metadata)->takeSnapshot({}));
    const BlockRange later { BlockIndex(50), BlockIndex(60) };
    QVERIFY((*metadata)->mark(std::span(&later, 1)));
    for (const char* option : { "--metadata-snapshot", "--metadata-snap" }) {
        const Run run = meta({ "invalidate", option, "--written-since", "1", m_image });
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, QByteArray("<blocks>\n  <range begin=\"3\" end=\"9\"/>\n</blocks>"));
    }
}

void BlkeraMetaTest::aRepairThatIsRefusedLeavesNothing_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no input") << QStringList { "-i", "DIR/none", "-o", "DIR/new" }
                              << QByteArray("No such file");
    QTest::newRow("no metadata") << QStringList { "-i", "DIR/xml", "-o", "DIR/new" }
                                 << QByteArray("looks like XML");
    QTest::newRow("no superblock")
        << QStringList { "-i", "DIR/torn", "-o", "DIR/new" } << QByteArray("--nr-blocks");
    QTest::newRow("odd block size")
        << QStringList { "-i", "FILE",        "-o",  "DIR/new", "--block-size",
                         "9",  "--nr-blocks", "100", "--era",   "3" }
        << QByteArray("multiple of 8");
    QTest::newRow("no such folder")
        << QStringList { "-i", "FILE", "-o", "DIR/none/new" } << QByteArray("DIR/none/new");
    QTest::newRow("a folder") << QStringList { "-i", "FILE", "-o", "DIR" }
                              << QByteArray("not a block device or regular file");
    QTest::newRow("too small") << QStringList { "-i", "FILE", "-o", "DIR/small" }
                               << QByteArray("use a larger device or file");
    QTest::newRow("too many blocks") // for a file as large as the input
        << QStringList { "-i", "FILE",        "-o",        "DIR/new", "--block-size",
                         "8",  "--nr-blocks", "100000000", "--era",   "3" }
        << QByteArray("use a larger device or file");
}

void BlkeraMetaTest::aRepairThatIsRefusedLeavesNothing()
{
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, says);
    const auto write = [this](const char* name, const QByteArray& content) {
        QFile file(path(name));
        return file.open(QFile::WriteOnly) && file.write(content) == content.size();
    };
    QFile image(m_image);
    QVERIFY(image.open(QFile::ReadOnly));
    QByteArray torn = image.readAll();
    torn[2000] = 'x';
    QVERIFY(write("torn", torn));
    QVERIFY(write("xml", QByteArray("<superblock").leftJustified(8192, ' ')));
    QVERIFY(write("small", QByteArray(5 * 4096, '\0')));
    arguments.replaceInStrings("DIR", m_directory->path());
    arguments.replaceInStrings("FILE", m_image);
    says.replace("DIR", m_directory->path().toUtf8());
    const Run run = meta(QStringList { "repair" } + arguments);
    QCOMPARE(run.status, 1);
    QCOMPARE(run.out, QByteArray());
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY2(run.err.contains(says), run.err.constData());
    QVERIFY(!QFile::exists(path("new")));
}

void BlkeraMetaTest::aRepairSaysWhatWasLost()
{
    damageEraArray();
    const QStringList repair { "repair", "-i", m_image, "-o", path("new") };
    const Run told = meta(repair);
    QCOMPARE(told.status, 0);
    QVERIFY2(told.err.contains("blocks 0 to 99 count as written"), told.err.constData());
    QCOMPARE(meta({ "check", path("new") }).status, 0);
    const Run quiet = meta(repair + QStringList { "--quiet" });
    QCOMPARE(quiet.status, 0);
    QCOMPARE(quiet.out + quiet.err, QByteArray());
    const Run dumped = meta({ "dump", "--repair", m_image });
    QCOMPARE(dumped.status, 0);
    QVERIFY2(dumped.err.contains("blocks 0 to 99 count as written"), dumped.err.constData());
    QCOMPARE(meta(repair + QStringList { "--json" }, "/dev/full").status, 1);
    QVERIFY(QFile::exists(path("new"))); // it is repaired, only nobody was told
}

void BlkeraMetaTest::aHeldSnapshotIsDescribed()
{
    {
        auto device = FileDevice::open(m_image.toStdString(), FileDevice::Access::Exclusive);
        QVERIFY(device);
        auto metadata = Metadata::open(**device, kBlockSectors);
        QVERIFY(metadata && (*metadata)->activate((*metadata)->nrBlocks()));
        QVERIFY((*metadata)->takeSnapshot({}) && (*metadata)->deactivate());
    }
    const Run text = meta({ "info", m_image });
    QCOMPARE(text.status, 0);
    QVERIFY2(text.out.contains("block "), text.out.constData());
    const Run json = meta({ "info", "--json", m_image });
    QCOMPARE(json.status, 0);
    QVERIFY2(json.out.contains("\"current_writeset\": null"), json.out.constData());
    QVERIFY2(json.out.contains("\"metadata_snapshot\": {"), json.out.constData());
    QFile image(m_image);
    QVERIFY(image.open(QFile::ReadWrite));
    const QByteArray superblock = image.read(4096);
    const qint64 snapshot = quint8(superblock[216]);
    QVERIFY(snapshot > 0 && image.seek(snapshot * 4096 + 300) && image.putChar('x'));
    image.close();
    const Run damaged = meta({ "info", m_image });
    QCOMPARE(damaged.status, 1);
    QVERIFY2(damaged.err.contains("wrong checksum"), damaged.err.constData());
}

void BlkeraMetaTest::outputFileAppearsWhole()
{
    for (const char* option : { "-o", "--output" }) {
        const QString output = path("list.xml");
        const Run run = meta({ "invalidate", "--written-since", "1", option, output, m_image });
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out + run.err, QByteArray());
        QFile file(output);
        QVERIFY(file.open(QFile::ReadOnly));
        QCOMPARE(file.readAll(),
                 QByteArray("<blocks>\n  <range begin=\"3\" end=\"9\"/>\n</blocks>"));
        QVERIFY(file.remove());
    }
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files), QStringList { "metadata" });
    QCOMPARE(meta({ "dump", "-o", path("no/such/directory"), m_image }).status, 1);
}

void BlkeraMetaTest::outputFileStaysWhenTheVerbFails()
{
    const QString output = path("dump.xml");
    QFile old(output);
    QVERIFY(old.open(QFile::WriteOnly) && old.write("old") == 3);
    old.close();
    damageEraArray(); // so the dump fails after it has begun
    QCOMPARE(meta({ "dump", "-o", output, m_image }).status, 1);
    QVERIFY(old.open(QFile::ReadOnly));
    QCOMPARE(old.readAll(), QByteArray("old"));
    QCOMPARE(QDir(m_directory->path()).entryList(QDir::Files),
             (QStringList { "dump.xml", "metadata" }));
}

void BlkeraMetaTest::outputFollowsALinkAndKeepsTheMode()
{
    QFile target(path("target"));
    QVERIFY(target.open(QFile::WriteOnly));
    QVERIFY(::chmod(path("target").toUtf8().constData(), 0640) == 0);
    QVERIFY(target.link(path("link")));
    QCOMPARE(meta({ "dump", "-o", path("link"), m_image }).status, 0);
    QVERIFY(QFileInfo(path("link")).isSymLink());

    struct stat info { };

    QVERIFY(::stat(path("target").toUtf8().constData(), &info) == 0);
    QVERIFY(info.st_size > 0);
    QCOMPARE(int(info.st_mode & 07777), 0640);
}

void BlkeraMetaTest::outputToADeviceIsWrittenInPlace()
{
    QCOMPARE(meta({ "dump", "-o", "/dev/null", m_image }).status, 0);

    struct stat info { };

    QVERIFY(::stat("/dev/null", &info) == 0);
    QVERIFY(S_ISCHR(info.st_mode));
    QCOMPARE(meta({ "dump", "-o", "/dev/stdout", m_image }).out, meta({ "dump", m_image }).out);
}

void BlkeraMetaTest::fullOutputIsAnError()
{
    for (const QStringList& arguments :
         QList<QStringList> { { "check", m_image }, { "dump", m_image }, { "info", m_image } }) {
        const Run run = meta(arguments, "/dev/full");
        QCOMPARE(run.status, 1);
        QVERIFY2(run.err.contains("No space left on device"), run.err.constData());
    }
    QCOMPARE(meta({ "dump", "-o", "/dev/full", m_image }).status, 1);
}

QTEST_GUILESS_MAIN(BlkeraMetaTest)
#include "blkera_meta_test.moc"
