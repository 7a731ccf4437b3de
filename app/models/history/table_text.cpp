// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/history/table_text.h"

namespace blkera {
namespace {

void appendCell(QString& text, QString cell, int column)
{
    for (QChar& c : cell) {
        if (c == u'\t' || c == u'\n' || c == u'\r')
            c = u' ';
    }
    if (column > 0)
        text += u'\t';
    text += cell;
}

} // namespace

QString tableText(const QAbstractItemModel& model, const QList<int>& rows)
{
    QString text;
    const int columns = model.columnCount();
    for (int column = 0; column < columns; ++column)
        appendCell(text, model.headerData(column, Qt::Horizontal).toString(), column);
    text += u'\n';
    for (const int row : rows) {
        for (int column = 0; column < columns; ++column)
            appendCell(text, model.index(row, column).data().toString(), column);
        text += u'\n';
    }
    return text;
}

} // namespace blkera
