// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>

namespace blkera {

// Errors are values. `kind` is what callers decide on; `errnoValue` is the system's number or 0;
// `context` names the object and the place ("bitset root, metadata block 812"), ready to be shown
// to a person.
enum class ErrorKind : std::uint8_t {
    Io, // the device or the kernel failed
    Corrupt, // bytes that were read are not what the format allows
    NoSpace, // the metadata device is full
    Invalid, // the caller asked for something that cannot be
    NotFound,
    Busy, // in use by somebody else, or held already
    Unsupported, // this kernel or this build cannot do it
};

const char* toString(ErrorKind kind);

struct Error {
    ErrorKind kind = ErrorKind::Invalid;
    int errnoValue = 0;
    std::string context;

    // One line for people: the context and, where there is one, the system's words for errnoValue.
    std::string message() const;
    // The errno a block device's caller should see: errnoValue, or what the kind stands for.
    int toErrno() const;
};

Error ioError(int errnoValue, std::string context);
Error corrupt(std::string context);
Error invalid(std::string context);

// Spelled as std::expected, which g++ 12 does not have in C++20 mode; made to be replaced by it.
template <class T> class [[nodiscard]] Result {
public:
    using value_type = T;

    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }

    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    bool has_value() const { return m_state.index() == 0; }

    explicit operator bool() const { return has_value(); }

    T& value() &
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }

    const T& value() const&
    {
        assert(has_value());
        return *std::get_if<0>(&m_state);
    }

    T&& value() &&
    {
        assert(has_value());
        return std::move(*std::get_if<0>(&m_state));
    }

    T& operator*() & { return value(); }

    const T& operator*() const& { return value(); }

    T&& operator*() && { return std::move(*this).value(); }

    T* operator->() { return &value(); }

    const T* operator->() const { return &value(); }

    const Error& error() const&
    {
        assert(!has_value());
        return *std::get_if<1>(&m_state);
    }

    Error&& error() &&
    {
        assert(!has_value());
        return std::move(*std::get_if<1>(&m_state));
    }

private:
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void> {
public:
    using value_type = void;

    Result() = default;

    Result(Error error)
        : m_error(std::move(error))
        , m_ok(false)
    {
    }

    bool has_value() const { return m_ok; }

    explicit operator bool() const { return m_ok; }

    const Error& error() const
    {
        assert(!m_ok);
        return m_error;
    }

private:
    Error m_error;
    bool m_ok = true;
};

} // namespace blkera
