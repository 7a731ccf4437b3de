// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/era_service.h"

#include <functional>
#include <optional>

#include <QAbstractTableModel>
#include <QTimer>

namespace blkera {

class UserNames;

// The eras of one device as the history of the service knows them, newest first. The newest page of
// 1,000 is asked for at once, older ones as a view needs them; an era that begins is inserted on
// top, and the current one grows. What is known stays when the service goes away. One thread.
class EraModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column {
        EraColumn,
        BeganColumn,
        DurationColumn,
        CauseColumn,
        ByColumn,
        BlocksColumn,
        BytesColumn,
        ColumnCount,
    };

    enum Role { EraRole = Qt::UserRole };

    // `service` is borrowed.
    explicit EraModel(EraService& service, QObject* parent = nullptr);

    // Which device, and whatever has changed about it; one without a name: none.
    void setDevice(const DeviceInfo& device);

    const DeviceInfo& device() const { return m_device; }

    // What a test takes for the time; microseconds since 1970.
    void setClock(std::function<quint64()> clock);

    quint64 nowUs() const { return m_clock(); }

    // By row.
    const QList<EraInfo>& eras() const { return m_eras; }

    // -1: not known (yet).
    int rowOf(quint32 era) const;
    // Nothing ends it but the next one.
    bool isCurrent(int row) const;
    // All that is known of an era, a fact a line.
    QStringList facts(int row) const;
    QString userText(const EraInfo& era) const;

    // The newest page has been asked for and has not come.
    bool isLoading() const { return m_isAskingNewest && m_eras.isEmpty(); }

    // Why the last question was not answered; none: it was.
    const std::optional<ClientError>& failure() const { return m_failure; }

    // Asks anew for what has begun.
    void refresh();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation,
                        int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

signals:
    // isLoading() or failure() is another.
    void loadingChanged();

private:
    using Rows = Outcome<QList<EraInfo>>;

    void clear();
    void ask(quint32 from, quint32 count, std::function<void(const QList<EraInfo>&)> take,
             bool& isAsking);
    void takeNewest(const QList<EraInfo>& ascending);
    void takeOlder(const QList<EraInfo>& ascending, quint32 askedFrom);
    void askOlder(quint32 before);
    void tick();
    QString durationText(int row) const;
    QString cellText(int row, int column) const;

    EraService& m_service;
    std::function<quint64()> m_clock;
    UserNames* m_users;
    DeviceInfo m_device;
    QList<EraInfo> m_eras; // newest first
    std::optional<ClientError> m_failure;
    quint64 m_generation = 0; // answers to what was asked before are not waited for any more
    bool m_isAskingNewest = false;
    bool m_askAgain = false;
    bool m_isAskingOlder = false;
    bool m_hasOlder = false;
    int m_retries = 0;
    QTimer m_retry;
    QTimer m_tick;
};

} // namespace blkera
