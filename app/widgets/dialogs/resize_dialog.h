// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "widgets/dialogs/ask_dialog.h"

class QAction;

namespace blkera {

// Has a device take in the sizes that its origin and its metadata device have now. A device that
// would shrink is asked about only after the service has refused to let it.
class ResizeDialog : public AskDialog {
    Q_OBJECT

public:
    ResizeDialog(ServiceCache& cache, const QString& device, QWidget* parent);

    QString command() const override;

protected:
    void runVerb() override { resizeDevice(false); }

    QString obstacle() const override;

    void devicesChanged() override { showSizes(); }

    void fail(const ClientError& error) override;

private:
    void showSizes();
    void resizeDevice(bool isForced);
    void askToShrink();
    void showResult(const Resized& resized);

    QLabel* m_sizes = nullptr;
    QLabel* m_result = nullptr;
    QPushButton* m_copyResult;
    QAction* m_shrink;
    QString m_refusal;
};

} // namespace blkera
