#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): the power fails, and what the metadata device had in its cache is lost.

    power_cases.py BIN ERA_DECODE SEED

The metadata lies on dm-log-writes, whose log has what was durable, in order. So the device can be put into
the state after any of its entries: each is a power cut, after which every write that had been acknowledged
has to be listed. The engine's own crash simulation has the cuts by the million; these have the real kernel,
the real target and the real devices.
"""
import os
import random
import time

import guest_cases
from commands import run
from guest_cases import BLOCK, METADATA, ORIGIN, GuestCase
from kill_cases import Checkpoints, Writes
from oracles import assert_same_blocks
from write_log import read_log, replay
from writer import SECTOR, device_bytes

CUTS = max(1, round(10 * float(os.environ.get("BLKERA_TEST_SCALE") or 1)))
LOG, LOGGED = "/dev/disk2", "/dev/mapper/logged"
MARKS = 40
MARK_EVERY = 0.2  # seconds


class PowerTest(GuestCase):
    def test_after_a_power_cut_every_acknowledged_write_is_listed(self):
        acknowledged = self.write_and_mark()
        log = read_log(LOG)
        marks = [at for at, entry in enumerate(log) if entry.text in acknowledged]  # not that of the log's end
        self.assertEqual(len(marks), MARKS)
        choice = random.Random(guest_cases.SEED)
        writes = 0
        for _ in range(CUTS):
            cut = choice.randrange(marks[0] + 1, len(log))
            known = acknowledged[log[max(at for at in marks if at < cut)].text]
            run("blkdiscard", "-z", METADATA)
            replay(log[:cut], METADATA)
            self.inspector.assert_clean(METADATA)
            self.judge(known)
            writes += len(known)
        print(f"{len(log)} durable requests, {len(acknowledged)} marks, {writes} acknowledged writes looked for")
        print(f"COUNT power cuts: {CUTS} (at least {CUTS})", flush=True)

    def write_and_mark(self):
        """Mark in the log: the blocks of the writes that were acknowledged before it, each with the era that a
        list has to have it since."""
        run("dmsetup", "create", "logged", "--table",
            f"0 {device_bytes(METADATA) // SECTOR} log-writes {METADATA} {LOG}")
        self.create_on(LOGGED)
        checkpoints = Checkpoints(self.world)
        writes = Writes(self.device(), checkpoints, guest_cases.SEED)
        acknowledged = {}
        try:
            for number in range(MARKS):
                time.sleep(MARK_EVERY)
                name = f"cut{number}"
                acknowledged[name] = dict(writes.least)
                run("dmsetup", "message", "logged", "0", "mark", name)
        finally:
            writes.end()
            checkpoints.end()
        self.forget()
        run("dmsetup", "remove", "--retry", "logged")
        self.assertIsNone(writes.error)
        self.assertGreater(checkpoints.taken, 5)
        return acknowledged

    def create_on(self, metadata):
        self.must("create", "x", "--origin", ORIGIN, "--metadata", metadata, "--block-size", f"{BLOCK >> 10}KiB",
                  "--frontend", "ublk")

    def judge(self, known):
        """Opens the metadata again, as it is, and asks for every era."""
        self.create_on(METADATA)
        try:
            for since in sorted(set(known.values())):
                listed = set(self.changed(since))
                expected = [block for block, era in known.items() if era >= since]
                assert_same_blocks(listed & set(expected), expected, f"acknowledged since era {since}")
        finally:
            self.forget()
        self.inspector.assert_clean(METADATA)


if __name__ == "__main__":
    guest_cases.main()
