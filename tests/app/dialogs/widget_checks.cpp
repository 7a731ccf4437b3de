// SPDX-License-Identifier: GPL-2.0-or-later
#include "widget_checks.h"

#include <algorithm>
#include <map>
#include <set>

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QtTest>

namespace blkera {
namespace {

QList<QWidget*> shownIn(const QWidget& window)
{
    QList<QWidget*> widgets;
    const QList<QWidget*> all = window.findChildren<QWidget*>();
    for (QWidget* const widget : all) {
        if (widget->window() == &window && widget->isVisibleTo(&window))
            widgets.append(widget);
    }
    return widgets;
}

QString describe(const QWidget* widget)
{
    return QStringLiteral("%1 \"%2\"")
        .arg(QLatin1String(widget->metaObject()->className()), widget->accessibleName());
}

bool hasTabFocus(const QWidget* widget)
{
    return (widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->focusProxy()
        && widget->isEnabled();
}

QString mnemonicOf(const QWidget* widget)
{
    QString text;
    if (const auto* const button = qobject_cast<const QAbstractButton*>(widget))
        text = button->text();
    else if (const auto* const label = qobject_cast<const QLabel*>(widget); label && label->buddy())
        text = label->text();
    return QKeySequence::mnemonic(text).toString();
}

} // namespace

QStringList accessibilityFaults(QWidget& window)
{
    QStringList faults;
    std::map<QString, QString> letters;
    const QList<QWidget*> widgets = shownIn(window);
    for (QWidget* const widget : widgets) {
        if (const QString letter = mnemonicOf(widget); !letter.isEmpty()) {
            const auto [at, isNew] = letters.emplace(letter, describe(widget));
            if (!isNew)
                faults.append(QStringLiteral("%1 stands for %2 and %3")
                                  .arg(letter, at->second, describe(widget)));
        }
        if (widget->focusPolicy() == Qt::NoFocus)
            continue;
        const QAccessibleInterface* const face = QAccessible::queryAccessibleInterface(widget);
        if (!face || face->text(QAccessible::Name).isEmpty())
            faults.append(describe(widget) + QStringLiteral(" has no name"));
    }
    // Once around, from where the focus is.
    std::set<const QWidget*> seen;
    for (qsizetype step = 0; step <= 2 * widgets.size(); ++step) {
        QWidget* const focus = QApplication::focusWidget();
        if (!focus || !seen.insert(focus).second)
            break;
        QTest::keyClick(focus, Qt::Key_Tab);
    }
    for (const QWidget* const widget : widgets) {
        const bool isInner
            = qobject_cast<const QLineEdit*>(widget) && seen.contains(widget->parentWidget());
        const bool hasInner = std::ranges::any_of(seen, [&](const QWidget* other) {
            return widget->isAncestorOf(other) && other->inherits("QLineEdit");
        });
        if (hasTabFocus(widget) && !seen.contains(widget) && !isInner && !hasInner)
            faults.append(describe(widget) + QStringLiteral(" is never reached by Tab"));
    }
    return faults;
}

QStringList clippedTexts(const QWidget& window)
{
    QStringList faults;
    const QList<QWidget*> widgets = shownIn(window);
    for (const QWidget* const widget : widgets) {
        if (const auto* const label = qobject_cast<const QLabel*>(widget);
            label && !label->text().isEmpty()) {
            const int needed = label->wordWrap() ? label->heightForWidth(label->width())
                                                 : label->sizeHint().height();
            if (label->height() < needed)
                faults.append(QStringLiteral("label \"%1\": %2 high, needs %3")
                                  .arg(label->text().left(40))
                                  .arg(label->height())
                                  .arg(needed));
            if (!label->wordWrap() && label->width() < label->sizeHint().width())
                faults.append(QStringLiteral("label \"%1\" is too narrow").arg(label->text()));
        }
        if (const auto* const button = qobject_cast<const QAbstractButton*>(widget);
            button && button->width() < button->minimumSizeHint().width())
            faults.append(QStringLiteral("button \"%1\" is too narrow").arg(button->text()));
        if (widget->parentWidget() && !widget->parentWidget()->inherits("QAbstractScrollArea")
            && !qobject_cast<const QAbstractScrollArea*>(widget->parentWidget()->parentWidget())
            && !widget->parentWidget()->rect().contains(widget->geometry()))
            faults.append(describe(widget) + QStringLiteral(" leaves its parent"));
    }
    return faults;
}

void takePicture(QWidget& window, const QString& name)
{
    const QString folder = qEnvironmentVariable("BLKERA_PICTURES");
    if (folder.isEmpty())
        return;
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(window.grab().save(QDir(folder).filePath(name + QStringLiteral(".png"))));
}

QString LongTranslator::translate(const char*, const char* source, const char*, int) const
{
    const QString text = QString::fromUtf8(source);
    if (text.size() < 2)
        return text;
    QString more;
    while (more.size() < text.size() / 2)
        more += QStringLiteral(" öß");
    return text + more;
}

} // namespace blkera
