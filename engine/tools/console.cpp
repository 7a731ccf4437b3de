// SPDX-License-Identifier: GPL-2.0-or-later
#include "tools/console.h"

#include "tools/output.h"

#include <cstdio>
#include <utility>

namespace blkera::tools {

Console::Console(std::string program)
    : m_program(std::move(program))
{
}

void Console::say(std::string text) const
{
    for (char& c : text) {
        if (c == '\n')
            c = ' ';
    }
    std::fprintf(stderr, "%s: %s\n", m_program.c_str(), text.c_str());
}

Error about(const std::string& file, Error error)
{
    // The engine's own contexts may begin with the file's name.
    if (!error.context.starts_with(file + ": "))
        error.context = file + ": " + error.context;
    return error;
}

Error damaged(const std::string& file, Error error)
{
    if (error.kind == ErrorKind::Corrupt)
        error.context += "; 'blkera-meta check' lists all damage";
    return about(file, std::move(error));
}

Result<void> printText(std::string_view text)
{
    auto output = Output::open({});
    if (!output)
        return output.error();
    if (auto written = (*output)->write(text); !written)
        return written;
    return (*output)->finish();
}

} // namespace blkera::tools
