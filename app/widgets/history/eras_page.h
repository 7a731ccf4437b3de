// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/era_range.h"
#include "models/history/era_model.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace blkera {

class MessageBar;
class RecordTable;

// The eras of a device as a table, newest first: the timeline in text.
class ErasPage : public QWidget {
    Q_OBJECT

public:
    // `model` is borrowed; whoever has it tells it of the device.
    explicit ErasPage(EraModel& model, QWidget* parent = nullptr);

    RecordTable* table() const { return m_table; }

signals:
    // The changes of these eras are to be shown: since one, or from the first to the last of
    // several that are selected.
    void rangeChosen(const blkera::EraRange& range);

private:
    void updateTexts();
    void choose();
    EraRange selectedRange() const;

    EraModel& m_model;
    MessageBar* m_message;
    QAction* m_tryAgain;
    RecordTable* m_table;
    QLabel* m_status;
    QPushButton* m_show;
};

} // namespace blkera
