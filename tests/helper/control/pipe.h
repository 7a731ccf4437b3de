// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"

#include <array>

#include <QByteArray>

#include <fcntl.h>
#include <unistd.h>

namespace blkera::test {

struct Pipe {
    Pipe()
    {
        std::array<int, 2> ends {};
        if (::pipe2(ends.data(), O_CLOEXEC) == 0) {
            reader.reset(ends[0]);
            writer.reset(ends[1]);
        }
    }

    // Waits for what ends with `end`.
    QByteArray readUntil(const QByteArray& end) const
    {
        QByteArray text;
        std::array<char, 4096> part {};
        for (ssize_t size = 0;
             !text.endsWith(end) && (size = ::read(reader.get(), part.data(), part.size())) > 0;)
            text.append(part.data(), size);
        return text;
    }

    // What is there at the moment.
    QByteArray readNow() const
    {
        ::fcntl(reader.get(), F_SETFL, O_NONBLOCK);
        return readUntil("\n never");
    }

    UniqueFd reader;
    UniqueFd writer;
};

} // namespace blkera::test
