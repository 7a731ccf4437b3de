// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/device_actions.h"

#include "client/when_done.h"
#include "widgets/action_label.h"
#include "widgets/command_text.h"
#include "widgets/confirmation.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QEvent>
#include <QLocale>
#include <QWidget>

namespace blkera {

namespace {

using Verb = DeviceActions::Verb;

// Empty: nobody is asked.
QString polkitAction(Verb verb)
{
    switch (verb) {
    case Verb::Checkpoint:
        return QStringLiteral("org.blkera.checkpoint");
    case Verb::TakeSnapshot:
        return QStringLiteral("org.blkera.snapshot-take");
    case Verb::DropSnapshot:
        return QStringLiteral("org.blkera.snapshot-drop");
    case Verb::Export:
        return QStringLiteral("org.blkera.read-changes");
    case Verb::Schedule:
        return QStringLiteral("org.blkera.configure");
    case Verb::Resize:
        return QStringLiteral("org.blkera.resize");
    case Verb::Suspend:
    case Verb::Resume:
        return QStringLiteral("org.blkera.suspend");
    case Verb::Start:
        return QStringLiteral("org.blkera.activate");
    case Verb::Stop:
    case Verb::Restart:
        return QStringLiteral("org.blkera.deactivate");
    case Verb::Remove:
        return QStringLiteral("org.blkera.destroy");
    case Verb::Repair:
    case Verb::CopyPath:
        break;
    }
    return {};
}

} // namespace

DeviceActions::DeviceActions(ServiceCache& cache, const Permissions* permissions, QWidget* window)
    : QObject(window)
    , m_cache(cache)
    , m_permissions(permissions)
    , m_window(window)
{
    add(Verb::Checkpoint, tr("&Checkpoint"), QKeySequence(Qt::CTRL | Qt::Key_K),
        tr("Begin a new era: what changes from now on can be told from what was before"));
    add(Verb::TakeSnapshot, tr("Take metadata s&napshot"), {},
        tr("Hold a copy of the metadata, for offline tools, and begin a new era"));
    add(Verb::DropSnapshot, tr("Drop metadata snapshot"), {},
        tr("Drop the copy of the metadata that is held"));
    add(Verb::Export, tr("&Export changed blocks…"), QKeySequence(Qt::CTRL | Qt::Key_E),
        tr("Write the list of blocks that changed into a file"));
    add(Verb::Schedule, tr("Sc&hedule checkpoints…"), {},
        tr("Have checkpoints taken by themselves"));
    add(Verb::Resize, tr("Resi&ze…"), {},
        tr("Take in the sizes that the origin and the metadata device have now"));
    add(Verb::Suspend, tr("S&uspend"), {}, tr("Hold every request, so that the origin is at rest"));
    add(Verb::Resume, tr("&Resume"), {}, tr("Let the requests that wait go on, in a new era"));
    add(Verb::Start, tr("&Start"), {}, tr("Serve the device"));
    add(Verb::Stop, tr("S&top"), {},
        tr("Stop serving the device; it is refused while somebody uses it"));
    add(Verb::Restart, tr("Restart with the &installed version"), {},
        tr("Let a new process serve the device while it is in use"));
    add(Verb::Repair, tr("Check and re&pair…"), {},
        tr("What to do about metadata that is damaged"));
    add(Verb::Remove, tr("Re&move…"), {},
        tr("Forget the device; origin and metadata keep what is on them"));
    add(Verb::CopyPath, tr("Copy de&vice path"), {},
        tr("Copy the path of the block device to use"));
    window->installEventFilter(this);
    if (permissions)
        connect(permissions, &Permissions::changed, this, &DeviceActions::update);
    connect(&cache, &ServiceCache::stateChanged, this, &DeviceActions::update);
    connect(&cache, &ServiceCache::devicesReset, this, &DeviceActions::update);
    connect(&cache, &ServiceCache::deviceChanged, this, [this](const QString& name) {
        if (name == m_device)
            update();
    });
    update();
}

void DeviceActions::add(Verb verb, const QString& text, const QKeySequence& shortcut,
                        const QString& tip)
{
    auto* const action = new QAction(text, m_window);
    action->setIconText(actionLabel(text));
    action->setShortcut(shortcut);
    action->setStatusTip(tip);
    connect(action, &QAction::triggered, this, [this, verb] { trigger(verb); });
    m_actions.emplace(verb, Entry { action, tip });
}

// Icons have the window's colours.
bool DeviceActions::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::PaletteChange)
        update();
    return QObject::eventFilter(watched, event);
}

QList<DeviceActions::Verb> DeviceActions::verbs() const
{
    QList<Verb> verbs;
    for (const auto& [verb, entry] : m_actions)
        verbs.append(verb);
    return verbs;
}

void DeviceActions::setDevice(const QString& name)
{
    m_device = name;
    update();
}

void DeviceActions::update()
{
    const DeviceInfo* const device = m_cache.device(m_device);
    for (const auto& [verb, entry] : m_actions) {
        QString why;
        if (!device)
            why = tr("No device is chosen.");
        else if (m_cache.state() != ServiceCache::State::Ready && verb != Verb::CopyPath)
            why = tr("The service is not answering.");
        else if (m_underWay.contains({ m_device, verb }))
            why = tr("It is under way.");
        else if (why = obstacle(verb, *device); why.isEmpty())
            why = prohibition(verb);
        entry.action->setEnabled(why.isEmpty());
        const Permissions::Lock lock = lockOf(verb);
        const bool isLocked
            = lock == Permissions::Lock::Password || lock == Permissions::Lock::Closed;
        entry.action->setIcon(isLocked ? lockIcon(m_window->palette()) : QIcon());
        if (!why.isEmpty())
            entry.action->setToolTip(tr("%1\nNot now: %2").arg(entry.tip, why));
        else if (isLocked)
            entry.action->setToolTip(tr("%1\nA password will be asked for.").arg(entry.tip));
        else
            entry.action->setToolTip(entry.tip);
    }
}

QStringList DeviceActions::polkitActions()
{
    QStringList actions;
    for (const Verb verb :
         { Verb::Checkpoint, Verb::TakeSnapshot, Verb::DropSnapshot, Verb::Export, Verb::Schedule,
           Verb::Resize, Verb::Suspend, Verb::Start, Verb::Stop, Verb::Remove })
        actions.append(polkitAction(verb));
    return actions;
}

Permissions::Lock DeviceActions::lockOf(Verb verb) const
{
    const QString action = polkitAction(verb);
    return m_permissions && !action.isEmpty() ? m_permissions->lock(action)
                                              : Permissions::Lock::Unknown;
}

QString DeviceActions::prohibition(Verb verb) const
{
    return lockOf(verb) == Permissions::Lock::Closed
        ? tr("Your account may not do this (%1).").arg(polkitAction(verb))
        : QString();
}

QString DeviceActions::obstacle(Verb verb, const DeviceInfo& device) const
{
    const bool served = isServed(device);
    const bool suspended = device.state == QLatin1String("suspended");
    const bool running = isRunning(device);
    const QString notServed = tr("The device is stopped.");
    const QString notRunning = served
        ? tr("The device is not running as it should: %1.").arg(stateWords(device).word)
        : notServed;
    switch (verb) {
    case Verb::Checkpoint:
        return running ? QString() : notRunning;
    case Verb::TakeSnapshot:
        if (!running)
            return notRunning;
        return device.metadataSnapshot != 0 ? tr("One is held already.") : QString();
    case Verb::DropSnapshot:
        if (!served)
            return notServed;
        return device.metadataSnapshot == 0 ? tr("None is held.") : QString();
    case Verb::Export:
        return served && device.currentEra != 0 ? QString() : notServed;
    case Verb::Suspend:
        return suspended ? tr("It is suspended already.") : served ? QString() : notServed;
    case Verb::Resume:
        return suspended ? QString() : tr("It is not suspended.");
    case Verb::Start:
        return device.state == QLatin1String("stopped") ? QString() : tr("It is started already.");
    case Verb::Stop:
        return device.state == QLatin1String("stopped") ? tr("It is stopped already.") : QString();
    case Verb::Restart:
        if (!served)
            return notServed;
        return device.servedBy == QLatin1String("fuse")
            ? tr("A device behind FUSE does not outlive its process: stop and start it.")
            : QString();
    case Verb::Repair:
        return device.state == QLatin1String("needs-check")
                || device.state == QLatin1String("failed") || !device.failure.isEmpty()
            ? QString()
            : tr("Nothing is known to be wrong with it.");
    case Verb::Remove:
        return device.state == QLatin1String("stopped") ? QString()
                                                        : tr("It is not stopped: stop it first.");
    case Verb::CopyPath:
        return served ? QString() : notServed;
    case Verb::Schedule:
    case Verb::Resize:
        break;
    }
    return {};
}

QString DeviceActions::command(Verb verb) const
{
    const auto words = [&](const QStringList& rest) {
        return commandText(QStringList { QStringLiteral("blkera") } + rest);
    };
    const auto verbOf = [&](const char* word) { return words({ QLatin1String(word), m_device }); };
    const auto message = [&](const char* word) {
        return words({ QStringLiteral("message"), m_device, QLatin1String(word) });
    };
    const DeviceInfo* const device = m_cache.device(m_device);
    if (!device)
        return {};
    switch (verb) {
    case Verb::Checkpoint:
        return verbOf("checkpoint");
    case Verb::TakeSnapshot:
        return message("take_metadata_snap");
    case Verb::DropSnapshot:
        return message("drop_metadata_snap");
    case Verb::Export:
        return words({ QStringLiteral("changed"), m_device, QStringLiteral("--since"),
                       QString::number(std::max<quint32>(device->currentEra, 1)) });
    case Verb::Schedule:
        return words({ QStringLiteral("schedule"), m_device,
                       device->schedule.isEmpty() ? QStringLiteral("never") : device->schedule });
    case Verb::Resize:
        return verbOf("resize");
    case Verb::Suspend:
        return verbOf("suspend");
    case Verb::Resume:
        return verbOf("resume");
    case Verb::Start:
        return verbOf("start");
    case Verb::Stop:
        return verbOf("stop");
    case Verb::Restart:
        return verbOf("restart");
    case Verb::Repair:
        return commandText(
            { QStringLiteral("blkera-meta"), QStringLiteral("check"), device->metadata });
    case Verb::Remove:
        return verbOf("remove");
    case Verb::CopyPath:
        return verbOf("path");
    }
    return {};
}

void DeviceActions::trigger(Verb verb)
{
    EraService& service = m_cache.service();
    const QString name = m_device;
    switch (verb) {
    case Verb::Checkpoint:
        run<Checkpointed>(verb, service.checkpoint({ name }), [](const Checkpointed& begun) {
            return tr("Era %1 began.").arg(QLocale().toString(begun.eras.value(0)));
        });
        break;
    case Verb::TakeSnapshot:
        run<Done>(verb, service.sendMessage(name, QStringLiteral("take_metadata_snap")),
                  [](const Done&) { return tr("A metadata snapshot is held."); });
        break;
    case Verb::DropSnapshot:
        askAndRun(verb, tr("Drop the metadata snapshot of %1?").arg(name),
                  tr("Tools that read it at the moment fail. What the device remembers stays."),
                  tr("Drop"), [&service, name] {
                      return service.sendMessage(name, QStringLiteral("drop_metadata_snap"));
                  });
        break;
    case Verb::Suspend:
        askAndRun(verb, tr("Suspend %1?").arg(name),
                  tr("Whoever reads or writes waits until the device is resumed, this desktop too "
                     "if it needs the device. File systems on it should be frozen before."),
                  tr("Suspend"), [&service, name] { return service.suspend(name); });
        break;
    case Verb::Resume:
        run<quint32>(verb, service.resume(name), [](const quint32& era) {
            return tr("Era %1 began.").arg(QLocale().toString(era));
        });
        break;
    case Verb::Start:
        run<Done>(verb, service.start(name));
        break;
    case Verb::Stop:
        askAndRun(verb, tr("Stop %1?").arg(name),
                  tr("The block device goes away; writes to the origin are not tracked until it is "
                     "started again. It is refused while somebody uses the device."),
                  tr("Stop"), [&service, name] { return service.stop(name); });
        break;
    case Verb::Restart:
        run<Done>(verb, service.restart(name));
        break;
    case Verb::Remove:
        askAndRun(verb, tr("Remove %1?").arg(name),
                  tr("Its configuration is forgotten. What is on the origin and on the metadata "
                     "device stays as it is."),
                  tr("Remove"), [&service, name] { return service.remove(name); });
        break;
    case Verb::CopyPath:
        if (const DeviceInfo* const device = m_cache.device(name))
            QApplication::clipboard()->setText(device->devicePath);
        break;
    case Verb::Export:
    case Verb::Schedule:
    case Verb::Resize:
    case Verb::Repair:
        emit asked(verb, name);
        break;
    }
}

void DeviceActions::askAndRun(Verb verb, const QString& question, const QString& consequences,
                              const QString& verbText, std::function<QFuture<Outcome<Done>>()> call)
{
    confirm(m_window, { question, consequences, verbText, command(verb) },
            [this, verb, call = std::move(call)] { run<Done>(verb, call()); });
}

template <class T>
void DeviceActions::run(Verb verb, const QFuture<Outcome<T>>& future,
                        std::function<QString(const T&)> done)
{
    const QString name = m_device;
    m_underWay.insert({ name, verb });
    update();
    whenDone(future, this, [this, name, verb, done = std::move(done)](const Outcome<T>& outcome) {
        m_underWay.erase({ name, verb });
        update();
        if (outcome && done)
            emit said(name, Severity::Good, done(*outcome));
        else if (!outcome && outcome.error().kind != ClientError::Kind::Dismissed)
            emit said(name, Severity::Error, outcome.error().message);
    });
}

} // namespace blkera
