#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in a guest with little memory (see guest_test.py): swap and dirty pages go through era devices.

    memory_cases.py BIN ERA_DECODE SEED

/dev/disk0 and /dev/disk1 are origin and metadata of a device with swap, /dev/disk2 and /dev/disk3 of one
with a file system. The targets run by themselves, without daemon and bus, so that the memory is theirs.
"""
import mmap
import os
import random
import re
import signal
import subprocess
import sys
import time
import unittest
from array import array
from pathlib import Path

from commands import ask, run, wait_for
from oracles import Inspector

BUILT = ERA_DECODE = SEED = None
SCALE = float(os.environ.get("BLKERA_TEST_SCALE") or 1)
SECONDS = 60 * SCALE
PAGE, MIB = 4096, 1 << 20
MOUNTED = Path("/mnt")
FILES, FILE_BYTES = 6, 24 * MIB
HUNG_AFTER_SECONDS = 30
# linux/sched.h: memory is got without I/O, and the thread's own writes are not throttled.
PF_MEMALLOC_NOIO, PF_LOCAL_THROTTLE = 0x80000, 0x100000


def page_of(seed, page, generation):
    """Another one for each page and generation."""
    return b"".join(n.to_bytes(8, "little") for n in (seed, page, generation, ~page % 2**64)) * (PAGE // 32)


def hog(seed, size, seconds):
    """Uses more memory than there is and verifies it; prints how many pages it has verified."""
    memory, choice = mmap.mmap(-1, size), random.Random(seed)
    pages = size // PAGE
    generations = array("L", bytes(array("L").itemsize * pages))
    for page in range(pages):
        memory[page * PAGE:(page + 1) * PAGE] = page_of(seed, page, 0)
    end, verified = time.monotonic() + seconds, 0
    while time.monotonic() < end:
        first = choice.randrange(pages)
        for page in range(first, min(first + choice.randint(1, 64), pages)):
            at = slice(page * PAGE, (page + 1) * PAGE)
            assert memory[at] == page_of(seed, page, generations[page]), f"page {page} is not as it was"
            verified += 1
            if choice.random() < 0.5:
                generations[page] += 1
                memory[at] = page_of(seed, page, generations[page])
    for page in range(pages):
        assert memory[page * PAGE:(page + 1) * PAGE] == page_of(seed, page, generations[page]), page
    print(verified + pages)


def write_files(seed, seconds):
    """Dirties the file system, and verifies what it wrote before; prints how many bytes it has written."""
    choice, versions, written = random.Random(seed), {}, 0
    end = time.monotonic() + seconds
    while time.monotonic() < end or not written:
        name = choice.randrange(FILES)
        path = MOUNTED / str(name)
        if name in versions:
            with open(path, "rb") as file:
                for page in range(FILE_BYTES // PAGE):
                    assert file.read(PAGE) == page_of(name, page, versions[name]), f"{path}: page {page}"
        versions[name] = versions.get(name, 0) + 1
        with open(path, "r+b" if path.exists() else "wb", buffering=0) as file:
            for first in range(0, FILE_BYTES // PAGE, 16):
                file.write(b"".join(page_of(name, page, versions[name]) for page in range(first, first + 16)))
            if choice.random() < 0.3:
                os.fsync(file.fileno())
        written += FILE_BYTES
    print(written)


class Target:
    """blkera-target, started as an initramfs would."""

    def __init__(self, name, origin, metadata):
        self.metadata = metadata
        arguments = [f"{BUILT}/blkera-target", "--name", name, "--origin", origin, "--metadata", metadata,
                     "--block-size", "64KiB", "--frontend", "ublk", "--queues", "1", "--queue-depth", "32",
                     "--runtime-dir", "/run/blkera", "--state-dir", "/var/lib/blkera"]
        run(*arguments, "--prepare")
        self.process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL)
        link = Path("/dev/blkera", name)
        wait_for(f"device {name}", link.exists)
        self.device = str(link.resolve())
        wait_for(f"the socket of {name}", Path("/run/blkera", f"{name}.sock").exists)

    def threads(self):
        """(name, flags) of each."""
        for task in Path(f"/proc/{self.process.pid}/task").iterdir():
            name, _, rest = task.joinpath("stat").read_text().rpartition(")")
            yield name, int(rest.split()[6])

    def status(self, field):
        """In KiB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"^{field}:\s+(\d+) kB$", status, re.M)[1])

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(30) == 0, "the clean stop"


def count_of(name):
    return int(re.search(rf"^{name} (\d+)$", Path("/proc/vmstat").read_text(), re.M)[1])


def memory_bytes():
    return int(re.search(r"^MemTotal: +(\d+) kB$", Path("/proc/meminfo").read_text(), re.M)[1]) << 10


class LittleMemoryTest(unittest.TestCase):
    def assert_guarded(self, target):
        """Its memory stays, and getting more never waits for a device that may be its own."""
        wanted = PF_MEMALLOC_NOIO | PF_LOCAL_THROTTLE
        threads = list(target.threads())
        self.assertGreaterEqual(len(threads), 3)  # main, the metadata worker, a queue
        for name, flags in threads:
            self.assertEqual(flags & wanted, wanted, f"{name}: flags {flags:#x}")
        self.assertGreater(target.status("VmLck"), 0)
        self.assertEqual(target.status("VmSwap"), 0)

    def test_a_start_that_would_not_fit_is_refused(self):
        # Where the driver need not copy, ublk has no buffers to speak of.
        linux = tuple(int(number) for number in os.uname().release.split(".")[:2])
        for frontend in ("ublk", "fuse") if linux < (6, 16) else ("fuse",):
            arguments = [f"{BUILT}/blkera-target", "--name", "large", "--origin", "/dev/disk0", "--metadata", "/dev/disk1",
                         "--block-size", "64KiB", "--frontend", frontend, "--queues", "2", "--queue-depth", "1024"]
            run(*arguments, "--prepare")
            refused = ask(*arguments)
            self.assertEqual(refused.status, 1)
            self.assertRegex(refused.err, "2 queues of 1024 requests lock 521 MiB of memory, there are [0-9]+ MiB: "
                                          "lower queues or queue-depth in large.conf")
            self.assertEqual(refused.err.count("\n"), 1, refused.err)

    def test_swap_and_dirty_pages_go_through_era_devices_when_memory_is_short(self):
        for name, value in (("hung_task_timeout_secs", HUNG_AFTER_SECONDS), ("hung_task_panic", 1)):
            Path("/proc/sys/kernel", name).write_text(str(value))
        swap = Target("swap", "/dev/disk0", "/dev/disk1")
        files = Target("files", "/dev/disk2", "/dev/disk3")
        targets = (swap, files)
        run("mkswap", swap.device)
        run("swapon", swap.device)
        run("mkfs.ext4", "-q", "-E", "nodiscard", files.device)
        run("mount", files.device, MOUNTED)
        for target in targets:
            self.assert_guarded(target)

        hogged = memory_bytes() + 100 * MIB
        loads = [subprocess.Popen([sys.executable, "-B", __file__, *map(str, arguments)], stdout=subprocess.PIPE)
                 for arguments in (("hog", SEED, hogged, SECONDS), ("files", SEED, SECONDS))]
        while any(load.poll() is None for load in loads):
            for target in targets:
                self.assertIsNone(target.process.poll(), "the target lives")
                self.assert_guarded(target)
            time.sleep(2)
        self.assertEqual([load.returncode for load in loads], [0, 0])
        verified, written = (int(load.communicate()[0]) for load in loads)

        self.assertEqual(count_of("oom_kill"), 0)
        self.assertNotIn("blocked for more than", run("dmesg"))
        run("umount", MOUNTED)
        run("swapoff", swap.device)
        for target in targets:
            target.stop()
        run("e2fsck", "-fn", "/dev/disk2")
        inspector = Inspector(f"{BUILT}/blkera-meta", ERA_DECODE)
        for target in targets:
            inspector.assert_clean(target.metadata)
            self.assertTrue(inspector.invalidate(target.metadata, 1))
        floors = min(SCALE, 1)
        for what, number, floor in (
                ("MiB swapped out to an era device", count_of("pswpout") * PAGE // MIB, 100),
                ("MiB swapped in from an era device", count_of("pswpin") * PAGE // MIB, round(100 * floors)),
                ("MiB of a memory hog verified", verified * PAGE // MIB, hogged // MIB),
                ("MiB of files written while memory is short", written // MIB, round(100 * floors))):
            print(f"COUNT {what}: {number} (at least {floor})", flush=True)
            self.assertGreaterEqual(number, floor, what)


def main():
    global BUILT, ERA_DECODE, SEED
    if sys.argv[1] == "hog":
        hog(int(sys.argv[2]), int(sys.argv[3]) // PAGE * PAGE, float(sys.argv[4]))
    elif sys.argv[1] == "files":
        write_files(int(sys.argv[2]), float(sys.argv[3]))
    else:
        BUILT, ERA_DECODE, SEED = sys.argv[1], sys.argv[2], int(sys.argv[3])
        print(f"BLKERA_SEED={SEED}", flush=True)
        unittest.main(argv=sys.argv[:1] + sys.argv[4:], verbosity=2)


if __name__ == "__main__":
    main()
