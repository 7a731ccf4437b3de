// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/mapping.h"

#include <cerrno>
#include <string>

#include <sys/mman.h>

namespace blkera {

Result<Mapping> Mapping::lockedMemory(std::size_t bytes)
{
    Error error { ErrorKind::NoSpace, 0,
                  "locking " + std::to_string(bytes >> 10)
                      + " KiB of buffers: lower the queue depth or raise the memory limits" };
    void* start
        = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED) {
        error.errnoValue = errno;
        return error;
    }
    Mapping mapping({ static_cast<std::byte*>(start), bytes });
    if (::mlock(start, bytes) != 0) {
        error.errnoValue = errno;
        return error;
    }
    return mapping;
}

Result<Mapping> Mapping::readOnly(int fd, std::uint64_t offset, std::size_t bytes)
{
    void* start = ::mmap(nullptr, bytes, PROT_READ, MAP_SHARED | MAP_POPULATE, fd,
                         static_cast<off_t>(offset));
    if (start == MAP_FAILED)
        return ioError(errno, "mapping a queue's requests");
    return Mapping({ static_cast<std::byte*>(start), bytes });
}

Mapping::~Mapping()
{
    if (!m_bytes.empty())
        ::munmap(m_bytes.data(), m_bytes.size());
}

} // namespace blkera
