// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QVariantMap>

namespace blkera {

// One window a session: the first program has the bus name org.blkera.BlockEras and shows itself
// when a second one is started, or the desktop wants it (org.freedesktop.Application). Where there
// is no session bus every program is the first.
class SingleInstance : public QObject {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Application")

public:
    explicit SingleInstance(QObject* parent = nullptr);

    // False if another one is there; it has been told to show `device` (empty: itself).
    bool begin(const QString& device);

public slots:
    void Activate(const QVariantMap& platformData);
    void Open(const QStringList& uris, const QVariantMap& platformData);
    void ActivateAction(const QString& action, const QVariantList& parameters,
                        const QVariantMap& platformData);

signals:
    // Somebody wants to see the window, and in it this device (empty: whichever).
    void wanted(const QString& device);
};

} // namespace blkera
