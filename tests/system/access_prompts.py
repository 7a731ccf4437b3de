# SPDX-License-Identifier: GPL-2.0-or-later
"""What happens while somebody is asked for a password."""
import time

from access_world import (ACTIVE, ACTIVE_SESSION, AccessCase, DENIED, DEVICES, DISMISSED, LIMITED, NAMED_IN_PROMPT, NOBODY,
                          NO_ENTRY, OBJECT_OF, RUNNING, STOPPED)


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
