// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "device/device.h"
#include "workflow/era_note.h"

#include <functional>
#include <vector>

#include <QList>
#include <QObject>
#include <QPointer>

namespace blkera {

// A new era on several devices, as one moment: all requests of all of them are held, every era
// begins, and they go on. So what a program was told is done on one device, before it did something
// on another, is never in a later era than that.
//
// Deletes itself when it has called `finished`.
class GroupCheckpoint : public QObject {
    Q_OBJECT

public:
    // The eras in the order of the devices, 0 where none began.
    using Answer
        = std::function<void(const std::optional<BusError>& error, const QList<uint>& eras)>;

    // A device alone is not held. All of them are served.
    GroupCheckpoint(const QList<Device*>& devices, const EraNote& note, Answer finished,
                    QObject* parent);

private:
    struct Member {
        QPointer<Device> device;
        uint era = 0;
        bool isHeld = false;
    };

    using Ask = void (GroupCheckpoint::*)(Member& member);

    void forEach(Ask ask, Ask next);
    void answered(const std::optional<BusError>& error);
    void hold(Member& member);
    void begin(Member& member);
    void release(Member& member);
    void finish();

    std::vector<Member> m_members;
    const EraNote m_note;
    Answer m_finished;
    Ask m_next = nullptr;
    std::size_t m_open = 0; // questions of the step that goes on
    std::optional<BusError> m_error; // the first
};

} // namespace blkera
