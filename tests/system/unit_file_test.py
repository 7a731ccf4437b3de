#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""systemd understands every line of our units and finds nothing to complain of.

    unit_file_test.py UNITS BIN     where they are configured, and our programs
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

UNITS = {"blkerad.service": "blkerad.service", "blkera-target@.service": "blkera-target@db.service"}


def complaints(name, text):
    with tempfile.TemporaryDirectory() as folder:
        unit = Path(folder, name)
        unit.write_text(text)
        verified = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit],
                                  text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return verified.stdout or ("" if verified.returncode == 0 else f"status {verified.returncode}")


def main():
    units, programs = (Path(argument).resolve() for argument in sys.argv[1:3])
    bad = 0
    for name, instance in UNITS.items():
        # Where they are installed, they are not yet.
        text = re.sub(r"(?m)^ExecStart=\S*/", f"ExecStart={programs}/", (units / name).read_text())
        if found := complaints(instance, text):
            print(f"{name}: {found}", end="")
            bad = 1
        if not complaints(instance, text.replace("\nRestart=", "\nRestarts=")):
            print(f"{name}: a wrong key was not noticed")
            bad = 1
    sys.exit(bad)


if __name__ == "__main__":
    main()
