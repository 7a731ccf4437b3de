#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Random operations on the files of one folder, each of whose contents is known and verified.

    file_load.py FOLDER SEED SECONDS

Ends with a line of JSON: {"operations": ..., "verified_bytes": ..., "files": {path: SHA-256, ...}}.
"""
import ctypes
import hashlib
import json
import mmap
import os
import random
import sys
import time
from pathlib import Path

FILES, LARGEST, PAGE = 16, 1 << 20, 4096
KEEP_SIZE, PUNCH_HOLE, COLLAPSE_RANGE, ZERO_RANGE = 1, 2, 8, 16
LIBC = ctypes.CDLL(None, use_errno=True)


def fallocate(fd, mode, offset, length):
    if LIBC.fallocate(fd, mode, ctypes.c_long(offset), ctypes.c_long(length)) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


class FileLoad:
    def __init__(self, folder, seed):
        self.folder = Path(folder)
        self.folder.mkdir()
        self.choice = random.Random(seed)
        self.contents = {}  # name: what has to be in the file
        self.operations = self.verified = 0
        self.kinds = [self.write, self.write, self.append, self.write_direct, self.write_mapped,
                      self.truncate, self.punch, self.zero, self.allocate, self.collapse, self.create,
                      self.rename, self.unlink, self.sync, self.verify, self.verify]

    def step(self):
        if len(self.contents) < 2:
            self.create()
        else:
            self.choice.choice(self.kinds)()
        self.operations += 1

    # ------------------------------------------------------------ picking

    def pick(self):
        return self.choice.choice(sorted(self.contents))

    def open(self, name, flags=os.O_RDWR):
        return os.open(self.folder / name, flags | os.O_CLOEXEC, 0o600)

    def range_in(self, size, unit=1):
        """(offset, length) in a file of that size, of at least a unit."""
        first = self.choice.randrange(size // unit)
        count = self.choice.randint(1, min(size // unit - first, (128 << 10) // unit))
        return first * unit, count * unit

    def place(self, name, unit=1):
        """As range_in, in what the file may grow to."""
        return self.range_in(min(LARGEST, len(self.contents[name]) + (64 << 10)), unit)

    # ------------------------------------------------------------ operations

    def create(self):
        name = str(self.choice.randrange(FILES))
        os.close(self.open(name, os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        self.contents[name] = bytearray()
        self.write(name)

    def put(self, name, offset, data):
        content = self.contents[name]
        if offset > len(content):
            content.extend(bytes(offset - len(content)))
        content[offset:offset + len(data)] = data

    def write(self, name=None, flags=os.O_RDWR):
        name = name or self.pick()
        offset, length = self.place(name)
        data = self.choice.randbytes(length)
        fd = self.open(name, flags)
        assert os.pwrite(fd, data, offset) == length
        os.close(fd)
        self.put(name, offset, data)

    def append(self):
        name = self.pick()
        if len(self.contents[name]) > LARGEST - (32 << 10):
            return
        data = self.choice.randbytes(self.choice.randint(1, 32 << 10))
        fd = self.open(name, os.O_WRONLY | os.O_APPEND)
        assert os.write(fd, data) == len(data)
        os.close(fd)
        self.contents[name] += data

    def write_direct(self):
        name = self.pick()
        offset, length = self.place(name, PAGE)
        data = self.choice.randbytes(length)
        fd = self.open(name, os.O_RDWR | os.O_DIRECT)
        with mmap.mmap(-1, length) as buffer:
            buffer.write(data)
            with memoryview(buffer) as view:
                assert os.pwritev(fd, [view], offset) == length
        os.close(fd)
        self.put(name, offset, data)

    def write_mapped(self):
        name = self.pick()
        if not self.contents[name]:
            return
        offset, length = self.range_in(len(self.contents[name]))
        data = self.choice.randbytes(length)
        fd = self.open(name)
        with mmap.mmap(fd, len(self.contents[name])) as mapped:
            mapped[offset:offset + length] = data
            if self.choice.random() < 0.3:
                mapped.flush()
        os.close(fd)
        self.put(name, offset, data)

    def truncate(self):
        name = self.pick()
        size = self.choice.randrange(LARGEST)
        os.truncate(self.folder / name, size)
        content = self.contents[name]
        del content[size:]
        content.extend(bytes(size - len(content)))

    def punch(self):
        self.change(PUNCH_HOLE | KEEP_SIZE, 1)

    def zero(self):
        self.change(ZERO_RANGE | KEEP_SIZE, 1)

    def change(self, mode, unit):
        name = self.pick()
        if not self.contents[name]:
            return
        offset, length = self.range_in(len(self.contents[name]), unit)
        fd = self.open(name)
        fallocate(fd, mode, offset, length)
        os.close(fd)
        self.put(name, offset, bytes(length))

    def allocate(self):
        name = self.pick()
        offset, length = self.place(name)
        keep = self.choice.random() < 0.5
        fd = self.open(name)
        fallocate(fd, KEEP_SIZE if keep else 0, offset, length)
        os.close(fd)
        if not keep and offset + length > len(self.contents[name]):
            self.put(name, offset + length, b"")

    def collapse(self):
        name = self.pick()
        content = self.contents[name]
        if len(content) < 3 * PAGE:
            return
        offset, length = self.range_in(len(content) - PAGE, PAGE)
        if offset + length >= len(content):
            return
        fd = self.open(name)
        fallocate(fd, COLLAPSE_RANGE, offset, length)
        os.close(fd)
        del content[offset:offset + length]

    def rename(self):
        old, new = self.pick(), str(self.choice.randrange(FILES))
        os.rename(self.folder / old, self.folder / new)
        self.contents[new] = self.contents.pop(old)

    def unlink(self):
        name = self.pick()
        os.unlink(self.folder / name)
        del self.contents[name]

    def sync(self):
        fd = self.open(self.pick())
        self.choice.choice([os.fsync, os.fdatasync])(fd)
        os.close(fd)

    # ------------------------------------------------------------ verification

    def verify(self, name=None):
        name = name or self.pick()
        found = (self.folder / name).read_bytes()
        if found != self.contents[name]:
            at = next((at for at, (a, b) in enumerate(zip(found, self.contents[name])) if a != b), "the end")
            raise AssertionError(f"{self.folder / name}: {len(found)} bytes for {len(self.contents[name])}, "
                                 f"differing from {at}, after {self.operations} operations")
        self.verified += len(found)

    def verify_all(self):
        assert sorted(path.name for path in self.folder.iterdir()) == sorted(self.contents)
        for name in self.contents:
            self.verify(name)

    def digests(self):
        return {str(self.folder / name): hashlib.sha256(content).hexdigest()
                for name, content in self.contents.items()}


def main():
    load = FileLoad(sys.argv[1], int(sys.argv[2]))
    end = time.monotonic() + float(sys.argv[3])
    while time.monotonic() < end:
        load.step()
    load.verify_all()
    print(json.dumps({"operations": load.operations, "verified_bytes": load.verified,
                      "files": load.digests()}))


if __name__ == "__main__":
    main()
