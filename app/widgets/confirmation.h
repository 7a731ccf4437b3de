// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>

#include <QString>

class QWidget;

namespace blkera {

// A question before something that cannot be taken back: what is asked, what is lost, and the verb.
struct Confirmation {
    QString question; // "Remove vault?"
    QString consequences;
    QString verb; // "Remove", on the button; the other one is Cancel, and the default
    QString command; // what does the same on a command line
};

// Asks in a window over `parent`, at once; `then` is called if the verb is chosen.
void confirm(QWidget* parent, const Confirmation& confirmation, std::function<void()> then);

} // namespace blkera
