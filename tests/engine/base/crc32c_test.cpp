// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/crc32c.h"

#include <string_view>
#include <vector>

#include <QRandomGenerator>
#include <QTest>

using namespace blkera;

namespace {

// The definition, one bit at a time.
std::uint32_t bitByBit(std::span<const std::byte> bytes)
{
    std::uint32_t crc = 0xFFFFFFFF;
    for (const std::byte byte : bytes) {
        crc ^= std::to_integer<std::uint32_t>(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = crc >> 1 ^ ((crc & 1) != 0 ? 0x82F63B78U : 0);
    }
    return crc;
}

} // namespace

class Crc32cTest : public QObject {
    Q_OBJECT

private slots:

    void checkValueIsTheUnfinishedOne()
    {
        constexpr std::string_view kDigits = "123456789";
        QCOMPARE(crc32cRaw(std::as_bytes(std::span(kDigits))), 0x1CF96D7CU);
    }

    void nothingGivesTheStartValue() { QCOMPARE(crc32cRaw({}), 0xFFFFFFFFU); }

    void everyLengthAgreesWithTheDefinition()
    {
        QRandomGenerator random(1);
        std::vector<std::byte> bytes(4096);
        for (std::byte& byte : bytes)
            byte = static_cast<std::byte>(random.bounded(256));
        for (std::size_t length = 0; length <= bytes.size(); length += length < 300 ? 1 : 251) {
            for (std::size_t start = 0; start < std::min<std::size_t>(bytes.size() - length, 9);
                 ++start) {
                const auto part = std::span(bytes).subspan(start, length);
                QCOMPARE(crc32cRaw(part), bitByBit(part));
            }
        }
    }
};

QTEST_GUILESS_MAIN(Crc32cTest)
#include "crc32c_test.moc"
