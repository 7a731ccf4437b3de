// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/action_label.h"

#include <QRegularExpression>

namespace blkera {

QString actionLabel(const QString& text)
{
    static const QRegularExpression kKey(QStringLiteral("\\(&.\\)"));
    return QString(text).remove(kKey).remove(u'&');
}

} // namespace blkera
