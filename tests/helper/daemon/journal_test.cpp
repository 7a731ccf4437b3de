// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/audit.h"
#include "access/journal.h"
#include "base/unique_fd.h"

#include <array>
#include <cstdint>
#include <cstring>

#include <QDir>
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QtTest>

#include <sched.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

using namespace blkera;

namespace {

using Fields = QMap<QByteArray, QByteArray>;

// As systemd.io has it under "Native Journal Protocol": NAME=VALUE in a line, or NAME in a line,
// the value's length in 8 bytes, the value, and the end of the line.
Fields fieldsOf(QByteArray datagram)
{
    Fields fields;
    while (!datagram.isEmpty()) {
        const QByteArray line = datagram.left(datagram.indexOf('\n'));
        datagram.remove(0, line.size() + 1);
        if (const qsizetype equals = line.indexOf('='); equals >= 0) {
            fields.insert(line.left(equals), line.mid(equals + 1));
            continue;
        }
        std::uint64_t size = 0;
        std::memcpy(&size, datagram.constData(), sizeof size); // little-endian, as we are
        fields.insert(line, datagram.mid(sizeof size, static_cast<qsizetype>(size)));
        datagram.remove(0, static_cast<qsizetype>(sizeof size + size + 1));
    }
    return fields;
}

// What is written to stderr while it lives goes into a file.
class CapturedStderr {
public:
    CapturedStderr()
        : m_before(::dup(STDERR_FILENO))
        , m_path(m_folder.filePath(QStringLiteral("stderr")))
    {
        QFile file(m_path);
        if (!file.open(QIODevice::WriteOnly) || ::dup2(file.handle(), STDERR_FILENO) < 0)
            qFatal("stderr cannot be captured");
    }

    ~CapturedStderr() { ::dup2(m_before.get(), STDERR_FILENO); }

    CapturedStderr(const CapturedStderr&) = delete;
    CapturedStderr& operator=(const CapturedStderr&) = delete;

    QByteArray text() const
    {
        QFile file(m_path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    // As systemd says it to the processes that it starts.
    static QByteArray stream(ino_t off = 0)
    {
        struct stat status { };

        ::fstat(STDERR_FILENO, &status);
        return QByteArray::number(static_cast<qulonglong>(status.st_dev)) + ':'
            + QByteArray::number(static_cast<qulonglong>(status.st_ino + off));
    }

private:
    UniqueFd m_before;
    QTemporaryDir m_folder;
    QString m_path;
};

const AuditRecord kRecord {
    1'000,
    QStringLiteral(":1.5\nMESSAGE=forged"),
    "org.blkera.checkpoint",
    QStringLiteral("vault"),
    QStringLiteral("denied"),
    QStringLiteral("not\x1b[2J\u00e4"),
    "Checkpoint",
};
const QByteArray kLine
    = "audit uid=1000 sender=\":1.5\\x0aMESSAGE=forged\" action=org.blkera.checkpoint "
      "device=\"vault\" result=\"denied\" message=\"not\\x1b[2J\\xc3\\xa4\"";

} // namespace

class JournalTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        QVERIFY2(::unshare(CLONE_NEWNS) == 0, "run this as root: tests/support/as-root");
        QVERIFY(::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0);
        QVERIFY(::mount("none", "/run", "tmpfs", 0, nullptr) == 0);
        QVERIFY(QDir().mkpath(QStringLiteral("/run/systemd/journal")));
        m_journal.reset(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
        sockaddr_un address { AF_UNIX, "/run/systemd/journal/socket" };
        QVERIFY(::bind(m_journal.get(), reinterpret_cast<sockaddr*>(&address), sizeof address)
                == 0);
    }

    void cleanup() { qunsetenv("JOURNAL_STREAM"); }

    void anAuditLineHasItsPartsAsFields()
    {
        const CapturedStderr captured;
        qputenv("JOURNAL_STREAM", CapturedStderr::stream());
        audit(kRecord);
        Fields fields = received();
        QVERIFY(fields.remove("SYSLOG_IDENTIFIER") == 1);
        QCOMPARE(fields,
                 (Fields { { "MESSAGE", kLine },
                           { "MESSAGE_ID", "4f4b253a09eb4546af517f7ade61018c" },
                           { "PRIORITY", "4" },
                           { "SYSLOG_FACILITY", "10" },
                           { "BLKERA_UID", "1000" },
                           { "BLKERA_SENDER", ":1.5\nMESSAGE=forged" },
                           { "BLKERA_METHOD", "Checkpoint" },
                           { "BLKERA_ACTION", "org.blkera.checkpoint" },
                           { "BLKERA_DEVICE", "vault" },
                           { "BLKERA_RESULT", "denied" },
                           { "BLKERA_ERROR", "not\x1b[2J\xc3\xa4" } }));
        QCOMPARE(captured.text(), QByteArray());
    }

    void whatHappenedToADeviceHasItsName()
    {
        const CapturedStderr captured;
        qputenv("JOURNAL_STREAM", CapturedStderr::stream());
        journal(JournalEvent::TargetDied, QStringLiteral("vault"),
                QStringLiteral("vault: killed\nby hand"));
        Fields fields = received();
        fields.remove("SYSLOG_IDENTIFIER");
        QCOMPARE(fields,
                 (Fields { { "MESSAGE", "vault: killed\\x0aby hand" },
                           { "MESSAGE_ID", "fc2a76d99a774f0cb7335c8156240efe" },
                           { "PRIORITY", "3" },
                           { "BLKERA_DEVICE", "vault" },
                           { "BLKERA_TEXT", "vault: killed\nby hand" } }));
        journal(JournalEvent::HistoryRebuilt, {}, QStringLiteral("lost"));
        QVERIFY(!received().contains("BLKERA_DEVICE"));
    }

    void aStderrThatIsNotTheJournalsGetsTheLine()
    {
        const CapturedStderr captured;
        audit(kRecord);
        qputenv("JOURNAL_STREAM", CapturedStderr::stream(1)); // inherited from somebody else
        journal(JournalEvent::DeviceStarted, QStringLiteral("x"), QStringLiteral("x: started"));
        QCOMPARE(captured.text(), kLine + "\nblkerad: x: started\n");
        QCOMPARE(received(), Fields());
    }

    void withoutAJournalStderrGetsTheLine()
    {
        QVERIFY(::rename("/run/systemd/journal/socket", "/run/systemd/journal/gone") == 0);
        QByteArray text;
        {
            const CapturedStderr captured;
            qputenv("JOURNAL_STREAM", CapturedStderr::stream());
            audit(kRecord);
            text = captured.text();
        }
        QVERIFY(::rename("/run/systemd/journal/gone", "/run/systemd/journal/socket") == 0);
        QCOMPARE(text, kLine + '\n');
    }

    void everyMessageHasAnEntryInTheCatalog()
    {
        QFile file(QStringLiteral(BLKERA_CATALOG));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QStringList explained;
        for (const QByteArray& line : file.readAll().split('\n')) {
            if (line.startsWith("-- "))
                explained.append(QString::fromUtf8(line.mid(3)));
        }
        QStringList known;
        for (const JournalMessage& message : journalMessages()) {
            QCOMPARE(journalMessage(message.event).id, message.id);
            known.append(
                QString::fromUtf8(message.id.data(), static_cast<qsizetype>(message.id.size())));
            QVERIFY(QRegularExpression(QStringLiteral("^[0-9a-f]{32}$"))
                        .match(known.constLast())
                        .hasMatch());
        }
        QCOMPARE(known.size(), QSet<QString>(known.begin(), known.end()).size());
        std::sort(explained.begin(), explained.end());
        std::sort(known.begin(), known.end());
        QCOMPARE(explained, known);
    }

    void journalctlTakesTheCatalog()
    {
        const QTemporaryDir root;
        const QString folder = root.filePath(QStringLiteral("usr/lib/systemd/catalog"));
        QVERIFY(QDir().mkpath(folder));
        QVERIFY(QFile::copy(QStringLiteral(BLKERA_CATALOG),
                            folder + QStringLiteral("/blkera.catalog")));
        const QString rootOption = QStringLiteral("--root=") + root.path();
        const auto journalctl = [&](const QString& argument) {
            QProcess process;
            process.setProcessChannelMode(QProcess::MergedChannels);
            process.start(QStringLiteral("journalctl"), { rootOption, argument });
            process.waitForFinished();
            return QString::number(process.exitCode()) + u' '
                + QString::fromUtf8(process.readAll());
        };
        QCOMPARE(journalctl(QStringLiteral("--update-catalog")), QStringLiteral("0 "));
        const QString list = journalctl(QStringLiteral("--list-catalog"));
        QCOMPARE(list.count(QStringLiteral(" blkera: ")),
                 static_cast<qsizetype>(journalMessages().size()));
    }

private:
    // The next entry; none if there is none.
    Fields received() const
    {
        QByteArray datagram(65'536, '\0');
        const ssize_t size = ::recv(m_journal.get(), datagram.data(),
                                    static_cast<std::size_t>(datagram.size()), 0);
        return size > 0 ? fieldsOf(datagram.left(size)) : Fields();
    }

    UniqueFd m_journal;
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
