// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "era/tracker_state.h"

#include <string>

namespace blkera {

// Where the state of one device is kept over restarts: STATE-DIR/NAME.state, four lines of text:
//
//     blkera-state 1
//     metadata = /dev/vg/data-meta
//     state = needs-check
//     reason = reading metadata block 12: Input/output error
//
// A file that says anything else, or is about another metadata device, is an error, so that the
// metadata is checked before it is used.
class StateFile {
public:
    // `metadata`: the path of the metadata device as it is configured.
    StateFile(std::string path, std::string metadata);

    // Running if there is no file. Errors: Corrupt, Io.
    Result<StateRecord::Entry> load() const;
    // Replaces the file by a complete new one, mode 0600, durable when this returns; makes its
    // directory. What is no printable character in the reason becomes '?'. Errors: Io; the old file
    // is untouched then, unless only the directory could not be brought to the disk.
    Result<void> save(const StateRecord::Entry& entry) const;

    const std::string& path() const { return m_path; }

private:
    Result<StateRecord::Entry> parse(const std::string& text) const;

    std::string m_path;
    std::string m_metadata;
};

// Where a device's state lies.
std::string stateFilePath(const std::string& directory, const std::string& name);

} // namespace blkera
