// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "storage/block_device.h"

#include <optional>

namespace blkera {

// Passes everything to another device until told to fail: the I/O operations (read, write and flush
// calls) are counted from 0, and the one numbered `failAt` fails with `errnoValue`, once or from
// then on.
class FaultDevice : public BlockDevice {
public:
    enum class Repeat { Once, ForEver };

    explicit FaultDevice(BlockDevice& below);

    void failAt(std::uint64_t operation, Repeat repeat, int errnoValue);
    void heal();

    std::uint64_t operations() const { return m_operations; }

    bool hit() const { return m_hit; } // a fault was delivered since failAt()

    MetadataBlockCount size() const override { return m_below.size(); }

    Result<void> refreshSize() override { return m_below.refreshSize(); }

    Result<void> read(MetadataBlock first, std::span<std::byte> bytes) override;
    Result<void> write(std::span<const BlockWrite> writes) override;
    Result<void> flush() override;

private:
    struct Plan {
        std::uint64_t operation;
        Repeat repeat;
        int errnoValue;
    };

    Result<void> step(const char* what);

    BlockDevice& m_below;
    std::optional<Plan> m_plan;
    std::uint64_t m_operations = 0;
    bool m_hit = false;
};

} // namespace blkera
