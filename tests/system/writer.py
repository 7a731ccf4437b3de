# SPDX-License-Identifier: GPL-2.0-or-later
"""A scripted writer that knows what it wrote when, and to whom later lists are compared."""
import fcntl
import mmap
import os
import random
import struct

SECTOR = 512
BLKDISCARD = 0x1277
BLKZEROOUT = 0x127F
BLKGETSIZE64 = 0x80081272


def device_bytes(path):
    with open(path, "rb") as device:
        return struct.unpack("Q", fcntl.ioctl(device, BLKGETSIZE64, b"\0" * 8))[0]


def try_write(path, offset, data):
    """Writes past the page cache; returns 0, or the errno."""
    buffer = mmap.mmap(-1, len(data))  # aligned, as direct I/O wants it
    buffer.write(data)
    fd = os.open(path, os.O_WRONLY | os.O_DIRECT | os.O_CLOEXEC)
    try:
        os.pwrite(fd, buffer, offset)
        return 0
    except OSError as error:
        return error.errno
    finally:
        os.close(fd)


def zero_out(path, offset, length):
    """Zeroes that take no room."""
    fd = os.open(path, os.O_WRONLY | os.O_CLOEXEC)
    try:
        fcntl.ioctl(fd, BLKZEROOUT, struct.pack("QQ", offset, length))
    finally:
        os.close(fd)


class Writes:
    """For each era block the era of its last write."""

    def __init__(self, block_bytes):
        self.block_bytes = block_bytes
        self.era_of = {}

    def mark(self, offset, length, era):
        for block in range(offset // self.block_bytes, -(-(offset + length) // self.block_bytes)):
            self.era_of[block] = era

    def since(self, era):
        return sorted(block for block, last in self.era_of.items() if last >= era)


class Writer:
    """Direct I/O on a block device, from a seed; keeps what the device has to hold afterwards."""

    LARGEST = 1 << 20

    def __init__(self, size_bytes, block_bytes, seed, unit_bytes=SECTOR):
        self.size = size_bytes
        self.unit = unit_bytes  # the device's logical block
        self.writes = Writes(block_bytes)
        self.block = block_bytes
        self.random = random.Random(seed)
        self.expected = mmap.mmap(-1, size_bytes)  # takes memory only where something was written
        self.known = bytearray(size_bytes // SECTOR)  # 1: the content of this sector is certain
        self.buffer = mmap.mmap(-1, self.LARGEST)  # aligned, as direct I/O wants it
        # The kernel's own target marks only the first block of a discard: keep to single ones there.
        self.discard_blocks = 6
        self.operations = [self.within, self.spanning, self.whole, self.zeroes, self.discard, self.tail]

    def scribble(self, path, era, operations):
        """That many random operations on the device, all of them in `era`."""
        fd = os.open(path, os.O_RDWR | os.O_DIRECT | os.O_CLOEXEC)
        try:
            for _ in range(operations):
                self.random.choice(self.operations)(fd, era)
        finally:
            os.close(fd)

    def within(self, fd, era):
        """A few sectors inside one block."""
        block = self.random.randrange(self.size // self.block)
        first = self.random.randrange(self.block // self.unit)
        count = self.random.randint(1, self.block // self.unit - first)
        self.write(fd, block * self.block + first * self.unit, count * self.unit, era)

    def spanning(self, fd, era):
        """A write that ends in another block than it began in."""
        border = self.random.randrange(1, self.size // self.block) * self.block
        before = self.random.randint(1, self.block // self.unit) * self.unit
        after = self.random.randint(1, self.LARGEST // 2 // self.unit) * self.unit
        self.write(fd, border - before, min(before + after, self.size - border + before), era)

    def whole(self, fd, era):
        self.write(fd, *self.blocks(self.LARGEST // self.block), era)

    def tail(self, fd, era):
        """The last sector, which lies in the short last block where there is one."""
        self.write(fd, self.size - self.unit, self.unit, era)

    def zeroes(self, fd, era):
        offset, length = self.blocks(6)
        fcntl.ioctl(fd, BLKZEROOUT, struct.pack("QQ", offset, length))
        self.note(offset, bytes(length), era)

    def discard(self, fd, era):
        offset, length = self.blocks(self.discard_blocks)
        fcntl.ioctl(fd, BLKDISCARD, struct.pack("QQ", offset, length))
        self.writes.mark(offset, length, era)
        first = offset // SECTOR
        self.known[first:first + length // SECTOR] = bytes(length // SECTOR)

    def blocks(self, most):
        """(offset, length) of 1 to `most` whole blocks."""
        count = self.random.randint(1, most)
        begin = self.random.randrange(self.size // self.block - count)
        return begin * self.block, count * self.block

    def write(self, fd, offset, length, era):
        content = self.random.randbytes(length)
        self.buffer[:length] = content
        with memoryview(self.buffer) as view, view[:length] as part:
            done = os.pwritev(fd, [part], offset)
        assert done == length, f"short write at {offset}: {done} of {length}"
        self.note(offset, content, era)

    def note(self, offset, content, era):
        self.writes.mark(offset, len(content), era)
        self.expected[offset:offset + len(content)] = content
        first = offset // SECTOR
        self.known[first:first + len(content) // SECTOR] = b"\1" * (len(content) // SECTOR)

    def assert_content(self, path):
        """What was written is there, read around the page cache."""
        fd = os.open(path, os.O_RDONLY | os.O_DIRECT | os.O_CLOEXEC)
        try:
            for offset in range(0, self.size, self.LARGEST):
                length = min(self.LARGEST, self.size - offset)
                if self.known.find(1, offset // SECTOR, (offset + length) // SECTOR) < 0:
                    continue
                with memoryview(self.buffer) as view, view[:length] as part:
                    assert os.preadv(fd, [part], offset) == length
                if self.buffer[:length] == self.expected[offset:offset + length]:
                    continue
                for at in range(0, length, SECTOR):
                    sector = (offset + at) // SECTOR
                    assert not self.known[sector] or self.buffer[at:at + SECTOR] == \
                        self.expected[offset + at:offset + at + SECTOR], f"{path}: sector {sector} differs"
        finally:
            os.close(fd)
