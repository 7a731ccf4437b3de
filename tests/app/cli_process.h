// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>

#include <QByteArray>
#include <QProcess>
#include <QString>
#include <QStringList>

namespace blkera {

// What a run of `blkera` left behind. An exit code of -1: it crashed or did not end.
struct CliResult {
    int exitCode = -1;
    QByteArray out;
    QByteArray err;

    // The whole as one text, for comparisons: "exit 2\n" + out + err.
    QByteArray text() const { return "exit " + QByteArray::number(exitCode) + '\n' + out + err; }
};

struct CliOptions {
    QString busAddress; // of DBUS_SYSTEM_BUS_ADDRESS
    QByteArray locale = "C"; // of LC_ALL
    QString stdoutFile; // instead of `out`
    std::function<void()> inChild; // between fork and exec
    int timeoutMs = 60000;
};

// Runs `blkera` to its end, while the event loop of the test goes on and serves it.
CliResult runCli(const QStringList& arguments, const CliOptions& options);

// Whether it is exactly one line, and ours: "blkera: …\n".
bool isOneErrorLine(const QByteArray& err);

} // namespace blkera
