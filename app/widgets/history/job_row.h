// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QFrame>
#include <QModelIndex>

class QLabel;
class QProgressBar;
class QPushButton;

namespace blkera {

// One job: what it does, how far it is, and the button that ends it; later what came of it, and the
// button that shows its report.
class JobRow : public QFrame {
    Q_OBJECT

public:
    explicit JobRow(quint64 id, QWidget* parent = nullptr);

    quint64 id() const { return m_id; }

    // Takes in a row of a JobModel.
    void take(const QModelIndex& job);

    // Tab comes here from that one; null: it is the first.
    void setTabAfter(JobRow* before);

signals:
    void cancelWanted(quint64 id);
    void reportWanted(quint64 id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSeverity();

    quint64 m_id;
    int m_severity = 0;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_detail;
    QProgressBar* m_bar;
    QPushButton* m_cancel;
    QPushButton* m_report;
};

} // namespace blkera
