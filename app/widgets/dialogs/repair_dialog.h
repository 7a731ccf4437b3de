// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "widgets/dialogs/ask_dialog.h"

#include <vector>

class QLineEdit;

namespace blkera {

// Leads through the repair of a device whose metadata cannot be read or written: what is wrong,
// what the service can do, and, in their order, the commands that an administrator runs at a
// terminal. Steps that the service can see are ticked off as the device's state changes.
class RepairDialog : public AskDialog {
    Q_OBJECT

public:
    RepairDialog(ServiceCache& cache, const QString& device, QWidget* parent);

    // All commands, in their order.
    QString command() const override;

    // How many steps are ticked off.
    int doneSteps() const;

protected:
    void runVerb() override;
    QString obstacle() const override;

    void devicesChanged() override { showState(); }

private:
    struct Step {
        QLabel* mark; // "done", "now", "then"
        QLabel* text;
        QString command; // empty: the service does it
        bool isDone = false;
    };

    void addStep(const QString& text, const QString& command);
    void makeSteps();
    void showState();
    bool isStopped() const;

    QLabel* m_trouble = nullptr;
    std::vector<Step> m_steps;
    int m_widest = 0; // what the longest command needs
    bool m_hasStopped = false; // seen since the dialog is open
    bool m_isMended = false;
};

} // namespace blkera
