// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "pdata/transaction_manager.h"
#include "storage/fault_device.h"
#include "storage/memory_device.h"

#include <vector>

#include <QRandomGenerator>
#include <QString>
#include <QtGlobal>

namespace blkera {

// The value, or the end of the test program: for steps that are not what is tested.
template <class T> T must(Result<T> result)
{
    if (!result)
        qFatal("unexpected error: %s", result.error().message().c_str());
    return *std::move(result);
}

inline void must(const Result<void>& result)
{
    if (!result)
        qFatal("unexpected error: %s", result.error().message().c_str());
}

template <class T> bool failsAs(const Result<T>& result, ErrorKind kind)
{
    return !result && result.error().kind == kind;
}

// A new seed each run, printed; BLKERA_SEED repeats one.
inline quint32 testSeed()
{
    bool given = false;
    quint32 seed = qEnvironmentVariable("BLKERA_SEED").toUInt(&given);
    if (!given)
        seed = QRandomGenerator::global()->generate();
    qInfo("BLKERA_SEED=%u", seed);
    return seed;
}

// A metadata device in memory and all that stands on it up to the transaction manager. Block 0
// counts as in use, as by a superblock.
struct World {
    explicit World(std::uint64_t size, std::size_t cacheBlocks = BlockManager::kDefaultCacheBlocks)
        : memory(MetadataBlockCount(size))
        , device(memory)
        , blocks(device, cacheBlocks)
        , space(MetadataBlockCount(size))
        , transaction(blocks, space)
    {
        must(space.allocate());
        space.commit();
    }

    void commit() { must(transaction.commit(std::vector<std::byte>(kMetadataBlockBytes))); }

    std::vector<std::uint32_t> counts() const
    {
        std::vector<std::uint32_t> all;
        for (std::uint64_t i = 0; i < space.size().raw(); ++i)
            all.push_back(space.count(MetadataBlock(i)));
        return all;
    }

    MemoryDevice memory;
    FaultDevice device;
    BlockManager blocks;
    SpaceMap space;
    TransactionManager transaction;
};

} // namespace blkera
