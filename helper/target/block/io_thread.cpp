// SPDX-License-Identifier: GPL-2.0-or-later
#include "block/io_thread.h"

#include <cerrno>

#include <sys/prctl.h>

namespace blkera {

Result<void> becomeIoFlusher()
{
    if (::prctl(PR_SET_IO_FLUSHER, 1UL, 0UL, 0UL, 0UL) != 0)
        return Error { ErrorKind::Unsupported, errno,
                       "I/O thread: run with CAP_SYS_RESOURCE (as root)" };
    return {};
}

} // namespace blkera
