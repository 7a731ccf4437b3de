// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/history_words.h"

#include "client/texts.h"

namespace blkera {
namespace {

// Events of kind "state" say "needs-check" or "needs-check: why".
DeviceInfo deviceIn(const QString& eventText)
{
    DeviceInfo device;
    device.state = eventText.section(QStringLiteral(": "), 0, 0);
    device.failure = eventText.section(QStringLiteral(": "), 1);
    return device;
}

} // namespace

QString causeText(const QString& cause)
{
    if (cause == u"checkpoint")
        return Texts::tr("Checkpoint");
    if (cause == u"snapshot")
        return Texts::tr("Snapshot");
    if (cause == u"activation")
        return Texts::tr("Start of the device");
    if (cause == u"crash")
        return Texts::tr("Start after a crash");
    if (cause == u"resume")
        return Texts::tr("Resume");
    if (cause == u"resize")
        return Texts::tr("Resize");
    if (cause.isEmpty() || cause == u"unknown")
        return Texts::tr("Not known");
    return cause;
}

EraMark eraMark(const QString& cause)
{
    if (cause == u"crash")
        return EraMark::Crash;
    if (cause == u"snapshot")
        return EraMark::Snapshot;
    if (cause == u"resize")
        return EraMark::Resize;
    if (cause == u"activation")
        return EraMark::Activation;
    return EraMark::None;
}

QString eventKindText(const QString& kind)
{
    if (kind == u"state")
        return Texts::tr("State");
    if (kind == u"target-died")
        return Texts::tr("Process ended");
    if (kind == u"target-restarted")
        return Texts::tr("Process restarted");
    if (kind == u"era")
        return Texts::tr("New era");
    if (kind == u"created")
        return Texts::tr("Created");
    if (kind == u"removed")
        return Texts::tr("Removed");
    if (kind == u"history-rebuilt")
        return Texts::tr("History rebuilt");
    if (kind == u"history-dropped")
        return Texts::tr("History incomplete");
    if (kind == u"schedule")
        return Texts::tr("Schedule");
    if (kind == u"hook")
        return Texts::tr("Hook");
    return kind;
}

QString eventText(const EventInfo& event)
{
    if (event.kind != u"state")
        return event.text;
    const DeviceInfo device = deviceIn(event.text);
    const QString word = stateWords(device).word;
    return device.failure.isEmpty()
        ? word
        : Texts::tr("%1: %2", "a state and why").arg(word, device.failure);
}

Severity eventSeverity(const EventInfo& event)
{
    if (event.kind == u"state") {
        // A device that runs again is good to know; that it was stopped needs nobody.
        const Severity severity = stateWords(deviceIn(event.text)).severity;
        return severity == Severity::None ? Severity::Note : severity;
    }
    if (event.kind == u"target-died")
        return Severity::Error;
    // These are told only when something has gone wrong.
    if (event.kind == u"schedule" || event.kind == u"hook" || event.kind == u"history-dropped"
        || event.kind == u"history-rebuilt")
        return Severity::Warning;
    if (event.kind == u"target-restarted")
        return Severity::Good;
    return Severity::Note;
}

QString severityText(Severity severity)
{
    switch (severity) {
    case Severity::Good:
        return Texts::tr("Good");
    case Severity::Warning:
        return Texts::tr("Warning");
    case Severity::Error:
        return Texts::tr("Error");
    case Severity::None:
    case Severity::Note:
        break;
    }
    return Texts::tr("Information");
}

QString operationText(const QString& operation)
{
    if (operation == u"changed-blocks")
        return Texts::tr("List of changed blocks");
    if (operation == u"create")
        return Texts::tr("Create");
    if (operation == u"start")
        return Texts::tr("Start");
    if (operation == u"stop")
        return Texts::tr("Stop");
    if (operation == u"restart")
        return Texts::tr("Restart");
    if (operation == u"resize")
        return Texts::tr("Resize");
    if (operation == u"checkpoint")
        return Texts::tr("Checkpoint");
    return operation;
}

QString jobStateText(const QString& state)
{
    if (state == u"running")
        return Texts::tr("Running", "state of a job");
    if (state == u"done")
        return Texts::tr("Done");
    if (state == u"failed")
        return Texts::tr("Failed", "state of a job");
    if (state == u"cancelled")
        return Texts::tr("Cancelled");
    if (state == u"interrupted")
        return Texts::tr("Interrupted");
    return state;
}

Severity jobSeverity(const QString& state)
{
    if (state == u"done")
        return Severity::Good;
    if (state == u"failed" || state == u"interrupted")
        return Severity::Error;
    if (state == u"cancelled")
        return Severity::Warning;
    return Severity::Note;
}

bool hasEnded(const JobInfo& job)
{
    return job.endTimeUs != 0 || (!job.state.isEmpty() && job.state != u"running");
}

} // namespace blkera
