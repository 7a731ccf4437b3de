// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/device_words.h"

#include <QFrame>

class QAction;
class QHBoxLayout;
class QLabel;
class QToolButton;

namespace blkera {

// One message inside a page, where a box would be in the way: what is the matter, in words that can
// be selected, and what can be done about it. Hidden while there is none.
class MessageBar : public QFrame {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    // Replaces the message. `remedy` is offered as a button, and borrowed; null: none.
    void showMessage(Severity severity, const QString& text, QAction* remedy = nullptr);
    void clear();

    QString text() const;

    Severity severity() const { return m_severity; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSeverity();

    QLabel* m_icon;
    QLabel* m_text;
    QToolButton* m_remedy;
    QToolButton* m_close;
    Severity m_severity = Severity::None;
};

} // namespace blkera
