// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"

#include <memory>

#include <QFuture>
#include <QString>
#include <QStringList>

namespace blkera {

// What a file has that was written.
struct ExportSummary {
    QString error; // empty: there is none
    quint64 sizeBytes = 0;
    quint64 ranges = 0;
    QString sha256;
    QStringList firstRows;
};

// A file that is written under another name beside its own, and gets its own only when it is
// complete: it is there as a whole or not at all. Unlinked when it goes and was not kept. Its
// calls may wait for a disk or a network share, so they run on threads of their own.
class ExportFile {
public:
    enum class Target { Free, File, Folder, Other, NoFolder };

    // What is there already.
    static QFuture<Target> look(const QString& path);

    struct Opened {
        std::shared_ptr<ExportFile> file; // shared with the threads that work on it; null: error
        QString error;
    };

    // `mayReplace`: a file of that name goes when this one is kept; if not, that is an error then.
    static QFuture<Opened> open(const QString& path, bool mayReplace);

    ~ExportFile();
    ExportFile(const ExportFile&) = delete;
    ExportFile& operator=(const ExportFile&) = delete;

    int fd() const { return m_fd.get(); }

    QString path() const { return m_path; }

    // The first rows of what is written so far.
    static QFuture<QStringList> peek(std::shared_ptr<ExportFile> file);
    // Counts, sums up and gives it its name.
    static QFuture<ExportSummary> keep(std::shared_ptr<ExportFile> file);
    // Removes it, wherever the last reference is held.
    static void discard(std::shared_ptr<ExportFile> file);

private:
    ExportFile(const QString& path, const QString& temporary, int fd, bool mayReplace);

    QStringList firstRows() const;
    ExportSummary sumUp() const;
    QString rename();

    const QString m_path;
    const QString m_temporary;
    UniqueFd m_fd;
    const bool m_mayReplace;
    bool m_isKept = false;
};

} // namespace blkera
