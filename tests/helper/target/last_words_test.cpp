// SPDX-License-Identifier: GPL-2.0-or-later
#include "last_words.h"

#undef NDEBUG // it is about assertions, whatever the build
#include <array>
#include <cassert>
#include <csignal>
#include <new>

#include <QtTest>

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace blkera;

namespace {

enum class Reader { There, Never };

void failAnAssertion()
{
    const volatile bool holds = false;
    assert(holds && "so it is");
}

void outOfMemory()
{
    throw std::bad_alloc();
}

void throwNothingCatches() noexcept
{
    outOfMemory();
}

// What a process that ends itself with `last` has written on stderr, or why it is not as it should.
QByteArray wordsOf(void (*last)(), Reader reader)
{
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
        return "no pipe";
    if (reader == Reader::Never) {
        ::fcntl(ends[1], F_SETFL, O_NONBLOCK);
        while (::write(ends[1], ".", 1) == 1) { }
        ::fcntl(ends[1], F_SETFL, 0);
    }
    const pid_t child = ::fork();
    if (child == 0) {
        const rlimit none {};
        ::setrlimit(RLIMIT_CORE, &none);
        std::signal(SIGABRT, SIG_DFL); // QtTest has its own
        ::dup2(ends[1], STDERR_FILENO);
        dieWithoutWaiting();
        last();
        ::_exit(0);
    }
    ::close(ends[1]);
    int status = 0;
    pid_t ended = 0;
    for (int i = 0; ended == 0 && i < 500; ++i) {
        ended = ::waitpid(child, &status, WNOHANG);
        ::usleep(10'000);
    }
    QByteArray words;
    if (ended == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT) {
        words.resize(reader == Reader::There ? 4096 : 0);
        words.resize(std::max<ssize_t>(
            0, ::read(ends[0], words.data(), static_cast<std::size_t>(words.size()))));
    } else {
        words = "it stood still, or ended in another way";
        ::kill(child, SIGKILL);
        ::waitpid(child, &status, 0);
    }
    ::close(ends[0]);
    return words;
}

} // namespace

class LastWordsTest : public QObject {
    Q_OBJECT

private slots:

    void aFailedAssertionSaysWhichOneAndWhere()
    {
        const QByteArray words = wordsOf(failAnAssertion, Reader::There);
        QVERIFY2(words.startsWith("blkera-target: ") && words.endsWith(" failed\n")
                     && words.count('\n') == 1 && words.contains("so it is")
                     && words.contains("last_words_test.cpp:"),
                 words);
    }

    void anExceptionThatNobodyCatchesIsNamed()
    {
        QCOMPARE(wordsOf(throwNothingCatches, Reader::There),
                 QByteArray("blkera-target: terminated: std::bad_alloc\n"));
    }

    void neitherWaitsForAReader()
    {
        QCOMPARE(wordsOf(failAnAssertion, Reader::Never), QByteArray());
        QCOMPARE(wordsOf(throwNothingCatches, Reader::Never), QByteArray());
    }
};

QTEST_GUILESS_MAIN(LastWordsTest)
#include "last_words_test.moc"
