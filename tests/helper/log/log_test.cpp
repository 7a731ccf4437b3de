// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/unique_fd.h"
#include "log/log.h"
#include "log/log_ring.h"

#include <array>
#include <atomic>
#include <csignal>
#include <thread>

#include <QElapsedTimer>
#include <QtTest>

#include <fcntl.h>
#include <unistd.h>

using namespace blkera;

namespace {

// A pipe of one page, which a few lines fill.
struct Pipe {
    UniqueFd reader;
    UniqueFd writer;

    Pipe()
    {
        std::array<int, 2> ends {};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0 || ::fcntl(ends[0], F_SETPIPE_SZ, 4096) < 0)
            qFatal("no pipe");
        reader.reset(ends[0]);
        writer.reset(ends[1]);
    }

    // So that not one byte more fits.
    void fill() const
    {
        const int flags = ::fcntl(writer.get(), F_GETFL);
        ::fcntl(writer.get(), F_SETFL, flags | O_NONBLOCK);
        const char byte = '.';
        while (::write(writer.get(), &byte, 1) == 1) { }
        ::fcntl(writer.get(), F_SETFL, flags);
    }

    // Until nobody can write any more.
    // `sizeBytes`: how much of it is there already, for another thread.
    QByteArray readToEnd(std::atomic<qsizetype>* sizeBytes = nullptr)
    {
        writer.reset();
        QByteArray all;
        std::array<char, 4096> part {};
        for (ssize_t got = 0; (got = ::read(reader.get(), part.data(), part.size())) > 0;) {
            all.append(part.data(), got);
            if (sizeBytes)
                *sizeBytes = all.size();
        }
        return all;
    }
};

} // namespace

class LogTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

    void everythingIsWrittenDownInOrderAtTheEnd()
    {
        Pipe pipe;
        {
            auto log = *Log::open(pipe.writer.get(), "x: ");
            for (int i = 0; i < 100; ++i)
                log->say(std::to_string(i));
        }
        QByteArray expected;
        for (int i = 0; i < 100; ++i)
            expected += "x: " + QByteArray::number(i) + '\n';
        QCOMPARE(pipe.readToEnd(), expected);
    }

    void theLastWordsAreWrittenDownWhenTheyAreSaid()
    {
        Pipe pipe;
        auto log = *Log::open(pipe.writer.get(), "");
        log->say("first");
        log->sayLast("last");
        std::array<char, 64> text {};
        QCOMPARE(::read(pipe.reader.get(), text.data(), text.size()), 11);
        QCOMPARE(text.data(), "first\nlast\n");
    }

    // A thousand lines while nobody reads; then whoever reads finds the first ones, how many are
    // missing, and what was said afterwards.
    void whoeverSpeaksNeverWaitsForAReader()
    {
        Pipe pipe;
        pipe.fill();
        auto log = *Log::open(pipe.writer.get(), "");
        QElapsedTimer clock;
        clock.start();
        for (int i = 0; i < 1000; ++i)
            log->say(std::to_string(i));
        QVERIFY2(clock.elapsed() < 5000, "a thousand lines take no time");

        QByteArray read;
        std::atomic<qsizetype> sizeBytes = 0;
        std::thread reader([&] { read = pipe.readToEnd(&sizeBytes); });
        qsizetype keptBytes = 4096; // the pipe's, and the lines of the ring
        for (std::size_t i = 0; i < LogRing::kLines; ++i)
            keptBytes += qsizetype(std::to_string(i).size()) + 1;
        QTRY_VERIFY(sizeBytes >= keptBytes); // the ring has room again
        log->say("afterwards");
        log.reset();
        reader.join();
        const QList<QByteArray> lines = read.mid(4096).split('\n');
        // The first ones, as many as the ring has; one more, where the writer took one into its
        // hand while they were said; and between them how many are missing.
        const QByteArray missing = " lines are missing here: nobody read this log";
        int kept = 0;
        int next = 0; // that has not been accounted for
        for (const QByteArray& line : lines.first(lines.size() - 2)) {
            if (line.endsWith(missing)) {
                next += line.chopped(missing.size()).toInt();
            } else {
                QCOMPARE(line, QByteArray::number(next++));
                ++kept;
            }
            QVERIFY(next == kept || kept >= int(LogRing::kLines));
        }
        QCOMPARE(next, 1000);
        QVERIFY(kept == LogRing::kLines || kept == LogRing::kLines + 1);
        QCOMPARE(lines[lines.size() - 2], QByteArray("afterwards"));
    }

    void theEndDoesNotWaitForAReaderEither()
    {
        Pipe pipe;
        pipe.fill();
        QElapsedTimer clock;
        clock.start();
        {
            auto log = *Log::open(pipe.writer.get(), "");
            log->sayLast("nobody hears this");
        }
        QVERIFY(clock.elapsed() >= 1000);
        QVERIFY(clock.elapsed() < 10'000);
        pipe.reader.reset(); // lets go of the thread
    }

    void aReaderThatHasGoneIsNoTrouble()
    {
        Pipe pipe;
        pipe.reader.reset();
        auto log = *Log::open(pipe.writer.get(), "");
        QElapsedTimer clock;
        clock.start();
        log->sayLast("lost");
        log.reset();
        QVERIFY(clock.elapsed() < 900);
    }

    void aClosedDescriptorIsNoTroubleEither()
    {
        auto log = *Log::open(-1, "");
        log->sayLast("lost");
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "log_test.moc"
