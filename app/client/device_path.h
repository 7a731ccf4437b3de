// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QString>

namespace blkera {

// The object path of a device, and the other way round.
QString devicePathOf(const QString& name);
QString deviceNameOf(const QString& path);

} // namespace blkera
