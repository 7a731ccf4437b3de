// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "store/sqlite.h"

#include <memory>

#include <QString>

namespace blkera {

// A history that is ready to be written.
struct OpenedHistory {
    std::unique_ptr<SqliteConnection> connection;
    bool isNew = false;
    QString damage; // of the one that was there, and where it is now; empty if it is as it was left
};

// Opens the history, of this version or an earlier one, or begins one; a damaged one is moved aside
// first. Nobody else in this process has the file open.
//
// The structure of the whole file is read only if it is small or was not closed properly: other
// damage is found by whoever comes across it.
//
// Errors: Unsupported if a newer program has written it, which leaves it as it is; those of
// SqliteConnection, but not Corrupt, which is seen to here.
Result<OpenedHistory> openHistory(const QString& path);

// Reads the structure of the whole file and compares the indexes with their tables, by a connection
// of its own, because one that has pages in memory does not look at the disk again. Corrupt if it
// is damaged.
Result<void> checkHistory(const QString& path);

// Moves the file aside as PATH.damaged-TIME, with what belongs to it, and begins a new one. Keeps
// the last three of those.
Result<OpenedHistory> replaceHistory(const QString& path, const QString& why);

} // namespace blkera
