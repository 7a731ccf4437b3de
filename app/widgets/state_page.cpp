// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/state_page.h"

#include "widgets/theme.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

namespace blkera {
namespace {

constexpr QLatin1String kBinding("binding");

// A button that is the action: its text, whether it is enabled, and what a click does.
void bind(QPushButton* button, QAction* action)
{
    QObject::disconnect(button, nullptr, nullptr, nullptr);
    // What the button was before does not reach it any more.
    delete button->findChild<QObject*>(kBinding, Qt::FindDirectChildrenOnly);
    button->setVisible(action != nullptr);
    if (!action)
        return;
    const auto update = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
    };
    update();
    auto* const binding = new QObject(button);
    binding->setObjectName(kBinding);
    QObject::connect(action, &QAction::changed, binding, update);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
}

} // namespace

StatePage::StatePage(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_title(new QLabel(this))
    , m_cause(new QLabel(this))
    , m_primary(new QPushButton(this))
    , m_secondary(new QPushButton(this))
{
    QFont font = m_title->font();
    font.setPointSizeF(font.pointSizeF() * 1.4);
    font.setBold(true);
    m_title->setFont(font);
    for (QLabel* const label : { m_title, m_cause }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    }
    m_title->setAccessibleName(tr("State"));
    m_cause->setAccessibleName(tr("Cause"));
    m_primary->setDefault(true);

    auto* const buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_primary);
    buttons->addWidget(m_secondary);
    buttons->addStretch();
    auto* const column = new QVBoxLayout;
    column->addStretch(2);
    column->addWidget(m_icon, 0, Qt::AlignCenter);
    column->addWidget(m_title);
    column->addWidget(m_cause);
    column->addSpacing(fontMetrics().height());
    column->addLayout(buttons);
    column->addStretch(3);
    auto* const layout = new QHBoxLayout(this);
    layout->addStretch(1);
    layout->addLayout(column, 4);
    layout->addStretch(1);
}

void StatePage::setContent(const Content& content)
{
    m_severity = content.severity;
    m_title->setText(content.title);
    m_cause->setText(content.cause);
    m_cause->setVisible(!content.cause.isEmpty());
    bind(m_primary, content.primary);
    bind(m_secondary, content.secondary);
    paintSeverity();
}

QString StatePage::title() const
{
    return m_title->text();
}

QString StatePage::cause() const
{
    return m_cause->text();
}

void StatePage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        paintSeverity();
}

void StatePage::paintSeverity()
{
    const int side = fontMetrics().height() * 3;
    m_icon->setPixmap(
        severityIcon(palette(), m_severity).pixmap(QSize(side, side), devicePixelRatioF()));
}

} // namespace blkera
