// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include <QString>

namespace blkera {

// What the daemon has a target remember with an era that it begins, for the history: so that it is
// known even if the daemon ends in between.
struct EraNote {
    std::optional<quint32> uid; // who asked
    QString groupId; // of a checkpoint of several devices

    bool operator==(const EraNote&) const = default;

    QString toString() const; // "uid=1000 group=..."
    // Of any text; what is not understood is left out.
    static EraNote of(const QString& text);
};

} // namespace blkera
