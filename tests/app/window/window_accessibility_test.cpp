// SPDX-License-Identifier: GPL-2.0-or-later
// The window by keyboard, for a screen reader, and in every look.
#include "widgets/action_label.h"
#include "widgets/dialogs/create_dialog.h"
#include "widgets/message_bar.h"
#include "widgets/window/device_page.h"
#include "window_world.h"

#include <memory>

#include <QAccessible>
#include <QApplication>
#include <QMenu>
#include <QRegularExpression>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

using namespace blkera;
using namespace blkera::test;

class WindowAccessibilityTest : public QObject {
    Q_OBJECT

private slots:

    // What the offscreen platform says of itself is no warning of ours.
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
    }

    void aDeviceIsFoundAndCheckpointedByKeyboard()
    {
        World world;
        QVERIFY(world.begin());
        QTest::keyClick(&world.window, Qt::Key_F3);
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("vau"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QVERIFY(world.window.windowTitle().startsWith(QStringLiteral("vault")));
        const quint32 before = world.cache.device(QStringLiteral("vault"))->currentEra;
        QTest::keyClick(&world.window, Qt::Key_K, Qt::ControlModifier);
        QTRY_COMPARE(world.cache.device(QStringLiteral("vault"))->currentEra, before + 1);
        QTRY_VERIFY(saidBy(world.window).contains(QStringLiteral("began")));
    }

    void nothingThatCanHaveTheFocusIsWithoutAName()
    {
        World world;
        QVERIFY(world.begin());
        QTRY_VERIFY(world.window.page().isVisible());
        auto* const tabs = world.window.page().findChild<QTabWidget*>();
        QVERIFY(tabs);
        int looked = 0;
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            QTest::qWait(50);
            for (const QWidget* const widget : world.window.findChildren<QWidget*>()) {
                if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus
                    || widget->focusProxy())
                    continue;
                ++looked;
                QAccessibleInterface* const accessible
                    = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
                QVERIFY(accessible);
                QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(),
                         qPrintable(QStringLiteral("%1 %2 in %3")
                                        .arg(QLatin1String(widget->metaObject()->className()),
                                             widget->objectName(),
                                             QLatin1String(
                                                 widget->parent()
                                                     ? widget->parent()->metaObject()->className()
                                                     : "nothing"))));
            }
        }
        QVERIFY(looked > 50);
    }

    void tabReachesEverythingThatCanHaveTheFocus()
    {
        World world;
        QVERIFY(world.begin());
        QTRY_VERIFY(world.window.page().isVisible());
        QSet<QWidget*> reached;
        for (int step = 0; step < 200; ++step) {
            if (QWidget* const focus = QApplication::focusWidget()) {
                if (reached.contains(focus) && step > 100)
                    break;
                reached.insert(focus);
                QTest::keyClick(focus, Qt::Key_Tab);
            } else {
                QTest::keyClick(&world.window, Qt::Key_Tab);
            }
        }
        for (QWidget* const widget : world.window.page().findChildren<QWidget*>()) {
            const bool canHave = widget->isVisible() && widget->isEnabled()
                && (widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->focusProxy();
            if (canHave)
                QVERIFY2(reached.contains(widget), widget->metaObject()->className());
        }
    }

    void noTwoMenusHaveOneMnemonic()
    {
        World world;
        QVERIFY(world.begin());
        for (const QMenu* const menu : world.window.findChildren<QMenu*>()) {
            QSet<QChar> seen;
            for (const QAction* const action : menu->actions()) {
                const QString text = action->text();
                const qsizetype at = text.indexOf(u'&');
                if (at < 0 || at + 1 >= text.size())
                    continue;
                const QChar letter = text[at + 1].toLower();
                QVERIFY2(!seen.contains(letter), qPrintable(menu->title() + u' ' + text));
                seen.insert(letter);
            }
        }
    }

    void aButtonShowsNoKeyOfAMenu()
    {
        QCOMPARE(actionLabel(QStringLiteral("&Export…")), QStringLiteral("Export…"));
        QCOMPARE(actionLabel(QString::fromUtf8("创建检查点(&C)")), QString::fromUtf8("创建检查点"));
        World world;
        for (const QToolButton* const button : world.window.findChildren<QToolButton*>()) {
            if (button->defaultAction())
                QVERIFY2(!button->text().contains(u'&'), qPrintable(button->text()));
        }
    }

    void everyLookIsReadable_data()
    {
        QTest::addColumn<QString>("look");
        for (const char* look : { "light", "dark", "high-contrast" })
            QTest::newRow(look) << look;
    }

    void everyLookIsReadable()
    {
        QFETCH(QString, look);
        applyAppearance(appearanceOf(look));
        const QPalette palette = QApplication::palette();
        applyAppearance(Appearance::System);
        constexpr double kReadable = 4.5;
        const std::pair<QPalette::ColorRole, QPalette::ColorRole> pairs[] {
            { QPalette::WindowText, QPalette::Window },
            { QPalette::Text, QPalette::Base },
            { QPalette::Text, QPalette::AlternateBase },
            { QPalette::ButtonText, QPalette::Button },
            { QPalette::HighlightedText, QPalette::Highlight },
            { QPalette::Link, QPalette::Base },
            { QPalette::ToolTipText, QPalette::ToolTipBase },
        };
        for (const auto& [text, ground] : pairs)
            QVERIFY2(contrast(palette.color(text), palette.color(ground)) >= kReadable,
                     qPrintable(QString::number(text)));
        for (const auto severity : { Severity::None, Severity::Good, Severity::Note,
                                     Severity::Warning, Severity::Error }) {
            for (const auto ground : { QPalette::Base, QPalette::Window })
                QVERIFY2(contrast(severityColor(palette, severity), palette.color(ground))
                             >= kReadable,
                         qPrintable(QString::number(int(severity))));
        }
    }
};

QTEST_MAIN(WindowAccessibilityTest)
#include "window_accessibility_test.moc"
