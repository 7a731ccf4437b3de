// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/window/main_window.h"

#include "client/when_done.h"
#include "models/device_model.h"
#include "widgets/action_label.h"
#include "widgets/command_text.h"
#include "widgets/dialogs/checkpoint_dialog.h"
#include "widgets/dialogs/create_dialog.h"
#include "widgets/dialogs/diagnostics_text.h"
#include "widgets/dialogs/export_dialog.h"
#include "widgets/dialogs/repair_dialog.h"
#include "widgets/dialogs/resize_dialog.h"
#include "widgets/dialogs/schedule_dialog.h"
#include "widgets/history/jobs_panel.h"
#include "widgets/message_bar.h"
#include "widgets/state_page.h"
#include "widgets/window/device_list.h"
#include "widgets/window/device_page.h"

#include <QActionGroup>
#include <QApplication>
#include <QClipboard>
#include <QCloseEvent>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QLocale>
#include <QMenuBar>
#include <QMessageBox>
#include <QSettings>
#include <QSortFilterProxyModel>
#include <QSplitter>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace blkera {
namespace {

using Verb = DeviceActions::Verb;
using State = ServiceCache::State;

const QString kGeometryKey = QStringLiteral("window/geometry");
const QString kStateKey = QStringLiteral("window/state");
const QString kSplitterKey = QStringLiteral("window/splitter");
const QString kDeviceKey = QStringLiteral("window/device");
const QString kAppearanceKey = QStringLiteral("appearance");

} // namespace

MainWindow::MainWindow(ServiceCache& cache, const Permissions* permissions, QSettings* settings,
                       QWidget* parent)
    : QMainWindow(parent)
    , m_cache(cache)
    , m_settings(settings)
    , m_actions(cache, permissions, this)
    , m_model(new DeviceModel(cache, this))
    , m_filtered(new QSortFilterProxyModel(this))
    , m_list(new QListView(this))
    , m_search(new QLineEdit(this))
    , m_splitter(new QSplitter(this))
    , m_stack(new QStackedWidget(this))
    , m_state(new StatePage(this))
    , m_page(new DevicePage(cache, m_actions, this))
    , m_notice(new MessageBar(this))
    , m_jobs(new JobsPanel(cache, this))
    , m_jobsDock(new QDockWidget(tr("Jobs"), this))
    , m_jobsButton(new QToolButton(this))
{
    makeActions();
    m_stack->addWidget(m_state);
    m_stack->addWidget(m_page);
    auto* const right = new QWidget(this);
    auto* const column = new QVBoxLayout(right);
    column->setContentsMargins({});
    column->addWidget(m_notice);
    column->addWidget(m_stack, 1);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(right);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setChildrenCollapsible(false);
    setCentralWidget(m_splitter);
    makeJobs();
    makeMenus();

    connect(&cache, &ServiceCache::stateChanged, this, &MainWindow::update);
    connect(&cache, &ServiceCache::devicesReset, this, &MainWindow::update);
    connect(&cache, &ServiceCache::deviceAdded, this, &MainWindow::update);
    connect(&cache, &ServiceCache::deviceRemoved, this, &MainWindow::update);
    connect(&cache, &ServiceCache::deviceChanged, this, &MainWindow::watchForAlarm);
    connect(&cache, &ServiceCache::historyFailureChanged, this, &MainWindow::update);
    connect(&m_actions, &DeviceActions::asked, this, &MainWindow::open);
    connect(&m_actions, &DeviceActions::said, this,
            [this](const QString& device, Severity severity, const QString& text) {
                if (device == m_actions.device())
                    m_page->say(severity, text);
                else
                    statusBar()->showMessage(tr("%1: %2").arg(device, text));
            });
    resize(fontMetrics().averageCharWidth() * 160, fontMetrics().height() * 50);
    restore();
    update();
}

MainWindow::~MainWindow() = default;

void MainWindow::makeActions()
{
    const auto make
        = [this](const QString& text, const QKeySequence& shortcut, const QString& tip) {
              auto* const action = new QAction(text, this);
              action->setIconText(actionLabel(text));
              action->setShortcut(shortcut);
              action->setStatusTip(tip);
              action->setToolTip(tip);
              return action;
          };
    m_create = make(tr("&New device…"), QKeySequence::New,
                    tr("Put a device that remembers eras in front of another one"));
    m_groupCheckpoint = make(tr("Checkpoint &several…"), {},
                             tr("Begin a new era on several devices at one moment"));
    m_reload = make(tr("&Reload the configuration"), {},
                    tr("Take in what was changed in the configuration files"));
    m_retry = make(tr("&Try again"), {}, tr("Ask the service again"));
    m_refresh = make(tr("&Refresh"), QKeySequence::Refresh,
                     tr("Ask the service again for what is shown"));
    m_copyStatus = make(tr("&Copy command"), {},
                        tr("Copy the command that shows what is the matter with the service"));
    m_find = make(tr("&Find a device"), QKeySequence(Qt::Key_F3), tr("Type a part of its name"));
    m_quit = make(tr("&Quit"), QKeySequence::Quit, tr("Close the window; jobs go on"));
    connect(m_create, &QAction::triggered, this, &MainWindow::openCreate);
    connect(m_groupCheckpoint, &QAction::triggered, this, &MainWindow::openGroupCheckpoint);
    connect(m_retry, &QAction::triggered, &m_cache, &ServiceCache::connectToService);
    connect(m_refresh, &QAction::triggered, this, [this] {
        if (m_cache.state() == State::Ready)
            m_page->refresh();
        else
            m_cache.connectToService();
    });
    connect(m_quit, &QAction::triggered, this, &QWidget::close);
    connect(m_copyStatus, &QAction::triggered, this,
            [] { QApplication::clipboard()->setText(QStringLiteral("systemctl status blkerad")); });
    connect(m_find, &QAction::triggered, this, [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(m_reload, &QAction::triggered, this, [this] {
        whenDone(m_cache.service().reload(), this, [this](const Outcome<QStringList>& said) {
            if (!said && said.error().kind != ClientError::Kind::Dismissed)
                m_notice->showMessage(Severity::Error, said.error().message);
            else if (said && !said->isEmpty())
                m_notice->showMessage(Severity::Note, said->join(u'\n'));
        });
    });
}

void MainWindow::makeMenus()
{
    QMenu* const file = menuBar()->addMenu(tr("&File"));
    file->addActions({ m_create, m_groupCheckpoint, m_reload });
    file->addSeparator();
    file->addAction(m_quit);

    QMenu* const device = menuBar()->addMenu(tr("&Device"));
    device->setToolTipsVisible(true);
    for (const Verb verb : m_actions.verbs())
        device->addAction(m_actions.action(verb));
    device->addSeparator();
    QMenu* const commands = device->addMenu(tr("Copy as c&ommand"));
    connect(commands, &QMenu::aboutToShow, this, [this, commands] { fillCommands(commands); });

    QMenu* const view = menuBar()->addMenu(tr("&View"));
    view->addAction(m_find);
    view->addAction(m_refresh);
    view->addAction(m_jobsDock->toggleViewAction());
    QMenu* const appearance = view->addMenu(tr("&Appearance"));
    auto* const group = new QActionGroup(this);
    const std::pair<Appearance, QString> looks[] { { Appearance::System, tr("As the &desktop") },
                                                   { Appearance::Light, tr("&Light") },
                                                   { Appearance::Dark, tr("Dar&k") },
                                                   { Appearance::HighContrast,
                                                     tr("&High contrast") } };
    for (const auto& [look, text] : looks) {
        QAction* const action = appearance->addAction(text);
        action->setCheckable(true);
        action->setData(int(look));
        action->setObjectName(toString(look));
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, chosen = look] { setAppearance(chosen); });
    }

    QMenu* const help = menuBar()->addMenu(tr("&Help"));
    connect(help->addAction(tr("&Copy diagnostics")), &QAction::triggered, this, [this] {
        QApplication::clipboard()->setText(diagnosticsText(m_cache));
        statusBar()->showMessage(tr("Copied: what a report about a problem needs."));
    });
    connect(help->addAction(tr("&About Block Eras")), &QAction::triggered, this,
            &MainWindow::about);
}

QWidget* MainWindow::makeList()
{
    m_filtered->setSourceModel(m_model);
    m_filtered->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_filtered);
    m_list->setItemDelegate(new DeviceListDelegate(m_list));
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Devices"));
    m_list->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_search->setPlaceholderText(tr("Find a device (F3)"));
    m_search->setAccessibleName(tr("Find a device"));
    m_search->setClearButtonEnabled(true);
    m_search->setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    connect(m_search, &QLineEdit::textChanged, m_filtered,
            &QSortFilterProxyModel::setFilterFixedString);
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        m_list->setCurrentIndex(m_filtered->index(0, 0));
        m_list->setFocus();
    });
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (current.isValid())
                    deviceChosen(m_model->nameAt(m_filtered->mapToSource(current)));
            });
    auto* const add = new QToolButton(this);
    add->setDefaultAction(m_create);
    add->setFocusPolicy(Qt::StrongFocus);
    auto* const panel = new QWidget(this);
    auto* const row = new QHBoxLayout;
    row->addWidget(m_search, 1);
    row->addWidget(add);
    auto* const layout = new QVBoxLayout(panel);
    layout->setContentsMargins({});
    layout->addLayout(row);
    layout->addWidget(m_list, 1);
    return panel;
}

void MainWindow::makeJobs()
{
    m_jobsDock->setObjectName(QStringLiteral("jobs"));
    m_jobsDock->setWidget(m_jobs);
    m_jobsDock->toggleViewAction()->setText(tr("&Jobs"));
    addDockWidget(Qt::BottomDockWidgetArea, m_jobsDock);
    m_jobsButton->setAutoRaise(true);
    m_jobsButton->setFocusPolicy(Qt::StrongFocus);
    m_jobsButton->setAccessibleName(tr("Running jobs"));
    statusBar()->addPermanentWidget(m_jobsButton);
    connect(m_jobsButton, &QToolButton::clicked, m_jobsDock, [this] {
        m_jobsDock->show();
        m_jobsDock->raise();
    });
    const auto update = [this] {
        m_jobsButton->setText(m_jobs->summary());
        updateTitle();
    };
    connect(m_jobs, &JobsPanel::changed, this, update);
    connect(&m_cache, &ServiceCache::jobChanged, this, [this](quint64 id) {
        const JobInfo* const job = m_cache.job(id);
        if (job && job->state == QLatin1String("failed"))
            emit alarmed(tr("%1: a job failed").arg(job->device), job->error);
    });
    update();
}

void MainWindow::restore()
{
    m_jobsDock->hide();
    if (!m_settings)
        return;
    restoreGeometry(m_settings->value(kGeometryKey).toByteArray());
    restoreState(m_settings->value(kStateKey).toByteArray());
    m_splitter->restoreState(m_settings->value(kSplitterKey).toByteArray());
    m_wanted = m_settings->value(kDeviceKey).toString();
    m_page->restore(*m_settings);
    setAppearance(appearanceOf(m_settings->value(kAppearanceKey).toString()));
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_settings) {
        m_settings->setValue(kGeometryKey, saveGeometry());
        m_settings->setValue(kStateKey, saveState());
        m_settings->setValue(kSplitterKey, m_splitter->saveState());
        m_settings->setValue(kDeviceKey, m_actions.device());
        m_page->save(*m_settings);
    }
    QMainWindow::closeEvent(event);
}

void MainWindow::setAppearance(Appearance appearance)
{
    applyAppearance(appearance);
    if (auto* const action = findChild<QAction*>(toString(appearance)))
        action->setChecked(true);
    if (m_settings)
        m_settings->setValue(kAppearanceKey, toString(appearance));
}

void MainWindow::showDevice(const QString& name)
{
    m_wanted = name;
    update();
}

void MainWindow::deviceChosen(const QString& name)
{
    m_actions.setDevice(name);
    m_page->setDevice(name);
    m_stack->setCurrentWidget(m_page);
    updateTitle();
}

void MainWindow::update()
{
    if (m_cache.hasDevices() && m_model->rowCount() > 0) {
        const QModelIndex wanted = m_model->indexOf(m_wanted);
        if (wanted.isValid()) {
            m_wanted.clear();
            m_list->setCurrentIndex(m_filtered->mapFromSource(wanted));
        } else if (!m_model->indexOf(m_actions.device()).isValid()) {
            m_list->setCurrentIndex(m_filtered->index(0, 0));
        }
    }
    for (const DeviceInfo& device : m_cache.devices())
        m_severities.emplace(device.name, stateWords(device).severity);
    updateState();
    updateTitle();
}

// What is known stays in sight, as of then, when the service goes away; without anything to show
// there is one sentence about why.
void MainWindow::updateState()
{
    const State state = m_cache.state();
    const bool isReady = state == State::Ready;
    m_create->setEnabled(isReady);
    m_groupCheckpoint->setEnabled(isReady && m_model->rowCount() > 0);
    m_reload->setEnabled(isReady);

    const bool hasDevice = m_cache.hasDevices() && m_model->rowCount() > 0;
    m_page->setEnabled(hasDevice);
    if (hasDevice) {
        m_stack->setCurrentWidget(m_page);
        if (!isReady)
            m_notice->showMessage(
                Severity::Warning,
                tr("The era service is not answering; what is shown is as of %1.")
                    .arg(QLocale().toString(m_cache.asOf().time(), QLocale::ShortFormat)),
                m_retry);
        else if (!m_cache.historyFailure().isEmpty())
            m_notice->showMessage(
                Severity::Warning,
                tr("The history cannot be written at present: %1").arg(m_cache.historyFailure()));
        else
            m_notice->clear();
        return;
    }
    m_notice->clear();
    StatePage::Content content;
    switch (state) {
    case State::Ready:
        content = { Severity::Note, tr("No era devices yet."),
                    tr("A device of that kind stands in front of another one and remembers, before "
                       "each write, which blocks changed in which era. Backups and rolled back "
                       "caches need only those."),
                    m_create, nullptr };
        break;
    case State::Connecting:
        content = { Severity::Note, tr("Asking the era service…"), {}, nullptr, nullptr };
        break;
    case State::NotAnswering:
        content = { Severity::Warning, tr("The era service is not answering."),
                    tr("The unit is blkerad.service; %1.").arg(m_cache.reason()), m_retry,
                    m_copyStatus };
        break;
    case State::NoService:
        content = { Severity::Error, tr("The era service is not running."), m_cache.reason(),
                    m_retry, m_copyStatus };
        break;
    case State::NoBus:
        content = { Severity::Error, tr("There is no system bus."), m_cache.reason(), m_retry,
                    nullptr };
        break;
    case State::WrongVersion:
        content = { Severity::Error, tr("The service is of another version than this program."),
                    m_cache.reason(), m_retry, nullptr };
        break;
    }
    m_state->setContent(content);
    m_stack->setCurrentWidget(m_state);
}

void MainWindow::updateTitle()
{
    const QString name = m_actions.device();
    QString title = name.isEmpty() ? tr("Block Eras") : tr("%1 – Block Eras").arg(name);
    for (const JobInfo& job : m_cache.jobs()) {
        if (job.endTimeUs == 0 && job.total != 0) {
            title = tr("%1 % – %2", "progress of a job, title of the window")
                        .arg(QLocale().toString(int(100 * job.done / job.total)), title);
            break;
        }
    }
    setWindowTitle(title);
}

void MainWindow::watchForAlarm(const QString& name)
{
    const DeviceInfo* const device = m_cache.device(name);
    if (!device)
        return;
    const StateWords state = stateWords(*device);
    Severity& before = m_severities[name];
    if (state.severity == Severity::Error && before != Severity::Error)
        emit alarmed(tr("%1: %2").arg(name, state.word), state.meaning);
    before = state.severity;
}

void MainWindow::fillCommands(QMenu* menu)
{
    menu->clear();
    for (const Verb verb : m_actions.verbs()) {
        const QString command = m_actions.command(verb);
        if (command.isEmpty())
            continue;
        QAction* const copy = menu->addAction(command);
        connect(copy, &QAction::triggered, this,
                [command] { QApplication::clipboard()->setText(command); });
    }
    menu->setEnabled(!menu->isEmpty());
}

void MainWindow::open(Verb verb, const QString& device)
{
    QDialog* dialog = nullptr;
    if (verb == Verb::Export)
        dialog = new ExportDialog(m_cache, device, m_page->range(), this);
    else if (verb == Verb::Schedule)
        dialog = new ScheduleDialog(m_cache, device, this);
    else if (verb == Verb::Resize)
        dialog = new ResizeDialog(m_cache, device, this);
    else if (verb == Verb::Repair)
        dialog = new RepairDialog(m_cache, device, this);
    if (!dialog)
        return;
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::openCreate()
{
    auto* const dialog = new CreateDialog(m_cache, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &CreateDialog::created, this, &MainWindow::showDevice);
    dialog->open();
}

void MainWindow::openGroupCheckpoint()
{
    auto* const dialog = new CheckpointDialog(m_cache, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::about()
{
    auto* const box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Block Eras"));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Block Eras %1").arg(QApplication::applicationVersion()));
    box->setInformativeText(
        tr("Shows which blocks of a device changed, era by era, and leads through what can be done "
           "with that. The service is version %1.\n\nFree software under the GNU General Public "
           "License, version 2 or later.")
            .arg(m_cache.version().isEmpty() ? tr("unknown") : m_cache.version()));
    box->open();
}

} // namespace blkera
