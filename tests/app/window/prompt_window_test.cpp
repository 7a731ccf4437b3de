// SPDX-License-Identifier: GPL-2.0-or-later
//
// The window of a user who is not root, against the real daemon and the real polkitd. Started by
// tests/system/gui_test.py, which is polkit's agent and sees what is asked for. It goes on with a
// line on standard input once it has been told, by a line that begins with "#", where we are.
#include "client/era_client.h"
#include "client/service_cache.h"
#include "desktop/permissions.h"
#include "widgets/message_bar.h"
#include "widgets/window/device_page.h"
#include "widgets/window/main_window.h"

#include <cstdio>

#include <QAction>
#include <QApplication>
#include <QRegularExpression>
#include <QTest>

#include <poll.h>
#include <unistd.h>

using namespace blkera;

namespace {

constexpr int kPatienceMs = 30'000;
constexpr int kLookMs = 700;
const QString kCheckpoint = QStringLiteral("org.blkera.checkpoint");

void say(const char* what)
{
    std::printf("# %s\n", what);
    std::fflush(stdout);
}

bool isToldToGoOn()
{
    return QTest::qWaitFor(
        [] {
            pollfd input { STDIN_FILENO, POLLIN, 0 };
            char line = 0;
            return ::poll(&input, 1, 0) == 1 && ::read(STDIN_FILENO, &line, 1) == 1;
        },
        kPatienceMs);
}

} // namespace

class PromptWindowTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        if (m_name.isEmpty())
            qFatal("run this by tests/system/gui_test.py");
        m_service.setInteractiveAuthorizationAllowed(true);
        m_window.resize(1'200, 900);
        m_window.showDevice(m_name);
        m_window.show();
        m_cache.connectToService();
        QTRY_COMPARE(m_cache.state(), ServiceCache::State::Ready);
        QVERIFY(QTest::qWaitForWindowActive(&m_window));
    }

    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void whatNeedsAPasswordHasAPadlock()
    {
        m_permissions.ask(DeviceActions::polkitActions());
        QTRY_COMPARE_WITH_TIMEOUT(m_permissions.lock(kCheckpoint), Permissions::Lock::Password,
                                  kPatienceMs);
        QTRY_VERIFY(!checkpoint()->icon().isNull());
        QVERIFY(checkpoint()->toolTip().contains(QStringLiteral("password")));
        QVERIFY(checkpoint()->isEnabled());
    }

    void lookingAsksForNothing()
    {
        for (const char* const tab : { "map", "regions", "eras", "snapshots", "activity" }) {
            m_window.page().showTab(QString::fromLatin1(tab));
            QTest::qWait(kLookMs);
            QTest::keyClick(&m_window, Qt::Key_F5);
            QTest::qWait(kLookMs);
        }
        say("has looked around");
        QVERIFY(isToldToGoOn());
    }

    void aPromptThatIsDismissedIsNoError()
    {
        click();
        QTRY_VERIFY_WITH_TIMEOUT(checkpoint()->isEnabled(), kPatienceMs);
        QTest::qWait(kLookMs);
        for (const MessageBar* const bar : m_window.findChildren<MessageBar*>())
            QVERIFY2(!bar->isVisible(), qPrintable(bar->text()));
        QVERIFY(!QApplication::activeModalWidget());
        QCOMPARE(m_cache.device(m_name)->currentEra, 1U);
    }

    void aPasswordLetsInAndTheLockIsOpen()
    {
        click();
        QTRY_COMPARE_WITH_TIMEOUT(m_cache.device(m_name)->currentEra, 2U, kPatienceMs);
        m_permissions.ask(DeviceActions::polkitActions()); // as the window does when it is active
        QTRY_COMPARE_WITH_TIMEOUT(m_permissions.lock(kCheckpoint), Permissions::Lock::Open,
                                  kPatienceMs);
        QTRY_VERIFY(checkpoint()->icon().isNull());
    }

private:
    // Waits until the daemon is asked: what is under way cannot be clicked again.
    void click()
    {
        QTRY_VERIFY(checkpoint()->isEnabled());
        QTest::keyClick(&m_window, Qt::Key_K, Qt::ControlModifier);
        say("has clicked");
        QTest::qWait(kLookMs);
    }

    QAction* checkpoint() const
    {
        for (QAction* const action : m_window.findChildren<QAction*>()) {
            if (action->shortcut() == QKeySequence(Qt::CTRL | Qt::Key_K))
                return action;
        }
        return nullptr;
    }

    const QString m_name = qEnvironmentVariable("BLKERA_GUI_DEVICE");
    EraClient m_service;
    ServiceCache m_cache { m_service };
    Permissions m_permissions;
    MainWindow m_window { m_cache, &m_permissions, nullptr };
};

QTEST_MAIN(PromptWindowTest)
#include "prompt_window_test.moc"
