// SPDX-License-Identifier: GPL-2.0-or-later
#include "ublk/ublk_control.h"

#include "block/io_ring.h"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string>

#include <fcntl.h>
#include <unistd.h>

namespace blkera {

namespace {

constexpr char kControlPath[] = "/dev/ublk-control";
constexpr char kClassDirectory[] = "/sys/class/ublk-char";
constexpr std::string_view kCharPrefix = "ublkc";
constexpr std::chrono::seconds kPatience { 30 };
// Stopping writes back what the page cache holds for the device, at the origin's speed.
constexpr std::chrono::seconds kStopPatience { 600 };
constexpr std::chrono::seconds kDeletePatience { 5 };

constexpr std::uint64_t kCommand = 1;
constexpr std::uint64_t kTimeLimit = 2;

// In `queue_id` of a command that is not about one queue.
constexpr std::uint16_t kNoQueue = 0xffff;

Error commandError(int errnoValue, const char* name, std::uint32_t id)
{
    std::string context = "ublk device " + std::to_string(id) + ", " + name;
    switch (errnoValue) {
    case ENODEV:
        return { ErrorKind::NotFound, errnoValue, context };
    case EBUSY:
    case EEXIST:
        return { ErrorKind::Busy, errnoValue, context };
    case EOPNOTSUPP:
        return { ErrorKind::Unsupported, errnoValue, context };
    default:
        return ioError(errnoValue, context);
    }
}

ublksrv_ctrl_cmd commandFor(std::uint32_t id)
{
    ublksrv_ctrl_cmd command {};
    command.dev_id = id;
    command.queue_id = kNoQueue;
    return command;
}

} // namespace

Result<UblkControl> UblkControl::open()
{
    UniqueFd fd(::open(kControlPath, O_RDWR | O_CLOEXEC));
    if (!fd) {
        std::string remedy = errno == EACCES || errno == EPERM
            ? ": run as root"
            : ": load the driver (modprobe ublk_drv)";
        return Error { ErrorKind::Unsupported, errno, kControlPath + remedy };
    }
    UblkControl control(std::move(fd));
    Result<std::uint64_t> features = control.readFeatures();
    if (!features || (*features & kUblkFeatureIoctlEncoding) == 0)
        return Error { ErrorKind::Unsupported, features ? 0 : features.error().errnoValue,
                       "the kernel's ublk driver is too old: Linux 6.5 is needed" };
    control.m_features = *features;
    return control;
}

std::vector<std::uint32_t> UblkControl::deviceIds()
{
    std::vector<std::uint32_t> ids;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(kClassDirectory, none)) {
        const std::string name = entry.path().filename();
        std::uint32_t id = 0;
        const char* end = name.data() + name.size();
        if (name.starts_with(kCharPrefix)
            && std::from_chars(name.data() + kCharPrefix.size(), end, id).ptr == end)
            ids.push_back(id);
    }
    return ids;
}

Result<void> UblkControl::run(std::uint32_t operation, const char* name, ublksrv_ctrl_cmd command,
                              std::chrono::seconds limit)
{
    Result<IoRing> ring = IoRing::create({ .entries = 2, .largeSqes = true });
    if (!ring)
        return ring.error();

    io_uring_sqe& entry = ring->nextEntry();
    entry.opcode = IORING_OP_URING_CMD;
    entry.fd = m_control.get();
    entry.cmd_op = operation;
    std::memcpy(entry.cmd, &command, sizeof command);
    entry.flags = IOSQE_ASYNC; // never in this thread, which has to keep the time
    entry.user_data = makeUserData(CompletionOwner::Frontend, kCommand);

    __kernel_timespec time {};
    time.tv_sec = limit.count();
    io_uring_sqe& timer = ring->nextEntry();
    io_uring_prep_timeout(&timer, &time, 0, 0);
    timer.user_data = makeUserData(CompletionOwner::Frontend, kTimeLimit);

    std::optional<int> answer;
    bool expired = false;
    while (!answer && !expired) {
        Result<void> waited = ring->submitAndWait([&](std::uint64_t userData, int result) {
            if (valueOf(userData) == kCommand)
                answer = result;
            else
                expired = true;
        });
        if (!waited)
            return waited;
    }
    // The ring's end interrupts a command that still waits.
    if (!answer)
        return commandError(ETIMEDOUT, name, command.dev_id);
    if (*answer < 0)
        return commandError(-*answer, name, command.dev_id);
    return {};
}

template <class Buffer>
Result<void> UblkControl::runWith(std::uint32_t operation, const char* name, std::uint32_t id,
                                  Buffer& buffer)
{
    ublksrv_ctrl_cmd command = commandFor(id);
    command.addr = reinterpret_cast<std::uintptr_t>(&buffer);
    command.len = sizeof buffer;
    return run(operation, name, command, kPatience);
}

Result<std::uint64_t> UblkControl::readFeatures()
{
    std::uint64_t features = 0;
    Result<void> done = runWith(kUblkGetFeatures, "features", UINT32_MAX, features);
    if (!done)
        return done.error();
    return features;
}

Result<ublksrv_ctrl_dev_info> UblkControl::addDevice(ublksrv_ctrl_dev_info wanted)
{
    Result<void> done = runWith(kUblkAddDevice, "adding", wanted.dev_id, wanted);
    if (!done)
        return done.error();
    return wanted;
}

Result<ublksrv_ctrl_dev_info> UblkControl::deviceInfo(std::uint32_t id)
{
    ublksrv_ctrl_dev_info info {};
    Result<void> done = runWith(kUblkGetDeviceInfo, "information", id, info);
    if (!done)
        return done.error();
    return info;
}

Result<void> UblkControl::setParameters(std::uint32_t id, UblkParameters parameters)
{
    return runWith(kUblkSetParameters, "parameters", id, parameters);
}

Result<UblkParameters> UblkControl::parameters(std::uint32_t id)
{
    UblkParameters parameters;
    Result<void> done = runWith(kUblkGetParameters, "parameters", id, parameters);
    if (!done)
        return done.error();
    return parameters;
}

Result<cpu_set_t> UblkControl::queueCpus(std::uint32_t id, std::uint16_t queue)
{
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    ublksrv_ctrl_cmd command = commandFor(id);
    command.addr = reinterpret_cast<std::uintptr_t>(&cpus);
    command.len = sizeof cpus;
    command.data[0] = queue;
    Result<void> done = run(kUblkGetQueueAffinity, "a queue's CPUs", command, kPatience);
    if (!done)
        return done.error();
    return cpus;
}

Result<void> UblkControl::runAsServer(std::uint32_t operation, const char* name, std::uint32_t id)
{
    ublksrv_ctrl_cmd command = commandFor(id);
    command.data[0] = static_cast<std::uint64_t>(::getpid());
    return run(operation, name, command, kPatience);
}

Result<void> UblkControl::startDevice(std::uint32_t id)
{
    return runAsServer(kUblkStartDevice, "starting", id);
}

Result<void> UblkControl::startRecovery(std::uint32_t id)
{
    return run(kUblkStartRecovery, "beginning its recovery", commandFor(id), kPatience);
}

Result<void> UblkControl::endRecovery(std::uint32_t id)
{
    return runAsServer(kUblkEndRecovery, "ending its recovery", id);
}

Result<void> UblkControl::updateSize(std::uint32_t id, std::uint64_t sectors)
{
    if (!has(kUblkFeatureUpdateSize))
        return commandError(EOPNOTSUPP, "another size (Linux 6.16 has it)", id);
    ublksrv_ctrl_cmd command = commandFor(id);
    command.data[0] = sectors;
    return run(kUblkUpdateSize, "another size", command, kPatience);
}

Result<void> UblkControl::stopDevice(std::uint32_t id)
{
    return run(kUblkStopDevice, "stopping", commandFor(id), kStopPatience);
}

Result<void> UblkControl::deleteDevice(std::uint32_t id)
{
    Result<void> done = run(kUblkDeleteDevice, "deleting", commandFor(id), kDeletePatience);
    // The driver gives the device up first and only then waits for its users (ublk_drv.c:
    // ublk_ctrl_del_dev).
    if (!done && done.error().errnoValue == ETIMEDOUT)
        return {};
    return done;
}

} // namespace blkera
