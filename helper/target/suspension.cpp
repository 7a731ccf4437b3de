// SPDX-License-Identifier: GPL-2.0-or-later
#include "suspension.h"

#include "base/unique_fd.h"

#include <cerrno>
#include <future>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace blkera {

Suspension::Suspension(EraTarget& target, Tracker& tracker, std::string mark, Log& log)
    : m_target(target)
    , m_tracker(tracker)
    , m_mark(std::move(mark))
    , m_log(log)
{
}

bool Suspension::isMarked(const std::string& mark)
{
    return ::access(mark.c_str(), F_OK) == 0;
}

void Suspension::beginAtOnce()
{
    m_target.hold({ [] {}, [] {} });
    std::promise<Result<void>> archived;
    m_tracker.suspend([&](Result<void> done) { archived.set_value(std::move(done)); });
    if (Result<void> done = archived.get_future().get(); !done)
        m_log.say("suspended, but " + done.error().message());
    m_stage = Stage::On;
}

// Marked first: a process that dies while requests are held must not let its successor serve them.
void Suspension::begin(bool isMarked, Tracker::Reply<void> done)
{
    m_stage = Stage::Beginning;
    if (isMarked) {
        if (Result<void> marked = makeMark(); !marked) {
            m_target.hold({ [] {}, [done = std::move(done), marked] { done(marked); } });
            return;
        }
    }
    m_target.hold({ [] {}, [this, done = std::move(done)] { m_tracker.suspend(done); } });
}

Result<void> Suspension::finish(const Result<void>& engine)
{
    if (engine) {
        m_stage = Stage::On;
        return engine;
    }
    removeMark();
    m_stage = Stage::Off;
    m_target.release();
    return engine;
}

void Suspension::beginResume(Tracker::Reply<Era> done)
{
    m_stage = Stage::Ending;
    m_tracker.resume(std::move(done));
}

void Suspension::finishResume()
{
    removeMark();
    m_stage = Stage::Off;
    m_target.release();
}

void Suspension::resume()
{
    std::promise<Result<Era>> begun;
    beginResume([&](Result<Era> era) { begun.set_value(std::move(era)); });
    (void)begun.get_future().get(); // the device's state says it
    finishResume();
}

Result<void> Suspension::makeMark() const
{
    UniqueFd file(::open(m_mark.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    return file ? Result<void>() : ioError(errno, "making " + m_mark);
}

void Suspension::removeMark() const
{
    ::unlink(m_mark.c_str());
}

} // namespace blkera
