// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/event_filter_model.h"

#include "models/history/event_model.h"
#include "widgets/theme.h"

namespace blkera {

void EventFilterModel::setText(const QString& text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

void EventFilterModel::setLeastSeverity(Severity severity)
{
    m_least = severity;
    invalidateFilter();
}

void EventFilterModel::setPalette(const QPalette& palette)
{
    m_palette = palette;
    if (rowCount() > 0)
        emit dataChanged(index(0, EventModel::SeverityColumn),
                         index(rowCount() - 1, EventModel::SeverityColumn), { Qt::DecorationRole });
}

QVariant EventFilterModel::data(const QModelIndex& index, int role) const
{
    if (role == Qt::DecorationRole && index.isValid()
        && index.column() == EventModel::SeverityColumn)
        return severityIcon(m_palette, Severity(index.data(EventModel::SeverityRole).toInt()));
    return QSortFilterProxyModel::data(index, role);
}

bool EventFilterModel::filterAcceptsRow(int row, const QModelIndex& parent) const
{
    const QModelIndex first = sourceModel()->index(row, 0, parent);
    if (first.data(EventModel::SeverityRole).toInt() < int(m_least))
        return false;
    if (m_text.isEmpty())
        return true;
    for (int column = 0; column < sourceModel()->columnCount(); ++column) {
        const QString cell = first.siblingAtColumn(column).data().toString();
        if (cell.contains(m_text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace blkera
