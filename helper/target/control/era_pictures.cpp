// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/era_pictures.h"

#include "base/little_endian.h"
#include "era/change_map.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <limits>
#include <span>
#include <vector>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace blkera {

namespace {

struct MapHeader {
    std::array<char, 8> magic;
    Le32 version;
    Le32 cellBytes;
    Le32 cells;
    Le32 blocksPerCell;
    Le64 firstBlock;
};

struct Cell {
    Le32 changed;
    Le32 newestEra;
};

static_assert(sizeof(MapHeader) == 32 && sizeof(Cell) == 8);

constexpr std::array<char, 8> kMagic { 'b', 'l', 'k', 'e', 'r', 'a', 'm', 'p' };
constexpr std::uint32_t kVersion = 1;

// Where the file is read from stays its beginning.
Result<void> writeAt(int file, off_t offset, std::span<const std::byte> bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::pwrite(file, bytes.data(), bytes.size(), offset);
        if (written < 0 && errno != EINTR)
            return ioError(errno, "writing the map");
        if (written > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(written));
            offset += written;
        }
    }
    return {};
}

Result<UniqueFd> sealed(const ChangeMap::Slice& slice)
{
    UniqueFd file(::memfd_create("blkera-map", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file)
        return ioError(errno, "memory for the map");
    MapHeader header {};
    header.magic = kMagic;
    header.version = kVersion;
    header.cellBytes = sizeof(Cell);
    header.cells = static_cast<std::uint32_t>(slice.cells.size());
    header.blocksPerCell = slice.blocksPerCell;
    header.firstBlock = slice.first.raw();
    std::vector<Cell> cells(slice.cells.size());
    std::ranges::transform(slice.cells, cells.begin(), [](const MapCell& cell) {
        return Cell { Le32(cell.changed), Le32(cell.newestEra) };
    });
    auto written = writeAt(file.get(), 0, std::as_bytes(std::span(&header, 1)));
    if (written)
        written = writeAt(file.get(), sizeof header, std::as_bytes(std::span(cells)));
    if (!written)
        return written.error();
    constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;
    if (::fcntl(file.get(), F_ADD_SEALS, kSeals) != 0)
        return ioError(errno, "sealing the map");
    return file;
}

} // namespace

Result<DrawnMap> drawMap(const MetadataReader::View& view, const MapRequest& request)
{
    const Era currentEra = view.eras->currentEra;
    const Era until = request.until.value_or(std::max(request.since, currentEra));
    auto map = ChangeMap::build(*view.blocks, *view.eras, request.since, until);
    if (!map)
        return map.error();
    const std::uint64_t nrBlocks = view.eras->nrBlocks.raw();
    const std::uint64_t first = std::min(request.first, nrBlocks);
    const std::uint64_t rest = nrBlocks - first;
    const std::uint64_t count = request.count == 0 ? rest : std::min(request.count, rest);
    const BlockRange window { BlockIndex(static_cast<std::uint32_t>(first)),
                              BlockIndex(static_cast<std::uint32_t>(first + count)) };
    auto slice = map->slice(*view.blocks, window, request.maxCells);
    if (!slice)
        return slice.error();
    auto file = sealed(*slice);
    if (!file)
        return file.error();
    return DrawnMap { std::move(*file),     slice->first.raw(),
                      slice->blocksPerCell, static_cast<std::uint32_t>(slice->cells.size()),
                      currentEra,           map->superset() };
}

} // namespace blkera
