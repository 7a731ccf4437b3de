# SPDX-License-Identifier: GPL-2.0-or-later
"""Every member that the daemon offers x every kind of caller, beside dbus/access.md."""
import os
import signal
import time
import unittest

import access_table
import access_world
from access_table import STANDARD
from access_world import (ACTIVE, ACTIVE_SESSION, AccessCase, AccessWorld, CROWD, DENIED, INACTIVE, INACTIVE_SESSION, INVALID,
                          MEMBER, NOBODY, NO_ENTRY, PEER, RULE, too_large)
from commands import wait_for
from world import is_running


class DocumentTest(AccessCase):
    def complaints(self, rows=None, live=None, methods=None):
        return list(access_table.complaints(
            self.w.rows if rows is None else rows, self.w.members if live is None else live,
            access_table.written_members(), access_table.method_rows(access_world.PRINT_METHODS) if methods is None else methods,
            access_table.policy_words(), access_table.given_by_rule()))

    def test_every_member_is_documented_as_the_daemon_has_it(self):
        self.assertEqual(self.complaints(), [])

    def test_a_member_that_somebody_adds_is_missed(self):
        new = access_table.Member("org.blkera.Device1", "Format")
        self.assertEqual(self.complaints(live=self.w.members + [new]),
                         ["org.blkera.Device1.Format is offered and has no row in access.md"])
        new = access_table.Member("org.blkera.Device1", "Secret", is_property=True)
        self.assertEqual(len(self.complaints(live=self.w.members + [new])), 1)
        methods = access_table.method_rows(access_world.PRINT_METHODS)
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
