// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QtGlobal>

namespace blkera {

// How large a metadata device has to be at least, in bytes, for an origin of so many sectors of 512
// bytes in era blocks of so many: what formatting asks for. 0 if a size is 0.
quint64 metadataBytesNeeded(quint64 originSectors, quint32 blockSizeSectors);

} // namespace blkera
