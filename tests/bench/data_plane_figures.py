# SPDX-License-Identifier: GPL-2.0-or-later
"""The data plane's figures: our era device beside our pass-through and its peers, in one guest.

data_plane_guest.py measures; a ratio is the median of the repetitions' own ratios, because what the
machine does besides changes from one repetition to the next, and less within one.
"""
import statistics

import guest_run
import ublksrv
from figure_table import MIB, Row, add, note

FIGURES = ["steady", "first-writes", "many"]
ROWS = {"randwrite-4k": "random writes, 4 KiB", "randread-4k": "random reads, 4 KiB",
        "write-128k": "writes, 128 KiB"}
QUEUES, DEPTH, IO_BYTES = 2, 128, 256 << 10  # as data_plane_guest.py has it; UblkFrontend::kMaxIoBytes


def measure(programs, repeat, figures, kernel, wall_clock):
    """(values by (figure, candidate), why there is no ublksrv or "")"""
    built = ublksrv.get() if "steady" in figures else {}
    reason = built if isinstance(built, str) else ""
    copies = {programs / "blkera-target": "/usr/sbin/blkera-target",
              programs / "target_call": "/usr/bin/target_call",
              guest_run.HERE / "data_plane_guest.py": "/usr/bin/data_plane_guest"}
    if not reason:
        copies |= {path: f"/ublksrv/{name}" for name, path in built.items()}
    note(f"in the guest: {', '.join(figures)}")
    values = {}
    for figure, candidate, value in guest_run.lines(
            "6G", copies, f"data_plane_guest {repeat} {' '.join(figures)}",
            options=["--kernel", kernel, *([] if wall_clock else ["--count-instructions"])]):
        add(values, f"{figure} {candidate}", float(value))
    return values, reason


def rows(values, figures):
    def median(name):
        return statistics.median(values[name]) if name in values else None

    def compare(figure, name, peer, goal="", note=""):
        ours, theirs = values[f"{name} era"], values.get(f"{name} {peer}")
        ratio = statistics.median(a / b for a, b in zip(ours, theirs)) if theirs else None
        table.append(Row(figure, median(f"{name} era"), median(f"{name} {peer}"), goal, ratio, note))

    table = []
    if "steady" in figures:
        for name, what in ROWS.items():
            for depth in (1, 32):
                key, text = f"{name}-{depth}", f"{what}, depth {depth}: I/Os a second"
                compare(text, key, "pass", ">= 0.97 times", "our pass-through")
                compare(text, key, "loop", ">= 1.0 times", "ublksrv loop")
                compare(text, key, "loop-usercopy", note="ublksrv loop, user copy")
                if f"{key} loop-zerocopy" in values:
                    compare(text, key, "loop-zerocopy", note="ublksrv loop, zero copy")
                compare(text, key, "kernel", note="kernel dm-era")
                compare(text, key, "linear", note="dm-linear")
                compare(text, key, "raw", note="the bare disk")
    if "first-writes" in figures:
        text = "first writes of an era, depth {}: writes a second"
        compare(text.format(32), "first-32", "pass", ">= 0.8 times", "our pass-through; metadata in memory")
        compare(text.format(32), "first-32", "kernel", note="kernel dm-era; metadata in memory")
        for depth in (1, 32):
            compare(text.format(depth), f"first-flush-{depth}", "kernel", ">= 1.0 times",
                    "kernel dm-era; flushes take 2 ms")
        table.append(Row("first writes, depth 1: flushes a write", median("first-flushes-per-write era"),
                         median("first-flushes-per-write kernel"), "<= 2", note="kernel dm-era"))
    if "many" in figures:
        together, alone = median("start-sixteen era"), median("start-one era")
        table.append(Row("16 devices of 1 TiB, exec to first I/O of all: s; one of them", together, alone,
                         "<= 2", together / alone))
        table += memory_rows(median)
    return table


def memory_rows(median):
    """What a target holds, against the formula of README.md: buffers, two bits a block, and a base that a
    device of next to no size shows."""
    def formula(size):
        return QUEUES * DEPTH * IO_BYTES + 2 * median(f"memory-{size}-blocks era") / 8

    def row(what, kind, needed):
        used = median(f"memory-large-{kind} era")
        return Row(f"1 TiB, {what}: MiB; the formula's", used / MIB, needed / MIB, "<= 1.1 times", used / needed,
                   f"base {base / MIB:.1f} MiB")

    base = median("memory-small-rss era") - formula("small")
    yield row("resident memory", "rss", formula("large") + base)
    base = median("memory-small-anonymous era") - formula("small")
    yield row("anonymous memory", "anonymous", formula("large") + base)
