// SPDX-License-Identifier: GPL-2.0-or-later
#include "log/log.h"

#include "base/unique_fd.h"
#include "log/log_ring.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <utility>

#include <fcntl.h>
#include <linux/capability.h>
#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr std::size_t kPrefixBytes = 128;
constexpr std::chrono::seconds kPatience(1);
constexpr std::chrono::milliseconds kLookEvery(1);

// False after kPatience.
template <class Condition> bool soon(Condition condition)
{
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!condition()) {
        if (std::chrono::steady_clock::now() >= end)
            return false;
        std::this_thread::sleep_for(kLookEvery);
    }
    return true;
}

// As long as it takes; gives up where nobody will ever read.
void writeAll(int fd, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) {
            pollfd output { fd, POLLOUT, 0 };
            (void)::poll(&output, 1, -1);
        } else if (errno != EINTR) {
            return;
        }
    }
}

// Of the calling thread. One that only writes lines needs none.
void dropAllCapabilities()
{
    __user_cap_header_struct header { _LINUX_CAPABILITY_VERSION_3, 0 };
    std::array<__user_cap_data_struct, _LINUX_CAPABILITY_U32S_3> none {};
    (void)::syscall(SYS_capset, &header, none.data());
}

} // namespace

struct Log::Shared {
    std::string prefix;
    UniqueFd output; // our own, for the caller may close its while we are stuck
    UniqueFd wakeUp; // an eventfd
    LogRing ring;
    std::atomic<std::uint64_t> written { 0 }; // lines, of those appended to the ring
    std::atomic<bool> stopping { false };
    std::atomic<bool> ended { false };

    void wake() const
    {
        constexpr std::uint64_t kOne = 1;
        (void)!::write(wakeUp.get(), &kOne, sizeof kOne);
    }
};

Result<std::unique_ptr<Log>> Log::open(int fd, std::string_view prefix)
{
    auto shared = std::make_shared<Shared>();
    shared->prefix = prefix.substr(0, kPrefixBytes);
    shared->output.reset(::fcntl(fd, F_DUPFD_CLOEXEC, 0));
    shared->wakeUp.reset(::eventfd(0, EFD_CLOEXEC));
    if (!shared->wakeUp)
        return ioError(errno, "making an eventfd");
    return std::unique_ptr<Log>(new Log(std::move(shared)));
}

Log::Log(std::shared_ptr<Shared> shared)
    : m_shared(std::move(shared))
    , m_thread([kept = m_shared] { write(*kept); })
{
}

Log::~Log()
{
    m_shared->stopping = true;
    m_shared->wake();
    if (soon([this] { return m_shared->ended.load(); }))
        m_thread.join();
    else
        m_thread.detach();
}

void Log::say(std::string_view text) noexcept
{
    (void)m_shared->ring.append(text);
    m_shared->wake();
}

void Log::sayLast(std::string_view text) noexcept
{
    const bool taken = m_shared->ring.append(text);
    m_shared->wake();
    const std::uint64_t last = m_shared->ring.appended();
    // Where a hundred lines wait for a reader already, nobody will read this one.
    if (taken)
        (void)soon([&] { return m_shared->written >= last; });
}

void Log::write(Shared& shared) noexcept
{
    pthread_setname_np(pthread_self(), "blkera-log");
    dropAllCapabilities();
    // Nothing is allocated here: without its capabilities this thread gets no memory that would be
    // locked.
    LogRing::Line line;
    std::array<char, kPrefixBytes + LogRing::kLineBytes + 1> text;
    const auto writeLine = [&](std::string_view content) {
        char* end = std::copy(shared.prefix.begin(), shared.prefix.end(), text.begin());
        end = std::copy(content.begin(), content.end(), end);
        *end++ = '\n';
        writeAll(shared.output.get(), { text.data(), static_cast<std::size_t>(end - text.data()) });
    };
    const auto writeLost = [&](std::uint32_t lost) {
        std::array<char, 80> words {};
        if (lost > 0) {
            (void)std::snprintf(words.data(), words.size(),
                                "%u lines are missing here: nobody read this log", lost);
            writeLine(words.data());
        }
    };
    for (bool last = false; !last;) {
        last = shared.stopping;
        while (shared.ring.take(line)) {
            writeLost(line.lostBefore);
            writeLine(line.text());
            ++shared.written;
        }
        writeLost(shared.ring.takeLost());
        std::uint64_t wakeUps = 0;
        if (!last)
            (void)!::read(shared.wakeUp.get(), &wakeUps, sizeof wakeUps);
    }
    shared.ended = true;
}

} // namespace blkera
