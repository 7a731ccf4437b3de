#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Our engine beside the kernel's dm-era, in the guest; then every image they made, through every tool.

    twin_test.py compare|grow|full|images|cut KERNEL_TWIN BLKERA_META ERA_DECODE

BLKERA_SEED repeats one sequence; BLKERA_TEST_SCALE makes more of them or fewer.
"""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import images

HERE = Path(__file__).resolve().parent
COMPARISONS, GROWTHS, FILLINGS, IMAGES, CUTS = 50, 2, 40, 50, 8
# Memory for both, and what is left of them comes back as files.
IN_MEMORY = "modprobe brd rd_nr=2 rd_size={kib} && mkdir -p /out && "


class Guest:
    def __init__(self, program, folder):
        self.program = program
        self.folder = folder
        self.failed = False

    def run(self, command, *, disks=(), seconds=900):
        argv = [HERE.parent / "vm/vm-run", "--copy", f"{self.program}:/usr/bin/kernel_twin",
                "--timeout", str(seconds), "--mem", "2G", "--out", self.folder, "-c", command]
        for disk in disks:
            argv += ["--disk", disk]
        self.failed |= subprocess.run([str(a) for a in argv]).returncode != 0


def scale():
    return float(os.environ.get("BLKERA_TEST_SCALE") or 1)


def seed_and_count(count):
    if given := os.environ.get("BLKERA_SEED"):
        return int(given), 1
    return int.from_bytes(os.urandom(4), "little"), max(1, round(count * scale()))


def main():
    mode, program, blkera_meta, era_decode = sys.argv[1:5]
    with tempfile.TemporaryDirectory(prefix="blkera-twin.", dir="/var/tmp") as folder:
        guest = Guest(program, folder)
        in_memory = IN_MEMORY.format(kib=140000 if mode == "grow" else 4096)
        if mode == "compare":
            seed, count = seed_and_count(COMPARISONS)
            guest.run(f"{in_memory} kernel_twin compare /dev/ram0 /dev/ram1 {seed} {count} /out",
                      seconds=300 + 10 * count)
            what, floor = "kernel differential sequences", COMPARISONS
        elif mode == "grow":
            seed, count = seed_and_count(GROWTHS)
            guest.run(f"{in_memory} kernel_twin grow /dev/ram0 /dev/ram1 {seed} {count} /out",
                      seconds=300 + 60 * count)
            what, floor = "sequences with more bitmaps of metadata", GROWTHS
        elif mode == "full":
            seed, count = seed_and_count(FILLINGS)
            guest.run(f"{in_memory} kernel_twin full /dev/ram0 {seed} {count}", seconds=300 + 10 * count)
            what, floor = "times that the kernel's metadata was full", FILLINGS
        elif mode == "images":
            seed, count = seed_and_count(IMAGES)
            guest.run(f"{in_memory} kernel_twin make-images /dev/ram0 /out {seed} {count}",
                      seconds=300 + 5 * count)
            what, floor = "kernel-made histories", IMAGES
        else:
            seed, count = seed_and_count(CUTS)
            disks = [f"{folder}/{name}:{4 * count}M" for name in ("kernel.disk", "engine.disk")]
            arguments = f"/dev/disk0 /dev/disk1 {seed} {count}"
            guest.run(f"kernel_twin cut {arguments}", disks=disks)
            guest.run(f"mkdir -p /out && kernel_twin after-cut {arguments} /out", disks=disks)
            what, floor = "sequences over a power cut", CUTS
        print(f"seeds from {seed}: BLKERA_SEED repeats one")
        made, complaints = images.verify(folder, blkera_meta, era_decode,
                                          every_era=mode == "images")
        if mode != "full":
            print(f"{made} images, {len(complaints)} complaints")
        for line in complaints[:20]:
            print(line)
        print(f"COUNT {what}: {count} (at least {floor})")
        short = count < floor and scale() >= 1 and "BLKERA_SEED" not in os.environ
        sys.exit(1 if guest.failed or complaints or short or (not made and mode != "full") else 0)


if __name__ == "__main__":
    main()
