// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <map>
#include <set>

#include <QObject>
#include <QString>

namespace blkera {

// The names of users. A directory server may be asked for them, which can take its time: until a
// name is known it is the number, and changed() says when there are more. One thread.
class UserNames : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    QString name(quint32 uid);

signals:
    void changed();

private:
    void ask(quint32 uid);

    std::map<quint32, QString> m_names;
    std::set<quint32> m_asked;
};

} // namespace blkera
