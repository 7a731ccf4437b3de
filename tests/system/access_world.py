# SPDX-License-Identifier: GPL-2.0-or-later
"""A daemon with the fake target and the real polkitd, and everybody who may call it."""
import hashlib
import os
import re
import time
import unittest

import access_table
from access_table import STANDARD
from bus_user import User
from commands import run, wait_for
from login_sessions import LoginSessions
from world import World, is_running

BUILT = FAKE_TARGET = PRINT_METHODS = None  # set by whoever runs the tests

NOBODY, ACTIVE, INACTIVE, MEMBER = 65534, 6, 7, 34  # nobody, man, lp, backup: every Debian has them
CROWD = [1, 2, 3, 5, 8, 9, 10, 13]  # more users without a session
ACTIVE_SESSION, INACTIVE_SESSION = f"{os.getpid()}a", f"{os.getpid()}i"  # another run may have some, too
RULE = access_table.TOP / "packaging/polkit/49-blkera-group.rules.example"

# Devices of the fake target, which hands over to the next process where it is called so.
RUNNING, STOPPED = "outlives", "stopped"
DEVICES = "/org/blkera/devices/"
PEER = "org.freedesktop.DBus.Peer"
DENIED = "org.blkera.Error.NotAuthorized"
DISMISSED = "org.blkera.Error.Dismissed"
INVALID = "org.blkera.Error.InvalidArguments"
LIMITED = "org.blkera.Error.LimitsExceeded"
NO_ENTRY = {DENIED, LIMITED, "org.freedesktop.DBus.Error.AccessDenied", "no answer"}

# What a member needs to be of use, where that does not follow from types: an object, arguments, a call
# by root before. "{origin}" and "{metadata}" are unused devices.
OBJECT_OF = {"Start": STOPPED, "Remove": STOPPED}
# What a prompt names; the last job is what prepare() has stopped.
NAMED_IN_PROMPT = {"CreateDevice": "fresh", "Reload": "(all devices)", "Cancel": STOPPED}
ARGUMENTS_OF = {
    "CreateDevice": {"name": "'fresh'", "origin": "'{origin}'", "metadata": "'{metadata}'", "frontend": "'fuse'",
                     "block_size": "uint32 0", "queues": "uint32 0", "queue_depth": "uint32 0"},
}
BEFORE = {"Message drop_metadata_snap": ("Message", "('take_metadata_snap',)")}
BY_NAME = {"format": "'xml'", "schedule": "'daily 03:30'", "interface_name": "'org.blkera.Manager1'", "property_name": "'Version'",
           "value": "<'x'>"}
BY_TYPE = {"s": f"'{RUNNING}'", "o": f"objectpath '{DEVICES}{RUNNING}'", "b": "false", "y": "byte 1",
           "n": "int16 1", "q": "uint16 1", "i": "1", "u": "uint32 1", "x": "int64 1", "t": "uint64 1",
           "d": "1.0", "h": "handle 0", "as": f"['{RUNNING}']", "a{sv}": "@a{sv} {}", "v": "<'x'>"}


def too_large(kind):
    """Values of a type that are larger than the limits, each just so."""
    if kind in ("s", "o"):
        return ["'" + 257 * "x" + "'" if kind == "s" else "objectpath '/" + 256 * "x" + "'"]
    if kind == "as":
        return ["[" + ", ".join(1025 * ["'x'"]) + "]", "['" + 257 * "x" + "']",
                "[" + ", ".join(257 * ["'" + 256 * "x" + "'"]) + "]"]
    if kind == "a{sv}":
        return ["{'x': <'" + 257 * "x" + "'>}", "{'x': <[" + ", ".join(1025 * ["1"]) + "]>}",
                "{'x': <{'y': <[" + ", ".join(1025 * ["'y'"]) + "]>}>}"]
    if kind.startswith("a") and len(kind) == 2 and kind[1] in BY_TYPE:
        return ["[" + ", ".join(1025 * [BY_TYPE[kind[1]]]) + "]"]
    return []


def tuple_text(values):
    return "(" + ", ".join(values) + ("," if len(values) == 1 else "") + ")"


class AccessWorld:
    """A daemon with two devices, root on the bus, and what it offers."""

    def __init__(self):
        self.world = World(BUILT, FAKE_TARGET)
        self.users = []
        self.sessions = None
        try:
            self.log = self.world.folder / "daemon.log"
            with open(self.log, "w") as log:
                self.world.start_daemon(log)
            self.address = self.world.environment["DBUS_SYSTEM_BUS_ADDRESS"]
            self.root = self.user(0)
            self.polkitd = self.world.polkitd_pid()
            self.sessions = LoginSessions(self.polkitd)
            self.devices = [self.world.loop(1 << 20) for _ in range(6)]
            self.prepare()
            self.members, self.objects = self.offered()
            self.rows = access_table.documented()
        except BaseException:
            self.close()
            raise

    def close(self):
        for user in self.users:
            user.leave()
        if self.sessions:
            self.sessions.close()
        self.world.close()

    def user(self, uid, procs=None):
        self.users.append(User(self.address, uid, procs))
        return self.users[-1]

    def leave(self, user):
        self.users.remove(user)
        user.leave()

    def must(self, path, interface, member, arguments="()"):
        answer = self.root.call(path, interface, member, arguments)
        assert answer["result"] == "ok", f"{member}: {answer}"
        return answer["text"]

    # ------------------------------------------------------------ what is there

    def prepare(self):
        """The running device runs and the stopped one is stopped, whatever was done to them."""
        manager = "/org/blkera", "org.blkera.Manager1"
        for name, origin, metadata in ((RUNNING, *self.devices[:2]), (STOPPED, *self.devices[2:4])):
            found = self.root.call(*manager, "GetDevice", f"('{name}',)")
            if found["result"] != "ok":
                start = "true" if name == RUNNING else "false"
                self.must(*manager, "CreateDevice", f"('{name}', '{origin}', '{metadata}', uint32 0, 'fuse', "
                          f"uint32 0, uint32 0, false, {start})")
        device = "org.blkera.Device1"
        if self.root.call(*manager, "GetDevice", "('fresh',)")["result"] == "ok":
            self.root.call(DEVICES + "fresh", device, "Stop")
            self.must(DEVICES + "fresh", device, "Remove")
        self.must(DEVICES + RUNNING, device, "Start")
        self.must(DEVICES + RUNNING, device, "Resume")
        self.must(DEVICES + STOPPED, device, "Stop")
        self.root.call(DEVICES + RUNNING, device, "Message", "('drop_metadata_snap',)")

    def offered(self):
        """All members, and for each interface the objects that have it."""
        members, objects, folders = {}, {}, ["/"]
        while folders:
            path = folders.pop()
            text = self.root.call(path, "org.freedesktop.DBus.Introspectable", "Introspect")
            assert text["result"] == "ok", text
            found, below = access_table.members_of(text["text"][2:-3].encode().decode("unicode_escape"))
            folders += [path.rstrip("/") + "/" + name for name in below]
            for member in found:
                members[member.interface, member.name, member.is_property] = member
                objects.setdefault(member.interface, [])
                if path not in objects[member.interface]:
                    objects[member.interface].append(path)
        return list(members.values()), objects

    def fingerprint(self, with_jobs=True):
        """Of everything that a call could change; what root has asked for was a job, if it came to nothing too."""
        digest = hashlib.sha256()
        for folder in (self.world.config, self.world.state, self.world.runtime):
            for path in sorted(folder.rglob("*")):
                digest.update(str(path).encode())
                # What was denied is written down in the history.
                if path.is_file() and path.suffix != ".log" and not path.name.startswith("history.sqlite"):
                    digest.update(path.read_bytes())
        digest.update(str(self.target_pids()).encode())
        digest.update(run("sha256sum", *self.devices).encode())
        for interface in sorted(self.objects):
            if interface in STANDARD or interface == "org.blkera.Job1":  # GetManagedObjects has those
                continue
            for path in self.objects_with(interface):
                digest.update(self.root.call(path, "org.freedesktop.DBus.Properties", "GetAll",
                                             f"('{interface}',)")["text"].encode())
        for question in ("Status", "Statistics"):
            digest.update(self.must(DEVICES + RUNNING, "org.blkera.Device1", question).encode())
        objects = self.must("/org/blkera", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
        kinds = "devices|jobs" if with_jobs else "devices"
        digest.update(str(sorted(set(re.findall(f"/org/blkera/(?:{kinds})/\\w+", objects)))).encode())
        return digest.hexdigest()

    def target_pids(self):
        return sorted(pid for pid in map(int, filter(str.isdigit, os.listdir("/proc")))
                      if self.runs(pid, self.world.bin / "blkera-target"))

    @staticmethod
    def runs(pid, program):
        try:
            return os.readlink(f"/proc/{pid}/exe") == str(program) and is_running(pid)
        except OSError:
            return False

    def settled(self):
        """The fingerprint, once what root has done has run its course."""
        last = None

        def stays():
            nonlocal last
            before, last = last, self.fingerprint()
            return before == last
        wait_for("the targets to come to rest", stays)
        return last

    # ------------------------------------------------------------ calls

    def methods(self):
        return [row for row in self.rows if not row.is_property]

    def asking(self):
        """The methods that polkit is asked about, and does not allow to all."""
        return [row for row in self.methods() if row.action and row.callers["nobody"] != "yes"]

    def member(self, row):
        return next((m for m in self.members if (m.interface, m.name, m.is_property)
                     == (row.interface, row.member, row.is_property)), None)

    def place(self, row):
        if row.interface == "org.blkera.Device1":
            return DEVICES + OBJECT_OF.get(row.member, RUNNING)
        paths = self.objects_with(row.interface)
        return "/org/blkera" if "/org/blkera" in paths else sorted(paths)[-1]

    def objects_with(self, interface):
        """Jobs come and go: those that there are now."""
        if interface != "org.blkera.Job1":
            return sorted(self.objects[interface])
        found = self.must("/org/blkera", "org.freedesktop.DBus.ObjectManager", "GetManagedObjects")
        return sorted(set(re.findall("/org/blkera/jobs/[0-9]+", found)))

    def values(self, row):
        """Arguments with which the call would do something, as text."""
        member = self.member(row)
        given = ARGUMENTS_OF.get(row.member, {})
        values = [given.get(name) or BY_NAME.get(name) or BY_TYPE[kind] for name, kind in member.arguments]
        if " " in row.verb and values:
            values[0] = f"'{row.verb.split()[1]}'"
        return [value.replace("{origin}", self.devices[4]).replace("{metadata}", self.devices[5])
                for value in values]

    def start(self, user, row, values=None, prompts=False):
        values = self.values(row) if values is None else values
        return user.start(self.place(row), row.interface, row.member,
                          tuple_text(values) if values else "()", prompts)

    def call(self, user, row, values=None, prompts=False):
        """The answer; a user who was too busy waits."""
        for _ in range(100):
            answer = user.result(self.start(user, row, values, prompts))
            if answer["result"] != LIMITED:
                break
            time.sleep(0.3)
        return answer

    def before(self, row):
        """Brings about what the call needs, as root."""
        self.prepare()
        if row.verb in BEFORE:
            self.must(DEVICES + RUNNING, row.interface, *BEFORE[row.verb])


class AccessCase(unittest.TestCase):
    """All tests of a class share a daemon."""

    @classmethod
    def setUpClass(cls):
        cls.w = AccessWorld()
        cls.addClassCleanup(cls.w.close)

    def assert_denied(self, user, rows, errors=(DENIED,), **options):
        """Each of them is refused and changes nothing."""
        for row in rows:
            with self.subTest(row=str(row), uid=user.uid):
                self.w.before(row)
                before = self.w.settled()
                answer = self.w.call(user, row, **options)
                self.assertIn(answer["result"], errors, answer)
                self.assertEqual(answer.get("output", 0), 0, "something was written")
                self.assertEqual(self.w.fingerprint(), before, "a denied call has changed something")

    def assert_let_in(self, user, rows):
        for row in rows:
            with self.subTest(row=str(row), uid=user.uid):
                self.w.before(row)
                answer = self.w.call(user, row)
                self.assertNotIn(answer["result"], NO_ENTRY, answer)
                if not answer["result"].startswith("org.blkera.Error."):
                    self.assertEqual(answer["result"], "ok", answer)
