// SPDX-License-Identifier: GPL-2.0-or-later
#include "unix_signals.h"

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <unistd.h>

namespace blkera {

namespace {

std::atomic<int> pipeOfHandler = -1; // all that a handler can know

void handle(int signal)
{
    const int error = errno;
    const auto number = static_cast<unsigned char>(signal);
    // A full pipe is full of signals that nobody has heard yet.
    (void)!::write(pipeOfHandler, &number, 1);
    errno = error;
}

void setHandler(int signal, void (*handler)(int))
{
    struct sigaction action { };

    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    ::sigaction(signal, &action, nullptr);
}

} // namespace

UnixSignals::UnixSignals(std::initializer_list<int> numbers, QObject* parent)
    : QObject(parent)
    , m_signals(numbers)
{
    std::array<int, 2> ends { -1, -1 };
    // At the start, without a descriptor: nothing else would work either.
    if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        std::abort();
    m_read = UniqueFd(ends[0]);
    m_write = UniqueFd(ends[1]);
    m_notifier = new QSocketNotifier(m_read.get(), QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &UnixSignals::read);
    pipeOfHandler = m_write.get();
    for (const int signal : m_signals)
        setHandler(signal, handle);
}

UnixSignals::~UnixSignals()
{
    for (const int signal : m_signals)
        setHandler(signal, SIG_DFL);
}

void UnixSignals::read()
{
    unsigned char number = 0;
    while (::read(m_read.get(), &number, 1) == 1)
        emit raised(number);
}

} // namespace blkera
