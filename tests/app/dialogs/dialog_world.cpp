// SPDX-License-Identifier: GPL-2.0-or-later
#include "dialog_world.h"

#include "widgets/message_bar.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QtTest>

namespace blkera {

DialogWorld::DialogWorld(const DemoService::Shape& shape)
    : service(shape)
    , cache(service)
{
    cache.connectToService();
    [&] { QTRY_COMPARE(cache.state(), ServiceCache::State::Ready); }();
}

DialogWorld::~DialogWorld()
{
    delete m_dialog;
}

void DialogWorld::open(QDialog* dialog)
{
    m_dialog = dialog;
    dialog->open();
    [&] { QVERIFY(QTest::qWaitForWindowActive(dialog)); }();
}

void failOnWarnings()
{
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)")));
}

QWidget* shownChild(const QWidget& window, const QString& accessibleName)
{
    const QList<QWidget*> children = window.findChildren<QWidget*>();
    for (QWidget* const child : children) {
        if (child->isVisibleTo(&window) && child->accessibleName() == accessibleName)
            return child;
    }
    return nullptr;
}

QAbstractButton* shownButton(const QWidget& window, const QString& text)
{
    const QList<QAbstractButton*> buttons = window.findChildren<QAbstractButton*>();
    for (QAbstractButton* const button : buttons) {
        if (button->isVisibleTo(&window) && button->text().remove(u'&') == text)
            return button;
    }
    return nullptr;
}

void press(QAbstractButton* button)
{
    QVERIFY(button);
    QVERIFY2(button->isEnabled(), qPrintable(button->toolTip()));
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
}

void type(const QWidget& window, const QString& accessibleName, const QString& text)
{
    QWidget* field = shownChild(window, accessibleName);
    QVERIFY2(field, qPrintable(accessibleName));
    if (auto* const combo = qobject_cast<QComboBox*>(field))
        field = combo->lineEdit();
    QVERIFY(field);
    field->setFocus();
    QTest::keySequence(field, QKeySequence::SelectAll);
    QTest::keyClick(field, Qt::Key_Delete);
    QTest::keyClicks(field, text);
}

QMessageBox* question(const QWidget& window)
{
    const QList<QMessageBox*> boxes = window.findChildren<QMessageBox*>();
    for (QMessageBox* const box : boxes) {
        if (box->isVisible())
            return box;
    }
    return nullptr;
}

QString barText(const QWidget& window)
{
    const QList<MessageBar*> bars = window.findChildren<MessageBar*>();
    for (const MessageBar* const bar : bars) {
        if (bar->isVisibleTo(&window))
            return bar->text();
    }
    return {};
}

} // namespace blkera
