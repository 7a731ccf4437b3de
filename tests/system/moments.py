# SPDX-License-Identifier: GPL-2.0-or-later
"""A checkpoint of several devices is one moment, whoever writes to them meanwhile.

A program writes to x, and when that is acknowledged to y, and so on, a block each. Whatever belongs to an era of y then
has nothing before it in a later era of x. Who serves the devices is left to the test.
"""
import mmap
import os
import threading
import time
import unittest

from commands import wait_for
from oracles import blocks_of_xml
from writer import device_bytes

BLOCK = 64 << 10
PAUSE_S = 0.006  # between two pairs of writes, so that they last as long as the checkpoints
CHECKPOINTS = 20
NAMES = ("x", "y")


class MomentCase(unittest.TestCase):
    """The test creates the devices in `self.world`, with blocks of BLOCK."""

    def write_in_turns(self):
        """Each block once, by each processor in turn, until there were enough checkpoints."""
        page = mmap.mmap(-1, 4096)
        page.write(b"g" * 4096)
        processors = sorted(os.sched_getaffinity(0))
        paths = [self.world.must("path", name) for name in NAMES]
        files = [os.open(path, os.O_WRONLY | os.O_DIRECT | os.O_CLOEXEC) for path in paths]
        try:
            for block in range(device_bytes(paths[0]) // BLOCK):
                if self.enough.is_set():
                    break
                # So that devices of several queues get their requests through all of them.
                os.sched_setaffinity(0, {processors[block % len(processors)]})
                for file in files:
                    os.pwrite(file, page, block * BLOCK)
                self.written = block + 1
                time.sleep(PAUSE_S)
        finally:
            for file in files:
                os.close(file)

    def moments(self, checkpoint):
        """For each device, the number of the last checkpoint that each block was written after."""
        self.enough, self.written = threading.Event(), 0
        self.writer = threading.Thread(target=self.write_in_turns)
        self.writer.start()
        eras, straddled = [], 0
        try:
            while self.writer.is_alive() and straddled < CHECKPOINTS:
                before = self.written
                eras.append(checkpoint())
                straddled += self.written - before > 1
        finally:
            self.enough.set()
            self.writer.join()
        self.assertEqual(straddled, CHECKPOINTS, "the device is full before there were enough checkpoints among writes")
        found = []
        for device, name in enumerate(NAMES):
            last = [0] * self.written
            for number, begun in enumerate(eras, 1):
                changed = blocks_of_xml(self.world.must("changed", name, "--since", begun[device]))
                for block in changed:
                    last[block] = number
            found.append(last)
        return found

    def let_a_pair_be_written(self):
        """To x and to y, both begun after now, unless the device is full."""
        enough = self.written + 2
        wait_for("two writes", lambda: self.written >= enough or not self.writer.is_alive())

    def out_of_order(self, checkpoint):
        """How many writes are in an earlier era than one that was acknowledged before they were begun."""
        x, y = self.moments(checkpoint)
        in_turns = [moment for pair in zip(x, y) for moment in pair]
        wrong = sum(later < earlier for earlier, later in zip(in_turns, in_turns[1:]))
        print(f"{len(in_turns)} writes in turns, of {len(set(in_turns))} eras; {wrong} out of order", flush=True)
        self.assertGreater(len(set(in_turns)), CHECKPOINTS)
        return wrong

    def test_eras_of_one_moment_are_in_the_order_of_the_writes(self):
        def together():
            return [int(era) for era in self.world.must("checkpoint", *NAMES).split()]
        self.assertEqual(self.out_of_order(together), 0)

    def test_eras_of_two_moments_are_not(self):
        def one_by_one():
            eras = []
            for name in NAMES:
                eras.append(int(self.world.must("checkpoint", name)))
                self.let_a_pair_be_written()
            return eras
        self.assertGreater(self.out_of_order(one_by_one), 0)
