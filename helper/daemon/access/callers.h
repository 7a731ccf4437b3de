// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <vector>

#include <QDBusConnection>
#include <QDBusServiceWatcher>
#include <QHash>
#include <QObject>
#include <QString>

namespace blkera {

// Knows which user is behind a sender's unique name, by asking the bus, and sees whether a sender
// has left it. On the daemon's thread.
//
// Nobody's flood keeps others out: a sender is asked about once, however many calls of his wait for
// that, and has room for few of them. Who calls again and again is not forgotten for newcomers.
class Callers : public QObject {
    Q_OBJECT

public:
    using Known = std::function<void(unsigned uid)>;

    explicit Callers(QObject* parent = nullptr);

    // Whether identify() would answer at once.
    bool isKnown(const QString& sender) const
    {
        return m_known.contains(sender) || m_knownBefore.contains(sender);
    }

    // `then` is called at once or later, or never, if the sender has gone. False, and `then` is
    // not called, if too much waits already for the answer. `bytes` is what this call holds.
    bool identify(const QString& sender, const QDBusConnection& connection, qsizetype bytes,
                  Known then);

    // Asks the bus anew: whether the sender is there, as that user.
    void confirm(const QString& sender, const QDBusConnection& connection, unsigned uid,
                 std::function<void(bool isThere)> then);

    // From watch() to as many unwatch(), left() tells when the sender has gone.
    void watch(const QString& sender, const QDBusConnection& connection);
    void unwatch(const QString& sender);

signals:
    void left(const QString& sender);

private:
    using Answer = std::function<void(bool isThere, unsigned uid)>;

    struct LookUp {
        std::vector<Known> waiting;
        qsizetype bytes = 0;
    };

    bool hasRoom(const LookUp* lookUp, qsizetype bytes) const;
    bool findKnown(const QString& sender, unsigned& uid);
    void remember(const QString& sender, unsigned uid);
    void ask(const QString& sender, const QDBusConnection& connection, Answer answer);

    // By unique name, which no second caller ever gets. When one half is full the other is emptied,
    // so that whoever has called since then stays.
    QHash<QString, unsigned> m_known;
    QHash<QString, unsigned> m_knownBefore;
    QHash<QString, LookUp> m_lookUps;
    std::size_t m_waiting = 0; // calls, in all look-ups
    qsizetype m_waitingBytes = 0;
    QDBusServiceWatcher m_watcher;
    QHash<QString, int> m_watched;
};

} // namespace blkera
