// SPDX-License-Identifier: GPL-2.0-or-later
//
// The whole window against the real daemon, as a person uses it: by keyboard. Started by
// tests/system/gui_test.py, which makes the bus, the daemon and the disks, and looks at what is
// left.
#include "client/era_client.h"
#include "client/service_cache.h"
#include "models/history/era_model.h"
#include "widgets/dialogs/create_dialog.h"
#include "widgets/dialogs/export_dialog.h"
#include "widgets/history/era_timeline_view.h"
#include "widgets/map/change_map_widget.h"
#include "widgets/map/map_page.h"
#include "widgets/window/device_page.h"
#include "widgets/window/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QLineEdit>
#include <QMessageBox>
#include <QRegularExpression>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace blkera;

namespace {

constexpr qint64 kBlockBytes = 65'536;
constexpr int kPatienceMs = 30'000;
const QString kName = QStringLiteral("vault");
const QList<quint64> kWritten { 0, 17, 18, 19, 200 };

QString given(const char* name)
{
    return qEnvironmentVariable(name);
}

// On a screen without a window manager nobody else gives a window the focus.
bool activate(QWidget* window)
{
    window->activateWindow();
    return QTest::qWaitForWindowActive(window) && QTest::qWaitFor([window] {
               const QWidget* const focus = QApplication::focusWidget();
               return focus && focus->window() == window;
           });
}

template <class Dialog> Dialog* opened()
{
    Dialog* dialog = nullptr;
    const bool came = QTest::qWaitFor([&] {
        dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget());
        return dialog && dialog->isVisible();
    });
    return came && activate(dialog) ? dialog : nullptr;
}

// Types where the focus is.
void type(const QString& text)
{
    QWidget* const focus = QApplication::focusWidget();
    if (auto* const line = qobject_cast<QLineEdit*>(focus))
        line->selectAll();
    QTest::keyClicks(focus, text);
}

void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
{
    QWidget* const focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : QApplication::activeWindow(), key, modifiers);
}

} // namespace

class DaemonWindowTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase()
    {
        if (given("BLKERA_GUI_ORIGIN").isEmpty())
            qFatal("run this by tests/system/gui_test.py");
        m_service.setInteractiveAuthorizationAllowed(true);
        m_window.resize(1'200, 900);
        m_window.show();
        m_cache.connectToService();
        QTRY_COMPARE(m_cache.state(), ServiceCache::State::Ready);
        QVERIFY(activate(&m_window));
    }

    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void aDeviceIsMade()
    {
        QTest::keyClick(&m_window, Qt::Key_N, Qt::ControlModifier);
        auto* const dialog = opened<CreateDialog>();
        QVERIFY(dialog);
        type(kName);
        press(Qt::Key_Tab);
        type(given("BLKERA_GUI_ORIGIN"));
        press(Qt::Key_Tab);
        type(given("BLKERA_GUI_METADATA"));
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), kPatienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(device() && device()->state == QLatin1String("running"),
                                 kPatienceMs);
        QTRY_VERIFY(m_window.windowTitle().startsWith(kName));
        QCOMPARE(device()->currentEra, 1U);
    }

    void aCheckpointBeginsAnEra()
    {
        QVERIFY(activate(&m_window));
        QTest::keyClick(&m_window, Qt::Key_K, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(device()->currentEra, 2U, kPatienceMs);
        writePattern();
        QTest::keyClick(&m_window, Qt::Key_K, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(device()->currentEra, 3U, kPatienceMs);
    }

    void itsBarsAreThere()
    {
        const auto* const eras = m_window.page().findChild<EraModel*>();
        QVERIFY(eras);
        QTRY_COMPARE_WITH_TIMEOUT(eras->rowCount(), 3, kPatienceMs);
        const auto* const timeline = m_window.page().findChild<EraTimelineView*>();
        QVERIFY(timeline);
        QTRY_COMPARE(timeline->scene().spans.size(), 3);
        const auto blocksOf = [&](quint32 era) -> qint64 {
            for (const EraInfo& info : eras->eras()) {
                if (info.era == era)
                    return info.blocks ? qint64(*info.blocks) : -1;
            }
            return -1;
        };
        QTRY_COMPARE_WITH_TIMEOUT(blocksOf(2), qint64(kWritten.size()), kPatienceMs);
    }

    void theMapShowsWhatWasWritten()
    {
        QVERIFY(activate(&m_window));
        auto* const timeline = m_window.page().findChild<EraTimelineView*>();
        timeline->setFocus();
        timeline->setCursorEra(2);
        press(Qt::Key_Return); // since this era
        QCOMPARE(m_window.page().range(), (EraRange { 2, 0 }));
        m_window.page().showTab(QStringLiteral("map"));
        const auto* const page = m_window.page().findChild<MapPage*>();
        QTRY_VERIFY_WITH_TIMEOUT(
            page->summary().startsWith(QString::number(kWritten.size()) + u' '), kPatienceMs);
        auto* const map = m_window.page().findChild<ChangeMapWidget*>();
        map->oneToOne();
        QTest::qWait(500);
        QSet<QRgb> changed;
        QSet<QRgb> unchanged;
        for (quint64 block = 0; block < 256; ++block) {
            map->setCursorBlock(block);
            QTRY_VERIFY(map->visibleBlocks().first <= block);
            map->setCursorBlock(block + 300); // the cursor's frame is elsewhere
            const QImage picture = map->viewport()->grab().toImage();
            const QRectF cell = map->rectOfBlock(block);
            if (!map->viewport()->rect().contains(cell.center().toPoint()))
                continue;
            (kWritten.contains(block) ? changed : unchanged)
                .insert(picture.pixel((cell.center() * picture.devicePixelRatio()).toPoint()));
        }
        QCOMPARE(changed.size(), 1);
        QVERIFY(!unchanged.isEmpty());
        QVERIFY(!unchanged.intersects(changed));
    }

    void theListIsExported()
    {
        QTest::keyClick(&m_window, Qt::Key_E, Qt::ControlModifier);
        auto* const dialog = opened<ExportDialog>();
        QVERIFY(dialog);
        QLineEdit* path = nullptr;
        for (QLineEdit* const line : dialog->findChildren<QLineEdit*>()) {
            if (line->text().startsWith(u'/'))
                path = line;
        }
        QVERIFY(path);
        path->setFocus();
        type(given("BLKERA_GUI_LIST"));
        press(Qt::Key_Return);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(given("BLKERA_GUI_LIST")), kPatienceMs);
        press(Qt::Key_Escape);
        QTRY_VERIFY_WITH_TIMEOUT(!QApplication::activeModalWidget(), kPatienceMs);
    }

    void itIsStoppedAndStartedAgain()
    {
        trigger(QStringLiteral("Stop"));
        auto* const question = opened<QMessageBox>();
        QVERIFY(question);
        for (QAbstractButton* const button : question->buttons()) {
            if (question->buttonRole(button) == QMessageBox::DestructiveRole)
                QTest::keyClick(button, Qt::Key_Space);
        }
        QTRY_COMPARE_WITH_TIMEOUT(device()->state, QStringLiteral("stopped"), kPatienceMs);
        trigger(QStringLiteral("Start"));
        QTRY_COMPARE_WITH_TIMEOUT(device()->state, QStringLiteral("running"), kPatienceMs);
        QTRY_COMPARE_WITH_TIMEOUT(device()->currentEra, 4U, kPatienceMs);
    }

private:
    const DeviceInfo* device() const { return m_cache.device(kName); }

    void trigger(const QString& text)
    {
        for (QAction* const action : m_window.findChildren<QAction*>()) {
            if (QString(action->text()).remove(u'&') == text) {
                QTRY_VERIFY(action->isEnabled());
                action->trigger();
                return;
            }
        }
        QFAIL(qPrintable(text));
    }

    void writePattern()
    {
        const int file
            = ::open(QFile::encodeName(device()->devicePath).constData(), O_WRONLY | O_CLOEXEC);
        QVERIFY(file >= 0);
        const QByteArray page(4'096, 'x');
        for (const quint64 block : kWritten)
            QCOMPARE(::pwrite(file, page.constData(), std::size_t(page.size()),
                              qint64(block) * kBlockBytes),
                     page.size());
        QCOMPARE(::fsync(file), 0);
        ::close(file);
    }

    EraClient m_service;
    ServiceCache m_cache { m_service };
    MainWindow m_window { m_cache, nullptr, nullptr };
};

QTEST_MAIN(DaemonWindowTest)
#include "daemon_window_test.moc"
