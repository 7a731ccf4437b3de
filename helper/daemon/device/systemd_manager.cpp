// SPDX-License-Identifier: GPL-2.0-or-later
#include "device/systemd_manager.h"

#include <utility>

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusVariant>

namespace blkera {

namespace {

const QString kService = QStringLiteral("org.freedesktop.systemd1");
const QString kPath = QStringLiteral("/org/freedesktop/systemd1");
constexpr char kManager[] = "org.freedesktop.systemd1.Manager";
constexpr char kProperties[] = "org.freedesktop.DBus.Properties";

constexpr int kAnswerMs = 25'000;

QString pathOf(const QVariantList& values)
{
    return values.value(0).value<QDBusObjectPath>().path();
}

} // namespace

SystemdManager::SystemdManager(const QDBusConnection& bus, QObject* parent)
    : QObject(parent)
    , m_bus(bus)
{
}

void SystemdManager::startUnit(const QString& unit, QObject* context, Ended ended)
{
    ++m_beginning;
    Job job { context, std::move(ended) };
    subscribe([this, unit, job] {
        call("StartUnit", { unit, QStringLiteral("replace") }, this,
             [this, job](const QString& error, const QVariantList& values) {
                 if (error.isEmpty())
                     jobBegun(pathOf(values), job);
                 else if (job.context)
                     job.ended(error, {});
                 if (--m_beginning == 0)
                     m_ended.clear();
             });
    });
}

void SystemdManager::listen()
{
    subscribe([] {});
}

// Early at boot the bus may be there before systemd is on it, and signals of a service that is not
// there yet are not to be had: so systemd has to have answered something first.
void SystemdManager::subscribe(std::function<void()> then)
{
    call("Subscribe", {}, this,
         [this, then = std::move(then)](const QString&, const QVariantList&) {
             if (!m_isListening)
                 m_isListening = m_bus.connect(
                     kService, kPath, QLatin1String(kManager), QStringLiteral("JobRemoved"), this,
                     SLOT(onJobRemoved(uint, QDBusObjectPath, QString, QString)));
             then();
         });
}

void SystemdManager::jobBegun(const QString& path, Job job)
{
    m_jobs[path] = std::move(job);
    if (const auto ended = m_ended.find(path); ended != m_ended.end())
        onJobRemoved(0, QDBusObjectPath(path), {}, QString(ended->second));
}

void SystemdManager::onJobRemoved(uint, const QDBusObjectPath& path, const QString& unit,
                                  const QString& result)
{
    const auto found = m_jobs.find(path.path());
    if (found == m_jobs.end()) {
        if (m_beginning > 0)
            m_ended[path.path()] = result;
        else if (result != QLatin1String("done"))
            emit unitFailed(unit);
        return;
    }
    const Job job = std::exchange(found->second, {});
    m_jobs.erase(found);
    if (job.context)
        job.ended({}, result);
}

void SystemdManager::serviceProperty(const QString& unit, const QString& property, QObject* context,
                                     std::function<void(const QVariant& value)> answer)
{
    call("GetUnit", { unit }, context,
         [this, property, context, answer = std::move(answer)](const QString&,
                                                               const QVariantList& found) {
             callAt(pathOf(found), kProperties, "Get",
                    { QStringLiteral("org.freedesktop.systemd1.Service"), property }, context,
                    [answer](const QString&, const QVariantList& values) {
                        answer(values.value(0).value<QDBusVariant>().variant());
                    });
         });
}

void SystemdManager::call(const char* method, const QVariantList& arguments, QObject* context,
                          Answer answer)
{
    callAt(kPath, kManager, method, arguments, context, std::move(answer));
}

void SystemdManager::callAt(const QString& path, const char* interface, const char* method,
                            const QVariantList& arguments, QObject* context, Answer answer)
{
    QDBusMessage message = QDBusMessage::createMethodCall(kService, path, QLatin1String(interface),
                                                          QLatin1String(method));
    message.setArguments(arguments);
    auto* watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(message, kAnswerMs), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, watcher, &QObject::deleteLater);
    connect(watcher, &QDBusPendingCallWatcher::finished, context,
            [answer = std::move(answer)](QDBusPendingCallWatcher* finished) {
                const QDBusMessage reply = finished->reply();
                if (reply.type() == QDBusMessage::ReplyMessage)
                    answer({}, reply.arguments());
                else
                    answer(reply.errorMessage().isEmpty() ? reply.errorName()
                                                          : reply.errorMessage(),
                           {});
            });
}

} // namespace blkera
