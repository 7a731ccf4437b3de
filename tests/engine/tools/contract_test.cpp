// SPDX-License-Identifier: GPL-2.0-or-later
// What the command lines of era_check, era_dump, era_restore and era_invalidate promise to scripts,
// as the tests of thin-provisioning-tools state it: held against blkera-meta under those names, and
// against its verbs. Each promise counts once, when both have kept it.
#include "era/metadata.h"
#include "storage/file_device.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <span>

#include <QFile>
#include <QMap>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <grp.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace blkera;

namespace {

constexpr qint64 kMetadataBytes = qint64 { 4 } << 20;
constexpr int kFloor = 58;
constexpr uid_t kNobody = 65534;

struct Run {
    int status = -1; // -1: it did not start, or died of a signal
    QByteArray out;
    QByteArray err;
};

enum class As { Caller, Nobody };

Run run(const QString& program, const QStringList& arguments, As user = As::Caller)
{
    QProcess process;
    // Permissions mean nothing to root.
    if (user == As::Nobody && ::geteuid() == 0)
        process.setChildProcessModifier([] {
            if (::setgroups(0, nullptr) != 0 || ::setgid(kNobody) != 0 || ::setuid(kNobody) != 0)
                ::_exit(126);
        });
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return {};
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

bool writeFile(const QString& path, const QByteArray& content)
{
    QFile file(path);
    return file.open(QFile::WriteOnly) && file.write(content) == content.size();
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QFile::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray eraArray(std::span<const int> eras)
{
    QByteArray text = "  <era_array>\n";
    for (std::size_t block = 0; block < eras.size(); ++block)
        text += "    <era block=\"" + QByteArray::number(qulonglong(block)) + "\" era=\""
            + QByteArray::number(eras[block]) + "\"/>\n";
    return text + "  </era_array>\n";
}

// 16 blocks in era 5; the writesets of eras 3 to 5 have two blocks each, or there are none.
QByteArray smallDump(bool writesets)
{
    constexpr std::array kDigested { 1, 2, 3, 4, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 };
    constexpr std::array kBelow { 0, 1, 2, 1, 0, 1, 0, 0, 2, 0, 0, 0, 2, 2, 0, 0 };
    QByteArray text
        = "<superblock uuid=\"\" block_size=\"128\" nr_blocks=\"16\" current_era=\"5\">\n";
    for (int era = 3; writesets && era <= 5; ++era)
        text += "  <writeset era=\"" + QByteArray::number(era)
            + "\" nr_bits=\"16\">\n    <marked block_begin=\"" + QByteArray::number((era - 3) * 4)
            + "\" len=\"2\"/>\n  </writeset>\n";
    return text + eraArray(writesets ? std::span<const int>(kBelow) : kDigested)
        + "</superblock>\n";
}

QByteArray listOf(std::initializer_list<std::pair<int, int>> ranges)
{
    QByteArray text = "<blocks>\n";
    for (const auto& [begin, end] : ranges)
        text += "  <range begin=\"" + QByteArray::number(begin) + "\" end=\""
            + QByteArray::number(end) + "\"/>\n";
    return text + "</blocks>";
}

} // namespace

class ContractTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();

    void helpAndVersionGoToStandardOutput_data()
    {
        rows({ "check", "dump", "restore", "invalidate" });
    }

    void helpAndVersionGoToStandardOutput();

    void wrongUsageIsRefused_data() { rows({ "check", "dump", "restore", "invalidate" }); }

    void wrongUsageIsRefused();

    void unusableInputIsRefused_data() { rows({ "check", "dump", "restore", "invalidate" }); }

    void unusableInputIsRefused();

    void inputNeedsNoWritePermission_data() { rows({ "check", "dump", "invalidate" }); }

    void inputNeedsNoWritePermission();

    void checkTakesItsFlags_data() { rows({ "check" }); }

    void checkTakesItsFlags();

    void dumpsComeBackByteForByte_data() { rows({ "dump" }); }

    void dumpsComeBackByteForByte();

    void dumpIsSilentWhenItsReaderLeaves_data() { rows({ "dump" }); }

    void dumpIsSilentWhenItsReaderLeaves();

    void restoreReportsNothingWhenQuiet_data() { rows({ "restore" }); }

    void restoreReportsNothingWhenQuiet();

    void restoreRefusesItsOutput_data() { rows({ "restore" }); }

    void restoreRefusesItsOutput();

    void invalidateListsByteForByte_data() { rows({ "invalidate" }); }

    void invalidateListsByteForByte();

    void invalidateReadsTheSnapshot_data() { rows({ "invalidate" }); }

    void invalidateReadsTheSnapshot();
    void cleanupTestCase();

private:
    static void rows(std::initializer_list<const char*> tools)
    {
        QTest::addColumn<QString>("tool");
        QTest::addColumn<bool>("byName");
        for (const char* tool : tools) {
            QTest::addRow("era_%s", tool) << QString(tool) << true;
            QTest::addRow("blkera-meta %s", tool) << QString(tool) << false;
        }
    }

    // The tool of this row under its form.
    Run runTool(const QStringList& arguments, As user = As::Caller) const
    {
        return m_byName ? run(m_directory->filePath("era_" + m_tool), arguments, user)
                        : run(m_program, QStringList(m_tool) + arguments, user);
    }

    // Fails with one line that says so, whatever the case of its letters.
    bool refuses(const QStringList& arguments, const QByteArray& says, As user = As::Caller) const;
    QStringList onInput(const QString& input) const;

    void keep(const QString& promise) { m_kept[m_tool + ": " + promise].insert(m_byName); }

    QString path(const char* name) const { return m_directory->filePath(name); }

    bool restored(const QByteArray& dump, const QString& image) const;
    bool makeSnapshot(const QString& image) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_program;
    QString m_tool;
    bool m_byName = false;
    QMap<QString, QSet<bool>> m_kept;
};

bool ContractTest::refuses(const QStringList& arguments, const QByteArray& says, As user) const
{
    const Run run = runTool(arguments, user);
    const bool asExpected = run.status > 0 && run.status < 126 && run.out.isEmpty()
        && run.err.count('\n') == 1 && run.err.toLower().contains(says.toLower());
    if (!asExpected)
        qWarning("status %d: %s", run.status, run.err.constData());
    return asExpected;
}

// restore writes what it reads to a file of its own; the others only read.
QStringList ContractTest::onInput(const QString& input) const
{
    if (m_tool == "restore")
        return { "-i", input, "-o", path("blank") };
    if (m_tool == "invalidate")
        return { "--written-since", "0", input };
    return { input };
}

bool ContractTest::restored(const QByteArray& dump, const QString& image) const
{
    return writeFile(path("restored.xml"), dump)
        && writeFile(image, QByteArray(kMetadataBytes, '\0'))
        && run(m_program, { "restore", "-i", path("restored.xml"), "-o", image }).status == 0;
}

// 512 blocks; 0 to 63 were written in era 1, 0 to 31 in era 2, when the snapshot was taken.
bool ContractTest::makeSnapshot(const QString& image) const
{
    constexpr std::uint32_t kSectors = 128;
    constexpr BlockCount kBlocks(512);
    if (!writeFile(image, QByteArray(kMetadataBytes, '\0')))
        return false;
    auto device = FileDevice::open(image.toStdString(), FileDevice::Access::Exclusive);
    if (!device || !Metadata::format(**device, kSectors, kBlocks))
        return false;
    auto metadata = Metadata::open(**device, kSectors);
    if (!metadata || !(*metadata)->activate(kBlocks))
        return false;
    const BlockRange first { BlockIndex(0), BlockIndex(64) };
    const BlockRange second { BlockIndex(0), BlockIndex(32) };
    return (*metadata)->mark(std::span(&first, 1)) && (*metadata)->rollover({})
        && (*metadata)->mark(std::span(&second, 1)) && (*metadata)->takeSnapshot({});
}

// The program is copied to where everybody may run it.
void ContractTest::initTestCase()
{
    m_directory = std::make_unique<QTemporaryDir>();
    QVERIFY(m_directory->isValid());
    QCOMPARE(::chmod(m_directory->path().toUtf8().constData(), 0755), 0);
    m_program = path("blkera-meta");
    QVERIFY(QFile::copy(BLKERA_META, m_program));
    QCOMPARE(::chmod(m_program.toUtf8().constData(), 0755), 0);
    for (const char* name : { "era_check", "era_dump", "era_restore", "era_invalidate" })
        QVERIFY(QFile::link("blkera-meta", path(name)));
}

void ContractTest::init()
{
    QFETCH(QString, tool);
    QFETCH(bool, byName);
    m_tool = tool;
    m_byName = byName;
    QVERIFY(writeFile(path("blank"), QByteArray(kMetadataBytes, '\0')));
    QVERIFY(writeFile(path("valid.xml"), smallDump(true)));
    QVERIFY(restored(smallDump(true), path("valid")));
}

void ContractTest::helpAndVersionGoToStandardOutput()
{
    for (const char* option : { "-h", "--help", "-V", "--version" }) {
        const Run run = runTool({ option });
        QCOMPARE(run.status, 0);
        QCOMPARE(run.err, QByteArray());
        if (option[1] == 'V' || option[2] == 'v')
            QVERIFY(run.out.startsWith("blkera-meta ") && run.out.count('\n') == 1);
        else
            QVERIFY(run.out.contains("Usage: ") && run.out.contains("--version"));
        keep(option);
    }
}

void ContractTest::wrongUsageIsRefused()
{
    const auto wrong = [this](const QStringList& arguments, const QByteArray& says) {
        return refuses(arguments, says) && runTool(arguments).status == (m_byName ? 1 : 2);
    };
    QStringList whole = onInput(m_tool == "restore" ? path("valid.xml") : path("valid"));
    QVERIFY(wrong(whole + QStringList("--hedgehogs-only"), "--hedgehogs-only"));
    keep("unknown option");
    if (m_tool == "restore") {
        const QByteArray before = readFile(path("blank"));
        QVERIFY(wrong({ "-o", path("blank") }, "--input"));
        QVERIFY(readFile(path("blank")) == before);
        keep("no input");
        QVERIFY(wrong({ "-i", path("valid.xml") }, "--output"));
        keep("no output");
        return;
    }
    whole.removeLast();
    QVERIFY(wrong(whole, "FILE"));
    keep("no input");
    if (m_tool == "invalidate") {
        QVERIFY(wrong({ path("valid") }, "--written-since"));
        keep("no era");
    }
}

void ContractTest::unusableInputIsRefused()
{
    const bool restores = m_tool == "restore";
    const QByteArray blank = readFile(path("blank"));
    QVERIFY(refuses(onInput(path("missing")), "no such file"));
    keep("missing input");
    QVERIFY(refuses(onInput(m_directory->path()),
                    restores ? "not a regular file" : "not a block device or regular file"));
    keep("directory as input");

    const QString secret = path("secret");
    QVERIFY(QFile::copy(restores ? path("valid.xml") : path("valid"), secret));
    QCOMPARE(::chmod(secret.toUtf8().constData(), 0000), 0);
    QCOMPARE(::chmod(path("blank").toUtf8().constData(), 0666), 0);
    QVERIFY(refuses(onInput(secret), "permission denied", As::Nobody));
    QVERIFY(QFile::remove(secret));
    keep("unreadable input");

    QVERIFY(writeFile(path("zeros"), QByteArray(kMetadataBytes, '\0')));
    QVERIFY(refuses(onInput(path("zeros")), restores ? "XML" : "no era metadata"));
    keep("zeros as input");
    if (restores) {
        QVERIFY(readFile(path("blank")) == blank);
        return;
    }
    QVERIFY(writeFile(path("tiny"), QByteArray(1024, '\0')));
    QVERIFY(refuses(onInput(path("tiny")), "too small"));
    keep("tiny input");
    QVERIFY(writeFile(path("long.xml"), QByteArray(" \n") + smallDump(true).repeated(10)));
    QVERIFY(refuses(onInput(path("long.xml")), "this looks like XML"));
    keep("XML as input");
}

void ContractTest::inputNeedsNoWritePermission()
{
    QCOMPARE(::chmod(path("valid").toUtf8().constData(), 0444), 0);
    const Run run = runTool(onInput(path("valid")), As::Nobody);
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.status, 0);
    QVERIFY(QFile::remove(path("valid")));
    keep("read-only input");
}

void ContractTest::checkTakesItsFlags()
{
    for (const char* flag : { "--super-block-only", "--ignore-non-fatal-errors" }) {
        QCOMPARE(runTool({ flag, path("valid") }).status, 0);
        QVERIFY(refuses({ flag, path("blank") }, "no era metadata"));
        keep(flag);
    }
    for (const char* flag : { "-q", "--quiet" }) {
        const Run run = runTool({ flag, path("blank") });
        QCOMPARE(run.status, 1);
        QCOMPARE(run.out + run.err, QByteArray());
        keep(flag);
    }
}

void ContractTest::dumpsComeBackByteForByte()
{
    const Run first = runTool({ path("valid") });
    QCOMPARE(first.status, 0);
    QVERIFY(first.out.contains("<bit block=\"9\" value=\"true\"/>"));
    QVERIFY(restored(first.out, path("copy")));
    QCOMPARE(runTool({ path("copy") }).out, first.out);
    QCOMPARE(runTool({ "-o", path("copy.xml"), path("copy") }).status, 0);
    QCOMPARE(readFile(path("copy.xml")), first.out);
    keep("restored and dumped again");
}

void ContractTest::dumpIsSilentWhenItsReaderLeaves()
{
    // More than fits into a pipe.
    QByteArray dump = "<superblock uuid=\"\" block_size=\"128\" nr_blocks=\"50000\" "
                      "current_era=\"1\"><era_array/></superblock>";
    QVERIFY(restored(dump, path("large")));
    const QString fifo = path("fifo");
    for (const bool named : { false, true }) {
        QVERIFY(!named || ::mkfifo(fifo.toUtf8().constData(), 0600) == 0);
        QProcess process;
        const QStringList output = named ? QStringList { "-o", fifo } : QStringList();
        // As a shell does it, which goes away with half an answer read.
        const QString reader = named ? "head -c 128 \"$0\" >/dev/null & \"$@\"; s=$?; wait; exit $s"
                                     : "{ \"$@\"; echo $? >\"$0\"; } | head -c 128 >/dev/null";
        const QString program = m_byName ? path("era_dump") : m_program;
        const QStringList verb = m_byName ? QStringList() : QStringList("dump");
        process.start("sh",
                      QStringList { "-c", reader, named ? fifo : path("status"), program } + verb
                          + output + QStringList(path("large")));
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.readAllStandardError(), QByteArray());
        if (named)
            QCOMPARE(process.exitCode(), 1);
        else
            QCOMPARE(readFile(path("status")), QByteArray("1\n"));
        keep(named ? "broken named pipe" : "broken pipe");
    }
    QVERIFY(QFile::remove(fifo));
}

void ContractTest::restoreReportsNothingWhenQuiet()
{
    for (const char* flag : { "-q", "--quiet" }) {
        const Run run = runTool({ "-i", path("valid.xml"), "-o", path("blank"), flag });
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out + run.err, QByteArray());
        keep(flag);
    }
    QCOMPARE(runTool({ "-i", path("valid.xml"), "-o", path("blank") }).status, 0);
    QCOMPARE(run(m_program, { "dump", path("blank") }).out,
             run(m_program, { "dump", path("valid") }).out);
    keep("restores");
}

void ContractTest::restoreRefusesItsOutput()
{
    QVERIFY(writeFile(path("tiny"), QByteArray(4096, '\0')));
    QVERIFY(refuses({ "-i", path("valid.xml"), "-o", path("tiny") }, "too small"));
    keep("tiny output");
    QCOMPARE(::chmod(path("blank").toUtf8().constData(), 0444), 0);
    QVERIFY(
        refuses({ "-i", path("valid.xml"), "-o", path("blank") }, "permission denied", As::Nobody));
    QVERIFY(QFile::remove(path("blank")));
    keep("unwritable output");
    QVERIFY(refuses({ "-i", path("valid.xml"), "-o", m_directory->path() },
                    "not a block device or regular file"));
    keep("directory as output");
    QVERIFY(refuses({ "-i", path("valid.xml"), "-o", path("missing") }, "no such file"));
    QVERIFY(!QFile::exists(path("missing")));
    keep("missing output");
}

void ContractTest::invalidateListsByteForByte()
{
    const auto since = [this](int era) {
        const Run run = runTool({ path("valid"), "--written-since", QString::number(era) });
        return run.status == 0 && run.err.isEmpty() ? run.out : QByteArray();
    };
    QCOMPARE(since(0), listOf({ { 0, 16 } }));
    keep("since 0");
    QCOMPARE(since(2), listOf({ { 0, 3 }, { 4, 6 }, { 8, 10 }, { 12, 14 } }));
    keep("since before the writesets");
    QCOMPARE(since(3), listOf({ { 0, 2 }, { 4, 6 }, { 8, 10 } }));
    keep("since the oldest writeset");
    QCOMPARE(since(5), listOf({ { 8, 10 } }));
    keep("since the newest writeset");
    QCOMPARE(since(6), listOf({}));
    keep("since after the writesets");

    QVERIFY(restored(smallDump(false), path("valid")));
    QCOMPARE(since(0), listOf({ { 0, 16 } }));
    keep("no writesets, since 0");
    QCOMPARE(since(3), listOf({ { 2, 5 } }));
    keep("no writesets, since an era of the array");
    QCOMPARE(since(6), listOf({}));
    keep("no writesets, since after all eras");
}

void ContractTest::invalidateReadsTheSnapshot()
{
    const QStringList fromSnapshot { "--metadata-snapshot", "--written-since" };
    QVERIFY(refuses(fromSnapshot + QStringList { "0", path("valid") }, "no current metadata snap"));
    keep("no snapshot");
    QVERIFY(makeSnapshot(path("snapshot")));
    const std::array expected { listOf({ { 0, 512 } }), listOf({ { 0, 64 } }),
                                listOf({ { 0, 32 } }), listOf({}) };
    for (std::size_t era = 0; era < expected.size(); ++era) {
        const Run run
            = runTool(fromSnapshot + QStringList { QString::number(era), path("snapshot") });
        QCOMPARE(run.status, 0);
        QCOMPARE(run.out, expected[era]);
    }
    keep("a snapshot");
}

void ContractTest::cleanupTestCase()
{
    const auto kept
        = std::ranges::count_if(m_kept, [](const QSet<bool>& forms) { return forms.size() == 2; });
    std::printf("COUNT era command line contracts: %d (at least %d)\n", int(kept), kFloor);
    std::fflush(stdout);
    QVERIFY(kept >= kFloor);
}

QTEST_GUILESS_MAIN(ContractTest)
#include "contract_test.moc"
