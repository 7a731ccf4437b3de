// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/window/device_page.h"

#include "models/history/era_model.h"
#include "widgets/history/activity_page.h"
#include "widgets/history/era_timeline_view.h"
#include "widgets/history/eras_page.h"
#include "widgets/history/usage_gauge.h"
#include "widgets/map/map_page.h"
#include "widgets/map/regions_page.h"
#include "widgets/message_bar.h"
#include "widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace blkera {
namespace {

using Verb = DeviceActions::Verb;

const QString kTabKey = QStringLiteral("device/tab");

QToolButton* button(QAction* action, QWidget* parent)
{
    auto* const made = new QToolButton(parent);
    made->setDefaultAction(action);
    made->setFocusPolicy(Qt::StrongFocus);
    const auto takeIcon = [action, made] {
        made->setToolButtonStyle(action->icon().isNull() ? Qt::ToolButtonTextOnly
                                                         : Qt::ToolButtonTextBesideIcon);
    };
    QObject::connect(action, &QAction::changed, made, takeIcon);
    takeIcon();
    return made;
}

QString factsOf(const DeviceInfo& device)
{
    const QLocale locale;
    QStringList facts { stateWords(device).word };
    if (!device.devicePath.isEmpty())
        facts << device.devicePath;
    if (device.sizeSectors != 0)
        facts << sectorsText(device.sizeSectors);
    facts << DevicePage::tr("blocks of %1").arg(sectorsText(device.blockSizeSectors));
    facts << DevicePage::tr("origin %1").arg(device.origin);
    if (!device.schedule.isEmpty())
        facts << DevicePage::tr("checkpoints: %1").arg(device.schedule);
    return facts.join(QStringLiteral(" · "));
}

} // namespace

DevicePage::DevicePage(ServiceCache& cache, DeviceActions& actions, QWidget* parent)
    : QWidget(parent)
    , m_cache(cache)
    , m_actions(actions)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_facts(new QLabel(this))
    , m_trouble(new MessageBar(this))
    , m_said(new MessageBar(this))
    , m_gauge(new UsageGauge(this))
    , m_eras(new EraModel(cache.service(), this))
    , m_timeline(new EraTimelineView(*m_eras, this))
    , m_chip(new QToolButton(this))
    , m_map(new MapPage(cache.service(), this))
    , m_regions(new RegionsPage(cache.service(), this))
    , m_erasPage(new ErasPage(*m_eras, this))
    , m_activity(new ActivityPage(cache, this))
    , m_snapshotText(new QLabel(this))
    , m_tabs(new QTabWidget(this))
{
    m_chip->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_chip->setAccessibleName(tr("Eras that are looked at"));
    m_chip->setToolTip(tr("Look at all eras again"));
    connect(m_chip, &QToolButton::clicked, this, [this] { setRange({}); });

    addTab(m_map, "map", tr("Ma&p"));
    addTab(m_regions, "regions", tr("Re&gions"));
    addTab(m_erasPage, "eras", tr("Er&as"));
    addTab(makeSnapshots(), "snapshots", tr("Snapsho&ts"));
    addTab(m_activity, "activity", tr("Activit&y"));
    m_tabs->setAccessibleName(tr("What is known about the device"));

    auto* const eras = new QWidget(this);
    auto* const erasLayout = new QVBoxLayout(eras);
    erasLayout->setContentsMargins({});
    auto* const rangeRow = new QHBoxLayout;
    rangeRow->addWidget(m_gauge, 1);
    rangeRow->addWidget(m_chip);
    erasLayout->addLayout(rangeRow);
    erasLayout->addWidget(m_timeline, 1);
    auto* const splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(eras);
    splitter->addWidget(m_tabs);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 3);
    splitter->setChildrenCollapsible(false);

    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(makeHeader());
    layout->addWidget(m_trouble);
    layout->addWidget(m_said);
    layout->addWidget(splitter, 1);

    connect(m_timeline, &EraTimelineView::rangeChanged, this, &DevicePage::setRange);
    connect(m_erasPage, &ErasPage::rangeChosen, this, &DevicePage::setRange);
    connect(m_regions, &RegionsPage::showRegion, this, [this](quint64 first, quint64 count) {
        m_map->showBlocks(first, count);
        showTab(QStringLiteral("map"));
    });
    connect(m_map, &MapPage::authorised, m_regions, &RegionsPage::refresh);
    connect(&cache, &ServiceCache::devicesReset, this, &DevicePage::update);
    connect(&cache, &ServiceCache::deviceChanged, this, [this](const QString& name) {
        if (name == m_name)
            update();
    });
    update();
}

QWidget* DevicePage::makeHeader()
{
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    font.setBold(true);
    m_title->setFont(font);
    m_title->setAccessibleName(tr("Device"));
    m_facts->setAccessibleName(tr("Facts about the device"));
    for (QLabel* const label : { m_title, m_facts }) {
        label->setTextFormat(Qt::PlainText);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
        label->setWordWrap(true);
    }

    auto* const header = new QWidget(this);
    auto* const titleRow = new QHBoxLayout;
    titleRow->addWidget(m_icon);
    titleRow->addWidget(m_title, 1);
    auto* const buttons = new QHBoxLayout;
    for (const Verb verb : { Verb::Checkpoint, Verb::TakeSnapshot, Verb::Export })
        buttons->addWidget(button(m_actions.action(verb), header));
    auto* const more = new QToolButton(header);
    more->setText(tr("M&ore"));
    more->setPopupMode(QToolButton::InstantPopup);
    more->setFocusPolicy(Qt::StrongFocus);
    auto* const menu = new QMenu(more);
    for (const Verb verb :
         { Verb::DropSnapshot, Verb::Schedule, Verb::Resize, Verb::Suspend, Verb::Resume,
           Verb::Start, Verb::Stop, Verb::Restart, Verb::Repair, Verb::Remove, Verb::CopyPath })
        menu->addAction(m_actions.action(verb));
    menu->setToolTipsVisible(true);
    more->setMenu(menu);
    buttons->addWidget(more);
    buttons->addStretch();

    auto* const layout = new QVBoxLayout(header);
    layout->setContentsMargins({});
    layout->addLayout(titleRow);
    layout->addWidget(m_facts);
    layout->addLayout(buttons);
    return header;
}

QWidget* DevicePage::makeSnapshots()
{
    auto* const page = new QWidget(this);
    m_snapshotText->setWordWrap(true);
    m_snapshotText->setTextFormat(Qt::PlainText);
    m_snapshotText->setTextInteractionFlags(Qt::TextSelectableByMouse
                                            | Qt::TextSelectableByKeyboard);
    m_snapshotText->setAccessibleName(tr("Metadata snapshot"));
    auto* const buttons = new QHBoxLayout;
    for (const Verb verb : { Verb::TakeSnapshot, Verb::DropSnapshot })
        buttons->addWidget(button(m_actions.action(verb), page));
    buttons->addStretch();
    auto* const layout = new QVBoxLayout(page);
    layout->addWidget(m_snapshotText);
    layout->addLayout(buttons);
    layout->addStretch();
    return page;
}

void DevicePage::addTab(QWidget* page, const char* name, const QString& title)
{
    page->setObjectName(QLatin1String(name));
    m_tabs->addTab(page, title);
}

void DevicePage::showTab(const QString& name)
{
    for (int index = 0; index < m_tabs->count(); ++index) {
        if (m_tabs->widget(index)->objectName() == name)
            m_tabs->setCurrentIndex(index);
    }
}

void DevicePage::restore(const QSettings& settings)
{
    m_map->restore(settings);
    showTab(settings.value(kTabKey).toString());
}

void DevicePage::save(QSettings& settings) const
{
    m_map->save(settings);
    settings.setValue(kTabKey, m_tabs->currentWidget()->objectName());
}

void DevicePage::refresh()
{
    m_map->refresh();
    m_regions->refresh();
}

void DevicePage::setDevice(const QString& name)
{
    if (name == m_name)
        return;
    m_name = name;
    m_said->clear();
    m_activity->setDevice(name);
    setRange({});
    update();
}

void DevicePage::setRange(const EraRange& range)
{
    m_range = range;
    m_timeline->setRange(range);
    m_map->setRange(range);
    m_regions->setRange(range);
    if (const DeviceInfo* const device = m_cache.device(m_name))
        updateChip(*device);
}

void DevicePage::say(Severity severity, const QString& text)
{
    m_said->showMessage(severity, text);
}

void DevicePage::update()
{
    const DeviceInfo* const found = m_cache.device(m_name);
    const DeviceInfo device = found ? *found : DeviceInfo();
    const StateWords state = stateWords(device);
    m_title->setText(device.name);
    m_facts->setText(found ? factsOf(device) : QString());
    const int side = fontMetrics().height() * 3 / 2;
    m_icon->setPixmap(
        severityIcon(palette(), state.severity).pixmap(QSize(side, side), devicePixelRatioF()));
    m_icon->setAccessibleName(state.word);

    const Severity metadata = metadataSeverity(device);
    if (!state.meaning.isEmpty()) {
        QAction* const remedy = m_actions.action(
            device.state == QLatin1String("suspended")     ? Verb::Resume
                : device.state == QLatin1String("stopped") ? Verb::Start
                : device.state == QLatin1String("metadata-full") && device.metadataSnapshot != 0
                ? Verb::DropSnapshot
                : device.state == QLatin1String("metadata-full") ? Verb::Resize
                                                                 : Verb::Repair);
        m_trouble->showMessage(state.severity,
                               device.failure.isEmpty() ? state.meaning
                                                        : state.meaning + u'\n' + device.failure,
                               remedy);
    } else if (device.servedBy == QLatin1String("fuse") && device.frontend != device.servedBy) {
        m_trouble->showMessage(
            Severity::Note,
            tr("This kernel has no ublk, so FUSE serves the device: slower, and it does not "
               "outlive "
               "its process. Load the module (modprobe ublk_drv), then stop the device and start "
               "it."),
            m_actions.action(Verb::Stop));
    } else if (metadata == Severity::Warning || metadata == Severity::Error) {
        m_trouble->showMessage(
            metadata,
            tr("The metadata is %1 % full. When it is full, writes to blocks that are not marked "
               "fail, and no checkpoint is taken.")
                .arg(QLocale().toString(int(metadataShare(device) * 100))),
            m_actions.action(device.metadataSnapshot != 0 ? Verb::DropSnapshot : Verb::Resize));
    } else {
        m_trouble->clear();
    }

    m_gauge->setDevice(device);
    m_eras->setDevice(device);
    m_timeline->setDevice(device);
    m_map->setDevice(device);
    m_regions->setDevice(device);
    m_snapshotText->setText(
        device.metadataSnapshot != 0
            ? tr("A metadata snapshot is held, at metadata block %1. Offline tools can read it "
                 "while the device is in use.")
                  .arg(QLocale().toString(device.metadataSnapshot))
            : tr("No metadata snapshot is held. One is needed only by offline tools that read the "
                 "metadata while the device is in use; lists and maps do without."));
    updateChip(device);
}

void DevicePage::updateChip(const DeviceInfo& device)
{
    const QLocale locale;
    const bool isAll = m_range == EraRange();
    m_chip->setVisible(!isAll);
    if (m_range.until == 0 || m_range.until >= device.currentEra)
        m_chip->setText(tr("since era %1  ✕").arg(locale.toString(m_range.since)));
    else
        m_chip->setText(tr("eras %1 to %2  ✕")
                            .arg(locale.toString(m_range.since), locale.toString(m_range.until)));
}

} // namespace blkera
