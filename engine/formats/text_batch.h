// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <charconv>
#include <cstring>
#include <functional>
#include <memory>
#include <string_view>
#include <utility>

namespace blkera {

// Takes text as it is made; an error ends the list.
using TextSink = std::function<Result<void>(std::string_view)>;

// Text on its way to a sink, which sees it in large pieces: a list has millions of lines.
class TextBatch {
public:
    explicit TextBatch(TextSink sink)
        : m_sink(std::move(sink))
        , m_buffer(std::make_unique<char[]>(kBytes + kMostAtOnce))
    {
    }

    // Of what is added between two calls of passOn() there may be kMostAtOnce bytes.
    static constexpr std::size_t kMostAtOnce = 1024;

    void add(std::string_view text)
    {
        std::memcpy(m_buffer.get() + m_size, text.data(), text.size());
        m_size += text.size();
    }

    void add(std::uint64_t number)
    {
        char* const begin = m_buffer.get() + m_size;
        m_size = static_cast<std::size_t>(std::to_chars(begin, begin + kMostDigits, number).ptr
                                          - m_buffer.get());
    }

    bool full() const { return m_size >= kBytes; }

    // Hands everything to the sink if there is much.
    Result<void> passOn() { return full() ? flush() : Result<void>(); }

    Result<void> flush()
    {
        const std::string_view text(m_buffer.get(), std::exchange(m_size, 0));
        return text.empty() ? Result<void>() : m_sink(text);
    }

private:
    static constexpr std::size_t kBytes = 64 * 1024;
    static constexpr std::ptrdiff_t kMostDigits = 20;

    TextSink m_sink;
    std::unique_ptr<char[]> m_buffer;
    std::size_t m_size = 0;
};

} // namespace blkera
