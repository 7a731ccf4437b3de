// SPDX-License-Identifier: GPL-2.0-or-later
#include "timeline_case.h"

#include "widgets/theme.h"

#include <QRegularExpression>

namespace blkera::test {

void TimelineCase::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin).*")));
    applyAppearance(Appearance::Light);
    make(60);
}

void TimelineCase::cleanup()
{
    m_ranges.reset();
    m_view.reset();
    m_model.reset();
    m_service.reset();
}

void TimelineCase::make(quint32 eras)
{
    cleanup();
    DemoService::Shape shape;
    shape.devices = 2;
    shape.blocks = 1U << 14;
    shape.eras = eras;
    shape.seed = 7;
    m_service = std::make_unique<DemoService>(shape);
    m_model = std::make_unique<EraModel>(*m_service);
    m_view = std::make_unique<EraTimelineView>(*m_model);
    m_ranges = std::make_unique<QSignalSpy>(m_view.get(), &EraTimelineView::rangeChanged);
    m_view->resize(1'200, 200);
    show();
}

void TimelineCase::show()
{
    tell();
    QTRY_VERIFY(m_model->rowCount() > 0);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowActive(m_view.get()));
    m_view->setFocus(Qt::TabFocusReason);
    QTRY_VERIFY(m_view->hasFocus());
}

void TimelineCase::tell()
{
    m_model->setDevice(info());
    m_view->setDevice(info());
}

double TimelineCase::xOf(quint32 era) const
{
    const TimelineScene scene = m_view->scene();
    const EraSpan& span = scene.spans[scene.spans.size() - 1 - m_model->rowOf(era)];
    const TimelineGeometry::Bar bar = scene.geometry.barOf(span, kLeastBarWidth);
    return m_view->timelineLayout().bars.left() + (bar.left + bar.right) / 2;
}

QImage TimelineCase::picture()
{
    return m_view->viewport()->grab().toImage().convertToFormat(QImage::Format_RGB32);
}

} // namespace blkera::test
