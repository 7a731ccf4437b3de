// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/map/map_accessible.h"

#include "widgets/map/change_map_widget.h"
#include "widgets/map/map_overview_bar.h"

#include <QAccessibleWidget>

namespace blkera {
namespace {

class MapInterface : public QAccessibleWidget {
public:
    explicit MapInterface(ChangeMapWidget* map)
        : QAccessibleWidget(map, QAccessible::Chart)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return qobject_cast<ChangeMapWidget*>(object())->cursorText();
        return QAccessibleWidget::text(kind);
    }
};

class StripInterface : public QAccessibleWidget {
public:
    explicit StripInterface(MapOverviewBar* bar)
        : QAccessibleWidget(bar, QAccessible::ScrollBar)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        if (kind == QAccessible::Value)
            return qobject_cast<MapOverviewBar*>(object())->valueText();
        return QAccessibleWidget::text(kind);
    }
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    if (auto* const map = qobject_cast<ChangeMapWidget*>(object))
        return new MapInterface(map);
    if (auto* const bar = qobject_cast<MapOverviewBar*>(object))
        return new StripInterface(bar);
    return nullptr;
}

} // namespace

void installMapAccessibility()
{
    // Qt keeps one entry for each function.
    QAccessible::installFactory(makeInterface);
}

} // namespace blkera
