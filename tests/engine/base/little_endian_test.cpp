// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/little_endian.h"

#include <vector>

#include <QTest>

using namespace blkera;

namespace {

struct Disk {
    Le32 first;
    Le64 second;
    std::array<std::byte, 3> third;
};

static_assert(sizeof(Disk) == 15 && alignof(Disk) == 1);

} // namespace

class LittleEndianTest : public QObject {
    Q_OBJECT

private slots:

    void lowestByteComesFirst()
    {
        std::vector<std::byte> bytes(16, std::byte { 0xEE });
        storeDisk(std::span(bytes), Disk { 0x01020304U, 0x05060708090A0B0CULL, {} });
        const std::vector<std::byte> expected {
            std::byte { 4 },    std::byte { 3 },    std::byte { 2 },   std::byte { 1 },
            std::byte { 0x0C }, std::byte { 0x0B }, std::byte { 0xA }, std::byte { 9 },
            std::byte { 8 },    std::byte { 7 },    std::byte { 6 },   std::byte { 5 },
            std::byte { 0 },    std::byte { 0 },    std::byte { 0 },   std::byte { 0xEE },
        };
        QCOMPARE(bytes, expected);
    }

    void whatIsStoredIsLoadedAtAnyAlignment()
    {
        std::vector<std::byte> bytes(32);
        for (std::size_t offset = 0; offset < 8; ++offset) {
            const std::uint64_t value = 0xFEDCBA9876543210ULL + offset;
            storeDisk(std::span(bytes).subspan(offset), Le64(value));
            QCOMPARE(std::uint64_t { loadDisk<Le64>(std::span(bytes).subspan(offset)) }, value);
        }
    }

    void untouchedIsZero() { QCOMPARE(std::uint32_t { Le32() }, 0U); }
};

QTEST_GUILESS_MAIN(LittleEndianTest)
#include "little_endian_test.moc"
