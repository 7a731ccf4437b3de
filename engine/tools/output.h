// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "base/unique_fd.h"
#include "formats/changed_list.h"

#include <memory>
#include <string>
#include <string_view>

namespace blkera::tools {

// Where a verb's answer goes: standard output, or a file that appears (or is replaced) only once it
// is complete. A path that is no regular file (a pipe, /dev/stdout) is written to as it is.
class Output {
public:
    // An empty path means standard output. Errors: Io, naming the path.
    static Result<std::unique_ptr<Output>> open(const std::string& path);

    ~Output(); // without finish() nothing of a file remains
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    Result<void> write(std::string_view text);
    // For writers that stream; must not outlive the output.
    TextSink sink();
    // Returns when everything is written and the file is in its place.
    Result<void> finish();

private:
    Output(UniqueFd fd, std::string name);

    Result<void> flush();
    Result<void> pass(std::string_view rest);
    Error failed(int errnoValue) const;

    UniqueFd m_fd;
    std::string m_name; // for messages
    std::string m_target; // what m_temporary becomes
    std::string m_temporary; // empty: written in place
    std::string m_buffer;
};

} // namespace blkera::tools
