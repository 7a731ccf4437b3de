// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/device_words.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace blkera {

// What a window shows where it has nothing else to show: one sentence, its cause, and what to do.
class StatePage : public QWidget {
    Q_OBJECT

public:
    explicit StatePage(QWidget* parent = nullptr);

    struct Content {
        Severity severity = Severity::None;
        QString title;
        QString cause;
        QAction* primary = nullptr; // borrowed
        QAction* secondary = nullptr;
    };

    void setContent(const Content& content);

    QString title() const;
    QString cause() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSeverity();

    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_cause;
    QPushButton* m_primary;
    QPushButton* m_secondary;
    Severity m_severity = Severity::None;
};

} // namespace blkera
