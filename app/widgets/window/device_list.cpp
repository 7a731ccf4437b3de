// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/window/device_list.h"

#include "models/device_model.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace blkera {
namespace {

constexpr qreal kDetailScale = 0.9;

QFont detailFont(const QFont& font)
{
    QFont detail = font;
    detail.setPointSizeF(font.pointSizeF() * kDetailScale);
    return detail;
}

int padding(const QFontMetrics& metrics)
{
    return metrics.height() / 3;
}

} // namespace

void DeviceListDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given,
                               const QModelIndex& index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.text.clear();
    const QStyle* const style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, option.widget);

    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    const auto group
        = option.state.testFlag(QStyle::State_Active) ? QPalette::Active : QPalette::Inactive;
    const QColor color
        = option.palette.color(group, isSelected ? QPalette::HighlightedText : QPalette::Text);
    const int pad = padding(option.fontMetrics);
    const int side = option.fontMetrics.height();
    const QRect inner = option.rect.adjusted(pad, pad, -pad, -pad);
    const QRect iconRect = QStyle::alignedRect(option.direction, Qt::AlignLeft | Qt::AlignVCenter,
                                               QSize(side, side), inner);
    QRect text = inner;
    if (option.direction == Qt::RightToLeft)
        text.setRight(iconRect.left() - pad);
    else
        text.setLeft(iconRect.right() + pad);

    painter->save();
    const auto severity = Severity(index.data(DeviceModel::SeverityRole).toInt());
    const QIcon icon = isSelected
        ? plainSeverityIcon(color, option.palette.color(group, QPalette::Highlight), severity)
        : severityIcon(option.palette, severity);
    icon.paint(painter, iconRect);
    painter->setPen(color);
    QFont bold = option.font;
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const QFontMetrics detailMetrics(detailFont(option.font));
    const auto draw
        = [&](const QFont& font, const QFontMetrics& used, int top, const QString& words) {
              painter->setFont(font);
              const QRect line(text.left(), top, text.width(), used.height());
              const auto alignment
                  = QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter);
              painter->drawText(line, int(alignment) | Qt::TextSingleLine,
                                used.elidedText(words, Qt::ElideRight, line.width()));
          };
    draw(bold, metrics, text.top(), index.data(DeviceModel::NameRole).toString());
    draw(detailFont(option.font), detailMetrics, text.top() + metrics.height(),
         index.data(DeviceModel::DetailRole).toString());
    painter->restore();
}

QSize DeviceListDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const
{
    QFont bold = option.font;
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    const QFontMetrics detail(detailFont(option.font));
    const int pad = padding(option.fontMetrics);
    return { metrics.averageCharWidth() * 24, metrics.height() + detail.height() + 2 * pad };
}

} // namespace blkera
