// SPDX-License-Identifier: GPL-2.0-or-later
#include "last_words.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <poll.h>
#include <unistd.h>

namespace blkera {

namespace {

// Less than what a pipe that takes anything takes as one.
using Line = std::array<char, 512>;

[[noreturn]] void die(const Line& line, int length)
{
    pollfd output { STDERR_FILENO, POLLOUT, 0 };
    if (length > 0 && ::poll(&output, 1, 0) == 1 && (output.revents & POLLOUT) != 0) {
        const auto size = static_cast<std::size_t>(length);
        (void)!::write(STDERR_FILENO, line.data(), size < line.size() ? size : line.size() - 1);
    }
    std::abort();
}

[[noreturn]] void terminated()
{
    Line line {};
    const char* what = "no exception";
    try {
        if (const std::exception_ptr thrown = std::current_exception())
            std::rethrow_exception(thrown);
    } catch (const std::exception& exception) {
        what = exception.what();
    } catch (...) {
        what = "an exception of another kind";
    }
    die(line, std::snprintf(line.data(), line.size(), "blkera-target: terminated: %s\n", what));
}

} // namespace

void dieWithoutWaiting()
{
    std::set_terminate(terminated);
}

} // namespace blkera

// In place of the C library's.
extern "C" [[noreturn]] void __assert_fail(const char* expression, const char* file, unsigned line,
                                           const char* function) noexcept
{
    blkera::Line text {};
    blkera::die(text,
                std::snprintf(text.data(), text.size(),
                              "blkera-target: %s:%u: %s: assertion '%s' failed\n", file, line,
                              function, expression));
}
