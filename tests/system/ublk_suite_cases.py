#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): what blktests (ublk/001 to 006) and the kernel's own ublk selftests
claim of a ublk server, written anew for blkera. Not here, since blkera has no such thing: null and striped
targets, zero copy, batches, shared memory, integrity.

    ublk_suite_cases.py BIN ERA_DECODE SEED

"Delete" is `blkera stop`, which refuses while the device is in use, and for a device without a server
`blkera-target --remove-leftover --force`, which does not.
"""
import os
import random
import signal
import struct
import subprocess
import sys
import time

import guest_cases
from commands import ask, run, wait_for
from guest_cases import METADATA, ORIGIN, GuestCase
from oracles import blocks_of_xml
from world import is_running, processes_of
from writer import SECTOR, Writer

ROUNDS = max(1, round(2 * float(os.environ.get("BLKERA_TEST_SCALE") or 1)))  # of each stress case
MIB = 1 << 20
RECOVERED_WITHIN = 20  # seconds, as blktests; kill_cases.py measures
ERRORS_WITHIN = 5


CASES = {"blktests": 6, "the kernel's selftests": 16}
passed = dict.fromkeys(CASES, 0)


def count(suite):
    """One more case of that suite has passed."""
    passed[suite] += 1


class SuiteCase(GuestCase):
    def setUp(self):
        super().setUp()
        self.config = self.world.config / "devices.d/x.conf"

    def load(self, device, depth=32, mode="randrw"):
        """fio that goes on until it is told to end, or gets an error."""
        fio = subprocess.Popen(
            ["fio", "--name=load", f"--filename={device}", f"--rw={mode}", "--bs=4k", "--size=64m", "--direct=1",
             "--ioengine=libaio", f"--iodepth={depth}", "--time_based", "--runtime=600", "--thread",
             "--allow_file_create=0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(self.end, fio)
        wait_for("requests in flight", lambda: self.in_flight(device))
        self.assertIsNone(fio.poll(), "fio ended at once")
        return fio

    def in_flight(self, device):
        with open(f"/sys/block/{os.path.basename(device)}/inflight") as file:
            return sum(map(int, file.read().split()))

    def end(self, process):
        process.kill()
        process.wait(30)

    def kill(self):
        pid = self.server()
        os.kill(pid, signal.SIGKILL)
        wait_for("the target's end", lambda: not is_running(pid))

    def server(self):
        return wait_for("a target", lambda: next(iter(processes_of(self.world.bin / "blkera-target")), None))

    def recovered(self):
        wait_for("the recovery", lambda: self.state() == "running", RECOVERED_WITHIN)

    def state(self):
        return self.must("list").splitlines()[1].split()[1]

    def nobody_serves(self):
        """Takes the configuration away and the server with it: no successor can start."""
        kept = self.config.read_text()
        self.addCleanup(self.config.write_text, kept)
        self.config.write_text("")
        self.kill()
        wait_for("the state", lambda: self.state() == "recovering")
        return kept

    def remove_leftover(self):
        begin = time.monotonic()
        run(self.world.bin / "blkera-target", "--remove-leftover", "--force", "--name", "x", "--runtime-dir",
            self.world.runtime)
        self.assertLess(time.monotonic() - begin, ERRORS_WITHIN)

    def mount(self, device):
        folder = self.world.folder / "mnt"
        folder.mkdir(exist_ok=True)
        run("mount", device, folder)
        self.addCleanup(ask, "umount", folder)
        return folder


class BlktestsTest(SuiteCase):
    def test_001_deleted_once_the_load_has_ended_and_not_before(self):
        device = self.create()
        fio = self.load(device)
        refused = self.world.blkera("stop", "x")
        self.assertEqual(refused.status, 1)
        self.assertIn("is in use", refused.err)
        self.assertIsNone(fio.poll(), "fio saw an error")
        self.end(fio)
        self.must("stop", "x")
        self.assertFalse(os.path.exists(device))
        count("blktests")

    def test_002_deleted_just_after_the_server_was_killed_under_load(self):
        device = self.create()
        fio = self.load(device)
        kept = self.nobody_serves()
        self.remove_leftover()
        self.assertNotEqual(fio.wait(ERRORS_WITHIN), 0)
        self.assertFalse(os.path.exists(device))
        self.config.write_text(kept)
        self.recovered()  # with a new device
        count("blktests")

    def test_003_a_file_system_is_made_mounted_and_kept(self):
        device = self.create()
        run("mkfs.ext4", "-q", "-F", device)
        folder = self.mount(device)
        (folder / "file").write_bytes(b"x" * MIB)
        run("umount", folder)
        run("fsck.ext4", "-f", "-n", device)
        self.mount(device)
        self.assertEqual((folder / "file").read_bytes(), b"x" * MIB)
        count("blktests")

    def test_004_deleted_after_the_server_was_killed_without_load(self):
        device = self.create()
        self.nobody_serves()
        self.must("stop", "x")
        self.assertFalse(os.path.exists(device))
        count("blktests")

    def test_005_006_recovered_once_and_twice_under_load(self):
        device = self.create()
        fio = self.load(device)
        for case in ("005", "006"):
            with self.subTest(case):
                self.kill()
                self.recovered()
                time.sleep(1)
                self.assertIsNone(fio.poll(), "fio saw an error")
                self.assertEqual(self.device(), device)
                count("blktests")


class SelftestsTest(SuiteCase):
    def test_loop_01_05_data_written_is_data_read(self):
        device = self.create()
        for case, mode in (("loop_01", "write"), ("loop_05", "randwrite")):
            with self.subTest(case):
                run("fio", "--name=verify", f"--filename={device}", f"--rw={mode}", "--bsrange=4k-256k",
                    "--size=128m", "--direct=1", "--ioengine=libaio", "--iodepth=32", "--verify=crc32c",
                    "--verify_fatal=1", f"--randseed={guest_cases.SEED}", timeout=300)
                count("the kernel's selftests")

    def test_loop_02_a_file_system_on_a_mounted_device_survives_a_second_mount(self):
        device = self.create()
        run("mkfs.ext4", "-q", "-F", device)
        for _ in range(2):
            run("umount", self.mount(device))
        count("the kernel's selftests")

    def test_generic_06_what_is_stuck_in_a_dead_server_gets_its_error(self):
        device = self.create()
        # A stopped server leaves the request where it is.
        os.kill(self.server(), signal.SIGSTOP)
        dd = subprocess.Popen(["dd", "if=/dev/zero", f"of={device}", "bs=4k", "count=1", "oflag=direct"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(1)
        self.assertIsNone(dd.poll())
        self.nobody_serves()
        time.sleep(1)
        self.assertIsNone(dd.poll(), "it waits for the next server")
        self.remove_leftover()
        self.assertNotEqual(dd.wait(ERRORS_WITHIN), 0)
        count("the kernel's selftests")

    def test_generic_10_grown_with_its_origin(self):
        sectors = 64 * MIB // SECTOR

        def table(verb, count):
            run("dmsetup", verb, "grows", "--table", f"0 {count} linear {ORIGIN} 0")

        table("create", sectors)
        self.addCleanup(run, "dmsetup", "remove", "--retry", "grows")
        self.must("create", "x", "--origin", "/dev/mapper/grows", "--metadata", METADATA, "--frontend", "ublk")
        self.addCleanup(self.forget)
        fio = self.load(self.device())
        table("load", 2 * sectors)
        run("dmsetup", "suspend", "grows")
        run("dmsetup", "resume", "grows")
        self.must("resize", "x")
        self.assertIsNone(fio.poll(), "fio saw an error")
        self.end(fio)
        if run("blockdev", "--getsz", self.device()).strip() == str(sectors):  # Linux before 6.16
            self.must("stop", "x")
            self.must("start", "x")
        self.assertEqual(run("blockdev", "--getsz", self.device()).strip(), str(2 * sectors))
        run("dd", "if=/dev/zero", f"of={self.device()}", "bs=64k", "count=1", f"seek={sectors // 128 + 3}",
            "oflag=direct")
        self.assertIn(sectors // 128 + 3, self.changed_blocks())
        count("the kernel's selftests")

    def changed_blocks(self):
        return blocks_of_xml(self.must("changed", "x", "--since", "1", "--format", "xml"))

    def test_generic_16_a_device_in_use_is_not_stopped(self):
        device = self.create()
        fd = os.open(device, os.O_RDONLY | os.O_CLOEXEC)
        self.assertEqual(self.world.blkera("stop", "x").status, 1)
        self.assertEqual(self.state(), "running")
        os.close(fd)
        self.must("stop", "x")
        count("the kernel's selftests")

    def test_generic_17_deleted_after_a_server_died_half_way_through_the_recovery(self):
        choice = random.Random(guest_cases.SEED)
        device = self.create()
        fio = self.load(device)
        for _ in range(4):
            self.kill()
            time.sleep(choice.uniform(0.1, 0.6))
        self.end_soon(fio)
        wait_for("an end", lambda: self.world.blkera("stop", "x").status == 0, 60)
        self.assertFalse(os.path.exists(device))
        count("the kernel's selftests")

    def end_soon(self, fio):
        """What waits for the device ends when somebody serves it, or when it has gone."""
        fio.kill()
        wait_for("fio's end", lambda: fio.poll() is not None, RECOVERED_WITHIN)

    def test_part_01_partitions_are_found_and_stay_over_a_recovery(self):
        device = self.create()
        table = bytearray(SECTOR)
        for number, (first, sectors) in enumerate(((2048, 65536), (67584, 131072))):
            entry = struct.pack("<B3sB3sII", 0, b"\0" * 3, 0x83, b"\0" * 3, first, sectors)
            table[446 + 16 * number:462 + 16 * number] = entry
        table[510:] = b"\x55\xaa"
        with open(device, "r+b", buffering=0) as disk:
            disk.write(table)
            os.fsync(disk.fileno())
        self.must("stop", "x")
        self.must("start", "x")
        device = self.device()
        parts = [f"{device}p1", f"{device}p2"]
        wait_for("the partitions", lambda: all(map(os.path.exists, parts)))
        self.assertEqual(run("blockdev", "--getsz", parts[1]).strip(), "131072")
        run("mkfs.ext4", "-q", "-F", parts[1])
        folder = self.mount(parts[1])
        self.kill()
        (folder / "file").write_text("written while nobody served")
        run("sync", "-f", folder)
        self.recovered()
        self.assertTrue(all(map(os.path.exists, parts)))
        self.assertEqual(self.world.blkera("stop", "x").status, 1)
        run("umount", folder)
        run("fsck.ext4", "-f", "-n", parts[1])
        count("the kernel's selftests")

    def test_recover_01_03_04_live_again_with_and_without_load_and_with_a_full_queue(self):
        device = self.create()
        for case, depth in (("recover_01", None), ("recover_03", 32), ("recover_04", 512)):
            with self.subTest(case):
                fio = self.load(device, depth) if depth else None
                self.kill()
                self.recovered()
                writer = Writer(64 * MIB, guest_cases.BLOCK, guest_cases.SEED)
                if fio:
                    self.assertIsNone(fio.poll(), "fio saw an error")
                    self.end(fio)
                else:
                    writer.scribble(device, 1, 20)
                    writer.assert_content(device)
                count("the kernel's selftests")

    def test_stress_01_to_05_load_against_stops_and_kills(self):
        choice = random.Random(guest_cases.SEED)
        device = self.create()
        for number in range(1, 6):
            with self.subTest(f"stress_{number:02}"):
                for _ in range(ROUNDS):
                    fio = self.load(device, 256)
                    time.sleep(choice.uniform(0, 0.5))
                    if number % 2:
                        self.kill()
                        self.recovered()
                    else:
                        self.assertEqual(self.world.blkera("stop", "x").status, 1)
                    self.assertIsNone(fio.poll(), "fio saw an error")
                    self.end_soon(fio)
                self.must("stop", "x")
                self.inspector.assert_clean(METADATA)
                self.must("start", "x")
                device = self.device()
                count("the kernel's selftests")


def main():
    done = guest_cases.run_cases()
    for suite, cases in CASES.items():
        print(f"COUNT cases of {suite}: {passed[suite]} (at least {cases})", flush=True)
    sys.exit(not done.wasSuccessful())


if __name__ == "__main__":
    main()
