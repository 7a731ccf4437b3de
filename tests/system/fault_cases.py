#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): disks that fail or stall below a device that is used.

    fault_cases.py BIN ERA_DECODE SEED

/dev/disk0 and /dev/disk1 are origin and metadata; device-mapper tables over them are replaced while the
device runs. /dev/disk2 is for a metadata device that gets full.
"""
import errno
import mmap
import os
import random
import re
import signal
import threading
import time

import guest_cases
from commands import run, wait_for
from guest_cases import BLOCK, METADATA, ORIGIN, GuestCase
from oracles import assert_same_blocks, blocks_of_xml, era_invalidate
from writer import SECTOR, device_bytes, try_write

SMALL = "/dev/disk2"
PAGE = 4096
# An answer has to come in that time, whatever fails; only what waits for a stalled disk may take longer.
PATIENCE = 5


def table(device, *targets):
    """Lines of a device-mapper table: (blocks, target and its arguments) from the device's beginning."""
    lines, start, end = [], 0, device_bytes(device) // SECTOR
    for blocks, target in targets:
        length = end - start if blocks is None else blocks * BLOCK // SECTOR
        lines.append(f"{start} {length} {target.format(device=device, start=start)}")
        start += length
    return "\n".join(lines)


LINEAR = "linear {device} {start}"
FLAKEY = "flakey {device} {start} 0 3600 1 "  # never up


class Mapped:
    """A disk below us that changes its manners."""

    def __init__(self, name, device, text=None):
        self.name, self.device = name, device
        self.path = f"/dev/mapper/{name}"
        self.suspended = False
        run("dmsetup", "create", name, "--table", text or table(device, (None, LINEAR)))

    def become(self, *targets):
        """What is in flight ends before; nothing new begins until the new table is there."""
        self.become_table(table(self.device, *targets))

    def become_table(self, text):
        run("dmsetup", "suspend", "--noflush", self.name)
        run("dmsetup", "load", self.name, "--table", text)
        run("dmsetup", "resume", self.name)

    def heal(self):
        self.become((None, LINEAR))

    def stall(self):
        run("dmsetup", "suspend", "--noflush", self.name)
        self.suspended = True

    def resume(self):
        if self.suspended:
            self.suspended = False
            run("dmsetup", "resume", self.name)

    def remove(self):
        self.resume()
        run("dmsetup", "remove", "--retry", self.name)


def try_read(path, offset, length=PAGE):
    """Reads past the page cache; returns 0, or the errno."""
    buffer = mmap.mmap(-1, length)
    fd = os.open(path, os.O_RDONLY | os.O_DIRECT | os.O_CLOEXEC)
    try:
        return 0 if os.preadv(fd, [buffer], offset) == length else errno.ENODATA
    except OSError as error:
        return error.errno
    finally:
        os.close(fd)


def in_time(action, *arguments):
    begun = time.monotonic()
    result = action(*arguments)
    took = time.monotonic() - begun
    assert took < PATIENCE, f"{action} {arguments} took {took:.1f} s"
    return result


class InBackground:
    """One write that waits for a stalled disk."""

    def __init__(self, device, block):
        self.error = None
        self.thread = threading.Thread(target=self.write, args=(device, block))
        self.thread.start()

    def write(self, device, block):
        self.error = try_write(device, block * BLOCK, b"w" * PAGE)

    def waits(self):
        return self.thread.is_alive()

    def end(self):
        self.thread.join(PATIENCE)
        assert not self.waits(), "the write is still on its way"
        return self.error


class FaultCase(GuestCase):
    def setUp(self):
        super().setUp()
        self.origin, self.metadata = (self.mapped(name, device) for name, device in
                                      (("origin", ORIGIN), ("metadata", METADATA)))

    def mapped(self, name, device, text=None):
        mapped = Mapped(name, device, text)
        self.addCleanup(mapped.remove)
        return mapped

    def create(self):
        self.must("create", "x", "--origin", self.origin.path, "--metadata", self.metadata.path,
                  "--block-size", "64KiB", "--frontend", "ublk")
        self.addCleanup(self.end)
        return self.device()

    def end(self):
        """Also of a test that has failed; disks that stand still would keep it."""
        for disk in (self.origin, self.metadata):
            disk.resume()
        for verb in ("stop", "remove"):
            self.world.blkera(verb, "x")

    def state(self):
        lines = self.must("list").splitlines()
        return re.split("  +", lines[1])[1]

    def wait_for_state(self, state):
        # The daemon asks its targets every two seconds.
        wait_for(state, lambda: self.state() == state, PATIENCE)

    def write(self, device, block, error=0):
        self.assertEqual(in_time(try_write, device, block * BLOCK, b"w" * PAGE), error,
                         f"write to block {block}")

    def read(self, device, block, error=0):
        self.assertEqual(in_time(try_read, device, block * BLOCK), error, f"read of block {block}")

    def stop(self):
        in_time(self.must, "stop", "x")

    def listed(self, since=1):
        return blocks_of_xml(self.must("changed", "x", "--since", since, "--format", "xml"))

    def assert_offline_list(self, blocks, since=1):
        self.inspector.assert_clean(self.metadata.path)
        assert_same_blocks(era_invalidate(self.metadata.path, since), blocks, "stopped")

    def start(self):
        in_time(self.must, "start", "x")
        return self.device()


class OriginFaults:
    BAD = range(100, 104)

    def fail_some(self, target):
        self.origin.become((self.BAD.start, LINEAR), (len(self.BAD), target), (None, LINEAR))

    def test_errors_of_an_origin_reach_the_caller_for_the_blocks_that_fail_and_no_others(self):
        device = self.create()
        answers = 0
        for target in ("error", FLAKEY + "error_writes", FLAKEY + "error_reads"):
            self.fail_some(target)
            for block in range(self.BAD.start - 2, self.BAD.stop + 2):
                bad = block in self.BAD
                self.write(device, block, errno.EIO if bad and "error_reads" not in target else 0)
                self.read(device, block, errno.EIO if bad and "error_writes" not in target else 0)
                answers += 2
        self.assertEqual(self.state(), "running")
        self.origin.heal()
        for block in self.BAD:
            self.write(device, block)
            self.read(device, block)
        # What failed may have changed the disk in part: it is listed.
        around = list(range(self.BAD.start - 2, self.BAD.stop + 2))
        self.assertEqual(self.listed(), around)
        self.stop()
        self.assert_offline_list(around)
        print(f"COUNT requests to a failing origin: {answers} (at least 48)", flush=True)

    def test_a_write_that_fails_in_one_of_its_blocks_lists_all_of_them(self):
        device = self.create()
        self.fail_some("error")
        offset = (self.BAD.start - 2) * BLOCK
        self.assertEqual(in_time(try_write, device, offset, bytes(4 * BLOCK)), errno.EIO)
        self.assertEqual(self.listed(), list(range(self.BAD.start - 2, self.BAD.start + 2)))
        self.stop()
        self.assert_offline_list(list(range(self.BAD.start - 2, self.BAD.start + 2)))

    def test_a_flush_that_fails_below_fails_for_who_asked(self):
        device = self.create()
        self.write(device, 7)
        self.origin.become((None, FLAKEY + "error_writes"))
        fd = os.open(device, os.O_WRONLY | os.O_DIRECT | os.O_CLOEXEC)
        try:
            with self.assertRaises(OSError) as failed:
                os.fdatasync(fd)
            self.assertEqual(failed.exception.errno, errno.EIO)
        finally:
            os.close(fd)
        self.origin.heal()
        self.stop()
        self.assert_offline_list([7])


class MetadataFaults:
    """Named states, and the device can be stopped and removed in each of them."""

    def remove_in_time(self):
        self.stop()
        in_time(self.must, "remove", "x")
        self.assertEqual(len(self.must("list").splitlines()), 1)

    def test_running(self):
        device = self.create()
        self.write(device, 5)
        self.assertEqual(self.state(), "running")
        self.remove_in_time()
        self.assert_offline_list([5])

    def test_metadata_that_cannot_be_written_is_failed_until_the_next_start(self):
        device = self.create()
        self.write(device, 5)
        self.metadata.become((None, FLAKEY + "error_writes"))
        self.write(device, 6, errno.EIO)
        self.wait_for_state("failed")
        for block in (5, 6):
            self.read(device, block)
        self.write(device, 5)  # marked before
        self.write(device, 6, errno.EIO)
        self.assertRegex(in_time(self.must, "status", "x"), "^8 [0-9]+/[0-9]+ 1 -$")
        self.assertEqual(in_time(self.world.blkera, "checkpoint", "x").status, 1)
        self.stop()  # there is nothing left to archive
        self.assertEqual(self.state(), "stopped")
        self.metadata.heal()
        device = self.start()
        self.assertEqual(self.state(), "running")
        self.write(device, 6)
        self.assertEqual(self.listed(), [5, 6])
        self.remove_in_time()
        self.assert_offline_list([5, 6])

    def test_a_failed_device_can_be_removed_while_its_metadata_fails(self):
        for target in ("error", FLAKEY + "error_writes"):
            device = self.create()
            self.write(device, 5)
            self.metadata.become((None, target))
            self.write(device, 6, errno.EIO)
            wait_for("a named state", lambda: self.state() in ("failed", "needs-check"), PATIENCE)
            self.stop()
            in_time(self.must, "remove", "x")
            self.metadata.heal()
            # What was marked is there for whoever opens it next.
            self.inspector.assert_clean(self.metadata.path)
            self.assertIn(5, self.inspector.invalidate(self.metadata.path, 1), target)
            run("blkdiscard", "-z", self.metadata.path)

    def test_metadata_that_cannot_be_read_needs_a_check(self):
        device = self.create()
        for block in (5, 6):
            self.write(device, block)
        self.must("checkpoint", "x")
        self.stop()
        device = self.start()  # nothing is cached now but what the start has read
        self.write(device, 7)
        self.metadata.become((None, FLAKEY + "error_reads"))
        self.must("message", "x", "take_metadata_snap")  # its writeset is to be digested
        self.wait_for_state("needs-check")
        for block in (5, 6, 7):
            self.read(device, block)
        self.write(device, 9, errno.EIO)
        self.assertEqual(in_time(self.world.blkera, "checkpoint", "x").status, 1)
        self.stop()
        self.assertEqual(self.state(), "stopped")
        self.metadata.heal()
        device = self.start()  # the strict check finds nothing
        self.assertEqual(self.state(), "running")
        self.write(device, 9)
        self.assertTrue({5, 6, 7, 9} <= set(self.listed()))
        self.must("message", "x", "drop_metadata_snap")
        self.remove_in_time()
        self.inspector.assert_clean(self.metadata.path)

    def test_full_metadata(self):
        """Small era blocks on a large device, little metadata, and a snapshot that holds what would be freed."""
        blocks, eras_a_leaf, bits_a_leaf = 400_000, 1018, 32_512
        zero = self.mapped("zero", ORIGIN, f"0 {blocks * PAGE // SECTOR} zero")
        tiny = self.mapped("tiny", SMALL, f"0 128 linear {SMALL} 0")
        arguments = ["create", "x", "--origin", zero.path, "--block-size", "4KiB", "--frontend", "ublk",
                     "--metadata", tiny.path]
        needed = int(re.search(r"need ([0-9]+) KiB", self.world.blkera(*arguments).err)[1])
        tiny.become_table(f"0 {needed * 2} linear {SMALL} 0")
        self.must(*arguments)
        self.addCleanup(self.end)
        device = self.device()

        def write(block):
            return in_time(try_write, device, block * PAGE, bytes(PAGE))

        for block in range(0, blocks, eras_a_leaf):
            self.assertEqual(write(block), 0)
        self.must("checkpoint", "x")
        self.must("message", "x", "take_metadata_snap")
        turns = 0
        while in_time(self.world.blkera, "checkpoint", "x").status == 0:
            for block in range(turns * bits_a_leaf % blocks, blocks, eras_a_leaf)[:10]:
                self.assertEqual(write(block), 0)
            turns += 1
            self.assertLess(turns, 200)
        errors = [error for block in range(0, blocks, bits_a_leaf) if (error := write(block))]
        self.assertEqual(set(errors), {errno.ENOSPC})
        self.wait_for_state("metadata-full")
        self.read(device, 5)
        self.assertEqual(in_time(self.world.blkera, "checkpoint", "x").status, 1)
        self.assertRegex(in_time(self.must, "status", "x"), "^8 [0-9]+/[0-9]+ [0-9]+ [0-9]+$")
        self.remove_in_time()
        self.inspector.assert_clean(tiny.path)


class Stalls:
    def test_a_stalled_origin_stalls_its_writes_and_nothing_else(self):
        device = self.create()
        self.write(device, 5)
        self.origin.stall()
        waiting = [InBackground(device, block) for block in (5, 9)]
        time.sleep(1)
        self.assertTrue(all(write.waits() for write in waiting))
        for verb in ("status", "list", "info"):
            in_time(self.must, verb, *(["x"] if verb != "list" else []))
        self.assertEqual(in_time(self.must, "checkpoint", "x"), "2")
        # Both were in flight across it.
        self.assertEqual(in_time(self.listed, 2), [5, 9])
        refused = in_time(self.world.blkera, "stop", "x")
        self.assertEqual(refused.status, 1)
        self.assertRegex(refused.err, r"\Ablkera: x: [^\n]*in use[^\n]*\n\Z")
        self.origin.resume()
        self.assertEqual([write.end() for write in waiting], [0, 0])
        self.stop()
        self.assert_offline_list([5, 9], since=2)

    def test_a_device_whose_idle_origin_is_stalled_stops(self):
        device = self.create()
        self.write(device, 5)
        self.origin.stall()
        self.stop()
        self.origin.resume()
        self.assert_offline_list([5])

    def test_a_stop_that_waits_for_stalled_metadata_ends_with_the_stall(self):
        device = self.create()
        self.write(device, 5)
        self.metadata.stall()
        stop = threading.Thread(target=self.must, args=("stop", "x"))
        stop.start()
        time.sleep(1)
        self.assertTrue(stop.is_alive())
        in_time(self.must, "list")
        self.metadata.resume()
        stop.join(PATIENCE)
        self.assertFalse(stop.is_alive(), "it still waits")
        self.assertEqual(self.state(), "stopped")
        self.assert_offline_list([5])

    def test_stalled_metadata_stalls_what_needs_a_mark_and_is_named(self):
        device = self.create()
        self.write(device, 5)
        self.metadata.stall()
        waiting = InBackground(device, 9)
        time.sleep(0.5)
        self.write(device, 5)  # marked
        self.read(device, 9)
        wait_for("stalled", lambda: self.state() == "stalled", 40)
        self.assertTrue(waiting.waits())
        in_time(self.must, "status", "x")
        self.assertEqual(in_time(self.world.blkera, "stop", "x").status, 1)  # it is in use
        self.metadata.resume()
        self.assertEqual(waiting.end(), 0)
        self.wait_for_state("running")
        self.assertEqual(self.listed(), [5, 9])
        self.stop()
        self.assert_offline_list([5, 9])


class Standstill:
    def test_a_target_that_stands_still_for_ten_seconds_loses_nothing(self):
        device = self.create()
        pid = self.world.target_pid("x")
        content, stop = {}, threading.Event()

        def write():
            choice = random.Random(guest_cases.SEED)
            while not stop.is_set():
                block, byte = choice.randrange(1000), choice.randrange(1, 256)
                assert try_write(device, block * BLOCK, bytes([byte]) * PAGE) == 0
                content[block] = byte

        writer = threading.Thread(target=write)
        writer.start()
        try:
            wait_for("some writes", lambda: len(content) > 50)
            os.kill(pid, signal.SIGSTOP)
            time.sleep(1)
            before = len(content)
            time.sleep(9)
            in_time(self.must, "list")
            self.assertEqual(len(content), before, "nobody answers meanwhile")
            os.kill(pid, signal.SIGCONT)
            wait_for("more writes", lambda: len(content) > before + 50)
        finally:
            os.kill(pid, signal.SIGCONT)
            stop.set()
            writer.join()
        self.assertEqual(self.listed(), sorted(content))
        self.stop()
        self.assert_offline_list(sorted(content))
        with open(ORIGIN, "rb") as origin:
            for block, byte in content.items():
                origin.seek(block * BLOCK)
                self.assertEqual(origin.read(PAGE), bytes([byte]) * PAGE, f"block {block}")
        print(f"COUNT blocks written around a standstill: {len(content)} (at least 100)", flush=True)


class FaultTest(OriginFaults, MetadataFaults, Stalls, Standstill, FaultCase):
    """All of them with one daemon, for it takes long to start here."""


if __name__ == "__main__":
    guest_cases.main()
