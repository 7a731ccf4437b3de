// SPDX-License-Identifier: GPL-2.0-or-later
//
// The window over a real bus, and a daemon in a process of its own that fails as processes do.
#include "client/era_client.h"
#include "client/service_cache.h"
#include "private_bus.h"
#include "support/heart.h"
#include "widgets/map/change_map_widget.h"
#include "widgets/map/map_page.h"
#include "widgets/message_bar.h"
#include "widgets/state_page.h"
#include "widgets/window/device_page.h"
#include "widgets/window/main_window.h"

#include <csignal>
#include <memory>

#include <QAction>
#include <QListView>
#include <QProcess>
#include <QTest>

using namespace blkera;

namespace {

using State = ServiceCache::State;

constexpr int kMostGapMs = 100;

// The daemon's process.
class Daemon {
public:
    explicit Daemon(const QString& busAddress)
    {
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(QStringLiteral(BLKERA_FAKE_DAEMON), { busAddress });
        waitForAnswer();
    }

    ~Daemon()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    void tell(const QByteArray& order) { m_process.write(order + '\n'); }

    bool hasAnswered() { return m_process.canReadLine() && m_process.readLine() == "ok\n"; }

    void order(const QByteArray& order)
    {
        tell(order);
        waitForAnswer();
    }

    void stand() const { ::kill(pid_t(m_process.processId()), SIGSTOP); }

    void goOn() const { ::kill(pid_t(m_process.processId()), SIGCONT); }

private:
    void waitForAnswer()
    {
        if (!QTest::qWaitFor([this] { return hasAnswered(); }, 10'000))
            qFatal("the fake daemon does not answer");
    }

    QProcess m_process;
};

} // namespace

class BusWindowTest : public QObject {
    Q_OBJECT

private slots:

    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
        m_daemon = std::make_unique<Daemon>(m_bus.address());
        m_daemon->order("devices 3");
        // Each with a connection of its own.
        qputenv("DBUS_SYSTEM_BUS_ADDRESS", m_bus.address().toUtf8());
        m_client = std::make_unique<EraClient>();
        m_cache = std::make_unique<ServiceCache>(*m_client);
        m_window = std::make_unique<MainWindow>(*m_cache, nullptr, nullptr);
        m_window->show();
        m_cache->connectToService();
        QTRY_COMPARE(m_cache->state(), State::Ready);
        m_window->showDevice(QStringLiteral("vol1"));
    }

    void cleanup()
    {
        m_window.reset();
        m_cache.reset();
        m_client.reset();
        m_daemon.reset();
    }

    void aMapOverTheBusIsPainted()
    {
        QTRY_COMPARE(tiles().state(), LoadState::Ready);
        ShownCell cells[2];
        tiles().read(0, 0, cells);
        QCOMPARE(cells[0].changed, 0U);
        QCOMPARE(cells[1].changed, 1U);
        QCOMPARE(cells[1].newestEra, 2U);
    }

    void aMapThatIsNoneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("map");
        for (const char* map : { "unsealed", "short", "strange" })
            QTest::newRow(map) << QByteArray(map);
    }

    void aMapThatIsNoneIsRefused()
    {
        QFETCH(QByteArray, map);
        m_daemon->order("map " + map);
        m_window->showDevice(QStringLiteral("vol2"));
        QTRY_COMPARE(tiles().state(), LoadState::Failed);
        QVERIFY2(tiles().message().contains(QStringLiteral("cannot read")),
                 qPrintable(tiles().message()));
        // Once the daemon is in order, so is the picture.
        m_daemon->order("map good");
        m_window->page().refresh();
        QTRY_COMPARE(tiles().state(), LoadState::Ready);
    }

    void anAnswerWithoutItsEraIsNoSuccess()
    {
        action("Checkpoint")->trigger();
        QTRY_VERIFY2(said().contains(QStringLiteral("answered with 0 eras for 1 devices")),
                     qPrintable(said()));
    }

    void aDaemonThatStandsStillStopsNothingHere()
    {
        m_daemon->order("era 4");
        m_daemon->stand();
        const test::Heart heart;
        for (const char* device : { "vol2", "vol3", "vol1" }) {
            m_window->showDevice(QLatin1String(device));
            for (const char* tab : { "regions", "eras", "activity", "map" }) {
                m_window->page().showTab(QLatin1String(tab));
                QTest::qWait(50);
            }
        }
        action("Checkpoint")->trigger();
        QTest::qWait(200);
        std::printf("longest gap of a 16 ms timer: %lld ms\n",
                    static_cast<long long>(heart.longestMs()));
        QVERIFY2(heart.longestMs() < kMostGapMs, qPrintable(QString::number(heart.longestMs())));
        QVERIFY(!action("Checkpoint")->isEnabled()); // under way
        m_daemon->goOn();
        QTRY_VERIFY(action("Checkpoint")->isEnabled());
        QVERIFY2(said().contains(QStringLiteral("Era 4 began")), qPrintable(said()));
    }

    void aDaemonThatDiesInACallIsSaidAndFoundAgain()
    {
        m_daemon->order("die-in Restart");
        action("Restart with the installed version")->trigger();
        QTRY_COMPARE(m_cache->state(), State::NoService);
        // What is known stays in sight, and is said to be old.
        QVERIFY(m_window->page().isVisible());
        QVERIFY2(said().contains(QStringLiteral("as of")), qPrintable(said()));
        m_daemon = std::make_unique<Daemon>(m_bus.address());
        m_daemon->order("devices 4");
        QTRY_COMPARE(m_cache->state(), State::Ready);
        QTRY_COMPARE(m_cache->devices().size(), qsizetype(4));
        QTRY_VERIFY(!said().contains(QStringLiteral("as of")));
    }

    void aStormOfChangesOverTheBusStopsNothingHere()
    {
        const test::Heart heart;
        m_daemon->tell("storm vol1 10000");
        QVERIFY(QTest::qWaitFor([this] { return m_daemon->hasAnswered(); }, 30'000));
        QTRY_COMPARE(m_cache->device(QStringLiteral("vol1"))->metadataUsed, quint64(0));
        std::printf("longest gap of a 16 ms timer: %lld ms\n",
                    static_cast<long long>(heart.longestMs()));
        QVERIFY2(heart.longestMs() < kMostGapMs, qPrintable(QString::number(heart.longestMs())));
    }

    void aThousandDevicesAreShown()
    {
        m_daemon = {};
        QTRY_COMPARE(m_cache->state(), State::NoService);
        m_daemon = std::make_unique<Daemon>(m_bus.address());
        m_daemon->order("devices 1000");
        QTRY_COMPARE(m_cache->state(), State::Ready);
        QTRY_COMPARE_WITH_TIMEOUT(m_cache->devices().size(), qsizetype(1'000), 60'000);
        QTRY_COMPARE(m_window->findChild<QListView*>()->model()->rowCount(), 1'000);
    }

private:
    const MapTiles& tiles() const { return m_window->findChild<MapPage*>()->tiles(); }

    QAction* action(const char* text) const
    {
        for (QAction* const action : m_window->findChildren<QAction*>()) {
            if (QString(action->text()).remove(u'&') == QLatin1String(text))
                return action;
        }
        qFatal("there is no action %s", text);
    }

    QString said() const
    {
        QStringList texts;
        for (const MessageBar* const bar : m_window->findChildren<MessageBar*>()) {
            if (bar->isVisible())
                texts.append(bar->text());
        }
        return texts.join(u'\n');
    }

    PrivateBus m_bus;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<EraClient> m_client;
    std::unique_ptr<ServiceCache> m_cache;
    std::unique_ptr<MainWindow> m_window;
};

QTEST_MAIN(BusWindowTest)
#include "bus_window_test.moc"
