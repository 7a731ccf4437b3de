// SPDX-License-Identifier: GPL-2.0-or-later
#include "recorder.h"

#include "raw_image.h"

#include <cerrno>
#include <cstdio>
#include <fstream>

#include <nlohmann/json.hpp>

namespace blkera::twin {

namespace {

nlohmann::json toJson(const Eras& eras)
{
    nlohmann::json lists = nlohmann::json::array();
    for (Era since(0); since <= eras.current + EraCount(1); ++since) {
        nlohmann::json list = nlohmann::json::array();
        for (const BlockRange& range : eras.changedSince(since))
            list.push_back({ range.begin.raw(), range.end.raw() });
        lists.push_back(std::move(list));
    }
    nlohmann::json runs = nlohmann::json::array();
    for (std::size_t begin = 0, end = 0; begin < eras.ofBlock.size(); begin = end) {
        while (end < eras.ofBlock.size() && eras.ofBlock[end] == eras.ofBlock[begin])
            ++end;
        runs.push_back({ begin, end, eras.ofBlock[begin].raw() });
    }
    return { { "current_era", eras.current.raw() },
             { "nr_blocks", eras.ofBlock.size() },
             { "eras", std::move(runs) },
             { "changed_since", std::move(lists) } };
}

} // namespace

Recorder::Recorder(std::string folder)
    : m_folder(std::move(folder))
{
}

Result<void> Recorder::record(const std::vector<std::byte>& image, const EraModel& expected,
                              const Origin& origin)
{
    char number[16];
    std::snprintf(number, sizeof number, "%05u", m_images++);
    const std::string name = m_folder + "/" + number;
    if (auto saved = saveSparse(name + ".img", image); !saved)
        return saved;
    nlohmann::json document = { { "seed", origin.seed },
                                { "state", origin.state },
                                { "servers", origin.servers },
                                { "live", toJson(expected.live) },
                                { "snapshot", nullptr } };
    if (expected.snapshot)
        document["snapshot"] = toJson(*expected.snapshot);
    std::ofstream file(name + ".json");
    file << document << "\n";
    file.close();
    if (!file)
        return ioError(EIO, name + ".json");
    return {};
}

} // namespace blkera::twin
