// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/activity_page.h"

#include "models/history/event_model.h"
#include "widgets/history/event_filter_model.h"
#include "widgets/history/record_table.h"
#include "widgets/message_bar.h"

#include <QAction>
#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QVBoxLayout>

namespace blkera {

ActivityPage::ActivityPage(ServiceCache& cache, QWidget* parent)
    : QWidget(parent)
    , m_model(new EventModel(cache, this))
    , m_filter(new EventFilterModel(this))
    , m_message(new MessageBar(this))
    , m_tryAgain(new QAction(tr("Try again"), this))
    , m_text(new QLineEdit(this))
    , m_severity(new QComboBox(this))
    , m_table(new RecordTable(this))
    , m_status(new QLabel(this))
{
    auto* const textLabel = new QLabel(tr("Fi&lter:"), this);
    textLabel->setBuddy(m_text);
    m_text->setClearButtonEnabled(true);
    m_text->setPlaceholderText(tr("Words in any column"));
    m_text->setAccessibleName(tr("Filter events by words"));
    auto* const severityLabel = new QLabel(tr("Sever&ity:"), this);
    severityLabel->setBuddy(m_severity);
    m_severity->setAccessibleName(tr("Filter events by severity"));
    m_severity->addItem(tr("All"), int(Severity::None));
    m_severity->addItem(tr("Warnings and errors"), int(Severity::Warning));
    m_severity->addItem(tr("Errors"), int(Severity::Error));
    m_status->setTextFormat(Qt::PlainText);

    m_filter->setSourceModel(m_model);
    m_filter->setPalette(palette());
    m_table->setAccessibleName(tr("Events"));
    m_table->setModel(m_filter);

    auto* const top = new QHBoxLayout;
    top->addWidget(textLabel);
    top->addWidget(m_text, 1);
    top->addWidget(severityLabel);
    top->addWidget(m_severity);
    auto* const layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_message);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_status);

    connect(m_tryAgain, &QAction::triggered, m_model, &EventModel::refresh);
    connect(m_text, &QLineEdit::textChanged, m_filter, &EventFilterModel::setText);
    connect(m_severity, &QComboBox::currentIndexChanged, this,
            [this] { m_filter->setLeastSeverity(Severity(m_severity->currentData().toInt())); });
    for (QAbstractItemModel* const model : { static_cast<QAbstractItemModel*>(m_model),
                                             static_cast<QAbstractItemModel*>(m_filter) }) {
        connect(model, &QAbstractItemModel::rowsInserted, this, &ActivityPage::updateTexts);
        connect(model, &QAbstractItemModel::rowsRemoved, this, &ActivityPage::updateTexts);
        connect(model, &QAbstractItemModel::modelReset, this, &ActivityPage::updateTexts);
    }
    connect(m_model, &EventModel::loadingChanged, this, &ActivityPage::updateTexts);
    updateTexts();
}

void ActivityPage::setDevice(const QString& device)
{
    m_model->setDevice(device);
    m_table->setColumnHidden(EventModel::DeviceColumn, !device.isEmpty());
}

void ActivityPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        m_filter->setPalette(palette());
}

void ActivityPage::updateTexts()
{
    const QString failure = m_model->failure()
        ? tr("Events could not be read: %1").arg(m_model->failure()->message)
        : QString();
    if (failure.isEmpty())
        m_message->clear();
    else if (failure != m_message->text())
        m_message->showMessage(Severity::Warning, failure, m_tryAgain);
    const int all = m_model->rowCount();
    const int shown = m_filter->rowCount();
    if (all == 0)
        m_status->setText(m_model->isLoading() ? tr("Asking for the events…")
                                               : tr("Nothing has happened yet"));
    else if (shown < all)
        m_status->setText(tr("%1 of %2 events; the others are filtered out")
                              .arg(QLocale().toString(shown), QLocale().toString(all)));
    else
        m_status->setText(tr("%n event(s)", nullptr, all));
}

} // namespace blkera
