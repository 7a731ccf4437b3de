// SPDX-License-Identifier: GPL-2.0-or-later
// Progress is for people: a line on their terminal, after a moment, and gone at the end.
#include "base/unique_fd.h"
#include "tools/progress.h"

#include <QTest>

#include <fcntl.h>
#include <poll.h>
#include <pty.h>

using namespace blkera;
using blkera::tools::Progress;

namespace {

// Standard error while it lives: a terminal, or a pipe.
class StandardError {
public:
    explicit StandardError(bool terminal)
        : m_before(::dup(STDERR_FILENO))
    {
        int ends[2] { -1, -1 };
        const int made
            = terminal ? ::openpty(&ends[0], &ends[1], nullptr, nullptr, nullptr) : ::pipe(ends);
        if (made != 0 || ::dup2(ends[1], STDERR_FILENO) < 0)
            qFatal("no standard error");
        m_read.reset(ends[0]);
        ::close(ends[1]);
    }

    ~StandardError() { ::dup2(m_before.get(), STDERR_FILENO); }

    // What has been written so far.
    QByteArray text() const
    {
        QByteArray all;
        pollfd ready { m_read.get(), POLLIN, 0 };
        while (::poll(&ready, 1, 50) == 1 && (ready.revents & POLLIN) != 0) {
            char bytes[256];
            const ssize_t got = ::read(m_read.get(), bytes, sizeof bytes);
            if (got <= 0)
                break;
            all.append(bytes, got);
        }
        return all;
    }

private:
    UniqueFd m_before;
    UniqueFd m_read;
};

} // namespace

class ProgressTest : public QObject {
    Q_OBJECT

private slots:

    void aTerminalIsToldAfterAMoment()
    {
        QByteArray soon;
        QByteArray later;
        QByteArray end;
        {
            const StandardError error(true);
            {
                Progress progress("reading", 200, false);
                progress.add(50);
                soon = error.text();
                QTest::qSleep(1050);
                progress.add(50);
                progress.add(1); // not again at once
                later = error.text();
            }
            end = error.text();
        }
        QCOMPARE(soon, QByteArray());
        QCOMPARE(later, QByteArray("\rreading: 50 %"));
        QCOMPARE(end, QByteArray("\r\033[K"));
    }

    void withoutATotalTheAmountIsTold()
    {
        QByteArray text;
        {
            const StandardError error(true);
            Progress progress("reading", 0, false);
            QTest::qSleep(1050);
            progress.add(5U << 20);
            text = error.text();
        }
        QCOMPARE(text, QByteArray("\rreading: 5 MiB"));
    }

    void whoeverIsNoPersonIsToldNothing()
    {
        QByteArray piped;
        QByteArray quiet;
        {
            const StandardError error(false);
            Progress progress("reading", 200, false);
            QTest::qSleep(1050);
            progress.add(50);
            piped = error.text();
        }
        {
            const StandardError error(true);
            Progress progress("reading", 200, true);
            QTest::qSleep(1050);
            progress.add(50);
            quiet = error.text();
        }
        QCOMPARE(piped, QByteArray());
        QCOMPARE(quiet, QByteArray());
    }
};

QTEST_GUILESS_MAIN(ProgressTest)
#include "progress_test.moc"
