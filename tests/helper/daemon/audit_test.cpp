// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/audit.h"

#include <QtTest>

using namespace blkera;

class AuditTest : public QObject {
    Q_OBJECT

private slots:

    void nothingLeavesItsQuotes()
    {
        QCOMPARE(quotedForLog(QStringLiteral("plain-1")), QByteArray("\"plain-1\""));
        QCOMPARE(quotedForLog(QStringLiteral("a\"b\\c")), QByteArray("\"a\\\"b\\\\c\""));
        QCOMPARE(quotedForLog(QStringLiteral("x\naudit uid=0\x1b[2J")),
                 QByteArray("\"x\\x0aaudit uid=0\\x1b[2J\""));
        QCOMPARE(quotedForLog(QStringLiteral("\u00e4\u202e")),
                 QByteArray("\"\\xc3\\xa4\\xe2\\x80\\xae\""));
    }
};

QTEST_GUILESS_MAIN(AuditTest)
#include "audit_test.moc"
