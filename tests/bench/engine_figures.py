# SPDX-License-Identifier: GPL-2.0-or-later
"""The engine's figures: measures ours and the peer in turns, on this machine or in one guest.

Each part returns a dictionary: name of a measurement -> list of values, one a repetition. `rows` makes
the table of them. Values of a peer end in "/peer" or "/newest".
"""
import filecmp
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import guest_run
import newest_tools
from figure_table import MIB, Row, add, note

TOP = Path(__file__).resolve().parents[2]
BLOCKS = 1 << 24  # of the image that is queried
SMALL, LARGE = 1 << 20, 1 << 26  # of those whose query must take no more memory
SINCE = "2"
GUEST_FIGURES = ["activation-24", "checkpoint", "digest", "digest-empty", "group-commit-1",
                 "group-commit-32", "activation-28"]


# ---------------------------------------------------------------- in process

def in_process(programs, scratch, repeat):
    """engine_bench and memory_bench."""
    note("in process")
    got = subprocess.run(
        [programs / "engine_bench", f"--benchmark_repetitions={repeat}",
         "--benchmark_enable_random_interleaving=true", "--benchmark_format=json"],
        env={**os.environ, "BLKERA_BENCH_DIR": str(scratch)}, check=True, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    values = {}
    for run in json.loads(got.stdout)["benchmarks"]:
        if run["run_type"] != "iteration":
            continue
        name = re.sub(r"/(real_time|iterations:\d+)", "", run["run_name"])
        unit = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1}[run["time_unit"]]
        add(values, f"{name} seconds", run["real_time"] * unit)
        add(values, f"{name} cpu", run["cpu_time"] * unit)
        for counter in ("blocks", "flushes", "allocations", "steps"):
            if counter in run:
                add(values, f"{name} {counter}", run[counter])
    for _ in range(repeat):
        got = subprocess.run([programs / "memory_bench", scratch / "memory", str(1 << 28)], check=True,
                             text=True, stdout=subprocess.PIPE)
        for line in got.stdout.splitlines():
            name, number = line.split()
            add(values, name, int(number))
    return values


# ---------------------------------------------------------------- the tools

def cold(path):
    """The file is not in the page cache."""
    with open(path, "rb") as file:
        os.fdatasync(file.fileno())
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def timed(command, output=os.devnull):
    """A process of its own: (seconds, processor seconds, peak memory in bytes)."""
    with open(output, "wb") as out:
        start = time.monotonic()
        process = subprocess.Popen([str(part) for part in command], stdin=subprocess.DEVNULL,
                                   stdout=out, stderr=subprocess.PIPE)
        error = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"bench: {' '.join(map(str, command))}: status {status}\n"
                 + error.decode(errors="replace"))
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def tools(programs, scratch, repeat, newest):
    """blkera-meta beside the installed era_* tools and the newest ones, on images of ours."""
    ours = programs / "blkera-meta"
    images = {}
    for blocks in (SMALL, BLOCKS, LARGE):
        note(f"making an image of {blocks} blocks")
        images[blocks] = scratch / f"image-{blocks}"
        subprocess.run([programs / "make_image", images[blocks], str(blocks), "1", "20261125"],
                       check=True)
    image = images[BLOCKS]
    values = {}

    def turn(name, commands, output=lambda side: os.devnull):
        for side, command in commands.items():
            cold(image)
            seconds, cpu, peak = timed(command, output(side))
            add(values, f"{name} seconds{side}", seconds)
            add(values, f"{name} cpu{side}", cpu)
            add(values, f"{name} peak{side}", peak)

    def answer(side):
        return scratch / ("changed" + side.replace("/", "-"))

    since = ["--written-since", SINCE, image]
    queries = {"": [ours, "invalidate", *since], "/peer": ["era_invalidate", *since]}
    if newest:
        queries["/newest"] = newest.command("era_invalidate", *since)
    for i in range(repeat):
        note(f"changed since, {i + 1} of {repeat}")
        turn("changed", queries, answer)
        for blocks in (SMALL, LARGE):
            _, _, peak = timed([ours, "invalidate", "--written-since", SINCE, images[blocks]])
            add(values, f"changed peak {blocks}", peak)
    if newest:
        add(values, "changed identical", filecmp.cmp(answer(""), answer("/newest"), shallow=False))

    for i in range(repeat):
        note(f"check, {i + 1} of {repeat}")
        turn("check", {"": [ours, "check", image], "/peer": ["era_check", image]})
    for i in range(repeat):
        note(f"dump, {i + 1} of {repeat}")
        turn("dump", {"": [ours, "dump", image], "/peer": ["era_dump", image]})
    xml = scratch / "image.xml"
    timed([ours, "dump", image], xml)
    for i in range(repeat):
        note(f"restore, {i + 1} of {repeat}")
        for side, tool in (("", [ours, "restore"]), ("/peer", ["era_restore"])):
            target = scratch / "restored"
            target.unlink(missing_ok=True)
            with open(target, "wb") as file:
                file.truncate(image.stat().st_size)
            seconds, cpu, peak = timed([*tool, "-i", xml, "-o", target])
            add(values, f"restore seconds{side}", seconds)
            add(values, f"restore cpu{side}", cpu)
            add(values, f"restore peak{side}", peak)
    return values


# ---------------------------------------------------------------- the guest

def guest(programs, repeat, figures):
    """guest_bench beside the kernel's dm-era."""
    note(f"in the guest: {', '.join(figures)}")
    disks = ["8G", "8G"]  # sparse; 2^28 blocks take 5.1 GiB at most
    values = {}
    for name, side, value in guest_run.lines(
            "2G", {programs / "guest_bench": "/usr/bin/guest_bench"},
            f"guest_bench /dev/disk0 /dev/disk1 {repeat} {' '.join(figures)}", disks):
        add(values, name + ("/peer" if side == "kernel" else ""), float(value))
    return values


# ---------------------------------------------------------------- the table

def rows(values, newest):
    """The table's rows, of what was measured."""
    def median(name):
        return statistics.median(values[name]) if name in values else None

    def row(figure, name, goal="", peer="/peer", scale=1.0, more=False, note=""):
        """`more`: a higher value is the better one."""
        ours, theirs = median(name), median(name + peer)
        ratio = None
        if ours and theirs:
            ratio = ours / theirs if more else theirs / ours
        if ours is not None:
            table.append(Row(figure, ours * scale, theirs * scale if theirs is not None else None,
                             goal, ratio, note))

    table = []
    row("format + first activation, 2^28: metadata blocks", "activation-28-blocks", "<= 2,000",
        note="guest")
    row("format + first activation, 2^28: s", "formatAndActivate/28 seconds", "< 1",
        note="this machine")
    row("format + first activation, 2^28: s (the kernel once)", "activation-28-seconds", note="guest")
    row("format + first activation, 2^24: s", "activation-24-seconds", note="guest")

    row("checkpoint, 2^28: metadata blocks written", "checkpoint/28 blocks", "<= 60")
    row("checkpoint, 2^28: flushes", "checkpoint/28 flushes", "<= 2")
    for what, kind in (("ms", "seconds"), ("CPU ms", "cpu")):
        large, small = median(f"checkpoint/28 {kind}"), median(f"checkpoint/20 {kind}")
        if large and small:
            table.append(Row(f"checkpoint, 1,000 blocks touched: {what}; 2^28 : 2^20", large * 1e3,
                             small * 1e3, "< 4 times", large / small, "this machine"))
    row("checkpoint, 2^24: ms", "checkpoint-seconds", ">= 5 times", scale=1e3, note="guest")
    row("checkpoint, 2^24: metadata blocks written", "checkpoint-blocks", note="guest")

    row("digest, 2^20, all written: CPU s", "digest-cpu-seconds", ">= 50 times", note="guest")
    row("digest, 2^24, empty: CPU ms", "digest-empty-cpu-seconds", scale=1e3, note="guest")
    row("digest, 2^28, empty: steps (the bitset has 8,241 leaves)", "digestEmpty/28 steps", "<= 8,241")

    tool = "changed since, 2^24, 1 % changed: s"
    row(f"{tool}; era_invalidate 0.9.0", "changed seconds", ">= 20 times", note="this machine")
    if newest:
        row(f"{tool}; era_invalidate {newest.version}", "changed seconds", ">= 3 times", "/newest",
            note="this machine")
        row("changed since: output is the newest's, byte by byte (1 = yes)", "changed identical", "= 1")
    row("changed since, 2^24: peak memory, MiB", "changed peak", "< 64", scale=1 / MIB)
    small, large = median(f"changed peak {SMALL}"), median(f"changed peak {LARGE}")
    if small and large:
        table.append(Row("changed since: peak memory, MiB; 2^26 : 2^20", large / MIB, small / MIB,
                         "< 1.25 times", large / small))
    for verb in ("check", "dump", "restore"):
        row(f"{verb}, same image: s; era_{verb} 0.9.0", f"{verb} seconds", ">= 5 times",
            note="this machine")

    row("write to marked blocks, admit and release: ns", "admitMarked cpu", "< 20", scale=1e9)
    row("write to marked blocks: allocations", "admitMarked allocations", "= 0")
    row("write to marked blocks, through the tracker: ns", "submitMarked cpu", scale=1e9)
    row("write to marked blocks, through the tracker: allocations", "submitMarked allocations", "= 0")

    for depth, goal in ((32, ">= 20"), (1, "= 1")):
        name = f"group-commit-{depth}"
        row(f"random first writes, depth {depth}: writes a commit", f"{name}-writes-per-commit", goal,
            more=True, note="guest")
        row(f"random first writes, depth {depth}: flushes a commit", f"{name}-flushes-per-commit", "<= 2", note="guest")
        row(f"random first writes, depth {depth}: metadata sectors a write", f"{name}-sectors-per-write", note="guest")
        row(f"random first writes, depth {depth}: writes a second", f"{name}-writes-per-second", more=True, note="guest")

    limit = 2 * (1 << 28) / 8 / MIB + 32
    row("memory, 2^28: MiB (two bits a block: 64)", "memory", f"<= {limit:g}", scale=1 / MIB)
    row("memory, 2^28: peak, MiB", "memory-peak", scale=1 / MIB)
    return table


def measure(parts, programs, repeat, guest_figures, refresh):
    """(values, the newest tools or None, why not)"""
    scratch = programs.parent / "scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    newest, reason = None, ""
    if "tools" in parts:
        newest = newest_tools.get(refresh)
        if isinstance(newest, str):
            newest, reason = None, newest
    try:
        values = {}
        if "process" in parts:
            values |= in_process(programs, scratch, repeat)
        if "guest" in parts:
            values |= guest(programs, repeat, guest_figures)
        if "tools" in parts:
            values |= tools(programs, scratch, repeat, newest)
        return values, newest, reason
    finally:
        shutil.rmtree(scratch)
