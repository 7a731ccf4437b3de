// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "block_stack.h"

#include <string>
#include <vector>

namespace blkera {

// The names of a block device that stay its own whatever node it gets, the best one first:
//
//     partuuid:...  a partition's, from the table on its disk
//     dm-uuid:...   a mapped device's, such as LVM's or multipath's
//     md-uuid:...   an array's
//     wwn:0x...     a disk's world wide name; wwid:... is one of another kind (NVMe, ATA)
//     serial:...    a disk's serial number
//
// A partition that its table gives no name has its disk's, with -part and its number. What is no
// printable character, or a blank, is '_'. They come from the kernel and the disk itself, because
// devices are served before udev has a database. A loop device or a file has none.
std::vector<std::string> identitiesOf(dev_t device, const BlockStack& stack);

// Refuses a device that is not the one that was configured. `what` is the device in words, "origin
// /dev/sdb"; `key` is the configuration's. Errors: Invalid, with what it is instead, where the
// wanted one is now, and the remedy.
Result<void> checkIdentity(const std::string& what, dev_t device, const std::string& key,
                           const std::string& wanted, const BlockStack& stack);

} // namespace blkera
