// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/map/region_model.h"

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QSortFilterProxyModel;
class QStackedWidget;
class QTableView;
class QToolButton;

namespace blkera {

class MessageBar;
class StatePage;

// The longest runs of blocks of one device that changed in a range of eras, as a table, and all of
// them as a sentence. The list is read when the page is looked at.
class RegionsPage : public QWidget {
    Q_OBJECT

public:
    // `service` is borrowed.
    explicit RegionsPage(EraService& service, QWidget* parent = nullptr);

    // Also when something of it changed; an empty name: none.
    void setDevice(const DeviceInfo& device);
    void setRange(const EraRange& range);
    void refresh();

    // Empty until the list has been read.
    QString summary() const;

    const RegionModel& model() const { return m_model; }

    QTableView* table() const { return m_table; }

signals:
    void showRegion(quint64 firstBlock, quint64 blocks);
    // Somebody was asked for a password here, and it was right.
    void authorised();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeContent();
    void addActions();
    void updateState();
    void updateProgress();
    void copyRows();
    void showCurrent();
    int currentRow() const; // of the model

    RegionModel m_model;
    QSortFilterProxyModel* m_sorted;
    QStackedWidget* m_stack;
    QWidget* m_content = nullptr;
    StatePage* m_statePage;
    MessageBar* m_message;
    QTableView* m_table;
    QLabel* m_summary;
    QLabel* m_shown; // how many of the runs are in the table
    QToolButton* m_copySummary;
    QAction* m_copy;
    QAction* m_showOnMap;
    QAction* m_copyCommand;
    QAction* m_show; // with a password, if need be
    QAction* m_retry;
    QAction* m_stop;
    QTimer m_findEra; // of the row that somebody stays on
};

} // namespace blkera
