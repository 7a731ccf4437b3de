// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include <QByteArray>
#include <QString>

namespace blkera {

// What the journal can be asked for: journalctl MESSAGE_ID=... An id means the same for ever, and
// packaging/journal/blkera.catalog explains it (journalctl -x).
enum class JournalEvent : std::uint8_t {
    Audit, // see audit.h
    DeviceStarted,
    TargetDied,
    TargetRestarted, // after it had died
    HistoryRebuilt,
};

struct JournalMessage {
    JournalEvent event;
    std::string_view kind; // the same word as in the history's events
    std::string_view id;
    int priority = 0; // as syslog has it
};

std::span<const JournalMessage> journalMessages();
const JournalMessage& journalMessage(JournalEvent event);

struct JournalField {
    std::string_view name; // BLKERA_...
    QString value; // as it is; who shows it escapes it
};

// One entry of the journal with MESSAGE, which has been escaped, MESSAGE_ID, and the fields; those
// without a value are left out. False where stderr is not the journal's, or the journal is gone:
// then the caller has a line for stderr. Waits no longer than such a line would.
bool sendToJournal(JournalEvent event, int priority, const QByteArray& message,
                   std::initializer_list<JournalField> fields);

// What happened to a device, or to the daemon if `device` is empty; `text` is a sentence for
// people. To the journal, with BLKERA_DEVICE and BLKERA_TEXT, or a line on stderr.
void journal(JournalEvent event, const QString& device, const QString& text);

} // namespace blkera
