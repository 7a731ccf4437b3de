// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"

#include <QAbstractListModel>

namespace blkera {

// The devices, sorted by name: one row each, as the list on the left shows them. The text of a row
// is the device's name; what is shown below it and whatever a screen reader says have roles of
// their own.
class DeviceModel : public QAbstractListModel {
    Q_OBJECT

public:
    enum Role {
        NameRole = Qt::UserRole,
        StateRole, // the word for people
        SeverityRole, // int, of Severity
        DetailRole, // "era 131 · 42 % metadata", the second line
    };

    // `cache` is borrowed.
    explicit DeviceModel(const ServiceCache& cache, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    // Invalid if there is no such device.
    QModelIndex indexOf(const QString& name) const;
    QString nameAt(const QModelIndex& index) const;

private:
    void reset();
    void add(const QString& name);
    void remove(const QString& name);
    void change(const QString& name);
    int rowOf(const QString& name) const; // or where it would be

    const ServiceCache& m_cache;
    QList<DeviceInfo> m_devices;
};

} // namespace blkera
