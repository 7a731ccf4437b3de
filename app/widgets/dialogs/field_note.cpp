// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/field_note.h"

#include "widgets/theme.h"

#include <QEvent>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QStyle>

namespace blkera {

FieldNote::FieldNote(QWidget* parent)
    : QWidget(parent)
    , m_icon(new QLabel(this))
    , m_text(new QLabel(this))
{
    m_icon->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    auto* const layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_icon, 0, Qt::AlignTop);
    layout->addWidget(m_text, 1);
    m_icon->hide();
}

void FieldNote::setField(QWidget* field)
{
    m_field = field;
    field->setAccessibleDescription(text());
}

void FieldNote::setNote(Severity severity, const QString& text)
{
    if (severity == m_severity && text == m_text->text())
        return;
    m_severity = severity;
    m_text->setText(text);
    if (m_field)
        m_field->setAccessibleDescription(text);
    paintSeverity();
}

QString FieldNote::text() const
{
    return m_text->text();
}

void FieldNote::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        paintSeverity();
}

void FieldNote::paintSeverity()
{
    const bool isHelp = m_severity == Severity::None || m_severity == Severity::Good;
    m_icon->setVisible(!isHelp);
    if (isHelp)
        return;
    const int side = style()->pixelMetric(QStyle::PM_SmallIconSize, nullptr, this);
    m_icon->setPixmap(
        severityIcon(palette(), m_severity).pixmap(QSize(side, side), devicePixelRatioF()));
}

void nameField(QWidget* field, const QString& label)
{
    // "Name (&N):" where a language has no letters of its own to mark.
    static const QRegularExpression kMark(QStringLiteral("\\(&.\\)|&"));
    QString name = label;
    name.remove(kMark);
    if (name.endsWith(u':') || name.endsWith(u'：'))
        name.chop(1);
    name = name.trimmed();
    field->setAccessibleName(name);
    if (auto* const inner = field->findChild<QLineEdit*>())
        inner->setAccessibleName(name);
}

void addField(QFormLayout* form, const QString& label, QWidget* field, FieldNote* note)
{
    auto* const text = new QLabel(label, form->parentWidget());
    // A panel of several widgets stands for its first one.
    QWidget* const target = field->focusProxy() ? field->focusProxy() : field;
    text->setBuddy(target);
    nameField(target, label);
    if (!note) {
        form->addRow(text, field);
        return;
    }
    note->setField(target);
    auto* const both = new QVBoxLayout;
    both->addWidget(field);
    both->addWidget(note);
    form->addRow(text, both);
}

} // namespace blkera
