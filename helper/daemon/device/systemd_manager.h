// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <map>
#include <vector>

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QVariantList>

namespace blkera {

// systemd on the bus. Never waits. The daemon needs no rights for that but to be root there.
class SystemdManager : public QObject {
    Q_OBJECT

public:
    // `error` is empty, or what systemd has to say.
    using Answer = std::function<void(const QString& error, const QVariantList& values)>;
    // `result` is "done" where all went well, else a word of systemd's, such as "failed".
    using Ended = std::function<void(const QString& error, const QString& result)>;

    explicit SystemdManager(const QDBusConnection& bus, QObject* parent = nullptr);

    // Starts a unit. `ended` is called once it has started or failed; never if `context` has gone.
    void startUnit(const QString& unit, QObject* context, Ended ended);
    // A property of the interface org.freedesktop.systemd1.Service; invalid if it is not to be had.
    void serviceProperty(const QString& unit, const QString& property, QObject* context,
                         std::function<void(const QVariant& value)> answer);
    // A method of org.freedesktop.systemd1.Manager.
    void call(const char* method, const QVariantList& arguments, QObject* context, Answer answer);

    // Has unitFailed() be heard, which is so after startUnit() anyway.
    void listen();

signals:
    // A job for a unit that nobody here has begun came to another end than "done".
    void unitFailed(const QString& unit);

private slots:
    void onJobRemoved(uint id, const QDBusObjectPath& job, const QString& unit,
                      const QString& result);

private:
    struct Job {
        QPointer<QObject> context;
        Ended ended;
    };

    void subscribe(std::function<void()> then);
    void jobBegun(const QString& path, Job job);
    void callAt(const QString& path, const char* interface, const char* method,
                const QVariantList& arguments, QObject* context, Answer answer);

    QDBusConnection m_bus;
    bool m_isListening = false;
    int m_beginning = 0; // jobs whose paths systemd has not told yet
    std::map<QString, Job> m_jobs; // by path
    std::map<QString, QString> m_ended; // results of jobs that ended while some were beginning
};

} // namespace blkera
