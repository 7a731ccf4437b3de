#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Boots the guest with our programs in it and runs one of the files of cases there; needs no root.

    guest_test.py CASES BIN ERA_DECODE [-k PATTERN]

BLKERA_SEED repeats a run; BLKERA_GUEST_KERNEL names another kernel than the usual (see vm/README.md).
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
PROGRAMS = ("blkera", "blkerad", "blkera-meta", "blkera-target")
# Memory, seconds at BLKERA_TEST_SCALE=1 and disks. With four of these: origin and metadata, twice.
GUESTS = {
    # Short last block: 16384 blocks of 64 KiB and one of 3 KiB.
    "guest_cases.py": ("3G", 1200, ("1048579K", "16M", "1048579K", "16M")),
    "kill_cases.py": ("3G", 1200, ("1G", "16M")),
    "daemon_cases.py": ("2G", 600, ("64M", "4M") * 4),
    "moment_cases.py": ("2G", 600, ("256M", "8M") * 2),
    "suspend_cases.py": ("3G", 600, ("1G", "16M")),
    "ublk_suite_cases.py": ("2G", 900, ("1G", "16M")),
    "era_suite_cases.py": ("3G", 1200, ("1G", "4M", "1G", "4M")),
    # The third is for the log of dm-log-writes, or for a full metadata device.
    "power_cases.py": ("2G", 600, ("1G", "16M", "512M")),
    "request_cases.py": ("2G", 600, ("65539K", "16M", "256M")),
    "fault_cases.py": ("2G", 600, ("65539K", "16M", "16M")),
    "filesystem_cases.py": ("3G", 1200, ("327683K", "16M")),
    # Swap and a file system are on the origins.
    "memory_cases.py": ("256M", 1200, ("768M", "16M", "256M", "16M")),
    "confinement_cases.py": ("1G", 600, ("256M", "4M")),
    "systemd_cases.py": ("1G", 1200, ("256M", "4M")),
}
# These have systemd as process 1, and our programs where they are installed.
BOOTED = {"systemd_cases.py"}
# Without it the kernel does not say which system calls a filter refuses.
KERNEL_WORDS = {"confinement_cases.py": "audit=1"}


def main():
    cases = sys.argv[1]
    built, era_decode = (Path(argument).resolve() for argument in sys.argv[2:4])
    seed = os.environ.get("BLKERA_SEED") or str(int.from_bytes(os.urandom(4), "little"))
    with tempfile.TemporaryDirectory(prefix="blkera-guest.", dir="/var/tmp") as folder:
        memory, seconds, disks = GUESTS[cases]
        copies = {TOP / part: f"/blkera/{part}" for part in ("tests/system", "tests/support", "packaging")}
        copies[era_decode] = "/blkera/era-decode.py"
        copies |= {built / program: f"/blkera/bin/{program}" for program in PROGRAMS}
        scale = float(os.environ.get("BLKERA_TEST_SCALE") or 1)
        arguments = [str(HERE / "vm/vm-run"), "--mem", memory,
                     "--timeout", str(round(seconds * max(scale, 1))), "--append", KERNEL_WORDS.get(cases, "")]
        if kernel := os.environ.get("BLKERA_GUEST_KERNEL"):
            arguments += ["--kernel", kernel]
        if cases in BOOTED:
            subprocess.run(["cmake", "--install", built.parent], check=True, stdout=subprocess.DEVNULL,
                           env=os.environ | {"DESTDIR": f"{folder}/installed"})
            arguments += ["--systemd"]
            # The cache knows libraries that are in no usual place.
            copies |= {f"{folder}/installed/usr": "/usr", "/etc/ld.so.cache": "/etc/ld.so.cache"}
        for disk in disks:
            arguments += ["--disk", disk]
        for source, target in copies.items():
            arguments += ["--copy", f"{source}:{target}"]
        arguments += ["--env", f"BLKERA_TEST_SCALE={scale}",
                      "-c", f'exec /blkera/tests/system/{cases} "$@"', "--",
                      "/blkera/bin", "/blkera/era-decode.py", seed, *sys.argv[4:]]
        sys.exit(subprocess.run(arguments).returncode)


if __name__ == "__main__":
    main()
