#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""The window on a real screen (Xvfb), against the real daemon, polkitd and a device behind FUSE.

    gui_test.py BIN DAEMON_WINDOW_TEST

What is done in the window is in tests/app/window/daemon_window_test.cpp; here is what others see of it. Needs root,
takes it by sudo.
"""
import os
import subprocess
import sys
import unittest
from pathlib import Path

from world import World

MIB = 1 << 20
SECONDS = 240
BUILT = DRIVER = None


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
    global BUILT, DRIVER
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if os.geteuid() != 0:
        os.execvp("sudo", ["sudo", "-n", "--", *sys.argv])
    BUILT, DRIVER = sys.argv[1], Path(sys.argv[2]).resolve()
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])


if __name__ == "__main__":
    main()
