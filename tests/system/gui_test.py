#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""The window on a real screen (Xvfb), against the real daemon, polkitd and a device behind FUSE.

    gui_test.py BIN DAEMON_WINDOW_TEST PROMPT_WINDOW_TEST

What is done in the window is in tests/app/window/daemon_window_test.cpp and prompt_window_test.cpp; here is what others
see of it. Needs root, takes it by sudo.
"""
import os
import shutil
import subprocess
import sys
import threading
import unittest
from pathlib import Path

from bus_user import User
from login_sessions import LoginSessions
from world import World

MIB = 1 << 20
SECONDS = 240
MAN = 6  # a user who is in no group of administrators; every Debian has him
BUILT = DRIVER = PROMPT_DRIVER = None


class PromptTest(unittest.TestCase):
    """Somebody at the screen who is not root, and polkit's agent of that session."""

    def setUp(self):
        self.world = World(BUILT)
        self.addCleanup(self.world.close)
        self.world.start_daemon()
        sessions = LoginSessions(self.world.polkitd_pid())
        self.addCleanup(sessions.close)
        session = f"{os.getpid()}g"
        self.procs = sessions.add(session, MAN, "man", True)
        self.agent = User(self.world.environment["DBUS_SYSTEM_BUS_ADDRESS"], 0, self.procs)
        self.addCleanup(self.agent.leave)
        self.agent.do(agent=session)
        self.agent.event("registered")

    def start_window(self):
        """As that user in that session; the program is where that user can run it."""
        program = shutil.copy2(PROMPT_DRIVER, self.world.bin)
        home = self.world.folder / "home"
        home.mkdir(0o700)
        os.chown(home, MAN, MAN)
        window = subprocess.Popen(
            ["sh", "-c", 'echo $$ >"$1"; exec setpriv --reuid="$2" --regid="$2" --clear-groups "$3"', "sh", self.procs,
             str(MAN), program],
            env=dict(self.world.environment, HOME=str(home), XDG_RUNTIME_DIR=str(home), QT_QPA_PLATFORM="offscreen",
                     BLKERA_GUI_DEVICE="vault"),
            cwd=home, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1)
        watchdog = threading.Timer(SECONDS, window.kill)
        watchdog.start()
        self.addCleanup(watchdog.cancel)
        self.addCleanup(window.__exit__, None, None, None)
        self.addCleanup(window.kill)
        return window

    def test_a_password_is_asked_for_after_a_click_alone(self):
        self.world.must("create", "vault", "--origin", self.world.loop(64 * MIB), "--metadata", self.world.loop(8 * MIB),
                        "--frontend", "fuse")
        window = self.start_window()
        said = []

        def wait_for_word(word):
            for line in window.stdout:
                said.append(line)
                if line == f"# {word}\n":
                    return
            self.fail("".join(said))

        wait_for_word("has looked around")
        self.assertEqual([event for event in self.agent.events if "prompt" in event], [])
        window.stdin.write("\n")
        wait_for_word("has clicked")
        prompt = self.agent.event("prompt", action="org.blkera.checkpoint")
        self.assertIn("vault", prompt["message"])
        self.agent.do(dismiss=prompt["prompt"])
        wait_for_word("has clicked")
        self.agent.do(approve=self.agent.event("prompt", action="org.blkera.checkpoint")["prompt"])
        said += window.stdout
        self.assertEqual(window.wait(), 0, "".join(said))
        self.assertEqual([event for event in self.agent.events if "prompt" in event], [])
        self.assertEqual(self.world.current_era("vault"), 2)


class WindowTest(unittest.TestCase):
    def setUp(self):
        self.world = World(BUILT)
        self.addCleanup(self.world.close)
        self.world.start_daemon()
        screen = subprocess.Popen(["Xvfb", "-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp"],
                                  stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(screen.wait)
        self.addCleanup(screen.terminate)
        with screen.stdout:
            self.display = ":" + screen.stdout.readline().strip()

    def test_a_device_is_made_used_and_stopped_by_keyboard_alone(self):
        world = self.world
        exported = world.folder / "changed.xml"
        session = subprocess.run(
            ["dbus-run-session", "--", DRIVER],
            env=dict(world.environment, DISPLAY=self.display, QT_QPA_PLATFORM="xcb",
                     BLKERA_GUI_ORIGIN=str(world.loop(64 * MIB)), BLKERA_GUI_METADATA=str(world.loop(8 * MIB)),
                     BLKERA_GUI_LIST=str(exported)),
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS)
        self.assertEqual(session.returncode, 0, session.stdout)
        print(session.stdout.strip().splitlines()[-2])
        listed = world.folder / "listed.xml"
        world.must("changed", "vault", "--since", "2", "-o", listed)
        self.assertEqual(exported.read_bytes(), listed.read_bytes())
        self.assertIn(b"<range", exported.read_bytes())
        self.assertEqual(world.current_era("vault"), 4)
        self.assertEqual([path.name for path in world.folder.glob("*changed.xml*")], ["changed.xml"])


def main():
    global BUILT, DRIVER, PROMPT_DRIVER
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    if os.geteuid() != 0:
        os.execvp("sudo", ["sudo", "-n", "--", *sys.argv])
    BUILT, DRIVER, PROMPT_DRIVER = sys.argv[1], *(Path(path).resolve() for path in sys.argv[2:4])
    unittest.main(argv=[sys.argv[0], *sys.argv[4:]])


if __name__ == "__main__":
    main()
