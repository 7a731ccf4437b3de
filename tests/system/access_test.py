#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Who may call what: every member that the daemon offers x every kind of caller, with the real polkitd.

    access_test.py BIN FAKE_TARGET PRINT_METHODS [-k PATTERN] [-v]

What is offered comes from introspection, what ought to happen from dbus/access.md. Needs root (takes it
by sudo) and control groups of version 2; leaves nothing behind.
"""
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

import access_table
from access_table import STANDARD
from bus_client import BusClient
from bus_user import User
from commands import run, wait_for
from login_sessions import LoginSessions
from world import World, is_running

BUILT = FAKE_TARGET = PRINT_METHODS = None

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
            self.polkitd = int(run(
                "dbus-send", "--system", "--print-reply=literal", "--dest=org.freedesktop.DBus",
                "/org/freedesktop/DBus", "org.freedesktop.DBus.GetConnectionUnixProcessID",
                "string:org.freedesktop.PolicyKit1", env=self.world.environment).split()[-1])
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


class DocumentTest(AccessCase):
    def complaints(self, rows=None, live=None, methods=None):
        return list(access_table.complaints(
            self.w.rows if rows is None else rows, self.w.members if live is None else live,
            access_table.written_members(), access_table.method_rows(PRINT_METHODS) if methods is None else methods,
            access_table.policy_words(), access_table.given_by_rule()))

    def test_every_member_is_documented_as_the_daemon_has_it(self):
        self.assertEqual(self.complaints(), [])

    def test_a_member_that_somebody_adds_is_missed(self):
        new = access_table.Member("org.blkera.Device1", "Format")
        self.assertEqual(self.complaints(live=self.w.members + [new]),
                         ["org.blkera.Device1.Format is offered and has no row in access.md"])
        new = access_table.Member("org.blkera.Device1", "Secret", is_property=True)
        self.assertEqual(len(self.complaints(live=self.w.members + [new])), 1)
        methods = access_table.method_rows(PRINT_METHODS)
        row = access_table.Row("org.blkera.Device1", "Format", "org.blkera.create", "default", "light")
        self.assertEqual(self.complaints(methods=methods + [row]),
                         ["org.blkera.Device1 Format has a row in the method table and none in access.md"])

    def test_a_row_that_is_wrong_is_seen(self):
        text = (access_table.TOP / "dbus/access.md").read_text()
        stop = "| org.blkera.Device1 | Stop | org.blkera.deactivate | default | heavy | yes | password |"
        self.assertIn(stop, text)
        for wrong in (stop.replace("password", "yes"), stop.replace("heavy", "light"),
                      stop.replace("deactivate", "checkpoint"), stop.replace("default", "1 / 2 / 3")):
            rows = access_table.documented(text.replace(stop, wrong))
            self.assertNotEqual(self.complaints(rows=rows), [], wrong)
        rows = [row for row in self.w.rows if row.verb != "Stop"]
        self.assertEqual(len(self.complaints(rows=rows)), 2)


class CallerTest(AccessCase):
    """The columns of the table: root, nobody, an active and an inactive session, a member of the group."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procs = {"active": cls.w.sessions.add(ACTIVE_SESSION, ACTIVE, "man", True),
                     "inactive": cls.w.sessions.add(INACTIVE_SESSION, INACTIVE, "lp", False)}
        cls.w.sessions.add_group(cls.w.world.folder, "blkera", "backup")
        cls.w.sessions.add_rule(RULE)

    def caller(self, column):
        return {"root": lambda: self.w.root, "nobody": lambda: self.w.user(NOBODY),
                "active": lambda: self.w.user(ACTIVE, self.procs["active"]),
                "inactive": lambda: self.w.user(INACTIVE, self.procs["inactive"]),
                "blkera": lambda: self.w.user(MEMBER)}[column]()

    def try_column(self, column):
        user = self.caller(column)
        if column == "blkera":  # polkitd may still be reading the rule
            row = next(row for row in self.w.asking() if row.callers[column] == "yes")
            wait_for("the rule", lambda: self.w.call(user, row)["result"] == "ok")
        # Whoever has a job of his own: JobTest. This one is root's.
        methods = [row for row in self.w.methods()
                   if self.w.member(row) and (row.verb != "Cancel" or column == "root")]
        self.assertGreater(len(methods), 20)
        self.assert_let_in(user, [row for row in methods if row.callers[column] == "yes"])
        refused = [row for row in methods if row.callers[column] != "yes"]
        self.assert_denied(user, [row for row in refused if row.interface not in STANDARD])
        properties = [m for m in self.w.members if m.is_property]
        self.assertGreater(len(properties), 10)
        for prop in properties:
            with self.subTest(property=prop.name, column=column):
                path = self.w.objects_with(prop.interface)[-1]
                where = path, "org.freedesktop.DBus.Properties"
                told = user.call(*where, "Get", f"('{prop.interface}', '{prop.name}')")
                self.assertEqual(told["result"], "ok", told)
                before = self.w.settled()
                refused = user.call(*where, "Set", f"('{prop.interface}', '{prop.name}', {told['text'][1:-2]})")
                self.assertNotEqual(refused["result"], "ok", "a property was set")
                self.assertEqual(self.w.fingerprint(), before)
        if user is not self.w.root:
            self.w.leave(user)

    def test_root(self):
        self.try_column("root")

    def test_nobody_without_a_session(self):
        self.try_column("nobody")

    def test_active(self):
        self.try_column("active")

    def test_inactive(self):
        self.try_column("inactive")

    def test_member_of_the_group(self):
        self.try_column("blkera")


class ArgumentTest(AccessCase):
    def wrong_types(self, row):
        """Arguments that do not fit, as text."""
        kinds = [kind for _, kind in self.w.member(row).arguments]
        values = self.w.values(row)
        if kinds:
            yield []
        yield values + ["uint32 7"]
        for at, kind in enumerate(kinds):
            if kind != "v":
                yield [*values[:at], "uint32 7" if kind != "u" else "'x'", *values[at + 1:]]
                yield [*values[:at], "<'x'>", *values[at + 1:]]

    def test_wrong_types(self):
        user = self.w.user(NOBODY)
        for row in self.w.methods():
            if not self.w.member(row):
                continue
            before = self.w.settled()
            for values in self.wrong_types(row):
                for caller in (self.w.root, user):
                    with self.subTest(row=str(row), values=values, uid=caller.uid):
                        answer = self.w.call(caller, row, values)
                        if row.interface != PEER:  # libdbus answers that, whatever the arguments are
                            self.assertNotEqual(answer["result"], "ok", answer)
            self.assertEqual(self.w.fingerprint(), before, f"{row} has changed something")

    def test_too_large_arguments(self):
        tried = 0
        user = self.w.user(NOBODY)
        for row in self.w.methods():
            if not self.w.member(row) or row.interface in STANDARD:
                continue
            for at, (_, kind) in enumerate(self.w.member(row).arguments):
                if " " in row.verb and at == 0:
                    continue  # the row says what it is
                for value in too_large(kind):
                    values = self.w.values(row)
                    values[at] = value
                    tried += 1
                    for caller in (self.w.root, user):
                        with self.subTest(row=str(row), at=at, value=value[:40], uid=caller.uid):
                            before = self.w.settled()
                            answer = self.w.call(caller, row, values)
                            self.assertEqual(answer["result"], INVALID, answer)
                            self.assertEqual(self.w.fingerprint(), before)
        self.assertGreater(tried, 7)


class WithoutPolkitTest(unittest.TestCase):
    def setUp(self):
        self.w = AccessWorld()
        self.addCleanup(self.w.close)

    def try_all(self):
        """Root may do everything, all others what needs no polkit."""
        w = self.w
        asking = [row for row in w.asking() if w.member(row)]
        free = [row for row in w.methods() if w.member(row) and not row.action and row.interface not in STANDARD]
        users = [w.user(uid) for uid in CROWD]
        for row in asking:
            w.before(row)  # as far as all of it is possible at a time
        before = w.settled()
        begun = time.monotonic()
        calls = [(users[at % len(users)], row) for at, row in enumerate(asking)]
        calls = [(user, row, w.start(user, row)) for user, row in calls]
        for row in free:
            answer = w.call(users[-1], row)
            self.assertEqual(answer["result"], "ok", f"{row}: {answer}")
        self.assertLess(time.monotonic() - begun, 3, "what needs no polkit has waited for it")
        answers = [(row, user.result(number)) for user, row, number in calls]
        self.assertLess(time.monotonic() - begun, 20)
        for row, answer in answers:
            with self.subTest(row=str(row)):
                self.assertEqual(answer["result"], DENIED, answer)
                self.assertIn("root alone while polkit does not answer", answer["text"])
                self.assertEqual(answer.get("output", 0), 0)
        self.assertEqual(w.fingerprint(), before)
        for row in asking:
            with self.subTest(row=str(row), uid=0):
                w.before(row)
                begun = time.monotonic()
                self.assertNotIn(w.call(w.root, row)["result"], NO_ENTRY)
                self.assertLess(time.monotonic() - begun, 3)

    def test_polkitd_is_dead(self):
        os.kill(self.w.polkitd, signal.SIGKILL)
        wait_for("the end of polkitd", lambda: not is_running(self.w.polkitd))
        self.try_all()

    def test_polkitd_is_stalled(self):
        os.kill(self.w.polkitd, signal.SIGSTOP)
        self.addCleanup(os.kill, self.w.polkitd, signal.SIGCONT)
        self.try_all()


class PathTest(AccessCase):
    """No path that a caller names is touched, but beneath /dev, by openat2, without its links to elsewhere."""

    def hostile(self):
        """Strings for CreateDevice, by what they are; what had to be made is removed at the end."""
        made = f"/dev/blkera-test-{os.getpid()}"
        secret = self.w.world.folder / "secret"
        secret.write_text("secret")
        os.symlink(secret, made + "-link")
        self.addCleanup(os.unlink, made + "-link")
        os.symlink(f"../{secret}", made + "-relative")
        self.addCleanup(os.unlink, made + "-relative")
        os.mkfifo(made + "-fifo")
        self.addCleanup(os.unlink, made + "-fifo")
        os.symlink("/proc/self/fd", made + "-folder")
        self.addCleanup(os.unlink, made + "-folder")
        return ["/etc/shadow", "/dev/../etc/shadow", "/proc/self/fd/0", "/proc/1/root/etc/shadow", "/dev/fd/3",
                "/dev/stdin", made + "-link", made + "-relative", made + "-fifo", made + "-folder/0",
                str(secret), "dev/sda", "/dev//shadow", "/dev/./shadow"]

    def traced(self, work):
        """What the daemon and its children ask the kernel about files while `work` runs, a line a call."""
        out = self.w.world.folder / "trace"
        tracer = subprocess.Popen(
            ["strace", "-f", "-e", "trace=%file", "-s", "4096", "-o", out, "-p", str(self.w.world.daemon.pid)],
            stderr=subprocess.PIPE, text=True)
        self.assertIn("attached", tracer.stderr.readline())
        work()
        tracer.send_signal(signal.SIGINT)
        tracer.communicate(timeout=30)
        return out.read_text().splitlines()

    def test_what_is_no_block_device_beneath_dev_is_never_opened(self):
        paths = self.hostile()
        calls = [(path, at) for path in paths for at in ("origin", "metadata")]
        self.w.settled()
        before = self.w.fingerprint(with_jobs=False)
        lines = self.traced(lambda: [self.assert_refused(path, at) for path, at in calls])
        self.assertEqual(self.w.fingerprint(with_jobs=False), before)
        self.assertTrue(any("openat2" in line and "-fifo" in line for line in lines), "the trace sees nothing")
        for line in lines:
            for path in paths:
                self.assert_harmless(line, path)

    def folder_for_files(self):
        """A folder that the configuration lets files of in, until the end; root's all the way, as /tmp is not."""
        folder = Path(tempfile.mkdtemp(prefix="blkera-test.", dir="/run"))
        self.addCleanup(shutil.rmtree, folder)
        config = self.w.world.config / "blkera.conf"
        self.addCleanup(self.w.must, "/org/blkera", "org.blkera.Manager1", "Reload")
        self.addCleanup(config.unlink)
        config.write_text(f"file-directory = {folder}\n")
        self.w.must("/org/blkera", "org.blkera.Manager1", "Reload")
        return folder

    def hostile_beneath(self, folder):
        made = f"hostile-{os.getpid()}"
        secret = self.w.world.folder / "secret"
        secret.write_text("secret")
        os.symlink(secret, folder / (made + "-link"))
        os.symlink("/proc/self/fd", folder / (made + "-folder"))
        os.mkfifo(folder / (made + "-fifo"))
        for name, owner, mode in (("-theirs", NOBODY, 0o644), ("-writable", 0, 0o666)):
            (folder / (made + name)).touch()
            os.chown(folder / (made + name), owner, 0)
            os.chmod(folder / (made + name), mode)
        return [f"{folder}/{made}{name}" for name in ("-link", "-folder/0", "-fifo", "-theirs", "-writable", "-none")] \
            + [str(secret), f"{folder}/../{secret}", f"{folder}/./{made}-theirs", str(folder)]

    def test_what_is_no_file_of_root_s_beneath_a_configured_folder_is_never_opened(self):
        paths = self.hostile_beneath(self.folder_for_files())
        self.w.settled()
        before = self.w.fingerprint(with_jobs=False)
        lines = self.traced(lambda: [self.assert_refused(path, at) for path in paths for at in ("origin", "metadata")])
        self.assertEqual(self.w.fingerprint(with_jobs=False), before)
        seen = [line for line in lines if f"hostile-{os.getpid()}" in line]
        for name in ("-link", "-folder", "-fifo", "-theirs", "-writable"):
            self.assertTrue(any(f'{name}"' in line for line in seen), f"the trace does not see {name}")
        for line in seen:
            self.assertRegex(line, r'openat2\(\d+, "[^/"]+", .*O_PATH.*RESOLVE_NO_SYMLINKS.*RESOLVE_BENEATH')
        self.assertFalse([line for line in lines if "/secret" in line])

    def assert_refused(self, path, at):
        other = self.w.devices[4]
        origin, metadata = (path, other) if at == "origin" else (other, path)
        answer = self.w.root.call(
            "/org/blkera", "org.blkera.Manager1", "CreateDevice",
            f"('fresh', '{origin}', '{metadata}', uint32 0, 'fuse', uint32 0, uint32 0, false, false)")
        self.assertEqual(answer["result"], INVALID, answer)

    def assert_harmless(self, line, path):
        if f'"{path}"' not in line and f'"{path.removeprefix("/dev/")}"' not in line:
            return
        self.assertRegex(line, r"openat2\(\d+, .*O_PATH.*RESOLVE_NO_MAGICLINKS\|RESOLVE_BENEATH")

    def test_the_trace_would_show_it(self):
        """The same assertion refuses what it is for."""
        for line in ('12 openat(AT_FDCWD, "/etc/shadow", O_RDONLY|O_CLOEXEC) = 3', '12 stat("/etc/shadow", {}) = 0',
                     '12 openat2(3, "etc/shadow", {flags=O_PATH|O_CLOEXEC, resolve=RESOLVE_BENEATH}, 24) = 3'):
            with self.assertRaises(AssertionError):
                self.assert_harmless(line, "/etc/shadow" if "openat2" not in line else "/dev/etc/shadow")


class RaceTest(AccessCase):
    """Whoever becomes another program after the call gains nothing: polkit is asked about the bus name."""
    ROUNDS = 1000
    PROGRAM = "/usr/bin/mount"  # is root's for everybody who runs it

    def test_a_thousand_callers_who_run_a_program_of_roots_are_denied(self):
        self.assertTrue(os.stat(self.PROGRAM).st_mode & 0o4000)
        before = self.w.settled()
        users = [NOBODY, ACTIVE, INACTIVE, MEMBER, 33, 38, *CROWD]  # no one of them is limited
        for at in range(self.ROUNDS):
            pid = os.fork()
            if pid == 0:
                self.call_and_exec(users[at % len(users)])
            os.waitpid(pid, 0)
        self.assertEqual(self.w.settled(), before)
        lines = [line for line in self.w.log.read_text().splitlines()
                 if "audit" in line and "action=org.blkera.checkpoint" in line]
        denied = sum('result="denied"' in line for line in lines)
        print(f"{self.ROUNDS} rounds: {denied} denied by polkit, {self.ROUNDS - denied} had left before that")
        self.assertGreater(denied, self.ROUNDS // 10)
        self.assertFalse([line for line in lines if 'result="done"' in line or "uid=0 " in line])

    def call_and_exec(self, uid):
        """In a process of its own: ends as the program."""
        status = 1
        try:
            os.setgroups([])
            os.setresgid(uid, uid, uid)
            os.setresuid(uid, uid, uid)
            client = BusClient(self.w.address)
            os.set_inheritable(client.socket.fileno(), True)
            client.send("org.blkera", DEVICES + RUNNING, "org.blkera.Device1", "Checkpoint")
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            os.execv(self.PROGRAM, [self.PROGRAM, "--help"])
        finally:
            os._exit(status)


class FloodTest(AccessCase):
    """In small what scripts/bench service measures."""
    CONNECTIONS, IN_FLIGHT, SECONDS = 64, 5000, 6

    def memory(self, field):
        """Of the daemon, in MiB."""
        for line in Path(f"/proc/{self.w.world.daemon.pid}/status").read_text().splitlines():
            if line.startswith(field + ":"):
                return int(line.split()[1]) / 1024
        raise AssertionError(field)

    def test_others_are_served_during_a_flood_and_its_memory_comes_back(self):
        others = [self.w.root, self.w.user(CROWD[0])]
        before, state = self.memory("VmRSS"), self.w.settled()
        flood = subprocess.Popen(
            ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", os.path.join(BUILT, "bus_load"),
             "flood", str(self.CONNECTIONS), str(self.IN_FLIGHT), str(self.SECONDS), DEVICES + RUNNING],
            env=self.w.world.environment, stdout=subprocess.PIPE, text=True)
        served = 0
        while flood.poll() is None:
            for user in others:
                answer = user.call(DEVICES + RUNNING, "org.blkera.Device1", "Status")
                self.assertEqual(answer["result"], "ok", answer)
                served += 1
            time.sleep(0.2)  # the other's limit is for real
        self.assertEqual(flood.returncode, 0)
        _, refused, in_flight = map(int, flood.stdout.read().split())
        flood.stdout.close()
        self.assertEqual(in_flight, self.IN_FLIGHT)
        self.assertGreater(refused, 200)
        self.assertGreaterEqual(served, 2)
        peak = self.memory("VmHWM") - before
        self.assertLess(peak, 64)
        wait_for("the memory to come back", lambda: self.memory("VmRSS") - before < 8, 60)
        print(f"{served} calls of others served, {refused} of the flood refused with an error, {peak:.1f} MiB at most")
        self.assertEqual(self.w.settled(), state)


class JobTest(AccessCase):
    """Jobs of users who are not root: by the rule, they may read what changed."""
    LONG = "striped"  # the fake target has a list of it that does not fit into a pipe
    ANOTHER = 5  # games

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.w.sessions.add_group(cls.w.world.folder, "blkera", "backup,games")
        cls.w.sessions.add_rule(RULE)
        cls.w.must("/org/blkera", "org.blkera.Manager1", "CreateDevice",
                   f"('{cls.LONG}', '{cls.w.devices[4]}', '{cls.w.devices[5]}', uint32 0, 'fuse', uint32 0, uint32 0, "
                   "false, true)")
        cls.users = {uid: cls.w.user(uid) for uid in (MEMBER, cls.ANOTHER, NOBODY)}
        for uid in (MEMBER, cls.ANOTHER):  # polkitd may still be reading the rule
            wait_for("the rule", lambda uid=uid: cls.users[uid].call(
                DEVICES + cls.LONG, "org.blkera.Device1", "GetHistogram", "(uint32 0, uint32 0, uint32 1)")["result"] == "ok")

    def ask_for_list(self, user):
        return user.start(DEVICES + self.LONG, "org.blkera.Device1", "ChangedBlocks",
                          "(uint32 1, uint32 0, 'json', handle 0)")

    def begin(self, user):
        """(number of the call, the job's path)"""
        known = self.w.objects_with("org.blkera.Job1")
        number = self.ask_for_list(user)
        [path] = wait_for("the job", lambda: [
            path for path in self.w.objects_with("org.blkera.Job1") if path not in known])
        return number, path

    def job(self, path, name):
        """A property, as everybody may read it."""
        told = self.users[NOBODY].call(path, "org.freedesktop.DBus.Properties", "Get", f"('org.blkera.Job1', '{name}')")
        self.assertEqual(told["result"], "ok", told)
        return re.fullmatch(r"\(<(?:\w+ )?'?([^'>]*)'?>,\)", told["text"])[1]

    def cancel(self, user, path):
        return user.call(path, "org.blkera.Job1", "Cancel")["result"]

    def assert_cancels(self, user, number, path):
        """Whose job it is."""
        self.assertEqual(self.cancel(user, path), "ok")
        self.assertEqual(user.result(number)["result"], "org.blkera.Error.Failed")
        self.assertEqual(self.job(path, "State"), "cancelled")

    def audited(self, action, result):
        return sum("audit" in line and f"action=org.blkera.{action} " in line and f'result="{result}"' in line
                   for line in self.w.log.read_text().splitlines())

    def test_a_user_cancels_a_job_of_his_own_and_none_of_anothers(self):
        member, another, nobody = self.users.values()
        self.assertEqual(nobody.result(self.ask_for_list(nobody))["result"], DENIED)
        begun = {user: self.begin(user) for user in (member, another, self.w.root)}
        wait_for("its progress", lambda: int(self.job(begun[member][1], "Done")) > 0)
        for user, (number, path) in begun.items():
            with self.subTest(owner=user.uid):
                self.assertEqual(self.job(path, "StartedByUid"), str(user.uid))
                before = self.w.settled()
                for stranger in {member, another, nobody} - {user}:
                    self.assertEqual(self.cancel(stranger, path), DENIED)
                self.assertEqual(self.w.settled(), before, "a denied call has changed something")
                self.assertEqual((self.job(path, "State"), self.job(path, "EndTime"), self.job(path, "Error")),
                                 ("running", "0", ""))
                self.assertNotIn(number, user.results)
        self.assertEqual((self.audited("job-cancel-other", "denied"), self.audited("job-cancel-other", "done")), (7, 0))
        done = self.audited("job-cancel", "done")
        for user, (number, path) in begun.items():
            self.assert_cancels(user, number, path)
        self.assertEqual(self.audited("job-cancel", "done"), done + len(begun))
        self.assertEqual(self.audited("job-cancel-other", "done"), 0)


class PromptTest(AccessCase):
    """An agent asks an active session's user for a password; it is another process's, as everywhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.procs = cls.w.sessions.add(ACTIVE_SESSION, ACTIVE, "man", True)
        cls.agent = cls.w.user(0, cls.procs)  # of the session, as polkit wants it
        cls.agent.do(agent=ACTIVE_SESSION)
        cls.agent.event("registered")

    def user(self):
        return self.w.user(ACTIVE, self.procs)

    def forget(self):
        """What polkit keeps for five minutes."""
        self.agent.do(forget=ACTIVE_SESSION)
        self.agent.event("forgotten")

    def asking(self):
        return [row for row in self.w.asking() if self.w.member(row)]

    def ask(self, user, row):
        """(number of the call, cookie of its prompt)"""
        for _ in range(100):
            number = self.w.start(user, row, prompts=True)
            try:
                prompt = self.agent.event("prompt", 2, action=row.action)
                break
            except AssertionError:
                if user.result(number)["result"] != LIMITED:
                    raise
        device = NAMED_IN_PROMPT.get(row.member) or OBJECT_OF.get(row.member, RUNNING)
        self.assertIn(device, prompt["message"])
        return number, prompt["prompt"]

    def test_a_password_lets_in_and_is_kept_where_the_table_says(self):
        user = self.user()
        for row in self.asking():
            with self.subTest(row=str(row)):
                self.w.before(row)
                number, cookie = self.ask(user, row)
                self.agent.do(approve=cookie)
                answer = user.result(number)
                self.assertNotIn(answer["result"], NO_ENTRY, answer)
                self.w.before(row)
                again = self.w.call(user, row)
                if row.callers["active"] == "password, kept":
                    self.assertNotIn(again["result"], NO_ENTRY, again)
                else:
                    self.assertEqual(again["result"], DENIED, again)
                self.forget()
        self.w.leave(user)

    def test_a_prompt_that_is_dismissed_denies_and_says_so(self):
        user = self.user()
        for row in self.asking():
            with self.subTest(row=str(row)):
                self.w.before(row)
                before = self.w.settled()
                number, cookie = self.ask(user, row)
                self.agent.do(dismiss=cookie)
                self.assertEqual(user.result(number)["result"], DISMISSED)
                self.assertEqual(self.w.fingerprint(), before)
        self.w.leave(user)

    def test_a_sender_who_leaves_during_the_prompt_gets_nothing_done(self):
        for row in self.asking():
            with self.subTest(row=str(row)):
                self.w.before(row)
                user = self.user()
                before = self.w.settled()
                _, cookie = self.ask(user, row)
                self.w.leave(user)
                self.agent.event("taken back", **{"taken back": cookie})
                self.agent.do(approve=cookie)  # too late
                self.assertEqual(self.w.settled(), before)

    def test_a_password_that_comes_as_the_sender_leaves_gets_nothing_done(self):
        row = next(row for row in self.asking() if row.verb == "Checkpoint" and "Device1" in row.interface)
        self.w.before(row)
        before = self.w.settled()
        for _ in range(20):
            user = self.user()
            _, cookie = self.ask(user, row)
            user.process.kill()
            user.process.wait()  # off the bus before the password is there
            self.agent.do(approve=cookie)
            self.w.leave(user)
            self.assertEqual(self.w.fingerprint(), before)
            self.forget()
        self.assertEqual(self.w.settled(), before)

    def test_open_prompts_delay_nobody(self):
        row = next(row for row in self.asking() if row.verb == "Checkpoint" and "Device1" in row.interface)
        user, other, root = self.user(), self.w.user(NOBODY), self.w.root
        self.w.before(row)
        open_prompts = [self.ask(user, row) for _ in range(4)]
        self.assertEqual(user.call(self.w.place(row), row.interface, row.member, prompts=True)["result"], LIMITED)
        for caller, member, ends in ((other, "Status", "ok"), (other, "Checkpoint", DENIED),
                                     (user, "Status", "ok"), (root, "Checkpoint", "ok")):
            begun = time.monotonic()
            answer = caller.call(DEVICES + RUNNING, "org.blkera.Device1", member)
            self.assertEqual(answer["result"], ends, answer)
            self.assertLess(time.monotonic() - begun, 1)
        for number, cookie in open_prompts:
            self.agent.do(dismiss=cookie)
            self.assertEqual(user.result(number)["result"], DISMISSED)
        self.w.leave(user)
        self.w.leave(other)

    def test_what_changed_during_the_prompt_is_seen(self):
        user = self.user()
        for verb, interface, change, error in (
                ("Checkpoint", "org.blkera.Device1", ["Stop"], "org.blkera.Error.NotRunning"),
                ("Checkpoint", "org.blkera.Manager1", ["Stop"], "org.blkera.Error.NotRunning"),
                ("Checkpoint", "org.blkera.Manager1", ["Stop", "Remove"], "org.blkera.Error.NotFound"),
                ("Remove", "org.blkera.Device1", ["Start"], "org.blkera.Error.Busy")):
            with self.subTest(verb=verb, change=change):
                row = next(row for row in self.asking() if (row.verb, row.interface) == (verb, interface))
                self.w.before(row)
                number, cookie = self.ask(user, row)
                for step in change:
                    self.w.must(DEVICES + OBJECT_OF.get(row.member, RUNNING), "org.blkera.Device1", step)
                self.agent.do(approve=cookie)
                answer = user.result(number)
                self.assertEqual(answer["result"], error, answer)
                self.forget()
                self.w.prepare()
        self.w.leave(user)

    def test_what_is_pointless_asks_for_no_password(self):
        user = self.user()
        stopped = DEVICES + STOPPED, "org.blkera.Device1"
        before = self.w.settled()
        for where, member, arguments, error in (
                (stopped, "Checkpoint", "()", "NotRunning"), (stopped, "Suspend", "()", "NotRunning"),
                (("/org/blkera", "org.blkera.Manager1"), "Checkpoint", f"(['{STOPPED}'],)", "NotRunning"),
                ((DEVICES + RUNNING, "org.blkera.Device1"), "Remove", "()", "Busy")):
            answer = user.call(*where, member, arguments, prompts=True)
            self.assertEqual(answer["result"], "org.blkera.Error." + error, answer)
        self.assertEqual([event for event in self.agent.events if "prompt" in event], [])
        self.assertEqual(self.w.fingerprint(), before)
        self.w.leave(user)


def main():
    global BUILT, FAKE_TARGET, PRINT_METHODS
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    if os.geteuid() != 0:
        os.execvp("sudo", ["sudo", "-n", "--", *sys.argv])
    BUILT, FAKE_TARGET, PRINT_METHODS = sys.argv[1:4]
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])


if __name__ == "__main__":
    main()
