// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/argument_limits.h"

#include <QDBusObjectPath>
#include <QDBusVariant>
#include <QStringList>
#include <QtTest>

using namespace blkera;

namespace {

QString complaint(const QVariantList& arguments, const ArgumentLimits& limits = {})
{
    const MeasuredArguments measured = measureArguments(arguments, limits);
    return measured.tooLarge ? measured.tooLarge->message : QString();
}

const QString kTooLong = QStringLiteral("an argument is longer than 256 bytes");
const QString kTooMany = QStringLiteral("an argument has more than 1024 entries");

} // namespace

// What comes off the bus as QDBusArgument is in access_test.py.
class ArgumentLimitsTest : public QObject {
    Q_OBJECT

private slots:

    void whatFitsIsCounted()
    {
        const MeasuredArguments measured
            = measureArguments({ QStringLiteral("abc"), 1u, true, QStringList { QString(5, u'x') },
                                 QVariant::fromValue(QDBusObjectPath(QStringLiteral("/a"))) },
                               {});
        QVERIFY(!measured.tooLarge);
        QCOMPARE(measured.bytes, qsizetype { 3 + 8 + 8 + 5 + 2 });
    }

    void stringsHaveTwoHundredFiftySixBytes()
    {
        QCOMPARE(complaint({ QString(256, u'x') }), QString());
        QCOMPARE(complaint({ QString(257, u'x') }), kTooLong);
        QCOMPARE(complaint({ QString(129, u'\u00e4') }), kTooLong);
        QCOMPARE(complaint({ QStringList { QString(257, u'x') } }), kTooLong);
        QCOMPARE(complaint({ QVariant::fromValue(QDBusVariant(QString(257, u'x'))) }), kTooLong);
    }

    void arraysHaveAThousandAndTwentyFourEntries()
    {
        QCOMPARE(complaint({ QStringList(1'024, QStringLiteral("x")) }), QString());
        QCOMPARE(complaint({ QStringList(1'025, QStringLiteral("x")) }), kTooMany);
        QCOMPARE(complaint({ QByteArray(1'025, 'x') }), kTooMany);
        QCOMPARE(complaint({ QVariant(QVariantList(1'025, 1u)) }), kTooMany);
    }

    void allTogetherHaveSixtyFourKibibytes()
    {
        const QVariant list = QStringList(128, QString(256, u'x'));
        QCOMPARE(complaint({ list, list }), QString());
        QCOMPARE(complaint({ list, list, QStringLiteral("x") }),
                 QStringLiteral("the arguments are longer than 65536 bytes"));
    }

    void aRowMayAllowMore()
    {
        QCOMPARE(complaint({ QString(257, u'x') }, { .stringBytes = 300 }), QString());
    }
};

QTEST_GUILESS_MAIN(ArgumentLimitsTest)
#include "argument_limits_test.moc"
