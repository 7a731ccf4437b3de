// SPDX-License-Identifier: GPL-2.0-or-later
#include "log/log_ring.h"

#include <map>
#include <memory>
#include <thread>
#include <vector>

#include <QtTest>

using namespace blkera;

class LogRingTest : public QObject {
    Q_OBJECT

private slots:

    void linesComeBackInTheirOrder()
    {
        LogRing ring;
        LogRing::Line line;
        QVERIFY(!ring.take(line));
        for (int round = 0; round < 1000; ++round) {
            QVERIFY(ring.append("a" + std::to_string(round)));
            QVERIFY(ring.append(""));
            QVERIFY(ring.take(line));
            QCOMPARE(line.text(), "a" + std::to_string(round));
            QVERIFY(ring.take(line));
            QCOMPARE(line.text(), std::string_view());
            QVERIFY(!ring.take(line));
        }
        QCOMPARE(ring.appended(), 2000U);
    }

    void aLineThatIsTooLongIsCut()
    {
        LogRing ring;
        const std::string text(2 * LogRing::kLineBytes, 'x');
        QVERIFY(ring.append(text));
        LogRing::Line line;
        QVERIFY(ring.take(line));
        QCOMPARE(line.text(), std::string_view(text).substr(0, LogRing::kLineBytes));
    }

    void whatFindsNoRoomIsCountedInItsPlace()
    {
        LogRing ring;
        for (std::size_t i = 0; i < LogRing::kLines; ++i)
            QVERIFY(ring.append("kept"));
        for (int i = 0; i < 3; ++i)
            QVERIFY(!ring.append("lost"));
        LogRing::Line line;
        QVERIFY(ring.take(line));
        QVERIFY(ring.append("later"));
        for (std::size_t i = 1; i < LogRing::kLines; ++i) {
            QVERIFY(ring.take(line));
            QCOMPARE(line.text(), "kept");
            QCOMPARE(line.lostBefore, 0U);
        }
        QVERIFY(ring.take(line));
        QCOMPARE(line.text(), "later");
        QCOMPARE(line.lostBefore, 3U);
        QCOMPARE(ring.takeLost(), 0U);
    }

    // Every line comes once, each thread's in their order, or is counted.
    void threadsAppendAtATime()
    {
        constexpr int kThreads = 4;
        constexpr int kEach = 20'000;
        auto ring = std::make_unique<LogRing>();
        std::atomic<int> running = kThreads;
        std::vector<std::thread> threads;
        for (int id = 0; id < kThreads; ++id)
            threads.emplace_back([&ring, &running, id] {
                for (int i = 0; i < kEach; ++i)
                    (void)ring->append(std::to_string(id) + ' ' + std::to_string(i));
                --running;
            });
        std::map<int, int> last;
        std::uint64_t seen = 0;
        LogRing::Line line;
        bool inOrder = true;
        for (bool end = false; !end;) {
            end = running == 0;
            while (ring->take(line)) {
                const std::string text(line.text());
                const int id = std::stoi(text);
                const int number = std::stoi(text.substr(text.find(' ')));
                inOrder = inOrder && (!last.contains(id) || last[id] < number);
                last[id] = number;
                seen += 1 + line.lostBefore;
            }
        }
        for (std::thread& thread : threads)
            thread.join();
        QVERIFY(inOrder);
        QCOMPARE(seen + ring->takeLost(), std::uint64_t { kThreads } * kEach);
    }
};

QTEST_GUILESS_MAIN(LogRingTest)
#include "log_ring_test.moc"
