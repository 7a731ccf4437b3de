// SPDX-License-Identifier: GPL-2.0-or-later
#include "store/records.h"

#include <array>
#include <utility>

namespace blkera {

namespace {

// What is written, so these words never change.
constexpr std::array<std::pair<EraCause, const char*>, 7> kCauses { {
    { EraCause::Unknown, "unknown" },
    { EraCause::Checkpoint, "checkpoint" },
    { EraCause::Snapshot, "snapshot" },
    { EraCause::Activation, "activation" },
    { EraCause::Crash, "crash" },
    { EraCause::Resume, "resume" },
    { EraCause::Resize, "resize" },
} };

} // namespace

QString toQString(EraCause cause)
{
    for (const auto& [known, word] : kCauses) {
        if (known == cause)
            return QLatin1String(word);
    }
    return {};
}

EraCause eraCauseOf(const QString& text)
{
    for (const auto& [known, word] : kCauses) {
        if (text == QLatin1String(word))
            return known;
    }
    return EraCause::Unknown;
}

} // namespace blkera
