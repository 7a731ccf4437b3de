// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/era_service.h"
#include "models/map/load_state.h"
#include "models/map/map_geometry.h"
#include "models/map/tile_store.h"

#include <set>
#include <span>

#include <QElapsedTimer>
#include <QTimer>

namespace blkera {

// What is known of one cell.
struct ShownCell {
    quint32 changed = 0; // of `blocks`
    quint32 blocks = 0; // 0: nothing is known
    quint32 newestEra = 0;
    bool isExact = false; // else what a larger cell around it has, until its own tile is there

    bool operator==(const ShownCell&) const = default;
};

// The changes of one device in one range of eras, for pictures of any part at any level: says at
// once what is known and asks the service for the rest, tile by tile, and now and then for all of
// it again, because blocks change within an era, too. What is shown without a click never makes the
// service ask for a password. One thread.
class MapTiles : public QObject {
    Q_OBJECT

public:
    // `service` is borrowed. At most `mostTiles` of half a MiB are kept.
    explicit MapTiles(EraService& service, QObject* parent = nullptr, std::size_t mostTiles = 48);

    // Another device, or the same with something changed: a new era or size is asked for anew.
    void setDevice(const DeviceInfo& device);
    void setRange(const EraRange& range);
    // Asks for all of it anew; what is known stays until then.
    void refresh();
    // Because somebody clicked: may have a person asked for a password.
    void authorise();
    // How long what is known of the current era counts, in milliseconds; at the beginning 10 s.
    void setRenewal(int afterMs);
    // Whether anybody looks. While nobody does, nothing is asked for.
    void setActive(bool isActive);
    // What is looked at; asked for a little later, with the tile before and the one after it.
    void setVisible(int level, quint64 firstCell, quint64 cells);

    // Ready: all that is visible is known.
    LoadState state() const { return m_state; }

    // Why, for people; empty where there is nothing to say.
    QString message() const { return m_message; }

    bool isAuthorising() const { return m_isAuthorising; }

    const DeviceInfo& device() const { return m_device; }

    const EraRange& range() const { return m_range; }

    quint64 blocks() const { return m_blocks; }

    // The level of the picture of the whole device that is always asked for, in one tile.
    int overviewLevel() const { return m_overviewLevel; }

    // Of the whole device; nothing until the overview is there.
    struct Totals {
        quint64 changed = 0;
        quint32 newestEra = 0;
        quint32 currentEra = 0;
        bool isSuperset = false;
    };

    std::optional<Totals> totals() const { return m_totals; }

    // What is known of the cells from `firstCell` on.
    void read(int level, quint64 firstCell, std::span<ShownCell> cells) const;

signals:
    void stateChanged();
    // read() and totals() may say something else.
    void tilesChanged();
    // Somebody was asked for a password, and it was right.
    void authorised();

private:
    TileKey keyOf(int level, quint64 index) const;
    bool isCurrent(const TileKey& key) const;
    std::vector<TileKey> visibleTiles() const;
    void begin();
    void ask();
    void pump();
    void send(const TileKey& key);
    void take(const TileKey& key, quint64 generation, Prompt prompt,
              const Outcome<ChangeMap>& answer);
    bool fits(const TileKey& key, const ChangeMap& map) const;
    void addUp(const Tile& overview);
    void readSegment(int level, quint64 firstCell, std::span<ShownCell> cells) const;
    void readFromOverview(int level, quint64 firstCell, std::span<ShownCell> cells) const;
    void fail(const ClientError& error, Prompt prompt);
    bool takeAllowance();
    void updateState();
    bool isOpen() const; // the range: it has the era that goes on

    EraService& m_service;
    DeviceInfo m_device;
    EraRange m_range;
    quint64 m_blocks = 0;
    int m_overviewLevel = 0;
    mutable TileStore m_store; // looking is remembered
    std::optional<Totals> m_totals;

    quint64 m_generation = 1;
    bool m_isActive = true;
    int m_level = 0;
    quint64 m_firstCell = 0;
    quint64 m_cells = 0;
    std::vector<TileKey> m_wanted; // first comes first
    std::set<TileKey> m_inFlight; // of this generation
    int m_outstanding = 0; // of all generations
    double m_allowance;
    QElapsedTimer m_sinceAllowance;
    int m_retryMs;
    QTimer m_ask;
    QTimer m_retry;
    QTimer m_renew;

    LoadState m_state = LoadState::Empty;
    QString m_message;
    bool m_isLocked = false;
    bool m_isAuthorising = false;
    bool m_isPrompting = false; // that request is on its way, of whatever generation
    bool m_hasFailed = false;
};

} // namespace blkera
