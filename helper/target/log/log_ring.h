// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace blkera {

// Lines on their way from any thread to the one that writes them down; of fixed number and length.
//
// Thread safety: append() on any thread: it takes no lock, makes no system call, allocates nothing
// and waits for nobody. take() and takeLost() on one thread.
// Invariants: a slot whose turn is the position of an append may be filled; one whose turn is one
// more may be taken; kLines later it may be filled again.
class LogRing {
public:
    static constexpr std::size_t kLines = 128; // a power of two
    static constexpr std::size_t kLineBytes = 496;

    // `text` without the newline.
    struct Line {
        std::uint32_t lostBefore = 0; // so many lines that there was no room for
        std::uint32_t size = 0;
        std::array<char, kLineBytes> bytes;

        std::string_view text() const { return { bytes.data(), size }; }
    };

    LogRing();

    // Cuts what is too long. False: there is no room; the line is counted as lost.
    bool append(std::string_view text) noexcept;
    // The oldest line, in the order of append(); false if there is none.
    bool take(Line& line) noexcept;
    // How many were lost since the last line that was taken.
    std::uint32_t takeLost() noexcept;

    // Lines appended so far; those still being copied count.
    std::uint64_t appended() const { return m_next.load(std::memory_order_acquire); }

private:
    struct Slot {
        std::atomic<std::uint64_t> turn { 0 };
        Line line;
    };

    std::array<Slot, kLines> m_slots;
    std::atomic<std::uint64_t> m_next { 0 }; // where the next append goes
    std::atomic<std::uint32_t> m_lost { 0 };
    std::uint64_t m_taken = 0; // the taker's
};

} // namespace blkera
