// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "widgets/dialogs/wizard_source.h"

#include <QDialog>

class QAction;
class QLabel;
class QLineEdit;
class QListWidget;
class QProgressBar;
class QPushButton;
class QStackedWidget;

namespace blkera {

class MessageBar;
class WizardReport;

// Shows something of several steps that the service owns: the steps on the left with their states
// in words, what the chosen one is about on the right, and what happens if it is left here. To
// close the window changes nothing; "Stop" leaves it where it is and is always at the same place,
// never where "Next" was.
class JobWizard : public QDialog {
    Q_OBJECT

public:
    // `source` is borrowed; it may go before the wizard does, which closes then.
    JobWizard(WizardSource& source, QWidget* parent);

protected:
    void changeEvent(QEvent* event) override;

private:
    QWidget* makePage();
    void update();
    void showStep(int step);
    void updateNext();
    bool isGateOpen() const;

    WizardSource& m_source;
    QListWidget* m_steps;
    QStackedWidget* m_stack;
    QLabel* m_title;
    QLabel* m_text;
    QProgressBar* m_progress;
    QLabel* m_progressText;
    MessageBar* m_failure;
    QLabel* m_gateLabel;
    QLineEdit* m_gate;
    QLabel* m_obstacle;
    QLabel* m_ifStopped;
    WizardReport* m_report;
    QPushButton* m_stop;
    QPushButton* m_next;
    QAction* m_tryAgain;
    int m_current = -1; // the step that it was at when it was shown last
    bool m_wasFinished = false;
    bool m_hasSource = true;
};

} // namespace blkera
