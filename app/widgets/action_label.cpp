// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/action_label.h"

#include "client/texts.h"

#include <QRegularExpression>

namespace blkera {

QString actionLabel(const QString& text)
{
    static const QRegularExpression kKey(QStringLiteral("\\(&.\\)"));
    return QString(text).remove(kKey).remove(u'&');
}

QString actionHint(const QString& what, const QKeySequence& key)
{
    return Texts::tr("%1 (%2)", "what a button does, and its key")
        .arg(what, key.toString(QKeySequence::NativeText));
}

} // namespace blkera
