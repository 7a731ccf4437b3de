// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "widgets/device_actions.h"
#include "widgets/theme.h"

#include <QMainWindow>

class QDockWidget;
class QLineEdit;
class QListView;
class QMenu;
class QSettings;
class QSortFilterProxyModel;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace blkera {

class DeviceModel;
class DevicePage;
class JobsPanel;
class MessageBar;
class StatePage;

// The window: devices on the left, the chosen one on the right or what is the matter instead, jobs
// below.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    // All are borrowed. `permissions`: see DeviceActions. `settings` keeps geometry and appearance;
    // null: nothing is kept, as for screenshots.
    MainWindow(ServiceCache& cache, const Permissions* permissions, QSettings* settings,
               QWidget* parent = nullptr);
    ~MainWindow() override;

    // Now, or when it is there.
    void showDevice(const QString& name);

    DevicePage& page() { return *m_page; }

    void setAppearance(Appearance appearance);

signals:
    // Something went wrong that a person should hear of, wherever he looks at the moment.
    void alarmed(const QString& title, const QString& text);

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void makeActions();
    void makeMenus();
    QWidget* makeList();
    void makeJobs();
    void restore();
    void update();
    void updateState();
    void updateTitle();
    void fillCommands(QMenu* menu);
    void open(DeviceActions::Verb verb, const QString& device);
    void openCreate();
    void openGroupCheckpoint();
    void deviceChosen(const QString& name);
    void watchForAlarm(const QString& name);
    void about();

    ServiceCache& m_cache;
    QSettings* m_settings;
    DeviceActions m_actions;
    DeviceModel* m_model;
    QSortFilterProxyModel* m_filtered;
    QListView* m_list;
    QLineEdit* m_search;
    QSplitter* m_splitter;
    QStackedWidget* m_stack;
    StatePage* m_state;
    DevicePage* m_page;
    MessageBar* m_notice; // about the service
    JobsPanel* m_jobs;
    QDockWidget* m_jobsDock;
    QToolButton* m_jobsButton;
    QAction* m_create;
    QAction* m_groupCheckpoint;
    QAction* m_reload;
    QAction* m_retry;
    QAction* m_refresh;
    QAction* m_copyStatus;
    QAction* m_find;
    QAction* m_quit;
    QString m_wanted; // to be shown when it is there
    std::map<QString, Severity> m_severities; // of the devices, as they were told last
};

} // namespace blkera
