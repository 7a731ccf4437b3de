// SPDX-License-Identifier: GPL-2.0-or-later
#include "pdata/bitset.h"
#include "tools/metadata_file.h"
#include "tools/verb.h"

#include <bit>

#include <nlohmann/json.hpp>

namespace blkera::tools {

namespace {

struct WritesetInfo {
    Era era;
    std::uint32_t nrBits = 0;
    std::uint64_t blocks = 0; // bits set
};

struct ViewInfo {
    EraView view;
    std::vector<WritesetInfo> archived;
    std::optional<WritesetInfo> current;
};

struct SnapshotInfo {
    MetadataBlock location;
    ViewInfo info;
};

Result<WritesetInfo> countWriteset(BlockManager& blocks, Era era, const Writeset& writeset)
{
    WritesetInfo info { era, writeset.nrBits, 0 };
    BitsetReader reader(blocks);
    for (std::uint64_t number = 0; number < windowsFor(writeset.nrBits); ++number) {
        BitWindow window {};
        if (auto read = reader.addWindow(writeset.root, writeset.nrBits, number, window); !read)
            return read.error();
        for (const std::uint64_t word : window)
            info.blocks += static_cast<std::uint64_t>(std::popcount(word));
    }
    return info;
}

Result<ViewInfo> describe(BlockManager& blocks, const EraView& view)
{
    ViewInfo info { view, {}, {} };
    const auto archived = archivedWritesets(blocks, view);
    if (!archived)
        return archived.error();
    for (const ArchivedWriteset& entry : *archived) {
        auto counted = countWriteset(blocks, entry.era, entry.writeset);
        if (!counted)
            return counted.error();
        info.archived.push_back(*counted);
    }
    if (view.currentWriteset) {
        auto counted = countWriteset(blocks, view.currentEra, *view.currentWriteset);
        if (!counted)
            return counted.error();
        info.current = *counted;
    }
    return info;
}

std::string humanBytes(std::uint64_t bytes)
{
    static constexpr std::array kUnits { "B", "KiB", "MiB", "GiB", "TiB", "PiB" };
    std::size_t unit = 0;
    std::uint64_t whole = bytes;
    std::uint64_t tenths = 0;
    while (whole >= 1024 && unit + 1 < kUnits.size()) {
        tenths = whole % 1024 * 10 / 1024;
        whole /= 1024;
        ++unit;
    }
    return std::to_string(whole) + (tenths != 0 ? "." + std::to_string(tenths) : "") + " "
        + kUnits[unit];
}

std::string line(std::string name, const std::string& value)
{
    name.resize(24, ' ');
    return name + value + "\n";
}

std::string asText(const Superblock& superblock, const ViewInfo& live,
                   const std::optional<SnapshotInfo>& snapshot)
{
    const std::uint64_t blockBytes
        = std::uint64_t { superblock.dataBlockSizeSectors } * kSectorBytes;
    const std::uint64_t used = superblock.spaceMap.nrAllocated.raw();
    const std::uint64_t total = superblock.spaceMap.nrBlocks.raw();
    const auto writesets = [](const ViewInfo& info, const std::string& indent) {
        std::string text
            = line(indent + "archived writesets", std::to_string(info.archived.size()));
        for (const WritesetInfo& writeset : info.archived)
            text += line(indent + "  era " + std::to_string(writeset.era.raw()),
                         std::to_string(writeset.blocks) + " of " + std::to_string(writeset.nrBits)
                             + " blocks");
        return text;
    };
    std::string text = line("block size", humanBytes(blockBytes));
    text += line("blocks",
                 std::to_string(live.view.nrBlocks.raw()) + " ("
                     + humanBytes(live.view.nrBlocks.raw() * blockBytes) + ")");
    text += line("current era", std::to_string(live.view.currentEra.raw()));
    text += line("current writeset",
                 live.current ? std::to_string(live.current->blocks) + " blocks" : "none");
    text += line("metadata used",
                 std::to_string(used) + " of " + std::to_string(total) + " blocks ("
                     + humanBytes(used * kMetadataBlockBytes) + " of "
                     + humanBytes(total * kMetadataBlockBytes) + ")");
    text += writesets(live, "");
    text += line("metadata snapshot",
                 snapshot ? "block " + std::to_string(snapshot->location.raw()) : "none");
    if (snapshot) {
        text += line("  current era", std::to_string(snapshot->info.view.currentEra.raw()));
        text += writesets(snapshot->info, "  ");
    }
    return text;
}

nlohmann::ordered_json writesetJson(const WritesetInfo& writeset)
{
    return { { "era", writeset.era.raw() },
             { "nr_bits", writeset.nrBits },
             { "changed_blocks", writeset.blocks } };
}

nlohmann::ordered_json writesetsJson(const std::vector<WritesetInfo>& writesets)
{
    auto json = nlohmann::ordered_json::array();
    for (const WritesetInfo& writeset : writesets)
        json.push_back(writesetJson(writeset));
    return json;
}

std::string asJson(const Superblock& superblock, const ViewInfo& live,
                   const std::optional<SnapshotInfo>& snapshot)
{
    nlohmann::ordered_json json;
    json["block_size_bytes"] = std::uint64_t { superblock.dataBlockSizeSectors } * kSectorBytes;
    json["nr_blocks"] = live.view.nrBlocks.raw();
    json["current_era"] = live.view.currentEra.raw();
    json["current_writeset"]
        = live.current ? writesetJson(*live.current) : nlohmann::ordered_json(nullptr);
    json["writesets"] = writesetsJson(live.archived);
    json["metadata_used_blocks"] = superblock.spaceMap.nrAllocated.raw();
    json["metadata_total_blocks"] = superblock.spaceMap.nrBlocks.raw();
    json["metadata_block_size_bytes"] = kMetadataBlockBytes;
    json["metadata_snapshot"] = nullptr;
    if (snapshot)
        json["metadata_snapshot"] = { { "block", snapshot->location.raw() },
                                      { "nr_blocks", snapshot->info.view.nrBlocks.raw() },
                                      { "current_era", snapshot->info.view.currentEra.raw() },
                                      { "writesets", writesetsJson(snapshot->info.archived) } };
    return json.dump(2) + "\n";
}

class Info : public Verb {
public:
    const char* name() const override { return "info"; }

    const char* description() const override { return "Print sizes, eras, space and writesets"; }

    void declare(CLI::App& app) override
    {
        addFile(app, m_file);
        app.add_flag("--json", m_json, "print JSON");
    }

    Result<int> run(const Console& console) override;

private:
    std::string m_file;
    bool m_json = false;
};

Result<int> Info::run(const Console&)
{
    auto metadata = openMetadata(m_file, FileDevice::Access::ExclusiveReadOnly);
    if (!metadata)
        return damaged(m_file, metadata.error());
    const Superblock& superblock = metadata->superblock;
    const auto live = describe(*metadata->blocks, EraView::live(superblock));
    if (!live)
        return damaged(m_file, live.error());
    std::optional<SnapshotInfo> snapshot;
    if (superblock.metadataSnapshot) {
        const auto view = EraView::snapshot(*metadata->blocks, superblock);
        if (!view)
            return damaged(m_file, view.error());
        auto described = describe(*metadata->blocks, *view);
        if (!described)
            return damaged(m_file, described.error());
        snapshot = SnapshotInfo { *superblock.metadataSnapshot, std::move(*described) };
    }
    auto printed = printText(m_json ? asJson(superblock, *live, snapshot)
                                    : asText(superblock, *live, snapshot));
    if (!printed)
        return printed.error();
    return kDone;
}

} // namespace

std::unique_ptr<Verb> makeInfo()
{
    return std::make_unique<Info>();
}

} // namespace blkera::tools
