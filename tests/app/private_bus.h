// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace blkera {

// A message bus of the test's own, on which everybody may do everything. Ends with this object.
class PrivateBus {
public:
    PrivateBus();
    ~PrivateBus();

    // Empty if the bus does not come up.
    QString address() const { return m_address; }

private:
    QTemporaryDir m_directory;
    QProcess m_process;
    QString m_address;
};

} // namespace blkera
