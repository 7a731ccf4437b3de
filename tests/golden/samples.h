// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include <QByteArray>
#include <QString>
#include <QStringList>

// What a program did.
struct Run {
    int status = -1; // -1: it did not start, or died of a signal
    QByteArray out;
    QByteArray err;
};

Run run(const QString& program, const QStringList& arguments);

// The raw image of a sample; empty if it cannot be had.
QByteArray unpackSample(const QString& name);

// Ranges as the README writes them: "0, 5, 10-19", both ends included.
QString rangesText(const std::vector<bool>& blocks);
std::vector<bool> rangesFromText(const QString& text, std::size_t size);
// Of a list that era_invalidate or blkera-meta printed; also of the one with blanks around "=".
std::vector<bool> rangesFromXml(const QByteArray& xml, std::size_t size);
