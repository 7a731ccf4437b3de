// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "widgets/dialogs/ask_dialog.h"

class QComboBox;
class QFormLayout;
class QSpinBox;
class QTimeEdit;

namespace blkera {

// Asks when checkpoints of a device are to be taken by themselves.
class ScheduleDialog : public AskDialog {
    Q_OBJECT

public:
    ScheduleDialog(ServiceCache& cache, const QString& device, QWidget* parent);

    QString command() const override;

    // What the fields stand for, as the service takes it: "never", "every 15min", "daily 03:30".
    QString text() const;

protected:
    void runVerb() override;

    QString obstacle() const override { return {}; }

    void devicesChanged() override;

private:
    enum Kind { Never, Every, Hourly, Daily, Weekly, Monthly };

    void makeFields();
    void take(const QString& schedule);
    void update();

    QComboBox* m_kind;
    QSpinBox* m_count;
    QComboBox* m_unit;
    QComboBox* m_weekday;
    QSpinBox* m_day;
    QTimeEdit* m_time;
    QFormLayout* m_form = nullptr;
    QLabel* m_text = nullptr;
    QLabel* m_next = nullptr;
    QString m_taken; // what the device had when the fields were filled
};

} // namespace blkera
