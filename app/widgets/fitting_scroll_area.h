// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QScrollArea>

namespace blkera {

// As high as what is in it needs for its width, where there is room for that; where there is not,
// it scrolls, and can have the focus so that keys scroll it, too.
class FittingScrollArea : public QScrollArea {
    Q_OBJECT

public:
    // `name`: for a screen reader. `content`: becomes a child.
    FittingScrollArea(QWidget* content, const QString& name, QWidget* parent);

    bool hasHeightForWidth() const override;
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool viewportEvent(QEvent* event) override;
};

} // namespace blkera
