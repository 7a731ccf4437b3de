// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/block_devices.h"

#include "client/texts.h"
#include "models/device_words.h"

#include <algorithm>

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QHash>

namespace blkera {
namespace {

constexpr qint64 kMostBytes = 1 << 20;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.read(kMostBytes) : QByteArray();
}

QString lineOf(const QString& path)
{
    return QString::fromUtf8(contentOf(path)).trimmed();
}

// mountinfo writes blanks and the like as \040.
QString unescaped(const QByteArray& text)
{
    QByteArray plain;
    for (qsizetype at = 0; at < text.size(); ++at) {
        bool isOctal = false;
        const int code = text[at] == '\\' ? text.mid(at + 1, 3).toInt(&isOctal, 8) : 0;
        if (isOctal && at + 3 < text.size()) {
            plain += char(code);
            at += 3;
        } else {
            plain += text[at];
        }
    }
    return QString::fromUtf8(plain);
}

// Mount points by "major:minor".
QHash<QString, QStringList> mountPointsOf(const QString& path)
{
    QHash<QString, QStringList> points;
    for (const QByteArray& line : contentOf(path).split('\n')) {
        const QList<QByteArray> fields = line.split(' ');
        if (fields.size() > 4)
            points[QString::fromLatin1(fields[2])].append(unescaped(fields[4]));
    }
    return points;
}

// What udev has found on it: "ext4", "LVM2_member", "gpt".
QString contentTypeOf(const QString& udevData, const QString& number)
{
    QString partitionTable;
    const QByteArray known = contentOf(udevData + QLatin1String("/b") + number);
    for (const QByteArray& line : known.split('\n')) {
        if (line.startsWith("E:ID_FS_TYPE="))
            return QString::fromUtf8(line.mid(13));
        if (line.startsWith("E:ID_PART_TABLE_TYPE="))
            partitionTable = QString::fromUtf8(line.mid(21));
    }
    return partitionTable.isEmpty() ? QString()
                                    : Texts::tr("a partition table (%1)").arg(partitionTable);
}

HostDevice read(const QString& folder, const QString& name, const BlockDevicePlaces& places,
                const QHash<QString, QStringList>& mountPoints)
{
    HostDevice device;
    device.kernelName = name;
    const QString mapped = lineOf(folder + QLatin1String("/dm/name"));
    // sysfs has '!' where the name of a node has '/'.
    QString node = name;
    node.replace(u'!', u'/');
    device.path
        = mapped.isEmpty() ? QLatin1String("/dev/") + node : QLatin1String("/dev/mapper/") + mapped;
    device.sizeSectors = lineOf(folder + QLatin1String("/size")).toULongLong();
    device.model = lineOf(folder + QLatin1String("/device/model"));
    device.isReadOnly = lineOf(folder + QLatin1String("/ro")) == QLatin1String("1");
    device.holders = QDir(folder + QLatin1String("/holders"))
                         .entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    if (QFileInfo::exists(folder + QLatin1String("/partition")))
        device.disk = QFileInfo(QFileInfo(folder).canonicalFilePath()).dir().dirName();
    const QString number = lineOf(folder + QLatin1String("/dev"));
    device.mountPoints = mountPoints.value(number);
    device.holds = contentTypeOf(places.udevData, number);
    return device;
}

} // namespace

QString HostDevice::description() const
{
    QStringList parts { sectorsText(sizeSectors) };
    if (!model.isEmpty())
        parts.append(model);
    if (!holds.isEmpty())
        parts.append(holds);
    if (!mountPoints.isEmpty())
        parts.append(Texts::tr("mounted on %1").arg(mountPoints.constFirst()));
    else if (!holders.isEmpty())
        parts.append(Texts::tr("used by %1").arg(holders.constFirst()));
    if (isReadOnly)
        parts.append(Texts::tr("read-only"));
    return parts.join(Texts::tr(", ", "between the facts about a block device"));
}

QList<HostDevice> listBlockDevices(const BlockDevicePlaces& places)
{
    const auto mountPoints = mountPointsOf(places.mountInfo);
    QList<HostDevice> devices;
    const QDir folder(places.sysClassBlock);
    const QStringList names
        = folder.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot);
    for (const QString& name : names) {
        const HostDevice device = read(folder.filePath(name), name, places, mountPoints);
        if (device.sizeSectors != 0)
            devices.append(device);
    }
    std::ranges::sort(devices, {}, &HostDevice::path);
    return devices;
}

void BlockDeviceModel::setDevices(const QList<HostDevice>& devices)
{
    beginResetModel();
    m_devices = devices;
    endResetModel();
}

const HostDevice* BlockDeviceModel::find(const QString& path) const
{
    const auto by = [this](const QString& wanted) {
        return std::ranges::find(m_devices, wanted, &HostDevice::path);
    };
    auto found = by(path);
    // Only there: anywhere else a look at a link may wait for a network share.
    if (found == m_devices.end() && path.startsWith(QLatin1String("/dev/"))) {
        const QString node = QFileInfo(path).canonicalFilePath();
        if (!node.isEmpty())
            found = std::ranges::find_if(m_devices, [&](const HostDevice& device) {
                return device.path == node || QLatin1String("/dev/") + device.kernelName == node;
            });
    }
    return found == m_devices.end() ? nullptr : &*found;
}

int BlockDeviceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_devices.size());
}

QVariant BlockDeviceModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid()) // which combo boxes do ask for
        return {};
    const HostDevice& device = m_devices.at(index.row());
    switch (role) {
    case Qt::EditRole:
        return device.path;
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return Texts::tr("%1 (%2)", "path of a block device, and what is known about it")
            .arg(device.path, device.description());
    default:
        return {};
    }
}

} // namespace blkera
