// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/usage_gauge.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QImage>
#include <QLabel>
#include <QLocale>
#include <QProgressBar>
#include <QTest>

using namespace blkera;

Q_DECLARE_METATYPE(blkera::Severity)

namespace {

DeviceInfo used(quint64 blocks, quint64 held = 0)
{
    DeviceInfo device;
    device.name = QStringLiteral("vault");
    device.metadataUsed = blocks;
    device.metadataTotal = 1'000;
    device.metadataSnapshot = held;
    return device;
}

// How many pixels of the bar's middle line have the colour that fills it.
int filled(const QProgressBar& bar, bool inLeftHalf)
{
    const QImage image = const_cast<QProgressBar&>(bar).grab().toImage();
    const QColor full = bar.palette().color(QPalette::Highlight);
    int count = 0;
    const int half = image.width() / 2;
    for (int x = inLeftHalf ? 0 : half; x < (inLeftHalf ? half : image.width()); ++x) {
        const QColor color = image.pixelColor(x, image.height() / 2);
        count += std::abs(color.hue() - full.hue()) < 20 && color.saturation() > 60 ? 1 : 0;
    }
    return count;
}

} // namespace

class UsageGaugeTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
        applyAppearance(Appearance::Light);
    }

    void aWordSaysHowFullItIs_data();
    void aWordSaysHowFullItIs();
    void whatIsNotKnownIsSaid();
    void aHeldSnapshotIsSaid();
    void itIsFilledFromTheSideWhereReadingBegins();
    void aScreenReaderHearsTheNumbers();
    void itFollowsThePalette();
};

void UsageGaugeTest::aWordSaysHowFullItIs_data()
{
    QTest::addColumn<quint64>("blocks");
    QTest::addColumn<QString>("word");
    QTest::addColumn<Severity>("severity");
    QTest::addColumn<QString>("usage");
    QTest::newRow("749") << quint64(749) << QStringLiteral("OK") << Severity::Good
                         << QStringLiteral("74 % · 2.9 MiB of 3.9 MiB");
    QTest::newRow("750") << quint64(750) << QStringLiteral("Getting full") << Severity::Warning
                         << QStringLiteral("75 % · 2.9 MiB of 3.9 MiB");
    QTest::newRow("899") << quint64(899) << QStringLiteral("Getting full") << Severity::Warning
                         << QStringLiteral("89 % · 3.5 MiB of 3.9 MiB");
    QTest::newRow("900") << quint64(900) << QStringLiteral("Nearly full") << Severity::Error
                         << QStringLiteral("90 % · 3.5 MiB of 3.9 MiB");
    QTest::newRow("1000") << quint64(1'000) << QStringLiteral("Nearly full") << Severity::Error
                          << QStringLiteral("100 % · 3.9 MiB of 3.9 MiB");
}

void UsageGaugeTest::aWordSaysHowFullItIs()
{
    QFETCH(const quint64, blocks);
    UsageGauge gauge;
    gauge.setDevice(used(blocks));
    QTEST(gauge.word(), "word");
    QTEST(gauge.severity(), "severity");
    QTEST(gauge.usageText(), "usage");
    QCOMPARE(gauge.findChild<QProgressBar*>()->value(), int(blocks));
}

void UsageGaugeTest::whatIsNotKnownIsSaid()
{
    UsageGauge gauge;
    gauge.setDevice({});
    QCOMPARE(gauge.word(), QStringLiteral("Not known"));
    QCOMPARE(gauge.usageText(), QStringLiteral("It is known while the device runs"));
    QVERIFY(gauge.heldText().isEmpty());
    QCOMPARE(gauge.findChild<QProgressBar*>()->value(), 0);
}

void UsageGaugeTest::aHeldSnapshotIsSaid()
{
    UsageGauge gauge;
    gauge.setDevice(used(10, 812));
    QCOMPARE(gauge.heldText(), QStringLiteral("A metadata snapshot is held at block 812"));
    gauge.setDevice(used(10));
    QCOMPARE(gauge.heldText(), QStringLiteral("No metadata snapshot is held"));
}

void UsageGaugeTest::itIsFilledFromTheSideWhereReadingBegins()
{
    UsageGauge gauge;
    gauge.setDevice(used(400));
    gauge.resize(900, 40);
    gauge.show();
    QVERIFY(QTest::qWaitForWindowExposed(&gauge));
    const QProgressBar& bar = *gauge.findChild<QProgressBar*>();
    QVERIFY(filled(bar, true) > bar.width() / 4);
    QCOMPARE(filled(bar, false), 0);
    gauge.setLayoutDirection(Qt::RightToLeft);
    QTest::qWait(20);
    QCOMPARE(filled(bar, true), 0);
    QVERIFY(filled(bar, false) > bar.width() / 4);
}

void UsageGaugeTest::aScreenReaderHearsTheNumbers()
{
    UsageGauge gauge;
    gauge.setDevice(used(912));
    QCOMPARE(gauge.accessibleName(),
             QStringLiteral("Metadata: Nearly full, 91 % · 3.6 MiB of 3.9 MiB"));
    QVERIFY(gauge.accessibleDescription().startsWith(QLatin1String("912 of 1000 blocks")));
    QVERIFY(!gauge.findChild<QProgressBar*>()->accessibleName().isEmpty());
}

void UsageGaugeTest::itFollowsThePalette()
{
    UsageGauge gauge;
    gauge.setDevice(used(912));
    gauge.show();
    QVERIFY(QTest::qWaitForWindowExposed(&gauge));
    const QProgressBar& bar = *gauge.findChild<QProgressBar*>();
    for (const auto appearance :
         { Appearance::Dark, Appearance::HighContrast, Appearance::Light }) {
        applyAppearance(appearance);
        QTRY_COMPARE(bar.palette().color(QPalette::Highlight),
                     severityColor(QApplication::palette(), Severity::Error));
        QTRY_COMPARE(bar.palette().color(QPalette::Text),
                     QApplication::palette().color(QPalette::Text));
    }
}

QTEST_MAIN(UsageGaugeTest)
#include "usage_gauge_test.moc"
