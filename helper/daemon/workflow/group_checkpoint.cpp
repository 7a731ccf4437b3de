// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/group_checkpoint.h"

#include <utility>

namespace blkera {

namespace {

// As long as a target holds requests for us; committing an era takes milliseconds.
constexpr quint32 kHoldMs = 10'000;

} // namespace

GroupCheckpoint::GroupCheckpoint(const QList<Device*>& devices, const EraNote& note,
                                 Answer finished, QObject* parent)
    : QObject(parent)
    , m_note(note)
    , m_finished(std::move(finished))
{
    for (Device* device : devices)
        m_members.push_back({ device });
    if (devices.size() > 1)
        forEach(&GroupCheckpoint::hold, &GroupCheckpoint::begin);
    else
        forEach(&GroupCheckpoint::begin, &GroupCheckpoint::release);
}

// Asks all members at once; when the last one has answered, `next` is asked. After an error only
// what has to be undone.
void GroupCheckpoint::forEach(Ask ask, Ask next)
{
    m_next = next;
    m_open = m_members.size();
    for (Member& member : m_members)
        (this->*ask)(member);
}

void GroupCheckpoint::answered(const std::optional<BusError>& error)
{
    if (error && !m_error)
        m_error = error;
    if (--m_open != 0)
        return;
    if (m_next == &GroupCheckpoint::begin && !m_error)
        forEach(&GroupCheckpoint::begin, &GroupCheckpoint::release);
    else if (m_next)
        forEach(&GroupCheckpoint::release, nullptr);
    else
        finish();
}

void GroupCheckpoint::hold(Member& member)
{
    member.device->hold(kHoldMs, [this, &member](const std::optional<BusError>& error) {
        member.isHeld = !error;
        answered(error);
    });
}

void GroupCheckpoint::begin(Member& member)
{
    if (!member.device) {
        answered(failed(QStringLiteral("a device was removed meanwhile")));
        return;
    }
    member.device->checkpoint(m_note.toString(),
                              [this, &member](const std::optional<BusError>& error, quint32 era) {
                                  member.era = error ? 0 : era;
                                  answered(error);
                              });
}

void GroupCheckpoint::release(Member& member)
{
    if (!member.device || !std::exchange(member.isHeld, false)) {
        answered(std::nullopt);
        return;
    }
    member.device->release([this, &member](const std::optional<BusError>& error, bool held) {
        if (error || held) {
            answered(error);
            return;
        }
        answered(failed(QStringLiteral("%1 went on before every device had its new era: these eras "
                                       "are not one moment; take another checkpoint")
                            .arg(member.device ? member.device->name() : QString())));
    });
}

void GroupCheckpoint::finish()
{
    QList<uint> eras;
    QStringList begun;
    for (const Member& member : m_members) {
        eras << member.era;
        if (member.era != 0 && member.device)
            begun << QStringLiteral("%1: %2").arg(member.device->name()).arg(member.era);
    }
    if (m_error && !begun.isEmpty())
        m_error->message += QStringLiteral(" (eras that have begun all the same: %1)")
                                .arg(begun.join(QLatin1String(", ")));
    deleteLater();
    std::exchange(m_finished, {})(m_error, eras);
}

} // namespace blkera
