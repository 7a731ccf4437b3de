#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): a checkpoint of several devices of several queues is one moment.

    moment_cases.py BIN ERA_DECODE SEED

Each pair of disks is a device.
"""
import os
import sys

import guest_cases
import moments
from commands import run
from moments import BLOCK, NAMES

QUEUES = 2


class MomentTest(guest_cases.GuestCase, moments.MomentCase):
    def setUp(self):
        for number, name in enumerate(NAMES):
            metadata = f"/dev/disk{2 * number + 1}"
            run("blkdiscard", "-z", metadata)
            self.must("create", name, "--origin", f"/dev/disk{2 * number}", "--metadata", metadata, "--block-size",
                      BLOCK // 512, "--frontend", "ublk", "--queues", QUEUES)
            self.addCleanup(self.must, "remove", name)
            self.addCleanup(self.must, "stop", name)
            path = self.must("path", name)
            self.assertEqual(len(os.listdir(f"/sys/block/{os.path.basename(path)}/mq")), QUEUES)


if __name__ == "__main__":
    sys.exit(not guest_cases.run_cases().wasSuccessful())
