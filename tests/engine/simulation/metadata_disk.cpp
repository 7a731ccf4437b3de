// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/metadata_disk.h"

#include <algorithm>

namespace blkera::simulation {

namespace {

void call(const std::function<void()>& hook)
{
    if (hook)
        hook();
}

Error faulty(const char* what, MetadataBlock block, FaultKind kind)
{
    return ioError(errnoOf(kind),
                   "simulated disk, " + std::string(what) + " of block "
                       + std::to_string(block.raw()));
}

// Where a torn write stops, and which bit of a read is wrong: of no importance, but the same each
// time.
constexpr unsigned kTornSectors = 3;

std::size_t flippedByte(MetadataBlock block)
{
    return static_cast<std::size_t>(block.raw() * 977 % kMetadataBlockBytes);
}

} // namespace

MetadataDisk::MetadataDisk(BlockImage image)
    : m_durable(std::move(image))
    , m_live(m_durable)
    , m_before(m_durable)
{
}

std::optional<FaultKind> MetadataDisk::faultOf(Io io, MetadataBlock block)
{
    const auto fault = m_faults.next(io);
    if (fault && struck)
        struck(io, block);
    return fault;
}

Result<void> MetadataDisk::read(MetadataBlock first, std::span<std::byte> bytes)
{
    const auto transfer = bytes.size() > kMetadataBlockBytes ? ReadTrace::Transfer::Several
                                                             : ReadTrace::Transfer::One;
    for (; !bytes.empty(); bytes = bytes.subspan(kMetadataBlockBytes), ++first) {
        if (first.raw() >= size().raw())
            return invalid("simulated disk: block " + std::to_string(first.raw())
                           + " is beyond its end");
        call(hooks.before);
        const auto fault = faultOf(Io::Read, first);
        const bool fails = fault && *fault != FaultKind::BitFlip && *fault != FaultKind::Stale
            && *fault != FaultKind::Stall;
        if (fails)
            return faulty("read", first, *fault);
        if (fault == FaultKind::Stall)
            call(hooks.stalled);
        const ImageBlockRef& content
            = fault == FaultKind::Stale ? m_before.block(first) : m_live.block(first);
        if (trace)
            trace->note(first, content, transfer);
        std::ranges::copy(content->bytes, bytes.begin());
        if (fault == FaultKind::BitFlip)
            bytes[flippedByte(first)] ^= std::byte { 0x10 };
    }
    return {};
}

Result<void> MetadataDisk::write(std::span<const BlockWrite> writes)
{
    for (const BlockWrite& one : writes) {
        if (one.block.raw() >= size().raw())
            return invalid("simulated disk: block " + std::to_string(one.block.raw())
                           + " is beyond its end");
    }
    for (const BlockWrite& one : writes) {
        if (auto written = writeBlock(one); !written)
            return written;
        call(hooks.after);
    }
    return {};
}

Result<void> MetadataDisk::writeBlock(const BlockWrite& write)
{
    call(hooks.before);
    if (writing)
        writing(write.block);
    m_writtenLast = write.block;
    const auto fault = faultOf(Io::Write, write.block);
    ImageBlockRef content = makeImageBlock(write.bytes);
    const ImageBlockRef old = m_live.block(write.block);
    if (fault && *fault != FaultKind::Stall) {
        if (fault == FaultKind::Torn) {
            content = tornBlock(*content, *old, kTornSectors);
            m_live.set(write.block, content);
        }
        m_cached.push_back({ write.block, content, true });
        call(hooks.after);
        return faulty("write", write.block, *fault);
    }
    if (fault == FaultKind::Stall)
        call(hooks.stalled);
    m_before.set(write.block, old);
    m_live.set(write.block, content);
    m_cached.push_back({ write.block, std::move(content), false });
    return {};
}

Result<void> MetadataDisk::flush()
{
    call(hooks.before);
    const auto fault = faultOf(Io::Flush, m_writtenLast);
    if (fault && *fault != FaultKind::Stall) {
        for (CachedWrite& write : m_cached)
            write.failed = true;
        call(hooks.after);
        return faulty("flush", MetadataBlock(0), *fault);
    }
    if (fault == FaultKind::Stall)
        call(hooks.stalled);
    // A write that failed stays a possibility, unless a later one to its block is durable now.
    std::vector<CachedWrite> open;
    for (CachedWrite& write : m_cached) {
        if (write.failed) {
            open.push_back(std::move(write));
            continue;
        }
        std::erase_if(open, [&](const CachedWrite& w) { return w.block == write.block; });
        m_durable.set(write.block, std::move(write.content));
    }
    m_cached = std::move(open);
    if (flushed)
        flushed();
    call(hooks.after);
    return {};
}

Result<void> MetadataDisk::refreshSize()
{
    if (m_grownTo > size()) {
        m_durable.grow(m_grownTo);
        m_live.grow(m_grownTo);
        m_before.grow(m_grownTo);
    }
    return {};
}

void MetadataDisk::crash(BlockImage image)
{
    m_cached.clear();
    m_durable = std::move(image);
    m_live = m_durable;
    m_before = m_durable;
}

} // namespace blkera::simulation
