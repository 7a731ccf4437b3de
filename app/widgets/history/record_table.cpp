// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/record_table.h"

#include "models/history/table_text.h"

#include <algorithm>

#include <QApplication>
#include <QClipboard>
#include <QHeaderView>
#include <QKeyEvent>

namespace blkera {
namespace {

constexpr int kFitMs = 50;

} // namespace

RecordTable::RecordTable(QWidget* parent)
    : QTableView(parent)
{
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setWordWrap(false);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->hide();
    // All rows have one height, so that none has to be measured.
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() * 3 / 2);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    horizontalHeader()->setResizeContentsPrecision(0); // rows that can be seen
    horizontalHeader()->setDefaultSectionSize(fontMetrics().averageCharWidth() * 6);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int section) {
        const bool isStretched = horizontalHeader()->stretchLastSection()
            && section == horizontalHeader()->count() - 1;
        m_isSetByPerson = m_isSetByPerson
            || (!m_isFitting && !isStretched && isVisible()
                && QApplication::mouseButtons() != Qt::NoButton);
    });
    m_fit.setSingleShot(true);
    m_fit.setInterval(kFitMs);
    connect(&m_fit, &QTimer::timeout, this, &RecordTable::fitColumns);
    connect(this, &QTableView::doubleClicked, this,
            [this](const QModelIndex& index) { emit rowChosen(index.row()); });
}

void RecordTable::setModel(QAbstractItemModel* model)
{
    QTableView::setModel(model);
    const auto fitSoon = [this] {
        if (!m_fit.isActive())
            m_fit.start();
    };
    connect(model, &QAbstractItemModel::rowsInserted, this, fitSoon);
    connect(model, &QAbstractItemModel::modelReset, this, fitSoon);
    connect(model, &QAbstractItemModel::dataChanged, this, fitSoon);
    const int last = model->columnCount() - 1;
    const int alignment = model->headerData(last, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
    // Numbers at the far end of a wide window would belong to no row.
    horizontalHeader()->setStretchLastSection((alignment & Qt::AlignTrailing) == 0);
    fitSoon();
}

QList<int> RecordTable::selectedRows() const
{
    QList<int> rows;
    const QModelIndexList indexes = selectionModel()->selectedRows();
    for (const QModelIndex& index : indexes)
        rows.append(index.row());
    std::ranges::sort(rows);
    return rows;
}

void RecordTable::fitColumns()
{
    if (m_isSetByPerson || !model() || model()->rowCount() == 0)
        return;
    m_isFitting = true;
    const int most = fontMetrics().averageCharWidth() * 40;
    for (int column = 0; column < model()->columnCount(); ++column) {
        const int hint
            = std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
        const int wanted = std::min(most, hint + fontMetrics().height());
        if (!isColumnHidden(column) && wanted > columnWidth(column))
            setColumnWidth(column, wanted);
    }
    m_isFitting = false;
}

void RecordTable::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy)) {
        if (const QList<int> rows = selectedRows(); !rows.isEmpty())
            QApplication::clipboard()->setText(tableText(*model(), rows));
        event->accept();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
               && currentIndex().isValid()) {
        emit rowChosen(currentIndex().row());
        event->accept();
    } else {
        QTableView::keyPressEvent(event);
    }
}

void RecordTable::currentChanged(const QModelIndex& current, const QModelIndex& previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid() && current.row() + 1 == model()->rowCount() && model()->canFetchMore({}))
        model()->fetchMore({});
}

QModelIndex RecordTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const int column = std::max(0, horizontalHeader()->logicalIndexAt(0));
    if (action == MoveHome)
        return model()->index(0, column);
    if (action == MoveEnd)
        return model()->index(model()->rowCount() - 1, column);
    return QTableView::moveCursor(action, modifiers);
}

} // namespace blkera
