// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/device_words.h"

#include <QPalette>
#include <QSortFilterProxyModel>

namespace blkera {

// The events that are wanted, with a shape for their severity.
class EventFilterModel : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    // Those that have it in any column, in whatever case; empty: all.
    void setText(const QString& text);
    // That much or more.
    void setLeastSeverity(Severity severity);
    // Of the table that shows them.
    void setPalette(const QPalette& palette);

    QVariant data(const QModelIndex& index, int role) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    QString m_text;
    Severity m_least = Severity::None;
    QPalette m_palette;
};

} // namespace blkera
