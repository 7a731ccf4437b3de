// SPDX-License-Identifier: GPL-2.0-or-later
// Sequences of 200 operations on a small device whose disks work, with crashes and growth, held
// against the model of what was promised.
#include "model/sequences.h"

#include <array>

#include <QtTest>

using namespace blkera::model;
using namespace blkera::simulation;

class ModelTest : public QObject {
    Q_OBJECT

private slots:

    void theSequenceThatIsAskedForKeepsEveryPromise()
    {
        const QByteArray text = qgetenv("BLKERA_SEQUENCE");
        if (text.isEmpty())
            return;
        const auto sequence = parseSequence(text.toStdString());
        QVERIFY2(sequence, "BLKERA_SEQUENCE is no sequence of operations");
        QCOMPARE(QString::fromStdString(judge(Life {}, *sequence)), QString());
    }

    void aSmallDeviceKeepsEveryPromise()
    {
        Life life;
        life.menu.crashes = true;
        life.menu.growth = true;
        QCOMPARE(judgeMany(life, 5000), QString());
    }

    // Whoever reads a failure gets the few operations that matter.
    void aFailureIsShortenedToAFewOperations()
    {
        Life life;
        life.menu.crashes = true;
        const Judge needsFour = [](const Sequence& sequence) -> std::string {
            static constexpr std::array kWanted { OperationKind::TakeSnapshot,
                                                  OperationKind::Discard, OperationKind::Crash,
                                                  OperationKind::Checkpoint };
            std::size_t found = 0;
            for (const Operation& operation : sequence) {
                if (found < kWanted.size() && operation.kind == kWanted[found])
                    ++found;
            }
            return found == kWanted.size() ? "a discard under a snapshot before a crash" : "";
        };
        const Verdict verdict = tryOut(life, needsFour, 100, seedFromEnvironment());
        QCOMPARE(QString::fromStdString(verdict.complaint),
                 QStringLiteral("a discard under a snapshot before a crash"));
        QCOMPARE(verdict.shortest.size(), std::size_t { 4 });
        QVERIFY(toText(verdict).contains(
            QLatin1String("BLKERA_SEQUENCE='take discard:0+1 crash:0 checkpoint'")));
    }
};

QTEST_GUILESS_MAIN(ModelTest)
#include "model_test.moc"
