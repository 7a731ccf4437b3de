// SPDX-License-Identifier: GPL-2.0-or-later
#include "workflow/scheduler.h"

#include <algorithm>

namespace blkera {

namespace {

using namespace std::chrono;

// Looked at anew this often: clocks are set.
constexpr milliseconds kLongestWait = hours(1);

qint64 microsecondsOf(system_clock::time_point time)
{
    return duration_cast<microseconds>(time.time_since_epoch()).count();
}

} // namespace

Scheduler::Scheduler(DeviceRegistry& registry, Chronicle& chronicle, Checkpoints& checkpoints,
                     QObject* parent)
    : QObject(parent)
    , m_registry(registry)
    , m_chronicle(chronicle)
    , m_checkpoints(checkpoints)
{
    m_timer.setSingleShot(true);
    m_timer.callOnTimeout(this, [this] { takeWhatIsDue(); });
    connect(&registry, &DeviceRegistry::added, this, [this](Device* device) {
        connect(device, &Device::configChanged, this,
                [this, device] { plan(*device, system_clock::now()); });
        plan(*device, system_clock::now());
    });
    connect(&registry, &DeviceRegistry::removed, this, [this](const QString& name) {
        m_due.erase(name);
        planNext();
    });
    connect(&chronicle, &Chronicle::erasNoted, this, [this](const QString& name) {
        Device* device = m_registry.find(name);
        const qint64 begunUs = m_chronicle.eraStartedUs(name);
        if (device && begunUs != 0)
            plan(*device, Time(microseconds(begunUs)));
    });
}

void Scheduler::plan(Device& device, Time after)
{
    const Time due = device.config().schedule.next(after);
    if (due == Time::max())
        m_due.erase(device.name());
    else
        m_due[device.name()] = due;
    device.setNextCheckpoint(due == Time::max() ? 0 : microsecondsOf(due));
    planNext();
}

void Scheduler::planNext()
{
    if (m_due.empty()) {
        m_timer.stop();
        return;
    }
    const Time first = std::ranges::min_element(m_due, {}, [](const auto& entry) {
                           return entry.second;
                       })->second;
    const auto wait = ceil<milliseconds>(first - system_clock::now());
    m_timer.start(std::clamp(wait, milliseconds(0), kLongestWait));
}

void Scheduler::takeWhatIsDue()
{
    const Time now = system_clock::now();
    QList<Device*> due;
    for (const auto& [name, time] : m_due) {
        if (Device* device = time <= now ? m_registry.find(name) : nullptr)
            due << device;
    }
    for (Device* device : due) {
        plan(*device, now);
        take(*device);
    }
    planNext();
}

void Scheduler::take(Device& device)
{
    const QString name = device.name();
    const auto skipped = [this, name](const BusError& error) {
        m_chronicle.note(name, QStringLiteral("schedule"),
                         QStringLiteral("no checkpoint was taken: %1").arg(error.message));
    };
    if (const auto refused = device.notServed()) {
        skipped(*refused);
        return;
    }
    m_checkpoints.take(
        { &device }, 0,
        [skipped](const std::optional<BusError>& error, const QList<uint>&, const QString&) {
            if (error)
                skipped(*error);
        });
}

} // namespace blkera
