// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/target_client.h"

#include <cstring>
#include <limits>
#include <utility>

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QFile>

#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

namespace blkera {

namespace {

// A connection that says nothing: it proves that somebody listens, and who.
UniqueFd knock(const QString& socketPath)
{
    const QByteArray path = socketPath.toLocal8Bit();
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    UniqueFd socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!socket || path.size() >= static_cast<qsizetype>(sizeof(address.sun_path)))
        return {};
    std::memcpy(address.sun_path, path.constData(), static_cast<std::size_t>(path.size()) + 1);
    if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof(address)) != 0)
        return {};
    return socket;
}

BusError errorOf(const QString& name, const QDBusMessage& reply)
{
    const QString text = name + QLatin1String(": ") + reply.errorMessage();
    if (reply.errorName().startsWith(QLatin1String("org.blkera.Error.")))
        return { reply.errorName(), text };
    return failed(text);
}

} // namespace

bool TargetClient::answers(const QString& socket)
{
    return static_cast<bool>(knock(socket));
}

TargetClient* TargetClient::open(const QString& name, const QString& socket, QObject* parent)
{
    const UniqueFd connection = knock(socket);
    ucred peer {};
    socklen_t size = sizeof(peer);
    if (!connection || ::getsockopt(connection.get(), SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return nullptr;
    UniqueFd process(static_cast<int>(::syscall(SYS_pidfd_open, peer.pid, 0)));
    if (!process)
        return nullptr;
    auto* client = new TargetClient(name, socket, std::move(process), parent);
    QFile groups(QStringLiteral("/proc/%1/cgroup").arg(peer.pid));
    client->m_isServiceOfSystemd
        = groups.open(QFile::ReadOnly) && groups.readAll().contains("/blkera-target@");
    return client;
}

TargetClient::TargetClient(QString name, QString socket, UniqueFd process, QObject* parent)
    : QObject(parent)
    , m_name(std::move(name))
    , m_socket(std::move(socket))
    , m_process(std::move(process))
    , m_end(m_process.get(), QSocketNotifier::Read)
    , m_connection(QString())
{
    connect(&m_end, &QSocketNotifier::activated, this, [this] {
        m_end.setEnabled(false);
        emit ended();
    });
}

TargetClient::~TargetClient()
{
    disconnectPeer();
}

void TargetClient::connectPeer()
{
    static unsigned long count = 0;
    m_connectionName = QStringLiteral("target-%1").arg(++count);
    QString address = QStringLiteral("unix:path=");
    for (const char c : m_socket.toLocal8Bit()) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')
            || (c >= '0' && c <= '9') || std::strchr("-_/.", c);
        address += plain ? QString(QLatin1Char(c))
                         : QLatin1Char('%') + QString::fromLatin1(QByteArray(1, c).toHex());
    }
    m_connection = QDBusConnection::connectToPeer(address, m_connectionName);
    m_isAuthenticated = false;
    m_connection.connect(QString(), QLatin1String(names::kTargetPath),
                         QLatin1String(names::kTargetInterface), QStringLiteral("StatusChanged"),
                         this, SLOT(onStatusChanged(QDBusMessage)));
}

void TargetClient::onStatusChanged(const QDBusMessage& signal)
{
    emit statusChanged(signal.arguments());
}

void TargetClient::disconnectPeer()
{
    m_connection = QDBusConnection(QString());
    QDBusConnection::disconnectFromPeer(m_connectionName);
}

// Qt sends descriptors only over a connection that has been authenticated, which takes a moment; a
// first answer proves it. Whatever is called meanwhile waits for it.
void TargetClient::call(const char* method, const QVariantList& arguments, int timeoutMs,
                        Answer answer)
{
    if (m_connection.isConnected() && m_isAuthenticated) {
        send(method, arguments, timeoutMs, std::move(answer));
        return;
    }
    m_waiting.push_back({ method, arguments, timeoutMs, std::move(answer) });
    if (!m_isAuthenticating)
        authenticate();
}

void TargetClient::authenticate()
{
    m_isAuthenticating = true;
    disconnectPeer();
    connectPeer();
    send("Status", {}, kShortTimeoutMs,
         [this](const std::optional<BusError>& error, const QVariantList&) {
             m_isAuthenticating = false;
             m_isAuthenticated = !error;
             for (Call& call : std::exchange(m_waiting, {})) {
                 if (error)
                     call.answer(error, {});
                 else
                     send(call.method, call.arguments, call.timeoutMs, std::move(call.answer));
             }
         });
}

void TargetClient::send(const char* method, const QVariantList& arguments, int timeoutMs,
                        Answer answer)
{
    QDBusMessage message = QDBusMessage::createMethodCall(
        QString(), QLatin1String(names::kTargetPath), QLatin1String(names::kTargetInterface),
        QLatin1String(method));
    message.setArguments(arguments);
    const int timeout = timeoutMs == kNoTimeout ? std::numeric_limits<int>::max() : timeoutMs;
    auto* watcher = new QDBusPendingCallWatcher(m_connection.asyncCall(message, timeout), this);
    m_open.emplace(watcher, std::move(answer));
    connect(watcher, &QDBusPendingCallWatcher::finished, this,
            [this](QDBusPendingCallWatcher* finished) {
                finished->deleteLater();
                auto open = m_open.extract(finished);
                if (!open)
                    return; // given up
                const QDBusMessage reply = finished->reply();
                if (reply.type() == QDBusMessage::ReplyMessage)
                    open.mapped()(std::nullopt, reply.arguments());
                else
                    open.mapped()(errorOf(m_name, reply), {});
            });
}

void TargetClient::giveUp()
{
    const BusError error
        = failed(QStringLiteral("%1: the target ended before it had answered").arg(m_name));
    for (const auto& [watcher, answer] : std::exchange(m_open, {}))
        answer(error, {});
    for (const Call& call : std::exchange(m_waiting, {}))
        call.answer(error, {});
}

} // namespace blkera
