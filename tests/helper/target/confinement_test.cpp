// SPDX-License-Identifier: GPL-2.0-or-later
#include "confinement.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <fstream>
#include <functional>
#include <string>
#include <thread>

#include <QtTest>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace blkera;

namespace {

constexpr int kNotConfined = 200;

// What becomes of a process that confines itself as a serving target does and then tries something:
// the attempt returns 0 for success, or an errno.
int outcomeOf(const std::function<int()>& attempt)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const bool confined = dropCapabilities(Rights::Serving) && confineProcess();
        ::_exit(confined ? attempt() : kNotConfined);
    }
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child)
        return kNotConfined;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

int errnoOf(long result)
{
    return result < 0 ? errno : 0;
}

using Attempt = int (*)();

} // namespace

Q_DECLARE_METATYPE(Attempt)

class ConfinementTest : public QObject {
    Q_OBJECT

private slots:

    void takingTheProcessOverEndsIt_data()
    {
        QTest::addColumn<Attempt>("attempt");
        QTest::newRow("another program") << Attempt([] {
            std::array<char, 10> path { "/bin/true" };
            std::array<char*, 2> arguments { path.data(), nullptr };
            return errnoOf(::execv(path.data(), arguments.data()));
        });
        QTest::newRow("another program, by its descriptor") << Attempt([] {
            std::array<char, 5> name { "true" };
            std::array<char*, 2> arguments { name.data(), nullptr };
            return errnoOf(::fexecve(::open("/bin/true", O_RDONLY), arguments.data(), environ));
        });
        QTest::newRow("another process's memory") << Attempt(
            [] { return errnoOf(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr)); });
        QTest::newRow("a mount") << Attempt(
            [] { return errnoOf(::mount("none", "/tmp", "tmpfs", 0, nullptr)); });
        QTest::newRow("a namespace") << Attempt([] { return errnoOf(::unshare(CLONE_NEWNS)); });
    }

    void takingTheProcessOverEndsIt()
    {
        QFETCH(Attempt, attempt);
        QCOMPARE(outcomeOf(attempt), -SIGSYS);
    }

    void whatServingDoesNotNeedIsRefused_data()
    {
        QTest::addColumn<Attempt>("attempt");
        QTest::newRow("a network")
            << Attempt([] { return errnoOf(::socket(AF_INET, SOCK_STREAM, 0)); });
        QTest::newRow("another user") << Attempt([] { return errnoOf(::setuid(0)); });
        QTest::newRow("another owner")
            << Attempt([] { return errnoOf(::chown("/etc/shadow", 0, 0)); });
        QTest::newRow("another process") << Attempt([] {
            const pid_t child = ::fork();
            if (child == 0)
                ::_exit(0);
            return errnoOf(child);
        });
        QTest::newRow("a signal") << Attempt([] { return errnoOf(::kill(::getppid(), SIGCONT)); });
        QTest::newRow("memory to be executed") << Attempt([] {
            return ::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
                    == MAP_FAILED
                ? errno
                : 0;
        });
        QTest::newRow("memory made executable") << Attempt([] {
            void* page = ::mmap(nullptr, 4096, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
            return page == MAP_FAILED ? 0 : errnoOf(::mprotect(page, 4096, PROT_READ | PROT_EXEC));
        });
        QTest::newRow("a core dump again")
            << Attempt([] { return errnoOf(::prctl(PR_SET_DUMPABLE, 1)); });
    }

    void whatServingDoesNotNeedIsRefused()
    {
        QFETCH(Attempt, attempt);
        QCOMPARE(outcomeOf(attempt), EPERM);
    }

    void theRightsAreGoneAndNoneCanBeGained()
    {
        QCOMPARE(outcomeOf([] {
                     // DAC_READ_SEARCH, IPC_LOCK, SYS_PTRACE, SYS_ADMIN, SYS_RESOURCE.
                     constexpr std::uint64_t kServing
                         = 1U << 2 | 1U << 14 | 1U << 19 | 1U << 21 | 1U << 24;
                     std::ifstream status("/proc/self/status");
                     int found = 0;
                     for (std::string line; std::getline(status, line);) {
                         if (line.starts_with("CapEff:") || line.starts_with("CapPrm:"))
                             found += (std::stoull(line.substr(8), nullptr, 16) & ~kServing) == 0;
                         found += line == "NoNewPrivs:\t1";
                         found += line == "Seccomp:\t2";
                     }
                     return found;
                 }),
                 4);
    }

    void threadsThatRunAlreadyAreConfinedToo()
    {
        const pid_t child = ::fork();
        if (child == 0) {
            std::atomic<bool> confined = false;
            std::atomic<int> outcome = kNotConfined;
            std::thread thread([&] {
                while (!confined)
                    std::this_thread::yield();
                outcome = errnoOf(::socket(AF_INET, SOCK_STREAM, 0));
            });
            if (!confineProcess())
                ::_exit(kNotConfined);
            confined = true;
            thread.join();
            ::_exit(outcome);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY(WIFEXITED(status));
        QCOMPARE(WEXITSTATUS(status), EPERM);
    }

    void servingGoesOn()
    {
        QTemporaryDir directory;
        const std::string path = directory.filePath("state").toStdString();
        QCOMPARE(outcomeOf([&] {
                     int written = 0;
                     std::thread thread([&] {
                         std::ofstream file(path + ".new");
                         written = (file << "text" << std::flush) ? 1 : 0;
                     });
                     thread.join();
                     const int file = ::open((path + ".new").c_str(), O_RDWR | O_CLOEXEC);
                     return written != 1 || ::fsync(file) != 0
                         || ::rename((path + ".new").c_str(), path.c_str()) != 0
                         || ::socket(AF_UNIX, SOCK_STREAM, 0) < 0;
                 }),
                 0);
        QVERIFY(QFile::exists(QString::fromStdString(path)));
    }
};

QTEST_GUILESS_MAIN(ConfinementTest)
#include "confinement_test.moc"
