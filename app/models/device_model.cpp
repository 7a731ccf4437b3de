// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/device_model.h"

#include "models/device_words.h"

#include <algorithm>

#include <QLocale>

namespace blkera {

DeviceModel::DeviceModel(const ServiceCache& cache, QObject* parent)
    : QAbstractListModel(parent)
    , m_cache(cache)
    , m_devices(cache.devices())
{
    connect(&cache, &ServiceCache::devicesReset, this, &DeviceModel::reset);
    connect(&cache, &ServiceCache::deviceAdded, this, &DeviceModel::add);
    connect(&cache, &ServiceCache::deviceRemoved, this, &DeviceModel::remove);
    connect(&cache, &ServiceCache::deviceChanged, this, &DeviceModel::change);
}

int DeviceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_devices.size());
}

QVariant DeviceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const DeviceInfo& device = m_devices[index.row()];
    const StateWords state = stateWords(device);
    const auto detail = [&] {
        if (device.currentEra == 0)
            return state.word;
        return tr("%1 · era %2").arg(state.word, QLocale().toString(device.currentEra));
    };
    switch (role) {
    case Qt::DisplayRole:
    case NameRole:
        return device.name;
    case StateRole:
        return state.word;
    case SeverityRole:
        return int(state.severity);
    case DetailRole:
        return detail();
    case Qt::ToolTipRole:
        return device.failure.isEmpty() ? tr("%1 in front of %2").arg(device.name, device.origin)
                                        : device.failure;
    case Qt::AccessibleTextRole:
        return tr("%1, %2", "a device and its state").arg(device.name, detail());
    default:
        return {};
    }
}

QModelIndex DeviceModel::indexOf(const QString& name) const
{
    const int row = rowOf(name);
    return row < m_devices.size() && m_devices[row].name == name ? index(row) : QModelIndex();
}

QString DeviceModel::nameAt(const QModelIndex& index) const
{
    return index.isValid() ? m_devices[index.row()].name : QString();
}

int DeviceModel::rowOf(const QString& name) const
{
    return int(std::ranges::lower_bound(m_devices, name, {}, &DeviceInfo::name)
               - m_devices.begin());
}

void DeviceModel::reset()
{
    beginResetModel();
    m_devices = m_cache.devices();
    endResetModel();
}

void DeviceModel::add(const QString& name)
{
    const DeviceInfo* const device = m_cache.device(name);
    if (!device || indexOf(name).isValid())
        return;
    const int row = rowOf(name);
    beginInsertRows({}, row, row);
    m_devices.insert(row, *device);
    endInsertRows();
}

void DeviceModel::remove(const QString& name)
{
    const QModelIndex gone = indexOf(name);
    if (!gone.isValid())
        return;
    beginRemoveRows({}, gone.row(), gone.row());
    m_devices.removeAt(gone.row());
    endRemoveRows();
}

void DeviceModel::change(const QString& name)
{
    const DeviceInfo* const device = m_cache.device(name);
    const QModelIndex changed = indexOf(name);
    if (!device || !changed.isValid() || m_devices[changed.row()] == *device)
        return;
    m_devices[changed.row()] = *device;
    emit dataChanged(changed, changed);
}

} // namespace blkera
