// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/era_range.h"
#include "widgets/map/map_colors.h"

#include <QWidget>

namespace blkera {

// What the colours of the map mean, always with numbers.
class MapLegend : public QWidget {
    Q_OBJECT

public:
    explicit MapLegend(QWidget* parent = nullptr);

    void setColors(const MapColors& colors);
    void setMode(MapMode mode, const EraRange& eras);
    // Whether anything is hatched.
    void setHasMarked(bool hasMarked);

    // The numbers below the ramp, from its beginning to its end.
    QStringList numbers() const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    int rampWidth() const;
    int paintSwatch(QPainter& painter, int x, const QBrush& brush, const QString& text) const;
    void paintRamp(QPainter& painter, int x) const;
    QBrush unknown() const;
    void updateWords();

    MapColors m_colors;
    MapMode m_mode = MapMode::Share;
    EraRange m_eras;
    bool m_hasMarked = false;
};

} // namespace blkera
