// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include <linux/fs.h>
#include <linux/loop.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

namespace blkera {

struct SystemCall {
    // Only if an argument, masked, has this value.
    struct Argument {
        unsigned index;
        std::uint64_t mask;
        std::uint64_t value;
    };

    const char* name;
    std::optional<Argument> argument {};
};

inline constexpr std::uint64_t kWhole = UINT32_MAX;

// What a target that serves does, until its end.
inline constexpr SystemCall kAllowedCalls[] = {
    // Block I/O, and commands to the ublk driver, each on a ring of its own.
    { "io_uring_enter" },
    { "io_uring_setup" },
    { "io_uring_register" },
    // Metadata, state file, lists to a pipe, FUSE messages, wake-ups.
    { "read" },
    { "write" },
    { "readv" },
    { "writev" },
    { "pread64" },
    { "pwrite64" },
    { "preadv" },
    { "pwritev" },
    { "preadv2" },
    { "pwritev2" },
    { "fsync" },
    { "fdatasync" },
    { "fallocate" },
    { "ftruncate" },
    { "memfd_create" }, // a map of changed blocks, for whoever asked
    { "lseek" },
    // The metadata again for a list, /dev/ublk-control, our block device, the state file.
    { "open" },
    { "openat" },
    { "close" },
    { "dup" },
    { "fcntl" },
    { "flock" },
    { "stat" },
    { "fstat" },
    { "lstat" },
    { "newfstatat" },
    { "statx" },
    { "access" },
    { "faccessat" },
    { "faccessat2" },
    // Links and notes in /dev/blkera and the runtime directory, the state file's replacement, and
    // who has our block device open: /proc/PID/fd, /sys.
    { "readlink" },
    { "readlinkat" },
    { "getdents64" },
    { "mkdir" },
    { "mkdirat" },
    { "rename" },
    { "renameat" },
    { "renameat2" },
    { "unlink" },
    { "unlinkat" },
    { "rmdir" },
    { "symlink" },
    { "symlinkat" },
    { "chmod" },
    { "fchmod" },
    { "fchmodat" },
    { "umask" },
    // The origin's size; a loop device's size, state and end.
    { "ioctl", { { 1, kWhole, BLKGETSIZE64 } } },
    { "ioctl", { { 1, kWhole, BLKROGET } } },
    { "ioctl", { { 1, kWhole, BLKSSZGET } } },
    { "ioctl", { { 1, kWhole, BLKPBSZGET } } },
    { "ioctl", { { 1, kWhole, BLKROTATIONAL } } },
    { "ioctl", { { 1, kWhole, LOOP_GET_STATUS64 } } },
    { "ioctl", { { 1, kWhole, LOOP_SET_STATUS64 } } },
    { "ioctl", { { 1, kWhole, LOOP_SET_CAPACITY } } },
    { "ioctl", { { 1, kWhole, LOOP_CLR_FD } } },
    // The control socket and the word to systemd. No network.
    { "socket", { { 0, kWhole, AF_UNIX } } },
    { "connect" },
    { "accept4" },
    { "getsockname" },
    { "getpeername" },
    { "getsockopt" },
    { "setsockopt" },
    { "sendto" },
    { "sendmsg" },
    { "recvfrom" },
    { "recvmsg" },
    { "shutdown" },
    // Waiting.
    { "poll" },
    { "ppoll" },
    { "select" },
    { "pselect6" },
    { "epoll_create1" },
    { "epoll_ctl" },
    { "epoll_wait" },
    { "epoll_pwait" },
    { "epoll_pwait2" },
    { "eventfd2" },
    { "pipe2" },
    { "timerfd_create" },
    { "timerfd_settime" },
    { "signalfd4" },
    { "nanosleep" },
    { "clock_nanosleep" },
    { "clock_gettime" },
    { "clock_getres" },
    { "gettimeofday" },
    { "restart_syscall" },
    // Memory, none of it to be executed.
    { "brk" },
    { "mmap", { { 2, PROT_EXEC, 0 } } },
    { "mprotect", { { 2, PROT_EXEC, 0 } } },
    { "munmap" },
    { "mremap" },
    { "madvise" },
    { "mlock" },
    { "mlock2" },
    { "munlock" },
    // Threads, as glibc makes and ends them; no process.
    { "clone", { { 0, CLONE_THREAD, CLONE_THREAD } } },
    { "prctl", { { 0, kWhole, PR_SET_IO_FLUSHER } } },
    { "prctl", { { 0, kWhole, PR_SET_NAME } } },
    { "set_robust_list" },
    { "rseq" },
    { "futex" },
    { "membarrier" },
    { "sched_yield" },
    { "sched_getaffinity" },
    { "sched_setaffinity" },
    { "sigaltstack" },
    { "rt_sigaction" },
    { "rt_sigprocmask" },
    { "rt_sigreturn" },
    { "rt_sigtimedwait" },
    { "getpid" },
    { "gettid" },
    { "tgkill" }, // abort()
    { "exit" },
    { "exit_group" },
    // What libraries ask.
    { "geteuid" },
    { "getuid" },
    { "getegid" },
    { "getgid" },
    { "getrandom" },
    { "getcwd" },
    { "uname" },
    { "sysinfo" },
    { "statfs" },
    { "fstatfs" },
    { "prlimit64" },
};

// Nothing here ever makes these: whoever does has taken the process over.
inline constexpr SystemCall kDeadlyCalls[] = {
    // Another program, another process's memory, files and threads.
    { "execve" },
    { "execveat" },
    { "fork" },
    { "vfork" },
    { "ptrace" },
    { "process_vm_readv" },
    { "process_vm_writev" },
    { "process_madvise" },
    { "pidfd_getfd" },
    { "kcmp" },
    // Mounts and namespaces.
    { "mount" },
    { "umount2" },
    { "move_mount" },
    { "open_tree" },
    { "mount_setattr" },
    { "fsopen" },
    { "fspick" },
    { "fsconfig" },
    { "fsmount" },
    { "pivot_root" },
    { "chroot" },
    { "setns" },
    { "unshare" },
    // The kernel itself.
    { "init_module" },
    { "finit_module" },
    { "delete_module" },
    { "kexec_load" },
    { "kexec_file_load" },
    { "bpf" },
    { "perf_event_open" },
    { "userfaultfd" },
    { "iopl" },
    { "ioperm" },
    { "reboot" },
    { "swapon" },
    { "swapoff" },
};

// glibc then makes threads with clone(), whose flags can be seen.
inline constexpr SystemCall kMissingCalls[] = {
    { "clone3" },
};

} // namespace blkera
