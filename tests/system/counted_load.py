# SPDX-License-Identifier: GPL-2.0-or-later
"""A known number of requests of each kind, and what the statistics have to say of them."""
import fcntl
import json
import mmap
import os
import struct

from writer import BLKZEROOUT

PAGE = 4096


def statistics(must):
    return json.loads(must("stats", "x", "--json"))


def counts(statistics_of_device, field):
    return {kind: numbers[field] for kind, numbers in statistics_of_device["operations"].items()}


def assert_counted(must, device, block):
    """`must` is the CLI, "x" the device, of which nobody has written to the first 20 blocks in this era."""
    before = statistics(must)
    with mmap.mmap(-1, PAGE) as page:
        fd = os.open(device, os.O_RDWR | os.O_DIRECT | os.O_CLOEXEC)
        for _ in range(2):  # the second time they are marked
            for index in range(10):
                assert os.pwrite(fd, page, index * block) == PAGE
        for _ in range(7):
            assert os.preadv(fd, [page], 3 * block) == PAGE
        for _ in range(3):
            os.fsync(fd)
        for index in (10, 11):
            fcntl.ioctl(fd, BLKZEROOUT, struct.pack("QQ", index * block, block))
        os.close(fd)
    after = statistics(must)

    def more(field, kind):
        return counts(after, field)[kind] - counts(before, field)[kind]

    found = {kind: more("requests", kind) for kind in after["operations"]}
    # Whoever looks for file systems reads too.
    assert found.pop("read") >= 7, found
    assert found == {"write": 20, "flush": 3, "discard": 0, "write_zeroes": 2}, found
    assert more("bytes", "write") == 20 * PAGE
    assert more("bytes", "write_zeroes") == 2 * block
    assert more("deferred", "write") == 10
    assert more("deferred", "write_zeroes") == 2
    assert sum(counts(after, "errors").values()) == 0
    assert sum(counts(after, "in_flight").values()) == 0
    for kind, numbers in after["operations"].items():
        assert numbers["latency_us"]["count"] == numbers["requests"], kind
        assert numbers["mark_wait_us"]["count"] == numbers["deferred"], kind
    waited = after["commit_writes"]["sum"] - before["commit_writes"]["sum"]
    assert waited == 12, waited
    # Of a commit: at least a leaf of the writeset and the superblock; one flush before and one after it.
    commits = after["commit_us"]["count"] - before["commit_us"]["count"]
    assert 1 <= commits <= 12, commits
    assert after["metadata_blocks_written"] - before["metadata_blocks_written"] >= 2 * commits
    assert after["metadata_flushes"] - before["metadata_flushes"] >= 2 * commits
    assert after["seconds"] > before["seconds"] and after["from"] == before["from"]
