// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/fault_device.h"

namespace blkera {

FaultDevice::FaultDevice(BlockDevice& below)
    : m_below(below)
{
}

void FaultDevice::failAt(std::uint64_t operation, Repeat repeat, int errnoValue)
{
    m_plan = Plan { operation, repeat, errnoValue };
    m_hit = false;
}

void FaultDevice::heal()
{
    m_plan.reset();
}

Result<void> FaultDevice::read(MetadataBlock first, std::span<std::byte> bytes)
{
    if (auto passed = step("read"); !passed)
        return passed;
    return m_below.read(first, bytes);
}

Result<void> FaultDevice::write(std::span<const BlockWrite> writes)
{
    if (auto passed = step("write"); !passed)
        return passed;
    return m_below.write(writes);
}

Result<void> FaultDevice::flush()
{
    if (auto passed = step("flush"); !passed)
        return passed;
    return m_below.flush();
}

Result<void> FaultDevice::step(const char* what)
{
    const std::uint64_t operation = m_operations++;
    if (!m_plan)
        return {};
    const bool due = m_plan->repeat == Repeat::Once ? operation == m_plan->operation
                                                    : operation >= m_plan->operation;
    if (!due)
        return {};
    m_hit = true;
    return ioError(m_plan->errnoValue,
                   "fault device, operation " + std::to_string(operation) + ", " + what);
}

} // namespace blkera
