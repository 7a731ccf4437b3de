// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"
#include "models/era_range.h"

#include <map>
#include <set>

#include <QObject>

class QFormLayout;
class QPushButton;
class QSpinBox;
class QWidget;

namespace blkera {

class FieldNote;

// The fields for eras from one to another: two numbers, each with the date that the history knows
// for it, and an offer to close an end that is still open.
class EraRangeFields : public QObject {
    Q_OBJECT

public:
    // `cache` is borrowed; `dialog` owns the fields.
    EraRangeFields(ServiceCache& cache, const QString& device, const EraRange& range,
                   QWidget* dialog);

    void addTo(QFormLayout* form);

    EraRange range() const;
    // Why there are no such eras; empty: there are.
    QString obstacle() const;
    // The device is another now.
    void update();
    // That era has ended just now, and is the last one.
    void endWith(quint32 era);

    QWidget* firstField() const;

signals:
    void changed();
    void checkpointAsked();

private:
    void askForEras(quint32 from);
    const EraInfo* find(quint32 era, quint32 current);
    void showSince(quint32 current);
    void showUntil(quint32 current);
    bool endIsOpen(quint32 current) const;

    ServiceCache& m_cache;
    const QString m_device;
    QSpinBox* m_since;
    QSpinBox* m_until;
    FieldNote* m_sinceNote;
    FieldNote* m_untilNote;
    QPushButton* m_checkpoint;
    std::map<quint32, EraInfo> m_eras;
    std::set<quint32> m_asked;
    bool m_isAsking = false;
};

} // namespace blkera
