# SPDX-License-Identifier: GPL-2.0-or-later
"""Callers who mean harm: paths, races, floods, and the jobs of others."""
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import access_world
from access_world import (ACTIVE, AccessCase, CROWD, DENIED, DEVICES, INACTIVE, INVALID, MEMBER, NOBODY, RULE, RUNNING)
from bus_client import BusClient
from commands import wait_for


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
            ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", os.path.join(access_world.BUILT, "bus_load"),
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
