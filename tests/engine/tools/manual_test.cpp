// SPDX-License-Identifier: GPL-2.0-or-later
// The manual of blkera-meta against its help: each has what the other has.
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

namespace {

const QRegularExpression kOption(QStringLiteral("(?<![\\w-])--?[a-z][a-z-]*|(?<![\\w-])-[A-Z]"),
                                 QRegularExpression::CaseInsensitiveOption);

QString help(const QStringList& verb)
{
    QProcess process;
    process.start(BLKERA_META, verb + QStringList(QStringLiteral("--help")));
    return process.waitForFinished() && process.exitCode() == 0
        ? QString::fromUtf8(process.readAllStandardOutput())
        : QString();
}

QSet<QString> optionsOf(const QString& text)
{
    QSet<QString> found;
    auto matches = kOption.globalMatch(text);
    while (matches.hasNext())
        found.insert(matches.next().captured());
    return found;
}

// The options that help declares: at the beginning of a line, names joined by commas.
QSet<QString> optionsOfHelp(const QString& text)
{
    static const QRegularExpression kDeclared(QStringLiteral("^  (-\\S+)"),
                                              QRegularExpression::MultilineOption);
    QSet<QString> found;
    auto matches = kDeclared.globalMatch(text);
    while (matches.hasNext()) {
        for (const QString& name : matches.next().captured(1).split(u','))
            found.insert(name);
    }
    return found;
}

QSet<QString> verbsOfHelp(const QString& text)
{
    static const QRegularExpression kVerb(QStringLiteral("^  ([a-z]+) "),
                                          QRegularExpression::MultilineOption);
    QSet<QString> found;
    auto matches = kVerb.globalMatch(text.mid(text.indexOf(QStringLiteral("Subcommands:"))));
    while (matches.hasNext())
        found.insert(matches.next().captured(1));
    return found;
}

// The subsection of each verb, by its name.
QMap<QString, QString> subsections(const QString& manual)
{
    QMap<QString, QString> found;
    const QStringList parts = manual.split(QStringLiteral("\n.SS "));
    for (const QString& part : parts.mid(1)) {
        const QString text = part.left(part.indexOf(QStringLiteral("\n.SH ")));
        found.insert(text.section(u'\n', 0, 0).section(u' ', 0, 0), text.section(u'\n', 1));
    }
    return found;
}

} // namespace

class ManualTest : public QObject {
    Q_OBJECT

private slots:
    void manualAndHelpNameTheSame();
};

void ManualTest::manualAndHelpNameTheSame()
{
    QFile file(QStringLiteral(BLKERA_SOURCE "/packaging/man/blkera-meta.8"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QString manual
        = QString::fromUtf8(file.readAll()).replace(QStringLiteral("\\-"), QStringLiteral("-"));
    const auto sections = subsections(manual);
    const QString topHelp = help({});
    const QSet<QString> common = optionsOfHelp(topHelp);
    QCOMPARE(common.size(), 4);
    for (const QString& option : common)
        QVERIFY2(optionsOf(manual).contains(option), qPrintable(option));

    const QSet<QString> verbs = verbsOfHelp(topHelp);
    const QStringList described = sections.keys();
    QVERIFY(verbs.size() >= 6);
    QCOMPARE(QSet<QString>(described.begin(), described.end()), verbs);
    for (const QString& verb : verbs) {
        QSet<QString> declared = optionsOfHelp(help({ verb }));
        declared.subtract(common);
        QSet<QString> documented;
        // What a paragraph is headed by; its text may name options of others.
        static const QRegularExpression kHeading(QStringLiteral("^\\.TP\\n(.*)$"),
                                                 QRegularExpression::MultilineOption);
        auto headings = kHeading.globalMatch(sections[verb]);
        while (headings.hasNext())
            documented.unite(optionsOf(headings.next().captured(1)));
        QVERIFY2(declared == documented,
                 qPrintable(verb + QStringLiteral(": help has ")
                            + QStringList(declared.values()).join(u' ')
                            + QStringLiteral(", the manual ")
                            + QStringList(documented.values()).join(u' ')));
    }
}

QTEST_GUILESS_MAIN(ManualTest)
#include "manual_test.moc"
