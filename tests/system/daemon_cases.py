#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): a daemon that is killed while its devices are in use.

    daemon_cases.py BIN ERA_DECODE SEED

Each pair of disks is a device. fio writes to all of them and logs when each write was done; what a pause is
without kills is taken from the same log, because an emulated guest on a busy machine has pauses of its own.
Jobs that a user began before go on through all of it.
"""
import fcntl
import json
import os
import random
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from bus_client import BusClient, BusError
from commands import run, wait_for
from guest_cases import run_cases
from world import TOP, World, processes_of

DEVICES = 4
NAMES = [f"d{number}" for number in range(DEVICES)]
KILLS = 20
QUIET_EVERY, QUIET_SECONDS = 4, 3.0  # kills; the pause between them
LONGEST_PAUSE_MS = 100
LOG = Path("/tmp/write")
PAGE = 4096
BLOCKS = (64 << 20) // PAGE  # of a device; fio writes to the lower half
# More than what the target gathers, what is in the pipe and what is read meanwhile: the list goes on.
LONG_LIST_BYTES = (64 << 10) + PAGE + KILLS * PAGE
USER = 65534  # nobody, who may read changes as a member of the group that packaging/polkit's example is for
LISTED = DRAINED, CANCELLED, SHORT = NAMES[:3]


def let_user_read():
    """Before polkitd starts; of /etc it sees nothing (see private-bus)."""
    rules = Path("/usr/share/polkit-1/rules.d")
    rules.mkdir(parents=True, exist_ok=True)
    example = TOP / "packaging/polkit/49-blkera-group.rules.example"
    (rules / "49-blkera-group.rules").write_text(example.read_text())
    with open("/etc/group", "a", encoding="ascii") as groups:
        groups.write("blkera:x:64999:nobody\n")


def scatter(device):
    """Writes to the lower half, and to every second block of the upper."""
    run("dd", "if=/dev/zero", f"of={device}", "bs=1M", f"count={BLOCKS // 2 * PAGE >> 20}", "oflag=direct")
    with open(device, "r+b", buffering=0) as file:
        for block in range(BLOCKS // 2, BLOCKS, 2):
            os.pwrite(file.fileno(), bytes(PAGE), block * PAGE)
        os.fsync(file.fileno())


class ListInAPipe:
    """A list of changed blocks that a user has asked for, and that is read at the test's pace."""

    def __init__(self, user, device):
        self.reader, writer = os.pipe2(os.O_CLOEXEC)
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, PAGE)
        user.send("org.blkera", f"/org/blkera/devices/{device}", "org.blkera.Device1", "ChangedBlocks", 2, 0, "json",
                  writer, signature="uush")
        os.close(writer)
        self.text = b""

    def read_some(self):
        """A target gives up whom nobody reads from for a minute."""
        self.text += os.read(self.reader, PAGE)

    def read_all(self):
        with open(self.reader, "rb") as rest:
            self.text += rest.read()
        return self.text.decode()


class Load:
    """fio on all devices, with a log of when each write was done."""

    def __init__(self, devices, seed):
        jobs = [word for name, device in devices.items() for word in (f"--name={name}", f"--filename={device}")]
        self.process = subprocess.Popen(
            ["fio", "--rw=randwrite", "--bs=4k", "--direct=1", "--ioengine=libaio", "--iodepth=2", "--rate_iops=100",
             f"--size={BLOCKS // 2 * PAGE}",
             "--time_based", "--runtime=600", f"--randseed={seed}", f"--write_lat_log={LOG}", "--log_unix_epoch=1",
             "--per_job_logs=1", *jobs],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def end(self):
        """For each device, the milliseconds since 1970 at which its writes were done, and the end."""
        end = round(time.time() * 1000)
        self.process.send_signal(signal.SIGINT)
        said = self.process.communicate(timeout=60)[0]
        assert "error" not in said, said[-1500:]
        done = []
        for job in range(1, DEVICES + 1):
            log = Path(f"{LOG}_clat.{job}.log").read_text()
            done.append(sorted(int(line.split(",")[0]) for line in log.splitlines()) + [end])
        return done


def writes_of(device):
    """How many it has done."""
    return int(Path(f"/sys/block/{os.path.basename(device)}/stat").read_text().split()[4])


def longest(done, begin, end):
    """The longest time without a write that was done, in milliseconds, which overlaps [begin, end]."""
    return max(later - earlier for times in done for earlier, later in zip(times, times[1:])
               if later >= begin and earlier <= end)


class DaemonKillTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        let_user_read()
        cls.world = World(sys.argv[1])
        cls.addClassCleanup(cls.world.close)
        cls.world.start_daemon()

    def is_on_the_bus(self):
        try:
            self.bus.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "GetNameOwner",
                          "org.blkera")
            return True
        except BusError:
            return False

    def create(self):
        """The block devices, by name; those of lists with an era of their own, of which this is the text."""
        world = self.world
        devices = {}
        for number, name in enumerate(NAMES):
            devices[name] = world.must("create", name, "--origin", f"/dev/disk{2 * number}", "--metadata",
                                       f"/dev/disk{2 * number + 1}", "--frontend", "ublk", "--queues", "1",
                                       "--queue-depth", "32", "--block-size", "4KiB")
            # What comes later is about the daemon, not about first writes.
            run("dd", "if=/dev/zero", f"of={devices[name]}", "bs=1M", "count=64", "oflag=direct")
        for name in LISTED:
            world.must("checkpoint", name)
            scatter(devices[name])
        return devices, {name: self.changed(name) for name in LISTED}

    def changed(self, name):
        return self.world.must("changed", name, "--since", "2", "--format", "json") + "\n"

    # ------------------------------------------------------------ jobs

    def lists(self, device):
        """The user's lists of a device, oldest first."""
        jobs = json.loads(self.world.must("jobs", "--json"))
        return [job for job in jobs if job["uid"] == USER and job["device"] == device]

    def begin(self, device):
        """(a list that is being written, its job)"""
        known = [job["id"] for job in self.lists(device)]
        output = ListInAPipe(self.user, device)
        job = wait_for(f"a list of {device} that is under way", lambda: next(
            (job for job in self.lists(device) if job["id"] not in known and job["done"] > 0), None))
        self.assertEqual((job["operation"], job["state"]), ("changed-blocks", "running"))
        return output, job

    def assert_ends(self, job, **expected):
        """With that state, and otherwise as it began."""
        def found():
            return next((now for now in self.lists(job["device"]) if now["id"] == job["id"]), {})
        wait_for(f"the end of job {job['id']}", lambda: found().get("state", "running") != "running")
        same = {key: job[key] for key in ("operation", "uid", "started")}
        self.assertLessEqual((same | expected).items(), found().items())

    # ------------------------------------------------------------ kills

    def kill(self, meanwhile=None):
        """The next daemon is not always there yet, but when something has happened meanwhile."""
        begin = time.time()
        self.world.end_daemon(signal.SIGKILL)
        self.assertFalse(self.is_on_the_bus())
        if meanwhile:
            meanwhile()
        self.world.spawn_daemon()
        if meanwhile or self.choice.random() < 0.7:
            wait_for("blkerad on the bus", self.is_on_the_bus)
        time.sleep(self.choice.uniform(0, 0.5))
        return begin * 1000, time.time() * 1000

    def test_killed_again_and_again_under_load_no_write_waits_and_no_job_ends(self):
        world = self.world
        self.choice = random.Random(int(sys.argv[3]))
        address = world.environment["DBUS_SYSTEM_BUS_ADDRESS"]
        self.bus, self.user = BusClient(address), BusClient(address, USER)
        self.addCleanup(self.bus.close)
        self.addCleanup(self.user.close)
        devices, texts = self.create()
        self.assertGreater(len(texts[DRAINED]), LONG_LIST_BYTES)
        eras = {name: world.current_era(name) for name in NAMES}
        targets = {name: world.target_pid(name) for name in NAMES}
        kills, quiet, short = [], [], []
        long = {name: self.begin(name) for name in (DRAINED, CANCELLED)}
        written = {device: writes_of(device) for device in devices.values()}
        load = Load(devices, sys.argv[3])
        wait_for("writes to all devices", lambda: all(writes_of(device) > written[device] + 100 for device in written))
        for number in range(KILLS):
            meanwhile = None
            if number % QUIET_EVERY == 0:
                quiet.append((time.time() * 1000, (time.time() + QUIET_SECONDS) * 1000))
                time.sleep(QUIET_SECONDS)
                wait_for("blkerad on the bus", self.is_on_the_bus)
                output, job = self.begin(SHORT)
                short.append(job)

                def meanwhile(output=output):
                    self.assertEqual(output.read_all(), texts[SHORT])
                if number % (2 * QUIET_EVERY) == 0:  # ends before the kill, not after it
                    meanwhile()
                    self.assert_ends(job, state="done")
                    meanwhile = None
            kills.append(self.kill(meanwhile))
            for output, _ in long.values():
                output.read_some()
        self.assertIsNone(load.process.poll(), "the load lasts until after the kills")
        wait_for("blkerad on the bus", self.is_on_the_bus)
        done = load.end()

        for name in NAMES:
            self.assertIn("running", world.must("info", name))
            self.assertEqual(world.must("path", name), devices[name])
            self.assertEqual(world.target_pid(name), targets[name])
            self.assertEqual(world.current_era(name), eras[name])
        self.assertEqual(sorted(processes_of(world.bin / "blkera-target")), sorted(targets.values()))
        self.assert_jobs(long, short, texts)
        self.assert_no_pause(done, kills, quiet)

    def assert_no_pause(self, done, kills, quiet):
        pauses = sorted(longest(done, *span) for span in kills)
        others = sorted(longest(done, *span) for span in quiet)
        print(f"{sum(map(len, done))} writes to {DEVICES} devices; longest time without one that was done: "
              f"{pauses[len(pauses) // 2]} ms (median of {len(kills)} kills of the daemon), {pauses[-1]} ms (longest); "
              f"without kills {others[len(others) // 2]} ms (median of {len(others)} times {QUIET_SECONDS:.0f} s), "
              f"{others[-1]} ms (longest)")
        print(f"COUNT kills of the daemon under load: {len(kills)} (at least {KILLS})", flush=True)
        self.assertLessEqual(pauses[len(pauses) // 2], LONGEST_PAUSE_MS)
        self.assertLessEqual(pauses[-1], max(LONGEST_PAUSE_MS, 3 * others[-1]))

    def assert_jobs(self, long, short, texts):
        """All are there: what went on still does, and what has ended says what came of it."""
        for name, (_, before) in long.items():
            [job] = wait_for(f"the list of {name} to be looked after", lambda name=name: [
                job for job in self.lists(name) if job["done"] > 0])
            same = ("id", "operation", "uid", "started", "total", "cancelable")
            self.assertEqual([job[key] for key in same], [before[key] for key in same])
            self.assertEqual((job["state"], job["total"], job["cancelable"]), ("running", BLOCKS, True))
            # What it has gathered it has looked at, as before; it waits with the next lot.
            self.assertGreater(job["done"], before["done"])
        drained, cancelled = long[DRAINED], long[CANCELLED]
        text = drained[0].read_all()
        self.assertEqual(text, texts[DRAINED])
        self.assertEqual(text, self.changed(DRAINED))
        everything = {"blocks": json.loads(text)["changed_blocks"], "uncertain": 0}
        self.assert_ends(drained[1], state="done", report=everything)
        self.world.must("jobs", "--cancel", cancelled[1]["id"])
        self.assert_ends(cancelled[1], state="cancelled", report={})
        self.assertTrue(texts[CANCELLED].startswith(cancelled[0].read_all()))
        self.assertLess(len(cancelled[0].text), len(texts[CANCELLED]))
        for job in short:
            self.assert_ends(job, state="done", report=everything, error=None)
        print(f"COUNT jobs that went on through all kills of the daemon: {len(long)} (at least 2)")
        print(f"COUNT jobs that ended between kills of the daemon: {len(short)} (at least {KILLS // QUIET_EVERY})",
              flush=True)


if __name__ == "__main__":
    sys.exit(not run_cases().wasSuccessful())
