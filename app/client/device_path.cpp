// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/device_path.h"

#include "dbus/names.h"

namespace blkera {

QString devicePathOf(const QString& name)
{
    return QString::fromStdString(names::devicePath(name.toStdString()));
}

QString deviceNameOf(const QString& path)
{
    const QByteArray word = path.section(u'/', -1).toLatin1();
    QByteArray name;
    for (qsizetype i = 0; i < word.size(); ++i) {
        if (word[i] == '_' && i + 2 < word.size()) {
            name += QByteArray::fromHex(word.mid(i + 1, 2));
            i += 2;
        } else {
            name += word[i];
        }
    }
    return QString::fromUtf8(name);
}

} // namespace blkera
