// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "demo/demo_service.h"
#include "widgets/history/era_timeline_view.h"

#include <memory>

#include <QImage>
#include <QSignalSpy>
#include <QTest>

namespace blkera::test {

inline const QString kName = QStringLiteral("archive");

// A timeline of 60 eras that is shown, for each test anew.
class TimelineCase : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init();
    void cleanup();

protected:
    void make(quint32 eras);
    void show();

    DeviceInfo& info() { return m_service->find(kName)->info; }

    void tell();
    // The middle of the bar of an era, in the viewport.
    double xOf(quint32 era) const;
    QImage picture();

    std::unique_ptr<DemoService> m_service;
    std::unique_ptr<EraModel> m_model;
    std::unique_ptr<EraTimelineView> m_view;
    std::unique_ptr<QSignalSpy> m_ranges;
};

} // namespace blkera::test
