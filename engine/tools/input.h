// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "formats/era_xml.h"
#include "tools/progress.h"

#include <memory>
#include <string>

namespace blkera::tools {

// Text that a verb reads: a file, or a pipe by its name (/dev/stdin). Refuses metadata devices and
// directories, of which a person who mixed up -i and -o is told here.
class Input {
public:
    // Errors: Io, NotFound, Invalid, each naming the path.
    static Result<std::unique_ptr<Input>> open(const std::string& path, bool quiet);

    // For readers that stream; must not outlive the input.
    ByteSource source();

private:
    Input(UniqueFd fd, std::string name, std::uint64_t size, bool quiet);

    Result<std::size_t> read(std::span<char> bytes);

    UniqueFd m_fd;
    std::string m_name;
    Progress m_progress;
};

} // namespace blkera::tools
