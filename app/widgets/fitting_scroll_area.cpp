// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/fitting_scroll_area.h"

#include <algorithm>

#include <QEvent>
#include <QLayout>
#include <QScrollBar>

namespace blkera {
namespace {

constexpr int kLeastLines = 4;

} // namespace

FittingScrollArea::FittingScrollArea(QWidget* content, const QString& name, QWidget* parent)
    : QScrollArea(parent)
{
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(name);
    setFocusPolicy(Qt::NoFocus);
    // The colour of what is around it, not that of lists.
    viewport()->setAutoFillBackground(false);
    content->setAutoFillBackground(false);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this,
            [this](int, int most) { setFocusPolicy(most > 0 ? Qt::StrongFocus : Qt::NoFocus); });
}

bool FittingScrollArea::hasHeightForWidth() const
{
    return true;
}

int FittingScrollArea::heightForWidth(int width) const
{
    const QLayout* const layout = widget()->layout();
    return layout->hasHeightForWidth() ? layout->totalHeightForWidth(width)
                                       : layout->totalSizeHint().height();
}

QSize FittingScrollArea::sizeHint() const
{
    return widget()->layout()->totalSizeHint();
}

QSize FittingScrollArea::minimumSizeHint() const
{
    const QSize least = widget()->layout()->totalMinimumSize();
    return { least.width() + verticalScrollBar()->sizeHint().width(),
             std::min(least.height(), kLeastLines * fontMetrics().lineSpacing()) };
}

bool FittingScrollArea::viewportEvent(QEvent* event)
{
    if (event->type() == QEvent::LayoutRequest)
        updateGeometry();
    return QScrollArea::viewportEvent(event);
}

} // namespace blkera
