# SPDX-License-Identifier: GPL-2.0-or-later
"""Login sessions, a group and rules that nobody but the polkitd of a private bus sees.

polkit asks systemd's library in which session a process is, and that looks at the process's control
group and at files of logind in /run. polkitd has a /run of its own (see private-bus), so only the
control groups are visible on this machine; they are removed at the end.
"""
import os
from pathlib import Path

from commands import run, wait_for


def cgroup2():
    """Where control groups of version 2 are mounted."""
    for line in Path("/proc/self/mounts").read_text().splitlines():
        _, path, kind, *_ = line.split()
        if kind == "cgroup2":
            return Path(path)
    raise AssertionError("there are no control groups of version 2")


class LoginSessions:
    def __init__(self, polkitd_pid):
        self.pid = polkitd_pid
        self.root = Path(f"/proc/{polkitd_pid}/root")
        self.scopes = []

    def add(self, session, uid, name, is_active):
        """Returns the file that a process writes its id to, to be of that session."""
        state = "active" if is_active else "online"
        run_systemd = self.root / "run/systemd"
        (run_systemd / "sessions" / session).write_text(
            f"UID={uid}\nUSER={name}\nACTIVE={int(is_active)}\nSTATE={state}\nREMOTE=0\nTYPE=x11\n"
            "CLASS=user\nSEAT=seat0\n")
        active = session if is_active else ""
        (run_systemd / "users" / str(uid)).write_text(
            f"NAME={name}\nSTATE={state}\nSESSIONS={session}\nACTIVE_SESSIONS={active}\nSEATS=seat0\n")
        if is_active:
            (run_systemd / "seats/seat0").write_text(
                f"IS_SEAT0=1\nACTIVE={session}\nACTIVE_UID={uid}\nSESSIONS={session}\n")
        scope = cgroup2() / "user.slice" / f"user-{uid}.slice" / f"session-{session}.scope"
        scope.mkdir(parents=True, exist_ok=True)  # one that was killed leaves them
        self.scopes.append(scope)
        return scope / "cgroup.procs"

    def add_group(self, folder, name, member):
        """A group with one member, for polkitd's eyes."""
        group = folder / "group"
        group.write_text(Path("/etc/group").read_text() + f"{name}:x:64999:{member}\n")
        run("nsenter", "--mount", f"--target={self.pid}", "mount", "--bind", group, "/etc/group")

    def add_rule(self, path):
        """polkitd watches the folder and reads it again."""
        (self.root / "etc/polkit-1/rules.d" / path.name.removesuffix(".example")).write_text(path.read_text())

    def close(self):
        for scope in self.scopes:
            def gone(folder):
                try:
                    os.rmdir(folder)
                    return True
                except FileNotFoundError:
                    return True
                except OSError:
                    return False
            wait_for(f"the end of the processes in {scope}", lambda scope=scope: gone(scope))
            for folder in scope.parents:
                try:
                    os.rmdir(folder)  # another's is not empty
                except OSError:
                    break
