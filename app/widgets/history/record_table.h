// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QTableView>
#include <QTimer>

namespace blkera {

// A table of records, one a row, in the order of its model. Ctrl+C copies the selected rows with
// their headings, tabs between the cells; Return and a double click choose a row.
// Columns become wider as what can be seen needs it, until a person sets one.
class RecordTable : public QTableView {
    Q_OBJECT

public:
    explicit RecordTable(QWidget* parent = nullptr);

    // Those that are selected, from top to bottom.
    QList<int> selectedRows() const;
    void setModel(QAbstractItemModel* model) override;

signals:
    void rowChosen(int row);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    // Whoever is at the last row wants what follows, wherever the scroll bar is.
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    // Home and End are the first and the last row: rows are what one looks for.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void fitColumns();

    QTimer m_fit;
    bool m_isFitting = false;
    bool m_isSetByPerson = false;
};

} // namespace blkera
