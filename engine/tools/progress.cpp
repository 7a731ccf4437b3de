// SPDX-License-Identifier: GPL-2.0-or-later
#include "tools/progress.h"

#include <algorithm>
#include <cstdio>
#include <utility>

#include <unistd.h>

namespace blkera::tools {

namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kFirst { 1000 };
constexpr milliseconds kNext { 250 };

} // namespace

Progress::Progress(std::string what, std::uint64_t total, bool quiet)
    : m_what(std::move(what))
    , m_total(total)
    , m_enabled(!quiet && ::isatty(STDERR_FILENO) == 1)
    , m_next(steady_clock::now() + kFirst)
{
}

Progress::~Progress()
{
    if (m_shown)
        std::fprintf(stderr, "\r\033[K");
}

void Progress::add(std::uint64_t bytes)
{
    m_done += bytes;
    if (!m_enabled || steady_clock::now() < m_next)
        return;
    m_next = steady_clock::now() + kNext;
    m_shown = true;
    if (m_total > 0)
        std::fprintf(stderr, "\r%s: %u %%", m_what.c_str(),
                     static_cast<unsigned>(std::min<std::uint64_t>(100, m_done * 100 / m_total)));
    else
        std::fprintf(stderr, "\r%s: %llu MiB", m_what.c_str(),
                     static_cast<unsigned long long>(m_done >> 20));
    std::fflush(stderr);
}

} // namespace blkera::tools
