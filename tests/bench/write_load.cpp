// SPDX-License-Identifier: GPL-2.0-or-later
#include "write_load.h"

#include "must.h"
#include "our_era.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>

namespace blkera::bench {

namespace {

constexpr std::uint64_t kWake = ~std::uint64_t { 0 };

} // namespace

WriteLoad::WriteLoad(const std::string& device, std::size_t blockBytes, std::uint16_t depth,
                     OurEra* era)
    : m_fd(::open(device.c_str(), O_WRONLY | O_DIRECT | O_CLOEXEC))
    , m_blockBytes(blockBytes)
    , m_era(era)
    , m_buffer(static_cast<std::byte*>(std::aligned_alloc(4096, blockBytes)))
    , m_writes(depth)
{
    if (!m_fd)
        must(Result<void>(ioError(errno, device)));
    std::memset(m_buffer, 0x5a, blockBytes);
    if (const int error = ::io_uring_queue_init(depth + 1U, &m_ring, 0); error != 0)
        must(Result<void>(ioError(-error, "io_uring")));
    if (m_era)
        awaitWake(); // from now on one read of its eventfd is always under way
}

WriteLoad::~WriteLoad()
{
    ::io_uring_queue_exit(&m_ring);
    std::free(m_buffer);
}

void WriteLoad::run(std::span<const BlockIndex> blocks)
{
    std::vector<RequestTag> idle(m_writes.size());
    for (std::size_t tag = 0; tag < idle.size(); ++tag)
        idle[tag] = static_cast<RequestTag>(tag);
    std::size_t next = 0;
    std::size_t done = 0;
    while (done < blocks.size()) {
        while (next < blocks.size() && !idle.empty()) {
            PendingWrite& write = m_writes[idle.back()];
            write.tag = idle.back();
            idle.pop_back();
            write.blocks = { blocks[next], blocks[next] + BlockCount(1) };
            ++next;
            start(write);
        }
        ::io_uring_submit_and_wait(&m_ring, 1);
        io_uring_cqe* cqe = nullptr;
        while (::io_uring_peek_cqe(&m_ring, &cqe) == 0) {
            const std::uint64_t what = cqe->user_data;
            const int outcome = cqe->res;
            ::io_uring_cqe_seen(&m_ring, cqe);
            if (outcome < 0)
                must(Result<void>(ioError(-outcome, "a write of the load")));
            if (what == kWake) {
                for (PendingWrite* ready = m_era->tracker().takeReady(0); ready;) {
                    PendingWrite& write = *std::exchange(ready, ready->next);
                    if (write.error != 0)
                        must(Result<void>(ioError(write.error, "marking")));
                    start(write);
                }
                awaitWake();
                continue;
            }
            if (m_era)
                m_era->tracker().completed(m_writes[what]);
            idle.push_back(static_cast<RequestTag>(what));
            ++done;
        }
    }
}

void WriteLoad::start(PendingWrite& write)
{
    if (m_era && !m_era->tracker().submit(write))
        return;
    io_uring_sqe* sqe = ::io_uring_get_sqe(&m_ring);
    ::io_uring_prep_write(sqe, m_fd.get(), m_buffer, static_cast<unsigned>(m_blockBytes),
                          std::uint64_t { write.blocks.begin.raw() } * m_blockBytes);
    sqe->user_data = write.tag;
}

void WriteLoad::awaitWake()
{
    io_uring_sqe* sqe = ::io_uring_get_sqe(&m_ring);
    ::io_uring_prep_read(sqe, m_era->wakeFd(), &m_rings, sizeof(m_rings), 0);
    sqe->user_data = kWake;
}

} // namespace blkera::bench
