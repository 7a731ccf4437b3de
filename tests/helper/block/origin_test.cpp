// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/origin.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <unistd.h>

using namespace blkera;

namespace {

QString runTool(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished();
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

// A loop device over a file, for as long as the object lives.
class LoopDevice {
public:
    explicit LoopDevice(const QString& file, const QStringList& options = {})
        : m_path(
            runTool("losetup", QStringList { "--find", "--show" } + options + QStringList { file }))
    {
    }

    LoopDevice(const LoopDevice&) = delete;
    LoopDevice& operator=(const LoopDevice&) = delete;

    ~LoopDevice() { runTool("losetup", { "--detach", m_path }); }

    std::string path() const { return m_path.toStdString(); }

private:
    QString m_path;
};

} // namespace

class OriginTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_directory;

    std::string file(const char* name, qint64 bytes)
    {
        QFile made(m_directory.filePath(name));
        if (!made.open(QIODevice::WriteOnly) || !made.resize(bytes))
            qFatal("cannot make %s", name);
        return made.fileName().toStdString();
    }

private slots:

    void itsSizeIsWhatItIsNow()
    {
        const std::string path = file("grows", 8 << 20);
        Result<Origin> origin = Origin::open(path);
        QVERIFY(origin);
        QCOMPARE(*origin->currentSize(), SectorCount(16'384));
        QVERIFY(QFile::resize(QString::fromStdString(path), 12 << 20));
        QCOMPARE(*origin->currentSize(), SectorCount(24'576));
        QCOMPARE(origin->limits().size, SectorCount(16'384));
        for (const qint64 odd : { qint64 { (8 << 20) + 1 }, qint64 { 0 } }) {
            QVERIFY(QFile::resize(QString::fromStdString(path), odd));
            Result<SectorCount> size = origin->currentSize();
            QVERIFY(!size);
            QCOMPARE(size.error().kind, ErrorKind::Invalid);
        }
    }

    void aFileTellsItsSize()
    {
        Result<Origin> origin = Origin::open(file("plain", 1 << 20));
        QVERIFY2(origin, origin ? "" : origin.error().message().c_str());
        QCOMPARE(origin->limits().size, SectorCount(2048));
        QVERIFY(origin->limits().logicalBlockBytes >= 512);
        QVERIFY(origin->limits().physicalBlockBytes >= origin->limits().logicalBlockBytes);
        QVERIFY(!origin->limits().readOnly);
        QCOMPARE(origin->limits().discard,
                 origin->discardMethod() == Origin::DiscardMethod::PunchHole);
    }

    void openingChangesNothing()
    {
        std::string path = file("kept", 1 << 20);
        QFile content(QString::fromStdString(path));
        QVERIFY(content.open(QIODevice::WriteOnly));
        const QByteArray bytes(1 << 20, 'k');
        QCOMPARE(content.write(bytes), qint64 { bytes.size() });
        content.close();
        {
            QVERIFY(Origin::open(path));
        }
        QVERIFY(content.open(QIODevice::ReadOnly));
        QCOMPARE(content.readAll(), bytes);
    }

    void whatCannotServeIsRefusedByNameAndKind_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("missing") << m_directory.filePath("missing") << int(ErrorKind::NotFound)
                                 << "missing";
        QTest::newRow("folder") << m_directory.path() << int(ErrorKind::Invalid) << "neither";
        QTest::newRow("character device") << "/dev/null" << int(ErrorKind::Invalid) << "neither";
        QTest::newRow("empty") << QString::fromStdString(file("empty", 0))
                               << int(ErrorKind::Invalid) << "empty";
        QTest::newRow("odd") << QString::fromStdString(file("odd", 1000)) << int(ErrorKind::Invalid)
                             << "truncate -s %";
    }

    void whatCannotServeIsRefusedByNameAndKind()
    {
        QFETCH(QString, path);
        QFETCH(int, kind);
        QFETCH(QString, words);
        Result<Origin> origin = Origin::open(path.toStdString());
        QVERIFY(!origin);
        QCOMPARE(int(origin.error().kind), kind);
        QString message = QString::fromStdString(origin.error().message());
        QVERIFY2(message.contains(words) && message.contains(path), qPrintable(message));
        QVERIFY(!message.contains('\n'));
    }

    void aFileServesOneAtATime()
    {
        std::string path = file("once", 1 << 20);
        Result<Origin> first = Origin::open(path);
        QVERIFY(first);
        Result<Origin> second = Origin::open(path);
        QVERIFY(!second);
        QCOMPARE(int(second.error().kind), int(ErrorKind::Busy));
    }

    void aBlockDeviceTellsItsBlocksAndServesOneAtATime()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, for a loop device");
        LoopDevice loop(QString::fromStdString(file("disk", 1 << 20)), { "--sector-size", "4096" });
        QVERIFY(!loop.path().empty());
        Result<Origin> first = Origin::open(loop.path());
        QVERIFY2(first, first ? "" : first.error().message().c_str());
        QCOMPARE(first->limits().size, SectorCount(2048));
        QCOMPARE(first->limits().logicalBlockBytes, 4096U);
        QVERIFY(first->limits().physicalBlockBytes >= 4096U);
        QCOMPARE(first->limits().discard, first->discardMethod() != Origin::DiscardMethod::None);
        Result<Origin> second = Origin::open(loop.path());
        QVERIFY(!second);
        QCOMPARE(int(second.error().kind), int(ErrorKind::Busy));
    }

    void aReadOnlyDeviceIsRefusedWithTheRemedy()
    {
        if (::geteuid() != 0)
            QSKIP("needs root, for a loop device");
        LoopDevice loop(QString::fromStdString(file("readonly", 1 << 20)), { "--read-only" });
        QVERIFY(!loop.path().empty());
        Result<Origin> origin = Origin::open(loop.path());
        QVERIFY(!origin);
        QCOMPARE(int(origin.error().kind), int(ErrorKind::Invalid));
        QVERIFY(origin.error().message().find("setrw") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(OriginTest)
#include "origin_test.moc"
