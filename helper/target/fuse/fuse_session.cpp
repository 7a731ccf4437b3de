// SPDX-License-Identifier: GPL-2.0-or-later
#include "fuse/fuse_session.h"

#include "fuse/fuse_queue.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <limits>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <linux/falloc.h>
#include <linux/fuse.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <unistd.h>

#define FUSE_USE_VERSION 314
#include <fuse3/fuse_lowlevel.h>

namespace blkera {

static_assert(FuseSession::kWriteHeaderBytes == sizeof(fuse_in_header) + sizeof(fuse_write_in));

namespace {

constexpr const char* kFuseDevice = "/dev/fuse";
constexpr fuse_ino_t kFileInode = 2;
// Nothing about the file changes but its size, for which the kernel is made to ask.
constexpr double kForeverSeconds = 365 * 24 * 3600.0;

// libfuse does not say which queue's request it answers; each queue answers on its own thread.
thread_local FuseQueue* t_queue = nullptr;

// What libfuse has to say on a queue's thread, which must not wait for a reader of stderr.
void logOfQueue(fuse_log_level, const char* format, va_list arguments)
{
    std::array<char, 256> text {};
    (void)std::vsnprintf(text.data(), text.size(), format, arguments);
    std::string_view line(text.data());
    line = line.substr(0, line.find('\n'));
    if (t_queue)
        t_queue->log().say(line);
    else // a thread that makes or ends the session
        std::fprintf(stderr, "%.*s\n", static_cast<int>(line.size()), line.data());
}

const FuseSession& sessionOf(fuse_req_t request)
{
    return *static_cast<const FuseSession*>(fuse_req_userdata(request));
}

struct stat attributes(const FuseSession& session, fuse_ino_t inode)
{
    struct stat status { };

    bool isFile = inode == kFileInode;
    status.st_ino = inode;
    status.st_mode = isFile ? S_IFREG | 0600 : S_IFDIR | 0700;
    status.st_nlink = isFile ? 1 : 2;
    status.st_uid = geteuid();
    status.st_gid = getegid();
    status.st_blksize = static_cast<blksize_t>(session.limits().logicalBlockBytes);
    if (isFile) {
        status.st_blocks = static_cast<blkcnt_t>(session.size().raw());
        status.st_size = static_cast<off_t>(session.size().raw() * kSectorBytes);
    }
    return status;
}

void initialise(void* userData, fuse_conn_info* connection)
{
    const auto& session = *static_cast<const FuseSession*>(userData);
    connection->max_write = FuseSession::kMaxIoBytes;
    connection->max_read = FuseSession::kMaxIoBytes;
    connection->max_background
        = std::min<std::uint32_t>(session.requests(), std::numeric_limits<std::uint16_t>::max());
    connection->congestion_threshold = connection->max_background;
}

void lookUp(fuse_req_t request, fuse_ino_t parent, const char* name)
{
    const FuseSession& session = sessionOf(request);
    if (parent != FUSE_ROOT_ID || name != session.fileName()) {
        fuse_reply_err(request, ENOENT);
        return;
    }
    fuse_entry_param entry {};
    entry.ino = kFileInode;
    entry.attr = attributes(session, kFileInode);
    entry.attr_timeout = kForeverSeconds;
    entry.entry_timeout = kForeverSeconds;
    fuse_reply_entry(request, &entry);
}

void getAttributes(fuse_req_t request, fuse_ino_t inode, fuse_file_info*)
{
    struct stat status = attributes(sessionOf(request), inode);
    fuse_reply_attr(request, &status, kForeverSeconds);
}

// The loop driver takes the unit of discards from here.
void statFileSystem(fuse_req_t request, fuse_ino_t)
{
    const DeviceLimits& limits = sessionOf(request).limits();
    std::uint32_t unit = std::max(limits.discardGranularityBytes, limits.logicalBlockBytes);

    struct statvfs status { };

    status.f_bsize = unit;
    status.f_frsize = unit;
    status.f_blocks = sessionOf(request).size().raw() * kSectorBytes / unit;
    status.f_namemax = 255;
    fuse_reply_statfs(request, &status);
}

void openFileOf(fuse_req_t request, fuse_ino_t inode, fuse_file_info* file)
{
    if (inode != kFileInode) {
        fuse_reply_err(request, EISDIR);
        return;
    }
    file->direct_io = 1; // no second page cache below the block device's
    file->noflush = 1; // closing a descriptor of ours must not wait for us
    fuse_reply_open(request, file);
}

// Answers a request that is no whole blocks of the device, and hands on any other.
void submit(fuse_req_t request, BlockOperation operation, off_t offset, std::uint64_t bytes,
            bool noUnmap = false)
{
    const DeviceLimits& limits = sessionOf(request).limits();
    auto begin = static_cast<std::uint64_t>(offset);
    std::uint64_t end = sessionOf(request).size().raw() * kSectorBytes;
    std::uint64_t block = limits.logicalBlockBytes;
    if (offset < 0 || begin > end || bytes > end - begin || begin % block != 0
        || bytes % block != 0) {
        fuse_reply_err(request, EINVAL);
        return;
    }
    SectorRange sectors { Sector(begin / kSectorBytes), Sector((begin + bytes) / kSectorBytes) };
    t_queue->submit(request, operation, sectors, noUnmap);
}

void readFile(fuse_req_t request, fuse_ino_t, std::size_t bytes, off_t offset, fuse_file_info*)
{
    if (bytes > FuseSession::kMaxIoBytes)
        fuse_reply_err(request, EINVAL);
    else
        submit(request, BlockOperation::Read, offset, bytes);
}

void writeFile(fuse_req_t request, fuse_ino_t, const char* data, std::size_t bytes, off_t offset,
               fuse_file_info*)
{
    // The data is where the queue has received it, or the message was none of the kernel's.
    if (!t_queue->holds(data, bytes))
        fuse_reply_err(request, EIO);
    else
        submit(request, BlockOperation::Write, offset, bytes);
}

void syncFile(fuse_req_t request, fuse_ino_t, int, fuse_file_info*)
{
    submit(request, BlockOperation::Flush, 0, 0);
}

// The loop driver asks for a punched hole both for a discard, which promises nothing about the
// content, and for write-zeroes, which does. So a hole has to read as zeroes.
void allocateFile(fuse_req_t request, fuse_ino_t, int mode, off_t offset, off_t bytes,
                  fuse_file_info*)
{
    bool punch = mode == (FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE);
    bool zero = (mode & ~FALLOC_FL_KEEP_SIZE) == FALLOC_FL_ZERO_RANGE;
    if ((!punch && !zero) || !sessionOf(request).limits().writeZeroes)
        fuse_reply_err(request, EOPNOTSUPP);
    else
        submit(request, BlockOperation::WriteZeroes, offset, static_cast<std::uint64_t>(bytes),
               zero);
}

// Nothing to do on close: answered because an unknown request would be logged or asked again.
void closeFile(fuse_req_t request, fuse_ino_t, fuse_file_info*)
{
    fuse_reply_err(request, 0);
}

constexpr fuse_lowlevel_ops operations()
{
    fuse_lowlevel_ops ops {};
    ops.init = initialise;
    ops.lookup = lookUp;
    ops.getattr = getAttributes;
    ops.statfs = statFileSystem;
    ops.open = openFileOf;
    ops.read = readFile;
    ops.write = writeFile;
    ops.fsync = syncFile;
    ops.fallocate = allocateFile;
    ops.flush = closeFile;
    ops.release = closeFile;
    return ops;
}

ssize_t writeReply(int, iovec* parts, int count, void*)
{
    ssize_t written = ::writev(t_queue->device(), parts, count);
    if (written >= 0 || errno == ENOENT) // ENOENT: the kernel has given up on the request
        return written;
    // libfuse would write that to stderr and do nothing else about it.
    if (errno != ENODEV) { // the connection has ended, as the queue sees too
        std::array<char, 128> text {};
        (void)std::snprintf(text.data(), text.size(), "FUSE: the kernel took no answer: %s",
                            strerrordesc_np(errno));
        t_queue->log().say(text.data());
    }
    written = 0;
    for (const iovec& part : std::span(parts, static_cast<std::size_t>(count)))
        written += static_cast<ssize_t>(part.iov_len);
    return written;
}

// libfuse wants it to be there; the queues do the reading.
ssize_t readNothing(int, void*, std::size_t, void*)
{
    errno = EINVAL;
    return -1;
}

Error missing(int errnoValue, const char* what)
{
    if (errnoValue == ENOENT || errnoValue == ENXIO || errnoValue == ENODEV)
        return { ErrorKind::Unsupported, errnoValue, std::string(what) + ": load the module fuse" };
    if (errnoValue == EPERM || errnoValue == EACCES)
        return { ErrorKind::Unsupported, errnoValue,
                 std::string(what) + ": run as root, with CAP_SYS_ADMIN" };
    return ioError(errnoValue, what);
}

// A mount that is attached nowhere (fsmount(2)): no path leads to it.
Result<UniqueFd> mountDetached(int device)
{
    constexpr const char* what = "mounting a FUSE file system";
    UniqueFd context(fsopen("fuse", FSOPEN_CLOEXEC));
    if (!context)
        return missing(errno, what);
    const std::array<std::pair<const char*, std::string>, 6> options { {
        { "source", "blkera" },
        { "fd", std::to_string(device) },
        { "rootmode", "40000" }, // octal: a directory
        { "user_id", std::to_string(geteuid()) },
        { "group_id", std::to_string(getegid()) },
        { "max_read", std::to_string(FuseSession::kMaxIoBytes) },
    } };
    for (const auto& [key, value] : options) {
        if (fsconfig(context.get(), FSCONFIG_SET_STRING, key, value.c_str(), 0) != 0)
            return missing(errno, what);
    }
    if (fsconfig(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) != 0)
        return missing(errno, what);
    UniqueFd mount(fsmount(context.get(), FSMOUNT_CLOEXEC,
                           MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC));
    if (!mount)
        return missing(errno, what);
    return mount;
}

} // namespace

void FuseSession::Destroy::operator()(fuse_session* session) const
{
    fuse_session_destroy(session);
}

FuseSession::FuseSession(Options options)
    : m_options(std::move(options))
    , m_sizeSectors(m_options.limits.size.raw())
{
}

FuseSession::~FuseSession() = default;

Result<std::unique_ptr<FuseSession>> FuseSession::create(Options options)
{
    std::unique_ptr<FuseSession> session(new FuseSession(std::move(options)));
    if (Result<void> connected = session->connect(); !connected)
        return connected.error();
    return session;
}

Result<void> FuseSession::connect()
{
    UniqueFd device(::open(kFuseDevice, O_RDWR | O_CLOEXEC | O_NONBLOCK));
    if (!device)
        return missing(errno, kFuseDevice);

    static constexpr fuse_lowlevel_ops ops = operations();
    fuse_set_log_func(logOfQueue);
    // The mount says it to the kernel, libfuse wants to hear the same.
    std::array<std::string, 3> words { "blkera-target", "-o",
                                       "max_read=" + std::to_string(kMaxIoBytes) };
    std::array<char*, 4> arguments { words[0].data(), words[1].data(), words[2].data(), nullptr };
    fuse_args args { 3, arguments.data(), 0 };
    m_session.reset(fuse_session_new(&args, &ops, sizeof ops, this));
    fuse_opt_free_args(&args); // what it has put in their place
    if (!m_session)
        return Error { ErrorKind::Unsupported, 0, "libfuse refuses to make a session" };

    Result<UniqueFd> mount = mountDetached(device.get());
    if (!mount)
        return mount.error();
    fuse_custom_io io {};
    io.writev = writeReply;
    io.read = readNothing;
    if (int result = fuse_session_custom_io(m_session.get(), &io, device.get()); result != 0)
        return ioError(-result, "setting up a FUSE session");
    device.release(); // the session's now
    m_mount = std::move(*mount);
    return {};
}

Result<UniqueFd> FuseSession::cloneDevice() const
{
    UniqueFd device(::open(kFuseDevice, O_RDWR | O_CLOEXEC | O_NONBLOCK));
    auto first = static_cast<std::uint32_t>(fuse_session_fd(m_session.get()));
    if (!device || ::ioctl(device.get(), FUSE_DEV_IOC_CLONE, &first) != 0)
        return ioError(errno, "one more descriptor of " + std::string(kFuseDevice));
    return device;
}

Result<UniqueFd> FuseSession::openFile() const
{
    int access = m_options.limits.readOnly ? O_RDONLY : O_RDWR;
    UniqueFd file(::openat(m_mount.get(), m_options.fileName.c_str(),
                           access | O_DIRECT | O_CLOEXEC | O_NOFOLLOW));
    if (!file)
        return ioError(errno, "opening the device's file on FUSE");
    return file;
}

Result<void> FuseSession::askForSize(int file)
{
    struct statx status { };

    if (::statx(file, "", AT_EMPTY_PATH | AT_STATX_FORCE_SYNC, STATX_SIZE, &status) != 0)
        return ioError(errno, "asking the device's file on FUSE for its size");
    return {};
}

void FuseSession::bindThread(FuseQueue& queue)
{
    t_queue = &queue;
}

void FuseSession::handle(std::span<std::byte> message) const
{
    fuse_buf buffer {};
    buffer.size = message.size();
    buffer.mem = message.data();
    fuse_session_process_buf(m_session.get(), &buffer);
}

} // namespace blkera
