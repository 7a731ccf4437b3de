#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs in a guest whose process 1 is systemd (see guest_test.py), with what `cmake --install` puts there.

    systemd_cases.py BIN ERA_DECODE SEED

The first boot makes the device `vault` on /dev/disk0 and /dev/disk1 with a file system that /etc/fstab mounts, and
reboots; the second one judges what it finds.
"""
import json
import os
import re
import signal
import subprocess
import sys
import time
import unittest
from pathlib import Path

from commands import ask, run, wait_for
from oracles import Inspector
from world import processes_of

ERA_DECODE = SEED = None
STAGE = Path("/root/stage")  # what the first boot has to tell
STATE = Path("/etc/blkera/state/vault.state")
ORIGIN, METADATA = "/dev/disk/by-id/virtio-disk0", "/dev/disk/by-id/virtio-disk1"
BEFORE_START = Path("/run/metadata-before-start")
UNIT = "blkera-target@vault.service"
TARGET = "/usr/sbin/blkera-target"
DEVICE = Path("/dev/blkera/vault")
MOUNTED, BY_UUID = Path("/vault"), Path("/by-uuid")
UUID = "01234567-89ab-cdef-0123-456789abcdef"
KILLS = 2
NOBODY = {"user": 65534, "group": 65534, "extra_groups": ()}
SHUTDOWN_WITHIN = 60  # seconds, until the next kernel starts
# What the metadata says before each start of the target.
LOOK = f"""[Service]
ExecStartPre=/bin/sh -c '/usr/sbin/blkera-meta info --json /dev/disk1 > {BEFORE_START}'
"""


def show(unit, prop):
    return run("systemctl", "show", "--value", "-p", prop, unit).strip()


def pid_of(unit):
    return int(show(unit, "MainPID"))


def configure(name, *lines):
    path = Path(f"/etc/blkera/devices.d/{name}.conf")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join((f"name = {name}", *lines, "")))
    return path


def state_of(name):
    return json.loads(run("blkera", "info", "--json", name))["state"]


def field_of(pid, name):
    return re.search(rf"^{name}:\s+(\S+)", Path(f"/proc/{pid}/status").read_text(), re.M)[1]


def text_of(number):
    return f"line {number} of {SEED}\n" * 5000


class FirstBoot(unittest.TestCase):
    """Ends with a reboot while all is mounted."""

    def assert_journal_has_fields(self):
        """Who created the device, and that it was started: found by field, explained by the catalog."""
        run("journalctl", "--sync")
        created, = run("journalctl", "-o", "json", "BLKERA_DEVICE=vault", "BLKERA_METHOD=CreateDevice").splitlines()
        created = json.loads(created)
        self.assertEqual([created.get(name) for name in ("BLKERA_UID", "BLKERA_RESULT", "PRIORITY", "_SYSTEMD_UNIT")],
                         ["0", "done", "5", "blkerad.service"], created)
        self.assertRegex(created["MESSAGE"], r'^audit uid=0 .* device="vault" result="done"$')
        run("journalctl", "--update-catalog")
        self.assertIn("Subject: Era device vault has been started",
                      run("journalctl", "-x", "BLKERA_DEVICE=vault", "MESSAGE_ID=a5f68748da404f0289b78ab13a08310e"))

    def test_a_device_is_made_enabled_and_mounted(self):
        folder = Path(f"/etc/systemd/system/{UNIT}.d")
        folder.mkdir(parents=True)
        folder.joinpath("look.conf").write_text(LOOK)
        run("systemctl", "daemon-reload")
        run("systemctl", "enable", "--now", "blkerad.service")
        run("blkera", "create", "vault", "--origin", ORIGIN, "--metadata", METADATA, "--block-size", "64KiB")
        # The device is there before udev has settled, for which the unit waits.
        wait_for("the unit", lambda: show(UNIT, "ActiveState") == "active")
        self.assertEqual(processes_of(TARGET), [pid_of(UNIT)])
        self.assertEqual(run("systemctl", "is-enabled", UNIT).strip(), "enabled")
        self.assert_journal_has_fields()
        run("mkfs.ext4", "-q", "-U", UUID, "-E", "nodiscard", DEVICE)
        with open("/etc/fstab", "a") as fstab:
            fstab.write(f"{DEVICE} {MOUNTED} ext4 defaults 0 2\n"
                        # One after the other: a check of the file system keeps mounts of it out.
                        f"UUID={UUID} {BY_UUID} ext4 x-systemd.requires-mounts-for={MOUNTED} 0 0\n")
        for folder in (MOUNTED, BY_UUID):
            folder.mkdir()
        run("systemctl", "daemon-reload")
        run("systemctl", "start", "vault.mount")
        for number in range(10):
            MOUNTED.joinpath(str(number)).write_text(text_of(number))
        # The next start has to see this, check the metadata and find it sound.
        STATE.parent.mkdir(exist_ok=True)
        STATE.write_text("blkera-state 1\nmetadata = /dev/disk/by-id/virtio-disk1\nstate = needs-check\n"
                         "reason = told by a test\n")
        era = int(run("blkera", "checkpoint", "vault"))
        STAGE.write_text(json.dumps({"seed": SEED, "rebooted": time.time(), "era": era}))


class SecondBoot(unittest.TestCase):
    def mounted_device(self, folder):
        return run("findmnt", "-no", "SOURCE", folder).strip()

    def test_1_the_device_was_there_before_anything_was_mounted(self):
        self.assertEqual(show(UNIT, "ActiveState"), "active")
        self.assertEqual(show(UNIT, "NRestarts"), "0")
        since, mounts = (int(show(unit, "ActiveEnterTimestampMonotonic")) for unit in (UNIT, "local-fs-pre.target"))
        self.assertGreater(since, 0)
        self.assertLess(since, mounts)
        daemon = int(show("blkerad.service", "ActiveEnterTimestampMonotonic"))
        self.assertLess(since, daemon)
        device = str(DEVICE.resolve())
        self.assertRegex(device, "^/dev/ublkb")
        # By its UUID too: the origin has the same file system, and is not to be found.
        for folder in (MOUNTED, BY_UUID):
            self.assertEqual(self.mounted_device(folder), device)
        for number in range(10):
            self.assertEqual(MOUNTED.joinpath(str(number)).read_text(), text_of(number))

    def test_2_the_shutdown_was_quick_and_ended_the_era(self):
        stage = json.loads(STAGE.read_text())
        booted = time.time() - float(Path("/proc/uptime").read_text().split()[0])
        self.assertLess(booted - stage["rebooted"], SHUTDOWN_WITHIN)
        metadata = json.loads(BEFORE_START.read_text())
        self.assertIsNone(metadata["current_writeset"], metadata)

    def test_2_what_was_recorded_is_seen_before_anything_is_mounted(self):
        self.assertIn("\nstate = running\n", STATE.read_text())

    def test_3_its_sandbox_leaves_it_what_it_needs(self):
        pid = pid_of(UNIT)
        self.assertGreater(int(field_of(pid, "VmLck")), 8 << 10)
        self.assertEqual((field_of(pid, "Seccomp"), field_of(pid, "NoNewPrivs")), ("2", "1"))
        self.assertEqual(Path(f"/proc/{pid}/oom_score_adj").read_text().strip(), "-1000")

    def test_3_eras_go_on_and_a_new_daemon_disturbs_nothing(self):
        era = json.loads(STAGE.read_text())["era"]
        at = lambda: int(run("blkera", "status", "vault").split()[2])  # noqa: E731
        self.assertEqual(at(), era + 1)  # a start begins one, and nothing else did
        target = pid_of(UNIT)
        daemons = [pid_of("blkerad.service")]
        MOUNTED.joinpath("open").write_text(text_of(0))
        with open(MOUNTED / "open", "a") as file:
            run("systemctl", "restart", "blkerad.service")
            daemons.append(pid_of("blkerad.service"))
            for _ in range(6):  # more often than systemd lets a service fail by default
                os.kill(daemons[-1], signal.SIGKILL)
                daemons.append(wait_for("the next daemon", lambda: pid_of("blkerad.service") not in (0, *daemons)
                                        and show("blkerad.service", "ActiveState") == "active"
                                        and pid_of("blkerad.service")))
            file.write(text_of(1))
            os.fsync(file.fileno())
        self.assertEqual((state_of("vault"), at()), ("running", era + 1))
        self.assertEqual((pid_of(UNIT), processes_of(TARGET)), (target, [target]))
        self.assertEqual(show(UNIT, "NRestarts"), "0")

    def test_3_the_daemon_came_later_and_has_no_rights(self):
        self.assertEqual(state_of("vault"), "running")
        pid = pid_of("blkerad.service")
        self.assertEqual([field_of(pid, name) for name in ("CapEff", "CapBnd", "Seccomp", "NoNewPrivs")],
                         ["0" * 16, "0" * 16, "2", "1"])
        self.assertEqual(show("polkit.service", "ActiveState"), "active")
        self.assertEqual(run("blkera", "list", **NOBODY).split()[7:9], ["vault", "running"])
        denied = ask("blkera", "stop", "vault", **NOBODY)
        self.assertEqual(denied.status, 3, denied.err)
        self.assertEqual(state_of("vault"), "running")

    def test_3_hooks_freeze_what_is_mounted_though_the_daemon_may_not(self):
        run("systemctl", "start", "blkerad.service")
        said = Path("/run/hook-said")
        hook = Path("/etc/blkera/hooks.d/10-freeze")
        hook.parent.mkdir(mode=0o755, exist_ok=True)
        hook.write_text(f"#!/bin/sh\necho $* $BLKERA_RESULT >> {said}\n"
                        f"case $1 in pre) exec fsfreeze -f {MOUNTED} ;; post) exec fsfreeze -u {MOUNTED} ;; esac\n")
        hook.chmod(0o755)
        era = int(run("blkera", "checkpoint", "vault"))
        self.assertEqual(said.read_text(), "pre checkpoint vault\npost checkpoint vault done\n")
        MOUNTED.joinpath("thawed").write_text("again")
        # A hook that says no: nothing is frozen afterwards, and no era has begun.
        hook.with_name("20-no").write_text("#!/bin/sh\n[ $1 = post ] || { echo 'not now' >&2; exit 1; }\n")
        hook.with_name("20-no").chmod(0o755)
        refused = ask("blkera", "checkpoint", "vault")
        self.assertEqual(refused.status, 1)
        self.assertIn("20-no", refused.err)
        self.assertIn("not now", refused.err)
        MOUNTED.joinpath("thawed").write_text("once more")
        for name in ("10-freeze", "20-no"):
            hook.with_name(name).unlink()
        self.assertEqual(int(run("blkera", "checkpoint", "vault")), era + 1)

    def test_3_what_scripts_need_is_installed(self):
        interfaces = Path("/usr/share/dbus-1/interfaces")
        for name in ("Manager1", "Device1", "Job1"):
            self.assertIn(f'"org.blkera.{name}"', (interfaces / f"org.blkera.{name}.xml").read_text())
        self.assertIn("complete -o filenames -F _blkera blkera",
                      Path("/usr/share/bash-completion/completions/blkera").read_text())

    def test_3_the_history_outlives_the_daemon(self):
        history = lambda: json.loads(run("blkera", "history", "vault", "--json"))  # noqa: E731
        before = history()
        self.assertEqual((before[-1]["cause"], before[-1]["uid"]), ("checkpoint", 0))
        self.assertEqual(Path("/var/lib/blkera/history.sqlite").stat().st_mode & 0o777, 0o600)
        run("systemctl", "restart", "blkerad.service")
        self.assertEqual([era["era"] for era in history()], [era["era"] for era in before])
        self.assertIn("activation", [era["cause"] for era in history()])

    def test_4_a_killed_target_is_started_again_under_load(self):
        load = subprocess.Popen(
            ["fio", "--name=load", f"--filename={MOUNTED}/load", "--rw=randwrite", "--bs=4k", "--size=16M", "--direct=1",
             "--ioengine=libaio", "--iodepth=16", "--verify=crc32c", "--verify_fatal=1", "--do_verify=1",
             "--rate_iops=250", f"--randseed={SEED}"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        # Restarting it must not unmount what is on it, which would wait for it.
        mounts = Path("/proc/self/mountinfo").read_text()
        pids = set()
        for kill in range(KILLS):
            time.sleep(2)
            self.assertIsNone(load.poll(), "the load lasts until after the kills")
            pid = pid_of(UNIT)
            pids.add(pid)
            os.kill(pid, signal.SIGKILL)
            wait_for("the next target", lambda: pid_of(UNIT) not in (0, *pids)
                     and show(UNIT, "ActiveState") == "active")
            self.assertEqual(show(UNIT, "NRestarts"), str(kill + 1))
        said = load.communicate(timeout=120)[0]
        self.assertEqual(load.returncode, 0, said[-1500:])
        # A killed one ends no era: so the look before a start sees what it should.
        self.assertIsNotNone(json.loads(BEFORE_START.read_text())["current_writeset"])
        self.assertEqual(Path("/proc/self/mountinfo").read_text(), mounts)
        self.assertNotIn("I/O error", run("dmesg"))

    def test_5_systemd_does_not_stop_it(self):
        refused = ask("systemctl", "stop", UNIT)
        self.assertNotEqual(refused.status, 0)
        self.assertIn("refused", refused.err)
        self.assertEqual(show(UNIT, "ActiveState"), "active")

    def test_6_the_daemon_stops_it_when_nobody_uses_it(self):
        used = ask("blkera", "stop", "vault")
        self.assertEqual(used.status, 1)
        self.assertIn("is in use", used.err)
        self.assertEqual(show(UNIT, "ActiveState"), "active")
        for folder in (BY_UUID, MOUNTED):
            run("umount", folder)
        run("blkera", "stop", "vault")
        wait_for("the unit's end", lambda: show(UNIT, "ActiveState") == "inactive")
        time.sleep(1)  # ten times as long as a restart takes
        self.assertEqual((show(UNIT, "ActiveState"), show(UNIT, "Result")), ("inactive", "success"))
        self.assertEqual(processes_of(TARGET), [])
        self.assertFalse(DEVICE.exists())
        Inspector("/usr/sbin/blkera-meta", ERA_DECODE).assert_clean("/dev/disk1")

    def test_7_a_refused_start_is_not_tried_again(self):
        configure("wrong", f"origin = {ORIGIN}", f"metadata = {METADATA}", "origin-id = serial:another")
        unit = "blkera-target@wrong.service"
        self.assertNotEqual(ask("systemctl", "start", unit).status, 0)
        time.sleep(1)
        self.assertEqual([show(unit, prop) for prop in ("ActiveState", "ExecMainStatus", "NRestarts")],
                         ["failed", "6", "0"])
        self.assertIn("serial:another", run("journalctl", "-b", "-u", unit))
        configure("wrong", f"origin = {ORIGIN}", f"metadata = {METADATA}", "origin-id = serial:one")
        run("systemctl", "reload", "blkerad.service")
        wait_for("the device", lambda: ask("blkera", "info", "wrong").status == 0)
        self.assertNotEqual(ask("systemctl", "start", unit).status, 0)
        wait_for("the daemon to know why", lambda: "serial:one" in run("blkera", "list"))

    def test_8_systemd_and_the_daemon_keep_out_of_each_others_way(self):
        self.assertEqual(state_of("vault"), "stopped")
        run("systemctl", "start", UNIT)
        wait_for("the daemon to find the target", lambda: state_of("vault") == "running")
        restarts, pid = int(show(UNIT, "NRestarts")), pid_of(UNIT)
        os.kill(pid, signal.SIGKILL)
        wait_for("the daemon to see its end", lambda: state_of("vault") != "running")
        wait_for("the daemon to see the next target", lambda: state_of("vault") == "running")
        time.sleep(3)  # longer than a failed start pauses
        self.assertEqual((show(UNIT, "ActiveState"), int(show(UNIT, "NRestarts"))), ("active", restarts + 1))
        self.assertEqual(processes_of(TARGET), [pid_of(UNIT)])
        pid = pid_of(UNIT)
        run("blkera", "restart", "vault")
        self.assertEqual(state_of("vault"), "running")
        self.assertNotEqual(pid_of(UNIT), pid)
        self.assertEqual(processes_of(TARGET), [pid_of(UNIT)])
        run("blkera", "stop", "vault")

    def assert_start_fails(self, name):
        """At once, once, and in the words that the target has when somebody runs it."""
        began = time.monotonic()
        failed = ask("blkera", "start", name)
        self.assertLess(time.monotonic() - began, 10)
        self.assertEqual(failed.status, 1)
        said = ask(TARGET, "--config", f"/etc/blkera/devices.d/{name}.conf").err
        self.assertEqual(failed.err, said.replace("blkera-target: ", "blkera: "))
        time.sleep(3)  # longer than a failed start pauses
        self.assertEqual(show(f"blkera-target@{name}.service", "ActiveState"), "failed")
        self.assertEqual(state_of(name), "stopped")

    def test_9_a_start_that_fails_says_why(self):
        config = configure("missing", "origin = /dev/disk/by-id/none", f"metadata = {METADATA}")
        run("systemctl", "reload", "blkerad.service")
        wait_for("the new device", lambda: ask("blkera", "info", "missing").status == 0)
        count = len(list(config.parent.iterdir()))
        self.assertRegex(show("blkerad.service", "StatusText"), f"^{count} devices, [0-9] served$")
        unit = "blkera-target@missing.service"
        mute = Path(f"/etc/systemd/system/{unit}.d/mute.conf")
        mute.parent.mkdir()
        mute.write_text("[Service]\nExecStart=\nExecStart=/bin/sh -c 'kill -SEGV $$$$'\nRestart=no\n")
        run("systemctl", "daemon-reload")
        self.assertEqual(ask("blkera", "start", "missing").err, "blkera: missing: the target ended at once, without a "
                                                                "word: see journalctl -u blkera-target@missing\n")
        mute.unlink()
        run("systemctl", "mask", "--runtime", unit)
        self.assertEqual(ask("blkera", "start", "missing").err,
                         f"blkera: missing: systemd does not start it: Unit {unit} is masked.\n")
        run("systemctl", "unmask", "--runtime", unit)
        self.assertEqual(sorted(Path("/run/blkera").glob("*.asked")), [])
        for name in ("wrong", "missing"):
            self.assert_start_fails(name)
            run("blkera", "remove", name)

    def test_9_a_stop_ends_the_attempts_of_systemd(self):
        run("blkera", "start", "vault")
        config = Path("/etc/blkera/devices.d/vault.conf")
        kept = config.read_text()
        config.write_text("")
        os.kill(pid_of(UNIT), signal.SIGKILL)
        wait_for("an attempt that failed", lambda: int(show(UNIT, "NRestarts")) > 1)
        restarts = int(show(UNIT, "NRestarts"))
        time.sleep(1)
        self.assertLessEqual(int(show(UNIT, "NRestarts")), restarts + 1, "a failed start pauses for two seconds")
        self.assertEqual(state_of("vault"), "recovering")
        run("blkera", "stop", "vault")
        config.write_text(kept)
        time.sleep(3)
        self.assertIn(show(UNIT, "ActiveState"), ("inactive", "failed"))
        self.assertEqual((processes_of(TARGET), state_of("vault")), ([], "stopped"))
        self.assertFalse(DEVICE.exists())

    def test_9_a_stop_ends_systemds_waiting_for_a_disk(self):
        unit = "blkera-target@late.service"
        configure("late", "origin = /dev/disk/by-id/none", f"metadata = {METADATA}")
        run("systemctl", "reload", "blkerad.service")
        wait_for("the new device", lambda: ask("blkera", "info", "late").status == 0)
        run("systemctl", "start", "--no-block", unit)
        wait_for("the target that waits", lambda: pid_of(unit) != 0)
        self.assertEqual(show(unit, "ActiveState"), "activating")
        wait_for("what it waits for", lambda: show(unit, "StatusText") == "waits for /dev/disk/by-id/none")
        run("systemctl", "restart", "blkerad.service")  # as at boot, where the daemon comes later
        why = lambda: json.loads(run("blkera", "info", "--json", "late"))["failure"]  # noqa: E731
        wait_for("the daemon to know", lambda: why() == "late: waits for /dev/disk/by-id/none")
        run("blkera", "stop", "late")
        self.assertIsNone(why())
        self.assertIn(show(unit, "ActiveState"), ("inactive", "failed"))
        run("blkera", "remove", "late")
        time.sleep(1)
        self.assertEqual((show(unit, "ActiveState"), processes_of(TARGET)), ("inactive", []))

    def test_9_every_verb_works_through_the_daemon_without_rights(self):
        run("blkera", "remove", "vault")
        self.assertEqual(ask("systemctl", "is-enabled", UNIT).out.strip(), "disabled")
        # In a unit's name these would mean something else, were they escaped.
        name, unit = "a-b.c_1", "blkera-target@a-b.c_1.service"
        device = run("blkera", "create", name, "--origin", ORIGIN, "--metadata", METADATA).strip()
        self.assertRegex(device, "^/dev/ublkb")
        self.assertEqual(processes_of(TARGET), [pid_of(unit)])
        era = int(run("blkera", "checkpoint", name))
        run("dd", "if=/dev/urandom", f"of={device}", "bs=64K", "count=3", "oflag=direct")
        self.assertIn('begin="0" end="3"', run("blkera", "changed", name, "--since", era))
        run("blkera", "suspend", name)
        self.assertEqual(state_of(name), "suspended")
        run("blkera", "resume", name)
        run("blkera", "resize", name)
        run("blkera", "restart", name)
        run("systemctl", "restart", "blkerad.service")
        self.assertEqual(state_of(name), "running")
        run("blkera", "stop", name)
        run("blkera", "resize", name)
        run("blkera", "start", name)
        run("blkera", "stop", name)
        run("blkera", "remove", name)
        self.assertEqual(processes_of(TARGET), [])
        self.assertEqual(run("systemctl", "list-units", "--all", "--no-legend", "run-*.service").strip(), "")


def main():
    global ERA_DECODE, SEED
    ERA_DECODE, SEED = sys.argv[2], int(sys.argv[3])
    first = not STAGE.exists()
    if not first:
        SEED = json.loads(STAGE.read_text())["seed"]
    print(f"BLKERA_SEED={SEED}: {'first' if first else 'second'} boot", flush=True)
    # A pattern is about the second boot: the first one has but one case.
    cases = ["FirstBoot"] if first else sys.argv[4:] or ["SecondBoot"]
    done = unittest.main(argv=sys.argv[:1] + cases, verbosity=2, exit=False)
    if not done.result.wasSuccessful():
        print(ask("journalctl", "-b", "-n", "80", "--no-pager", "-o", "short-monotonic", "-u", "blkera*",
                  "-u", "local-fs*").out, file=sys.stderr)
    if first and done.result.wasSuccessful():
        sys.stderr.flush()
        subprocess.run(["systemctl", "reboot"], stderr=subprocess.DEVNULL)
        time.sleep(600)  # ended by the reboot
    sys.exit(not done.result.wasSuccessful())


if __name__ == "__main__":
    main()
