// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/config_lines.h"

#include <QtTest>

using namespace blkera;

class ConfigLinesTest : public QObject {
    Q_OBJECT

private slots:

    void onlyTheKeysOwnLineBecomesAnother_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("after");
        const auto row = [](const char* name, const char* before, const char* value,
                            const char* after) {
            QTest::newRow(name) << QByteArray(before) << QByteArray(value) << QByteArray(after);
        };
        row("changed", "a = 1\nwhen = x y\nb = 2\n", "z", "a = 1\nwhen = z\nb = 2\n");
        row("its blanks", " when\t=\tx \t\n", "z", " when\t=\tz \t\n");
        row("tight", "when=x", "z", "when=z");
        row("a carriage return", "a\r\nwhen = x\r\nb\r\n", "z", "a\r\nwhen = z\r\nb\r\n");
        row("an empty value", "when =\r\nb\n", "z", "when =z\r\nb\n");
        row("the same", "when = z\n# x\n", "z", "when = z\n# x\n");
        row("added", "# only this\n\n", "z", "# only this\n\nwhen = z\n");
        row("added behind an open line", "a = 1", "z", "a = 1\nwhen = z\n");
        row("added to nothing", "", "z", "when = z\n");
        row("removed", "a\n\n when = x\r\n  # b", "", "a\n\n  # b");
        row("removed at the end", "a\nwhen = x", "", "a\n");
        row("nothing to remove", "a\n#when = x\n\n", "", "a\n#when = x\n\n");
        row("a comment", "# when = x\n", "z", "# when = x\nwhen = z\n");
        row("another key", "whenever = x\nnow when = y\n", "", "whenever = x\nnow when = y\n");
        row("no value at all", "when\n", "", "when\n");
    }

    void onlyTheKeysOwnLineBecomesAnother()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, value);
        QFETCH(QByteArray, after);
        QCOMPARE(
            QByteArray::fromStdString(withValue(before.toStdString(), "when", value.toStdString())),
            after);
    }
};

QTEST_GUILESS_MAIN(ConfigLinesTest)
#include "config_lines_test.moc"
