// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/mutex.h"
#include "base/result.h"
#include "base/unique_fd.h"
#include "control/metadata_reader.h"
#include "era/changed_blocks.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace blkera {

class ListOutput;

// The lists of changed blocks that are waiting, being written, or have ended without anybody who
// took note of it. A list goes on when its caller has gone.
//
// Thread safety: the control thread; `done` is called on another, once for each list.
class ChangedLists {
public:
    struct Request {
        std::uint64_t job = 0; // what cancel() and states() know it by; 0: nothing
        std::uint64_t id = 0; // what `done` is told
        Era since;
        std::optional<Era> until; // none: to the current era
        std::string format;
        int output = -1; // the caller's; see ListOutput::open()
    };

    using Done = std::function<void(std::uint64_t id, const Result<ChangedAnswer>& listed)>;

    // `deviceSize` is called on the control thread and the list's.
    ChangedLists(Tracker& tracker, std::function<SectorCount()> deviceSize, Done done);
    ~ChangedLists(); // stop()

    // Errors: Invalid for an unknown format, an output that is none, and a job that is known
    // already; Busy if too many lists wait.
    Result<void> add(const Request& request, std::unique_ptr<BlockDevice> metadata);
    // Errors: NotFound if no such list waits or is being written.
    Result<void> cancel(std::uint64_t job);
    // `done` was called and the caller has the answer: nobody will ask again.
    void forget(std::uint64_t id);

    enum class Stage { Running, Done, Failed, Cancelled };

    struct State {
        std::uint64_t job = 0;
        Stage stage = Stage::Running;
        std::uint64_t lookedAt = 0; // blocks of the device
        std::uint64_t total = 0; // 0: it waits
        ChangedAnswer answer {};
        std::string error {};
    };

    // Of those with a job, oldest first; of those that have ended, the last 64.
    std::vector<State> states() const;

    // Gives up every list; returns when `done` was called for all of them.
    void stop();

private:
    struct List;

    void write(List& list, ListOutput& output, const std::string& format,
               const Result<MetadataReader::View>& view);
    Result<ChangedAnswer> listed(List& list, ListOutput& output, const std::string& format,
                                 const MetadataReader::View& view);
    void dropOldest();

    const std::function<SectorCount()> m_deviceSize;
    const Done m_done;
    std::vector<std::shared_ptr<List>> m_lists; // oldest first; the reader has those it was given
    MetadataReader m_reader;
};

} // namespace blkera
