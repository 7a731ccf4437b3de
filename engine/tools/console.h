// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace blkera::tools {

// What a person reads beside the answer: lines on standard error that begin with the name by which
// the program was called.
class Console {
public:
    explicit Console(std::string program);

    // One line, whatever is in `text`.
    void say(std::string text) const;

private:
    std::string m_program;
};

// The error as a person is told it: naming the file that it is about.
Error about(const std::string& file, Error error);
// The same for metadata that is only read, saying where more is told of damage.
Error damaged(const std::string& file, Error error);
// Prints a short answer.
Result<void> printText(std::string_view text);

} // namespace blkera::tools
