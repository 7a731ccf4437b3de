#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""A checkpoint of several devices is one moment (see moments.py).

    group_test.py BIN

Natively, behind FUSE and loop devices; needs root, takes it by sudo.
"""
import os
import sys
import unittest

import moments
from moments import BLOCK, NAMES
from world import World

BUILT = None
MIB = 1 << 20


class GroupTest(moments.MomentCase):
    def setUp(self):
        self.world = World(BUILT)
        self.addCleanup(self.world.close)
        self.world.start_daemon()
        for name in NAMES:
            self.world.must("create", name, "--origin", self.world.loop(4096 * BLOCK), "--metadata",
                            self.world.loop(8 * MIB), "--block-size", BLOCK // 512, "--frontend", "fuse")


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
