// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"
#include "demo/demo_service.h"
#include "widgets/message_bar.h"
#include "widgets/state_page.h"
#include "widgets/window/main_window.h"

#include <QAction>
#include <QTest>

namespace blkera::test {

using Verb = DeviceActions::Verb;
using State = ServiceCache::State;

// The main window over a service in memory.
struct World {
    explicit World(const DemoService::Shape& shape = {}, const Permissions* permissions = nullptr)
        : service(shape)
        , cache(service)
        , window(cache, permissions, nullptr)
    {
    }

    bool begin()
    {
        window.show();
        cache.connectToService();
        return QTest::qWaitFor([this] { return cache.state() == State::Ready; })
            && QTest::qWaitForWindowActive(&window);
    }

    // Of the device that is shown.
    QAction* action(const QString& text) const
    {
        for (QAction* const action : window.findChildren<QAction*>()) {
            if (QString(action->text()).remove(u'&') == text)
                return action;
        }
        return nullptr;
    }

    StatePage& state() const { return *window.findChild<StatePage*>(); }

    DemoService service;
    ServiceCache cache;
    MainWindow window;
};

// What the bars of the window say.
inline QString saidBy(const MainWindow& window)
{
    QStringList texts;
    for (const MessageBar* const bar : window.findChildren<MessageBar*>()) {
        if (bar->isVisible())
            texts.append(bar->text());
    }
    return texts.join(u'\n');
}

} // namespace blkera::test
