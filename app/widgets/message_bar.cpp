// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/message_bar.h"

#include "widgets/theme.h"

#include <QAccessible>
#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace blkera {

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
    , m_remedy(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setFrameShape(QFrame::StyledPanel);
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::AlternateBase);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Message"));
    m_text->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Minimum);
    m_remedy->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setAutoRaise(true);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::clear);

    auto* const layout = new QHBoxLayout(this);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_remedy);
    layout->addWidget(m_close);
    hide();
}

void MessageBar::showMessage(Severity severity, const QString& text, QAction* remedy)
{
    m_severity = severity;
    m_text->setText(text);
    m_remedy->setDefaultAction(remedy);
    m_remedy->setVisible(remedy != nullptr);
    if (remedy)
        m_remedy->setAccessibleName(remedy->iconText());
    paintSeverity();
    show();
    QAccessibleEvent event(m_text, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void MessageBar::clear()
{
    m_severity = Severity::None;
    m_text->clear();
    hide();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintSeverity();
}

void MessageBar::paintSeverity()
{
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(
        severityIcon(palette(), m_severity).pixmap(QSize(side, side), devicePixelRatioF()));
}

} // namespace blkera
