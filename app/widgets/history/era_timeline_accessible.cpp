// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/era_timeline_accessible.h"

#include "widgets/history/era_timeline_view.h"

#include <QAccessibleWidget>

namespace blkera {
namespace {

class TimelineAccessible : public QAccessibleWidget, public QAccessibleValueInterface {
public:
    explicit TimelineAccessible(EraTimelineView* view)
        : QAccessibleWidget(view, QAccessible::Chart)
    {
    }

    QString text(QAccessible::Text kind) const override
    {
        switch (kind) {
        case QAccessible::Description:
            return EraTimelineView::tr("%n era(s) are shown. %1", nullptr,
                                       int(view()->scene().spans.size()))
                .arg(view()->rangeText());
        case QAccessible::Value:
            return view()->cursorText();
        case QAccessible::Help:
            return EraTimelineView::tr(
                "Left and Right go from era to era, with Control to the next pin or flag, and "
                "with Shift they choose. Return chooses from this era on, Escape all eras.");
        default:
            return QAccessibleWidget::text(kind);
        }
    }

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }

    QVariant currentValue() const override { return view()->cursorEra(); }

    void setCurrentValue(const QVariant& era) override { view()->setCursorEra(era.toUInt()); }

    QVariant minimumValue() const override
    {
        const auto& spans = view()->scene().spans;
        return spans.isEmpty() ? 0U : spans.constFirst().era;
    }

    QVariant maximumValue() const override
    {
        const auto& spans = view()->scene().spans;
        return spans.isEmpty() ? 0U : spans.constLast().era;
    }

    QVariant minimumStepSize() const override { return 1; }

private:
    EraTimelineView* view() const { return static_cast<EraTimelineView*>(widget()); }
};

QAccessibleInterface* make(const QString&, QObject* object)
{
    auto* const view = qobject_cast<EraTimelineView*>(object);
    return view ? new TimelineAccessible(view) : nullptr;
}

} // namespace

void installTimelineAccessibility()
{
    QAccessible::installFactory(make); // which takes each one once
}

} // namespace blkera
