// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "cli/ending.h"
#include "client/outcome.h"

#include <functional>
#include <initializer_list>
#include <string>

#include <QFuture>
#include <QString>

namespace CLI {
class App;
class Option;
} // namespace CLI

namespace blkera {

class EraClient;

// One word of the command line: what parses its arguments, and what it does once they are parsed.
struct Verb {
    CLI::App* command = nullptr;
    std::function<Ending(EraClient&)> run;
};

// Each adds its command to the app; a file a verb.
Verb addCreate(CLI::App& app);
Verb addStart(CLI::App& app);
Verb addStop(CLI::App& app);
Verb addRestart(CLI::App& app);
Verb addSuspend(CLI::App& app);
Verb addResume(CLI::App& app);
Verb addRemove(CLI::App& app);
Verb addResize(CLI::App& app);
Verb addList(CLI::App& app);
Verb addInfo(CLI::App& app);
Verb addPath(CLI::App& app);
Verb addStatus(CLI::App& app);
Verb addStats(CLI::App& app);
Verb addMessage(CLI::App& app);
Verb addCheckpoint(CLI::App& app);
Verb addChanged(CLI::App& app);
Verb addHistory(CLI::App& app);
Verb addJobs(CLI::App& app);
Verb addMonitor(CLI::App& app);
Verb addMetrics(CLI::App& app);
Verb addSchedule(CLI::App& app);
Verb addReload(CLI::App& app);
Verb addCompletion(CLI::App& app);

// A verb of one device that prints nothing: it asks the client and waits.
Verb addSilentVerb(CLI::App& app, const std::string& word, const QString& help,
                   QFuture<Outcome<Done>> (EraClient::*ask)(const QString& name));

// Arguments that several verbs have. A name is checked while parsing.
CLI::Option* addDeviceName(CLI::App& command, std::string& name);
CLI::Option* addJson(CLI::App& command, bool& json);
// Below the help of a verb; command lines, as they are typed.
void addExamples(CLI::App& command, std::initializer_list<const char*> lines);
// The check of a device name as CLI11 wants it: empty, or what is wrong.
std::string checkDeviceName(const std::string& name);

// Command-line text is UTF-8, as Qt has it on every locale.
std::string helpText(const QString& text);

} // namespace blkera
