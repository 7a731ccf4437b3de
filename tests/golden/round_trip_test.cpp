// SPDX-License-Identifier: GPL-2.0-or-later
// Dumps and restores of blkera-meta and of thin-provisioning-tools 0.9.0 take each other's output:
// what goes around through both comes back byte for byte, and answers alike.
#include "samples.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace {

// Enough for tools that do not share the blocks of zeros.
constexpr qint64 kRoomBytes = qint64 { 16 } << 20;

Run meta(const QStringList& arguments)
{
    return run(BLKERA_META, arguments);
}

} // namespace

class RoundTripTest : public QObject {
    Q_OBJECT

private slots:

    void theirDumpsComeBack_data() { eachSample(); }

    void theirDumpsComeBack();

    void ourDumpsComeBackAndAnswerAlike_data() { eachSample(); }

    void ourDumpsComeBackAndAnswerAlike();

private:
    static void eachSample()
    {
        QTest::addColumn<QString>("sample");
        for (const char* name :
             { "clean", "snap", "crash", "resized", "shared-leaf", "shared-leaf-used" })
            QTest::newRow(name) << QString(name);
    }

    // The unpacked sample, and beside it a file for what is restored; false if they cannot be had.
    bool prepare(const QString& sample)
    {
        const QByteArray raw = unpackSample(sample);
        QFile image(m_image);
        QFile restored(m_restored);
        return !raw.isEmpty() && image.open(QFile::WriteOnly) && image.write(raw) == raw.size()
            && restored.open(QFile::WriteOnly) && restored.resize(0) && restored.resize(kRoomBytes);
    }

    QTemporaryDir m_directory;
    QString m_image = m_directory.filePath("image");
    QString m_restored = m_directory.filePath("restored");
    QString m_xml = m_directory.filePath("dump.xml");
};

void RoundTripTest::theirDumpsComeBack()
{
    QFETCH(QString, sample);
    QVERIFY(prepare(sample));
    const Run dump = run("era_dump", { m_image });
    QCOMPARE(dump.status, 0);
    QFile xml(m_xml);
    QVERIFY(xml.open(QFile::WriteOnly) && xml.write(dump.out) == dump.out.size());
    xml.close();
    const Run restore = meta({ "restore", "-i", m_xml, "-o", m_restored });
    QVERIFY2(restore.status == 0, restore.err.constData());
    const Run check = meta({ "check", m_restored });
    QVERIFY2(check.status == 0, check.out.constData());
    QCOMPARE(run("era_check", { m_restored }).status, 0);
    QVERIFY(run("era_dump", { m_restored }).out == dump.out);
}

void RoundTripTest::ourDumpsComeBackAndAnswerAlike()
{
    QFETCH(QString, sample);
    for (const bool theirs : { true, false }) {
        QVERIFY(prepare(sample));
        QCOMPARE(meta({ "dump", "-o", m_xml, m_image }).status, 0);
        const Run restore = theirs ? run("era_restore", { "-i", m_xml, "-o", m_restored })
                                   : meta({ "restore", "-i", m_xml, "-o", m_restored });
        QVERIFY2(restore.status == 0, restore.err.constData());
        const Run check = meta({ "check", m_restored });
        QVERIFY2(check.status == 0, check.out.constData());
        QVERIFY(meta({ "dump", m_restored }).out == meta({ "dump", m_image }).out);
        for (int era = 0; era <= 8; ++era) {
            const QStringList since { "invalidate", "--written-since", QString::number(era) };
            const Run before = meta(since + QStringList(m_image));
            QCOMPARE(before.status, 0);
            QVERIFY(before.out.endsWith("</blocks>"));
            QCOMPARE(meta(since + QStringList(m_restored)).out, before.out);
        }
    }
}

QTEST_GUILESS_MAIN(RoundTripTest)
#include "round_trip_test.moc"
