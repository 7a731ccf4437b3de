#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): a daemon that is killed while its devices are in use.

    daemon_cases.py BIN ERA_DECODE SEED

Each pair of disks is a device. fio writes to all of them and logs when each write was done; what a pause is
without kills is taken from the same log, because an emulated guest on a busy machine has pauses of its own.
"""
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
from world import World, processes_of

DEVICES = 4
NAMES = [f"d{number}" for number in range(DEVICES)]
KILLS = 20
QUIET_EVERY, QUIET_SECONDS = 4, 3.0  # kills; the pause between them
LONGEST_PAUSE_MS = 100
LOG = Path("/tmp/write")


class Load:
    """fio on all devices, with a log of when each write was done."""

    def __init__(self, devices, seed):
        jobs = [word for name, device in devices.items() for word in (f"--name={name}", f"--filename={device}")]
        self.process = subprocess.Popen(
            ["fio", "--rw=randwrite", "--bs=4k", "--direct=1", "--ioengine=libaio", "--iodepth=2", "--rate_iops=100",
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


def longest(done, begin, end):
    """The longest time without a write that was done, in milliseconds, which overlaps [begin, end]."""
    return max(later - earlier for times in done for earlier, later in zip(times, times[1:])
               if later >= begin and earlier <= end)


class DaemonKillTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
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

    def test_killed_again_and_again_under_load_no_write_waits(self):
        world = self.world
        self.bus = BusClient(world.environment["DBUS_SYSTEM_BUS_ADDRESS"])
        self.addCleanup(self.bus.close)
        devices = {}
        for number, name in enumerate(NAMES):
            devices[name] = world.must("create", name, "--origin", f"/dev/disk{2 * number}", "--metadata",
                                       f"/dev/disk{2 * number + 1}", "--frontend", "ublk", "--queues", "1",
                                       "--queue-depth", "32")
            # What comes later is about the daemon, not about first writes.
            run("dd", "if=/dev/zero", f"of={devices[name]}", "bs=1M", "count=64", "oflag=direct")
        for name in NAMES[:2]:
            world.must("checkpoint", name)
        eras = {name: world.current_era(name) for name in NAMES}
        targets = {name: world.target_pid(name) for name in NAMES}
        choice = random.Random(int(sys.argv[3]))
        kills, quiet = [], []
        load = Load(devices, sys.argv[3])
        time.sleep(2)
        for number in range(KILLS):
            if number % QUIET_EVERY == 0:
                quiet.append((time.time() * 1000, (time.time() + QUIET_SECONDS) * 1000))
                time.sleep(QUIET_SECONDS)
            begin = time.time()
            world.end_daemon(signal.SIGKILL)
            self.assertFalse(self.is_on_the_bus())
            world.spawn_daemon()
            # Now and then before it is back.
            if choice.random() < 0.7:
                wait_for("blkerad on the bus", self.is_on_the_bus)
            time.sleep(choice.uniform(0, 0.5))
            kills.append((begin * 1000, time.time() * 1000))
        self.assertIsNone(load.process.poll(), "the load lasts until after the kills")
        wait_for("blkerad on the bus", self.is_on_the_bus)
        done = load.end()

        pauses = sorted(longest(done, *span) for span in kills)
        others = sorted(longest(done, *span) for span in quiet)
        print(f"{sum(map(len, done))} writes to {DEVICES} devices; longest time without one that was done: "
              f"{pauses[len(pauses) // 2]} ms (median of {len(kills)} kills of the daemon), {pauses[-1]} ms (longest); "
              f"without kills {others[len(others) // 2]} ms (median of {len(others)} times {QUIET_SECONDS:.0f} s), "
              f"{others[-1]} ms (longest)")
        print(f"COUNT kills of the daemon under load: {len(kills)} (at least {KILLS})", flush=True)
        self.assertLessEqual(pauses[len(pauses) // 2], LONGEST_PAUSE_MS)
        self.assertLessEqual(pauses[-1], max(LONGEST_PAUSE_MS, 3 * others[-1]))

        for name in NAMES:
            self.assertIn("running", world.must("info", name))
            self.assertEqual(world.must("path", name), devices[name])
            self.assertEqual(world.target_pid(name), targets[name])
            self.assertEqual(world.current_era(name), eras[name])
        self.assertEqual(sorted(processes_of(world.bin / "blkera-target")), sorted(targets.values()))


if __name__ == "__main__":
    sys.exit(not run_cases().wasSuccessful())
