// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/checkpoint_dialog.h"

#include "widgets/command_text.h"
#include "widgets/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace blkera {
namespace {

enum Column { Name, Era, State, Columns };

// Empty: it can take part.
QString reasonAgainst(const DeviceInfo& device)
{
    if (isRunning(device))
        return {};
    if (!isServed(device))
        return CheckpointDialog::tr("it has to be started first");
    if (device.state == QLatin1String("suspended"))
        return CheckpointDialog::tr("it has to be resumed first");
    return CheckpointDialog::tr("it is not running as it should");
}

} // namespace

CheckpointDialog::CheckpointDialog(ServiceCache& cache, QWidget* parent)
    : AskDialog(cache, {}, parent)
    , m_list(new QTreeWidget(this))
    , m_all(new QPushButton(tr("Choose &all"), this))
    , m_none(new QPushButton(tr("Choose &none"), this))
    , m_copyResult(new QPushButton(tr("Copy the resu&lt"), this))
{
    setWindowTitle(tr("Checkpoint several devices"));
    setVerb(tr("&Take checkpoint"));
    QLabel* const what = addText(above(), tr("What happens"));
    what->setText(tr("A new era begins on every chosen device, at one moment: no write falls "
                     "between them. Requests wait for that moment, usually some milliseconds."));
    m_list->setColumnCount(Columns);
    m_list->setHeaderLabels({ tr("Device"), tr("Era"), tr("State") });
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAccessibleName(tr("Devices to take part"));
    // Nothing is elided: there is a scroll bar where it is too wide.
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setStretchLastSection(false);
    m_list->setTabKeyNavigation(false);
    body()->addWidget(m_list, 1);
    auto* const row = new QHBoxLayout;
    m_all->setAutoDefault(false);
    m_none->setAutoDefault(false);
    row->addWidget(m_all);
    row->addWidget(m_none);
    row->addStretch(1);
    body()->addLayout(row);
    m_count = addText(body(), tr("How many are chosen"));
    m_result = addText(below(), tr("Result"));
    m_copyResult->setAutoDefault(false);
    below()->addWidget(m_copyResult, 0, Qt::AlignLeft);
    m_result->hide();
    m_copyResult->hide();

    connect(m_all, &QPushButton::clicked, this, [this] { chooseAll(true); });
    connect(m_none, &QPushButton::clicked, this, [this] { chooseAll(false); });
    connect(m_list, &QTreeWidget::itemChanged, this, [this] { refresh(); });
    connect(m_copyResult, &QPushButton::clicked, this, [this] { copyText(m_result->text()); });
    fill();
    chooseAll(true);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->setFocus();
}

void CheckpointDialog::changeEvent(QEvent* event)
{
    AskDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        fill(); // the icons have other colours now
}

// What is chosen stays so; a device that is new is not.
void CheckpointDialog::fill()
{
    const QStringList before = chosen();
    const QTreeWidgetItem* const current = m_list->currentItem();
    const QString currentName = current ? current->text(Name) : QString();
    {
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        const QList<DeviceInfo> devices = m_cache.devices();
        for (const DeviceInfo& device : devices) {
            auto* const item = new QTreeWidgetItem(m_list);
            setItem(item, device);
            if (before.contains(device.name) && reasonAgainst(device).isEmpty())
                item->setCheckState(Name, Qt::Checked);
            if (device.name == currentName)
                m_list->setCurrentItem(item);
        }
    }
    refresh();
}

void CheckpointDialog::setItem(QTreeWidgetItem* item, const DeviceInfo& device) const
{
    const StateWords state = stateWords(device);
    const QString against = reasonAgainst(device);
    const QString words = against.isEmpty()
        ? state.word
        : tr("%1: %2", "state, and why it cannot take part").arg(state.word, against);
    item->setText(Name, device.name);
    item->setText(Era,
                  device.currentEra == 0 ? tr("–", "no era is known")
                                         : QLocale().toString(device.currentEra));
    item->setTextAlignment(Era, Qt::AlignRight | Qt::AlignVCenter);
    item->setText(State, words);
    item->setIcon(State, severityIcon(palette(), state.severity));
    item->setCheckState(Name, Qt::Unchecked);
    item->setData(Name, Qt::AccessibleTextRole,
                  tr("%1, era %2, %3").arg(device.name, item->text(Era), words));
    // It can still be reached, so that the reason is heard.
    if (!against.isEmpty()) {
        item->setFlags(item->flags() & ~Qt::ItemIsUserCheckable);
        item->setData(Name, Qt::CheckStateRole, QVariant());
        item->setToolTip(Name, words);
    }
}

QStringList CheckpointDialog::chosen() const
{
    QStringList names;
    for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
        const QTreeWidgetItem* const item = m_list->topLevelItem(row);
        if (item->checkState(Name) == Qt::Checked)
            names.append(item->text(Name));
    }
    return names;
}

void CheckpointDialog::chooseAll(bool isChosen)
{
    {
        const QSignalBlocker quiet(m_list);
        for (int row = 0; row < m_list->topLevelItemCount(); ++row) {
            QTreeWidgetItem* const item = m_list->topLevelItem(row);
            if (item->flags() & Qt::ItemIsUserCheckable)
                item->setCheckState(Name, isChosen ? Qt::Checked : Qt::Unchecked);
        }
    }
    m_list->viewport()->update();
    refresh();
}

QString CheckpointDialog::obstacle() const
{
    const int count = int(chosen().size());
    if (m_count) {
        m_count->setText(m_list->topLevelItemCount() == 0
                             ? tr("There are no devices yet.")
                             : tr("%n device(s) chosen.", nullptr, count));
    }
    return count == 0 ? tr("No device is chosen.") : QString();
}

QString CheckpointDialog::command() const
{
    const QStringList names = chosen();
    if (names.isEmpty())
        return {};
    return commandText(QStringList { QStringLiteral("blkera"), QStringLiteral("checkpoint") }
                       + names);
}

void CheckpointDialog::runVerb()
{
    const QStringList names = chosen();
    call(m_cache.service().checkpoint(names),
         tr("Beginning a new era on %n device(s)…", nullptr, int(names.size())),
         [this, names](const Checkpointed& begun) { showResult(names, begun); });
}

void CheckpointDialog::showResult(const QStringList& names, const Checkpointed& begun)
{
    QStringList lines;
    for (qsizetype at = 0; at < names.size(); ++at)
        lines.append(tr("%1: era %2").arg(names[at], QLocale().toString(begun.eras.value(at))));
    if (!begun.group.isEmpty())
        lines.append(tr("Group: %1").arg(begun.group));
    m_result->setText(lines.join(u'\n'));
    m_result->show();
    m_copyResult->show();
    m_list->setEnabled(false);
    m_all->setEnabled(false);
    m_none->setEnabled(false);
    finish();
    say(Severity::Good, tr("A new era began on %n device(s).", nullptr, int(names.size())));
}

} // namespace blkera
