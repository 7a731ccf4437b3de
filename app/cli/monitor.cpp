// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/history_failure.h"
#include "cli/job_text.h"
#include "cli/moment_text.h"
#include "cli/user_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/service_events.h"
#include "client/texts.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <QEventLoop>
#include <QJsonDocument>
#include <QStringList>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

struct Options {
    std::vector<std::string> names;
    bool json = false;
};

// A line for each thing that happens, at once.
class Monitor {
public:
    explicit Monitor(const Options& options)
        : m_json(options.json)
    {
        for (const std::string& name : options.names)
            m_names.append(QString::fromStdString(name));
    }

    // Until nobody reads any more.
    Ending run()
    {
        ServiceEvents events;
        QObject::connect(&events, &ServiceEvents::happened, &m_loop,
                         [this](const EventInfo& event) { say(event); });
        QObject::connect(&events, &ServiceEvents::jobChanged, &m_loop,
                         [this](const JobInfo& job) { say(job); });
        QObject::connect(&events, &ServiceEvents::historyFailureChanged, &m_loop,
                         [this](const QString& failure) {
                             say(EventInfo { nowUs(),
                                             {},
                                             failure.isEmpty() ? QStringLiteral("history-recovered")
                                                               : QStringLiteral("history-failed"),
                                             failure });
                         });
        QObject::connect(&events, &ServiceEvents::daemonStarted, &m_loop, [this] {
            say(EventInfo { nowUs(), {}, QStringLiteral("daemon-started"), {} });
        });
        QObject::connect(&events, &ServiceEvents::daemonEnded, &m_loop, [this] {
            say(EventInfo { nowUs(), {}, QStringLiteral("daemon-ended"), {} });
        });
        if (!events.listen())
            return endingOf({ ClientError::Kind::NoDaemon, Texts::tr("there is no system bus") });
        m_loop.exec();
        return m_ending;
    }

private:
    bool concerns(const QString& devices) const
    {
        if (m_names.isEmpty() || devices.isEmpty())
            return true;
        const QStringList words = devices.split(u' ');
        return std::ranges::any_of(words,
                                   [&](const QString& name) { return m_names.contains(name); });
    }

    void say(const EventInfo& event)
    {
        if (!concerns(event.device))
            return;
        if (m_json)
            put(eventJson(event));
        else
            put(event.timeUs, event.device, event.kind, event.text);
    }

    void say(const JobInfo& job)
    {
        if (!concerns(job.device))
            return;
        if (m_json) {
            QJsonObject object = jobJson(job);
            object.insert(QStringLiteral("kind"), QStringLiteral("job"));
            put(object);
            return;
        }
        QString text = QStringLiteral("%1 %2").arg(job.operation, job.state);
        if (job.total != 0 && job.endTimeUs == 0)
            text += QStringLiteral(", %1").arg(progressText(job));
        if (!job.error.isEmpty())
            text += QStringLiteral(": ") + job.error;
        put(nowUs(), job.device, QStringLiteral("job"), text);
    }

    void put(quint64 timeUs, const QString& device, const QString& kind, const QString& text)
    {
        putLine(QStringLiteral("%1  %2  %3  %4")
                    .arg(momentText(timeUs), escaped(orDash(device)), escaped(kind), escaped(text))
                    .trimmed()
                    .toUtf8());
    }

    void put(const QJsonObject& object)
    {
        putLine(QJsonDocument(object).toJson(QJsonDocument::Compact));
    }

    void putLine(const QByteArray& line)
    {
        m_ending = print(line + '\n');
        if (m_ending.code != ExitCode::Done)
            m_loop.quit();
    }

    const bool m_json;
    QStringList m_names;
    QEventLoop m_loop;
    Ending m_ending;
};

Ending monitor(EraClient& client, const Options& options)
{
    // Wakes the daemon where the bus starts it, and says so if there is none.
    const Outcome<QList<DeviceInfo>> devices = await(client.devices());
    if (!devices)
        return endingOf(devices.error());
    for (const std::string& name : options.names) {
        const QString wanted = QString::fromStdString(name);
        if (std::ranges::none_of(*devices,
                                 [&](const DeviceInfo& device) { return device.name == wanted; }))
            return failed(
                Texts::tr("there is no device called %1: 'blkera list' has them").arg(wanted));
    }
    noteHistoryFailure(historyFailure(client));
    return Monitor(options).run();
}

} // namespace

Verb addMonitor(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "monitor",
        helpText(Texts::tr("Print what happens as it happens, until it is interrupted")));
    auto options = std::make_shared<Options>();
    command
        ->add_option("NAME", options->names,
                     helpText(Texts::tr("Only of these devices; default: of all")))
        ->check(checkDeviceName)
        ->type_name("");
    addJson(*command, options->json);
    addExamples(*command, { "blkera monitor", "blkera monitor vault --json | jq -c .kind" });
    return { command, [options](EraClient& client) { return monitor(client, *options); } };
}

} // namespace blkera
