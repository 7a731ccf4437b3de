// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/map/map_tiles.h"

#include "client/texts.h"
#include "client/when_done.h"

#include <algorithm>
#include <bit>

namespace blkera {
namespace {

constexpr int kAskAfterMs = 120;
constexpr int kMostInFlight = 4;
// With those that nobody waits for any more: a service that never answers is not asked for ever.
constexpr int kMostOutstanding = 16;
// The daemon allows twenty maps at once and then four a second, and other calls count as well.
constexpr double kAllowanceBurst = 10;
constexpr double kAllowancePerMs = 3.0 / 1'000;
constexpr int kFirstRetryMs = 1'000;
constexpr int kLongestRetryMs = 8'000;
constexpr int kRenewMs = 10'000;

} // namespace

MapTiles::MapTiles(EraService& service, QObject* parent, std::size_t mostTiles)
    : QObject(parent)
    , m_service(service)
    , m_store(mostTiles)
    , m_allowance(kAllowanceBurst)
    , m_retryMs(kFirstRetryMs)
{
    m_sinceAllowance.start();
    // Not begun anew by each move: while somebody scrolls, tiles come as well.
    m_ask.setSingleShot(true);
    m_ask.setInterval(kAskAfterMs);
    connect(&m_ask, &QTimer::timeout, this, &MapTiles::ask);
    m_retry.setSingleShot(true);
    connect(&m_retry, &QTimer::timeout, this, &MapTiles::pump);
    m_renew.setSingleShot(true);
    m_renew.setInterval(kRenewMs);
    connect(&m_renew, &QTimer::timeout, this, [this] {
        if (m_isActive && m_state == LoadState::Ready)
            begin();
    });
    connect(&service, &EraService::daemonStarted, this, [this] {
        if (m_state == LoadState::Failed)
            refresh();
    });
}

void MapTiles::setDevice(const DeviceInfo& device)
{
    const bool isOther = device.name != m_device.name;
    const bool isChanged = isOther || device.sizeSectors != m_device.sizeSectors
        || device.blockSizeSectors != m_device.blockSizeSectors
        || device.currentEra != m_device.currentEra;
    const bool isServed = device.currentEra != 0;
    const quint64 blocks = isServed ? blocksOf(device) : 0;
    const bool isOtherGrid
        = isOther || blocks != m_blocks || device.blockSizeSectors != m_device.blockSizeSectors;
    m_device = device;
    if (!isChanged)
        return;
    if (isOtherGrid) {
        m_store.clear();
        m_totals.reset();
        m_blocks = blocks;
        m_overviewLevel = MapGrid::levelOfCells(m_blocks, kTileCells);
        m_level = m_overviewLevel;
        m_firstCell = m_cells = 0;
    }
    if (isOther)
        m_isLocked = false;
    begin();
    emit tilesChanged();
}

void MapTiles::setRange(const EraRange& range)
{
    if (range == m_range)
        return;
    m_range = range;
    m_totals.reset();
    if (const Tile* const overview = m_store.find(keyOf(m_overviewLevel, 0)))
        addUp(*overview);
    begin();
    emit tilesChanged();
}

void MapTiles::refresh()
{
    m_isLocked = false;
    begin();
}

void MapTiles::authorise()
{
    if (m_isAuthorising || m_blocks == 0)
        return;
    m_isAuthorising = true;
    begin();
    ask();
    emit stateChanged();
}

void MapTiles::setRenewal(int afterMs)
{
    m_renew.setInterval(afterMs);
}

void MapTiles::setActive(bool isActive)
{
    if (m_isActive == isActive)
        return;
    m_isActive = isActive;
    if (m_isActive && m_state == LoadState::Ready && isOpen() && !m_renew.isActive())
        begin(); // its time was over while nobody looked
    else if (m_isActive && !m_ask.isActive())
        m_ask.start();
}

void MapTiles::setVisible(int level, quint64 firstCell, quint64 cells)
{
    if (m_level == level && m_firstCell == firstCell && m_cells == cells)
        return;
    m_level = level;
    m_firstCell = firstCell;
    m_cells = cells;
    if (!m_ask.isActive())
        m_ask.start();
    updateState();
}

// Everything is asked for anew; answers to what was asked before are not waited for.
void MapTiles::begin()
{
    ++m_generation;
    m_inFlight.clear();
    m_wanted.clear();
    m_hasFailed = false;
    m_retry.stop();
    m_retryMs = kFirstRetryMs;
    if (!m_ask.isActive())
        m_ask.start();
    updateState();
}

TileKey MapTiles::keyOf(int level, quint64 index) const
{
    return { m_device.name, m_range, level, index };
}

bool MapTiles::isCurrent(const TileKey& key) const
{
    const Tile* const tile = m_store.find(key);
    return tile && tile->generation == m_generation;
}

std::vector<TileKey> MapTiles::visibleTiles() const
{
    std::vector<TileKey> tiles;
    if (m_blocks == 0)
        return tiles;
    tiles.push_back(keyOf(m_overviewLevel, 0));
    // What is coarser than the overview is added up from it.
    const quint64 cells = MapGrid(m_blocks, 1, m_level).cells();
    if (m_level >= m_overviewLevel || m_cells == 0 || m_firstCell >= cells)
        return tiles;
    const quint64 last = (std::min(m_firstCell + m_cells, cells) - 1) >> kTileCellsLog2;
    for (quint64 index = m_firstCell >> kTileCellsLog2; index <= last; ++index)
        tiles.push_back(keyOf(m_level, index));
    return tiles;
}

void MapTiles::ask()
{
    m_wanted = visibleTiles();
    if (m_wanted.size() > 1) {
        const quint64 first = m_wanted[1].index;
        const quint64 last = m_wanted.back().index;
        const quint64 tiles = (MapGrid(m_blocks, 1, m_level).cells() - 1) / kTileCells + 1;
        if (last + 1 < tiles)
            m_wanted.push_back(keyOf(m_level, last + 1));
        if (first > 0)
            m_wanted.push_back(keyOf(m_level, first - 1));
    }
    pump();
}

void MapTiles::pump()
{
    const auto mayAsk = [this] {
        return m_isActive && !m_isLocked && !m_isAuthorising && !m_hasFailed && !m_retry.isActive()
            && m_inFlight.size() < kMostInFlight && m_outstanding < kMostOutstanding;
    };
    if (m_isAuthorising) {
        if (!m_isPrompting)
            send(keyOf(m_overviewLevel, 0)); // alone: one click asks for one password
    } else {
        while (!m_wanted.empty() && mayAsk()) {
            const TileKey key = m_wanted.front();
            if (!isCurrent(key) && !m_inFlight.contains(key)) {
                if (!takeAllowance()) {
                    m_retry.start(int(1.0 / kAllowancePerMs));
                    break;
                }
                send(key);
            }
            m_wanted.erase(m_wanted.begin());
        }
    }
    updateState();
}

bool MapTiles::takeAllowance()
{
    const auto passedMs = double(m_sinceAllowance.restart());
    m_allowance = std::min(m_allowance + passedMs * kAllowancePerMs, kAllowanceBurst);
    if (m_allowance < 1)
        return false;
    m_allowance -= 1;
    return true;
}

void MapTiles::send(const TileKey& key)
{
    const MapGrid grid(m_blocks, 1, key.level);
    MapRequest request;
    request.firstBlock = key.index << (key.level + kTileCellsLog2);
    request.blocks = std::min(kTileCells << key.level, m_blocks - request.firstBlock);
    request.maxCells = quint32(std::min(kTileCells, grid.cells() - (key.index << kTileCellsLog2)));
    request.since = m_range.since;
    request.until = m_range.until;
    const Prompt prompt = m_isAuthorising ? Prompt::Allowed : Prompt::Never;
    m_isPrompting |= prompt == Prompt::Allowed;
    m_inFlight.insert(key);
    ++m_outstanding;
    whenDone(m_service.map(m_device.name, request, prompt), this,
             [this, key, prompt, generation = m_generation](const Outcome<ChangeMap>& answer) {
                 take(key, generation, prompt, answer);
             });
}

void MapTiles::take(const TileKey& key, quint64 generation, Prompt prompt,
                    const Outcome<ChangeMap>& answer)
{
    --m_outstanding;
    if (prompt == Prompt::Allowed) {
        m_isAuthorising = m_isPrompting = false;
        // Also if something else is looked at meanwhile.
        if (answer) {
            m_isLocked = false;
            emit authorised();
        }
    }
    if (generation != m_generation) {
        ask();
        emit stateChanged();
        return;
    }
    m_inFlight.erase(key);
    if (!answer) {
        fail(answer.error(), prompt);
    } else if (!fits(key, *answer)) {
        fail({ ClientError::Kind::Failed,
               Texts::tr("the map that came does not fit the device: try again") },
             prompt);
    } else {
        m_retryMs = kFirstRetryMs;
        Tile tile { generation, answer->currentEra, answer->isSuperset, answer->cells };
        if (key == keyOf(m_overviewLevel, 0))
            addUp(tile);
        m_store.insert(key, std::move(tile));
        emit tilesChanged();
    }
    if (prompt == Prompt::Allowed) {
        ask();
        emit stateChanged();
    } else {
        pump();
    }
}

void MapTiles::fail(const ClientError& error, Prompt prompt)
{
    using Kind = ClientError::Kind;
    if (error.kind == Kind::NotAuthorized || error.kind == Kind::Dismissed) {
        m_isLocked = true;
        // Without a click nobody was refused anything, nor if they did not want to.
        const bool isRefused = prompt == Prompt::Allowed && error.kind == Kind::NotAuthorized;
        m_message = isRefused ? error.message : QString();
    } else if (error.kind == Kind::Busy || error.kind == Kind::LimitsExceeded) {
        // Later, and more rarely if that is refused too.
        if (!m_ask.isActive())
            m_ask.start();
        m_retry.start(m_retryMs);
        m_retryMs = std::min(m_retryMs * 2, kLongestRetryMs);
    } else {
        m_hasFailed = true;
        m_message = error.message;
    }
}

// Nothing that comes over the bus is believed: exactly the cells that were asked for.
bool MapTiles::fits(const TileKey& key, const ChangeMap& map) const
{
    const MapGrid grid(m_blocks, 1, key.level);
    const quint64 firstCell = key.index << kTileCellsLog2;
    const quint64 cells = std::min(kTileCells, grid.cells() - firstCell);
    if (map.cells.size() != cells || map.firstBlock != firstCell << key.level)
        return false;
    // One cell may be drawn smaller, if it need not be larger for the blocks that there are.
    const bool isScale = map.blocksPerCell == grid.blocksPerCell()
        || (cells == 1 && map.blocksPerCell < grid.blocksPerCell()
            && map.blocksPerCell >= grid.blocksOfCell(firstCell).count);
    if (!isScale)
        return false;
    quint64 cell = firstCell;
    return std::ranges::all_of(map.cells, [&](const MapCell& value) {
        return value.changed <= grid.blocksOfCell(cell++).count;
    });
}

void MapTiles::addUp(const Tile& overview)
{
    Totals totals;
    for (const MapCell& cell : overview.cells) {
        totals.changed += cell.changed;
        totals.newestEra = std::max(totals.newestEra, cell.newestEra);
    }
    totals.currentEra = overview.currentEra;
    totals.isSuperset = overview.isSuperset;
    m_totals = totals;
}

// Eras that have ended stay as they are.
bool MapTiles::isOpen() const
{
    return m_range.until == 0 || m_range.until >= m_device.currentEra;
}

void MapTiles::updateState()
{
    const LoadState before = m_state;
    const QString messageBefore = m_message;
    if (m_blocks == 0)
        m_state = LoadState::Empty;
    else if (m_isLocked)
        m_state = LoadState::NeedsAuthorisation;
    else if (m_hasFailed)
        m_state = LoadState::Failed;
    else if (std::ranges::all_of(visibleTiles(),
                                 [this](const auto& key) { return isCurrent(key); }))
        m_state = LoadState::Ready;
    else
        m_state = LoadState::Loading;
    if (m_state != LoadState::Failed && m_state != LoadState::NeedsAuthorisation)
        m_message.clear();
    if (m_state == LoadState::Ready && before != m_state && isOpen())
        m_renew.start();
    if (m_state != before || m_message != messageBefore)
        emit stateChanged();
}

} // namespace blkera
