// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"
#include "demo/demo_service.h"

#include <memory>

#include <QDialog>
#include <QPointer>

class QAbstractButton;
class QMessageBox;

namespace blkera {

// A service in memory, what is known of it, and the window that is tested. Devices: "archive" runs,
// "mail" is stopped, "postgres" and "vault" run, "vm-images" needs a check, "web" is suspended.
class DialogWorld {
public:
    explicit DialogWorld(const DemoService::Shape& shape = {});
    ~DialogWorld();

    DemoService service;
    ServiceCache cache;

    // Shows it as windows do, and waits until it has the focus.
    void open(QDialog* dialog);

    QDialog& dialog() const { return *m_dialog; }

private:
    QPointer<QDialog> m_dialog;
};

// Every warning fails the test, but for what the platform without a screen cannot do.
void failOnWarnings();

// The child of that name for people ("Name"), that is shown. Null: there is none.
QWidget* shownChild(const QWidget& window, const QString& accessibleName);

template <class T> T* shown(const QWidget& window, const QString& accessibleName)
{
    return qobject_cast<T*>(shownChild(window, accessibleName));
}

// The shown button with that text, without its ampersands.
QAbstractButton* shownButton(const QWidget& window, const QString& text);
// By keyboard: gives it the focus and presses the space bar.
void press(QAbstractButton* button);
// Into the field that has that name, in place of what is in it.
void type(const QWidget& window, const QString& accessibleName, const QString& text);
// The question that is being asked over the window. Null: none.
QMessageBox* question(const QWidget& window);
// What the message bar of a window says; empty if it is hidden.
QString barText(const QWidget& window);

} // namespace blkera
