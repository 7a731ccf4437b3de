# SPDX-License-Identifier: GPL-2.0-or-later
"""The service's figures: what the daemon takes to answer, and what its callers cost whoever uses a device.

On this machine: a private bus with the real polkitd, blkerad, and a device behind FUSE and a loop device.
fio runs in turns without and with the callers; a ratio is the median of the turns' own. What calls is one
process (service/bus_load.cpp) and has, with the bus, the last processor; fio and the target have the others, and
the daemon any, with the priority that its unit gives it.
"""
import json
import os
import re
import sqlite3
import statistics
import subprocess
import sys
import time
from pathlib import Path

from gi.repository import Gio, GLib

from figure_table import MIB, Row, add, note

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "system"))
from commands import run  # noqa: E402
from world import World  # noqa: E402

FIGURES = ["calls", "flood", "history", "devices"]
NOBODY, OTHER = 65534, 1
SLOT_S = 4
CALL_SLOTS = 15  # of calls: 60 s
FLOOD_S = 12
FLOOD_SLOTS = 3
REST_S = 60
ERAS = 1_000_000
READS = 50
DEVICES = 64
IDLE_S = 10
PATH = "/org/blkera/devices/x"
UNIT = Path(__file__).resolve().parents[2] / "packaging/systemd/blkerad.service.in"


def measure(programs, repeat, figures):
    """The values by name; `repeat` times as many turns as the issue's figures ask for."""
    if os.geteuid() != 0:
        sys.exit("bench: service needs root, for the bus's users and the loop devices")
    os.nice(-15)  # all that follows: what else the machine does matters less
    values = {}
    if "devices" in figures:
        devices(programs, values)
    if not {"calls", "flood", "history"} & set(figures):
        return values
    world = World(programs)
    try:
        bus = Bus(world, programs)
        if "calls" in figures:
            calls(bus, values, CALL_SLOTS * repeat)
        if "flood" in figures:
            flood(bus, values, FLOOD_SLOTS * repeat)
        if "history" in figures:
            history(bus, values)
    finally:
        world.close()
    return values


def rows(values, figures):
    def median(name):
        return statistics.median(values[name]) if name in values else None

    def ratio(name):
        ours, without = values.get(f"{name} with"), values.get(f"{name} without")
        return statistics.median(a / b for a, b in zip(ours, without)) if ours else None

    def share(name, part):
        """Of all values, the one that so many are below."""
        ordered = sorted(values.get(name, []))
        return ordered[min(int(len(ordered) * part), len(ordered) - 1)] if ordered else None

    def most(name):
        return max(values[name]) if name in values else None

    table = []
    if "calls" in figures:
        where = f"500 a second, 50 clients, {sum(values.get('calls seconds', [0])):.0f} s"
        table += [
            Row("Status, p50: ms", share("calls took", 0.5), note=where),
            Row("Status, p99: ms", share("calls took", 0.99), goal="<= 20", note=where),
            Row("Status, longest: ms", most("calls took"), note=where),
            Row("calls that were not answered well", most("calls bad"), goal="= 0", note=where),
            Row("fio's I/Os a second with calls", median("calls iops with"), median("calls iops without"),
                ">= 0.97 times", ratio("calls iops"), "random, 4 KiB, depth 1; beside none"),
        ]
    if "flood" in figures:
        where = "20,000 in flight, 256 connections of nobody"
        table += [
            Row("fio's p99 during a flood: us", median("flood p99 with"), median("flood p99 without"),
                "<= 1.1 times", ratio("flood p99"), where),
            Row("calls of the flood that were answered, a second", median("flood answered"), note=where),
            Row("daemon's memory: MiB more", most("flood memory"), goal="<= 64", note=f"{where}; the peak"),
            Row("daemon's memory, 60 s later: MiB more", most("flood memory later"), goal="<= 8"),
            Row("root's and another user's calls not answered", most("flood others bad"), goal="= 0",
                note="10 a second each, Status"),
            Row("root's and another user's calls, p50: ms", share("flood others took", 0.5), note=where),
            Row("root's and another user's calls, p99: ms", share("flood others took", 0.99),
                note=where),
        ]
    if "history" in figures:
        where = f"{ERAS:,} eras; the whole call, {READS} times"
        table += [
            Row("GetEras of the last 1,000, median: ms", median("history took"), note=where),
            Row("GetEras of the last 1,000, longest: ms", most("history took"), goal="< 50", note=where),
        ]
    if "devices" in figures:
        where = f"{DEVICES} devices that run"
        table += [
            Row("daemon's start until all are taken over: s", median("devices start"), goal="<= 2", note=where),
            Row("daemon's memory: MiB", median("devices memory"), goal="<= 64", note=f"{where}; resident"),
            Row("daemon's wake-ups a second when idle", median("devices wakeups"), goal="<= 1", note=where),
        ]
    return table


class Bus:
    """A daemon with one device that everything is marked on, and what loads it."""

    def __init__(self, world, programs):
        self.world = world
        self.load = programs / "bus_load"
        self.last = str(os.cpu_count() - 1)
        self.others = f"0-{max(0, os.cpu_count() - 2)}"
        self.log = open(world.folder / "daemon.log", "w")
        world.start_daemon(self.log)
        for pid in self.pids_on_the_bus():
            run("taskset", "--all-tasks", "--pid", "--cpu-list", self.last, pid)
        self.size = 256 * MIB
        world.must("create", "x", "--origin", world.loop(self.size), "--metadata", world.loop(4 * MIB),
                   "--frontend", "fuse")
        self.device = world.must("path", "x")
        run("taskset", "--all-tasks", "--pid", "--cpu-list", self.others, world.target_pid("x"))
        self.yield_as_the_unit_says()
        run("dd", "if=/dev/zero", f"of={self.device}", "bs=1M", f"count={self.size // MIB}", "oflag=direct",
            timeout=600)

    def yield_as_the_unit_says(self):
        pid = self.world.daemon.pid
        nice = int(re.search(r"^Nice=(\d+)$", UNIT.read_text(), re.MULTILINE)[1])
        for thread in os.listdir(f"/proc/{pid}/task"):
            os.setpriority(os.PRIO_PROCESS, int(thread), os.getpriority(os.PRIO_PROCESS, 0) + nice)

    def pids_on_the_bus(self):
        """dbus-daemon and polkitd."""
        pids = []
        for name in ("org.freedesktop.DBus", "org.freedesktop.PolicyKit1"):
            answer = run("dbus-send", "--system", "--print-reply=literal", "--dest=org.freedesktop.DBus",
                         "/org/freedesktop/DBus", "org.freedesktop.DBus.GetConnectionUnixProcessID",
                         f"string:{name}", env=self.world.environment)
            pids.append(answer.split()[-1])
        return pids

    def start_load(self, what, connections, number, seconds, uid=0):
        return subprocess.Popen(
            ["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "taskset", "--cpu-list", self.last,
             self.load, what, str(connections), str(number), str(seconds), PATH],
            env=self.world.environment, stdout=subprocess.PIPE, text=True)

    def fio(self, seconds=SLOT_S):
        """(I/Os a second, p99 in microseconds)"""
        out = json.loads(run(
            "taskset", "--cpu-list", self.others, "fio", "--name=x", f"--filename={self.device}", "--rw=randrw", "--bs=4k", "--direct=1",
            "--ioengine=libaio", "--iodepth=1", "--time_based", f"--runtime={seconds}",
            "--output-format=json", timeout=seconds + 60))
        job = out["jobs"][0]
        percentiles = [job[way]["clat_ns"]["percentile"]["99.000000"] for way in ("read", "write")]
        return job["read"]["iops"] + job["write"]["iops"], max(percentiles) / 1000

    def memory(self, field="VmRSS"):
        """Of the daemon, in MiB."""
        for line in Path(f"/proc/{self.world.daemon.pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
        return None

    def forget_peak(self):
        Path(f"/proc/{self.world.daemon.pid}/clear_refs").write_text("5")


def numbers(process):
    out, _ = process.communicate(timeout=300)
    if process.returncode != 0:
        raise AssertionError("bus_load failed")
    return list(map(int, out.split()))


def calls(bus, values, slots):
    note(f"{slots} turns of {SLOT_S} s without and with 500 calls a second")
    bus.fio()  # warm
    for slot in range(slots):
        for with_calls in (slot % 2 == 0, slot % 2 != 0):
            load = bus.start_load("calls", 50, 500, SLOT_S + 2) if with_calls else None
            time.sleep(1)
            iops, _ = bus.fio()
            add(values, f"calls iops {'with' if with_calls else 'without'}", iops)
            if load:
                _, bad, *took = numbers(load)
                values.setdefault("calls took", []).extend(us / 1000 for us in took)
                add(values, "calls bad", bad)
                add(values, "calls seconds", SLOT_S + 2)


def flood(bus, values, slots):
    note(f"{slots} turns of {FLOOD_S} s without and with a flood, then a minute's rest")
    before = bus.memory()
    bus.forget_peak()
    for slot in range(slots):
        for with_flood in (slot % 2 == 0, slot % 2 != 0):
            loads = []
            if with_flood:
                loads = [bus.start_load("flood", 256, 20_000, FLOOD_S + 3, NOBODY)]
                time.sleep(2)
                loads += [bus.start_load("calls", 5, 10, FLOOD_S - 1, uid) for uid in (0, OTHER)]
            _, p99 = bus.fio(FLOOD_S)
            add(values, f"flood p99 {'with' if with_flood else 'without'}", p99)
            if loads:
                for load in loads[1:]:
                    _, bad, *took = numbers(load)
                    add(values, "flood others bad", bad)
                    values.setdefault("flood others took", []).extend(us / 1000 for us in took)
                good, bad, reached = numbers(loads[0])
                assert reached == 20_000, reached
                add(values, "flood answered", (good + bad) / (FLOOD_S + 3))
    add(values, "flood memory", bus.memory("VmHWM") - before)
    time.sleep(REST_S)
    add(values, "flood memory later", bus.memory() - before)


def history(bus, values):
    """A past of a million eras of the device, written where the daemon keeps it."""
    note(f"{ERAS:,} eras into the history, then {READS} calls")
    bus.world.end_daemon()
    database = sqlite3.connect(bus.world.state / "history.sqlite")
    device, = database.execute("SELECT id FROM devices WHERE name = 'x' AND removed IS NULL").fetchone()
    # What the target has begun comes after them, so these end where nobody has begun.
    database.execute(
        "WITH RECURSIVE n(era) AS (SELECT 2 UNION ALL SELECT era + 1 FROM n WHERE era <= ?) "
        "INSERT OR REPLACE INTO eras (device, era, started, ended, cause, uid, blocks, bytes, rebuilt) "
        "SELECT ?, era, era * 1000000, era * 1000000 + 900000, 'checkpoint', 0, 5, 20480, 0 FROM n",
        (ERAS, device))
    database.commit()
    database.close()
    bus.world.start_daemon(bus.log)
    connection = Gio.DBusConnection.new_for_address_sync(
        bus.world.environment["DBUS_SYSTEM_BUS_ADDRESS"],
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
    for _ in range(READS):
        begun = time.monotonic()
        answer = connection.call_sync("org.blkera", PATH, "org.blkera.Device1", "GetEras",
                                      GLib.Variant("(uu)", (0, 1000)), None, Gio.DBusCallFlags.NONE, -1, None)
        add(values, "history took", 1000 * (time.monotonic() - begun))
        assert answer.get_child_value(0).n_children() == 1000
    connection.close_sync(None)


def devices(programs, values):
    note(f"{DEVICES} devices, then a new daemon")
    world = World(programs)
    try:
        log = open(world.folder / "daemon.log", "w")
        world.start_daemon(log)
        for number in range(DEVICES):
            world.must("create", f"d{number}", "--origin", world.loop(MIB), "--metadata", world.loop(4 * MIB),
                       "--frontend", "fuse")
        world.end_daemon()
        begun = time.monotonic()
        world.spawn_daemon(log)
        while world.blkera("list").out.count(" running ") < DEVICES:
            time.sleep(0.02)
            assert time.monotonic() < begun + 60, "the devices are not taken over"
        add(values, "devices start", time.monotonic() - begun)
        time.sleep(IDLE_S)  # what begins with the daemon has ended
        before = switches(world.daemon.pid)
        time.sleep(IDLE_S)
        add(values, "devices wakeups", (switches(world.daemon.pid) - before) / IDLE_S)
        status = Path(f"/proc/{world.daemon.pid}/status").read_text()
        add(values, "devices memory", int(re.search(r"VmRSS:\s+(\d+)", status)[1]) / 1024)
    finally:
        world.close()


def switches(pid):
    """How often any thread has gone to sleep."""
    return sum(int(re.search(r"\nvoluntary_ctxt_switches:\s+(\d+)", status.read_text())[1])
               for status in Path(f"/proc/{pid}/task").glob("*/status"))
