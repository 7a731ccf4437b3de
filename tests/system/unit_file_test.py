#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""systemd understands every line of our units, finds nothing to complain of, and little exposed.

    unit_file_test.py UNITS BIN     where they are configured, and our programs
"""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

UNITS = {  # name: (an instance, a key that can be misspelt)
    "blkerad.service": ("blkerad.service", "Restart"),
    "blkera-target@.service": ("blkera-target@db.service", "Restart"),
    "blkera-quit@.target": ("blkera-quit@db.target", "Conflicts"),
}
MOST_EXPOSED = {"blkerad.service": 3.0, "blkera-target@.service": 4.5}


def complaints(name, text):
    with tempfile.TemporaryDirectory() as folder:
        unit = Path(folder, name)
        unit.write_text(text)
        verified = subprocess.run(["systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit],
                                  text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return verified.stdout or ("" if verified.returncode == 0 else f"status {verified.returncode}")


def exposure(unit):
    rated = subprocess.run(["systemd-analyze", "security", "--offline=true", "--no-pager", unit], text=True,
                           stdout=subprocess.PIPE, stderr=subprocess.STDOUT).stdout
    return float(re.search(r"Overall exposure level for \S+ (\d+\.\d)", rated)[1])


def main():
    units, programs = (Path(argument).resolve() for argument in sys.argv[1:3])
    bad = 0
    for name, (instance, key) in UNITS.items():
        # Where they are installed, they are not yet.
        text = re.sub(r"(?m)^ExecStart=\S*/", f"ExecStart={programs}/", (units / name).read_text())
        if found := complaints(instance, text):
            print(f"{name}: {found}", end="")
            bad = 1
        if not complaints(instance, text.replace(f"\n{key}=", f"\n{key}X=")):
            print(f"{name}: a wrong key was not noticed")
            bad = 1
        if name not in MOST_EXPOSED:
            continue
        rated = exposure(units / name)
        print(f"{name}: exposure {rated} (at most {MOST_EXPOSED[name]})")
        bad |= rated > MOST_EXPOSED[name]
    sys.exit(bad)


if __name__ == "__main__":
    main()
