// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QString>
#include <QStringList>

namespace blkera {

// A block device of this machine, as far as everybody may know it.
struct HostDevice {
    QString path; // "/dev/mapper/vg0-data"
    QString kernelName; // "dm-3"
    QString disk; // the kernel name of the disk that a partition is of; empty: none
    quint64 sizeSectors = 0;
    QString model;
    QString holds; // "ext4", "swap"; empty: nothing known
    QStringList mountPoints;
    QStringList holders; // kernel names of what is built on it
    bool isReadOnly = false;

    bool isInUse() const { return !mountPoints.isEmpty() || !holders.isEmpty(); }

    // "512 GiB, SAMSUNG 970, ext4, mounted on /home"
    QString description() const;
};

// Where it is read from; tests have others.
struct BlockDevicePlaces {
    QString sysClassBlock = QStringLiteral("/sys/class/block");
    QString udevData = QStringLiteral("/run/udev/data");
    QString mountInfo = QStringLiteral("/proc/self/mountinfo");
};

// Those of a size above 0, sorted by path. Any thread; reads what the kernel and udev say and opens
// no device.
QList<HostDevice> listBlockDevices(const BlockDevicePlaces& places = {});

// For a combo box in which a path can be typed, too: the text to edit is the path.
class BlockDeviceModel : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setDevices(const QList<HostDevice>& devices);

    // By its path, or by a link to it under /dev. Null: none; valid until setDevices().
    const HostDevice* find(const QString& path) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QList<HostDevice> m_devices;
};

} // namespace blkera
