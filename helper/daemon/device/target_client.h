// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/bus_error.h"
#include "base/unique_fd.h"

#include <functional>
#include <map>
#include <memory>
#include <vector>

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QSocketNotifier>
#include <QString>
#include <QVariantList>

class QDBusPendingCallWatcher;

namespace blkera {

// The daemon's end of a target's control socket. Never waits.
class TargetClient : public QObject {
    Q_OBJECT

public:
    // What a call came back with: its values, or an error.
    using Answer
        = std::function<void(const std::optional<BusError>& error, const QVariantList& values)>;
    static constexpr int kShortTimeoutMs = 10'000;
    static constexpr int kNoTimeout = -2;

    // Whether somebody serves the socket at this moment.
    static bool answers(const QString& socket);
    // Null if nobody serves the socket.
    static TargetClient* open(const QString& name, const QString& socket, QObject* parent);
    ~TargetClient() override;

    // Whether it was started by systemd, which starts it again when it dies.
    bool isServiceOfSystemd() const { return m_isServiceOfSystemd; }

    // A method of org.blkera.Target1. `answer` comes later, never if this object has gone.
    void call(const char* method, const QVariantList& arguments, int timeoutMs, Answer answer);

    // Whatever was asked and is not answered by now is answered with an error: the process has
    // ended.
    void giveUp();

signals:
    // Target1.StatusChanged: the values of Status. Comes from the first call on.
    void statusChanged(const QVariantList& values);
    // The process has ended, and holds nothing any more.
    void ended();

private slots:
    void onStatusChanged(const QDBusMessage& signal);

private:
    struct Call {
        const char* method;
        QVariantList arguments;
        int timeoutMs;
        Answer answer;
    };

    TargetClient(QString name, QString socket, UniqueFd process, QObject* parent);
    void send(const char* method, const QVariantList& arguments, int timeoutMs, Answer answer);
    void authenticate();
    void connectPeer();
    void disconnectPeer();

    QString m_name;
    QString m_socket;
    UniqueFd m_process; // a pidfd
    bool m_isServiceOfSystemd = false;
    QSocketNotifier m_end;
    QString m_connectionName;
    QDBusConnection m_connection;
    bool m_isAuthenticated = false;
    bool m_isAuthenticating = false;
    std::vector<Call> m_waiting; // for that
    std::map<QDBusPendingCallWatcher*, Answer> m_open; // children, and what is to be told
};

} // namespace blkera
