// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/change_map.h"

#include "client/texts.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include <QtEndian>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace blkera {
namespace {

// As dbus/org.blkera.Device1.xml has it.
constexpr char kMagic[] = "blkeramp";
constexpr std::size_t kMagicBytes = 8;
constexpr std::size_t kHeaderBytes = 32;
constexpr std::size_t kCellBytes = 8;
constexpr quint32 kVersion = 1;
constexpr quint32 kMostCells = 1U << 18;
constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

ClientError notAMap()
{
    return { ClientError::Kind::Failed,
             Texts::tr("the daemon draws maps that this program cannot read: use a daemon and a "
                       "program of the same version") };
}

class Mapping {
public:
    Mapping(int file, std::size_t sizeBytes)
        : m_sizeBytes(sizeBytes)
        , m_begin(::mmap(nullptr, sizeBytes, PROT_READ, MAP_SHARED, file, 0))
    {
    }

    ~Mapping()
    {
        if (m_begin != MAP_FAILED)
            ::munmap(m_begin, m_sizeBytes);
    }

    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    const uchar* bytes() const
    {
        return m_begin == MAP_FAILED ? nullptr : static_cast<const uchar*>(m_begin);
    }

private:
    std::size_t m_sizeBytes;
    void* m_begin;
};

} // namespace

Outcome<ChangeMap> readChangeMap(int file, ChangeMap expected, quint32 cells)
{
    struct stat status { };

    const int seals = ::fcntl(file, F_GET_SEALS);
    const std::size_t sizeBytes = kHeaderBytes + std::size_t { cells } * kCellBytes;
    if (cells > kMostCells || seals < 0 || (seals & kSeals) != kSeals || ::fstat(file, &status) != 0
        || static_cast<std::size_t>(status.st_size) != sizeBytes
        || !std::has_single_bit(expected.blocksPerCell)
        || expected.firstBlock % expected.blocksPerCell != 0)
        return notAMap();
    const Mapping mapping(file, sizeBytes);
    const uchar* const bytes = mapping.bytes();
    if (!bytes || std::memcmp(bytes, kMagic, kMagicBytes) != 0
        || qFromLittleEndian<quint32>(bytes + 8) != kVersion
        || qFromLittleEndian<quint32>(bytes + 12) != kCellBytes
        || qFromLittleEndian<quint32>(bytes + 16) != cells
        || qFromLittleEndian<quint32>(bytes + 20) != expected.blocksPerCell
        || qFromLittleEndian<quint64>(bytes + 24) != expected.firstBlock)
        return notAMap();
    expected.cells.resize(cells);
    const uchar* at = bytes + kHeaderBytes;
    for (MapCell& cell : expected.cells) {
        // No cell has more changed blocks than blocks.
        cell.changed = std::min(qFromLittleEndian<quint32>(at), expected.blocksPerCell);
        cell.newestEra = qFromLittleEndian<quint32>(at + 4);
        at += kCellBytes;
    }
    return expected;
}

} // namespace blkera
