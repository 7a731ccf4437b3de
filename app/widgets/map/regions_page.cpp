// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/map/regions_page.h"

#include "client/texts.h"
#include "models/map/map_summary.h"
#include "widgets/command_text.h"
#include "widgets/message_bar.h"
#include "widgets/state_page.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QSortFilterProxyModel>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

namespace blkera {
namespace {

constexpr int kFindEraAfterMs = 300;

} // namespace

RegionsPage::RegionsPage(EraService& service, QWidget* parent)
    : QWidget(parent)
    , m_model(service)
    , m_sorted(new QSortFilterProxyModel(this))
    , m_stack(new QStackedWidget(this))
    , m_statePage(new StatePage(this))
    , m_message(new MessageBar(this))
    , m_table(new QTableView(this))
    , m_summary(new QLabel(this))
    , m_shown(new QLabel(this))
    , m_copySummary(new QToolButton(this))
    , m_copy(new QAction(tr("Copy rows"), this))
    , m_showOnMap(new QAction(tr("Show on the map"), this))
    , m_copyCommand(new QAction(tr("Copy as command"), this))
    , m_show(new QAction(tr("Show changes"), this))
    , m_retry(new QAction(tr("Try again"), this))
    , m_stop(new QAction(tr("Stop reading"), this))
{
    m_content = makeContent();
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_statePage);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);
    addActions();

    m_findEra.setSingleShot(true);
    m_findEra.setInterval(kFindEraAfterMs);
    connect(&m_findEra, &QTimer::timeout, this, [this] { m_model.findNewestEra(currentRow()); });
    connect(&m_model, &RegionModel::stateChanged, this, &RegionsPage::updateState);
    connect(&m_model, &RegionModel::progressed, this, &RegionsPage::updateProgress);
    connect(&m_model, &RegionModel::authorised, this, &RegionsPage::authorised);
    updateState();
}

QWidget* RegionsPage::makeContent()
{
    m_sorted->setSourceModel(&m_model);
    m_sorted->setSortRole(RegionModel::SortRole);
    m_table->setModel(m_sorted);
    m_table->setAccessibleName(tr("Regions that changed"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(RegionModel::Length, Qt::DescendingOrder);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    m_table->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, &m_findEra,
            qOverload<>(&QTimer::start));

    for (QLabel* const label : { m_summary, m_shown }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_summary->setAccessibleName(tr("Summary"));
    m_shown->setAccessibleName(tr("How many regions the table has"));
    m_copySummary->setText(tr("Copy"));
    m_copySummary->setAccessibleName(tr("Copy the summary"));
    m_copySummary->setToolTip(tr("Copy the sentence"));
    connect(m_copySummary, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(summary()); });

    auto* const sentence = new QHBoxLayout;
    sentence->addWidget(m_summary, 1);
    sentence->addWidget(m_copySummary);
    auto* const content = new QWidget(this);
    auto* const column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addLayout(sentence);
    column->addWidget(m_table, 1);
    column->addWidget(m_shown);
    return content;
}

void RegionsPage::addActions()
{
    m_copy->setShortcut(QKeySequence::Copy);
    m_copy->setShortcutContext(Qt::WidgetShortcut);
    m_showOnMap->setToolTip(tr("Show the region on the map (Enter)"));
    m_table->addActions({ m_showOnMap, m_copy, m_copyCommand });
    connect(m_copy, &QAction::triggered, this, &RegionsPage::copyRows);
    connect(m_showOnMap, &QAction::triggered, this, &RegionsPage::showCurrent);
    connect(m_table, &QTableView::doubleClicked, this, &RegionsPage::showCurrent);
    connect(m_copyCommand, &QAction::triggered, this, [this] {
        const EraRange& range = m_model.range();
        QStringList words { QStringLiteral("blkera"), QStringLiteral("changed"),
                            m_model.device().name, QStringLiteral("--since"),
                            QString::number(range.since) };
        if (range.until != 0)
            words += { QStringLiteral("--until"), QString::number(range.until) };
        words += { QStringLiteral("--format"), QStringLiteral("json") };
        QGuiApplication::clipboard()->setText(commandText(words));
    });
    connect(m_show, &QAction::triggered, &m_model, &RegionModel::authorise);
    connect(m_retry, &QAction::triggered, &m_model, &RegionModel::refresh);
    connect(m_stop, &QAction::triggered, &m_model, &RegionModel::cancel);
}

void RegionsPage::setDevice(const DeviceInfo& device)
{
    m_model.setDevice(device);
    if (isVisible())
        m_model.load();
}

void RegionsPage::setRange(const EraRange& range)
{
    m_model.setRange(range);
    if (isVisible())
        m_model.load();
}

void RegionsPage::refresh()
{
    if (isVisible())
        m_model.refresh();
    else
        m_model.forget();
}

QString RegionsPage::summary() const
{
    if (m_model.state() != LoadState::Ready)
        return {};
    const RegionModel::Totals& totals = m_model.totals();
    return summaryText({ totals.changed, totals.blocks, totals.uncertain != 0, m_model.range(),
                         blockBytesOf(m_model.device()), totals.largest });
}

void RegionsPage::updateState()
{
    const LoadState state = m_model.state();
    const QString words = summary();
    m_summary->setText(words);
    m_copySummary->setVisible(!words.isEmpty());
    m_show->setEnabled(!m_model.isAuthorising());
    m_message->clear();
    const bool hasRows = m_model.rowCount() != 0;
    switch (state) {
    case LoadState::Empty: {
        const QString& name = m_model.device().name;
        const bool isServed = m_model.device().currentEra != 0;
        if (name.isEmpty())
            m_statePage->setContent({ Severity::None, tr("No device is chosen."), {} });
        else if (isServed)
            m_statePage->setContent({ Severity::None, tr("The list was not read."), {}, m_retry });
        else
            m_statePage->setContent({ Severity::None,
                                      tr("There is no list of %1 at present.").arg(name),
                                      tr("Which blocks changed can be seen while the device "
                                         "runs. Start it first.") });
        break;
    }
    case LoadState::NeedsAuthorisation:
        m_statePage->setContent({ Severity::Note,
                                  tr("Seeing which blocks changed needs authorisation"),
                                  m_model.message(), m_show });
        break;
    case LoadState::Failed:
        if (hasRows)
            m_message->showMessage(Severity::Error, m_model.message(), m_retry);
        else
            m_statePage->setContent(
                { Severity::Error, tr("The list could not be read."), m_model.message(), m_retry });
        break;
    case LoadState::Loading:
    case LoadState::Ready:
        break;
    }
    const bool isTable = state == LoadState::Ready
        || (hasRows && state != LoadState::Empty && state != LoadState::NeedsAuthorisation);
    m_stack->setCurrentWidget(isTable ? m_content : m_statePage);
    updateProgress();
}

void RegionsPage::updateProgress()
{
    const QLocale locale;
    if (m_model.state() == LoadState::Loading) {
        const QString soFar = tr("%1 region(s) so far", nullptr, pluralForm(m_model.runsSoFar()))
                                  .arg(locale.toString(m_model.runsSoFar()));
        if (m_stack->currentWidget() == m_statePage)
            m_statePage->setContent(
                { Severity::Note, tr("Reading the list of changed blocks"), soFar, m_stop });
        m_shown->setText(soFar);
        return;
    }
    const auto rows = quint64(m_model.rowCount());
    if (rows == m_model.totals().runs)
        m_shown->setText(rows == 0 ? tr("No region changed.")
                                   : tr("All %n region(s).", nullptr, int(rows)));
    else
        m_shown->setText(tr("The %1 longest of %2 regions.")
                             .arg(locale.toString(rows), locale.toString(m_model.totals().runs)));
}

int RegionsPage::currentRow() const
{
    return m_sorted->mapToSource(m_table->currentIndex()).row();
}

void RegionsPage::showCurrent()
{
    const BlockSpan span = m_model.spanAt(currentRow());
    if (span.count != 0)
        emit showRegion(span.first, span.count);
}

// As a spreadsheet takes it: a line a row, with tabs, below the names of the columns.
void RegionsPage::copyRows()
{
    const auto line = [this](auto textOfColumn) {
        QStringList texts;
        for (int column = 0; column < m_sorted->columnCount(); ++column)
            texts.append(textOfColumn(column));
        return texts.join(u'\t');
    };
    QStringList lines { line([this](int column) {
        return m_sorted->headerData(column, Qt::Horizontal, RegionModel::PlainRole).toString();
    }) };
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows())
        lines.append(line([&](int column) {
            return row.siblingAtColumn(column).data(RegionModel::PlainRole).toString();
        }));
    if (lines.size() > 1)
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

void RegionsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_model.load();
}

// Nobody waits for the list of a page that is not looked at.
void RegionsPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (m_model.state() == LoadState::Loading)
        m_model.cancel();
}

bool RegionsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            showCurrent();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace blkera
