// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"
#include "models/device_words.h"

#include <optional>

#include <QAbstractTableModel>

namespace blkera {

// What has happened to one device, or to all, newest first: the last 1,000 that the service
// remembers, and from then on whatever it tells; the oldest go when there are more than 2,000.
// One thread.
class EventModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { TimeColumn, SeverityColumn, DeviceColumn, KindColumn, TextColumn, ColumnCount };

    enum Role { SeverityRole = Qt::UserRole }; // int, of Severity; for each column

    static constexpr int kMost = 2'000;

    // `cache` is borrowed.
    explicit EventModel(ServiceCache& cache, QObject* parent = nullptr);

    // Empty: of all devices, and of none.
    void setDevice(const QString& device);

    const QString& device() const { return m_device; }

    // An answer is waited for.
    bool isLoading() const { return m_isLoading; }

    // Why the last question was not answered; none: it was.
    const std::optional<ClientError>& failure() const { return m_failure; }

    // Asks anew.
    void refresh();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;

signals:
    // isLoading() or failure() is another.
    void loadingChanged();

private:
    bool isShown(const EventInfo& event) const;
    void askIfReady();
    void add(const EventInfo& event);
    void take(const QList<EventInfo>& ascending);
    QString cellText(const EventInfo& event, int column) const;

    ServiceCache& m_cache;
    QString m_device;
    QList<EventInfo> m_events; // oldest first: the last one is row 0
    std::optional<ClientError> m_failure;
    quint64 m_asked = 0;
    bool m_isLoading = true;
};

} // namespace blkera
