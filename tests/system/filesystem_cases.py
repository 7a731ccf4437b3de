#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): file systems on an era device, and lists judged by content.

    filesystem_cases.py BIN ERA_DECODE SEED

What is compared knows nothing of our bookkeeping: the bytes of the origin (/dev/disk0), read below us.
"""
import hashlib
import json
import mmap
import os
import subprocess
import sys
import time
from pathlib import Path

import guest_cases
from bus_client import BusClient
from commands import run
from guest_cases import BLOCK, METADATA, ORIGIN, GuestCase
from oracles import assert_same_blocks, blocks_of_xml, era_invalidate
from writer import SECTOR, device_bytes

SCALE = float(os.environ.get("BLKERA_TEST_SCALE") or 1)
SECONDS = max(30 * SCALE, 6)
PAUSE_SECONDS = 3
PROCESSES = 3
DELAY_MS = 400
MOUNTED = Path("/mnt")
READ_BYTES = 16 * BLOCK


def image_of(device, before):
    """The blocks of a device; those that are as in the image `before` take no more memory."""
    blocks, size = [], device_bytes(device)
    fd = os.open(device, os.O_RDONLY | os.O_DIRECT | os.O_CLOEXEC)
    buffer = mmap.mmap(-1, READ_BYTES)
    for offset in range(0, size, READ_BYTES):
        length = min(READ_BYTES, size - offset)
        with memoryview(buffer) as view, view[:length] as part:
            assert os.preadv(fd, [part], offset) == length
        for at in range(0, length, BLOCK):
            block = buffer[at:min(at + BLOCK, length)]
            number = len(blocks)
            blocks.append(before[number] if before and before[number] == block else block)
    os.close(fd)
    return blocks


class FileSystemTest(GuestCase):
    def setUp(self):
        super().setUp()
        self.images = {}  # era: the origin when, or some time after, its checkpoint returned
        self.compared = self.differing = self.same = 0
        self.bus = BusClient(self.world.environment["DBUS_SYSTEM_BUS_ADDRESS"])
        self.addCleanup(self.bus.close)

    def listed(self, since):
        return blocks_of_xml(self.must("changed", "x", "--since", since, "--format", "xml"))

    def compare(self, since, image):
        """Every block that is not as it was at or after the checkpoint has to be listed since it."""
        listed = set(self.listed(since))
        differing = {block for block, (a, b) in enumerate(zip(self.images[since], image)) if a is not b and a != b}
        assert_same_blocks(listed & differing, differing, f"since era {since}")
        self.compared += len(image)
        self.differing += len(differing)
        self.same += len(listed - differing)

    def checkpoint(self, before, freeze):
        """Returns the image; frozen, it is the moment's own, else the writes go on while it is read."""
        if freeze:
            run("sync", "-f", MOUNTED)
            run("fsfreeze", "--freeze", MOUNTED)
        try:
            # By the bus: a write that is in flight across it has to be so when its block is read, too.
            era = self.bus.call("org.blkera", "/org/blkera/devices/x", "org.blkera.Device1", "Checkpoint")
            image = image_of(ORIGIN, before)
        finally:
            if freeze:
                run("fsfreeze", "--unfreeze", MOUNTED)
        if self.images:
            self.compare(max(self.images), image)
        self.images[era] = image
        return image

    def load(self, seed):
        return [subprocess.Popen(
            [sys.executable, "-B", Path(__file__).with_name("file_load.py"), MOUNTED / str(number),
             str(seed + number), str(SECONDS)], stdout=subprocess.PIPE, text=True) for number in range(PROCESSES)]

    def verify_files(self, reports):
        for report in reports:
            for path, digest in report["files"].items():
                self.assertEqual(hashlib.sha256(Path(path).read_bytes()).hexdigest(), digest, path)

    def create_on(self, origin):
        self.must("create", "x", "--origin", origin, "--metadata", METADATA, "--block-size", "64KiB",
                  "--frontend", "ublk")
        self.addCleanup(self.forget)
        return self.device()

    def exercise(self, device, make, mount, check):
        run(*make, device)
        run("mount", *mount, device, MOUNTED)
        processes = self.load(guest_cases.SEED)
        try:
            image, turn = None, 0
            while any(process.poll() is None for process in processes):
                image = self.checkpoint(image, freeze=turn % 2 == 0)
                turn += 1
                time.sleep(PAUSE_SECONDS)
            self.assertEqual([process.returncode for process in processes], [0] * PROCESSES)
            reports = [json.loads(process.stdout.read()) for process in processes]
        finally:
            for process in processes:
                process.kill()
                process.communicate()
            run("umount", MOUNTED)
        run("mount", *mount, device, MOUNTED)
        try:
            self.verify_files(reports)
        finally:
            run("umount", MOUNTED)

        image = image_of(ORIGIN, image)
        for era in self.images:
            self.compare(era, image)
        live = {era: self.listed(era) for era in self.images}
        self.must("stop", "x")
        self.inspector.assert_clean(METADATA)
        for era, blocks in live.items():
            assert_same_blocks(era_invalidate(METADATA, era), blocks, f"stopped, since era {era}")
        run(*check, ORIGIN)
        self.print_counts(turn, reports)

    def print_counts(self, checkpoints, reports):
        floors = min(SCALE, 1)
        for what, number, floor in (
                ("checkpoints of a busy file system", checkpoints, 2),
                ("blocks compared byte by byte since a checkpoint", self.compared, round(5_000 * floors)),
                ("blocks that differed since a checkpoint", self.differing, round(50 * floors)),
                ("operations on files", sum(report["operations"] for report in reports), round(50 * floors)),
                ("MiB of files verified", sum(report["verified_bytes"] for report in reports) >> 20, 1)):
            print(f"COUNT {what}: {number} (at least {floor})", flush=True)
            self.assertGreaterEqual(number, floor, what)
        print(f"{self.same} listed blocks were as they had been", flush=True)

    def test_ext4(self):
        self.exercise(self.create_on(ORIGIN), ["mkfs.ext4", "-q"], ["-t", "ext4", "-o", "discard"],
                      ["e2fsck", "-fn"])

    def test_xfs_with_writes_in_flight_across_checkpoints(self):
        """A write takes longer than from the checkpoint's return to the reading of its block."""
        run("dmsetup", "create", "slow", "--table",
            f"0 {device_bytes(ORIGIN) // SECTOR} delay {ORIGIN} 0 0 {ORIGIN} 0 {DELAY_MS}")
        self.addCleanup(run, "dmsetup", "remove", "--retry", "slow")
        self.exercise(self.create_on("/dev/mapper/slow"), ["mkfs.xfs", "-q", "-f"], ["-t", "xfs"],
                      ["xfs_repair", "-n"])


if __name__ == "__main__":
    guest_cases.main()
