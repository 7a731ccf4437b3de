// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/unique_fd.h"
#include "cli/list_output.h"
#include "cli/progress_line.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"
#include "config/size.h"

#include <array>
#include <cerrno>
#include <climits>
#include <cstring>
#include <limits>
#include <memory>
#include <optional>

#include <QEventLoop>
#include <QFutureWatcher>
#include <QSocketNotifier>
#include <QStringList>

#include <CLI/CLI.hpp>
#include <fcntl.h>
#include <unistd.h>

namespace blkera {
namespace {

struct Options {
    std::string name;
    std::string since;
    std::string until;
    std::string format = "xml";
    std::string output = "-";
    bool json = false;
};

std::string checkEra(const std::string& text)
{
    if (parseNumber(text, std::numeric_limits<quint32>::max()))
        return {};
    return helpText(
        Texts::tr("'%1' is not an era: give a number from 0 on").arg(QString::fromStdString(text)));
}

std::string checkFormat(const std::string& text)
{
    static const QStringList kFormats { QStringLiteral("xml"), QStringLiteral("json") };
    const QString format = QString::fromStdString(text);
    if (kFormats.contains(format))
        return {};
    return helpText(Texts::tr("unknown format '%1': use one of %2")
                        .arg(format, kFormats.join(QStringLiteral(", "))));
}

// Moves what is in the pipe to the output.
class Copier {
public:
    Copier(int pipeFd, ListOutput& output)
        : m_pipeFd(pipeFd)
        , m_output(output)
    {
    }

    enum class State {
        Empty, // the pipe is, for now
        Full, // the output is, for now
        Ended, // there is nothing more to come or nowhere to put it
    };

    // Never waits for a reader of the output, or for as long as that takes.
    State copy(bool mayWait)
    {
        std::array<char, PIPE_BUF> buffer;
        for (;;) {
            if (!mayWait && !m_output.isReady())
                return State::Full;
            const ssize_t count = read(m_pipeFd, buffer.data(), buffer.size());
            if (count < 0 && errno == EINTR)
                continue;
            if (count < 0 && errno == EAGAIN)
                return State::Empty;
            if (count < 0)
                m_ending = writeEnding(errno, Texts::tr("the output"));
            if (count <= 0)
                return State::Ended;
            m_ending = m_output.write(QByteArrayView(buffer.data(), count));
            if (m_ending.code != ExitCode::Done)
                return State::Ended;
        }
    }

    const Ending& ending() const { return m_ending; }

private:
    int m_pipeFd;
    ListOutput& m_output;
    Ending m_ending;
};

// Of a complete list that has blocks which may not belong to it. Not an error, so the exit code
// says nothing.
void noteSuperset(const QString& device, const ChangedCount& count)
{
    report({ ExitCode::Done,
             Texts::tr("device %1: the list is a superset: %2 of %3 blocks were written later, and "
                       "perhaps in these eras")
                 .arg(device)
                 .arg(count.uncertain)
                 .arg(count.blocks) });
}

// The answer decides: only after it is what came through the pipe known to be complete.
Ending receive(const QFuture<Outcome<ChangedCount>>& answer, int pipeFd, const QString& device,
               ListOutput& output)
{
    Copier copier(pipeFd, output);
    QEventLoop loop;
    QSocketNotifier notifier(pipeFd, QSocketNotifier::Read);
    // Made where the output has to be waited for, which one cannot do for every kind of file.
    std::optional<QSocketNotifier> room;
    QObject::connect(&notifier, &QSocketNotifier::activated, &loop, [&] {
        const Copier::State state = copier.copy(false);
        if (state == Copier::State::Empty)
            return;
        notifier.setEnabled(false);
        if (state == Copier::State::Full) {
            room.emplace(output.descriptor(), QSocketNotifier::Write);
            QObject::connect(&*room, &QSocketNotifier::activated, &loop, [&] {
                room->setEnabled(false);
                notifier.setEnabled(true);
            });
        } else if (copier.ending().code != ExitCode::Done) {
            loop.quit();
        }
    });
    QFutureWatcher<Outcome<ChangedCount>> watcher;
    QObject::connect(&watcher, &QFutureWatcher<Outcome<ChangedCount>>::finished, &loop,
                     &QEventLoop::quit);
    watcher.setFuture(answer);
    loop.exec();

    if (copier.ending().code != ExitCode::Done)
        return copier.ending();
    const Outcome<ChangedCount> count = answer.result();
    if (!count) {
        Ending ending = endingOf(count.error(), device);
        if (output.isExposed())
            ending = failed(
                Texts::tr("the list is incomplete, do not use it: %1").arg(ending.message));
        return ending;
    }
    // The writer had written everything before it was answered for; it may still hold its end open.
    copier.copy(true);
    if (copier.ending().code != ExitCode::Done)
        return copier.ending();
    const Ending kept = output.keep();
    if (kept.code == ExitCode::Done && count->uncertain != 0)
        noteSuperset(device, *count);
    return kept;
}

quint32 eraOf(const std::string& text)
{
    return static_cast<quint32>(*parseNumber(text, std::numeric_limits<quint32>::max()));
}

Ending changed(EraClient& client, const Options& options)
{
    if (!options.until.empty() && eraOf(options.since) > eraOf(options.until))
        return wrongUsage(
            Texts::tr("--since %1 is after --until %2")
                .arg(QString::fromStdString(options.since), QString::fromStdString(options.until)));
    ListOutput output(QString::fromStdString(options.output));
    if (const Ending opened = output.open(); opened.code != ExitCode::Done)
        return opened;
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return failed(
            Texts::tr("cannot make a pipe: %1").arg(QString::fromLocal8Bit(std::strerror(errno))));
    UniqueFd readEnd(ends[0]);
    UniqueFd writeEnd(ends[1]);
    // Only our end: the daemon's may block.
    fcntl(readEnd.get(), F_SETFL, O_NONBLOCK);

    const QString device = QString::fromStdString(options.name);
    const quint32 since = eraOf(options.since);
    const auto until = options.until.empty() ? std::nullopt : std::optional(eraOf(options.until));
    const QString format
        = options.json ? QStringLiteral("json") : QString::fromStdString(options.format);
    const auto answer
        = client.changed(device, since, until, format, writeEnd.get(), Prompt::Allowed);
    writeEnd.reset();
    // A list on the terminal says itself how far it is.
    std::optional<ProgressLine> progress;
    if (options.output != "-" || isatty(STDOUT_FILENO) == 0)
        progress.emplace(client, QStringLiteral("changed-blocks"), device);
    return receive(answer, readEnd.get(), device, output);
}

} // namespace

Verb addChanged(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "changed", helpText(Texts::tr("List the blocks that were written since an era")));
    auto options = std::make_shared<Options>();
    addDeviceName(*command, options->name);
    command
        ->add_option("--since", options->since,
                     helpText(Texts::tr("Blocks last written in this era or later; 0 lists all")))
        ->required()
        ->check(checkEra)
        ->type_name("ERA");
    command
        ->add_option("--until", options->until,
                     helpText(Texts::tr("Only blocks written up to this era; of eras long ago the "
                                        "list may have more, and says so")))
        ->check(checkEra)
        ->type_name("ERA");
    CLI::Option* format
        = command
              ->add_option("--format", options->format,
                           helpText(Texts::tr("xml, as era_invalidate prints it, or json; default: "
                                              "xml")))
              ->check(checkFormat)
              ->type_name("FORMAT");
    command
        ->add_option("-o,--output", options->output,
                     helpText(Texts::tr("Write to a file, which is replaced only by a complete "
                                        "list; default: -, standard output")))
        ->type_name("FILE");
    addJson(*command, options->json)->excludes(format);
    addExamples(*command,
                { "blkera changed vault --since 12 -o changed.xml",
                  "blkera changed vault --since 12 --until 14 --json" });
    return { command, [options](EraClient& client) { return changed(client, *options); } };
}

} // namespace blkera
