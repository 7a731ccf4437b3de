// SPDX-License-Identifier: GPL-2.0-or-later
#include <QFile>
#include <QMap>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

namespace {

struct Message {
    QString context;
    QString source;
    QString state; // of the translation: "", "unfinished", "vanished"
    QStringList translations; // of a plural, all forms
    bool isPlural = false;
};

const QMap<QString, int> kForms { { "de", 2 }, { "en", 2 }, { "es", 2 },   { "fr", 2 },
                                  { "ja", 1 }, { "uk", 3 }, { "zh_CN", 1 } };

QString fileOf(const QString& language)
{
    return QStringLiteral(BLKERA_SOURCE "/translations/blkera_%1.ts").arg(language);
}

QList<Message> messagesOf(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QStringView name = xml.name();
        if (name == u"name") {
            context = xml.readElementText();
        } else if (name == u"message") {
            messages.append({ context, {}, {}, {}, xml.attributes().value("numerus") == u"yes" });
        } else if (name == u"source") {
            messages.last().source = xml.readElementText();
        } else if (name == u"translation") {
            messages.last().state = xml.attributes().value("type").toString();
            if (!messages.last().isPlural)
                messages.last().translations = { xml.readElementText() };
        } else if (name == u"numerusform") {
            messages.last().translations.append(xml.readElementText());
        }
    }
    return messages;
}

QStringList placeholdersOf(const QString& text)
{
    static const QRegularExpression kPlaceholder(QStringLiteral("%(\\d+|L\\d)"));
    QStringList found;
    for (auto match = kPlaceholder.globalMatch(text); match.hasNext();)
        found.append(match.next().captured());
    found.removeDuplicates();
    found.sort();
    return found;
}

bool hasMnemonic(const QString& text)
{
    return QString(text).remove(QStringLiteral("&&")).contains(u'&');
}

} // namespace

class TranslationsTest : public QObject {
    Q_OBJECT

private slots:

    void everyTextIsTranslated_data() { addLanguages(); }

    void everyTextIsTranslated()
    {
        QFETCH(QString, language);
        const QTemporaryDir directory;
        const QString copy = directory.filePath(QStringLiteral("copy.ts"));
        QVERIFY(QFile::copy(fileOf(language), copy));
        QStringList arguments { "-silent", "-locations", "none" };
        if (language == QLatin1String("en"))
            arguments << QStringLiteral("-pluralonly");
        arguments << QStringLiteral(BLKERA_SOURCE "/app") << QStringLiteral("-ts") << copy;
        QProcess lupdate;
        lupdate.start(QStringLiteral(LUPDATE), arguments);
        QVERIFY(lupdate.waitForFinished());
        QCOMPARE(lupdate.exitCode(), 0);

        // lupdate marks what the sources have and the file has not, and what only the file has.
        const QList<Message> messages = messagesOf(copy);
        QVERIFY(messages.size() > (language == QLatin1String("en") ? 20 : 500));
        for (const Message& message : messages)
            QVERIFY2(message.state.isEmpty(),
                     qPrintable(message.state + QStringLiteral(": ") + message.source));
    }

    void noPlaceholderIsLost_data() { addLanguages(); }

    void noPlaceholderIsLost()
    {
        QFETCH(QString, language);
        for (const Message& message : messagesOf(fileOf(language))) {
            for (const QString& text : message.translations) {
                QVERIFY2(!text.isEmpty(), qPrintable(message.source));
                QVERIFY2(placeholdersOf(text) == placeholdersOf(message.source), qPrintable(text));
            }
        }
    }

    void everyPluralHasItsForms_data() { addLanguages(); }

    void everyPluralHasItsForms()
    {
        QFETCH(QString, language);
        int plurals = 0;
        for (const Message& message : messagesOf(fileOf(language))) {
            if (!message.isPlural)
                continue;
            ++plurals;
            QVERIFY2(message.translations.size() == kForms.value(language),
                     qPrintable(message.source));
            // Of the last form at least; "one" may be a word.
            QVERIFY2(!message.source.contains(QStringLiteral("%n"))
                         || message.translations.constLast().contains(QStringLiteral("%n")),
                     qPrintable(message.source));
        }
        QVERIFY(plurals > 20);
    }

    void whatHasAMnemonicKeepsIt_data() { addLanguages(); }

    void whatHasAMnemonicKeepsIt()
    {
        QFETCH(QString, language);
        for (const Message& message : messagesOf(fileOf(language))) {
            for (const QString& text : message.translations)
                QVERIFY2(hasMnemonic(text) == hasMnemonic(message.source),
                         qPrintable(message.source + QStringLiteral(" -> ") + text));
        }
    }

private:
    static void addLanguages()
    {
        QTest::addColumn<QString>("language");
        for (const QString& language : kForms.keys())
            QTest::newRow(qPrintable(language)) << language;
    }
};

QTEST_GUILESS_MAIN(TranslationsTest)
#include "translations_test.moc"
