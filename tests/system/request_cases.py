#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): every kind and shape of request, on origins of several kinds.

    request_cases.py BIN ERA_DECODE SEED

/dev/disk0 and /dev/disk1 are origin and metadata, /dev/disk2 is for what dm-log-writes saw below us.
"""
import ctypes
import fcntl
import mmap
import os
import struct
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import guest_cases
from commands import ask, run, wait_for
from counted_load import assert_counted, counts, statistics
from guest_cases import BLOCK, METADATA, ORIGIN, GuestCase
from oracles import assert_same_blocks, blocks_of_xml
from write_log import LoggedRequest, read_log
from writer import BLKDISCARD, BLKZEROOUT, SECTOR, Writer, device_bytes

LOG = "/dev/disk2"
LOGGED = "/dev/mapper/logged"
KEEP_SIZE, PUNCH_HOLE, ZERO_RANGE = 1, 2, 16
LIBC = ctypes.CDLL(None, use_errno=True)
MIB = 1 << 20
DELAY_MS = 40


def fallocate(fd, mode, offset, length):
    if LIBC.fallocate(fd, mode, ctypes.c_long(offset), ctypes.c_long(length)) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def pwrite(fd, offset, content, flags=0):
    """One direct write; the kernel splits what is too large for one request."""
    with mmap.mmap(-1, len(content)) as buffer:
        buffer.write(content)
        with memoryview(buffer) as view:
            assert os.pwritev(fd, [view], offset, flags) == len(content)


class Requests(Writer):
    """Beside what every Writer does: zeroes that may be unmapped, FUA, and single and huge requests."""

    def __init__(self, size_bytes, seed, unit_bytes):
        super().__init__(size_bytes, BLOCK, seed, unit_bytes)
        self.operations += [self.unmap, self.fua, self.smallest, self.mebibyte, self.huge, self.last]

    def unmap(self, fd, era):
        """Zeroes that take no room, over several blocks and not at their borders."""
        first = self.random.randrange(self.size // self.unit - 1)
        count = self.random.randint(1, min(self.size // self.unit - first, 5 * BLOCK // self.unit))
        offset, length = first * self.unit, count * self.unit
        fallocate(fd, PUNCH_HOLE | KEEP_SIZE, offset, length)
        self.note(offset, bytes(length), era)

    def at(self, fd, era, length, flags=0):
        offset = self.random.randrange((self.size - length) // self.unit) * self.unit
        self.put(fd, offset, length, era, flags)

    def put(self, fd, offset, length, era, flags=0):
        content = self.random.randbytes(length)
        pwrite(fd, offset, content, flags)
        self.note(offset, content, era)

    def fua(self, fd, era):
        self.at(fd, era, self.random.randint(1, 8) * self.unit, os.RWF_DSYNC)

    def smallest(self, fd, era):
        self.at(fd, era, self.unit)

    def mebibyte(self, fd, era):
        self.at(fd, era, MIB)

    def huge(self, fd, era):
        """More than a request can have."""
        self.at(fd, era, 3 * MIB + self.unit)

    def last(self, fd, era):
        """From whole blocks into the short last one, to the end."""
        length = self.random.randint(1, 3) * BLOCK + self.size % BLOCK
        self.put(fd, self.size - length, length, era)


def queue(device, name):
    number = os.stat(device).st_rdev
    return Path(f"/sys/dev/block/{os.major(number)}:{os.minor(number)}", "queue", name).read_text().strip()


class RequestCase(GuestCase):
    frontend = "ublk"

    def create_on(self, origin):
        self.must("create", "x", "--origin", origin, "--metadata", METADATA, "--block-size", "64KiB",
                  "--frontend", self.frontend)
        self.addCleanup(self.forget)
        return self.device() if self.frontend == "ublk" else self.must("path", "x")

    def listed(self, since=1):
        """Whatever size the origin has."""
        return blocks_of_xml(self.must("changed", "x", "--since", since, "--format", "xml"))

    def check_requests(self, device, origin, logical):
        self.assertNotEqual(device_bytes(origin) % BLOCK, 0)
        writer = Requests(device_bytes(origin), guest_cases.SEED, logical)
        for era in (1, 2, 3):
            fd = os.open(device, os.O_RDWR | os.O_DIRECT | os.O_CLOEXEC)
            for operation in writer.operations:  # each at least once an era
                operation(fd, era)
            os.close(fd)
            writer.scribble(device, era, 40)
            for since in range(1, era + 1):
                assert_same_blocks(self.listed(since), writer.writes.since(since), f"since era {since}")
            self.assertEqual(self.must("checkpoint", "x"), str(era + 1))
        writer.assert_content(device)
        self.must("stop", "x")
        writer.assert_content(origin)
        self.assert_offline(writer, 4)
        count = 3 * (40 + len(writer.operations))
        print(f"COUNT requests of all kinds on origins of all kinds: {count} (at least 150)", flush=True)


class OriginKindTest(RequestCase):
    """The same for origins with 512-byte blocks, with larger physical ones, and with 4096-byte blocks."""

    def scsi(self, sector_bytes, physical_exponent):
        """A disk of scsi_debug, cut so that the last era block is short."""
        run("modprobe", "sd_mod")
        run("modprobe", "scsi_debug", "dev_size_mb=48", f"sector_size={sector_bytes}",
            f"physblk_exp={physical_exponent}", "lbpu=1", "lbpws=1", "lbpws10=1", "delay=0")
        self.addCleanup(run, "rmmod", "scsi_debug")
        disk = "/dev/" + wait_for("the disk of scsi_debug", lambda: [
            path.name for path in Path("/sys/block").glob("sd*")
            if path.joinpath("device/model").read_text().strip() == "scsi_debug"])[0]
        sectors = (device_bytes(disk) - 60 * 1024) // SECTOR
        run("dmsetup", "create", "cut", "--table", f"0 {sectors} linear {disk} 0")
        self.addCleanup(run, "dmsetup", "remove", "--retry", "cut")
        return "/dev/mapper/cut"

    def loop(self, sector_bytes):
        image = Path("/var/tmp/image")  # a file system that can zero ranges, as /tmp cannot
        image.parent.mkdir(exist_ok=True)
        with open(image, "wb") as file:
            file.truncate(48 * MIB - 60 * 1024)
        loop = run("losetup", "--find", "--show", "--sector-size", sector_bytes, "--direct-io=on",
                   image).strip()
        self.addCleanup(image.unlink)
        self.addCleanup(run, "losetup", "--detach", loop)
        return loop

    def assert_limits(self, device, origin):
        for name in ("logical_block_size", "physical_block_size", "minimum_io_size", "rotational"):
            self.assertEqual(queue(device, name), queue(origin, name), name)
        self.assertEqual(queue(device, "optimal_io_size"), str(BLOCK))
        for name in ("discard_max_bytes", "write_zeroes_max_bytes"):
            self.assertEqual(int(queue(device, name)) > 0, int(queue(origin, name)) > 0, name)
        if int(queue(origin, "discard_max_bytes")) > 0:
            self.assertEqual(int(queue(device, "discard_granularity")),
                             max(int(queue(origin, "discard_granularity")),
                                 int(queue(origin, "logical_block_size"))))
        # Whether the origin caches is its own business: every flush and every FUA is passed on.
        self.assertEqual((queue(device, "write_cache"), queue(device, "fua")), ("write back", "1"))
        self.assertEqual(device_bytes(device), device_bytes(origin))
        self.assertLess(int(queue(device, "max_sectors_kb")), 3 * 1024, "so that larger ones are split")

    def check(self, origin, logical, physical):
        self.assertEqual((queue(origin, "logical_block_size"), queue(origin, "physical_block_size")),
                         (str(logical), str(physical)))
        device = self.create_on(origin)
        self.assert_limits(device, origin)
        self.check_requests(device, origin, logical)

    def test_512_byte_blocks(self):
        self.check(self.scsi(512, 0), 512, 512)

    def test_512_byte_blocks_in_physical_ones_of_4096(self):
        self.check(self.scsi(512, 3), 512, 4096)

    def test_4096_byte_blocks(self):
        self.check(self.scsi(4096, 0), 4096, 4096)

    def test_a_loop_device_with_4096_byte_blocks(self):
        self.check(self.loop(4096), 4096, 4096)

    def test_an_origin_that_cannot_be_written_is_refused(self):
        run("blockdev", "--setro", ORIGIN)
        self.addCleanup(run, "blockdev", "--setrw", ORIGIN)
        refused = self.world.blkera("create", "x", "--origin", ORIGIN, "--metadata", METADATA,
                                    "--block-size", "64KiB", "--frontend", "ublk")
        self.assertNotEqual(refused.status, 0)
        self.assertRegex(refused.err, rf"\A[^\n]*{ORIGIN}[^\n]*blockdev --setrw[^\n]*\n\Z")

    def test_an_origin_that_cannot_discard_offers_none(self):
        sectors = device_bytes(ORIGIN) // SECTOR
        run("dmsetup", "create", "plain", "--table", f"0 {sectors} crypt cipher_null-ecb - 0 {ORIGIN} 0")
        self.addCleanup(run, "dmsetup", "remove", "--retry", "plain")
        self.assertEqual(queue("/dev/mapper/plain", "discard_max_bytes"), "0")
        device = self.create_on("/dev/mapper/plain")
        self.assert_limits(device, "/dev/mapper/plain")
        fd = os.open(device, os.O_RDWR | os.O_CLOEXEC)
        with self.assertRaises(OSError):
            fcntl.ioctl(fd, BLKDISCARD, struct.pack("QQ", 0, BLOCK))
        fcntl.ioctl(fd, BLKZEROOUT, struct.pack("QQ", 3 * BLOCK, 2 * BLOCK))  # the kernel writes them
        os.close(fd)
        self.assertEqual(self.listed(), [3, 4])


class StatisticsTest(RequestCase):
    def test_every_request_is_counted_by_its_kind(self):
        device = self.create_on(ORIGIN)
        assert_counted(self.must, device, BLOCK)
        started = statistics(self.must)["from"]
        self.kill_target()
        self.must("start", "x")
        self.assertGreater(statistics(self.must)["from"], started)
        self.assertEqual(counts(statistics(self.must), "requests")["write"], 0)
        assert_counted(self.must, device, BLOCK)


class DurabilityTest(RequestCase):
    """What reaches the origin, by the log of a device below us."""

    def setUp(self):
        super().setUp()
        run("dmsetup", "create", "logged", "--table",
            f"0 {device_bytes(ORIGIN) // SECTOR} log-writes {ORIGIN} {LOG}")

    def log(self):
        run("dmsetup", "remove", "--retry", "logged")
        return read_log(LOG)

    def test_fua_and_flush_reach_the_origin_and_plain_writes_stay_plain(self):
        device = self.create_on(LOGGED)
        fd = os.open(device, os.O_RDWR | os.O_DIRECT | os.O_CLOEXEC)
        plain = {block: os.urandom(4096) for block in range(10, 20)}
        synchronous = {block: os.urandom(4096) for block in range(30, 46)}
        for block, content in plain.items():
            pwrite(fd, block * BLOCK, content)
        os.fdatasync(fd)
        for block, content in synchronous.items():
            pwrite(fd, block * BLOCK, content, os.RWF_DSYNC)
        fcntl.ioctl(fd, BLKDISCARD, struct.pack("QQ", 50 * BLOCK, 3 * BLOCK))
        os.fdatasync(fd)
        os.close(fd)
        self.assertEqual(self.listed(), [*plain, *synchronous, 50, 51, 52])
        self.must("stop", "x")

        entries = self.log()
        writes = {entry.offset // BLOCK: entry for entry in entries if entry.data}
        for block, content in (plain | synchronous).items():
            self.assertEqual(writes[block].data, content, f"block {block}")
        fua = [block for block, entry in sorted(writes.items()) if entry.flags & LoggedRequest.FUA]
        self.assertEqual(fua, list(synchronous))
        flushes = sum(1 for entry in entries if entry.flags & LoggedRequest.FLUSH)
        self.assertGreaterEqual(flushes, 2)
        discarded = [entry for entry in entries if entry.flags & LoggedRequest.DISCARD]
        self.assertEqual(sum(entry.length for entry in discarded), 3 * BLOCK)
        self.assertEqual(min(entry.offset for entry in discarded), 50 * BLOCK)
        print(f"COUNT FUA writes that reached the origin as such: {len(fua)} (at least 16)", flush=True)
        print(f"{flushes} flushes below", flush=True)

    def test_what_was_flushed_is_below_before_the_flush_returns(self):
        """The file system's way: writes, a flush, a FUA write after it."""
        device = self.create_on(LOGGED)
        fd = os.open(device, os.O_RDWR | os.O_DIRECT | os.O_CLOEXEC)
        for turn in range(8):
            pwrite(fd, (2 * turn) * BLOCK, bytes([turn + 1]) * 4096)
            os.fdatasync(fd)
            pwrite(fd, (2 * turn + 1) * BLOCK, bytes([turn + 1]) * 4096, os.RWF_DSYNC)
        os.close(fd)
        self.must("stop", "x")
        order = [entry.offset // BLOCK for entry in self.log() if entry.data]
        self.assertEqual(order, list(range(16)))


class FuseTest(RequestCase):
    """The same requests by way of a loop device over a FUSE file."""
    frontend = "fuse"

    def setUp(self):
        super().setUp()
        run("modprobe", "-a", "fuse", "loop")

    def test_requests_of_every_kind(self):
        self.check_requests(self.create_on(ORIGIN), ORIGIN, 512)

    def test_requests_in_flight_together(self):
        """On an origin so slow that they wait for each other, each on a block of its own: what one loses no other brings back."""
        sectors = device_bytes(ORIGIN) // SECTOR
        run("dmsetup", "create", "slow", "--table", f"0 {sectors} delay {ORIGIN} 0 0 {ORIGIN} 0 {DELAY_MS}")
        self.addCleanup(run, "dmsetup", "remove", "--retry", "slow")
        device = self.create_on("/dev/mapper/slow")
        self.assertEqual(run("losetup", "--noheadings", "--output", "DIO", device).strip(), "1")
        inflight = Path("/sys/block", Path(device).name, "inflight")
        contents = {block: os.urandom(4096) for block in range(0, 960, 3)}
        most = 0

        def write(block):
            fd = os.open(device, os.O_RDWR | os.O_DIRECT | os.O_CLOEXEC)
            pwrite(fd, block * BLOCK + 8192, contents[block])
            os.close(fd)

        with ThreadPoolExecutor(16) as pool:
            written = [pool.submit(write, block) for block in contents]
            while not all(future.done() for future in written):
                most = max(most, sum(map(int, inflight.read_text().split())))
                time.sleep(DELAY_MS / 4000)
        for future in written:
            future.result()
        self.assertEqual(self.listed(), list(contents))
        self.must("stop", "x")
        with open(ORIGIN, "rb") as origin:
            for block, content in contents.items():
                origin.seek(block * BLOCK + 8192)
                self.assertEqual(origin.read(4096), content, f"block {block}")
        print(f"COUNT requests that FUSE had in flight together: {most} (at least 4)", flush=True)
        self.assertGreaterEqual(most, 4)

    def test_a_flush_and_a_fua_write_are_below_before_they_return(self):
        sectors = device_bytes(ORIGIN) // SECTOR
        run("dmsetup", "create", "logged", "--table", f"0 {sectors} log-writes {ORIGIN} {LOG}")
        self.addCleanup(ask, "dmsetup", "remove", "--retry", "logged")  # where something went wrong
        device = self.create_on(LOGGED)
        fd = os.open(device, os.O_RDWR | os.O_DIRECT | os.O_CLOEXEC)
        for turn in range(8):
            pwrite(fd, 2 * turn * BLOCK, bytes([turn + 1]) * 4096)
            os.fdatasync(fd)
            pwrite(fd, (2 * turn + 1) * BLOCK, bytes([turn + 1]) * 4096, os.RWF_DSYNC)
        os.close(fd)
        self.assertEqual(self.listed(), list(range(16)))
        self.must("stop", "x")
        run("dmsetup", "remove", "--retry", "logged")
        # The log has a write once a flush has made it durable, or when it was FUA.
        entries = read_log(LOG)
        self.assertEqual([entry.offset // BLOCK for entry in entries if entry.data], list(range(16)))
        durable = sum(1 for entry in entries if entry.flags & (LoggedRequest.FLUSH | LoggedRequest.FUA))
        self.assertGreaterEqual(durable, 16)


if __name__ == "__main__":
    guest_cases.main()
