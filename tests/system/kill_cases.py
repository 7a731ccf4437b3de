#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): targets that are killed while their device is in use.

    kill_cases.py BIN ERA_DECODE SEED

Half of the device is fio's, which verifies what it wrote; the other half a writer's, who knows in which
era each of its blocks was written. Both have to go on as if nothing had happened.
"""
import os
import random
import signal
import subprocess
import threading
import time

import guest_cases
from bus_client import BusClient, BusError
from commands import run, wait_for
from guest_cases import BLOCK, METADATA, ORIGIN, GuestCase
from oracles import assert_same_blocks
from world import is_running, processes_of
from writer import SECTOR, Writer, device_bytes

SCALE = float(os.environ.get("BLKERA_TEST_SCALE") or 1)
KILLS = max(1, round(20 * SCALE))
ROUNDS_KILLED_TWICE = max(1, round(6 * SCALE))
RESUMED_WITHIN = 2.0  # seconds
# Zeroing the memory that a target locks takes half a second here, and a busy machine as long again.
LONGEST_UNDER_EMULATION = 5.0
CHECKPOINT_EVERY = 0.2
FIO_BLOCKS = 400  # of the device's first half
FIRST, LAST = 8192, 16383  # the writer's blocks


class Checkpoints(threading.Thread):
    """A checkpoint every 200 ms; those that fall into a recovery are refused."""

    def __init__(self, world):
        super().__init__()
        self.bus = BusClient(world.environment["DBUS_SYSTEM_BUS_ADDRESS"])
        self.returned = world.current_era("x")
        self.taken = self.refused = 0
        self.ending = threading.Event()
        self.start()

    def run(self):
        while not self.ending.wait(CHECKPOINT_EVERY):
            try:
                self.returned = self.bus.call("org.blkera", "/org/blkera/devices/x", "org.blkera.Device1",
                                              "Checkpoint")
                self.taken += 1
            except BusError:
                self.refused += 1

    def end(self):
        self.ending.set()
        self.join()
        self.bus.close()


class Writes(threading.Thread):
    """Single pages, one after the other; notes the era of each, and when each was done."""

    def __init__(self, device, checkpoints, seed):
        super().__init__()
        self.device, self.checkpoints = device, checkpoints
        self.random = random.Random(seed)
        self.least = {}  # block: the era that a list has to have it since
        self.count = 0
        self.last_done = time.monotonic()
        self.longest_wait = 0.0
        self.error = None
        self.ending = False
        self.start()

    def run(self):
        fd = os.open(self.device, os.O_WRONLY | os.O_DIRECT | os.O_CLOEXEC)
        page = Writer(BLOCK, BLOCK, 0).buffer
        try:
            with memoryview(page) as view, view[:4096] as part:
                while not self.ending:
                    block = self.random.randint(FIRST, LAST)
                    era = self.checkpoints.returned
                    os.pwritev(fd, [part], block * BLOCK)
                    self.least[block] = era
                    self.count += 1
                    self.last_done = time.monotonic()
        except OSError as error:
            self.error = error
        finally:
            os.close(fd)

    def end(self):
        self.ending = True
        self.join()


class Verification(threading.Thread):
    """fio, round after round: random writes at depth 32, then all of it read and verified."""

    def __init__(self, device, seed):
        super().__init__()
        self.device, self.seed = device, seed
        self.rounds = 0
        self.failure = None
        self.ending = False
        self.start()

    def run(self):
        while not self.ending and not self.failure:
            done = subprocess.run(
                ["fio", "--name=verify", f"--filename={self.device}", "--rw=randwrite", "--bs=4k",
                 f"--size={FIO_BLOCKS * BLOCK // 4}", "--direct=1", "--ioengine=libaio", "--iodepth=32",
                 "--verify=crc32c", "--verify_fatal=1", "--do_verify=1",
                 f"--randseed={self.seed + self.rounds}"], text=True, capture_output=True)
            if done.returncode != 0:
                self.failure = done.stdout[-1500:] + done.stderr[-1500:]
            self.rounds += 1

    def end(self):
        self.ending = True
        self.join()


class KillCase(GuestCase):
    def kill(self, pid):
        os.kill(pid, signal.SIGKILL)
        wait_for("the target's end", lambda: not is_running(pid))

    def successor(self, seconds=30):
        """The process that serves the device; there may be none for a moment."""
        return wait_for("a target", lambda: next(iter(processes_of(self.world.bin / "blkera-target")), None),
                        seconds)

    def resumed(self, writes, killed_at):
        """Waits for a write that ended after the kill's end; returns how long it took."""
        before = writes.count
        wait_for("a write after the kill", lambda: writes.count > before + 1 or writes.error, 60)
        self.assertIsNone(writes.error)
        return writes.last_done - killed_at

    def stop(self):
        """Says who hangs, should it not end."""
        try:
            run(self.world.bin / "blkera", "stop", "x", env=self.world.environment, timeout=60)
        except subprocess.TimeoutExpired:
            print(self.must("list"), flush=True)
            for pid in processes_of(self.world.bin / "blkera-target"):
                print(run("sh", "-c", f"cd /proc/{pid}/task; for t in *; do cat $t/comm $t/stack; done; "
                                      "cat /sys/kernel/debug/block/ublkb*/state "
                                      "/sys/kernel/debug/block/ublkb*/hctx*/busy; dmesg | tail -n 20"),
                      flush=True)
            raise

    def under_load(self, disturb):
        """Calls `disturb` with the writer while everything is written and verified, and looks at the rest."""
        seed = guest_cases.SEED
        device = self.create()
        checkpoints = Checkpoints(self.world)
        writes = Writes(device, checkpoints, seed)
        verification = Verification(device, seed)
        try:
            disturb(writes)
        finally:
            for load in (verification, writes, checkpoints):
                load.end()
        self.assertIsNone(writes.error)
        self.assertIsNone(verification.failure)
        self.assertGreater(verification.rounds, 0)
        self.assertGreater(checkpoints.taken, 0)
        self.assertEqual(self.device(), device)
        expected = {since: [block for block, era in writes.least.items() if era >= since]
                    for since in sorted(set(writes.least.values()))}
        for since, blocks in expected.items():
            listed = set(self.changed(since)) if since % 8 == 0 or since == max(expected) else None
            if listed is not None:
                assert_same_blocks(set(blocks) & listed, blocks, f"acknowledged since era {since}")
        self.stop()
        self.inspector.assert_clean(METADATA)
        for since, blocks in expected.items():
            listed = set(self.inspector.invalidate(METADATA, since))
            assert_same_blocks(set(blocks) & listed, blocks, f"stopped, acknowledged since era {since}")
        print(f"{writes.count} writes of one page, {verification.rounds} rounds of fio, "
              f"{checkpoints.taken} checkpoints taken, {checkpoints.refused} refused, "
              f"{len(expected)} eras compared", flush=True)


class KillTest(KillCase):
    def test_killed_again_and_again_under_verified_load_nobody_notices(self):
        choice = random.Random(guest_cases.SEED)
        waits = []

        def disturb(writes):
            for _ in range(KILLS):
                time.sleep(choice.uniform(0, 3))
                begin = time.monotonic()
                self.kill(self.successor())
                waits.append(self.resumed(writes, begin))

        self.under_load(disturb)
        waits.sort()
        print(f"resumed after {waits[len(waits) // 2]:.2f} s (median), {waits[-1]:.2f} s (longest)")
        print(f"COUNT kills under load: {len(waits)} (at least {KILLS})", flush=True)
        self.assertLessEqual(waits[len(waits) // 2], RESUMED_WITHIN)
        self.assertLessEqual(waits[-1], LONGEST_UNDER_EMULATION)

    def test_killed_again_during_the_recovery(self):
        choice = random.Random(guest_cases.SEED + 1)
        kills = 0

        def disturb(writes):
            nonlocal kills
            for number in range(ROUNDS_KILLED_TWICE):
                time.sleep(choice.uniform(0, 1))
                self.kill(self.successor())
                for _ in range((1, 4)[number % 2]):  # twice and five times in a row
                    pid = self.successor()
                    time.sleep(choice.uniform(0, 0.5))
                    if is_running(pid):
                        self.kill(pid)
                        kills += 1
                self.resumed(writes, time.monotonic())

        self.under_load(disturb)
        print(f"COUNT kills during recovery: {kills} (at least {ROUNDS_KILLED_TWICE})", flush=True)
        self.assertGreaterEqual(kills, ROUNDS_KILLED_TWICE)

    def test_a_dead_target_s_write_never_lands_on_a_newer_one(self):
        run("dmsetup", "create", "slow", "--table",
            f"0 {device_bytes(ORIGIN) // SECTOR} delay {ORIGIN} 0 0 {ORIGIN} 0 2000")
        self.addCleanup(run, "dmsetup", "remove", "--retry", "slow")
        self.must("create", "x", "--origin", "/dev/mapper/slow", "--metadata", METADATA, "--block-size",
                  "64KiB", "--frontend", "ublk")
        self.addCleanup(self.forget)
        device = self.device()

        def write(fill):
            page = Writer(BLOCK, BLOCK, 0).buffer
            page[:4096] = bytes([fill]) * 4096
            fd = os.open(device, os.O_WRONLY | os.O_DIRECT | os.O_CLOEXEC)
            with memoryview(page) as view, view[:4096] as part:
                os.pwritev(fd, [part], 7 * BLOCK)
            os.close(fd)

        for older in (1, 3, 5):
            thread = threading.Thread(target=write, args=(older,))
            thread.start()
            time.sleep(0.7)  # the write is in the delay by now
            begin = time.monotonic()
            self.kill(self.successor())
            thread.join(60)
            self.assertFalse(thread.is_alive(), "the write that was in flight got its answer")
            # Its first half second had passed; issued again, it took two more.
            self.assertGreater(time.monotonic() - begin, 1.9)
            write(older + 1)
            for _ in range(8):
                with open("/dev/mapper/slow", "rb") as origin:
                    os.posix_fadvise(origin.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
                    origin.seek(7 * BLOCK)
                    self.assertEqual(origin.read(4096), bytes([older + 1]) * 4096)
                time.sleep(0.5)
        print("COUNT ghost writes that did not land: 3 (at least 3)", flush=True)

    def test_a_stop_while_nobody_serves_it_ends_the_waiting(self):
        device = self.create()
        config = self.world.config / "devices.d/x.conf"
        kept = config.read_text()
        config.write_text("")
        self.addCleanup(config.write_text, kept)
        self.kill(self.successor())
        fd = os.open(device, os.O_RDONLY | os.O_CLOEXEC)
        refused = self.world.blkera("stop", "x")
        os.close(fd)
        self.assertEqual(refused.status, 1)
        self.assertIn("is in use", refused.err)
        self.must("stop", "x")
        self.assertFalse(os.path.exists(device))


if __name__ == "__main__":
    guest_cases.main()
