// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "widgets/dialogs/ask_dialog.h"

class QTreeWidget;
class QTreeWidgetItem;

namespace blkera {

// Begins a new era on several devices at one moment.
class CheckpointDialog : public AskDialog {
    Q_OBJECT

public:
    CheckpointDialog(ServiceCache& cache, QWidget* parent);

    QString command() const override;

    // Those that are chosen, in the order of the list.
    QStringList chosen() const;

protected:
    void changeEvent(QEvent* event) override;
    void runVerb() override;
    QString obstacle() const override;

    void devicesChanged() override { fill(); }

private:
    void fill();
    void setItem(QTreeWidgetItem* item, const DeviceInfo& device) const;
    void chooseAll(bool isChosen);
    void showResult(const QStringList& names, const Checkpointed& begun);

    QTreeWidget* m_list;
    QPushButton* m_all;
    QPushButton* m_none;
    QLabel* m_count = nullptr;
    QLabel* m_result = nullptr;
    QPushButton* m_copyResult;
};

} // namespace blkera
