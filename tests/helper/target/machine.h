// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block_stack.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>

namespace blkera::test {

// A machine with a disk sda of two partitions: sda1 has "/", sda2 is under the mapped device dm-0
// (data), which is mounted on /srv. sdb is nobody's.
class Machine {
public:
    Machine()
    {
        disk("sda", "8:0");
        partition("sda", "sda1", "8:1");
        partition("sda", "sda2", "8:2");
        disk("sdb", "8:16");
        disk("dm-0", "253:0", { "sda2" });
        link("dev/mapper/data", "../dm-0");
        mount("8:1", "/", "/dev/sda1");
        mount("0:5", "/run", "tmpfs");
        mount("253:0", "/srv", "/dev/mapper/data");
    }

    void write(const QString& path, const QByteArray& text)
    {
        QFile file(m_directory.filePath(path));
        if (!QDir().mkpath(QFileInfo(file).path()) || !file.open(QIODevice::Append)
            || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
    }

    void disk(const QString& name, const QByteArray& numbers, const QStringList& slaves = {})
    {
        device("block/" + name, numbers);
        for (const QString& slave : slaves)
            link("sys/devices/block/" + name + "/slaves/" + slave,
                 "../../../../class/block/" + slave);
    }

    void partition(const QString& disk, const QString& name, const QByteArray& numbers)
    {
        device("block/" + disk + "/" + name, numbers);
        write("sys/devices/block/" + disk + "/" + name + "/partition", "1\n");
    }

    void mount(const QByteArray& numbers, const QByteArray& point, const QByteArray& source)
    {
        write("proc/self/mountinfo",
              "1 1 " + numbers + " / " + point + " rw - ext4 " + source + " rw\n");
    }

    // As the target of an era device notes it.
    void serve(const QString& name, const QByteArray& origin, const QByteArray& device)
    {
        write("run/blkera/stack/" + name, device + "\n" + origin + "\n");
    }

    BlockStack stack() const
    {
        return BlockStack(QDir(m_directory.path()).canonicalPath().toStdString());
    }

private:
    void device(const QString& place, const QByteArray& numbers)
    {
        const QString name = place.section('/', -1);
        write("sys/devices/" + place + "/dev", numbers + '\n');
        write("dev/" + name, {});
        link("sys/dev/block/" + QString(numbers), "../../devices/" + place);
        link("sys/class/block/" + name, "../../devices/" + place);
    }

    void link(const QString& path, const QString& target)
    {
        const QString whole = m_directory.filePath(path);
        if (!QDir().mkpath(QFileInfo(whole).path()) || !QFile::link(target, whole))
            qFatal("cannot link %s", qPrintable(whole));
    }

    QTemporaryDir m_directory;
};

} // namespace blkera::test
