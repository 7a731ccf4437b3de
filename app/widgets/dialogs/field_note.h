// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/device_words.h"

#include <QWidget>

class QFormLayout;
class QLabel;

namespace blkera {

// What there is to say about one field, below it, while it is being filled in: what it is for, or
// what is wrong with what is there. A screen reader says it with the field.
class FieldNote : public QWidget {
    Q_OBJECT

public:
    explicit FieldNote(QWidget* parent = nullptr);

    // The field that the note is about; it is borrowed.
    void setField(QWidget* field);

    // None and Good: help; what is worse has an icon too.
    void setNote(Severity severity, const QString& text);

    QString text() const;

    Severity severity() const { return m_severity; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintSeverity();

    QWidget* m_field = nullptr;
    QLabel* m_icon;
    QLabel* m_text;
    Severity m_severity = Severity::None;
};

// Gives a field, and what has the focus inside of it, the name that its label shows.
void nameField(QWidget* field, const QString& label);

// A row of a form: a label, the field, and below it its note if there is one.
void addField(QFormLayout* form, const QString& label, QWidget* field, FieldNote* note = nullptr);

} // namespace blkera
