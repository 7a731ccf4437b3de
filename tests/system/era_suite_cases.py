#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): what device-mapper-test-suite claims of an era target, written
anew for blkera over ublk, and what it claims of held metadata snapshots where an era device has them too.

    era_suite_cases.py BIN ERA_DECODE SEED

As there, the origin has 1 GiB, 16 areas of 1024 blocks, and the metadata 4 MiB. Wiping an area is one
request for zeros. Their pause is a suspended target; blkera has no such verb, so it is a stop and a start
here, and what they dump of a suspended target is dumped while it is stopped.
"""
import os
import re
import sys
import threading
import unittest

import guest_cases
from bus_client import BusClient, BusError
from commands import ask, run
from guest_cases import BLOCK, METADATA, ORIGIN, GuestCase, KernelEra
from oracles import assert_same_blocks, era_invalidate
from writer import SECTOR, Writer, device_bytes

AREA_BLOCKS, AREAS = 1024, 16
AREA = AREA_BLOCKS * BLOCK
SCALE = float(os.environ.get("BLKERA_TEST_SCALE") or 1)


def wipe(device, area):
    run("blkdiscard", "-z", "--offset", area * AREA, "--length", AREA, device)


def blocks_of_areas(areas):
    return [block for area in areas for block in range(area * AREA_BLOCKS, (area + 1) * AREA_BLOCKS)]


class SuiteCase(GuestCase):
    def restart(self):
        self.must("stop", "x")
        return self.start()

    def start(self):
        self.must("start", "x")
        return self.device()

    def logical_dump(self):
        return run(self.world.bin / "blkera-meta", "dump", "--logical", METADATA)

    def logical_eras(self):
        """Of all blocks, in order: the dump without the number of the current era."""
        found = re.findall(r'<era block="(\d+)" era="(\d+)"/>', self.logical_dump())
        self.assertEqual([int(block) for block, _ in found], list(range(AREAS * AREA_BLOCKS)))
        return [int(era) for _, era in found]

    def checkpoint(self):
        return int(self.must("checkpoint", "x"))

    def wipe_every_second_area(self, device, after=lambda device: device):
        """A checkpoint for every area; returns the eras."""
        eras = []
        for area in range(AREAS):
            eras.append(self.checkpoint())
            if area % 2 == 0:
                wipe(device, area)
                device = after(device)
        return eras

    def assert_written_since(self, eras):
        """On a stopped device, by our tool and theirs."""
        for first, areas in ((7, (8, 10, 12, 14)), (13, (14,))):
            for listed in (era_invalidate(METADATA, eras[first]),
                           self.inspector.invalidate(METADATA, eras[first])):
                assert_same_blocks(listed, blocks_of_areas(areas), f"since the checkpoint of area {first}")


class EraSuite(SuiteCase):
    def tearDown(self):
        """As their stack does when it is taken down: the metadata is checked after each test."""
        if self.world.blkera("status", "x").status == 0:
            self.must("stop", "x")
        with open(METADATA, "rb") as metadata:
            formatted = any(metadata.read(4096))
        if formatted:
            self.inspector.assert_clean(METADATA)

    # Creation

    def test_an_era_device_comes_up(self):
        device = self.create()
        self.assertEqual(device_bytes(device), device_bytes(ORIGIN))
        self.assertRegex(self.must("status", "x"), r"^8 \d+/1024 1 -$")

    def test_the_smallest_origin_with_too_many_blocks_is_refused(self):
        blocks, block = 1 << 31, 32 << 10
        run("dmsetup", "create", "huge", "--table", f"0 {blocks * block // SECTOR} error")
        self.addCleanup(run, "dmsetup", "remove", "--retry", "huge")
        refused = self.world.blkera("create", "x", "--origin", "/dev/mapper/huge", "--metadata", METADATA,
                                    "--block-size", "32KiB", "--frontend", "ublk")
        self.assertEqual(refused.status, 2, refused.err)
        self.assertIn("2147483647", refused.err)
        self.assertNotEqual(self.world.blkera("status", "x").status, 0)

    # What lies on the origin is what is read through the device, and the reverse

    def writer(self):
        return Writer(device_bytes(ORIGIN), BLOCK, guest_cases.SEED)

    def test_what_was_prepared_on_the_origin_is_read_through_the_device(self):
        writer = self.writer()
        writer.scribble(ORIGIN, 0, 150)
        device = self.create()
        writer.assert_content(device)
        self.must("stop", "x")
        writer.assert_content(ORIGIN)

    def test_what_was_prepared_through_the_device_is_on_the_origin(self):
        writer = self.writer()
        device = self.create()
        writer.scribble(device, 1, 150)
        writer.assert_content(device)
        self.must("stop", "x")
        writer.assert_content(ORIGIN)

    def test_what_was_prepared_is_read_after_a_reload(self):
        writer = self.writer()
        writer.scribble(self.create(), 1, 150)
        writer.assert_content(self.restart())

    def test_a_new_device_holds_every_kind_of_data(self):
        device = self.create()
        for pattern in ("0x00ff55aa", "0xffffffff", "0x39c39c39"):
            run("fio", "--name=data", f"--filename={device}", "--rw=write", "--bs=64k", "--size=32M",
                "--direct=1", "--ioengine=libaio", "--iodepth=8", "--verify=pattern",
                f"--verify_pattern={pattern}", "--verify_fatal=1", "--do_verify=1", timeout=300)
        run("fio", "--name=data", f"--filename={device}", "--rw=randwrite", "--bsrange=512-128k", "--size=64M",
            "--offset=512M", "--direct=1", "--ioengine=libaio", "--iodepth=16", "--verify=crc32c",
            "--verify_fatal=1", "--do_verify=1", f"--randseed={guest_cases.SEED}", timeout=300)

    # Tracking

    def test_wiped_blocks_have_increasing_eras(self):
        eras = self.wipe_every_second_area(self.create())
        self.assertEqual(eras, list(range(2, 2 + AREAS)))
        self.must("stop", "x")
        self.assert_written_since(eras)

    def test_pausing_does_not_affect_tracking(self):
        eras = self.wipe_every_second_area(self.create(), lambda _: self.restart())
        # Each pause begins an era of its own.
        self.assertEqual(eras, [2 + area + (area + 1) // 2 for area in range(AREAS)])
        self.must("stop", "x")
        self.assert_written_since(eras)

    def test_many_eras_do_not_exhaust_the_metadata(self):
        device = self.create()
        bus = BusClient(self.world.environment["DBUS_SYSTEM_BUS_ADDRESS"])
        self.addCleanup(bus.close)
        fd = os.open(device, os.O_WRONLY | os.O_DIRECT | os.O_CLOEXEC)
        page = Writer(BLOCK, BLOCK, 0).buffer
        rounds = max(1, round(50 * SCALE))
        with memoryview(page) as view, view[:4096] as part:
            for round_ in range(rounds):
                for area in range(AREAS):
                    era = bus.call("org.blkera", "/org/blkera/devices/x", "org.blkera.Device1", "Checkpoint")
                    self.assertEqual(era, 2 + round_ * AREAS + area)
                    # A thousandth of the area, another one each round.
                    os.pwritev(fd, [part], area * AREA + round_ % AREA_BLOCKS * BLOCK)
        os.close(fd)
        print(f"{rounds * AREAS} eras", flush=True)
        block, used, era, _ = self.must("status", "x").split()
        self.assertEqual(int(era), 1 + rounds * AREAS)
        self.assertLess(int(used.split("/")[0]), 200)
        self.restart()
        last = blocks_of_areas([0])[(rounds - 1) % AREA_BLOCKS]
        self.assertIn(last, self.changed(1 + (rounds - 1) * AREAS))

    def wipe_all(self, device):
        for area in range(AREAS):
            self.checkpoint()
            wipe(device, area)

    def test_repeated_dumps_are_identical(self):
        self.wipe_all(self.create())
        self.must("stop", "x")
        dump = self.logical_dump()
        self.assertEqual(self.logical_dump(), dump)
        eras = self.logical_eras()
        for area in range(AREAS):
            self.assertEqual(set(eras[area * AREA_BLOCKS:(area + 1) * AREA_BLOCKS]), {2 + area})

    def test_dumps_do_not_change_without_io(self):
        device = self.create()
        for area in range(AREAS):
            self.checkpoint()
            wipe(device, area)
            self.must("stop", "x")
            before = self.logical_eras()
            self.start()
            self.must("stop", "x")
            self.assertEqual(self.logical_eras(), before)
            device = self.start()

    def test_reloads_do_not_change_dumps(self):
        device = self.create()
        wipe(device, 3)
        self.must("stop", "x")
        eras = self.logical_eras()
        for _ in range(3):
            self.start()
            self.must("stop", "x")
            self.assertEqual(self.logical_eras(), eras)
        self.assertEqual(set(eras), {0, 1})

    def test_writes_to_what_is_written_already_do_not_change_dumps(self):
        """In the same era: neither what the device lists nor a block of its metadata."""
        device = self.create()
        for area in range(AREAS):
            wipe(device, area)
        listed, status = self.changed(1), self.must("status", "x")
        self.assertEqual(len(listed), AREAS * AREA_BLOCKS)
        with open(METADATA, "rb") as metadata:
            superblock = os.pread(metadata.fileno(), 4096, 0)
        for area in range(AREAS):
            wipe(device, area)
        self.assertEqual((self.changed(1), self.must("status", "x")), (listed, status))
        fd = os.open(METADATA, os.O_RDONLY | os.O_DIRECT)
        buffer = Writer(BLOCK, BLOCK, 0).buffer
        with memoryview(buffer) as view, view[:4096] as part:
            os.preadv(fd, [part], 0)
            self.assertEqual(bytes(part), superblock)
        os.close(fd)
        self.must("stop", "x")
        self.assertEqual(set(self.logical_eras()), {1})

    # Tools

    def test_restored_metadata_is_the_same_and_the_kernel_takes_it(self):
        eras = self.wipe_every_second_area(self.create())
        self.must("stop", "x")
        self.assert_written_since(eras)
        before = self.logical_eras()
        for dump, restore in RESTORES:
            xml = f"/tmp/{dump[0].rpartition('/')[2]}.xml"
            with self.subTest(xml):
                run(*self.tool(dump), "-o", xml, METADATA)
                # era_restore 0.9.0 takes regular files only.
                run("truncate", "-s", device_bytes(METADATA), "/tmp/restored")
                run(*self.tool(restore), "-i", xml, "-o", "/tmp/restored")
                run("dd", "if=/tmp/restored", f"of={METADATA}", "bs=1M", "oflag=direct")
                os.remove("/tmp/restored")
                self.assert_written_since(eras)
                self.assertEqual(self.logical_eras(), before)
                self.inspector.assert_clean(METADATA)
        kernel = KernelEra(ORIGIN, METADATA)
        self.addCleanup(ask, "dmsetup", "remove", "--retry", "era")  # where something went wrong
        era = kernel.era()
        self.assertEqual(era, eras[-1] + 1)
        run("dd", "if=/dev/zero", f"of={guest_cases.MAPPED}", "bs=4096", "count=1", "oflag=direct",
            f"seek={5 * BLOCK // 4096}")
        kernel.remove()
        self.assertEqual(era_invalidate(METADATA, era), [5])
        wipe(self.start(), 1)
        self.assertEqual(self.changed(era + 1), blocks_of_areas([1]))

    def tool(self, words):
        return [self.world.bin / words[0] if words[0] == "blkera-meta" else words[0], *words[1:]]

    def forbidden_on_live_metadata(self, *tools):
        self.create()
        self.must("message", "x", "take_metadata_snap")
        for words in tools:
            refused = ask(*self.tool(words), METADATA)
            self.assertNotEqual(refused.status, 0, words)
            self.assertRegex(refused.err + refused.out, "(?i)busy|in use", words)

    def test_live_metadata_is_not_checked(self):
        self.forbidden_on_live_metadata(["blkera-meta", "check"], ["era_check"])

    def test_live_metadata_is_not_dumped(self):
        self.forbidden_on_live_metadata(["blkera-meta", "dump"], ["era_dump"])


# Dump by one, restore by another.
RESTORES = [(["blkera-meta", "dump"], ["era_restore"]), (["era_dump"], ["era_restore"])]


class HeldSnapshotSuite(SuiteCase):
    def message(self, text):
        return self.world.blkera("message", "x", text)

    def held(self):
        return self.must("status", "x").split()[3] != "-"

    def lists_of_snapshot(self, eras):
        return [run(self.world.bin / "blkera-meta", "invalidate", "--metadata-snapshot", "--written-since", era,
                    METADATA) for era in range(eras + 1)]

    def test_a_snapshot_is_held_and_released(self):
        self.create()
        self.assertFalse(self.held())
        self.must("message", "x", "take_metadata_snap")
        self.assertTrue(self.held())
        self.must("message", "x", "drop_metadata_snap")
        self.assertFalse(self.held())

    def test_none_is_held_twice(self):
        self.create()
        self.must("message", "x", "take_metadata_snap")
        self.assertEqual(self.message("take_metadata_snap").status, 1)
        self.assertTrue(self.held())
        self.assertEqual(self.world.current_era("x"), 2)  # the refused one began no era

    def test_none_is_released_twice(self):
        self.create()
        self.must("message", "x", "take_metadata_snap")
        self.must("message", "x", "drop_metadata_snap")
        self.assertEqual(self.message("drop_metadata_snap").status, 1)

    def test_none_is_held_at_first(self):
        self.create()
        self.assertEqual(self.message("drop_metadata_snap").status, 1)
        self.restart()
        self.assertEqual(self.message("drop_metadata_snap").status, 1)

    def test_a_held_snapshot_stays_while_the_device_goes_on(self):
        device = self.create()
        for area in range(4):
            wipe(device, area)
            self.checkpoint()
        self.must("message", "x", "take_metadata_snap")
        held = self.lists_of_snapshot(6)
        for area in range(2, 8):
            wipe(device, area)
            self.checkpoint()
            self.assertEqual(self.lists_of_snapshot(6), held)
        device = self.restart()
        wipe(device, 9)
        self.assertEqual(self.lists_of_snapshot(6), held)
        assert_same_blocks(self.changed(6), blocks_of_areas([2, 3, 4, 5, 6, 7, 9]), "live")
        self.must("message", "x", "drop_metadata_snap")
        assert_same_blocks(self.changed(6), blocks_of_areas([2, 3, 4, 5, 6, 7, 9]), "live, dropped")

    def test_checks_pass_while_a_snapshot_is_held(self):
        device = self.create()
        for area in range(8):
            wipe(device, area)
        self.must("message", "x", "take_metadata_snap")
        for area in range(4, 12):
            wipe(device, area)
        self.must("stop", "x")
        self.inspector.assert_clean(METADATA)
        self.start()
        self.must("message", "x", "drop_metadata_snap")
        self.must("stop", "x")
        self.inspector.assert_clean(METADATA)

    def test_snapshots_come_and_go_under_writes(self):
        device = self.create()
        stop, written = threading.Event(), []

        def write():
            writer = Writer(device_bytes(ORIGIN), BLOCK, guest_cases.SEED)
            while not stop.is_set():
                writer.scribble(device, 0, 5)
                written.append(5)

        thread = threading.Thread(target=write)
        bus = BusClient(self.world.environment["DBUS_SYSTEM_BUS_ADDRESS"])
        self.addCleanup(bus.close)
        thread.start()
        cycles = max(1, round(100 * SCALE))
        try:
            for _ in range(cycles):
                for text in ("take_metadata_snap", "drop_metadata_snap"):
                    bus.call("org.blkera", "/org/blkera/devices/x", "org.blkera.Device1", "Message", text)
                with self.assertRaises(BusError):
                    bus.call("org.blkera", "/org/blkera/devices/x", "org.blkera.Device1", "Message",
                             "drop_metadata_snap")
        finally:
            stop.set()
            thread.join()
        print(f"{cycles} snapshots over {sum(written)} writes", flush=True)
        self.assertGreater(len(written), 0)
        self.assertEqual(self.world.current_era("x"), 1 + cycles)
        self.must("stop", "x")
        self.inspector.assert_clean(METADATA)


def main():
    done = guest_cases.run_cases()
    floors = {"device-mapper-test-suite era tests": (EraSuite, 16),
              "held metadata snapshot tests": (HeldSnapshotSuite, 7)}
    if len(sys.argv) == 4 and done.wasSuccessful():
        for what, (suite, floor) in floors.items():
            count = len(unittest.TestLoader().getTestCaseNames(suite))
            print(f"COUNT {what}: {count} (at least {floor})")
            assert count >= floor, what
    sys.exit(0 if done.wasSuccessful() else 1)


if __name__ == "__main__":
    main()
