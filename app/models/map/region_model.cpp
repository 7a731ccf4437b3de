// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/map/region_model.h"

#include "base/unique_fd.h"
#include "client/texts.h"
#include "client/when_done.h"
#include "models/device_words.h"
#include "models/map/map_summary.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <QLocale>
#include <QSocketNotifier>

#include <fcntl.h>
#include <unistd.h>

namespace blkera {
namespace {

// At a time, so that the window answers while a long list comes.
constexpr int kMostBytesAtOnce = 512 * 1'024;
constexpr quint32 kMostCells = 1U << 18;
constexpr std::array kPlainHeaders { "first_block",  "offset_bytes",  "blocks",
                                     "length_bytes", "share_percent", "newest_era" };

} // namespace

struct RegionModel::Reading {
    UniqueFd pipe;
    std::unique_ptr<QSocketNotifier> notifier;
    RegionList list { kMostRegions };
    bool isAtEnd = false; // of the pipe
    bool isOutdated = false; // while somebody typed a password, another list was asked for
    std::optional<quint64> blocks; // that the service says it has listed
};

RegionModel::RegionModel(EraService& service, QObject* parent)
    : QAbstractTableModel(parent)
    , m_service(service)
{
    connect(&service, &EraService::daemonStarted, this, [this] {
        if (m_state == LoadState::Failed)
            refresh();
    });
}

RegionModel::~RegionModel() = default;

void RegionModel::setDevice(const DeviceInfo& device)
{
    const bool isOther = device.name != m_device.name || device.sizeSectors != m_device.sizeSectors
        || device.blockSizeSectors != m_device.blockSizeSectors
        || device.currentEra != m_device.currentEra;
    const bool wasLocked = m_state == LoadState::NeedsAuthorisation && device.name == m_device.name
        && device.currentEra != 0;
    m_device = device;
    if (isOther && wasLocked && m_reading)
        m_reading->isOutdated = true;
    if (isOther && !wasLocked)
        forget();
}

void RegionModel::setRange(const EraRange& range)
{
    if (range == m_range)
        return;
    m_range = range;
    if (m_state != LoadState::NeedsAuthorisation)
        forget();
    else if (m_reading)
        m_reading->isOutdated = true;
}

void RegionModel::forget()
{
    cancel();
    beginResetModel();
    m_rows.clear();
    m_totals = {};
    endResetModel();
    enter(LoadState::Empty);
}

void RegionModel::cancel()
{
    ++m_generation;
    m_isAuthorising = false;
    m_reading.reset(); // closes the pipe, and whoever writes into it gives up
    if (m_state == LoadState::Loading)
        enter(LoadState::Empty);
}

void RegionModel::load()
{
    if (m_state == LoadState::Empty)
        begin(Prompt::Never);
}

void RegionModel::refresh()
{
    begin(Prompt::Never);
}

void RegionModel::authorise()
{
    if (!m_isAuthorising) // one click, one password
        begin(Prompt::Allowed);
}

void RegionModel::begin(Prompt prompt)
{
    ++m_generation;
    m_reading.reset();
    if (m_device.name.isEmpty() || m_device.currentEra == 0) {
        enter(LoadState::Empty);
        return;
    }
    std::array<int, 2> ends {};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) {
        fail(Texts::tr("there are too many open files: close other programs and try again"));
        return;
    }
    m_reading = std::make_unique<Reading>();
    m_reading->pipe.reset(ends[0]);
    const UniqueFd output(ends[1]);
    // Only our end does not block: the writer has its own way to wait.
    ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
    m_reading->notifier = std::make_unique<QSocketNotifier>(ends[0], QSocketNotifier::Read);
    connect(m_reading->notifier.get(), &QSocketNotifier::activated, this, &RegionModel::readPipe);
    m_isAuthorising = prompt == Prompt::Allowed;
    if (!m_isAuthorising)
        enter(LoadState::Loading);
    else
        emit stateChanged();
    const auto until = m_range.until == 0 ? std::nullopt : std::optional(m_range.until);
    whenDone(m_service.changed(m_device.name, m_range.since, until, QStringLiteral("json"),
                               output.get(), prompt),
             this, [this, prompt, generation = m_generation](const Outcome<ChangedCount>& answer) {
                 if (generation == m_generation)
                     takeAnswer(answer, prompt);
             });
}

void RegionModel::readPipe()
{
    std::array<char, 65'536> buffer;
    int bytes = 0;
    while (bytes < kMostBytesAtOnce) {
        const ssize_t count = ::read(m_reading->pipe.get(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0 && errno == EAGAIN)
            break;
        if (count <= 0) {
            m_reading->isAtEnd = true;
            m_reading->notifier->setEnabled(false);
            finish();
            return;
        }
        bytes += int(count);
        if (!m_reading->list.feed(QByteArrayView(buffer.data(), count))) {
            fail(
                Texts::tr("the list that came cannot be read: use programs of blkera that have the "
                          "same version"));
            return;
        }
    }
    if (m_state == LoadState::NeedsAuthorisation)
        enter(LoadState::Loading);
    emit progressed();
}

void RegionModel::takeAnswer(const Outcome<ChangedCount>& answer, Prompt prompt)
{
    m_isAuthorising = false;
    if (answer) {
        if (prompt == Prompt::Allowed)
            emit authorised();
        if (m_reading && m_reading->isOutdated) {
            refresh();
        } else if (m_reading) {
            m_reading->blocks = answer->blocks;
            finish();
        }
        return;
    }
    m_reading.reset();
    using Kind = ClientError::Kind;
    const ClientError& error = answer.error();
    if (error.kind == Kind::NotAuthorized || error.kind == Kind::Dismissed) {
        // Without a click nobody was refused anything, nor if they did not want to.
        const bool isRefused = prompt == Prompt::Allowed && error.kind == Kind::NotAuthorized;
        enter(LoadState::NeedsAuthorisation, isRefused ? error.message : QString());
    } else {
        enter(LoadState::Failed, error.message);
    }
}

// The list is one when its end came, and the service says that it is all of it.
void RegionModel::finish()
{
    if (!m_reading->isAtEnd || !m_reading->blocks)
        return;
    const RegionList& list = m_reading->list;
    if (!list.isComplete() || list.changedBlocks() != *m_reading->blocks) {
        fail(Texts::tr("the list that came is incomplete: try again"));
        return;
    }
    beginResetModel();
    m_rows.clear();
    m_totals = { list.runs(), list.changedBlocks(), list.blocks(), list.uncertainBlocks(), {} };
    for (const BlockSpan& span : list.longest()) {
        m_rows.push_back({ span });
        if (span.count > m_totals.largest.count)
            m_totals.largest = span;
    }
    endResetModel();
    m_reading.reset();
    enter(LoadState::Ready);
}

void RegionModel::fail(const QString& message)
{
    ++m_generation;
    m_isAuthorising = false;
    m_reading.reset();
    enter(LoadState::Failed, message);
}

void RegionModel::enter(LoadState state, const QString& message)
{
    m_state = state;
    m_message = message;
    emit stateChanged();
}

quint64 RegionModel::runsSoFar() const
{
    return m_reading ? m_reading->list.runs() : m_totals.runs;
}

void RegionModel::findNewestEra(int row)
{
    if (row < 0 || row >= rowCount() || m_rows[std::size_t(row)].newestEra != 0)
        return;
    const BlockSpan span = spanAt(row);
    MapRequest request { span.first, span.count, 1, m_range.since, m_range.until };
    // One cell a block, where that is possible: a larger one may have blocks of others.
    request.maxCells = quint32(std::min<quint64>(span.count, kMostCells));
    whenDone(m_service.map(m_device.name, request, Prompt::Never), this,
             [this, row, span, generation = m_generation](const Outcome<ChangeMap>& map) {
                 if (generation != m_generation || !map || row >= rowCount())
                     return;
                 quint32 newest = 0;
                 quint64 first = map->firstBlock;
                 for (const MapCell& cell : map->cells) {
                     if (first >= span.first && first + map->blocksPerCell <= span.end())
                         newest = std::max(newest, cell.newestEra);
                     first += map->blocksPerCell;
                 }
                 m_rows[std::size_t(row)].newestEra = newest;
                 emit dataChanged(index(row, NewestEra), index(row, NewestEra));
             });
}

BlockSpan RegionModel::spanAt(int row) const
{
    return row < 0 || row >= rowCount() ? BlockSpan {} : m_rows[std::size_t(row)].span;
}

int RegionModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int RegionModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RegionModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row& row = m_rows[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(row, index.column());
    case Qt::AccessibleTextRole:
        return Texts::tr("%1: %2").arg(headerData(index.column(), Qt::Horizontal, role).toString(),
                                       textOf(row, index.column()));
    case Qt::TextAlignmentRole:
        return int(Qt::AlignRight | Qt::AlignVCenter);
    case Qt::ToolTipRole:
        if (index.column() == NewestEra && row.newestEra == 0)
            return Texts::tr("Select the row to find out");
        if (index.column() == Offset)
            return Texts::tr("%1 bytes, LBA %2")
                .arg(QLocale().toString(row.span.first * blockBytesOf(m_device)),
                     QLocale().toString(row.span.first * m_device.blockSizeSectors));
        return {};
    case PlainRole:
        return plainTextOf(row, index.column());
    case SortRole:
        return QVariant::fromValue(sortKeyOf(row, index.column()));
    default:
        return {};
    }
}

QVariant RegionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == PlainRole && section < ColumnCount)
        return QLatin1String(kPlainHeaders[std::size_t(section)]);
    if (orientation != Qt::Horizontal
        || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case Start:
        return Texts::tr("First block");
    case Offset:
        return Texts::tr("Offset");
    case Length:
        return Texts::tr("Blocks");
    case Size:
        return Texts::tr("Size");
    case Share:
        return Texts::tr("Share of changes");
    case NewestEra:
        return Texts::tr("Newest era");
    default:
        return {};
    }
}

quint64 RegionModel::sortKeyOf(const Row& row, int column) const
{
    switch (column) {
    case Start:
    case Offset:
        return row.span.first;
    case NewestEra:
        return row.newestEra;
    default:
        return row.span.count;
    }
}

QString RegionModel::plainTextOf(const Row& row, int column) const
{
    const quint64 blockBytes = blockBytesOf(m_device);
    switch (column) {
    case Start:
        return QString::number(row.span.first);
    case Offset:
        return QString::number(row.span.first * blockBytes);
    case Length:
        return QString::number(row.span.count);
    case Size:
        return QString::number(row.span.count * blockBytes);
    case Share:
        return m_totals.changed == 0
            ? QString()
            : QString::number(double(row.span.count) * 100 / double(m_totals.changed), 'f', 4);
    default:
        return row.newestEra == 0 ? QString() : QString::number(row.newestEra);
    }
}

QString RegionModel::textOf(const Row& row, int column) const
{
    const QLocale locale;
    const quint64 blockBytes = blockBytesOf(m_device);
    switch (column) {
    case Start:
        return locale.toString(row.span.first);
    case Offset:
        return QLocale().formattedDataSize(qint64(row.span.first * blockBytes), 2,
                                           QLocale::DataSizeIecFormat);
    case Length:
        return locale.toString(row.span.count);
    case Size:
        return sizeText(row.span.count * blockBytes);
    case Share:
        return shareText(row.span.count, m_totals.changed);
    case NewestEra:
        return row.newestEra == 0 ? Texts::tr("–") : locale.toString(row.newestEra);
    default:
        return {};
    }
}

} // namespace blkera
