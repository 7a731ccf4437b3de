// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/device_words.h"

#include <QWidget>

class QLabel;
class QProgressBar;

namespace blkera {

// How full the metadata of a device is: a bar with ticks where it becomes tight, a word with a
// shape for the same, and whether a metadata snapshot is held, which uses some of it.
class UsageGauge : public QWidget {
    Q_OBJECT

public:
    explicit UsageGauge(QWidget* parent = nullptr);

    void setDevice(const DeviceInfo& device);

    Severity severity() const { return m_severity; }

    // What is shown: "OK", "1,500 of 8,192 blocks", "No metadata snapshot is held".
    QString word() const;
    QString usageText() const;
    QString heldText() const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSeverity();

    QLabel* m_icon;
    QLabel* m_word;
    QProgressBar* m_bar;
    QLabel* m_usage;
    QLabel* m_held;
    Severity m_severity = Severity::None;
};

} // namespace blkera
