#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): devices that are suspended, or handed from one process to the next,
while they are in use.

    suspend_cases.py BIN ERA_DECODE SEED
"""
import os
import random
import signal
import tempfile
import time

import guest_cases
import kill_cases
from commands import run, wait_for
from guest_cases import METADATA, ORIGIN
from oracles import assert_same_blocks, era_invalidate
from world import processes_of

SCALE = float(os.environ.get("BLKERA_TEST_SCALE") or 1)
RESTARTS = max(1, round(8 * SCALE))
SUSPENSIONS = max(1, round(4 * SCALE))


def changes_of(device):
    """How many writes, discards and flushes the disk has done, and how many are in flight."""
    name = os.path.basename(os.path.realpath(device))
    with open(f"/sys/class/block/{name}/stat", encoding="ascii") as file:
        fields = [int(field) for field in file.read().split()]
    return fields[4], fields[8], fields[11], fields[15]


class SuspendTest(kill_cases.KillCase):
    def state(self):
        return next(line.split(": ", 1)[1] for line in self.must("info", "x").splitlines()
                    if line.startswith("state: "))

    def state_after(self, pid):
        """What another process than `pid` says of the device; it says nothing before it is ready."""
        programs = self.world.bin / "blkera-target"
        wait_for("the successor", lambda: (serving := set(processes_of(programs))) and pid not in serving
                 and self.world.blkera("status", "x").status == 0)
        return self.state()

    def test_a_planned_restart_under_verified_load_is_noticed_by_nobody(self):
        choice = random.Random(guest_cases.SEED)
        waits = []

        def disturb(writes):
            for _ in range(RESTARTS):
                time.sleep(choice.uniform(0, 2))
                before = self.world.target_pid("x")
                begin = time.monotonic()
                self.must("restart", "x")
                self.assertNotEqual(self.world.target_pid("x"), before)
                waits.append(self.resumed(writes, begin))
                self.assertIn("failure: -", self.must("info", "x"))

        self.under_load(disturb)
        waits.sort()
        print(f"restarted in {waits[len(waits) // 2]:.2f} s (median), {waits[-1]:.2f} s (longest)")
        print(f"COUNT planned restarts under load: {len(waits)} (at least {RESTARTS})", flush=True)

    def test_a_planned_restart_is_no_crash(self):
        device = self.create()
        with open(device, "r+b", buffering=0) as file:
            file.write(bytes(4096))
            os.fsync(file.fileno())
            pid = self.world.target_pid("x")
            os.kill(pid, signal.SIGHUP)  # as a supervisor asks for it
            self.assertEqual(self.state_after(pid), "running")
            file.write(bytes(4096))
        # A crash would have archived the writeset under the era that follows; a clean end begins just one.
        self.assertEqual(self.world.current_era("x"), 2)

    def test_while_suspended_origin_and_metadata_are_at_rest(self):
        choice = random.Random(guest_cases.SEED + 1)

        def disturb(writes):
            for number in range(SUSPENSIONS):
                time.sleep(choice.uniform(0.5, 2))
                self.must("suspend", "x")
                self.assertEqual(self.state(), "suspended")
                era = self.world.current_era("x")
                count, origin, metadata = writes.count, changes_of(ORIGIN), changes_of(METADATA)
                if number % 2:  # the next target takes over what this one was told
                    pid = self.successor()
                    self.kill(pid)
                    self.assertEqual(self.state_after(pid), "suspended")
                    era = self.world.current_era("x")
                    metadata = changes_of(METADATA)
                self.assert_copy_is_whole(max(1, era - 3))
                time.sleep(1)
                self.assertEqual((changes_of(ORIGIN), changes_of(METADATA)), (origin, metadata))
                self.assertEqual(self.world.blkera("checkpoint", "x").status, 1)
                # The one that was on its way when the hold began may have been counted since.
                self.assertLessEqual(writes.count, count + 1)
                self.assertEqual(self.must("resume", "x"), str(era + 1))
                self.resumed(writes, time.monotonic())

        self.under_load(disturb)
        print(f"COUNT suspensions under load: {SUSPENSIONS} (at least {SUSPENSIONS})", flush=True)

    def assert_copy_is_whole(self, since):
        """What somebody copies now is the metadata of a stopped device."""
        with tempfile.NamedTemporaryFile() as copy:
            run("dd", f"if={METADATA}", f"of={copy.name}", "bs=1M", "iflag=direct", "status=none")
            self.inspector.assert_clean(copy.name)
            assert_same_blocks(era_invalidate(copy.name, since), self.changed(since), "the copy")

    def test_a_suspended_device_can_be_stopped_once_nobody_uses_it(self):
        device = self.create()
        fd = os.open(device, os.O_RDWR | os.O_CLOEXEC)
        self.must("suspend", "x")
        refused = self.world.blkera("stop", "x")
        self.assertEqual(refused.status, 1)
        self.assertIn("resume it first", refused.err)
        self.assertEqual(self.state(), "suspended")
        os.close(fd)
        self.must("stop", "x")
        self.must("start", "x")
        self.assertEqual(self.state(), "running")
        self.must("stop", "x")
        self.inspector.assert_clean(METADATA)


if __name__ == "__main__":
    guest_cases.main()
