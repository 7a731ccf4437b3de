// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/transaction_manager.h"

#include <cstring>

namespace blkera {

TransactionManager::TransactionManager(BlockManager& blocks, SpaceMap& space)
    : m_blocks(blocks)
    , m_space(space)
{
}

Result<WriteRef> TransactionManager::create(BlockKind kind)
{
    forgetReleased();
    auto place = m_space.allocate();
    if (!place)
        return place.error();
    m_shadows.insert(*place);
    return m_blocks.create(*place, kind);
}

Result<TransactionManager::Shadow> TransactionManager::shadow(MetadataBlock original,
                                                              BlockKind kind)
{
    if (m_shadows.contains(original) && m_space.count(original) == 1) {
        auto block = m_blocks.modify(original, kind);
        if (!block)
            return block.error();
        return Shadow { std::move(*block), false };
    }
    auto from = m_blocks.read(original, kind);
    if (!from)
        return from.error();
    auto copy = create(kind);
    if (!copy)
        return copy.error();
    std::memcpy(copy->bytes().data(), from->bytes().data(), kMetadataBlockBytes);
    auto last = release(original);
    if (!last)
        return last.error();
    return Shadow { std::move(*copy), !*last };
}

Result<bool> TransactionManager::release(MetadataBlock block)
{
    auto remaining = m_space.decrement(block);
    if (!remaining)
        return remaining.error();
    if (*remaining > 0)
        return false;
    m_shadows.erase(block);
    m_released.push_back(block);
    return true;
}

Result<void> TransactionManager::commit(std::span<const std::byte> superblock)
{
    forgetReleased();
    if (auto committed = m_blocks.commit(superblock); !committed)
        return committed;
    m_space.commit();
    m_shadows.clear();
    return {};
}

void TransactionManager::abort()
{
    m_blocks.abort();
    m_space.rollback();
    m_shadows.clear();
    m_released.clear();
}

void TransactionManager::forgetReleased()
{
    for (const MetadataBlock block : m_released)
        m_blocks.forget(block);
    m_released.clear();
}

} // namespace blkera
