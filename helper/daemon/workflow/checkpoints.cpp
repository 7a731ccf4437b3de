// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/checkpoints.h"

#include "workflow/group_checkpoint.h"

#include <algorithm>
#include <utility>

#include <QPointer>
#include <QUuid>

namespace blkera {

struct Checkpoints::Round {
    QList<QPointer<Device>> devices;
    QStringList names;
    EraNote note;
    QPointer<Job> job; // null: none
    bool hasHooks = false;
    std::optional<BusError> error {};
    QList<uint> eras {};
    Answer answer;
};

Checkpoints::Checkpoints(Hooks& hooks, JobRegistry& jobs, Chronicle& chronicle, QObject* parent)
    : QObject(parent)
    , m_hooks(hooks)
    , m_jobs(jobs)
    , m_chronicle(chronicle)
{
}

void Checkpoints::take(const QList<Device*>& devices, quint32 uid, Answer answer)
{
    auto round = std::make_shared<Round>();
    round->answer = std::move(answer);
    round->note.uid = uid;
    for (Device* device : devices) {
        round->devices << device;
        round->names << device->name();
    }
    if (devices.size() > 1)
        round->note.groupId = QUuid::createUuid().toString(QUuid::Id128);
    round->hasHooks = !m_hooks.isEmpty();
    if (round->hasHooks || devices.size() > 1)
        round->job = m_jobs.begin(QStringLiteral("checkpoint"), round->names.join(u' '), uid);
    if (!round->hasHooks) {
        begin(round);
        return;
    }
    m_hooks.run({ Hooks::When::Before, round->names },
                [this, round](const std::optional<BusError>& error) {
                    round->error = error;
                    begin(round);
                });
}

// After hooks, things may be different.
void Checkpoints::begin(const std::shared_ptr<Round>& round)
{
    QList<Device*> devices;
    for (const QPointer<Device>& device : std::as_const(round->devices)) {
        if (!round->error && !device)
            round->error = failed(QStringLiteral("a device was removed meanwhile"));
        if (!round->error)
            round->error = device->notServed();
        devices << device;
    }
    if (round->error) {
        finish(round);
        return;
    }
    new GroupCheckpoint(
        devices, round->note,
        [this, round](const std::optional<BusError>& error, const QList<uint>& eras) {
            round->error = error;
            round->eras = eras;
            finish(round);
        },
        this);
}

void Checkpoints::finish(const std::shared_ptr<Round>& round)
{
    const auto end = [round] {
        if (round->job)
            round->job->end(round->error,
                            { { QStringLiteral("eras"), QVariant::fromValue(round->eras) },
                              { QStringLiteral("group"), round->note.groupId } });
        round->answer(round->error, round->eras, round->note.groupId);
    };
    if (!round->hasHooks) {
        end();
        return;
    }
    QStringList eras;
    for (const uint era : std::as_const(round->eras))
        eras << QString::number(era);
    m_hooks.run({ Hooks::When::After, round->names, round->error.has_value(), eras },
                [this, round, end](const std::optional<BusError>& error) {
                    // What was asked for has been done, or not; this is another thing.
                    if (error)
                        m_chronicle.note(round->names.join(u' '), QStringLiteral("hook"),
                                         error->message);
                    end();
                });
}

} // namespace blkera
