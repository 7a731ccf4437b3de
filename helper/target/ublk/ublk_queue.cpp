// SPDX-License-Identifier: GPL-2.0-or-later
#include "ublk/ublk_queue.h"

#include "block/io_thread.h"
#include "ublk/ublk_command.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <string>

#include <pthread.h>
#include <unistd.h>

namespace blkera {

namespace {

// Our completions: a fetch by its tag, or abandon().
constexpr std::uint64_t kAbandon = std::uint64_t { 1 } << 16;

} // namespace

UblkQueue::UblkQueue(QueueId id, const Shape& shape, int charDevice, BlockTarget& target,
                     const std::optional<cpu_set_t>& cpus, Log& log)
    : m_id(id)
    , m_shape(shape)
    , m_charDevice(charDevice)
    , m_target(target)
    , m_cpus(cpus)
    , m_log(log)
    , m_requests(shape.depth)
{
    for (RequestTag tag = 0; tag < m_shape.depth; ++tag) {
        m_requests[tag].pending.queue = id;
        m_requests[tag].pending.tag = tag;
    }
    m_waitingForSpare.reserve(m_shape.depth);
}

void UblkQueue::start()
{
    m_thread = std::thread([this] { run(); });
}

Result<void> UblkQueue::waitUntilReady()
{
    return m_ready.get_future().get();
}

void UblkQueue::abandon()
{
    m_abandoned = true;
    if (m_wakeUp)
        m_wakeUp->wake(0);
}

void UblkQueue::join()
{
    m_thread.join();
}

void UblkQueue::run() noexcept
{
    pthread_setname_np(pthread_self(), ("ublk-queue-" + std::to_string(m_id)).c_str());
    // Whoever waits for an answer runs there: waking the two then crosses no CPU. Where none of
    // them is allowed to us, any other does.
    if (m_cpus)
        (void)pthread_setaffinity_np(pthread_self(), sizeof *m_cpus, &*m_cpus);
    Result<void> prepared = prepare();
    m_ready.set_value(prepared);
    if (prepared)
        serve();
    // What holds the char device must go before the device can be deleted: the registered file with
    // the ring, and the mapping.
    m_ring.reset();
    m_descriptors = Mapping();
    m_buffers = Mapping();
}

Result<void> UblkQueue::prepare()
{
    if (Result<void> flusher = becomeIoFlusher(); !flusher)
        return flusher;
    Result<QueueEvents> wakeUp = QueueEvents::create(1);
    if (!wakeUp)
        return wakeUp.error();
    m_wakeUp.emplace(std::move(*wakeUp));
    if (Result<void> buffers = prepareBuffers(); !buffers)
        return buffers;
    // Registered in the ring that carries the writes to the origin: when this process is killed,
    // the driver sees its end only after the last of them has landed.
    if (Result<void> set = m_ring->setFile(FileSlot::Frontend, m_charDevice); !set)
        return set;
    if (Result<void> started = m_target.queueStarted(m_id, *m_ring); !started)
        return started;

    m_wakeUp->listen(0, *m_ring, makeUserData(CompletionOwner::Frontend, kAbandon));
    for (RequestTag tag = 0; tag < m_shape.depth; ++tag)
        command(kUblkFetch, tag, 0);
    m_liveTags = m_shape.depth;
    if (Result<void> submitted = m_ring->submit(); !submitted)
        return submitted;

    // Only now: from a process that has mapped it and was killed before it had fetched, the driver
    // takes it back for no other. No request comes before all queues are ready.
    constexpr std::uint64_t stride = UBLK_MAX_QUEUE_DEPTH * sizeof(ublksrv_io_desc);
    Result<Mapping> descriptors
        = Mapping::readOnly(m_charDevice, UBLKSRV_CMD_BUF_OFFSET + m_id * stride,
                            m_shape.depth * sizeof(ublksrv_io_desc));
    if (!descriptors)
        return descriptors.error();
    m_descriptors = std::move(*descriptors);
    return {};
}

Result<void> UblkQueue::prepareBuffers()
{
    const std::size_t count = m_shape.zeroCopy ? 1 : m_shape.depth;
    Result<Mapping> buffers = Mapping::lockedMemory(count * m_shape.bufferBytes);
    if (!buffers)
        return buffers.error();
    m_buffers = std::move(*buffers);

    // In one turn each tag queues one entry at most, and the target a few of its own.
    IoRing::Options options { .entries = m_shape.depth + 8U };
    std::vector<iovec> byTag;
    if (m_shape.zeroCopy) {
        options.emptyBuffers = m_shape.zeroCopyTags;
    } else {
        for (RequestTag tag = 0; tag < m_shape.depth; ++tag)
            byTag.push_back({ bufferOf(tag).data(), m_shape.bufferBytes });
        options.buffers = byTag;
    }
    Result<IoRing> ring = IoRing::create(options);
    if (!ring)
        return ring.error();
    m_ring.emplace(std::move(*ring));
    return {};
}

std::span<std::byte> UblkQueue::bufferOf(RequestTag tag)
{
    return m_buffers.bytes().subspan(std::size_t { tag } * m_shape.bufferBytes,
                                     m_shape.bufferBytes);
}

void UblkQueue::serve()
{
    const auto handle = [this](std::uint64_t data, int result) {
        if (data == makeUserData(CompletionOwner::Frontend, kAbandon))
            return; // the loop looks
        if (ownerOf(data) == CompletionOwner::Frontend)
            fetched(static_cast<RequestTag>(valueOf(data)), result);
        else
            m_target.ringCompletion(m_id, data, result);
        lendSpare();
    };
    while (m_liveTags > 0 && !m_abandoned) {
        if (Result<void> turned = m_ring->submitAndWait(handle); !turned) {
            // Requests in flight can be neither answered nor taken back; the driver does it when we
            // are gone.
            m_log.sayLast("ublk queue " + std::to_string(m_id) + ": " + turned.error().message());
            std::abort();
        }
    }
    if (m_abandoned)
        (void)m_ring->submit(); // answers that were given in the last turn
    m_target.queueStopping(m_id);
}

void UblkQueue::command(std::uint32_t operation, RequestTag tag, int result)
{
    ublksrv_io_cmd command {};
    command.q_id = m_id;
    command.tag = tag;
    command.result = result;
    if (!m_shape.zeroCopy)
        command.addr = reinterpret_cast<std::uintptr_t>(bufferOf(tag).data());
    io_uring_sqe& entry = m_ring->nextEntry();
    prepareUblkCommand(entry, operation, command);
    if (m_shape.zeroCopy)
        entry.addr = tag | kUblkAutoBufferFallback;
}

void UblkQueue::fetched(RequestTag tag, int result)
{
    if (result != UBLK_IO_RES_OK) {
        --m_liveTags; // -ENODEV: the device stops; no fetch is taken from then on
        return;
    }
    ublksrv_io_desc descriptor;
    std::memcpy(&descriptor,
                m_descriptors.bytes().subspan(tag * sizeof descriptor, sizeof descriptor).data(),
                sizeof descriptor);
    BlockRequest& request = m_requests[tag];
    if (!describe(request, descriptor))
        complete(request, -EOPNOTSUPP);
    else if (m_shape.zeroCopy && (descriptor.op_flags & kUblkNeedsBuffer) != 0)
        m_waitingForSpare.push_back(tag);
    else
        m_target.submit(request);
}

// Fills the request in; false if it is nothing we serve.
bool UblkQueue::describe(BlockRequest& request, const ublksrv_io_desc& descriptor)
{
    request.fua = (descriptor.op_flags & UBLK_IO_F_FUA) != 0;
    request.noUnmap = (descriptor.op_flags & UBLK_IO_F_NOUNMAP) != 0;
    request.sectors.begin = Sector(descriptor.start_sector);
    request.sectors.end = request.sectors.begin + SectorCount(descriptor.nr_sectors);
    request.data = {};

    switch (ublksrv_get_op(&descriptor)) {
    case UBLK_IO_OP_READ:
        request.operation = BlockOperation::Read;
        break;
    case UBLK_IO_OP_WRITE:
        request.operation = BlockOperation::Write;
        break;
    case UBLK_IO_OP_FLUSH:
        request.operation = BlockOperation::Flush;
        request.sectors = {};
        return true;
    case UBLK_IO_OP_DISCARD:
        request.operation = BlockOperation::Discard;
        return true;
    case UBLK_IO_OP_WRITE_ZEROES:
        request.operation = BlockOperation::WriteZeroes;
        return true;
    default:
        return false;
    }
    std::uint64_t bytes = std::uint64_t { descriptor.nr_sectors } * kSectorBytes;
    if (bytes > m_shape.bufferBytes)
        return false;
    const RequestTag tag = request.pending.tag;
    request.data = m_shape.zeroCopy ? std::span(static_cast<std::byte*>(nullptr), bytes)
                                    : bufferOf(tag).first(bytes);
    if (m_shape.zeroCopy || m_ring->hasBuffers())
        request.registeredBuffer = tag;
    return true;
}

void UblkQueue::complete(const BlockRequest& request, int result)
{
    const RequestTag tag = request.pending.tag;
    if (m_spareUser == tag) {
        m_spareUser.reset();
        if (request.operation == BlockOperation::Read && result > 0 && !copyData(request))
            result = -EIO;
    }
    command(kUblkCommitAndFetch, tag, result);
}

void UblkQueue::lendSpare()
{
    while (!m_spareUser && !m_waitingForSpare.empty()) {
        m_spareUser = m_waitingForSpare.front();
        m_waitingForSpare.erase(m_waitingForSpare.begin());
        BlockRequest& request = m_requests[*m_spareUser];
        request.data = bufferOf(0).first(request.data.size());
        request.registeredBuffer.reset();
        if (request.operation == BlockOperation::Write && !copyData(request))
            complete(request, -EIO);
        else
            m_target.submit(request);
    }
}

// Between the spare and the pages of whoever reads or writes; false if the driver refuses.
bool UblkQueue::copyData(const BlockRequest& request) const
{
    const auto offset = static_cast<off_t>(ublkDataOffset(m_id, request.pending.tag));
    const ssize_t copied = request.operation == BlockOperation::Write
        ? ::pread(m_charDevice, request.data.data(), request.data.size(), offset)
        : ::pwrite(m_charDevice, request.data.data(), request.data.size(), offset);
    return copied == static_cast<ssize_t>(request.data.size());
}

} // namespace blkera
