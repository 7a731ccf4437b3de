// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/era_service.h"
#include "models/era_range.h"
#include "models/map/load_state.h"
#include "models/map/region_list.h"

#include <memory>
#include <vector>

#include <QAbstractTableModel>

class QSocketNotifier;

namespace blkera {

// Where a device changed: the longest runs of changed blocks, read from the list that the service
// writes into a pipe, which never blocks. What is shown without a click never makes the service
// ask for a password. One thread.
class RegionModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Start, Offset, Length, Size, Share, NewestEra, ColumnCount };

    enum Role {
        SortRole = Qt::UserRole, // quint64
        // As programs read it: all digits and bytes; of a header, with the unit. Never translated.
        PlainRole,
    };

    static constexpr std::size_t kMostRegions = 1'000;

    // `service` is borrowed.
    explicit RegionModel(EraService& service, QObject* parent = nullptr);
    ~RegionModel() override;

    // Another device, size or range makes what is known worthless: it is dropped.
    void setDevice(const DeviceInfo& device);
    void setRange(const EraRange& range);
    // Reads the list, unless it is known or being read.
    void load();
    // Reads it anew; the rows stay until then.
    void refresh();
    // As refresh(), because somebody clicked: may have a person asked for a password.
    void authorise();
    // Stops reading.
    void cancel();
    // Drops what is known; load() reads it then.
    void forget();
    // The list has no eras: asks for that of one row, which has it later.
    void findNewestEra(int row);

    LoadState state() const { return m_state; }

    QString message() const { return m_message; }

    bool isAuthorising() const { return m_isAuthorising; }

    const DeviceInfo& device() const { return m_device; }

    const EraRange& range() const { return m_range; }

    // Of the whole list, however many rows there are.
    struct Totals {
        quint64 runs = 0;
        quint64 changed = 0;
        quint64 blocks = 0;
        quint64 uncertain = 0;
        BlockSpan largest;
    };

    const Totals& totals() const { return m_totals; }

    // Runs that have come so far, while it is being read.
    quint64 runsSoFar() const;

    BlockSpan spanAt(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

signals:
    void stateChanged();
    void progressed();
    void authorised();

private:
    struct Row {
        BlockSpan span;
        quint32 newestEra = 0; // 0: not known
    };

    struct Reading; // of one list

    void begin(Prompt prompt);
    void readPipe();
    void takeAnswer(const Outcome<ChangedCount>& answer, Prompt prompt);
    void finish();
    void fail(const QString& message);
    void enter(LoadState state, const QString& message = {});
    QString textOf(const Row& row, int column) const;
    QString plainTextOf(const Row& row, int column) const;
    quint64 sortKeyOf(const Row& row, int column) const;

    EraService& m_service;
    DeviceInfo m_device;
    EraRange m_range;
    std::vector<Row> m_rows;
    Totals m_totals;
    LoadState m_state = LoadState::Empty;
    QString m_message;
    bool m_isAuthorising = false;
    quint64 m_generation = 0; // answers to what was asked before are not waited for
    std::unique_ptr<Reading> m_reading;
};

} // namespace blkera
