// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>

#include <QObject>
#include <QString>
#include <QStringList>

namespace blkera {

// What polkit would say to this user about an action, without asking for a password: so that a
// window can show beforehand what is locked, and why. A hint only: the daemon asks for itself.
//
// polkit's library waits for answers, so that it is asked in a thread of its own; a polkitd that
// stands still delays nothing.
class Permissions : public QObject {
    Q_OBJECT

public:
    enum class Lock {
        Unknown, // not heard yet, or there is no polkit
        Open,
        Password,
        Closed, // not to this user
    };
    Q_ENUM(Lock)

    explicit Permissions(QObject* parent = nullptr);

    // Asks anew about all of them; changed() tells when the answers are there.
    void ask(const QStringList& actions);

    virtual Lock lock(const QString& action) const;

signals:
    void changed();

private:
    void take(const std::map<QString, Lock>& locks);

    std::map<QString, Lock> m_locks;
    bool m_isAsking = false;
};

} // namespace blkera
