#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): real ublk, the kernel's own dm-era, fio and the era tools.

    guest_cases.py BIN ERA_DECODE SEED

/dev/disk0 and /dev/disk1 are origin and metadata, /dev/disk2 and /dev/disk3 the same for the kernel's
own target when both run side by side.
"""
import os
import random
import signal
import subprocess
import sys
import threading
import time
import unittest

from commands import run, wait_for
from oracles import Inspector, assert_same_blocks, blocks_of_json, blocks_of_xml, era_invalidate
from world import World, is_running
from writer import SECTOR, Writer, device_bytes

BUILT = ERA_DECODE = SEED = None
ORIGIN, METADATA, KERNEL_ORIGIN, KERNEL_METADATA = (f"/dev/disk{n}" for n in range(4))
BLOCK = 64 << 10
MAPPED = "/dev/mapper/era"


class KernelEra:
    """The kernel's target, as /dev/mapper/era; messages need no data."""

    def __init__(self, origin, metadata):
        run("dmsetup", "create", "era", "--table",
            f"0 {device_bytes(origin) // SECTOR} era {metadata} {origin} {BLOCK // SECTOR}")

    def message(self, text):
        run("dmsetup", "message", "era", "0", text)

    def status(self):
        """Without the start, length and name of the target in front."""
        return run("dmsetup", "status", "era").split(" ", 3)[3].strip()

    def era(self):
        return int(self.status().split()[2])

    def remove(self):
        run("dmsetup", "remove", "--retry", "era")


class GuestCase(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World(BUILT)
        cls.addClassCleanup(cls.world.close)
        cls.world.start_daemon()
        cls.must = cls.world.must
        cls.inspector = Inspector(cls.world.bin / "blkera-meta", ERA_DECODE)

    def setUp(self):
        run("blkdiscard", "-z", METADATA)

    def create(self):
        self.must("create", "x", "--origin", ORIGIN, "--metadata", METADATA, "--block-size", "64KiB",
                  "--frontend", "ublk")
        self.addCleanup(self.forget)
        return self.device()

    def device(self):
        path = self.must("path", "x")
        self.assertRegex(path, "^/dev/ublkb[0-9]+$")
        return path

    def forget(self):
        self.world.blkera("stop", "x")
        self.must("remove", "x")

    def changed(self, since):
        blocks = blocks_of_xml(self.must("changed", "x", "--since", since, "--format", "xml"))
        as_json = self.must("changed", "x", "--since", since, "--format", "json")
        assert_same_blocks(blocks_of_json(as_json, device_bytes(ORIGIN)), blocks, "json and xml")
        return blocks

    def assert_all_eras(self, writer):
        """The live lists are exactly what was written, whichever era is asked for."""
        for since in range(1, self.world.current_era("x") + 1):
            assert_same_blocks(self.changed(since), writer.writes.since(since), f"since era {since}")

    def assert_offline(self, writer, era):
        """A stopped device: the tools agree on every era and nobody finds a fault."""
        self.inspector.assert_clean(METADATA)
        for since in range(1, era + 2):
            expected = writer.writes.since(since)
            assert_same_blocks(era_invalidate(METADATA, since), expected, f"since era {since}")
            assert_same_blocks(self.inspector.invalidate(METADATA, since), expected, f"since era {since}")

    def kill_target(self):
        pid = self.world.target_pid("x")
        os.kill(pid, signal.SIGKILL)
        wait_for("the target's end", lambda: not is_running(pid))


class ExactnessTest(GuestCase):
    def test_every_era_lists_what_a_scripted_writer_wrote_whoever_serves_the_device(self):
        writer = Writer(device_bytes(ORIGIN), BLOCK, SEED)
        device, era = self.create(), 1

        for _ in range(3):  # checkpoints
            writer.scribble(device, era, 60)
            self.assert_all_eras(writer)
            era += 1
            self.assertEqual(self.must("checkpoint", "x"), str(era))

        writer.scribble(device, era, 60)
        self.must("stop", "x")
        self.assert_offline(writer, era)
        self.must("start", "x")
        device, era = self.device(), era + 1
        self.assertEqual(self.world.current_era("x"), era)
        self.assert_all_eras(writer)

        for _ in range(2):  # killed with marks in the current writeset and in archived ones
            writer.scribble(device, era, 60)
            self.must("checkpoint", "x")
            era += 1
            writer.scribble(device, era, 60)
            self.kill_target()
            self.must("start", "x")
            device, era = self.device(), era + 1
            self.assertEqual(self.world.current_era("x"), era)
            self.assert_all_eras(writer)
            writer.assert_content(device)

        self.must("stop", "x")
        self.assert_offline(writer, era)

        kernel, era = KernelEra(ORIGIN, METADATA), era + 1
        self.assertEqual(kernel.era(), era)
        writer.discard_blocks = 1
        for _ in range(2):
            writer.scribble(MAPPED, era, 60)
            kernel.message("checkpoint")
            era += 1
        writer.scribble(MAPPED, era, 60)
        kernel.remove()
        self.assert_offline(writer, era)

        self.must("start", "x")
        device, era = self.device(), era + 1
        self.assertEqual(self.world.current_era("x"), era)
        writer.discard_blocks = 6
        writer.scribble(device, era, 60)
        self.assert_all_eras(writer)
        writer.assert_content(device)
        self.must("stop", "x")
        self.assert_offline(writer, era)
        writer.assert_content(ORIGIN)

    def test_a_discard_over_five_blocks_lists_five_blocks(self):
        device = self.create()
        run("blkdiscard", "--offset", 40 * BLOCK, "--length", 5 * BLOCK, device)
        self.assertEqual(self.changed(1), [40, 41, 42, 43, 44])
        self.must("checkpoint", "x")
        run("blkdiscard", "-z", "--offset", 50 * BLOCK, "--length", 5 * BLOCK, device)
        self.assertEqual(self.changed(2), [50, 51, 52, 53, 54])
        self.must("checkpoint", "x")
        run("blkdiscard", "--offset", 60 * BLOCK - 4096, "--length", 8192, device)
        self.assertEqual(self.changed(3), [59, 60])

    def test_a_held_snapshot_is_read_by_era_invalidate_while_writes_go_on(self):
        writer = Writer(device_bytes(ORIGIN), BLOCK, SEED + 1)
        device = self.create()
        writer.scribble(device, 1, 60)
        self.must("message", "x", "checkpoint")
        writer.scribble(device, 2, 60)
        self.must("message", "x", "take_metadata_snap")
        for since in (1, 2, 3):
            assert_same_blocks(era_invalidate(METADATA, since, "--metadata-snapshot"),
                               writer.writes.since(since), f"since era {since}")
        writer.scribble(device, 3, 60)
        self.assert_all_eras(writer)
        self.must("message", "x", "drop_metadata_snap")
        self.must("stop", "x")
        self.assert_offline(writer, 3)


class LoadTest(GuestCase):
    def test_fio_verifies_every_block(self):
        device = self.create()
        run("fio", "--name=verify", f"--filename={device}", "--rw=randwrite", "--bs=16k", "--size=100%",
            "--direct=1", "--ioengine=libaio", "--iodepth=16", "--verify=crc32c", "--verify_fatal=1",
            "--do_verify=1", f"--randseed={SEED}", timeout=600)
        # All but the last block, in which 16 KiB have no room.
        written = range(device_bytes(ORIGIN) // BLOCK)
        assert_same_blocks(self.changed(1), written, "live")
        self.must("stop", "x")
        self.inspector.assert_clean(METADATA)
        assert_same_blocks(era_invalidate(METADATA, 1), written, "stopped")

    def test_a_checkpoint_among_writes_is_a_line(self):
        """Every write that completes after a checkpoint has returned era N is in "changed since N"."""
        device = self.create()
        current = {"returned": 1, "begun": 1}
        bounds = {}  # block: (least, most) era that its last write can be in
        stop = threading.Event()

        def write():
            choice = random.Random(SEED)
            fd = os.open(device, os.O_WRONLY | os.O_DIRECT | os.O_CLOEXEC)
            page = Writer(BLOCK, BLOCK, 0).buffer
            while not stop.is_set():
                block = choice.randrange(2000)
                with memoryview(page) as view, view[:4096] as part:
                    least = current["returned"]
                    os.pwritev(fd, [part], block * BLOCK)
                bounds[block] = (least, current["begun"])  # one under way may take it or not
            os.close(fd)

        thread = threading.Thread(target=write)
        thread.start()
        try:
            for era in range(2, 9):
                time.sleep(0.5)
                current["begun"] = era
                self.assertEqual(self.must("checkpoint", "x"), str(era))
                current["returned"] = era
        finally:
            stop.set()
            thread.join()
        self.assertGreater(len(bounds), 100)
        for since in range(1, 9):
            listed = set(self.changed(since))
            must = {block for block, (least, _) in bounds.items() if least >= since}
            may = {block for block, (_, most) in bounds.items() if most >= since}
            assert_same_blocks(must & listed, must, f"since era {since}")
            assert_same_blocks(listed & may, listed, f"since era {since}")

    def test_a_write_in_flight_across_a_checkpoint_is_listed_since_it(self):
        run("dmsetup", "create", "slow", "--table",
            f"0 {device_bytes(ORIGIN) // SECTOR} delay {ORIGIN} 0 0 {ORIGIN} 0 1500")
        self.addCleanup(run, "dmsetup", "remove", "--retry", "slow")
        self.must("create", "x", "--origin", "/dev/mapper/slow", "--metadata", METADATA, "--block-size",
                  "64KiB", "--frontend", "ublk")
        self.addCleanup(self.forget)
        device = self.device()
        ended = {}

        def write(block):
            run("dd", "if=/dev/zero", f"of={device}", "bs=4096", "count=1", "oflag=direct", "conv=notrunc",
                f"seek={block * BLOCK // 4096}")
            ended[block] = time.monotonic()

        write(7)  # marked in era 1 from here on: the next write to it passes without the worker
        threads = [threading.Thread(target=write, args=(block,)) for block in (7, 9)]
        for thread in threads:
            thread.start()
        time.sleep(0.7)
        self.assertEqual(self.must("checkpoint", "x"), "2")
        returned = time.monotonic()
        for thread in threads:
            thread.join()
        listed = self.changed(2)
        for block in (7, 9):
            if ended[block] > returned:
                self.assertIn(block, listed)
        self.assertEqual([block for block in listed if block not in (7, 9)], [])


class KernelTwinTest(GuestCase):
    def test_status_is_what_the_kernel_s_target_prints(self):
        """But for the used count, and the number of the block that a snapshot's clone lies in."""
        run("blkdiscard", "-z", KERNEL_METADATA)
        kernel = KernelEra(KERNEL_ORIGIN, KERNEL_METADATA)
        self.addCleanup(lambda: subprocess.run(["dmsetup", "remove", "--retry", "era"], capture_output=True))
        ours = self.create()

        def same(step):
            block, used, era, held = self.must("status", "x").split(" ")
            kernel_block, kernel_used, kernel_era, kernel_held = kernel.status().split(" ")
            self.assertEqual((block, used.split("/")[1], era, held.isdigit() or held),
                             (kernel_block, kernel_used.split("/")[1], kernel_era,
                              kernel_held.isdigit() or kernel_held), step)
            # After a message ours has committed its digest, the kernel's waits for the next write.
            if step != "message":
                self.assertLessEqual(int(used.split("/")[0]), int(kernel_used.split("/")[0]), step)

        def both(message):
            self.must("message", "x", message)
            kernel.message(message)
            time.sleep(0.3)  # both digest in the background
            same("message")

        same("create")
        writers = [Writer(device_bytes(path), BLOCK, SEED) for path in (ORIGIN, KERNEL_ORIGIN)]
        for writer in writers:
            writer.discard_blocks = 1
        for message in ("checkpoint", "Take_Metadata_Snap", "checkpoint", "DROP_METADATA_SNAP"):
            writers[0].scribble(ours, 1, 20)
            writers[1].scribble(MAPPED, 1, 20)
            same("writes")
            both(message)
        self.must("stop", "x")
        kernel.remove()
        self.must("start", "x")
        kernel = KernelEra(KERNEL_ORIGIN, KERNEL_METADATA)
        same("started again")


def run_cases():
    """Runs the cases of the file that is run, as its command line says; what came of them."""
    global BUILT, ERA_DECODE, SEED
    BUILT, ERA_DECODE, SEED = sys.argv[1], sys.argv[2], int(sys.argv[3])
    print(f"BLKERA_SEED={SEED}", flush=True)
    return unittest.main(module="__main__", argv=sys.argv[:1] + sys.argv[4:], verbosity=2, exit=False).result


def main():
    sys.exit(not run_cases().wasSuccessful())


if __name__ == "__main__":
    main()
