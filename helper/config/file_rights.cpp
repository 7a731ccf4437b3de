// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/file_rights.h"

#include <unistd.h>

namespace blkera {

bool isOnlyOurs(const struct stat& status)
{
    const bool isOwnerTrusted = status.st_uid == 0 || status.st_uid == ::geteuid();
    return isOwnerTrusted && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

} // namespace blkera
