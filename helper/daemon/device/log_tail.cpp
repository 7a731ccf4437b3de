// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/log_tail.h"

#include <algorithm>

#include <QFile>

namespace blkera {

namespace {

constexpr qsizetype kTailBytes = 4096;

} // namespace

QString lastLine(const QByteArray& log)
{
    QByteArray line = log.right(kTailBytes).trimmed();
    line = line.mid(line.lastIndexOf('\n') + 1).trimmed();
    if (constexpr QByteArrayView kPrefix("blkera-target: "); line.startsWith(kPrefix))
        line = line.mid(kPrefix.size());
    QString text = QString::fromUtf8(line);
    for (QChar& c : text) {
        if (!c.isPrint())
            c = u'?';
    }
    return text;
}

QString lastLineOfFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    file.seek(std::max<qint64>(0, file.size() - kTailBytes));
    return lastLine(file.read(kTailBytes));
}

} // namespace blkera
