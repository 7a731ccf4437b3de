// SPDX-License-Identifier: GPL-2.0-or-later
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

class TranslationsTest : public QObject {
    Q_OBJECT

private slots:
    void germanIsComplete();
};

void TranslationsTest::germanIsComplete()
{
    const QTemporaryDir directory;
    const QString copy = directory.filePath(QStringLiteral("blkera_de.ts"));
    QVERIFY(QFile::copy(QStringLiteral(BLKERA_SOURCE "/translations/blkera_de.ts"), copy));

    QProcess lupdate;
    lupdate.start(QStringLiteral(LUPDATE),
                  { QStringLiteral("-locations"), QStringLiteral("none"),
                    QStringLiteral(BLKERA_SOURCE "/app"), QStringLiteral("-ts"), copy });
    QVERIFY(lupdate.waitForFinished());
    QCOMPARE(lupdate.exitCode(), 0);

    // lupdate marks what the sources have and the file has not, and what only the file has.
    QFile file(copy);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.count("<translation>") > 50);
    QVERIFY2(!text.contains("type=\"unfinished\""), "texts without a translation");
    QVERIFY2(!text.contains("type=\"vanished\""), "translations of texts that are gone");
}

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
