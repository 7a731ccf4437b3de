#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in the guest (see guest_test.py): what a serving target has given up, and that nothing it does
needs more. The kernel logs every system call that the filter refuses, so a clean log is the proof.

    confinement_cases.py BIN ERA_DECODE SEED
"""
import os
import signal
import subprocess
import sys
import unittest
from pathlib import Path

from commands import run, wait_for
from world import World, is_running
from writer import SECTOR, device_bytes

BUILT = None
DISK, METADATA = "/dev/disk0", "/dev/disk1"
ORIGIN = "/dev/mapper/origin"  # can grow
# include/uapi/linux/capability.h: DAC_READ_SEARCH, IPC_LOCK, SYS_PTRACE, SYS_ADMIN, SYS_RESOURCE.
CAPABILITIES = sum(1 << number for number in (2, 14, 19, 21, 24))
DAC_OVERRIDE = 1 << 1

# One instruction: return SECCOMP_RET_LOG.
LOG_EVERYTHING = """
import ctypes, os, struct
libc = ctypes.CDLL(None, use_errno=True)
code = ctypes.create_string_buffer(struct.pack("HBBI", 6, 0, 0, 0x7ffc0000))
program = struct.pack("HxxxxxxQ", 1, ctypes.addressof(code))
assert libc.prctl(38, 1, 0, 0, 0) == 0 and libc.prctl(22, 2, program, 0, 0) == 0
os.getppid()
"""


def map_origin(verb, mib):
    run("dmsetup", verb, "origin", "--table", f"0 {(mib << 20) // SECTOR} linear {DISK} 0")


class ConfinementTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World(BUILT)
        cls.addClassCleanup(cls.world.close)
        cls.world.start_daemon()
        cls.must = cls.world.must

    def setUp(self):
        run("blkdiscard", "-z", METADATA)
        run("dmesg", "--clear")
        map_origin("create", 128)
        self.addCleanup(run, "dmsetup", "remove", "--retry", "origin")

    def create(self, frontend):
        self.must("create", "x", "--origin", ORIGIN, "--metadata", METADATA, "--frontend", frontend)
        self.addCleanup(self.forget)
        return self.must("path", "x")

    def forget(self):
        self.world.blkera("stop", "x")
        self.must("remove", "x")

    def assert_nothing_was_refused(self):
        # type 1326: AUDIT_SECCOMP.
        refused = [line for line in run("dmesg").splitlines() if "type=1326" in line]
        self.assertEqual(refused, [])

    def assert_confined(self):
        pid = self.world.target_pid("x")
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        self.assertGreater(len(threads), 3)
        for thread in threads:
            fields = dict(line.split(":\t", 1) for line in (thread / "status").read_text().splitlines()
                          if ":\t" in line)
            name = fields["Name"]
            if name.startswith("iou-"):
                # The kernel's own, which make no system calls. Some are left from when devices were opened.
                self.assertEqual(int(fields["CapPrm"], 16) & ~DAC_OVERRIDE, CAPABILITIES, name)
                continue
            for key in ("CapEff", "CapPrm"):
                wanted = 0 if name == "blkera-log" else CAPABILITIES
                self.assertEqual(int(fields[key], 16), wanted, f"{key} of {name}")
            self.assertEqual(int(fields["CapInh"], 16), 0, name)
            self.assertEqual((fields["NoNewPrivs"], fields["Seccomp"]), ("1", "2"), name)
        self.assertEqual(Path(f"/proc/{pid}/oom_score_adj").read_text().strip(), "-1000")
        self.assertEqual(run("setpriv", "--bounding-set=-sys_ptrace", "sh", "-c",
                             f"cat /proc/{pid}/maps > /dev/null 2>&1 && echo read || echo denied").strip(),
                         "denied", "the memory of a process that cannot be dumped")

    def use(self, device):
        """Everything that a device is asked for while it runs."""
        run("dd", "if=/dev/urandom", f"of={device}", "bs=64K", "count=32", "oflag=direct", "conv=fsync")
        run("blkdiscard", "-z", "--offset", 40 << 16, "--length", 5 << 16, device)
        for verb in ("status", "info", "path"):
            self.must(verb, "x")
        self.must("list")
        era = self.world.current_era("x")
        self.assertEqual(self.must("checkpoint", "x"), str(era + 1))
        for text in ("take_metadata_snap", "checkpoint", "drop_metadata_snap"):
            self.must("message", "x", text)
        run("dd", "if=/dev/urandom", f"of={device}", "bs=64K", "count=1", "seek=50", "oflag=direct")
        self.assertIn("50", self.must("changed", "x", "--since", str(era + 1), "--format", "xml"))
        self.must("changed", "x", "--since", "1", "--format", "json")

    def assert_users_are_named(self, device):
        run("mkfs.ext4", "-q", device)
        run("mount", device, "/mnt")
        self.assertIn("mounted on /mnt", self.world.blkera("stop", "x").err)
        run("umount", "/mnt")
        for user in ("root", "nobody"):
            with open(device, "rb") as opened:
                holder = subprocess.Popen(["setpriv", f"--reuid={user}", "sleep", "60"], stdin=opened)
            wait_for("the holder", lambda: "sleep" in Path(f"/proc/{holder.pid}/comm").read_text())
            refused = self.world.blkera("stop", "x")
            holder.kill()
            holder.wait()
            self.assertIn(f"open in process {holder.pid} (sleep)", refused.err, f"a process of {user}")

    def live(self, frontend):
        device = self.create(frontend)
        self.assert_confined()
        self.use(device)
        map_origin("reload", 192)
        run("dmsetup", "resume", "origin")
        self.must("resize", "x")
        self.use(device)
        self.assert_users_are_named(device)
        self.assert_confined()
        self.must("stop", "x")
        self.must("start", "x")
        self.assertEqual(device_bytes(self.must("path", "x")), 192 << 20)
        self.use(self.must("path", "x"))

        os.kill(pid := self.world.target_pid("x"), signal.SIGKILL)
        wait_for("the target's end", lambda: not is_running(pid))
        self.must("start", "x")
        self.assert_confined()
        self.use(self.must("path", "x"))

        os.kill(pid := self.world.target_pid("x"), signal.SIGTERM)
        wait_for("the target's clean end", lambda: not is_running(pid))
        run("era_check", "-q", METADATA)
        self.assert_nothing_was_refused()

    def test_the_kernel_tells_what_a_filter_is_made_to_log(self):
        """So the logs that the other cases find clean are logs."""
        run("python3", "-c", LOG_EVERYTHING)
        with self.assertRaises(AssertionError):
            self.assert_nothing_was_refused()

    def test_a_device_of_ublk_lives_within_its_confinement(self):
        self.live("ublk")

    def test_a_device_of_fuse_lives_within_its_confinement(self):
        run("modprobe", "-a", "fuse", "loop")
        self.live("fuse")

    def test_failing_metadata_is_reported_and_recorded_within_it(self):
        run("dmsetup", "create", "metadata", "--table", f"0 8192 linear {METADATA} 0")
        self.addCleanup(run, "dmsetup", "remove", "--retry", "metadata")
        self.must("create", "x", "--origin", ORIGIN, "--metadata", "/dev/mapper/metadata", "--frontend", "ublk")
        self.addCleanup(self.forget)
        run("dmsetup", "reload", "metadata", "--table", "0 8192 error")
        run("dmsetup", "suspend", "--nolockfs", "--noflush", "metadata")
        run("dmsetup", "resume", "metadata")
        written = subprocess.run(["dd", "if=/dev/zero", f"of={self.must('path', 'x')}", "bs=4K", "count=1",
                                  "oflag=direct"], capture_output=True)
        self.assertNotEqual(written.returncode, 0)
        record = self.world.state / "x.state"
        wait_for("the record of the failure", record.exists)
        self.assert_nothing_was_refused()


def main():
    global BUILT
    BUILT = sys.argv[1]
    unittest.main(argv=sys.argv[:1] + sys.argv[4:], verbosity=2)


if __name__ == "__main__":
    main()
