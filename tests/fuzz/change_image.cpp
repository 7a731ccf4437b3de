// SPDX-License-Identifier: GPL-2.0-or-later
// f2: an image of any content, opened and changed by up to fifty operations.
//
// Whatever the bytes say, nothing crashes, hangs or leaks. If the image was sound before, it is
// sound after each operation, and the lists are exactly what the operations say.
#include "answers.h"
#include "era/checker.h"
#include "era/metadata.h"
#include "era/write_gate.h"
#include "naive_reader.h"
#include "packed_image.h"
#include "storage/memory_device.h"
#include "target.h"

#include <algorithm>
#include <cstdio>

using namespace blkera;
using namespace blkera::fuzz;

namespace {

constexpr unsigned kOperations = 50;

// The bytes that say what to do; zeros at their end.
class Script {
public:
    explicit Script(std::span<const std::uint8_t> bytes)
        : m_rest(bytes)
    {
    }

    bool done() const { return m_rest.empty(); }

    std::uint32_t next()
    {
        if (m_rest.empty())
            return 0;
        const std::uint8_t value = m_rest.front();
        m_rest = m_rest.subspan(1);
        return value;
    }

    std::uint32_t below(std::uint32_t limit)
    {
        const std::uint32_t value = next() << 8 | next();
        return limit == 0 ? 0 : value % limit;
    }

private:
    std::span<const std::uint8_t> m_rest;
};

// What the operations mean for the highest era of each block.
struct Model {
    std::vector<std::uint32_t> live;
    std::optional<std::vector<std::uint32_t>> held;
};

class Run {
public:
    Run(MemoryDevice& device, Script script)
        : m_device(device)
        , m_script(script)
    {
        const auto report = checkMetadata(device);
        NaiveReader live(device.image());
        NaiveReader held(device.image());
        if (!report || !report->clean())
            return;
        auto lastEras = live.lastEras(false);
        if (!lastEras)
            return;
        m_model = Model { std::move(*lastEras), std::nullopt };
        BlockManager blocks(device);
        if (Superblock::read(blocks)->metadataSnapshot)
            m_model->held = held.lastEras(true);
    }

    void all()
    {
        if (!open())
            return;
        for (unsigned i = 0; i < kOperations && !m_script.done() && !m_metadata->failed(); ++i) {
            if (!one())
                return;
        }
        finish();
    }

private:
    bool open()
    {
        BlockManager blocks(m_device);
        const auto superblock = Superblock::read(blocks);
        if (!superblock)
            return false;
        auto opened = Metadata::open(m_device, superblock->dataBlockSizeSectors);
        if (!opened) {
            require(!m_model, "a sound image can be opened");
            return false;
        }
        m_metadata = std::move(*opened);
        return true;
    }

    // An operation on a sound image may be refused, but finds nothing corrupt.
    template <class T> bool worked(const Result<T>& result)
    {
        if (result)
            return true;
        const ErrorKind kind = result.error().kind;
        if (m_model && (kind == ErrorKind::Corrupt || kind == ErrorKind::Io)) {
            std::fprintf(stderr, "%s\n", result.error().message().c_str());
            require(false, "operations find nothing corrupt in a sound image");
        }
        return false;
    }

    std::vector<BlockRange> someBlocks()
    {
        const std::uint32_t size = m_metadata->nrBlocks().raw();
        std::vector<BlockRange> ranges;
        for (std::uint32_t i = m_script.next() % 3; i < 3; ++i) {
            const std::uint32_t begin = m_script.below(size);
            const std::uint32_t end = std::min(size, begin + 1 + m_script.next() % 80);
            ranges.push_back({ BlockIndex(begin), BlockIndex(end) });
        }
        mergeRanges(ranges);
        return ranges;
    }

    void touched(std::span<const BlockRange> ranges)
    {
        if (!m_model)
            return;
        for (const BlockRange& range : ranges) {
            for (std::uint32_t block = range.begin.raw(); block < range.end.raw(); ++block)
                m_model->live[block] = m_metadata->currentEra().raw();
        }
    }

    bool one()
    {
        switch (m_script.next() % 10) {
        case 0: {
            const std::uint64_t blocks = m_metadata->nrBlocks().raw()
                + (m_script.next() % 4 == 0 ? m_script.below(5000) : 0);
            const auto size = static_cast<std::uint32_t>(std::min<std::uint64_t>(blocks, 1 << 22));
            // Without room for an era it succeeds too, and nothing has changed.
            if (worked(m_metadata->activate(BlockCount(size))) && m_model && m_metadata->active())
                m_model->live.resize(size);
            break;
        }
        case 1:
        case 2: {
            const auto ranges = someBlocks();
            if (worked(m_metadata->mark(ranges)))
                touched(ranges);
            break;
        }
        case 3: {
            const auto ranges = someBlocks();
            if (worked(m_metadata->rollover(ranges)))
                touched(ranges);
            break;
        }
        case 4: {
            const auto ranges = someBlocks();
            if (worked(m_metadata->takeSnapshot(ranges)) && m_model) {
                m_model->held = m_model->live;
                touched(ranges);
            }
            break;
        }
        case 5:
            if (worked(m_metadata->dropSnapshot()) && m_model)
                m_model->held.reset();
            break;
        case 6:
        case 7:
            (void)worked(m_metadata->digestStep());
            break;
        case 8:
            (void)worked(m_metadata->deactivate());
            break;
        default:
            return open();
        }
        return true;
    }

    void finish()
    {
        (void)worked(m_metadata->commit());
        if (!m_model)
            return;
        const auto report = checkMetadata(m_device);
        for (const std::string& error : report->errors)
            std::fprintf(stderr, "%s\n", error.c_str());
        require(report->clean(), "a sound image is sound after any operations");
        BlockManager blocks(m_device);
        const auto superblock = Superblock::read(blocks);
        requireView(blocks, EraView::live(*superblock), m_model->live);
        const auto snapshot = EraView::snapshot(blocks, *superblock);
        require(snapshot.has_value() == m_model->held.has_value(),
                "a snapshot is held until dropped");
        if (snapshot)
            requireView(blocks, *snapshot, *m_model->held);
    }

    static void requireView(BlockManager& blocks, const EraView& view,
                            const std::vector<std::uint32_t>& lastEras)
    {
        require(view.nrBlocks.raw() == lastEras.size(), "the device has the blocks it was given");
        for (std::uint32_t back = 0; back < 4 && back < view.currentEra.raw(); ++back)
            requireChanged(blocks, view, lastEras,
                           { Era(view.currentEra.raw() - back), true, true });
        requireChanged(blocks, view, lastEras, { Era(1), true, true });
    }

    MemoryDevice& m_device;
    Script m_script;
    std::unique_ptr<Metadata> m_metadata;
    std::optional<Model> m_model; // only of a sound image
};

} // namespace

void blkera::fuzz::runInput(std::span<const std::uint8_t> input)
{
    const PackedImage image = PackedImage::unpack(input);
    MemoryDevice device(image.raw());
    Run(device, Script(image.script)).all();
}
