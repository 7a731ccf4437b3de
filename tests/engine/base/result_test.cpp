// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/result.h"

#include <cerrno>
#include <memory>

#include <QTest>

using namespace blkera;

class ResultTest : public QObject {
    Q_OBJECT

private slots:

    void holdsAValueThatOnlyMoves()
    {
        Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
        QVERIFY(result);
        const std::unique_ptr<int> value = *std::move(result);
        QCOMPARE(*value, 7);
    }

    void holdsAnErrorInstead()
    {
        const Result<int> result(corrupt("bitset root, metadata block 812"));
        QVERIFY(!result);
        QVERIFY(result.error().kind == ErrorKind::Corrupt);
        QCOMPARE(QString::fromStdString(result.error().message()),
                 QStringLiteral("bitset root, metadata block 812"));
    }

    void ofNothingIsSuccessByDefault()
    {
        QVERIFY(Result<void>());
        QVERIFY(!Result<void>(invalid("x")));
    }

    void messageAddsTheSystemsWords()
    {
        QCOMPARE(QString::fromStdString(ioError(ENOSPC, "/dev/sdx").message()),
                 QStringLiteral("/dev/sdx: No space left on device"));
        QCOMPARE(QString::fromStdString(Error { ErrorKind::Busy, 0, "" }.message()),
                 QStringLiteral("busy"));
    }

    void everyKindHasItsWord()
    {
        QStringList words;
        for (int kind = 0; kind <= static_cast<int>(ErrorKind::Unsupported); ++kind)
            words += toString(static_cast<ErrorKind>(kind));
        QCOMPARE(words.removeDuplicates(), 0);
        QVERIFY(!words.contains(QStringLiteral("error")));
    }

    void errnoIsTheSystemsOrWhatTheKindStandsFor()
    {
        QCOMPARE(ioError(ETIMEDOUT, "").toErrno(), ETIMEDOUT);
        QCOMPARE(corrupt("").toErrno(), EIO);
        QCOMPARE(invalid("").toErrno(), EINVAL);
        QCOMPARE((Error { ErrorKind::NoSpace, 0, "" }.toErrno()), ENOSPC);
        QCOMPARE((Error { ErrorKind::NotFound, 0, "" }.toErrno()), ENOENT);
        QCOMPARE((Error { ErrorKind::Busy, 0, "" }.toErrno()), EBUSY);
        QCOMPARE((Error { ErrorKind::Unsupported, 0, "" }.toErrno()), EOPNOTSUPP);
    }
};

QTEST_GUILESS_MAIN(ResultTest)
#include "result_test.moc"
