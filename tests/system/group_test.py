#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""A checkpoint of several devices is one moment, whoever writes to them meanwhile.

    group_test.py BIN

A program writes to x, and when that is acknowledged to y, and so on, a block each. Whatever belongs to an era of y then
has nothing before it in a later era of x. Natively, behind FUSE and loop devices; needs root, takes it by sudo.
"""
import mmap
import os
import sys
import threading
import time
import unittest

from oracles import blocks_of_xml
from world import World

BUILT = None
MIB = 1 << 20
BLOCK = 64 << 10
BLOCKS = 400
PAUSE_S = 0.006  # between two pairs of writes, so that they last as long as the checkpoints
NAMES = ("x", "y")


class GroupTest(unittest.TestCase):
    def setUp(self):
        self.world = World(BUILT)
        self.addCleanup(self.world.close)
        self.world.start_daemon()
        for name in NAMES:
            self.world.must("create", name, "--origin", self.world.loop(BLOCKS * BLOCK), "--metadata",
                            self.world.loop(8 * MIB), "--block-size", "64KiB", "--frontend", "fuse")

    def write_in_turns(self):
        page = mmap.mmap(-1, 4096)
        page.write(b"g" * 4096)
        files = [os.open(self.world.must("path", name), os.O_WRONLY | os.O_DIRECT) for name in NAMES]
        try:
            for block in range(BLOCKS):
                for file in files:
                    os.pwrite(file, page, block * BLOCK)
                time.sleep(PAUSE_S)
        finally:
            for file in files:
                os.close(file)

    def moments(self, checkpoint):
        """For each device, the number of the last checkpoint that each block was written after."""
        writer = threading.Thread(target=self.write_in_turns)
        writer.start()
        eras = []
        while writer.is_alive():
            eras.append(checkpoint())
        writer.join()
        self.assertGreater(len(eras), 10)
        found = []
        for device, name in enumerate(NAMES):
            last = [0] * BLOCKS
            for number, begun in enumerate(eras, 1):
                changed = blocks_of_xml(self.world.must("changed", name, "--since", begun[device]))
                for block in changed:
                    last[block] = number
            found.append(last)
        return found

    def out_of_order(self, checkpoint):
        """How many writes are in an earlier era than one that was acknowledged before they were begun."""
        x, y = self.moments(checkpoint)
        in_turns = [moment for pair in zip(x, y) for moment in pair]
        return sum(later < earlier for earlier, later in zip(in_turns, in_turns[1:]))

    def test_eras_of_one_moment_are_in_the_order_of_the_writes(self):
        def together():
            return [int(era) for era in self.world.must("checkpoint", *NAMES).split()]
        self.assertEqual(self.out_of_order(together), 0)

    def test_eras_of_two_moments_are_not(self):
        def one_by_one():
            return [int(self.world.must("checkpoint", name)) for name in NAMES]
        self.assertGreater(self.out_of_order(one_by_one), 0)


def main():
    global BUILT
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    if os.geteuid() != 0:
        os.execvp("sudo", ["sudo", "-n", "--", *sys.argv])
    BUILT = sys.argv[1]
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])


if __name__ == "__main__":
    main()
