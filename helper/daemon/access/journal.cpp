// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/journal.h"

#include "access/audit.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <sys/stat.h>
#include <sys/uio.h>
#include <syslog.h>
#include <unistd.h>

// Where in the source an entry was written is of no use to those who read it.
#define SD_JOURNAL_SUPPRESS_LOCATION
#include <systemd/sd-journal.h>

namespace blkera {

namespace {

constexpr std::array<JournalMessage, 5> kMessages { {
    { JournalEvent::Audit, "audit", "4f4b253a09eb4546af517f7ade61018c", LOG_NOTICE },
    { JournalEvent::DeviceStarted, "device-started", "a5f68748da404f0289b78ab13a08310e", LOG_INFO },
    { JournalEvent::TargetDied, "target-died", "fc2a76d99a774f0cb7335c8156240efe", LOG_ERR },
    { JournalEvent::TargetRestarted, "target-restarted", "ac8d18babfea43a38974727254bcbcf6",
      LOG_NOTICE },
    { JournalEvent::HistoryRebuilt, "history-rebuilt", "711a1b3f557b4a8492bec23d7312eca8",
      LOG_WARNING },
} };

// systemd.exec(5), JOURNAL_STREAM: device and inode of what it made stderr.
bool isStderrOfJournal()
{
    const char* stream = std::getenv("JOURNAL_STREAM"); // NOLINT(concurrency-mt-unsafe): never set

    struct stat status { };

    if (stream == nullptr || ::fstat(STDERR_FILENO, &status) != 0)
        return false;
    return QByteArray::number(static_cast<qulonglong>(status.st_dev)) + ':'
        + QByteArray::number(static_cast<qulonglong>(status.st_ino))
        == stream;
}

// libsystemd takes a message for delivered where this is not there.
bool isJournalThere()
{
    return ::access("/run/systemd/journal/socket", W_OK) == 0;
}

QByteArray entry(std::string_view name, const QByteArray& value)
{
    return QByteArray(name.data(), static_cast<qsizetype>(name.size())) + '=' + value;
}

} // namespace

std::span<const JournalMessage> journalMessages()
{
    return kMessages;
}

const JournalMessage& journalMessage(JournalEvent event)
{
    return kMessages.at(static_cast<std::size_t>(event));
}

bool sendToJournal(JournalEvent event, int priority, const QByteArray& message,
                   std::initializer_list<JournalField> fields)
{
    if (!isStderrOfJournal() || !isJournalThere())
        return false;
    const std::string_view id = journalMessage(event).id;
    std::vector<QByteArray> entries {
        entry("MESSAGE", message),
        entry("MESSAGE_ID", QByteArray(id.data(), static_cast<qsizetype>(id.size()))),
        entry("PRIORITY", QByteArray::number(priority)),
    };
    if (event == JournalEvent::Audit)
        entries.push_back(entry("SYSLOG_FACILITY", QByteArray::number(LOG_FAC(LOG_AUTHPRIV))));
    for (const JournalField& field : fields) {
        if (!field.value.isEmpty())
            entries.push_back(entry(field.name, field.value.toUtf8()));
    }
    std::vector<iovec> vectors;
    vectors.reserve(entries.size());
    for (QByteArray& one : entries)
        vectors.push_back({ one.data(), static_cast<std::size_t>(one.size()) });
    return sd_journal_sendv(vectors.data(), static_cast<int>(vectors.size())) == 0;
}

void journal(JournalEvent event, const QString& device, const QString& text)
{
    const QByteArray message = escapedForLog(text);
    if (!sendToJournal(event, journalMessage(event).priority, message,
                       { { "BLKERA_DEVICE", device }, { "BLKERA_TEXT", text } }))
        std::fprintf(stderr, "blkerad: %s\n", message.constData());
}

} // namespace blkera
