// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/map/color_ramp.h"

#include <algorithm>
#include <cmath>

#include <QTest>

using namespace blkera;

namespace {

struct Linear {
    double red, green, blue;
};

struct Lab {
    double lightness, a, b;
};

Linear linearOf(QRgb color)
{
    const auto linear = [](int value) {
        const double part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return { linear(qRed(color)), linear(qGreen(color)), linear(qBlue(color)) };
}

// As those see it who have no receptors for green: Machado, Oliveira and Fernandes (2009),
// severity 1.
Linear deuteranope(const Linear& color)
{
    const auto row = [&](double red, double green, double blue) {
        return std::clamp(red * color.red + green * color.green + blue * color.blue, 0.0, 1.0);
    };
    return { row(0.367322, 0.860646, -0.227968), row(0.280085, 0.672501, 0.047413),
             row(-0.011820, 0.042940, 0.968881) };
}

// CIE 1976, for D65.
Lab labOf(const Linear& color)
{
    const double x = (0.4124 * color.red + 0.3576 * color.green + 0.1805 * color.blue) / 0.95047;
    const double y = 0.2126 * color.red + 0.7152 * color.green + 0.0722 * color.blue;
    const double z = (0.0193 * color.red + 0.1192 * color.green + 0.9505 * color.blue) / 1.08883;
    const auto root = [](double value) {
        return value > 0.008856 ? std::cbrt(value) : 7.787 * value + 16.0 / 116;
    };
    return { 116 * root(y) - 16, 500 * (root(x) - root(y)), 200 * (root(y) - root(z)) };
}

double distance(const Lab& one, const Lab& other)
{
    return std::hypot(one.lightness - other.lightness, one.a - other.a, one.b - other.b);
}

constexpr Grounds kLight { 0xffeeeeee, 0xffffffff, 0xff888888, 0xfff4f5f7, false };
constexpr Grounds kDark { 0xff2b2e32, 0xff1a1d21, 0xff888888, 0xff23262b, true };
constexpr Grounds kHighContrast { 0xff141414, 0xff000000, 0xff888888, 0xff000000, true };

} // namespace

Q_DECLARE_METATYPE(blkera::Ramp)
Q_DECLARE_METATYPE(blkera::Grounds)

class ColorRampTest : public QObject {
    Q_OBJECT

private slots:
    void lightnessRisesAtEveryStep_data();
    void lightnessRisesAtEveryStep();
    void decadesAreToldApart_data();
    void decadesAreToldApart();
    void theSmallestChangeIsNeverNearNothing_data();
    void theSmallestChangeIsNeverNearNothing();
    void moreChangeIsFartherFromTheBackground_data();
    void moreChangeIsFartherFromTheBackground();
    void anyChangeHasAColorOfItsOwn_data();
    void anyChangeHasAColorOfItsOwn();
    void indexesRiseWithTheShare();
    void erasOutsideOfTheRangeAreAtItsEnds();
};

void ColorRampTest::lightnessRisesAtEveryStep_data()
{
    QTest::addColumn<Ramp>("ramp");
    QTest::newRow("cividis") << Ramp::Cividis;
    QTest::newRow("viridis") << Ramp::Viridis;
    QTest::newRow("greyscale") << Ramp::Greyscale;
}

void ColorRampTest::lightnessRisesAtEveryStep()
{
    QFETCH(Ramp, ramp);
    const auto colors = rampColors(ramp);
    for (const bool isSimulated : { false, true }) {
        const auto lightness = [&](QRgb color) {
            const Linear linear = linearOf(color);
            return labOf(isSimulated ? deuteranope(linear) : linear).lightness;
        };
        // A step is a fraction of what is seen, so that eight bits may stand still, not go back.
        for (std::size_t index = 8; index < colors.size(); ++index) {
            QVERIFY2(lightness(colors[index]) >= lightness(colors[index - 1]) - 0.15,
                     qPrintable(QString::number(index)));
            QVERIFY2(lightness(colors[index]) > lightness(colors[index - 8]) + 0.5,
                     qPrintable(QString::number(index)));
        }
    }
}

void ColorRampTest::decadesAreToldApart_data()
{
    lightnessRisesAtEveryStep_data();
}

void ColorRampTest::decadesAreToldApart()
{
    QFETCH(Ramp, ramp);
    const auto table = colorTable(ramp, kLight);
    double least = 100;
    for (const bool isSimulated : { false, true }) {
        for (quint64 changed = 1; changed < 10'000; changed *= 10) {
            const auto seen = [&](quint64 count) {
                const Linear linear
                    = linearOf(table[shareIndex(count, 10'000, RampScale::Logarithmic)]);
                return labOf(isSimulated ? deuteranope(linear) : linear);
            };
            least = std::min(least, distance(seen(changed), seen(changed * 10)));
        }
    }
    // 2.3 is what is just noticed.
    QVERIFY2(least >= 12, qPrintable(QString::number(least)));
}

void ColorRampTest::theSmallestChangeIsNeverNearNothing_data()
{
    QTest::addColumn<Ramp>("ramp");
    QTest::addColumn<Grounds>("grounds");
    for (const auto& [name, ramp] :
         { std::pair("cividis", Ramp::Cividis), std::pair("viridis", Ramp::Viridis),
           std::pair("greyscale", Ramp::Greyscale) }) {
        QTest::addRow("%s, light", name) << ramp << kLight;
        QTest::addRow("%s, dark", name) << ramp << kDark;
        QTest::addRow("%s, high contrast", name) << ramp << kHighContrast;
    }
}

void ColorRampTest::theSmallestChangeIsNeverNearNothing()
{
    QFETCH(Ramp, ramp);
    QFETCH(Grounds, grounds);
    const auto table = colorTable(ramp, grounds);
    for (const bool isSimulated : { false, true }) {
        const auto seen = [&](QRgb color) {
            const Linear linear = linearOf(color);
            return labOf(isSimulated ? deuteranope(linear) : linear);
        };
        for (int index = kFirstChangeIndex; index <= kLastChangeIndex; ++index) {
            const double apart = distance(seen(table[index]), seen(grounds.nothing));
            QVERIFY2(apart >= 10, qPrintable(QStringLiteral("%1: %2").arg(index).arg(apart)));
        }
    }
}

void ColorRampTest::moreChangeIsFartherFromTheBackground_data()
{
    theSmallestChangeIsNeverNearNothing_data();
}

void ColorRampTest::moreChangeIsFartherFromTheBackground()
{
    QFETCH(Ramp, ramp);
    QFETCH(Grounds, grounds);
    const auto table = colorTable(ramp, grounds);
    const double background = labOf(linearOf(grounds.nothing)).lightness;
    const double least = labOf(linearOf(table[kFirstChangeIndex])).lightness;
    const double most = labOf(linearOf(table[kLastChangeIndex])).lightness;
    QVERIFY(std::abs(most - background) > std::abs(least - background) + 30);
}

void ColorRampTest::anyChangeHasAColorOfItsOwn_data()
{
    QTest::addColumn<quint64>("blocks");
    for (const quint64 blocks : { 1ULL, 2ULL, 4'096ULL, 1ULL << 31 })
        QTest::addRow("%llu", static_cast<unsigned long long>(blocks)) << blocks;
}

void ColorRampTest::anyChangeHasAColorOfItsOwn()
{
    QFETCH(quint64, blocks);
    for (const RampScale scale : { RampScale::Logarithmic, RampScale::Linear }) {
        QCOMPARE(shareIndex(0, blocks, scale), kNothingIndex);
        QVERIFY(shareIndex(1, blocks, scale) >= kFirstChangeIndex);
        QCOMPARE(shareIndex(blocks, blocks, scale), kLastChangeIndex);
    }
}

void ColorRampTest::indexesRiseWithTheShare()
{
    for (const RampScale scale : { RampScale::Logarithmic, RampScale::Linear }) {
        quint8 last = 0;
        for (quint64 changed = 0; changed <= 4'096; ++changed) {
            const quint8 index = shareIndex(changed, 4'096, scale);
            QVERIFY(index >= last);
            last = index;
        }
        QCOMPARE(last, kLastChangeIndex);
    }
    // A decade is a quarter of the ramp.
    QCOMPARE(shareIndex(1, 100, RampScale::Logarithmic), quint8(148));
    QCOMPARE(shareIndex(1, 10'000, RampScale::Logarithmic), kFirstChangeIndex);
}

void ColorRampTest::erasOutsideOfTheRangeAreAtItsEnds()
{
    QCOMPARE(eraIndex(0, 10, 20), kNothingIndex);
    QCOMPARE(eraIndex(9, 10, 20), kNothingIndex);
    QCOMPARE(eraIndex(10, 10, 20), kFirstChangeIndex);
    QCOMPARE(eraIndex(20, 10, 20), kLastChangeIndex);
    QCOMPARE(eraIndex(4'000'000'000U, 10, 20), kLastChangeIndex);
    QCOMPARE(eraIndex(10, 10, 10), kLastChangeIndex);
    quint8 last = 0;
    for (quint32 era = 10; era <= 20; ++era) {
        QVERIFY(eraIndex(era, 10, 20) > last);
        last = eraIndex(era, 10, 20);
    }
}

QTEST_GUILESS_MAIN(ColorRampTest)
#include "color_ramp_test.moc"
