// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/era_note.h"

#include <QStringList>

namespace blkera {

namespace {

constexpr QLatin1String kUid("uid=");
constexpr QLatin1String kGroup("group=");

} // namespace

QString EraNote::toString() const
{
    QStringList words;
    if (uid)
        words << kUid + QString::number(*uid);
    if (!groupId.isEmpty())
        words << kGroup + groupId;
    return words.join(u' ');
}

EraNote EraNote::of(const QString& text)
{
    EraNote note;
    const QStringList words = text.split(u' ', Qt::SkipEmptyParts);
    for (const QString& word : words) {
        if (word.startsWith(kUid)) {
            bool isNumber = false;
            const uint uid = word.mid(kUid.size()).toUInt(&isNumber);
            if (isNumber)
                note.uid = uid;
        } else if (word.startsWith(kGroup)) {
            note.groupId = word.mid(kGroup.size());
        }
    }
    return note;
}

} // namespace blkera
