#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole product on this machine's kernel: FUSE and a loop device, a private bus, the real polkitd.

    native_test.py BIN ERA_DECODE [-k PATTERN] [-v]

Needs root (takes it by sudo), /dev/fuse and loop devices; leaves nothing behind.
"""
import contextlib
import errno
import fcntl
import json
import os
import re
import signal
import socket
import struct
import subprocess
import sys
import unittest
from pathlib import Path

from commands import ask, run, wait_for
from counted_load import assert_counted, counts, statistics
from oracles import Inspector, assert_same_blocks, blocks_of_json, blocks_of_xml, era_invalidate
from world import World, is_running
from writer import Writer, device_bytes, try_write, zero_out

MIB = 1 << 20
BLOCK = 64 << 10
ORIGIN_BYTES = 24 * MIB + 3584  # the last block is 3.5 KiB long
BUILT = ERA_DECODE = None


class NativeCase(unittest.TestCase):
    """Each test has a world, and with it a daemon, of its own."""

    def setUp(self):
        self.world = World(BUILT)
        self.addCleanup(self.world.close)
        self.world.start_daemon()
        self.must = self.world.must
        self.inspector = Inspector(self.world.bin / "blkera-meta", ERA_DECODE)

    def create(self, name="x", origin_bytes=ORIGIN_BYTES, *options):
        """A running device; returns (block device, origin, metadata)."""
        origin = self.world.loop(origin_bytes)
        metadata = self.world.loop(4 * MIB)
        self.must("create", name, "--origin", origin, "--metadata", metadata, "--block-size", "64KiB",
                  "--frontend", "fuse", *options)
        return self.must("path", name), origin, metadata

    def changed(self, name, since, origin):
        """The list, which both formats have to tell alike."""
        blocks = blocks_of_xml(self.must("changed", name, "--since", since, "--format", "xml"))
        as_json = self.must("changed", name, "--since", since, "--format", "json")
        assert_same_blocks(blocks_of_json(as_json, device_bytes(origin)), blocks, "json and xml")
        return blocks


class JourneyTest(NativeCase):
    def test_a_file_system_s_changes_are_listed_era_by_era(self):
        device, origin, metadata = self.create()
        run("mkfs.ext4", "-q", device)
        mounted = self.world.folder / "mnt"
        mounted.mkdir()
        run("mount", device, mounted)
        try:
            self.assertEqual(self.must("checkpoint", "x"), "2")
            (mounted / "one").write_bytes(os.urandom(300_000))
            run("sync", "-f", mounted)
            self.assertEqual(self.must("checkpoint", "x"), "3")
            (mounted / "two").write_bytes(os.urandom(900_000))
            run("sync", "-f", mounted)
            refused = self.world.blkera("stop", "x")
            self.assertEqual(refused.status, 1, "a mounted device is not stopped")
        finally:
            run("umount", mounted)
        lists = {era: self.changed("x", era, origin) for era in range(1, 4)}
        self.assertGreater(len(lists[1]), len(lists[2]))
        self.assertGreater(len(lists[2]), len(lists[3]))
        self.assertGreaterEqual(len(lists[3]) * BLOCK, 900_000)
        self.must("stop", "x")
        self.inspector.assert_clean(metadata)
        for era, blocks in lists.items():
            assert_same_blocks(blocks, era_invalidate(metadata, era), f"since era {era}")
            assert_same_blocks(blocks, self.inspector.invalidate(metadata, era), f"since era {era}")
        run("e2fsck", "-fn", origin)  # every write had reached the origin

    def test_a_scripted_writer_s_blocks_are_listed_exactly(self):
        seed = int.from_bytes(os.urandom(4), "little")
        print(f"seed {seed}")
        device, origin, metadata = self.create()
        writer = Writer(ORIGIN_BYTES, BLOCK, seed)
        for era in range(1, 6):
            writer.scribble(device, era, 40)
            for since in range(1, era + 1):
                assert_same_blocks(self.changed("x", since, origin), writer.writes.since(since),
                                   f"seed {seed}, since era {since}")
            if era < 5:
                self.assertEqual(self.must("checkpoint", "x"), str(era + 1))
        writer.assert_content(device)
        self.must("stop", "x")
        writer.assert_content(origin)
        self.inspector.assert_clean(metadata)
        for since in range(1, 7):
            assert_same_blocks(era_invalidate(metadata, since), writer.writes.since(since),
                               f"since era {since}")
        self.must("start", "x")
        self.assertEqual(self.must("status", "x").split()[2:], ["6", "-"])
        self.assertEqual(self.changed("x", 1, origin), writer.writes.since(1))

    def test_a_metadata_snapshot_is_read_by_the_era_tools_while_the_device_runs(self):
        device, origin, metadata = self.create()
        writer = Writer(ORIGIN_BYTES, BLOCK, 1)
        writer.scribble(device, 1, 30)
        self.must("message", "x", "take_metadata_snap")
        era, held = self.must("status", "x").split()[2:]
        self.assertEqual(era, "2")
        self.assertRegex(held, r"^[0-9]+$")
        self.assertEqual(era_invalidate(metadata, 1, "--metadata-snapshot"), writer.writes.since(1))
        self.assertEqual(self.world.blkera("message", "x", "take_metadata_snap").status, 1)
        self.must("message", "x", "drop_metadata_snap")
        self.assertEqual(self.must("status", "x").split()[3], "-")
        self.assertEqual(self.world.blkera("message", "x", "drop_metadata_snap").status, 1)

    def test_a_table_line_of_dm_era_makes_the_same_device(self):
        origin = self.world.loop(ORIGIN_BYTES)
        metadata = self.world.loop(4 * MIB)
        self.must("create", "x", "--frontend", "fuse", "--table",
                  f"0 {ORIGIN_BYTES // 512} era {metadata} {origin} 128")
        self.assertEqual(device_bytes(self.must("path", "x")), ORIGIN_BYTES)
        self.assertRegex(self.must("status", "x"), r"^8 [0-9]+/1024 1 -$")

    def test_several_names_are_one_checkpoint(self):
        self.create("x")
        self.create("y")
        self.must("checkpoint", "y")
        self.assertEqual(self.must("checkpoint", "x", "y"), "2\n3")
        refused = self.world.blkera("checkpoint", "x", "z")
        self.assertEqual((refused.status, self.world.current_era("x")), (1, 2))

    def test_remove_forgets_a_stopped_device_only(self):
        _, origin, metadata = self.create()
        self.assertEqual(self.world.blkera("remove", "x").status, 1)
        self.must("stop", "x")
        self.must("stop", "x")  # again is fine
        before = run("sha256sum", origin, metadata)
        self.must("remove", "x")
        self.assertEqual(self.world.blkera("info", "x").status, 1)
        self.assertEqual(run("sha256sum", origin, metadata), before)


class DaemonTest(NativeCase):
    def test_a_restarted_daemon_finds_the_running_target(self):
        device, origin, _ = self.create()
        target = self.world.target_pid("x")
        writer = Writer(ORIGIN_BYTES, BLOCK, 2)
        for era, how in ((1, signal.SIGTERM), (2, signal.SIGKILL)):
            self.world.end_daemon(how)
            self.assertTrue(is_running(target))
            writer.scribble(device, era, 20)  # I/O needs no daemon
            self.world.start_daemon()
            self.assertEqual(self.world.target_pid("x"), target)
            self.assertEqual(self.must("path", "x"), device)
            self.assertEqual(self.changed("x", 1, origin), writer.writes.since(1))
            self.assertEqual(self.must("checkpoint", "x"), str(era + 1))

    def test_without_a_daemon_every_verb_says_so(self):
        self.create()
        self.must("stop", "x")
        self.world.end_daemon()
        for arguments in (["list"], ["status", "x"], ["checkpoint", "x"], ["stop", "x"]):
            answer = self.world.blkera(*arguments)
            self.assertEqual((answer.status, answer.out, answer.err.count("\n")), (4, "", 1), arguments)
        self.world.start_daemon()

    def test_without_a_system_bus_there_is_no_daemon_either(self):
        environment = dict(self.world.environment, DBUS_SYSTEM_BUS_ADDRESS="unix:path=/nonexistent")
        answer = ask(self.world.bin / "blkera", "list", env=environment, timeout=30)
        self.assertEqual((answer.status, answer.out, answer.err.count("\n")), (4, "", 1))


class StatisticsTest(NativeCase):
    def test_every_request_is_counted_by_its_kind(self):
        device, _, _ = self.create()
        assert_counted(self.must, device, BLOCK)
        self.assertEqual(self.must("checkpoint", "x"), "2")
        self.assertEqual(statistics(self.must)["eras_begun"], 1)
        assert_counted(self.must, device, BLOCK)
        # Not kept over a stop.
        self.must("stop", "x")
        self.assertEqual(self.world.blkera("stats", "x").status, 1)
        self.must("start", "x")
        self.assertEqual(counts(statistics(self.must), "requests")["write"], 0)


class LogTest(NativeCase):
    def test_a_target_whose_log_nobody_reads_serves_on(self):
        """Its stderr is full from the start: whatever wrote to it and waited would never come back."""
        self.create()
        self.must("stop", "x")
        reader, writer = os.pipe2(os.O_NONBLOCK)
        fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
        os.write(writer, bytes(4096))
        os.set_blocking(writer, True)
        target = subprocess.Popen(
            [self.world.bin / "blkera-target", "--config", self.world.config / "devices.d/x.conf", "--runtime-dir",
             self.world.runtime, "--state-dir", self.world.state], stdin=subprocess.DEVNULL, stderr=writer)
        os.close(writer)
        socket_path = str(self.world.runtime / "x.sock")
        wait_for("the target's socket", lambda: os.path.exists(socket_path))
        self.must("start", "x")  # the daemon finds it
        device = self.must("path", "x")
        with contextlib.ExitStack() as knocks:
            claim = os.open(device, os.O_RDONLY | os.O_EXCL | os.O_CLOEXEC)  # as a mount does
            knocks.callback(os.close, claim)
            target.send_signal(signal.SIGTERM)  # it says why it does not stop
            for _ in range(300):  # and that it takes so many connections only: more lines than it keeps
                knock = knocks.enter_context(socket.socket(socket.AF_UNIX))
                knock.connect(socket_path)
            self.assertRegex(self.must("status", "x"), "^8 ")
            self.assertEqual(try_write(device, 5 * BLOCK, bytes(BLOCK)), 0)
            self.assertEqual(self.must("checkpoint", "x"), "3")
            self.assertEqual(try_write(device, 5 * BLOCK, bytes(BLOCK)), 0)
        self.must("stop", "x")
        self.assertEqual(target.wait(30), 0)
        self.assertEqual(os.read(reader, 8192), bytes(4096))
        os.close(reader)


class StatesTest(NativeCase):
    """What a device does when its metadata is full or damaged; the states outlive its process."""

    PAGE = 4 << 10
    BLOCKS = 400_000
    LEAF = 32_512  # blocks that a metadata block of a writeset has bits for

    def info(self, name="x"):
        return json.loads(self.must("info", name, "--json"))

    def assert_state(self, state, reason=None):
        """`reason`: what it has to speak of; none for a device that runs."""
        # The daemon asks its targets every two seconds.
        info = wait_for(state, lambda: (info := self.info())["state"] == state and info)
        self.assertRegex(info["failure"] or "none", reason or r"\Anone\Z")

    def full_device(self):
        """Era blocks of 4 KiB, far less metadata than their eras need, a snapshot that holds what digesting would
        free; eras of few bits until there is no room for another, and then bits all over the device until a mark
        does not fit. Returns (block device, metadata, the block whose mark did not)."""
        origin = self.world.loop(self.BLOCKS * self.PAGE)
        arguments = ["create", "x", "--origin", origin, "--block-size", "4KiB", "--frontend", "fuse", "--metadata"]
        refused = self.world.blkera(*arguments, self.world.loop(64 << 10))
        needed = int(re.search(r"need ([0-9]+) KiB", refused.err)[1]) << 10
        metadata = self.world.loop(needed)
        self.must(*arguments, metadata)
        device = self.must("path", "x")
        zero_out(device, 0, self.BLOCKS * self.PAGE)
        self.must("checkpoint", "x")
        self.must("message", "x", "take_metadata_snap")
        turn = 0
        while self.world.blkera("checkpoint", "x").status == 0:
            turn += 1
            self.assertLess(turn, 200)
            for block in range(turn * self.LEAF % self.BLOCKS, self.BLOCKS, 1018)[:10]:
                self.assertEqual(try_write(device, block * self.PAGE, bytes(self.PAGE)), 0)
        for block in range(0, self.BLOCKS, self.LEAF):
            error = try_write(device, block * self.PAGE, bytes(self.PAGE))
            if error:
                self.assertEqual(error, errno.ENOSPC)
                return device, metadata, block
        raise AssertionError("the metadata does not get full")

    def test_full_metadata_is_said_and_what_is_marked_goes_on(self):
        device, _, block = self.full_device()
        self.assert_state("metadata-full", "snapshot|enlarge")
        self.assertRegex(self.must("status", "x"), "^8 [0-9]+/[0-9]+ [0-9]+ [0-9]+$")
        self.assertIn("metadata-full", self.must("list"))
        refused = self.world.blkera("checkpoint", "x")
        self.assertEqual((refused.status, refused.out), (1, ""))
        self.assertRegex(refused.err, r"\Ablkera: x: [^\n]*(snapshot|larger|enlarge)[^\n]*\n\Z")
        with open(device, "rb") as reader:
            self.assertEqual(len(reader.read(1 << 20)), 1 << 20)
        self.must("stop", "x")
        self.must("start", "x")  # full metadata can be used
        self.must("message", "x", "drop_metadata_snap")
        self.assert_state("running")  # by itself
        self.assertEqual(try_write(self.must("path", "x"), block * self.PAGE, bytes(self.PAGE)), 0)

    def test_a_larger_metadata_device_heals(self):
        device, metadata, block = self.full_device()
        self.assert_state("metadata-full", "snapshot|enlarge")
        before = int(re.search("/([0-9]+) ", self.must("status", "x"))[1])
        self.world.grow(metadata, (before + 1000) * 4096)
        self.assertRegex(self.must("resize", "x"), f", metadata blocks {before} -> {before + 1000}$")
        self.assert_state("running")
        self.assertEqual(try_write(device, block * self.PAGE, bytes(self.PAGE)), 0)
        self.must("checkpoint", "x")
        self.must("stop", "x")
        self.inspector.assert_clean(metadata)

    def test_damaged_metadata_is_found_and_served_for_reads_until_it_is_repaired(self):
        device, origin, metadata = self.create()
        data = os.urandom(BLOCK)
        self.assertEqual(try_write(device, 5 * BLOCK, data), 0)
        self.must("stop", "x")
        with open(metadata, "rb") as file:
            root = struct.unpack_from("<Q", file.read(4096), 208)[0]  # era_array_root of block 0
            file.seek(root * 4096)
            sound = file.read(4096)

        def overwrite(content):
            self.assertEqual(try_write(metadata, root * 4096, content), 0)

        overwrite(bytes(reversed(sound)))
        self.must("start", "x")
        # What the damage touches is digested behind the start, which is when it is found.
        for status in (r"8 [0-9]+/1024 [0-9]+ -", "Error"):
            self.assert_state("needs-check", ".")
            self.assertRegex(self.must("status", "x"), f"^{status}$")
            device = self.must("path", "x")
            with open(device, "rb") as reader:
                reader.seek(5 * BLOCK)
                self.assertEqual(reader.read(BLOCK), data)
            self.assertEqual(try_write(device, 6 * BLOCK, data), errno.EIO)
            for arguments in (["checkpoint", "x"], ["changed", "x", "--since", "1"],
                              ["message", "x", "take_metadata_snap"]):
                answer = self.world.blkera(*arguments)
                self.assertEqual((answer.status, answer.err.count("\n")), (1, 1), arguments)
            self.must("stop", "x")
            self.must("start", "x")
        self.must("stop", "x")
        overwrite(sound)
        self.must("start", "x")
        self.assert_state("running")
        self.assertEqual(try_write(self.must("path", "x"), 6 * BLOCK, data), 0)
        self.assertEqual(self.changed("x", 1, origin), [5, 6])


class ResizeTest(NativeCase):
    def test_an_origin_grows_while_the_device_is_used(self):
        device, origin, metadata = self.create()
        run("mkfs.ext4", "-q", device)
        mounted = self.world.folder / "mnt"
        mounted.mkdir()
        run("mount", device, mounted)
        try:
            (mounted / "one").write_bytes(os.urandom(300_000))
            self.world.grow(origin, 2 * ORIGIN_BYTES)
            line = f"size {2 * ORIGIN_BYTES}, blocks 385 -> 769, metadata blocks 1024 -> 1024"
            self.assertEqual(self.must("resize", "x"), line)
            self.assertEqual(device_bytes(device), 2 * ORIGIN_BYTES)
            for block in (400, 767):  # behind the file system, which goes on meanwhile
                self.assertEqual(try_write(device, block * BLOCK, os.urandom(BLOCK)), 0)
            (mounted / "two").write_bytes(os.urandom(300_000))
            run("sync", "-f", mounted)
        finally:
            run("umount", mounted)
        changed = self.changed("x", 1, origin)
        self.assertEqual([block for block in changed if block >= 385], [400, 767])
        self.must("stop", "x")
        run("e2fsck", "-fn", origin)
        self.inspector.assert_clean(metadata)
        assert_same_blocks(changed, era_invalidate(metadata, 1), "since era 1")

    def test_a_smaller_origin_is_served_once_that_was_forced(self):
        _, origin, metadata = self.create()
        self.must("stop", "x")
        os.truncate(self.world.image(origin), 16 * MIB)
        run("losetup", "--set-capacity", origin)
        for verb in ("start", "resize"):
            refused = self.world.blkera(verb, "x")
            self.assertIn(refused.status, (1, 2))
            self.assertRegex(refused.err, r"\Ablkera: [^\n]*blkera resize x --force[^\n]*\n\Z")
        self.assertEqual(self.must("resize", "x", "--force"),
                         f"size {16 * MIB}, blocks 385 -> 256, metadata blocks 1024 -> 1024")
        self.must("start", "x")
        self.assertEqual(device_bytes(self.must("path", "x")), 16 * MIB)
        os.truncate(self.world.image(origin), 8 * MIB)
        run("losetup", "--set-capacity", origin)
        self.assertEqual(self.world.blkera("resize", "x").status, 2)
        self.must("resize", "x", "--force")
        self.assertEqual(device_bytes(self.must("path", "x")), 8 * MIB)
        self.must("stop", "x")
        self.inspector.assert_clean(metadata)

    def test_a_stopped_device_takes_in_what_has_grown(self):
        _, origin, metadata = self.create()
        self.must("stop", "x")
        self.world.grow(origin, 32 * MIB)
        self.world.grow(metadata, 8 * MIB)
        self.assertEqual(self.must("resize", "x"),
                         f"size {32 * MIB}, blocks 385 -> 512, metadata blocks 1024 -> 2048")
        self.must("start", "x")
        self.assertEqual(device_bytes(self.must("path", "x")), 32 * MIB)
        self.assertRegex(self.must("status", "x"), "^8 [0-9]+/2048 ")


class NobodyTest(NativeCase):
    def test_nobody_may_look_but_change_nothing(self):
        _, origin, metadata = self.create()
        spare = self.world.loop(8 * MIB), self.world.loop(1 * MIB)
        before = self.world.fingerprint(*spare)
        status = self.must("status", "x")
        for arguments in (
                ["checkpoint", "x"], ["stop", "x"], ["start", "x"], ["resize", "x"],
                ["message", "x", "checkpoint"], ["message", "x", "take_metadata_snap"],
                ["message", "x", "drop_metadata_snap"], ["changed", "x", "--since", "1"],
                ["create", "y", "--origin", spare[0], "--metadata", spare[1]]):
            answer = self.world.blkera(*arguments, user="nobody")
            self.assertEqual((answer.status, answer.out, answer.err.count("\n")), (3, "", 1), arguments)
        # What would come to nothing anyway asks nobody for a password.
        running = self.world.blkera("remove", "x", user="nobody")
        self.assertEqual((running.status, running.out), (1, ""))
        self.assertIn("is running", running.err)
        for arguments in (["list"], ["info", "x"], ["path", "x"], ["status", "x"], ["stats", "x"]):
            answer = self.world.blkera(*arguments, user="nobody")
            self.assertEqual((answer.status, answer.err), (0, ""), arguments)
        self.assertIn("x", self.world.blkera("list", user="nobody").out)
        self.assertEqual(self.must("status", "x"), status, "the era did not move")
        self.assertEqual(self.world.fingerprint(*spare), before)


class BadInputTest(NativeCase):
    def assert_refused(self, arguments, status, says, devices=()):
        """One clear line, the right status, and nothing has changed."""
        before = self.world.fingerprint(*devices)
        answer = self.world.blkera(*arguments)
        self.assertEqual(answer.status, status, (arguments, answer.err))
        self.assertEqual(answer.out, "", arguments)
        self.assertRegex(answer.err, r"\A[^\n]+\n\Z", arguments)
        self.assertRegex(answer.err, re.compile(says, re.I), arguments)
        self.assertEqual(self.world.fingerprint(*devices), before, arguments)

    def create_arguments(self, origin, metadata, *more):
        return ["create", "x", "--origin", origin, "--metadata", metadata, "--frontend", "fuse", *more]

    def test_metadata_with_other_content_is_kept(self):
        origin, metadata = self.world.loop(8 * MIB), self.world.loop(4 * MIB)
        run("mkfs.ext4", "-q", metadata)
        arguments = self.create_arguments(origin, metadata)
        self.assert_refused(arguments, 2, f"{metadata}.*ext4.*--force-format", (origin, metadata))
        self.must(*arguments, "--force-format")
        self.assertRegex(self.must("status", "x"), "^8 [0-9]+/1024 1 -$")

    def test_unknown_bytes_in_the_metadata_are_kept(self):
        origin, metadata = self.world.loop(8 * MIB), self.world.loop(4 * MIB)
        run("dd", "if=/dev/urandom", f"of={metadata}", "bs=4096", "count=1", "oflag=direct")
        self.assert_refused(self.create_arguments(origin, metadata), 2, f"{metadata}.*--force-format",
                            (origin, metadata))

    def test_block_sizes_that_the_format_has_not(self):
        origin, metadata = self.world.loop(8 * MIB), self.world.loop(4 * MIB)
        for size in ("9", "0", "5001", "1KiB", "64kB", "-8", "x"):
            self.assert_refused(self.create_arguments(origin, metadata, f"--block-size={size}"), 2,
                                "size", (origin, metadata))

    def test_a_block_size_other_than_the_metadata_s(self):
        origin, metadata = self.world.loop(8 * MIB), self.world.loop(4 * MIB)
        self.must(*self.create_arguments(origin, metadata, "--block-size", "64KiB"))
        self.must("stop", "x")
        self.must("remove", "x")
        self.assert_refused(self.create_arguments(origin, metadata, "--block-size", "128KiB"), 2,
                            f"{metadata} is for 128", (origin, metadata))
        self.must(*self.create_arguments(origin, metadata))  # none named: the metadata's own
        self.assertEqual(self.world.current_era("x"), 2)

    def test_metadata_that_is_too_small(self):
        origin, metadata = self.world.loop(8 * MIB), self.world.loop(32 << 10)
        self.assert_refused(self.create_arguments(origin, metadata), 1, f"{metadata}.*[0-9]",
                            (origin, metadata))

    def test_one_device_for_both(self):
        origin = self.world.loop(8 * MIB)
        link = Path("/dev", self.world.folder.name)
        link.symlink_to(Path(origin).name)  # relative, as udev makes them
        self.addCleanup(link.unlink)
        for metadata in (origin, link):
            self.assert_refused(self.create_arguments(origin, metadata), 2, "same", (origin,))

    def test_a_device_that_is_in_use(self):
        device, origin, metadata = self.create("held")
        blank = self.world.loop(4 * MIB)
        self.assert_refused(self.create_arguments(origin, blank), 1, origin, (origin, blank))
        self.assert_refused(self.create_arguments(blank, metadata), 1, metadata, (blank, metadata))
        other = self.world.loop(16 * MIB)
        run("mkfs.ext4", "-q", other)
        mounted = self.world.folder / "mnt"
        mounted.mkdir()
        run("mount", "-o", "ro", other, mounted)
        try:
            self.assert_refused(self.create_arguments(other, blank), 1, f"{other}.*mounted",
                                (other, blank))
        finally:
            run("umount", mounted)
        self.assertRegex(self.must("status", "held"), "^8 ")
        self.assertTrue(device)

    def test_devices_that_are_not_there(self):
        blank = self.world.loop(4 * MIB)
        file = self.world.folder / "file"
        file.write_bytes(bytes(4 * MIB))
        for wrong in ("/dev/there-is-no-such-device", file, "/dev/null"):
            self.assert_refused(self.create_arguments(blank, wrong), 2, str(wrong), (blank,))
            self.assert_refused(self.create_arguments(wrong, blank), 2, str(wrong), (blank,))

    def test_names_outside_the_rule(self):
        origin, metadata = self.world.loop(8 * MIB), self.world.loop(4 * MIB)
        for name in ("a/b", "..", "", "a b", "ä", "x" * 65, "a\nb", "a;b", ".x"):
            self.assert_refused(["create", name, "--origin", origin, "--metadata", metadata], 2, "name",
                                (origin, metadata))

    def test_a_name_that_is_taken(self):
        self.create("x")
        origin, metadata = self.world.loop(8 * MIB), self.world.loop(4 * MIB)
        self.assert_refused(self.create_arguments(origin, metadata), 1, "x", (origin, metadata))

    def test_more_blocks_than_the_format_can_count(self):
        image = self.world.folder / "huge"
        with open(image, "wb") as file:
            file.truncate(1 << 43)  # 2^31 blocks of 4 KiB, none of them there
        huge = run("losetup", "--find", "--show", image).strip()
        self.world.loops.append(huge)
        metadata = self.world.loop(4 * MIB)
        self.assert_refused(self.create_arguments(huge, metadata, "--block-size", "4KiB"), 2,
                            f"{huge}.*block size", (metadata,))

    def test_eras_and_formats_that_there_are_not(self):
        self.create()
        self.assert_refused(["changed", "x", "--since", "99"], 2, "99.*era|era.*99")
        for since in ("1x", "-1", "", "4294967296"):
            self.assert_refused(["changed", "x", f"--since={since}"], 2, "era|since")
        self.assert_refused(["changed", "x"], 2, "since")
        self.assert_refused(["changed", "x", "--since", "1", "--format", "yaml"], 2, "yaml.*json")

    def test_wrong_usage(self):
        for arguments in (["chekpoint", "x"], [], ["checkpoint"], ["list", "--wrong"], ["message", "x"],
                          ["create", "x"], ["create", "x", "--table", "0 8 linear /dev/null 0"]):
            self.assert_refused(arguments, 2, "blkera")
        self.assert_refused(["message", "x", "reboot"], 2, "reboot")

    def test_a_device_that_nobody_has_created(self):
        for verb in ("start", "stop", "remove", "resize", "info", "path", "status", "stats", "checkpoint"):
            self.assert_refused([verb, "ghost"], 1, "ghost")


def main():
    global BUILT, ERA_DECODE
    if os.geteuid() != 0:
        os.execvp("sudo", ["sudo", "--", sys.executable, *sys.argv])
    BUILT, ERA_DECODE = (Path(argument).resolve() for argument in sys.argv[1:3])
    if not os.path.exists("/dev/fuse"):
        ask("modprobe", "fuse")
    unittest.main(argv=sys.argv[:1] + sys.argv[3:], verbosity=2)


if __name__ == "__main__":
    main()
