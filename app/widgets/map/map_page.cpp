// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/map/map_page.h"

#include "models/map/map_summary.h"
#include "widgets/action_label.h"
#include "widgets/map/change_map_widget.h"
#include "widgets/map/map_legend.h"
#include "widgets/map/map_overview_bar.h"
#include "widgets/message_bar.h"
#include "widgets/state_page.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QSettings>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace blkera {
namespace {

const QString kModeKey = QStringLiteral("map/mode");
const QString kColoursKey = QStringLiteral("map/colours");

// What is not among them stays as it is.
void choose(QComboBox* box, const QVariant& value)
{
    const int index = value.isValid() ? box->findData(value.toInt()) : -1;
    if (index >= 0)
        box->setCurrentIndex(index);
}

// Text that can be selected and copied, and a screen reader can find.
QLabel* makeText(QWidget* parent, const QString& name)
{
    auto* const label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(name);
    return label;
}

} // namespace

MapPage::MapPage(EraService& service, QWidget* parent)
    : QWidget(parent)
    , m_tiles(service)
    , m_stack(new QStackedWidget(this))
    , m_statePage(new StatePage(this))
    , m_message(new MessageBar(this))
    , m_strip(new MapOverviewBar(m_tiles, this))
    , m_map(new ChangeMapWidget(m_tiles, this))
    , m_legend(new MapLegend(this))
    , m_cell(makeText(this, tr("Cell")))
    , m_summary(makeText(this, tr("Summary")))
    , m_mode(new QComboBox(this))
    , m_ramp(new QComboBox(this))
    , m_show(new QAction(tr("Show changes"), this))
    , m_retry(new QAction(tr("Try again"), this))
    , m_copy(new QToolButton(this))
{
    m_tiles.setActive(false);
    m_content = makeContent();
    m_stack->addWidget(m_content);
    m_stack->addWidget(m_statePage);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addWidget(m_stack, 1);

    connect(m_show, &QAction::triggered, &m_tiles, &MapTiles::authorise);
    connect(m_retry, &QAction::triggered, &m_tiles, &MapTiles::refresh);
    connect(&m_tiles, &MapTiles::stateChanged, this, &MapPage::updateState);
    connect(&m_tiles, &MapTiles::tilesChanged, this, &MapPage::updateState);
    connect(&m_tiles, &MapTiles::authorised, this, &MapPage::authorised);
    connect(m_map, &ChangeMapWidget::viewChanged, this, &MapPage::updateView);
    connect(m_map, &ChangeMapWidget::pointedAt, m_cell, &QLabel::setText);
    connect(m_strip, &MapOverviewBar::moved, m_map, &ChangeMapWidget::centerOn);
    updateColors();
    updateState();
}

QWidget* MapPage::makeContent()
{
    m_copy->setText(tr("Copy"));
    m_copy->setAccessibleName(tr("Copy the summary"));
    m_copy->setToolTip(tr("Copy the sentence"));
    connect(m_copy, &QToolButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(summary()); });
    auto* const sentence = new QHBoxLayout;
    sentence->addWidget(m_summary, 1);
    sentence->addWidget(m_copy);

    // Two lines always, so that the map does not grow and shrink below the mouse.
    m_cell->setMinimumHeight(m_cell->fontMetrics().lineSpacing() * 2);
    m_cell->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    auto* const content = new QWidget(this);
    auto* const column = new QVBoxLayout(content);
    column->setContentsMargins({});
    column->addLayout(makeControls());
    column->addWidget(m_strip);
    column->addWidget(m_map, 1);
    column->addWidget(m_cell);
    column->addWidget(m_legend);
    column->addLayout(sentence);
    return content;
}

QToolButton* MapPage::addAction(QHBoxLayout* row, QAction*& action, const QString& text,
                                const QString& name, const QList<QKeySequence>& keys)
{
    action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    action->setStatusTip(name);
    QWidget::addAction(action);
    auto* const button = new QToolButton(this);
    button->setDefaultAction(action);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAccessibleName(name);
    row->addWidget(button);
    return button;
}

QHBoxLayout* MapPage::makeControls()
{
    auto* const row = new QHBoxLayout;
    addAction(row, m_back, tr("Back"), tr("Back to what was shown before"),
              { QKeySequence(QKeySequence::Back) });
    addAction(row, m_forward, tr("Forward"), tr("Forward to what was shown after"),
              { QKeySequence(QKeySequence::Forward) });
    addAction(row, m_zoomIn, tr("Zoom in"), tr("Zoom in at the cursor"),
              { QKeySequence(QKeySequence::ZoomIn), QKeySequence(Qt::CTRL | Qt::Key_Equal) });
    addAction(row, m_zoomOut, tr("Zoom out"), tr("Zoom out"),
              { QKeySequence(QKeySequence::ZoomOut) });
    addAction(row, m_fit, tr("Fit"), tr("Show the whole device"),
              { QKeySequence(Qt::CTRL | Qt::Key_0) });
    addAction(row, m_oneToOne, tr("1:1"), tr("Show single blocks"),
              { QKeySequence(Qt::CTRL | Qt::Key_1) });
    connect(m_back, &QAction::triggered, m_map, &ChangeMapWidget::goBack);
    connect(m_forward, &QAction::triggered, m_map, &ChangeMapWidget::goForward);
    connect(m_zoomIn, &QAction::triggered, m_map, &ChangeMapWidget::zoomIn);
    connect(m_zoomOut, &QAction::triggered, m_map, &ChangeMapWidget::zoomOut);
    connect(m_fit, &QAction::triggered, m_map, &ChangeMapWidget::fit);
    connect(m_oneToOne, &QAction::triggered, m_map, &ChangeMapWidget::oneToOne);
    row->addStretch(1);

    m_mode->addItem(tr("How much changed"), int(MapMode::Share));
    m_mode->addItem(tr("Newest era"), int(MapMode::NewestEra));
    m_mode->setAccessibleName(tr("What colours say"));
    m_mode->setToolTip(m_mode->accessibleName());
    m_ramp->addItem(tr("Blue to yellow"), int(Ramp::Cividis));
    m_ramp->addItem(tr("Purple to yellow"), int(Ramp::Viridis));
    m_ramp->addItem(tr("Grey"), int(Ramp::Greyscale));
    m_ramp->setAccessibleName(tr("Colours"));
    m_ramp->setToolTip(m_ramp->accessibleName());
    row->addWidget(m_mode);
    row->addWidget(m_ramp);
    connect(m_mode, &QComboBox::currentIndexChanged, this, [this] {
        m_map->setMode(MapMode(m_mode->currentData().toInt()));
        updateView();
    });
    connect(m_ramp, &QComboBox::currentIndexChanged, this, [this] {
        m_map->setRamp(Ramp(m_ramp->currentData().toInt()));
        updateColors();
    });
    return row;
}

void MapPage::setDevice(const DeviceInfo& device)
{
    m_map->setAccessibleName(device.name.isEmpty()
                                 ? tr("Map of changed blocks")
                                 : tr("Map of changed blocks of %1").arg(device.name));
    m_tiles.setDevice(device);
    updateState();
}

void MapPage::setRange(const EraRange& range)
{
    m_tiles.setRange(range);
    updateState();
}

void MapPage::refresh()
{
    m_tiles.refresh();
}

void MapPage::showBlocks(quint64 first, quint64 count)
{
    m_map->showBlocks(first, count);
    m_map->setFocus();
}

void MapPage::restore(const QSettings& settings)
{
    choose(m_mode, settings.value(kModeKey));
    choose(m_ramp, settings.value(kColoursKey));
}

void MapPage::save(QSettings& settings) const
{
    settings.setValue(kModeKey, m_mode->currentData());
    settings.setValue(kColoursKey, m_ramp->currentData());
}

QString MapPage::summary() const
{
    const auto totals = m_tiles.totals();
    if (!totals || m_tiles.blocks() == 0)
        return {};
    return summaryText({ totals->changed,
                         m_tiles.blocks(),
                         totals->isSuperset,
                         m_tiles.range(),
                         blockBytesOf(m_tiles.device()),
                         {} });
}

void MapPage::updateState()
{
    const LoadState state = m_tiles.state();
    const QString words = summary();
    m_summary->setText(words.isEmpty() ? tr("Which blocks changed is not known yet.") : words);
    m_copy->setEnabled(!words.isEmpty());
    // Before the button shows it.
    m_show->setEnabled(!m_tiles.isAuthorising());
    // What is known stays, with a line above that says why it is not all.
    const bool hasPicture = m_tiles.totals().has_value();
    const auto say = [this](Severity severity, const QString& text, QAction* remedy) {
        if (m_message->text() != text)
            m_message->showMessage(severity, text, remedy);
    };
    if (!hasPicture || (state != LoadState::NeedsAuthorisation && state != LoadState::Failed))
        m_message->clear();
    if (state == LoadState::Empty) {
        const QString& name = m_tiles.device().name;
        m_statePage->setContent(
            { Severity::None,
              name.isEmpty() ? tr("No device is chosen.")
                             : tr("There is no map of %1 at present.").arg(name),
              name.isEmpty() ? QString()
                             : tr("Which blocks changed can be seen while the device "
                                  "runs. Start it first.") });
    } else if (state == LoadState::NeedsAuthorisation) {
        const QString title = tr("Seeing which blocks changed needs authorisation");
        if (hasPicture)
            say(Severity::Note, title, m_show);
        else
            m_statePage->setContent({ Severity::Note, title, m_tiles.message(), m_show });
    } else if (state == LoadState::Failed) {
        if (hasPicture)
            say(Severity::Error, m_tiles.message(), m_retry);
        else
            m_statePage->setContent(
                { Severity::Error, tr("The map could not be read."), m_tiles.message(), m_retry });
    }
    const bool isShown = hasPicture || state == LoadState::Loading || state == LoadState::Ready;
    m_stack->setCurrentWidget(isShown && state != LoadState::Empty ? m_content : m_statePage);
    m_cell->setText(m_map->cursorText());
    updateView();
}

void MapPage::updateView()
{
    if (!m_content)
        return; // while it is being made
    m_strip->setVisibleBlocks(m_map->visibleBlocks());
    m_strip->setMode(m_map->mode(), m_map->shownEras());
    m_legend->setMode(m_map->mode(), m_map->shownEras());
    m_legend->setHasMarked(m_map->hasMarked());
    updateActions();
}

void MapPage::updateActions()
{
    const auto set = [](QAction* action, bool isPossible, const QString& reason) {
        action->setEnabled(isPossible);
        action->setToolTip(isPossible ? actionHint(action->statusTip(), action->shortcut())
                                      : reason);
    };
    const QString whole = tr("The whole device is shown already");
    const QString single = tr("Single blocks are shown already");
    set(m_back, m_map->canGoBack(), tr("Nothing was shown before"));
    set(m_forward, m_map->canGoForward(), tr("There is nothing to go forward to"));
    set(m_zoomIn, m_map->canZoomIn(), single);
    set(m_oneToOne, m_map->canZoomIn(), single);
    set(m_zoomOut, m_map->canZoomOut(), whole);
    set(m_fit, m_map->canZoomOut(), whole);
}

void MapPage::updateColors()
{
    m_strip->setColors(m_map->colors());
    m_legend->setColors(m_map->colors());
}

void MapPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_tiles.setActive(true);
}

void MapPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_tiles.setActive(false);
}

// The map has its own; the strip and the legend take theirs from it, and it may be told later.
void MapPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_content)
        QMetaObject::invokeMethod(this, &MapPage::updateColors, Qt::QueuedConnection);
}

} // namespace blkera
