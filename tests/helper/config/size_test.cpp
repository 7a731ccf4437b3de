// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/size.h"

#include <QtTest>

using namespace blkera;

class SizeTest : public QObject {
    Q_OBJECT

private slots:

    void bareNumbersAreSectorsAndUnitsAreBytes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<quint64>("sectors");
        QTest::newRow("zero") << "0" << quint64 { 0 };
        QTest::newRow("sectors") << "128" << quint64 { 128 };
        QTest::newRow("KiB") << "64KiB" << quint64 { 128 };
        QTest::newRow("MiB") << "1MiB" << quint64 { 2048 };
        QTest::newRow("GiB") << "3GiB" << quint64 { 6291456 };
        QTest::newRow("TiB") << "1TiB" << quint64 { 2147483648 };
        QTest::newRow("largest") << "18014398509481983" << quint64 { 18014398509481983 };
    }

    void bareNumbersAreSectorsAndUnitsAreBytes()
    {
        QFETCH(QString, text);
        QFETCH(quint64, sectors);
        Result<SectorCount> size = parseSize(text.toStdString());
        QVERIFY2(size, size ? "" : size.error().message().c_str());
        QCOMPARE(quint64 { size->raw() }, sectors);
    }

    void whatIsNoSizeIsRefusedByName_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text :
             { "", "KiB", "-8", "+8", " 8", "8 ", "8 KiB", "64kib", "64K", "64KB", "0x10", "1e3",
               "1.5MiB", "18014398509481984", "18446744073709551616", "8388608TiB" })
            QTest::newRow(text) << QString(text);
    }

    void whatIsNoSizeIsRefusedByName()
    {
        QFETCH(QString, text);
        Result<SectorCount> size = parseSize(text.toStdString());
        QVERIFY(!size);
        QCOMPARE(size.error().kind, ErrorKind::Invalid);
        QVERIFY(size.error().message().starts_with('"' + text.toStdString() + '"'));
    }

    void formattedSizesReadBackTheSame()
    {
        QCOMPARE(formatSize(SectorCount(128)), std::string("64KiB"));
        QCOMPARE(formatSize(SectorCount(7)), std::string("7"));
        for (std::uint64_t sectors : { 0, 1, 2, 8, 127, 128, 2048 }) {
            Result<SectorCount> back = parseSize(formatSize(SectorCount(sectors)));
            QVERIFY(back);
            QCOMPARE(back->raw(), sectors);
        }
    }
};

QTEST_GUILESS_MAIN(SizeTest)
#include "size_test.moc"
