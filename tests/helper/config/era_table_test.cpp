// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/era_table.h"

#include <QtTest>

using namespace blkera;

class EraTableTest : public QObject {
    Q_OBJECT

private slots:

    void readsTheKernelsTableLine()
    {
        Result<EraTable> table = parseEraTable("0 2097152 era /dev/vg/era_meta /dev/vg/origin 128");
        QVERIFY(table);
        QCOMPARE(*table,
                 (EraTable { SectorCount(2097152), "/dev/vg/era_meta", "/dev/vg/origin", 128 }));
    }

    void takesDeviceNumbersAsDmsetupPrintsThem()
    {
        Result<EraTable> table = parseEraTable("  0 8192 era 253:4\t253:12 8\n");
        QVERIFY(table);
        QCOMPARE(*table,
                 (EraTable { SectorCount(8192), "/dev/block/253:4", "/dev/block/253:12", 8 }));
    }

    void refusesOtherTablesNamingTheField_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("problem");
        QTest::newRow("empty") << ""
                               << "0 fields instead of 6";
        QTest::newRow("short") << "0 8192 era /dev/a /dev/b"
                               << "5 fields instead of 6";
        QTest::newRow("long") << "0 8192 era /dev/a /dev/b 128 1"
                              << "7 fields instead of 6";
        QTest::newRow("start") << "8 8192 era /dev/a /dev/b 128"
                               << "start at sector 0";
        QTest::newRow("target") << "0 8192 linear /dev/a /dev/b 128"
                                << "\"linear\"";
        QTest::newRow("length") << "0 4MiB era /dev/a /dev/b 128"
                                << "\"4MiB\" is not a length";
        QTest::newRow("no length") << "0 0 era /dev/a /dev/b 128"
                                   << "\"0\" is not a length";
        QTest::newRow("block") << "0 8192 era /dev/a /dev/b 64KiB"
                               << "\"64KiB\" is not a block";
        QTest::newRow("huge block") << "0 8192 era /dev/a /dev/b 4294967296"
                                    << "not a block size";
    }

    void refusesOtherTablesNamingTheField()
    {
        QFETCH(QString, line);
        QFETCH(QString, problem);
        Result<EraTable> table = parseEraTable(line.toStdString());
        QVERIFY(!table);
        QCOMPARE(table.error().kind, ErrorKind::Invalid);
        QVERIFY2(QString::fromStdString(table.error().message()).contains(problem),
                 table.error().message().c_str());
    }

    void lengthOfNoBlockDeviceIsRefused()
    {
        QCOMPARE(checkTableLength({ SectorCount(8), "/dev/null", "/dev/null", 8 }).error().kind,
                 ErrorKind::Invalid);
        QCOMPARE(checkTableLength({ SectorCount(8), "/dev/null", "/nonexistent", 8 }).error().kind,
                 ErrorKind::NotFound);
    }
};

QTEST_GUILESS_MAIN(EraTableTest)
#include "era_table_test.moc"
