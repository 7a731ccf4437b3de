// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include <QtGlobal>

namespace blkera {

// Where a person has looked before: as the pages of a browser. Bounded; the oldest is forgotten.
template <class View> class ZoomStack {
public:
    explicit ZoomStack(std::size_t most = 100)
        : m_most(most)
    {
    }

    bool canGoBack() const { return !m_back.empty(); }

    bool canGoForward() const { return !m_forward.empty(); }

    // `current` is left for a view that is new; what was ahead is forgotten.
    void leave(const View& current)
    {
        m_forward.clear();
        push(m_back, current);
    }

    // The view before, instead of `current`. Only if there is one.
    View back(const View& current) { return exchange(m_back, m_forward, current); }

    View forward(const View& current) { return exchange(m_forward, m_back, current); }

    void reset()
    {
        m_back.clear();
        m_forward.clear();
    }

private:
    void push(std::vector<View>& stack, const View& view)
    {
        if (stack.size() == m_most)
            stack.erase(stack.begin());
        stack.push_back(view);
    }

    View exchange(std::vector<View>& from, std::vector<View>& to, const View& current)
    {
        Q_ASSERT(!from.empty());
        const View view = from.back();
        from.pop_back();
        push(to, current);
        return view;
    }

    std::size_t m_most;
    std::vector<View> m_back;
    std::vector<View> m_forward;
};

} // namespace blkera
