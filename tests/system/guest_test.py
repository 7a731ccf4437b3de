#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Boots the guest with our programs in it and runs one of the files of cases there; needs no root.

    guest_test.py CASES BIN ERA_DECODE [-k PATTERN]

BLKERA_SEED repeats a run.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
# Origin and metadata, twice.
DISKS = {
    # Short last block: 16384 blocks of 64 KiB and one of 3 KiB.
    "guest_cases.py": ("1048579K", "16M"),
    "era_suite_cases.py": ("1G", "4M"),
}


def main():
    cases = sys.argv[1]
    built, era_decode = (Path(argument).resolve() for argument in sys.argv[2:4])
    seed = os.environ.get("BLKERA_SEED") or str(int.from_bytes(os.urandom(4), "little"))
    with tempfile.TemporaryDirectory(prefix="blkera-guest.", dir="/var/tmp") as folder:
        origin, metadata = DISKS[cases]
        disks = [f"{folder}/origin:{origin}", metadata, origin, metadata]
        copies = {TOP / part: f"/blkera/{part}" for part in ("tests/system", "tests/support", "packaging")}
        copies[era_decode] = "/blkera/era-decode.py"
        copies |= {built / program: f"/blkera/bin/{program}"
                   for program in ("blkera", "blkerad", "blkera-meta", "blkera-target")}
        arguments = [str(HERE / "vm/vm-run"), "--mem", "3G", "--timeout", "1200"]
        for disk in disks:
            arguments += ["--disk", disk]
        for source, target in copies.items():
            arguments += ["--copy", f"{source}:{target}"]
        arguments += ["--env", f"BLKERA_TEST_SCALE={os.environ.get('BLKERA_TEST_SCALE') or 1}",
                      "-c", f'exec /blkera/tests/system/{cases} "$@"', "--",
                      "/blkera/bin", "/blkera/era-decode.py", seed, *sys.argv[4:]]
        sys.exit(subprocess.run(arguments).returncode)


if __name__ == "__main__":
    main()
