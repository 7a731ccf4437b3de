// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "control/control_server.h"
#include "file_target.h"

#include <csignal>
#include <memory>
#include <thread>
#include <vector>

#include <QFile>
#include <QTemporaryDir>

namespace blkera::test {

inline constexpr std::uint32_t kBlocks = 20'000;
inline constexpr qint64 kMetadataBytes = 4 << 20;

inline const std::unique_ptr<Log> kLog = *Log::open(STDERR_FILENO, "blkera-target: ");

inline BlockRange blocks(std::uint32_t first, std::uint32_t last)
{
    return { BlockIndex(first), BlockIndex(last + 1) };
}

// Signals for the servers' threads are theirs from the start.
inline void prepareProcess()
{
    std::signal(SIGPIPE, SIG_IGN);
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &ending, nullptr);
}

// A server at work on a device of kBlocks blocks.
class Server {
public:
    Server()
    {
        QFile file(metadata());
        if (!file.open(QIODevice::WriteOnly) || !file.resize(kMetadataBytes))
            qFatal("no metadata file");
        auto opened = FileTarget::open(metadata().toStdString(), kBlocks);
        if (!opened)
            qFatal("%s", opened.error().message().c_str());
        target = std::move(*opened);
        auto listening = ControlServer::listen(socket().toStdString(), *target, *kLog);
        if (!listening)
            qFatal("%s", listening.error().message().c_str());
        m_server = std::move(*listening);
        m_thread = std::thread([this] { outcome = m_server->run(); });
    }

    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    ~Server()
    {
        target->setInUse(false);
        if (m_thread.joinable()) {
            signal(SIGTERM);
            join();
        }
    }

    // After what makes the server end.
    void join()
    {
        m_thread.join();
        m_server.reset();
    }

    void signal(int number) { ::pthread_kill(m_thread.native_handle(), number); }

    QString socket() const { return m_folder.filePath(QStringLiteral("x.sock")); }

    QString metadata() const { return m_folder.filePath(QStringLiteral("metadata")); }

    // A list of what changed is longer than a pipe holds then.
    void writeEverySecondBlock()
    {
        std::vector<BlockRange> everySecond;
        for (std::uint32_t index = 0; index < kBlocks; index += 2)
            everySecond.push_back(blocks(index, index));
        target->write(everySecond);
    }

    // To twice its size.
    void growMetadata()
    {
        if (!QFile::resize(metadata(), 2 * kMetadataBytes))
            qFatal("the metadata file cannot be resized");
    }

    std::unique_ptr<FileTarget> target;
    Result<ControlServer::End> outcome = ControlServer::End::Stopped;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<ControlServer> m_server;
    std::thread m_thread;
};

} // namespace blkera::test
