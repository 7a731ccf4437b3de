// SPDX-License-Identifier: GPL-2.0-or-later
#include "confinement.h"

#include "system_calls.h"

#include <cerrno>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <seccomp.h>
#include <sys/prctl.h>

#include <cap-ng.h>

namespace blkera {

namespace {

constexpr capng_type_t kBothSets
    = static_cast<capng_type_t>(unsigned { CAPNG_EFFECTIVE } | unsigned { CAPNG_PERMITTED });

// Root's own files need none of them.
constexpr unsigned kServing[] = {
    CAP_SYS_ADMIN, // commands to the ublk driver, and to loop devices opened for reading
    CAP_SYS_RESOURCE, // a new thread becomes an I/O flusher
    CAP_IPC_LOCK, // memory that is mapped later stays locked
    // Who has our block device open is asked before it is taken away: other processes' lists of
    // files, those of other users included.
    CAP_SYS_PTRACE,
    CAP_DAC_READ_SEARCH,
};

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
Error seccompError(int result, const std::string& what)
{
    return { ErrorKind::Unsupported, -result, "system call filter, " + what };
}

Result<void> addRule(scmp_filter_ctx filter, std::uint32_t action, const SystemCall& call)
{
    const int number = seccomp_syscall_resolve_name(call.name);
    if (number == __NR_SCMP_ERROR)
        return {}; // newer than the library, so than anything that runs here
    const int result = call.argument
        ? seccomp_rule_add(filter, action, number, 1,
                           SCMP_CMP64(call.argument->index, SCMP_CMP_MASKED_EQ, call.argument->mask,
                                      call.argument->value))
        : seccomp_rule_add(filter, action, number, 0);
    // EACCES: the action is the default one.
    if (result != 0 && result != -EACCES)
        return seccompError(result, call.name);
    return {};
}

Result<void> filterSystemCalls()
{
    std::unique_ptr<void, void (*)(scmp_filter_ctx)> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)),
                                                            seccomp_release);
    if (!filter)
        return seccompError(-ENOMEM, "making it");
    for (const auto& [attribute, value] :
         { std::pair(SCMP_FLTATR_CTL_TSYNC, 1U), std::pair(SCMP_FLTATR_CTL_LOG, 1U) })
        if (int result = seccomp_attr_set(filter.get(), attribute, value); result != 0)
            return seccompError(result, "setting it up");
    for (const SystemCall& call : kAllowedCalls)
        if (auto added = addRule(filter.get(), SCMP_ACT_ALLOW, call); !added)
            return added;
    for (const SystemCall& call : kDeadlyCalls)
        if (auto added = addRule(filter.get(), SCMP_ACT_KILL_PROCESS, call); !added)
            return added;
    for (const SystemCall& call : kMissingCalls)
        if (auto added = addRule(filter.get(), SCMP_ACT_ERRNO(ENOSYS), call); !added)
            return added;
    if (int result = seccomp_load(filter.get()); result != 0)
        return seccompError(result, "loading it: the kernel needs CONFIG_SECCOMP_FILTER");
    return {};
}
#else
// The sanitizers' run-time libraries make calls of their own, down to ptrace.
Result<void> filterSystemCalls()
{
    return {};
}
#endif

} // namespace

void avoidMemoryKiller()
{
    std::ofstream("/proc/self/oom_score_adj") << -1000;
}

Result<void> dropCapabilities(Rights rights)
{
    std::vector<unsigned> wanted(std::begin(kServing), std::end(kServing));
    if (rights == Rights::Opening)
        wanted.push_back(CAP_DAC_OVERRIDE);
    if (capng_get_caps_process() != 0)
        return Error { ErrorKind::Unsupported, errno, "reading the capabilities" };
    std::erase_if(wanted, [](unsigned capability) {
        return capng_have_capability(CAPNG_PERMITTED, capability) == 0;
    });
    capng_clear(CAPNG_SELECT_CAPS);
    for (unsigned capability : wanted)
        if (capng_update(CAPNG_ADD, kBothSets, capability) != 0)
            return Error { ErrorKind::Unsupported, errno, "choosing the capabilities" };
    if (capng_apply(CAPNG_SELECT_CAPS) != 0)
        return Error { ErrorKind::Unsupported, errno, "dropping capabilities" };
    return {};
}

Result<void> confineProcess()
{
    // TSYNC hands the first one on to all threads, the second is the process's.
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1UL, 0UL, 0UL, 0UL) != 0
        || ::prctl(PR_SET_DUMPABLE, 0UL, 0UL, 0UL, 0UL) != 0)
        return Error { ErrorKind::Unsupported, errno, "giving up privileges" };
    return filterSystemCalls();
}

} // namespace blkera
