// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/status_verbs.h"

#include "control/peers.h"
#include "control/statistics_reply.h"

#include <utility>

namespace blkera {

namespace {

constexpr unsigned kMetadataBlockSectors = kMetadataBlockBytes / kSectorBytes;

// As the kernel's dm-era prints it, also where there is no metadata to tell of.
std::string statusLine(const Metadata::Usage& usage)
{
    if (usage.total == MetadataBlockCount(0))
        return "Error";
    return std::to_string(kMetadataBlockSectors) + ' ' + std::to_string(usage.used.raw()) + '/'
        + std::to_string(usage.total.raw()) + ' ' + std::to_string(usage.currentEra.raw()) + ' '
        + (usage.metadataSnapshot ? std::to_string(usage.metadataSnapshot->raw()) : "-");
}

} // namespace

StatusVerbs::StatusVerbs(ControlledTarget& target)
    : m_target(target)
    , m_told(text())
{
}

int StatusVerbs::status(sd_bus_message* call)
{
    sd_bus_message* reply = nullptr;
    int r = sd_bus_message_new_method_return(call, &reply);
    if (r >= 0)
        r = append(reply);
    if (r >= 0)
        r = sd_bus_send(nullptr, reply, nullptr);
    sd_bus_message_unref(reply);
    return r;
}

int StatusVerbs::append(sd_bus_message* message) const
{
    const TrackerStatus status = m_target.tracker().status();
    const Metadata::Usage& usage = status.usage;
    return sd_bus_message_append(
        message, "sssusstttt", statusLine(usage).c_str(),
        m_target.isSuspended() ? "suspended" : toString(status.state), status.failure.c_str(),
        usage.currentEra.raw(), m_target.devicePath().c_str(), m_target.frontendName().c_str(),
        m_target.geometry().size().raw(), std::uint64_t { usage.used.raw() },
        std::uint64_t { usage.total.raw() },
        usage.metadataSnapshot ? std::uint64_t { usage.metadataSnapshot->raw() } : 0);
}

// All that can change in it while we serve.
std::string StatusVerbs::text() const
{
    const TrackerStatus status = m_target.tracker().status();
    return statusLine(status.usage) + '\n' + (m_target.isSuspended() ? "suspended" : "") + '\n'
        + toString(status.state) + '\n' + status.failure + '\n'
        + std::to_string(m_target.geometry().size().raw());
}

void StatusVerbs::tellChange(Peers& peers)
{
    std::string now = text();
    if (now == m_told)
        return;
    m_told = std::move(now);
    peers.tell("StatusChanged", [this](sd_bus_message* signal) { return append(signal); });
}

int StatusVerbs::statistics(sd_bus_message* call)
{
    return replyStatistics(call, m_target.figures());
}

} // namespace blkera
