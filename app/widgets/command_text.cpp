// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/command_text.h"

#include <algorithm>

namespace blkera {
namespace {

bool isPlain(const QString& word)
{
    const QString allowed = QStringLiteral("-_./=:,+@%");
    return !word.isEmpty() && std::ranges::all_of(word, [&](QChar c) {
        return (c.unicode() < 128 && c.isLetterOrNumber()) || allowed.contains(c);
    });
}

} // namespace

QString commandText(const QStringList& words)
{
    QStringList quoted;
    for (QString word : words) {
        if (isPlain(word)) {
            quoted.append(word);
        } else {
            word.replace(u'\'', QStringLiteral("'\\''"));
            quoted.append(u'\'' + word + u'\'');
        }
    }
    return quoted.join(u' ');
}

} // namespace blkera
