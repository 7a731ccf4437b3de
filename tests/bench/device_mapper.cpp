// SPDX-License-Identifier: GPL-2.0-or-later
#include "device_mapper.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <linux/dm-ioctl.h>
#include <sys/ioctl.h>

namespace blkera::bench {

namespace {

constexpr std::size_t kBufferBytes = 16384;

// The header of every device-mapper ioctl and the room for what follows it.
class Request {
public:
    explicit Request(const std::string& name)
        : m_words(kBufferBytes / sizeof(std::uint64_t))
    {
        header().version[0] = DM_VERSION_MAJOR;
        header().data_size = kBufferBytes;
        header().data_start = sizeof(dm_ioctl);
        std::snprintf(header().name, sizeof(header().name), "%s", name.c_str());
    }

    dm_ioctl& header() { return *reinterpret_cast<dm_ioctl*>(m_words.data()); }

    char* data() { return reinterpret_cast<char*>(m_words.data()) + sizeof(dm_ioctl); }

    Result<void> send(int control, unsigned long command, const char* what)
    {
        if (::ioctl(control, command, m_words.data()) != 0)
            return ioError(errno, std::string("device-mapper: ") + what + " " + header().name);
        return {};
    }

private:
    std::vector<std::uint64_t> m_words; // aligned for dm_ioctl
};

} // namespace

DmDevice::DmDevice(UniqueFd control, std::string name)
    : m_control(std::move(control))
    , m_name(std::move(name))
{
}

Result<std::unique_ptr<DmDevice>> DmDevice::create(const std::string& name,
                                                   std::uint64_t lengthSectors,
                                                   const std::string& target,
                                                   const std::string& parameters)
{
    UniqueFd control(::open("/dev/mapper/control", O_RDWR | O_CLOEXEC));
    if (!control)
        return ioError(errno, "/dev/mapper/control");

    Request create(name);
    if (auto done = create.send(control.get(), DM_DEV_CREATE, "create"); !done)
        return done.error();
    std::unique_ptr<DmDevice> device(new DmDevice(std::move(control), name));
    const std::uint64_t number = create.header().dev; // minor in bits 0-7 and 20 up
    device->m_path = "/dev/dm-" + std::to_string((number & 0xff) | (number >> 12 & 0xfff00));

    Request load(name);
    load.header().target_count = 1;
    dm_target_spec spec {};
    spec.length = lengthSectors;
    std::snprintf(spec.target_type, sizeof(spec.target_type), "%s", target.c_str());
    std::memcpy(load.data(), &spec, sizeof(spec));
    std::memcpy(load.data() + sizeof(spec), parameters.c_str(), parameters.size() + 1);
    if (auto done = load.send(device->m_control.get(), DM_TABLE_LOAD, "load"); !done)
        return done.error();

    Request resume(name); // DM_SUSPEND_FLAG not set
    if (auto done = resume.send(device->m_control.get(), DM_DEV_SUSPEND, "resume"); !done)
        return done.error();
    return device;
}

DmDevice::~DmDevice()
{
    Request remove(m_name);
    if (auto done = remove.send(m_control.get(), DM_DEV_REMOVE, "remove"); !done)
        std::fprintf(stderr, "%s\n", done.error().message().c_str());
}

Result<void> DmDevice::message(const std::string& text)
{
    Request request(m_name);
    dm_target_msg message {};
    std::memcpy(request.data(), &message, sizeof(message));
    std::memcpy(request.data() + sizeof(message), text.c_str(), text.size() + 1);
    return request.send(m_control.get(), DM_TARGET_MSG, "message to");
}

Result<std::string> DmDevice::status()
{
    Request request(m_name);
    if (auto done = request.send(m_control.get(), DM_TABLE_STATUS, "status of"); !done)
        return done.error();
    return std::string(request.data() + sizeof(dm_target_spec));
}

} // namespace blkera::bench
