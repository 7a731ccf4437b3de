// SPDX-License-Identifier: GPL-2.0-or-later
#include "fuse/fuse_frontend.h"

#include <algorithm>
#include <cassert>

namespace blkera {

namespace {

// The file's name, and so what `losetup` shows: the device's control path with colons. A later
// start knows its leftovers by it.
std::string fileNameOf(const FuseFrontend::Options& options)
{
    constexpr std::size_t kMaxNameBytes = 255;
    std::string name = options.runtimeDirectory + "/" + options.name;
    std::ranges::replace(name, '/', ':');
    return name.size() > kMaxNameBytes ? name.substr(name.size() - kMaxNameBytes) : name;
}

} // namespace

FuseFrontend::FuseFrontend(const DeviceLimits& limits, Options options, Log& log)
    : m_limits(limits)
    , m_options(std::move(options))
    , m_log(log)
{
}

FuseFrontend::~FuseFrontend()
{
    assert(m_queues.empty());
}

Result<void> FuseFrontend::start(BlockTarget& target)
{
    std::string fileName = fileNameOf(m_options);
    LoopDevice::detachLeftovers("/" + fileName);
    Result<std::unique_ptr<FuseSession>> session = FuseSession::create(
        { fileName, m_limits, std::uint32_t { m_options.queues } * m_options.queueDepth });
    if (!session)
        return session.error();
    m_session = std::move(*session);

    Result<void> started = startQueues(target);
    if (started)
        started = attachLoop();
    if (!started) {
        m_loop.reset();
        endConnection();
    }
    return started;
}

Result<void> FuseFrontend::startQueues(BlockTarget& target)
{
    for (QueueId id = 0; id < m_options.queues; ++id) {
        Result<UniqueFd> device = m_session->cloneDevice();
        if (!device)
            return device.error();
        m_queues.push_back(std::make_unique<FuseQueue>(id, m_options.queueDepth, std::move(*device),
                                                       *m_session, target, m_log));
        m_queues.back()->start();
    }
    Result<void> started;
    for (auto& queue : m_queues) {
        Result<void> ready = queue->waitUntilReady();
        if (started && !ready)
            started = ready;
    }
    return started;
}

Result<void> FuseFrontend::attachLoop()
{
    Result<UniqueFd> file = m_session->openFile();
    if (!file)
        return file.error();
    Result<LoopDevice> loop = LoopDevice::attach(
        file->get(), { "blkera:" + m_options.name, m_limits.logicalBlockBytes, m_limits.readOnly });
    if (!loop)
        return loop.error();
    // From here on only the loop device and m_file hold the file, and the connection ends with
    // them.
    m_session->releaseMount();
    m_loop = std::move(*loop);
    if (m_limits.logicalBlockBytes > kSectorBytes) {
        if (Result<void> limited = m_loop->limitRequests(FuseSession::kMaxIoBytes); !limited) {
            file->reset();
            (void)m_loop->detach();
            return limited;
        }
    }
    m_file = std::move(*file);
    return {};
}

void FuseFrontend::complete(BlockRequest& request, int result)
{
    m_queues[request.pending.queue]->complete(request, result);
}

Result<void> FuseFrontend::stop()
{
    if (!m_loop)
        return {};
    if (Result<void> detached = m_loop->detach(); !detached)
        return detached;
    m_loop.reset();
    endConnection();
    return {};
}

// What the kernel thinks of the size may come from an answer that was under way; so it is looked at
// what the loop device makes of it.
Result<void> FuseFrontend::resize(SectorCount size)
{
    constexpr int kTries = 100;
    m_session->setSize(size);
    for (int tries = 0; tries < kTries; ++tries) {
        if (Result<void> asked = FuseSession::askForSize(m_file.get()); !asked)
            return asked;
        Result<std::uint64_t> bytes = m_loop->refreshSize();
        if (!bytes)
            return bytes.error();
        if (*bytes == size.raw() * kSectorBytes)
            return {};
    }
    return Error { ErrorKind::Io, 0, m_loop->path() + " keeps its old size" };
}

// The queues end when nothing refers to the file any more.
void FuseFrontend::endConnection()
{
    m_file.reset();
    m_session->releaseMount();
    for (auto& queue : m_queues)
        queue->join();
    m_queues.clear();
    m_session.reset();
}

std::string FuseFrontend::devicePath() const
{
    return m_loop ? m_loop->path() : std::string();
}

} // namespace blkera
