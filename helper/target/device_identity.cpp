// SPDX-License-Identifier: GPL-2.0-or-later
#include "device_identity.h"

#include <algorithm>
#include <memory>
#include <string_view>

#include <blkid/blkid.h>

namespace blkera {

namespace {

// Blanks around it are padding.
std::string printable(std::string_view text)
{
    auto isPlain = [](char c) { return c > ' ' && c <= '~'; };
    while (!text.empty() && !isPlain(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && !isPlain(text.back()))
        text.remove_suffix(1);
    std::string plain(text);
    std::ranges::replace_if(
        plain, [&](char c) { return !isPlain(c); }, '_');
    return plain;
}

class Reader {
public:
    Reader(dev_t device, const BlockStack& stack)
        : m_device(device)
        , m_stack(stack)
        , m_folder(stack.folderOf(device))
    {
    }

    std::vector<std::string> read()
    {
        if (m_folder.empty())
            return {};
        if (std::string number = attribute("partition"); !number.empty())
            readPartition(number);
        else
            readWhole();
        return m_found;
    }

private:
    std::string attribute(const std::string& name) const
    {
        return printable(m_stack.lineOf(m_folder + '/' + name));
    }

    void add(const std::string& kind, const std::string& value)
    {
        std::string identity = kind + ':' + value;
        if (!value.empty() && std::ranges::find(m_found, identity) == m_found.end())
            m_found.push_back(identity);
    }

    void readWhole()
    {
        constexpr std::string_view kWorldWideName = "naa.";
        add("dm-uuid", attribute("dm/uuid"));
        add("md-uuid", attribute("md/uuid"));
        for (const char* name : { "wwid", "device/wwid" }) {
            std::string value = attribute(name);
            if (value.starts_with(kWorldWideName))
                add("wwn", "0x" + value.substr(kWorldWideName.size()));
            else
                add("wwid", value);
        }
        for (const char* name : { "serial", "device/serial" })
            add("serial", attribute(name));
    }

    void readPartition(const std::string& number)
    {
        add("partuuid", partitionUuid());
        if (std::optional<dev_t> disk = m_stack.deviceOfNumbers(
                m_stack.lineOf(m_folder.substr(0, m_folder.rfind('/')) + "/dev")))
            for (const std::string& identity : identitiesOf(*disk, m_stack))
                m_found.push_back(identity + "-part" + number);
    }

    // Newer kernels say it; otherwise it is read from the disk.
    std::string partitionUuid() const
    {
        constexpr std::string_view kKey = "PARTUUID=";
        for (const std::string& line : m_stack.linesOf(m_folder + "/uevent"))
            if (line.starts_with(kKey))
                return printable(line.substr(kKey.size()));
        if (!m_stack.isReal())
            return {};
        const std::string disk = m_folder.substr(0, m_folder.rfind('/'));
        std::unique_ptr<blkid_struct_probe, void (*)(blkid_probe)> probe(
            blkid_new_probe_from_filename(nodeOf(disk.substr(disk.rfind('/') + 1)).c_str()),
            blkid_free_probe);
        if (!probe)
            return {};
        blkid_partlist table = blkid_probe_get_partitions(probe.get());
        blkid_partition entry
            = table ? blkid_partlist_devno_to_partition(table, m_device) : nullptr;
        const char* uuid = entry ? blkid_partition_get_uuid(entry) : nullptr;
        return uuid ? printable(uuid) : std::string();
    }

    const dev_t m_device;
    const BlockStack& m_stack;
    const std::string m_folder;
    std::vector<std::string> m_found;
};

// The node of the device that has the identity now.
std::string find(const std::string& identity, const BlockStack& stack)
{
    // Reading one of ours for its partition table could wait for the server that is to start.
    constexpr std::string_view kUblk = "ublkb";
    for (const auto& [name, device] : stack.all()) {
        if (name.starts_with(kUblk))
            continue;
        std::vector<std::string> all = identitiesOf(device, stack);
        if (std::ranges::find(all, identity) != all.end())
            return nodeOf(name);
    }
    return {};
}

} // namespace

std::vector<std::string> identitiesOf(dev_t device, const BlockStack& stack)
{
    return Reader(device, stack).read();
}

Result<void> checkIdentity(const std::string& what, dev_t device, const std::string& key,
                           const std::string& wanted, const BlockStack& stack)
{
    std::vector<std::string> identities = identitiesOf(device, stack);
    if (wanted.empty() || std::ranges::find(identities, wanted) != identities.end())
        return {};
    const std::string place = find(wanted, stack);
    return invalid(what + (identities.empty() ? " has no id" : " is " + identities.front())
                   + ", the configuration is for " + wanted + ", "
                   + (place.empty() ? "which is not here" : "which is " + place + " now")
                   + ": mend the path, or " + key + " if the disk was replaced on purpose");
}

} // namespace blkera
