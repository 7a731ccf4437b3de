// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "block/era_target.h"
#include "era/tracker.h"
#include "log/log.h"

#include <string>

namespace blkera {

// A suspended device: requests wait at the target, and the metadata is that of a stopped device, so
// that whoever looks at it or goes back to another state of the origin finds both at rest.
//
// Thread safety: one thread, the control socket's. `target`, `tracker` and `log` outlive it.
class Suspension {
public:
    // `mark` is a file that is there while the device is to be suspended, for the process after
    // this one; in a directory that does not outlive a boot.
    Suspension(EraTarget& target, Tracker& tracker, std::string mark, Log& log);

    static bool isMarked(const std::string& mark);

    // From the end of begin() to that of resume().
    bool isOn() const { return m_stage == Stage::On; }

    // A begin() or beginResume() is not finished.
    bool isChanging() const { return m_stage == Stage::Beginning || m_stage == Stage::Ending; }

    // Before the frontend starts: no request passes from the first one on. What the metadata does
    // not allow is logged; requests wait all the same.
    void beginAtOnce();

    // Of a device that is not suspended. Calls `done` on another thread when nothing is under way
    // any more and the writeset is archived; finish() is to be called with its outcome: after an
    // error requests go on. Errors: those of Tracker::suspend(); Io if the mark cannot be made.
    void begin(bool isMarked, Tracker::Reply<void> done);
    Result<void> finish(const Result<void>& engine);

    // Of a suspended device. Replies on another thread; then finishResume(): requests go on,
    // whatever the metadata has become.
    void beginResume(Tracker::Reply<Era> done);
    void finishResume();
    // Both, waiting for the engine.
    void resume();

private:
    enum class Stage { Off, Beginning, On, Ending };

    Result<void> makeMark() const;
    void removeMark() const;

    EraTarget& m_target;
    Tracker& m_tracker;
    const std::string m_mark;
    Log& m_log;
    Stage m_stage = Stage::Off;
};

} // namespace blkera
