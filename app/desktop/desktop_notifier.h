// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QObject>
#include <QString>

namespace blkera {

// Tells the person at the desktop (org.freedesktop.Notifications, on the session bus), at most one
// message every ten seconds for a title. Silent where nobody shows notifications. Never waits.
class DesktopNotifier : public QObject {
    Q_OBJECT

public:
    explicit DesktopNotifier(QObject* parent = nullptr);

    void notify(const QString& title, const QString& text);

private:
    QString m_lastTitle;
    qint64 m_lastMs = 0;
};

} // namespace blkera
