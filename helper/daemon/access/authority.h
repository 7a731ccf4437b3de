// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>

#include <QMap>
#include <QObject>
#include <QString>

namespace blkera {

enum class Verdict {
    Allowed,
    Denied,
    NeedsInteraction, // allowed once the user has authenticated, which the call did not permit
    Unreachable, // polkit did not answer
};

// Asks polkit. Questions run side by side; each answer comes to who asked, later, on the daemon's
// thread, and never if the Authority has gone.
class Authority : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(Verdict verdict)>;

    explicit Authority(QObject* parent = nullptr);

    // The subject is the sender's name on the bus and nothing else: a process id may have changed
    // hands. `details` fill the placeholders of polkit's message and are there for its rules.
    void check(const QString& action, const QString& sender, bool mayInteract,
               const QMap<QString, QString>& details, Answer answer);
};

} // namespace blkera
