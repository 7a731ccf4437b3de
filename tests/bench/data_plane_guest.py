#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""data_plane_guest.py REPETITIONS FIGURE...: the data plane's figures, measured in the guest as root.

Prints lines "FIGURE CANDIDATE VALUE"; data_plane_figures.py makes medians and ratios of them. In each
repetition every candidate has its turn. Candidates: raw (null_blk, whose origin everything else is
on too), linear (dm-linear), kernel (dm-era), loop (ublksrv's loop target; with user copy, with zero copy), pass and era (ours).
"""
import json
import mmap
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

RUNTIME, STATE = Path("/run/blkera"), Path("/tmp/state")
QUEUES, DEPTH = 2, 128
BLOCK_SECTORS = 128  # 64 KiB
MIB = 1 << 20
SECONDS = 1  # one run
SETTLE_SECONDS = 1  # what a checkpoint leaves to digest

ROWS = [(f"{name}-{depth}", rw, size, depth) for name, rw, size in
        (("randwrite-4k", "randwrite", "4k"), ("randread-4k", "randread", "4k"), ("write-128k", "write", "128k"))
        for depth in (1, 32)]


def run(*command):
    done = subprocess.run([str(part) for part in command], text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def report(figure, candidate, value):
    print(figure, candidate, f"{value:.9g}", flush=True)


def wait_for(what, condition, seconds=60):
    end = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > end:
            sys.exit(f"waited in vain for {what}")
        time.sleep(0.002)
    return result


# ---------------------------------------------------------------- devices

def null_disk(name, size_mib, **attributes):
    """A disk that completes at once and, unless `memory_backed`, keeps nothing."""
    folder = Path("/sys/kernel/config/nullb") / name
    folder.mkdir()
    for key, value in {"size": size_mib, "submit_queues": QUEUES, "completion_nsec": 0, **attributes}.items():
        (folder / key).write_text(str(value))
    (folder / "power").write_text("1")
    return f"/dev/{name}"


def remove_null_disk(path):
    folder = Path("/sys/kernel/config/nullb") / Path(path).name
    (folder / "power").write_text("0")
    folder.rmdir()


def sectors(path):
    return int(run("blockdev", "--getsz", path))


class Mapped:
    """A device-mapper device."""

    def __init__(self, name, table, length):
        self.name, self.device = name, f"/dev/mapper/{name}"
        run("dmsetup", "create", name, "--table", f"0 {length} {table}")
        run("dmsetup", "mknodes", name)

    def checkpoint(self):
        run("dmsetup", "message", self.name, "0", "checkpoint")
        run("dmsetup", "status", self.name)  # digesting begins when the worker is woken next

    def stop(self):
        wait_for(f"{self.name} to be free",
                 lambda: subprocess.run(["dmsetup", "remove", self.name], stderr=subprocess.DEVNULL).returncode == 0)


def prepare(name, origin, metadata):
    run("blkera-target", "--prepare", "--name", name, "--origin", origin, "--metadata", metadata,
        "--block-size", BLOCK_SECTORS)


class Target:
    """blkera-target: era with metadata, pass-through without."""

    def __init__(self, name, origin, metadata=None, prepared=False):
        self.name = name
        options = ["--name", name, "--origin", origin, "--frontend", "ublk", "--queues", QUEUES,
                   "--queue-depth", DEPTH, "--runtime-dir", RUNTIME, "--state-dir", STATE]
        if metadata and not prepared:
            prepare(name, origin, metadata)
        options += ["--metadata", metadata] if metadata else ["--pass-through"]
        self.era = metadata is not None
        self.begun = time.monotonic()
        self.process = subprocess.Popen(["blkera-target", *map(str, options)], stdout=subprocess.PIPE, text=True)
        self.device = None

    def wait(self):
        if self.era:
            link = Path("/dev/blkera", self.name)
            wait_for(link, link.is_symlink)
            self.device = os.readlink(link)
        else:
            self.device = self.process.stdout.readline().strip()
        return self

    def checkpoint(self):
        run("target_call", RUNTIME / f"{self.name}.sock", "checkpoint")

    def memory(self, field):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"^{field}:\s+(\d+) kB", status, re.M)[1]) << 10

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        if self.process.wait(60) != 0:
            sys.exit(f"blkera-target {self.name} ended with {self.process.returncode}")


class Loop:
    """ublksrv's loop target."""

    def __init__(self, origin, *options):
        added = run("/ublksrv/ublk", "add", "-t", "loop", "-q", QUEUES, "-d", DEPTH, "-f", origin, *options)
        self.number = re.search(r"dev id (\d+)", added)[1]
        self.device = f"/dev/ublkb{self.number}"
        wait_for(self.device, lambda: Path(self.device).is_block_device())

    def stop(self):
        run("/ublksrv/ublk", "del", "-n", self.number)


def have_ublksrv():
    return Path("/ublksrv/ublk").exists()


def have_zero_copy():
    return "AUTO_ZC" in run("/ublksrv/ublk", "features")


# ---------------------------------------------------------------- loads

def load(device, rw, size, depth, *more):
    """Runs fio; I/Os a second."""
    done = run("fio", "--name=load", f"--filename={device}", "--ioengine=libaio", "--direct=1", "--norandommap",
               f"--rw={rw}", f"--bs={size}", f"--iodepth={depth}", "--output-format=json", "--randrepeat=0",
               *(more or ["--time_based", f"--runtime={SECONDS}"]))
    job = json.loads(done[done.index("{"):])["jobs"][0]
    return job["read"]["iops"] + job["write"]["iops"]


def turns(repetitions, figure, candidates, before, *how):
    for _ in range(repetitions):
        for name, candidate in candidates.items():
            before(candidate)
            report(figure, name, load(candidate.device, *how))


class Raw:
    def __init__(self, device):
        self.device = device

    def stop(self):
        pass


def steady(repetitions):
    """Everything is marked."""
    size = 1024
    loops = {}
    if have_ublksrv():
        loops = {"loop": [], "loop-usercopy": ["--usercopy"]}
        if have_zero_copy():
            loops["loop-zerocopy"] = ["--zerocopy"]
    origins = {name: null_disk(f"steady-{name}", size) for name in ("raw", "linear", "kernel", "pass", "era", *loops)}
    length = sectors(origins["raw"])
    metadata = [null_disk(f"steady-metadata-{side}", 64, memory_backed=1) for side in ("kernel", "era")]
    candidates = {
        "raw": Raw(origins["raw"]),
        "linear": Mapped("linear", f"linear {origins['linear']} 0", length),
        "kernel": Mapped("kernel", f"era {metadata[0]} {origins['kernel']} {BLOCK_SECTORS}", length),
        "pass": Target("pass", origins["pass"]).wait(),
        "era": Target("era", origins["era"], metadata[1]).wait(),
    }
    candidates |= {name: Loop(origins[name], *options) for name, options in loops.items()}
    for side in ("kernel", "era"):
        load(candidates[side].device, "write", "256k", 32, f"--size={size}m")
    for figure, *how in ROWS:
        turns(repetitions, figure, candidates, lambda _: None, *how)
    for candidate in candidates.values():
        candidate.stop()
    for disk in [*origins.values(), *metadata]:
        remove_null_disk(disk)


def begin_era(candidate):
    if hasattr(candidate, "checkpoint") and candidate.name != "pass":
        candidate.checkpoint()
        time.sleep(SETTLE_SECONDS)


def flushes(disk):
    return int(Path(f"/sys/block/{Path(disk).name}/stat").read_text().split()[15])


def first_writes(repetitions):
    """Random writes right after a checkpoint: nearly each is the first of its block in the era."""
    size = 65536  # 1M blocks
    origins = {name: null_disk(f"first-{name}", size) for name in ("kernel", "pass", "era")}
    length = sectors(origins["era"])

    def pair(metadata):
        return {"kernel": Mapped("kernel", f"era {metadata[0]} {origins['kernel']} {BLOCK_SECTORS}", length),
                "era": Target("era", origins["era"], metadata[1]).wait()}

    metadata = [null_disk(f"first-metadata-{side}", 128, memory_backed=1) for side in ("kernel", "era")]
    candidates = pair(metadata) | {"pass": Target("pass", origins["pass"]).wait()}
    turns(repetitions, "first-32", candidates, begin_era, "randwrite", "4k", 32)
    for candidate in candidates.values():
        candidate.stop()
    for disk in metadata:
        remove_null_disk(disk)

    disks = [null_disk(f"cached-metadata-{side}", 128, memory_backed=1, cache_size=64) for side in ("kernel", "era")]
    slow = []
    for disk, side in zip(disks, ("kernel", "era")):
        # Reads and writes at once, flushes after 2 ms.
        slow.append(Mapped(f"slow-{side}", f"delay {disk} 0 0 {disk} 0 0 {disk} 0 2", sectors(disk)))
    candidates = pair([mapped.device for mapped in slow])
    for depth in (1, 32):
        turns(repetitions, f"first-flush-{depth}", candidates, begin_era, "randwrite", "4k", depth)
    for _ in range(repetitions):
        for (name, candidate), disk in zip(candidates.items(), disks):
            begin_era(candidate)
            before = flushes(disk)
            count = 200
            load(candidate.device, "randwrite", "4k", 1, f"--number_ios={count}")
            report("first-flushes-per-write", name, (flushes(disk) - before) / count)
    for device in [*candidates.values(), *slow]:
        device.stop()
    for disk in [*disks, *origins.values()]:
        remove_null_disk(disk)


# ---------------------------------------------------------------- many large devices

def first_read(target):
    """Seconds from the target's start to the first I/O that completed."""
    target.wait()
    fd = os.open(target.device, os.O_RDONLY | os.O_DIRECT)
    with mmap.mmap(-1, 4096) as buffer:
        os.preadv(fd, [buffer], 0)
    seconds = time.monotonic() - target.begun
    os.close(fd)
    return seconds


def measure_memory(kind, target, blocks):
    report(f"memory-{kind}-rss", "era", target.memory("VmRSS"))
    report(f"memory-{kind}-anonymous", "era", target.memory("RssAnon"))
    report(f"memory-{kind}-blocks", "era", blocks)


def many(repetitions):
    """16 devices of 1 TiB, together and one alone."""
    count, size = 16, 1 << 20
    names = [f"large{i}" for i in range(count)]
    origins = [null_disk(name, size) for name in names]
    blocks = sectors(origins[0]) // BLOCK_SECTORS
    metadata = [Path("/tmp", name) for name in [*names, "small"]]
    for path in metadata:
        with open(path, "wb") as file:
            file.truncate(256 * MIB)
    for _ in range(repetitions):
        alone = Target("alone", origins[0], metadata[0])
        report("start-one", "era", first_read(alone))
        measure_memory("large", alone, blocks)
        alone.stop()
        for name, origin, path in zip(names, origins, metadata):
            prepare(name, origin, path)
        targets = [Target(*arguments, prepared=True) for arguments in zip(names, origins, metadata)]
        begun = targets[0].begun
        for target in targets:
            first_read(target)
        report("start-sixteen", "era", time.monotonic() - begun)
        for target in targets:
            target.stop()
    small = null_disk("small", 1)
    for _ in range(repetitions):
        base = Target("base", small, metadata[-1])
        first_read(base)
        measure_memory("small", base, sectors(small) // BLOCK_SECTORS)
        base.stop()


FIGURES = {"steady": steady, "first-writes": first_writes, "many": many}


def main():
    repetitions, names = int(sys.argv[1]), sys.argv[2:]
    for module in ("configfs", "null_blk nr_devices=0", "ublk_drv", "dm-delay", "dm-era"):
        run("modprobe", *module.split())
    for name in names:
        FIGURES[name](repetitions)


if __name__ == "__main__":
    main()
