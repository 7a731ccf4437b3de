// SPDX-License-Identifier: GPL-2.0-or-later
#include "content_probe.h"

#include "base/unique_fd.h"

#include <memory>
#include <string_view>

#include <blkid/blkid.h>
#include <fcntl.h>

namespace blkera {

namespace {

std::string valueOf(blkid_probe probe, const char* name)
{
    const char* value = nullptr;
    return blkid_probe_lookup_value(probe, name, &value, nullptr) == 0 ? value : "";
}

} // namespace

std::string describeContent(const std::string& path)
{
    UniqueFd fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::unique_ptr<blkid_struct_probe, void (*)(blkid_probe)> probe(blkid_new_probe(),
                                                                     blkid_free_probe);
    if (!fd || !probe || blkid_probe_set_device(probe.get(), fd.get(), 0, 0) != 0)
        return {};
    blkid_probe_enable_superblocks(probe.get(), 1);
    blkid_probe_set_superblocks_flags(probe.get(), BLKID_SUBLKS_TYPE | BLKID_SUBLKS_USAGE);
    blkid_probe_enable_partitions(probe.get(), 1);
    // The first hit is enough: there is something.
    if (blkid_do_probe(probe.get()) != 0)
        return {};
    if (std::string table = valueOf(probe.get(), "PTTYPE"); !table.empty())
        return "a partition table (" + table + ")";
    std::string type = valueOf(probe.get(), "TYPE");
    return (valueOf(probe.get(), "USAGE") == "filesystem" ? "a file system (" : "data (") + type
        + ")";
}

} // namespace blkera
