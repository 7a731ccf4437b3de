// SPDX-License-Identifier: GPL-2.0-or-later
#include "private_bus.h"

#include <QFile>

namespace blkera {

PrivateBus::PrivateBus()
{
    QFile config(m_directory.filePath(QStringLiteral("bus.conf")));
    if (!config.open(QIODevice::WriteOnly))
        return;
    config.write(
        "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\""
        " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
        "<busconfig><type>session</type><listen>unix:path="
        + m_directory.filePath(QStringLiteral("socket")).toUtf8()
        + "</listen><policy context=\"default\"><allow send_destination=\"*\"/>"
          "<allow eavesdrop=\"true\"/><allow own=\"*\"/>"
          "<deny send_destination=\"org.blkera\" send_interface=\"org.blkera.Device1\" "
          "send_member=\"Remove\"/>"
          "</policy></busconfig>\n");
    config.close();
    m_process.start(QStringLiteral("dbus-daemon"),
                    { QStringLiteral("--nofork"), QStringLiteral("--nopidfile"),
                      QStringLiteral("--print-address"),
                      QStringLiteral("--config-file=") + config.fileName() });
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead()) {
            qWarning("%s", m_process.readAllStandardError().constData());
            return;
        }
    }
    m_address = QString::fromUtf8(m_process.readLine()).trimmed();
}

PrivateBus::~PrivateBus()
{
    m_process.terminate();
    m_process.waitForFinished();
}

} // namespace blkera
