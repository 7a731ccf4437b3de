# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs a benchmark in one guest of tests/system/vm."""
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
VM_RUN = HERE.parent / "system/vm/vm-run"


def lines(memory, copies, command, disks=(), options=()):
    """The lines that `command` prints in the guest, in fields; `copies`: file here -> its place there;
    `options`: more for vm-run."""
    arguments = [VM_RUN, "--mem", memory, "--timeout", "7200", *options]
    for disk in disks:
        arguments += ["--disk", disk]
    for source, target in copies.items():
        arguments += ["--copy", f"{source}:{target}"]
    got = subprocess.run([*arguments, "-c", command], text=True, stdout=subprocess.PIPE)
    if got.returncode != 0:
        sys.exit(f"bench: the guest ended with status {got.returncode}")
    return [line.split() for line in got.stdout.splitlines()]
