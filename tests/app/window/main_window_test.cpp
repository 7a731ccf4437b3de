// SPDX-License-Identifier: GPL-2.0-or-later
#include "support/heart.h"
#include "widgets/action_label.h"
#include "widgets/dialogs/create_dialog.h"
#include "widgets/message_bar.h"
#include "widgets/window/device_page.h"
#include "window_world.h"

#include <memory>

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace blkera;
using namespace blkera::test;

namespace {

constexpr int kMostGapMs = 100;

// A polkit that says the same of every action.
class OneAnswer : public Permissions {
public:
    explicit OneAnswer(Lock answer)
        : m_answer(answer)
    {
    }

    Lock lock(const QString&) const override { return m_answer; }

private:
    Lock m_answer;
};

QMessageBox* question()
{
    QMessageBox* box = nullptr;
    const bool came = QTest::qWaitFor([&] {
        box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget());
        return box != nullptr;
    });
    return came ? box : nullptr;
}

} // namespace

class MainWindowTest : public QObject {
    Q_OBJECT

private slots:

    // What the offscreen platform says of itself is no warning of ours.
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void everyStateHasASentenceAndARemedy_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("title");
        QTest::addColumn<bool>("hasRemedy");
        QTest::newRow("no devices") << "empty"
                                    << "No era devices yet." << true;
        QTest::newRow("no bus") << "no bus"
                                << "There is no system bus." << true;
        QTest::newRow("no service") << "dead"
                                    << "The era service is not running." << true;
        QTest::newRow("another version")
            << "version"
            << "The service is of another version than this program." << true;
        QTest::newRow("not answering yet") << "silent"
                                           << "Asking the era service…" << false;
    }

    void everyStateHasASentenceAndARemedy()
    {
        QFETCH(QString, what);
        QFETCH(QString, title);
        QFETCH(bool, hasRemedy);
        World world({ .devices = 0 });
        if (what == QLatin1String("no bus"))
            world.service.setBus(false);
        else if (what == QLatin1String("dead"))
            world.service.die();
        else if (what == QLatin1String("silent"))
            world.service.stopAnswering();
        else if (what == QLatin1String("version"))
            world.service.failNext(QStringLiteral("Devices"),
                                   { ClientError::Kind::Failed, QStringLiteral("another way") });
        world.window.show();
        world.cache.connectToService();
        QTRY_COMPARE(world.state().title(), title);
        QVERIFY(world.state().isVisible());
        const auto buttons = world.state().findChildren<QPushButton*>();
        QCOMPARE(std::ranges::any_of(buttons, &QPushButton::isVisible), hasRemedy);
    }

    void aServiceThatComesIsShownWithoutAClick()
    {
        World world;
        world.service.die();
        world.window.show();
        world.cache.connectToService();
        QTRY_COMPARE(world.cache.state(), State::NoService);
        QVERIFY(world.state().isVisible());
        world.service.comeBack();
        QTRY_VERIFY(world.window.page().isVisible());
    }

    void whatWasKnownStaysInSightWhenTheServiceGoes()
    {
        World world;
        QVERIFY(world.begin());
        QTRY_VERIFY(world.window.page().isVisible());
        world.service.die();
        QVERIFY(world.window.page().isVisible());
        QVERIFY(saidBy(world.window).contains(QStringLiteral("as of")));
        QVERIFY(!world.action(QStringLiteral("Checkpoint"))->isEnabled());
        world.service.comeBack();
        QTRY_VERIFY(world.action(QStringLiteral("Checkpoint"))->isEnabled());
        QVERIFY(!saidBy(world.window).contains(QStringLiteral("as of")));
    }

    void whatCannotBeDoneSaysWhy()
    {
        World world;
        QVERIFY(world.begin());
        world.window.showDevice(QStringLiteral("mail")); // it is stopped
        QAction* const checkpoint = world.action(QStringLiteral("Checkpoint"));
        QTRY_VERIFY(!checkpoint->isEnabled());
        QVERIFY(checkpoint->toolTip().contains(QStringLiteral("The device is stopped.")));
        QVERIFY(world.action(QStringLiteral("Start"))->isEnabled());
    }

    void whatIsLostIsAskedAboutAndCancelIsTheDefault()
    {
        World world;
        QVERIFY(world.begin());
        world.action(QStringLiteral("Stop"))->trigger();
        QMessageBox* const box = question();
        QVERIFY(box);
        QCOMPARE(box->text(), QStringLiteral("Stop archive?"));
        QCOMPARE(box->detailedText(), QStringLiteral("blkera stop archive"));
        QTest::keyClick(box, Qt::Key_Return);
        QTRY_VERIFY(!QApplication::activeModalWidget());
        QTest::qWait(50);
        QVERIFY(!world.service.calls().contains(QStringLiteral("Stop archive")));

        world.action(QStringLiteral("Stop"))->trigger();
        QMessageBox* const again = question();
        QVERIFY(again);
        for (QAbstractButton* const button : again->buttons()) {
            if (again->buttonRole(button) == QMessageBox::DestructiveRole)
                QTest::keyClick(button, Qt::Key_Space);
        }
        QTRY_VERIFY(world.service.calls().contains(QStringLiteral("Stop archive")));
        QTRY_COMPARE(world.cache.device(QStringLiteral("archive"))->state,
                     QStringLiteral("stopped"));
    }

    void arefusalIsSaidAndADismissedPromptIsNot()
    {
        World world;
        QVERIFY(world.begin());
        QAction* const checkpoint = world.action(QStringLiteral("Checkpoint"));
        world.service.failNext(QStringLiteral("Checkpoint"),
                               { ClientError::Kind::Dismissed, QStringLiteral("given up") });
        checkpoint->trigger();
        QVERIFY(!checkpoint->isEnabled()); // under way
        QTRY_VERIFY(checkpoint->isEnabled());
        QCOMPARE(saidBy(world.window), QString());
        world.service.failNext(QStringLiteral("Checkpoint"),
                               { ClientError::Kind::NotAuthorized,
                                 QStringLiteral("archive: org.blkera.checkpoint is not allowed") });
        checkpoint->trigger();
        QTRY_VERIFY(saidBy(world.window).contains(QStringLiteral("is not allowed")));
    }

    void everyActionIsACommandToo()
    {
        World world;
        QVERIFY(world.begin());
        QMenu* commands = nullptr;
        for (QMenu* const menu : world.window.findChildren<QMenu*>()) {
            if (menu->title().remove(u'&') == QStringLiteral("Copy as command"))
                commands = menu;
        }
        QVERIFY(commands);
        emit commands->aboutToShow();
        QCOMPARE(commands->actions().size(), 14);
        for (QAction* const command : commands->actions()) {
            command->trigger();
            QCOMPARE(QApplication::clipboard()->text(), command->text());
            QVERIFY2(command->text().startsWith(QStringLiteral("blkera")),
                     qPrintable(command->text()));
        }
    }

    void whatGoesWrongElsewhereIsAnAlarmOnce()
    {
        World world;
        QVERIFY(world.begin());
        QSignalSpy alarmed(&world.window, &MainWindow::alarmed);
        DemoDevice* const device = world.service.find(QStringLiteral("vault"));
        device->info.state = QStringLiteral("failed");
        world.service.tell(QStringLiteral("vault"));
        QTRY_COMPARE(alarmed.size(), 1);
        QCOMPARE(alarmed[0][0].toString(), QStringLiteral("vault: Failed"));
        device->info.metadataUsed += 1;
        world.service.tell(QStringLiteral("vault"));
        QTest::qWait(250);
        QCOMPARE(alarmed.size(), 1);
    }

    void aServiceThatStandsStillStopsNothingHere()
    {
        World world({ .devices = 64, .blocks = 1U << 20 });
        QVERIFY(world.begin());
        QTest::qWait(300);
        world.service.stopAnswering();
        const test::Heart heart;
        for (const char* device : { "archive", "mail", "postgres", "vault" }) {
            world.window.showDevice(QLatin1String(device));
            for (const char* tab : { "map", "regions", "eras", "snapshots", "activity" }) {
                world.window.page().showTab(QLatin1String(tab));
                QTest::qWait(40);
            }
        }
        world.action(QStringLiteral("Checkpoint"))->trigger();
        QTest::qWait(200);
        std::printf("longest gap of a 16 ms timer: %lld ms\n",
                    static_cast<long long>(heart.longestMs()));
        QVERIFY2(heart.longestMs() < kMostGapMs, qPrintable(QString::number(heart.longestMs())));
    }

    void aStormOfChangesStopsNothingHere()
    {
        World world;
        QVERIFY(world.begin());
        QTest::qWait(300);
        const test::Heart heart;
        DemoDevice* const device = world.service.find(QStringLiteral("archive"));
        for (int burst = 0; burst < 50; ++burst) {
            for (int count = 0; count < 200; ++count) {
                device->info.metadataUsed = quint64(burst * 200 + count) % 8'000;
                world.service.tell(QStringLiteral("archive"));
            }
            QTest::qWait(20);
        }
        std::printf("longest gap of a 16 ms timer: %lld ms\n",
                    static_cast<long long>(heart.longestMs()));
        QVERIFY2(heart.longestMs() < kMostGapMs, qPrintable(QString::number(heart.longestMs())));
    }

    void whatIsLockedHasAPadlockAndSaysWhy_data()
    {
        QTest::addColumn<Permissions::Lock>("lock");
        QTest::addColumn<bool>("hasPadlock");
        QTest::addColumn<bool>("isPossible");
        QTest::addColumn<QString>("said");
        using Lock = Permissions::Lock;
        QTest::newRow("not known") << Lock::Unknown << false << true << QString();
        QTest::newRow("open") << Lock::Open << false << true << QString();
        QTest::newRow("password") << Lock::Password << true << true << "A password will be asked";
        QTest::newRow("closed") << Lock::Closed << true << false << "Your account may not do this";
    }

    void whatIsLockedHasAPadlockAndSaysWhy()
    {
        QFETCH(Permissions::Lock, lock);
        QFETCH(bool, hasPadlock);
        QFETCH(bool, isPossible);
        QFETCH(QString, said);
        const OneAnswer permissions(lock);
        World world({}, &permissions);
        QVERIFY(world.begin());
        const QAction* const action = world.action(QStringLiteral("Checkpoint"));
        QCOMPARE(!action->icon().isNull(), hasPadlock);
        QCOMPARE(action->isEnabled(), isPossible);
        QVERIFY2(action->toolTip().contains(said), qPrintable(action->toolTip()));
        // Nobody is asked for the path of a device.
        QVERIFY(world.action(QStringLiteral("Copy device path"))->icon().isNull());
    }

    void howTheMapLooksIsKept()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        DemoService service({});
        ServiceCache cache(service);
        const auto box = [](const MainWindow& window, const char* name) {
            for (QComboBox* const found : window.findChildren<QComboBox*>()) {
                if (found->accessibleName() == QLatin1String(name))
                    return found;
            }
            return static_cast<QComboBox*>(nullptr);
        };
        {
            MainWindow window(cache, nullptr, &settings);
            box(window, "What colours say")->setCurrentIndex(1);
            box(window, "Colours")->setCurrentIndex(2);
            window.findChild<DevicePage*>()->showTab(QStringLiteral("eras"));
            window.close();
        }
        const MainWindow window(cache, nullptr, &settings);
        QCOMPARE(box(window, "What colours say")->currentIndex(), 1);
        QCOMPARE(box(window, "Colours")->currentIndex(), 2);
        QVERIFY(!window.findChild<QWidget*>(QStringLiteral("eras"))->isHidden());
        QVERIFY(window.findChild<QWidget*>(QStringLiteral("map"))->isHidden());
    }

    void aLookIsKeptAndTheDeviceToo()
    {
        const QTemporaryDir folder;
        QSettings settings(folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
        DemoService service({});
        {
            ServiceCache cache(service);
            MainWindow window(cache, nullptr, &settings);
            window.show();
            cache.connectToService();
            QTRY_COMPARE(cache.state(), State::Ready);
            window.showDevice(QStringLiteral("vault"));
            window.setAppearance(Appearance::Dark);
            window.close();
        }
        ServiceCache cache(service);
        MainWindow window(cache, nullptr, &settings);
        QVERIFY(isDark(window.palette()));
        window.show();
        cache.connectToService();
        QTRY_VERIFY(window.windowTitle().startsWith(QStringLiteral("vault")));
        applyAppearance(Appearance::System);
    }
};

QTEST_MAIN(MainWindowTest)
#include "main_window_test.moc"
