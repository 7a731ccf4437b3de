// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "cli/ending.h"

#include <memory>

#include <QFile>
#include <QSaveFile>
#include <QString>

namespace blkera {

// Where a list goes. A regular file appears complete or not at all: what is written stays nameless
// or under another name beside it until keep(). Stdout, pipes and character devices get it as it
// comes; block devices and directories are refused.
class ListOutput {
public:
    // "-" is stdout.
    explicit ListOutput(QString path);

    // Call once, before anything else.
    Ending open();
    Ending write(QByteArrayView bytes);
    // Whether PIPE_BUF bytes can be written without waiting for a reader; and where to wait for
    // that. Files are always ready.
    bool isReady() const;

    int descriptor() const { return m_fd; }

    Ending keep();

    // Whether somebody may have seen bytes of a list that is not complete.
    bool isExposed() const { return m_written && !m_save; }

private:
    Ending openFailed(const QFileDevice& file) const;

    QString m_path;
    std::unique_ptr<QSaveFile> m_save;
    std::unique_ptr<QFile> m_stream;
    int m_fd = -1;
    bool m_written = false;
};

} // namespace blkera
