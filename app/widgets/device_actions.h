// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"
#include "desktop/permissions.h"
#include "models/device_words.h"

#include <functional>
#include <map>
#include <set>

#include <QAction>
#include <QObject>

class QWidget;

namespace blkera {

// What can be done to the device that is shown: one action each, enabled where its state allows it,
// with the reason in the tool tip where it does not. What needs nothing but a yes is done here;
// for what needs to be asked, a signal asks the window to.
class DeviceActions : public QObject {
    Q_OBJECT

public:
    enum class Verb {
        Checkpoint,
        TakeSnapshot, // of the metadata
        DropSnapshot,
        Export,
        Schedule,
        Resize,
        Suspend,
        Resume,
        Start,
        Stop,
        Restart,
        Repair,
        Remove,
        CopyPath,
    };

    // `cache` and `permissions` (null: whatever polkit says) are borrowed; questions are asked over
    // `window`, which owns the actions.
    DeviceActions(ServiceCache& cache, const Permissions* permissions, QWidget* window);

    // What polkit knows the verbs as.
    static QStringList polkitActions();

    // Empty: of none.
    void setDevice(const QString& name);

    QString device() const { return m_device; }

    QAction* action(Verb verb) const { return m_actions.at(verb).action; }

    // What does the same on a command line; empty where nothing does.
    QString command(Verb verb) const;
    QList<Verb> verbs() const;

signals:
    // A dialog is to be opened.
    void asked(blkera::DeviceActions::Verb verb, const QString& device);
    // What there is to say about what was done: a note or an error.
    void said(const QString& device, blkera::Severity severity, const QString& text);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Entry {
        QAction* action = nullptr;
        QString tip;
    };

    void add(Verb verb, const QString& text, const QKeySequence& shortcut, const QString& tip);
    void update();
    // Empty: this user may, perhaps with a password.
    Permissions::Lock lockOf(Verb verb) const;
    QString prohibition(Verb verb) const;
    // Empty: it can be done now.
    QString obstacle(Verb verb, const DeviceInfo& device) const;
    void trigger(Verb verb);
    void askAndRun(Verb verb, const QString& question, const QString& consequences,
                   const QString& verbText, std::function<QFuture<Outcome<Done>>()> call);
    template <class T>
    void run(Verb verb, const QFuture<Outcome<T>>& future,
             std::function<QString(const T&)> done = {});

    ServiceCache& m_cache;
    const Permissions* m_permissions;
    QWidget* m_window;
    QString m_device;
    std::map<Verb, Entry> m_actions;
    std::set<std::pair<QString, Verb>> m_underWay;
};

} // namespace blkera
