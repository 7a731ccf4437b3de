// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/client_error.h"

#include <utility>
#include <variant>

namespace blkera {

// What a call to the daemon came to: a value, or why there is none.
template <class T> class Outcome {
public:
    Outcome(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }

    Outcome(ClientError error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    explicit operator bool() const { return m_state.index() == 0; }

    const T& operator*() const { return std::get<0>(m_state); }

    const T* operator->() const { return &std::get<0>(m_state); }

    const ClientError& error() const { return std::get<1>(m_state); }

private:
    std::variant<T, ClientError> m_state;
};

// The value of a call that has nothing to tell but that it succeeded.
struct Done { };

} // namespace blkera
