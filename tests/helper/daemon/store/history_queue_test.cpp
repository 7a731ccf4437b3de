// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/history_queue.h"

#include <thread>

#include <QtTest>

using namespace blkera;
using namespace std::chrono_literals;

namespace {

EraNote eraNote(quint32 era)
{
    EraNote note { QStringLiteral("vault"), {} };
    note.era.era = era;
    return note;
}

AuditEntry auditEntry(const char* result)
{
    AuditEntry entry;
    entry.result = QLatin1String(result);
    entry.message = QString(100, u'x');
    return entry;
}

EventRecord stateEvent()
{
    return { 0, 1, {}, QStringLiteral("state"), QString(100, u'x') };
}

// How many fit before one is dropped.
template <class Make> int fill(HistoryQueue& queue, const Make& make)
{
    const HistoryQueue::Dropped before = queue.dropped();
    int count = 0;
    for (; queue.dropped() == before; ++count)
        queue.add(make());
    return count - 1;
}

} // namespace

class HistoryQueueTest : public QObject {
    Q_OBJECT

private slots:

    void recordsComeInTheirOrder()
    {
        HistoryQueue queue;
        for (quint32 era = 0; era < 1'200; ++era)
            queue.add(eraNote(era));
        queue.end();
        quint32 next = 0;
        while (const auto batch = queue.take(true)) {
            QVERIFY(batch->size() <= HistoryQueue::kBatchRecords);
            for (const HistoryRecord& record : *batch)
                QCOMPARE(std::get<EraNote>(record).era.era, next++);
            queue.settle(*batch);
        }
        QCOMPARE(next, 1'200U);
        QCOMPARE(queue.waitingBytes(), quint64 { 0 });
    }

    void oneRecordWaitsForOthers()
    {
        HistoryQueue queue;
        const auto begin = std::chrono::steady_clock::now();
        queue.add(eraNote(1));
        QCOMPARE(queue.take(true)->size(), std::size_t { 1 });
        QVERIFY(std::chrono::steady_clock::now() - begin >= HistoryQueue::kGather);
    }

    void aFullBatchWaitsForNobody()
    {
        HistoryQueue queue;
        for (std::size_t count = 0; count < HistoryQueue::kBatchRecords; ++count)
            queue.add(eraNote(1));
        const auto begin = std::chrono::steady_clock::now();
        QCOMPARE(queue.take(true)->size(), HistoryQueue::kBatchRecords);
        QVERIFY(std::chrono::steady_clock::now() - begin < HistoryQueue::kGather / 2);
    }

    void whoWantsItWrittenIsToldAfterwards()
    {
        HistoryQueue queue;
        int told = 0;
        queue.whenSettled([&](bool isWritten) { told += isWritten ? 1 : 100; });
        QCOMPARE(told, 0); // the opening is not done
        queue.settleOpening();
        QCOMPARE(told, 1);
        queue.whenSettled([&](bool isWritten) { told += isWritten ? 1 : 100; });
        QCOMPARE(told, 2); // nothing to wait for
        queue.add(eraNote(1));
        const auto begin = std::chrono::steady_clock::now();
        queue.whenSettled([&](bool isWritten) { told += isWritten ? 1 : 100; });
        const auto batch = queue.take(true);
        QVERIFY(std::chrono::steady_clock::now() - begin < HistoryQueue::kGather / 2);
        queue.add(eraNote(2)); // too late for that question
        QCOMPARE(told, 2);
        queue.settle(*batch);
        QCOMPARE(told, 3);
    }

    void whoWaitsIsToldOfAFailure()
    {
        HistoryQueue queue;
        queue.settleOpening();
        queue.add(eraNote(1));
        int failures = 0;
        queue.whenSettled([&](bool isWritten) { failures += isWritten ? 0 : 1; });
        queue.setFailing(true);
        QCOMPARE(failures, 1);
        queue.whenSettled([&](bool isWritten) { failures += isWritten ? 0 : 1; });
        QCOMPARE(failures, 2);
    }

    void refusalsHaveHalfOfTheRoomOfTheLogs()
    {
        HistoryQueue queue;
        const int refusals = fill(queue, [] { return auditEntry("denied"); });
        const int others = fill(queue, [] { return auditEntry("done"); });
        QVERIFY(refusals > 1'000);
        QVERIFY2(qAbs(refusals - others) < others / 50,
                 qPrintable(QStringLiteral("%1 and %2").arg(refusals).arg(others)));
        QCOMPARE(queue.dropped(), (HistoryQueue::Dropped { 0, 2, 0 }));
        queue.add(stateEvent());
        QCOMPARE(queue.dropped(), (HistoryQueue::Dropped { 1, 2, 0 }));
        QVERIFY(queue.waitingBytes() <= HistoryQueue::kLogLimitBytes);
    }

    void aFloodOfTheLogsTakesNoRoomFromEras()
    {
        HistoryQueue queue;
        fill(queue, stateEvent);
        // 50,000 eras: one a minute for a month.
        for (quint32 era = 0; era < 50'000; ++era)
            queue.add(eraNote(era));
        QCOMPARE(queue.dropped(), (HistoryQueue::Dropped { 1, 0, 0 }));
        fill(queue, [] { return eraNote(1); });
        QCOMPARE(queue.dropped(), (HistoryQueue::Dropped { 1, 0, 1 }));
        QVERIFY(queue.waitingBytes()
                <= HistoryQueue::kLogLimitBytes + HistoryQueue::kStateLimitBytes);
    }

    void thereIsAlwaysRoomToAskForADurableWrite()
    {
        HistoryQueue queue;
        fill(queue, [] { return eraNote(1); });
        queue.add(Sync {});
        QCOMPARE(queue.dropped(), (HistoryQueue::Dropped { 0, 0, 1 }));
        queue.end();
        int syncs = 0;
        while (const auto batch = queue.take(true)) {
            for (const HistoryRecord& record : *batch)
                syncs += std::holds_alternative<Sync>(record) ? 1 : 0;
            queue.settle(*batch);
        }
        QCOMPARE(syncs, 1);
        QCOMPARE(queue.waitingBytes(), quint64 { 0 });
    }

    void whatIsWrittenMakesRoom()
    {
        HistoryQueue queue;
        const int fit = fill(queue, [] { return auditEntry("denied"); });
        queue.end();
        int taken = 0;
        while (const auto batch = queue.take(true)) {
            taken += static_cast<int>(batch->size());
            queue.settle(*batch);
        }
        QCOMPARE(taken, fit);
        QCOMPARE(queue.waitingBytes(), quint64 { 0 });
        QCOMPARE(fill(queue, [] { return auditEntry("denied"); }), fit);
    }

    void whatTheWriterHasTakenStillCounts()
    {
        HistoryQueue queue;
        fill(queue, [] { return auditEntry("denied"); });
        const auto batch = queue.take(true);
        queue.add(auditEntry("denied"));
        QCOMPARE(queue.dropped().audit, quint64 { 2 });
    }

    void theEndWakesAPause()
    {
        HistoryQueue queue;
        QVERIFY(queue.pause(1ms));
        std::jthread other([&] {
            std::this_thread::sleep_for(20ms);
            queue.end();
        });
        const auto begin = std::chrono::steady_clock::now();
        QVERIFY(!queue.pause(60s));
        QVERIFY(std::chrono::steady_clock::now() - begin < 30s);
        QVERIFY(!queue.take(true));
    }

    void manyThreadsMayAdd()
    {
        HistoryQueue queue;
        constexpr int kEach = 5'000;
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread)
            threads.emplace_back([&] {
                for (int count = 0; count < kEach; ++count)
                    queue.add(eraNote(1));
            });
        std::size_t taken = 0;
        while (taken < 4 * kEach) {
            const auto batch = queue.take(true);
            taken += batch->size();
            queue.settle(*batch);
        }
        QCOMPARE(queue.dropped(), HistoryQueue::Dropped {});
        QCOMPARE(queue.waitingBytes(), quint64 { 0 });
    }
};

QTEST_GUILESS_MAIN(HistoryQueueTest)
#include "history_queue_test.moc"
