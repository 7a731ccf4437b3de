// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/map/map_tiles.h"
#include "widgets/map/map_colors.h"

#include <QWidget>

class QAction;
class QComboBox;
class QHBoxLayout;
class QLabel;
class QSettings;
class QStackedWidget;
class QToolButton;

namespace blkera {

class ChangeMapWidget;
class MapLegend;
class MapOverviewBar;
class MessageBar;
class StatePage;

// Where one device changed in a range of eras: the whole device as a strip, a part of it as a map,
// what the colours mean, and all of it as a sentence. Asks for a password only after a click.
class MapPage : public QWidget {
    Q_OBJECT

public:
    // `service` is borrowed.
    explicit MapPage(EraService& service, QWidget* parent = nullptr);

    // Also when something of it changed; an empty name: none.
    void setDevice(const DeviceInfo& device);
    void setRange(const EraRange& range);
    void refresh();
    // Brings these blocks onto the map.
    void showBlocks(quint64 first, quint64 count);

    // What the colours say, and which they are.
    void restore(const QSettings& settings);
    void save(QSettings& settings) const;

    // What the picture says, in words; empty until that is known.
    QString summary() const;

    const MapTiles& tiles() const { return m_tiles; }

    ChangeMapWidget* map() const { return m_map; }

signals:
    // Somebody was asked for a password here, and it was right.
    void authorised();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    QWidget* makeContent();
    QHBoxLayout* makeControls();
    QToolButton* addAction(QHBoxLayout* row, QAction*& action, const QString& text,
                           const QString& name, const QList<QKeySequence>& keys);
    void updateState();
    void updateView();
    void updateActions();
    void updateColors();

    MapTiles m_tiles;
    QStackedWidget* m_stack;
    QWidget* m_content = nullptr;
    StatePage* m_statePage;
    MessageBar* m_message;
    MapOverviewBar* m_strip;
    ChangeMapWidget* m_map;
    MapLegend* m_legend;
    QLabel* m_cell;
    QLabel* m_summary;
    QComboBox* m_mode;
    QComboBox* m_ramp;
    QAction* m_back = nullptr;
    QAction* m_forward = nullptr;
    QAction* m_zoomIn = nullptr;
    QAction* m_zoomOut = nullptr;
    QAction* m_fit = nullptr;
    QAction* m_oneToOne = nullptr;
    QAction* m_show; // with a password, if need be
    QAction* m_retry;
    QToolButton* m_copy;
};

} // namespace blkera
