// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli_process.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace blkera;

class ManualTest : public QObject {
    Q_OBJECT

private slots:
    void everyVerbAndOptionIsInTheManual();

private:
    // The first word of each line of help that is indented by two blanks: a verb or an option.
    static QSet<QString> entries(const QStringList& arguments)
    {
        static const QRegularExpression kEntry(QStringLiteral("^  (?:-\\w,)?((?:--)?[a-z][a-z-]+)"),
                                               QRegularExpression::MultilineOption);
        QSet<QString> found;
        const CliResult help = runCli(arguments + QStringList(QStringLiteral("--help")), {});
        auto matches = kEntry.globalMatch(QString::fromUtf8(help.out));
        while (matches.hasNext())
            found.insert(matches.next().captured(1));
        return found;
    }
};

void ManualTest::everyVerbAndOptionIsInTheManual()
{
    QFile file(QStringLiteral(BLKERA_SOURCE "/packaging/man/blkera.1"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString manual
        = QString::fromUtf8(file.readAll()).replace(QStringLiteral("\\-"), QStringLiteral("-"));

    QSet<QString> expected = entries({});
    for (const QString& verb : entries({})) {
        if (!verb.startsWith(u'-'))
            expected.unite(entries({ verb }));
    }
    QVERIFY(expected.size() > 20);
    for (const QString& word : expected) {
        const QRegularExpression whole(QStringLiteral("(?<![a-z-])%1(?![a-z-])").arg(word));
        QVERIFY2(manual.contains(whole),
                 qPrintable(word + QStringLiteral(" is not in the manual")));
    }
}

QTEST_GUILESS_MAIN(ManualTest)
#include "manual_test.moc"
