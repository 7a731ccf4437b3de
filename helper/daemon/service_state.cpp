// SPDX-License-Identifier: GPL-2.0-or-later
#include "service_state.h"

#include <algorithm>
#include <ctime>

#include <systemd/sd-daemon.h>

namespace blkera {

namespace {

constexpr int kSoonMs = 500;

QByteArray microsecondsNow()
{
    timespec now {};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    return QByteArray::number(qulonglong(now.tv_sec) * 1'000'000 + qulonglong(now.tv_nsec) / 1'000);
}

} // namespace

ServiceState::ServiceState(DeviceRegistry& registry, QObject* parent)
    : QObject(parent)
    , m_registry(registry)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    m_soon.callOnTimeout(this, &ServiceState::tell);
    for (Device* device : registry.devices())
        watch(device);
    connect(&registry, &DeviceRegistry::added, this, &ServiceState::watch);
    connect(&registry, &DeviceRegistry::removed, this, [this] { m_soon.start(); });
}

void ServiceState::watch(Device* device)
{
    connect(device, &Device::changed, this, [this](const QVariantMap& properties) {
        if (properties.contains(QStringLiteral("State")) && !m_soon.isActive())
            m_soon.start();
    });
    m_soon.start();
}

QByteArray ServiceState::figures() const
{
    const QList<Device*> devices = m_registry.devices();
    const auto served = std::ranges::count_if(devices, &Device::isServed);
    return QByteArray::number(devices.size()) + (devices.size() == 1 ? " device, " : " devices, ")
        + QByteArray::number(qlonglong(served)) + " served";
}

void ServiceState::tell()
{
    const QByteArray now = figures();
    if (now != m_told)
        sd_notify(0, ("STATUS=" + now).constData());
    m_told = now;
}

void ServiceState::ready()
{
    m_told = figures();
    sd_notify(0, ("READY=1\nSTATUS=" + m_told).constData());
}

void ServiceState::reloading()
{
    sd_notify(0, ("RELOADING=1\nMONOTONIC_USEC=" + microsecondsNow()).constData());
}

void ServiceState::stopping()
{
    sd_notify(0, "STOPPING=1");
}

} // namespace blkera
