// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/unique_fd.h"
#include "client/change_map.h"

#include <array>

#include <QTest>
#include <QtEndian>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

using namespace blkera;

namespace {

constexpr int kSeals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL;

struct File {
    QByteArray magic = "blkeramp";
    quint32 version = 1;
    quint32 cellBytes = 8;
    quint32 cells = 4;
    quint32 blocksPerCell = 16;
    quint64 firstBlock = 32;
    qsizetype cut = 0; // bytes that are missing at the end
    int seals = kSeals;
};

UniqueFd write(const File& file)
{
    QByteArray bytes = file.magic;
    const auto add = [&bytes](auto value) {
        std::array<char, sizeof(value)> raw {};
        qToLittleEndian(value, raw.data());
        bytes.append(raw.data(), raw.size());
    };
    for (const quint32 word : { file.version, file.cellBytes, file.cells, file.blocksPerCell })
        add(word);
    add(file.firstBlock);
    for (quint32 cell = 0; cell < file.cells; ++cell) {
        add(cell * 1'000); // more than there are blocks in a cell
        add(cell + 7);
    }
    bytes.chop(file.cut);
    UniqueFd fd(::memfd_create("map", MFD_ALLOW_SEALING | MFD_CLOEXEC));
    if (::write(fd.get(), bytes.constData(), std::size_t(bytes.size())) != bytes.size()
        || (file.seals != 0 && ::fcntl(fd.get(), F_ADD_SEALS, file.seals) != 0))
        qFatal("no memory file");
    return fd;
}

Outcome<ChangeMap> readBack(const File& file)
{
    ChangeMap said;
    said.firstBlock = 32;
    said.blocksPerCell = 16;
    said.currentEra = 12;
    return readChangeMap(write(file).get(), said, 4);
}

} // namespace

class ChangeMapTest : public QObject {
    Q_OBJECT

private slots:

    void aSealedFileIsRead()
    {
        const auto map = readBack({});
        QVERIFY(map);
        QCOMPARE(map->cells.size(), std::size_t { 4 });
        QCOMPARE(map->currentEra, 12U);
        QCOMPARE(map->cells[0].changed, 0U);
        QCOMPARE(map->cells[2].newestEra, 9U);
    }

    void noCellHasMoreChangedBlocksThanBlocks()
    {
        const auto map = readBack({});
        QVERIFY(map);
        for (const MapCell& cell : map->cells)
            QVERIFY(cell.changed <= 16);
    }

    void aBadFileIsRefused_data()
    {
        QTest::addColumn<int>("which");
        for (int which = 0; which < 9; ++which)
            QTest::addRow("%d", which) << which;
    }

    void aBadFileIsRefused()
    {
        File file;
        QFETCH(int, which);
        switch (which) {
        case 0:
            file.seals = 0;
            break;
        case 1: // it could shrink under the mapping
            file.seals = F_SEAL_GROW | F_SEAL_WRITE;
            break;
        case 2:
            file.magic = "blkeraxx";
            break;
        case 3:
            file.version = 2;
            break;
        case 4:
            file.cellBytes = 4;
            break;
        case 5:
            file.cells = 5;
            break;
        case 6:
            file.cut = 1;
            break;
        case 7:
            file.blocksPerCell = 8;
            break;
        case 8:
            file.firstBlock = 48;
            break;
        default:
            QFAIL("no such case");
        }
        const auto map = readBack(file);
        QVERIFY(!map);
        QCOMPARE(map.error().kind, ClientError::Kind::Failed);
    }

    void whatIsNoMemoryFileIsRefused()
    {
        std::array<int, 2> ends {};
        QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
        const UniqueFd readEnd(ends[0]);
        const UniqueFd writeEnd(ends[1]);
        QVERIFY(!readChangeMap(readEnd.get(), {}, 1));
        QVERIFY(!readChangeMap(-1, {}, 1));
    }

    void moreCellsThanEverAreAskedForAreRefused()
    {
        QVERIFY(!readChangeMap(write({}).get(), {}, (1U << 18) + 1));
    }
};

QTEST_GUILESS_MAIN(ChangeMapTest)
#include "change_map_test.moc"
