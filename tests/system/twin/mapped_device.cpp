// SPDX-License-Identifier: GPL-2.0-or-later
#include "mapped_device.h"

#include <cerrno>
#include <cstring>
#include <vector>

#include <fcntl.h>
#include <linux/dm-ioctl.h>
#include <sys/ioctl.h>
#include <sys/sysmacros.h>

namespace blkera::twin {

namespace {

constexpr std::size_t kBufferBytes = 16384;

// One request: the header, then whatever the command wants behind it.
class Request {
public:
    explicit Request(const std::string& name)
        : m_buffer(kBufferBytes)
    {
        dm_ioctl& header = this->header();
        header.version[0] = DM_VERSION_MAJOR;
        header.data_size = kBufferBytes;
        header.data_start = sizeof(dm_ioctl);
        std::strncpy(header.name, name.c_str(), sizeof header.name - 1);
    }

    dm_ioctl& header() { return *reinterpret_cast<dm_ioctl*>(m_buffer.data()); }

    template <class T> T& payload()
    {
        return *reinterpret_cast<T*>(m_buffer.data() + header().data_start);
    }

    char* payloadBytes(std::size_t offset)
    {
        return m_buffer.data() + header().data_start + offset;
    }

    Result<void> send(const UniqueFd& control, unsigned long command, const char* what)
    {
        if (::ioctl(control.get(), command, m_buffer.data()) == 0)
            return {};
        return ioError(errno, std::string("device-mapper: ") + what + " " + header().name);
    }

private:
    std::vector<char> m_buffer;
};

} // namespace

MappedDevice::MappedDevice(UniqueFd control, std::string name)
    : m_control(std::move(control))
    , m_name(std::move(name))
{
}

Result<std::unique_ptr<MappedDevice>> MappedDevice::create(const std::string& name,
                                                           const Table& table)
{
    UniqueFd control(::open("/dev/mapper/control", O_RDWR | O_CLOEXEC));
    if (!control)
        return ioError(errno, "/dev/mapper/control");
    std::unique_ptr<MappedDevice> device(new MappedDevice(std::move(control), name));
    Request request(name);
    if (auto made = request.send(device->m_control, DM_DEV_CREATE, "create"); !made)
        return made.error();
    device->m_minor = minor(request.header().dev);
    if (auto loaded = device->load(table); !loaded)
        return loaded.error();
    return device;
}

MappedDevice::~MappedDevice()
{
    Request request(m_name);
    (void)request.send(m_control, DM_DEV_REMOVE, "remove");
}

Result<void> MappedDevice::load(const Table& table)
{
    Request request(m_name);
    request.header().target_count = 1;
    auto& spec = request.payload<dm_target_spec>();
    spec.length = table.length.raw();
    std::strncpy(spec.target_type, table.target.c_str(), sizeof spec.target_type - 1);
    std::strncpy(request.payloadBytes(sizeof spec), table.parameters.c_str(), 1024);
    return request.send(m_control, DM_TABLE_LOAD, "load");
}

Result<void> MappedDevice::suspend()
{
    Request request(m_name);
    request.header().flags = DM_SUSPEND_FLAG;
    return request.send(m_control, DM_DEV_SUSPEND, "suspend");
}

Result<void> MappedDevice::resume()
{
    Request request(m_name);
    return request.send(m_control, DM_DEV_SUSPEND, "resume");
}

Result<void> MappedDevice::message(const std::string& text)
{
    Request request(m_name);
    request.payload<dm_target_msg>().sector = 0;
    std::strncpy(request.payloadBytes(sizeof(dm_target_msg)), text.c_str(), 128);
    return request.send(m_control, DM_TARGET_MSG, text.c_str());
}

Result<std::string> MappedDevice::status()
{
    Request request(m_name);
    if (auto asked = request.send(m_control, DM_TABLE_STATUS, "status"); !asked)
        return asked.error();
    return std::string(request.payloadBytes(sizeof(dm_target_spec)));
}

std::string MappedDevice::path() const
{
    return "/dev/dm-" + std::to_string(m_minor);
}

} // namespace blkera::twin
