// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/eras_page.h"

#include "widgets/history/record_table.h"
#include "widgets/message_bar.h"

#include <QAction>
#include <QHBoxLayout>
#include <QItemSelectionModel>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace blkera {

ErasPage::ErasPage(EraModel& model, QWidget* parent)
    : QWidget(parent)
    , m_model(model)
    , m_message(new MessageBar(this))
    , m_tryAgain(new QAction(tr("Try again"), this))
    , m_table(new RecordTable(this))
    , m_status(new QLabel(this))
    , m_show(new QPushButton(this))
{
    m_table->setAccessibleName(tr("Eras"));
    m_table->setModel(&model);
    m_status->setTextFormat(Qt::PlainText);

    auto* const bottom = new QHBoxLayout;
    bottom->addWidget(m_status, 1);
    bottom->addWidget(m_show);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(m_message);
    layout->addWidget(m_table, 1);
    layout->addLayout(bottom);

    connect(m_tryAgain, &QAction::triggered, &model, &EraModel::refresh);
    connect(m_show, &QPushButton::clicked, this, &ErasPage::choose);
    connect(m_table, &RecordTable::rowChosen, this, &ErasPage::choose);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &ErasPage::updateTexts);
    connect(&model, &EraModel::loadingChanged, this, &ErasPage::updateTexts);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &ErasPage::updateTexts);
    connect(&model, &QAbstractItemModel::modelReset, this, &ErasPage::updateTexts);
    updateTexts();
}

EraRange ErasPage::selectedRange() const
{
    const QList<int> rows = m_table->selectedRows();
    if (rows.isEmpty())
        return {};
    const quint32 since = m_model.eras()[rows.constLast()].era;
    const bool isOne = rows.size() == 1;
    return { since, isOne || rows.constFirst() == 0 ? 0 : m_model.eras()[rows.constFirst()].era };
}

void ErasPage::choose()
{
    if (!m_table->selectedRows().isEmpty())
        emit rangeChosen(selectedRange());
}

void ErasPage::updateTexts()
{
    const qsizetype selected = m_table->selectedRows().size();
    m_show->setText(selected > 1 ? tr("Sho&w changes of these eras")
                                 : tr("Sho&w changes since this era"));
    m_show->setEnabled(selected > 0);
    m_show->setToolTip(selected > 0 ? tr("On the map and in the table of regions")
                                    : tr("Select an era first"));

    const int known = m_model.rowCount();
    const QString failure = m_model.failure()
        ? tr("Eras could not be read: %1").arg(m_model.failure()->message)
        : QString();
    if (failure.isEmpty())
        m_message->clear();
    else if (failure != m_message->text())
        m_message->showMessage(Severity::Warning, failure, m_tryAgain);
    if (known > 0)
        m_status->setText(m_model.canFetchMore({})
                              ? tr("The newest %1 eras; scroll down for older ones")
                                    .arg(QLocale().toString(known))
                              : tr("%n era(s)", nullptr, known));
    else if (m_model.isLoading())
        m_status->setText(tr("Asking for the eras…"));
    else
        m_status->setText(tr("There are no eras yet: the first one begins when the device is "
                             "started"));
}

} // namespace blkera
