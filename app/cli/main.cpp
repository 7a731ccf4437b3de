// SPDX-License-Identifier: GPL-2.0-or-later

#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <vector>

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

#include <CLI/CLI.hpp>
#include <unistd.h>

using namespace blkera;

namespace {

// What goes to stderr is one line of ours; Qt's own remarks (a locale that is not UTF-8, a bus that
// cannot be reached) would be more. What they are about is reported as an error of the verb.
void dropQtMessages(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtFatalMsg)
        report(failed(message));
}

void describe(CLI::App& app)
{
    app.option_defaults()->group(helpText(Texts::tr("Options")));
    app.set_help_flag("-h,--help", helpText(Texts::tr("Print this help")));
    app.set_version_flag("--version", "blkera " BLKERA_VERSION,
                         helpText(Texts::tr("Print the version")));
    app.get_formatter()->column_width(28);
    app.get_formatter()->label("Usage", helpText(Texts::tr("Usage")));
    app.get_formatter()->label("OPTIONS", helpText(Texts::tr("OPTIONS")));
    app.get_formatter()->label("SUBCOMMAND", helpText(Texts::tr("VERB")));
    app.get_formatter()->label("Positionals", helpText(Texts::tr("Arguments")));
    app.get_formatter()->label("Excludes", helpText(Texts::tr("not with")));
    app.get_formatter()->label("REQUIRED", helpText(Texts::tr("(required)")));
    // One verb a call: without the limit a device called "list" would be taken for the verb.
    app.require_subcommand(0, 1);
    app.footer(helpText(Texts::tr("'blkera VERB --help' explains a verb.\n"
                                  "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised, "
                                  "4 no daemon.")));
}

// Our words for the mistakes that people make; CLI11 keeps the last word on the rare ones.
QString explain(const CLI::App& app, const CLI::ParseError& error)
{
    const std::vector<CLI::App*> verbs = app.get_subcommands();
    const CLI::App& parsed = verbs.empty() ? app : *verbs.front();
    const std::vector<std::string> unknown = app.remaining(true);
    if (!unknown.empty()) {
        const QString word = QString::fromStdString(unknown.front());
        if (verbs.empty() && !word.startsWith(u'-'))
            return Texts::tr("unknown verb '%1': 'blkera --help' lists them").arg(word);
        return Texts::tr("unexpected argument '%1'").arg(word);
    }
    if (dynamic_cast<const CLI::RequiredError*>(&error)) {
        for (const CLI::Option* option : parsed.get_options()) {
            if (option->get_required() && option->count() == 0)
                return Texts::tr("%1 is missing").arg(QString::fromStdString(option->get_name()));
        }
    }
    const QString words = QString::fromStdString(error.what());
    if (dynamic_cast<const CLI::ArgumentMismatch*>(&error))
        return Texts::tr("an option lacks its value or has more than one (%1)").arg(words);
    return words;
}

Ending parseFailed(const CLI::App& app, const CLI::ParseError& error)
{
    const std::vector<CLI::App*> verbs = app.get_subcommands();
    const QString explanation = explain(app, error);
    if (verbs.empty())
        return wrongUsage(explanation);
    return wrongUsage(Texts::tr("%1: %2; see 'blkera %1 --help'")
                          .arg(QString::fromStdString(verbs.front()->get_name()), explanation));
}

Ending run(int argc, char** argv)
{
    CLI::App app(helpText(Texts::tr("Tracks which blocks of a device changed, era by era")),
                 "blkera");
    describe(app);
    const std::array verbs {
        addCreate(app),     addStart(app),    addStop(app),      addRestart(app), addSuspend(app),
        addResume(app),     addRemove(app),   addResize(app),    addList(app),    addInfo(app),
        addPath(app),       addStatus(app),   addStats(app),     addHistory(app), addMessage(app),
        addCheckpoint(app), addSchedule(app), addChanged(app),   addJobs(app),    addMonitor(app),
        addMetrics(app),    addReload(app),   addCompletion(app)
    };
    for (const Verb& verb : verbs) {
        verb.command->group(helpText(Texts::tr("Verbs")));
        verb.command->get_help_ptr()->group(helpText(Texts::tr("Options")));
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
        return print(app.help());
    } catch (const CLI::CallForVersion& version) {
        return print(std::string(version.what()) + '\n');
    } catch (const CLI::ParseError& error) {
        return parseFailed(app, error);
    }
    const auto verb
        = std::ranges::find_if(verbs, [](const Verb& v) { return v.command->parsed(); });
    if (verb == verbs.end())
        return wrongUsage(Texts::tr("a verb is missing: 'blkera --help' lists them"));

    EraClient client;
    client.setInteractiveAuthorizationAllowed(isatty(STDIN_FILENO) != 0);
    return verb->run(client);
}

} // namespace

int main(int argc, char** argv)
{
    // A reader that goes away is an error of the write, not the end of the process.
    std::signal(SIGPIPE, SIG_IGN);
    qInstallMessageHandler(dropQtMessages);
    const QCoreApplication application(argc, argv);
    QTranslator translator;
    if (translator.load(QLocale(), QStringLiteral("blkera"), QStringLiteral("_"),
                        QStringLiteral(":/i18n")))
        QCoreApplication::installTranslator(&translator);

    const Ending ending = run(argc, argv);
    report(ending);
    return static_cast<int>(ending.code);
}
