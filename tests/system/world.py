# SPDX-License-Identifier: GPL-2.0-or-later
"""A whole blkera on a private bus: dbus-daemon, polkitd and blkerad in a scratch folder of their own."""
import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from commands import ask, run, wait_for

TOP = Path(__file__).resolve().parents[2]
PROGRAMS = ["blkera", "blkerad", "blkera-meta", "blkera-target"]


def processes_of(program):
    """Pids of everybody who runs this very file."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit() and os.readlink(entry / "exe") == str(program):
                found.append(int(entry.name))
        except OSError:
            pass  # it has ended, or is a kernel thread
    return found


def is_running(pid):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


class World:
    def __init__(self, built, target=None):
        """`target` is what runs as blkera-target, if not that."""
        self.folder = Path(tempfile.mkdtemp(prefix="blkera-test."))
        self.folder.chmod(0o755)  # nobody has to be able to run the programs in it
        self.bin = self.folder / "bin"
        self.bin.mkdir()
        for program in PROGRAMS:
            shutil.copy2(Path(built) / program, self.bin)
        if target:
            shutil.copy2(target, self.bin / "blkera-target")
        self.config = self.folder / "config"
        self.state = self.folder / "state"
        self.runtime = self.folder / "run"
        self.loops = []
        self.daemon = None
        self.bus = None
        self.environment = dict(os.environ, LC_ALL="C.UTF-8")
        self.start_bus()

    # ------------------------------------------------------------ bus and daemon

    def start_bus(self):
        """The script prints the address when the bus and polkitd answer, and serves until stdin closes."""
        self.bus = subprocess.Popen([TOP / "tests/support/private-bus", self.folder / "bus"], text=True,
                                    stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        address = self.bus.stdout.readline().strip()
        assert address, "private-bus has not started; it said why above"
        self.environment["DBUS_SYSTEM_BUS_ADDRESS"] = address

    def spawn_daemon(self, log=None):
        """`log` is a file that gets what the daemon says."""
        self.daemon = subprocess.Popen(
            [self.bin / "blkerad", "--config-dir", self.config, "--state-dir", self.state,
             "--runtime-dir", self.runtime, "--launcher", "process"],
            env=self.environment, stdin=subprocess.DEVNULL, stderr=log)

    def start_daemon(self, log=None):
        self.spawn_daemon(log)
        wait_for("blkerad on the bus", lambda: self.blkera("list").status == 0)

    def end_daemon(self, how=signal.SIGTERM):
        self.daemon.send_signal(how)
        self.daemon.wait(30)
        self.daemon = None

    def polkitd_pid(self):
        return int(run("dbus-send", "--system", "--print-reply=literal", "--dest=org.freedesktop.DBus",
                       "/org/freedesktop/DBus", "org.freedesktop.DBus.GetConnectionUnixProcessID",
                       "string:org.freedesktop.PolicyKit1", env=self.environment).split()[-1])

    # ------------------------------------------------------------ the command line

    def blkera(self, *arguments, user=None):
        """The CLI; with `user`, as that user and in no group but that user's."""
        prefix = ["setpriv", f"--reuid={user}", f"--regid={user_group(user)}", "--clear-groups"] \
            if user else []
        return ask(*prefix, self.bin / "blkera", *arguments, env=self.environment, cwd="/")

    def must(self, *arguments):
        """The CLI, which has to succeed; returns what it printed, without the last newline."""
        return run(self.bin / "blkera", *arguments, env=self.environment).rstrip("\n")

    def target_pid(self, name):
        """The one process that serves the device."""
        found = []
        for pid in processes_of(self.bin / "blkera-target"):
            words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
            if f"{name}.conf" in map(os.path.basename, words):
                found.append(pid)
        assert len(found) == 1, f"{len(found)} processes serve {name}"
        return found[0]

    def current_era(self, name):
        return int(self.must("status", name).split()[2])

    # ------------------------------------------------------------ block devices

    def loop(self, size_bytes):
        """A blank loop device of that size."""
        image = self.folder / f"image{len(self.loops)}"
        with open(image, "wb") as file:
            file.truncate(size_bytes)
        self.loops.append(run("losetup", "--find", "--show", image).strip())
        return self.loops[-1]

    def image(self, loop):
        """The file behind a loop device of ours."""
        return self.folder / f"image{self.loops.index(loop)}"

    def grow(self, loop, size_bytes):
        """Makes a loop device of ours larger."""
        assert self.image(loop).stat().st_size < size_bytes
        os.truncate(self.image(loop), size_bytes)
        run("losetup", "--set-capacity", loop)

    def fingerprint(self, *devices):
        """Changes when a device, the configuration or what list prints changes."""
        digest = hashlib.sha256()
        for device in devices:
            digest.update(run("sha256sum", device, timeout=600).encode())
        for path in sorted(self.config.rglob("*")) if self.config.exists() else []:
            digest.update(str(path).encode() + (path.read_bytes() if path.is_file() else b""))
        digest.update(self.must("list", "--json").encode())
        return digest.hexdigest()

    # ------------------------------------------------------------ the end

    def close(self):
        """Ends and removes everything that this world has made; what is left over is an error."""
        leftovers = []
        if self.daemon is not None:
            for line in self.blkera("list").out.splitlines()[1:]:
                self.blkera("stop", line.split()[0])
            self.end_daemon()
        for program in PROGRAMS:
            for pid in processes_of(self.bin / program):
                leftovers.append(f"{program} (process {pid})")
                os.kill(pid, signal.SIGKILL)
                wait_for(f"the end of {pid}", lambda pid=pid: not is_running(pid))
        for loop in self.loops:
            run("losetup", "--detach", loop)
        self.bus.communicate(timeout=30)
        shutil.rmtree(self.folder)
        assert not leftovers, f"left running: {leftovers}"


def user_group(user):
    return run("id", "-g", user).strip()
