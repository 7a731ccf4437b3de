// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/era_range.h"
#include "widgets/device_actions.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QSettings;
class QTabWidget;
class QToolButton;

namespace blkera {

class ActivityPage;
class EraModel;
class ErasPage;
class EraTimelineView;
class MapPage;
class MessageBar;
class RegionsPage;
class UsageGauge;

// Everything about one device: what it is, what is wrong with it, how full its metadata is, when
// its eras were, and what changed in those that are chosen. One range of eras rules timeline, map
// and regions.
class DevicePage : public QWidget {
    Q_OBJECT

public:
    DevicePage(ServiceCache& cache, DeviceActions& actions, QWidget* parent = nullptr);

    // Empty: none.
    void setDevice(const QString& name);

    EraRange range() const { return m_range; }

    void setRange(const EraRange& range);
    void say(Severity severity, const QString& text);

    // Which tab is shown, and how.
    void restore(const QSettings& settings);
    void save(QSettings& settings) const;
    // Asks anew for what does not come by itself.
    void refresh();

    // "map", "regions", "eras", "snapshots" or "activity".
    void showTab(const QString& name);

private:
    QWidget* makeHeader();
    QWidget* makeSnapshots();
    void addTab(QWidget* page, const char* name, const QString& title);
    void update();
    void updateChip(const DeviceInfo& device);

    ServiceCache& m_cache;
    DeviceActions& m_actions;
    QString m_name;
    EraRange m_range;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_facts;
    MessageBar* m_trouble; // of its state
    MessageBar* m_said; // what an action came to
    UsageGauge* m_gauge;
    EraModel* m_eras;
    EraTimelineView* m_timeline;
    QToolButton* m_chip;
    MapPage* m_map;
    RegionsPage* m_regions;
    ErasPage* m_erasPage;
    ActivityPage* m_activity;
    QLabel* m_snapshotText;
    QTabWidget* m_tabs;
};

} // namespace blkera
