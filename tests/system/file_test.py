#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Devices on regular files, where blkera.conf has their folder.

    file_test.py BIN ERA_DECODE

Natively, behind FUSE and loop devices; needs root, takes it by sudo.
"""
import fcntl
import os
import shutil
import signal
import sys
import tempfile
import unittest
from pathlib import Path

from commands import run, wait_for
from oracles import Inspector, assert_same_blocks, blocks_of_xml, era_invalidate
from world import World
from writer import Writer

BUILT = ERA_DECODE = None
MIB = 1 << 20
BLOCK = 64 << 10
ORIGIN_BYTES = 24 * MIB
FAILED, WRONG_USAGE = 1, 2  # as the exit codes are
SECTOR_OF_FILES = 4096  # direct I/O of every file system takes it


class FileTest(unittest.TestCase):
    def setUp(self):
        # That for temporary files is everybody's.
        self.folder = Path(tempfile.mkdtemp(prefix="blkera-test.", dir="/var/lib"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.world = World(BUILT)
        self.addCleanup(self.world.close)
        self.must = self.world.must
        self.world.start_daemon()
        self.origin = self.file("origin", ORIGIN_BYTES)
        self.metadata = self.file("metadata", 4 * MIB)

    def file(self, name, size_bytes):
        path = self.folder / name
        with open(path, "wb") as file:
            file.truncate(size_bytes)
            os.fchmod(file.fileno(), 0o600)
        return path

    def configure(self, text):
        """What the reload prints."""
        (self.world.config / "blkera.conf").write_text(text)
        return self.must("reload")

    def allow(self):
        self.configure(f"# of images\nfile-directory = /srv/none\nfile-directory = {self.folder}\n")

    def create(self, name, origin, metadata):
        return self.world.blkera("create", name, "--origin", origin, "--metadata", metadata, "--block-size", "64KiB",
                                 "--frontend", "fuse")

    def assert_refused(self, answer, words, status=WRONG_USAGE):
        self.assertEqual((answer.status, answer.out), (status, ""))
        self.assertIn(words, answer.err)

    def assert_lists(self, writer, eras):
        for since in range(1, eras + 1):
            assert_same_blocks(blocks_of_xml(self.must("changed", "x", "--since", since)), writer.writes.since(since),
                               f"since era {since}")

    def test_a_device_of_two_files_lives_from_create_to_remove(self):
        self.allow()
        self.assertEqual(self.create("x", self.origin, self.metadata).err, "")
        writer = Writer(ORIGIN_BYTES, BLOCK, 1, SECTOR_OF_FILES)
        for era in (1, 2, 3):
            writer.scribble(self.must("path", "x"), era, 40)
            self.assertEqual(self.must("checkpoint", "x"), str(era + 1))
        self.assert_lists(writer, 4)

        self.world.end_daemon(signal.SIGKILL)
        self.world.start_daemon()
        wait_for("the device", lambda: self.must("status", "x").split()[2:] == ["4", "-"])
        self.assert_lists(writer, 4)
        writer.assert_content(self.must("path", "x"))

        self.must("stop", "x")
        writer.assert_content(self.origin)
        Inspector(self.world.bin / "blkera-meta", ERA_DECODE).assert_clean(self.metadata)
        self.assertEqual(era_invalidate(self.metadata, 2), writer.writes.since(2))

        self.must("start", "x")
        era = self.world.current_era("x")
        writer.scribble(self.must("path", "x"), era, 40)
        self.assert_lists(writer, era)
        self.must("stop", "x")
        self.must("remove", "x")
        writer.assert_content(self.origin)

    def test_a_file_that_has_grown_is_taken_in(self):
        self.allow()
        self.assertEqual(self.create("x", self.origin, self.metadata).err, "")
        os.truncate(self.origin, 2 * ORIGIN_BYTES)
        os.truncate(self.metadata, 8 * MIB)
        self.must("resize", "x")
        writer = Writer(2 * ORIGIN_BYTES, BLOCK, 2, SECTOR_OF_FILES)
        era = self.world.current_era("x")
        writer.scribble(self.must("path", "x"), era, 40)
        assert_same_blocks(blocks_of_xml(self.must("changed", "x", "--since", era)), writer.writes.since(era), "resized")
        self.assertEqual(self.must("status", "x").split()[1].split("/")[1], "2048")
        self.must("stop", "x")

    def test_files_are_let_in_by_the_configuration_alone(self):
        self.assert_refused(self.create("x", self.origin, self.metadata), "is not a plain path under /dev")
        self.allow()
        for mode in (0o620, 0o602):
            self.metadata.chmod(mode)
            self.assert_refused(self.create("x", self.origin, self.metadata), "others than root may write to it")
        self.metadata.chmod(0o600)
        self.assertEqual(self.create("x", self.origin, self.metadata).err, "")
        self.assertIn("file-directory \"srv\": use an absolute path", self.configure("file-directory = srv\n"))
        other = [self.file(name, 4 * MIB) for name in ("other", "other.meta")]
        self.assertEqual(self.create("y", *other).err, "", "what cannot be understood changes nothing")
        self.configure("")
        another = [self.file(name, 4 * MIB) for name in ("another", "another.meta")]
        self.assert_refused(self.create("z", *another), "is not a plain path under /dev")
        self.must("stop", "x")
        self.must("start", "x")  # its file is root's to write

    def test_two_devices_share_no_file(self):
        self.allow()
        self.assertEqual(self.create("x", self.origin, self.metadata).err, "")
        os.link(self.origin, self.folder / "same")
        other = self.file("other", 4 * MIB)
        for state in ("running", "stopped"):
            for shared in (self.origin, self.folder / "same", self.metadata):
                self.assert_refused(self.create("y", other, shared), f"{shared} belongs to the device x", FAILED)
                self.assert_refused(self.create("y", shared, other), f"{shared} belongs to the device x", FAILED)
            if state == "running":
                self.must("stop", "x")
        self.assert_refused(self.create("y", other, other), "are the same file")

    def test_a_loop_device_over_a_file_counts_as_the_file(self):
        self.allow()
        self.assertEqual(self.create("x", self.origin, self.metadata).err, "")
        self.must("stop", "x")  # while it runs, the file is locked besides
        other = self.file("other", 4 * MIB)
        for shared in (self.origin, self.metadata):
            loop = run("losetup", "--find", "--show", shared).strip()
            try:
                self.assert_refused(self.create("y", loop, other), f"{loop} belongs to the device x", FAILED)
                self.assert_refused(self.create("y", other, loop), f"{loop} belongs to the device x", FAILED)
            finally:
                run("losetup", "--detach", loop)

    def test_a_running_device_has_its_files_for_itself(self):
        self.allow()
        self.assertEqual(self.create("x", self.origin, self.metadata).err, "")
        for path in (self.origin, self.metadata):
            with open(path, "rb") as file, self.assertRaises(BlockingIOError):
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        self.must("stop", "x")
        with open(self.origin, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.assert_refused(self.world.blkera("start", "x"), f"origin {self.origin} is locked", FAILED)
        self.origin.chmod(0o606)
        self.assert_refused(self.world.blkera("start", "x"), "others than root may write to it", FAILED)


def main():
    global BUILT, ERA_DECODE
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if os.geteuid() != 0:
        os.execvp("sudo", ["sudo", "-n", "--", *sys.argv])
    BUILT, ERA_DECODE = sys.argv[1:3]
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])


if __name__ == "__main__":
    main()
