#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""The programs in dbus/README.md do what it says, as they stand there, against a daemon with real polkit.

    examples_test.py BIN FAKE_TARGET
"""
import json
import os
import re
import subprocess
import sys
import unittest

from commands import run
from world import TOP, World

BUILT = FAKE_TARGET = None
# The fake target marks every second of 1,000 blocks where a device is called so.
DEVICE = "striped-vault"


def programs():
    return dict(re.findall(r"^```(sh|python)\n(.*?)^```$", (TOP / "dbus/README.md").read_text(), re.M | re.S))


class ExamplesTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.world = World(BUILT, FAKE_TARGET)
        cls.addClassCleanup(cls.world.close)
        cls.world.start_daemon()
        cls.environment = dict(cls.world.environment, PATH=f"{cls.world.bin}:{os.environ['PATH']}")
        cls.world.must("create", DEVICE, "--origin", cls.world.loop(1 << 20), "--metadata", cls.world.loop(4 << 20),
                       "--frontend", "fuse")

    def run_example(self, language):
        program = self.world.folder / f"backup.{language}"
        program.write_text(programs()[language])
        program.chmod(0o755)
        listed = self.world.folder / f"{language}.xml"
        before = self.world.current_era(DEVICE)
        said = run(program, DEVICE, listed, env=self.environment, cwd="/")
        self.assertEqual(self.world.current_era(DEVICE), before + 1)
        return said, listed.read_text(), before

    def test_1_the_shell_program(self):
        said, listed, era = self.run_example("sh")
        self.assertEqual(listed.count("<block "), 500)
        self.assertIn("striped_2dvault", said)
        rows = json.loads(said.splitlines()[-1])["data"][0]
        self.assertEqual(rows[-1]["era"]["data"], era + 1)
        self.assertEqual(rows[-1]["cause"]["data"], "checkpoint")

    def test_2_the_python_program(self):
        said, listed, era = self.run_example("python")
        self.assertEqual(listed, "<blocks>\n</blocks>")  # nothing was written since the shell's
        self.assertIn(f"{DEVICE}: running, era {era}", said)
        self.assertIn(f"0 blocks changed since era {era}; now it is era {era + 1}", said)
        self.assertIn(f"era {era + 1}: checkpoint, ", said)

    def test_3_what_is_not_allowed_leaves_no_list(self):
        program = self.world.folder / "backup.python"
        listed = self.world.folder / "denied.xml"
        before = self.world.current_era(DEVICE)
        done = subprocess.run(["setpriv", "--reuid=65534", "--clear-groups", program, DEVICE, listed], cwd="/",
                              env=self.world.environment, text=True, capture_output=True)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("org.blkera.Error.NotAuthorized", done.stderr)
        self.assertFalse(listed.exists())
        self.assertEqual(self.world.current_era(DEVICE), before)


def main():
    global BUILT, FAKE_TARGET
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    if os.geteuid() != 0:
        os.execvp("sudo", ["sudo", "-n", "--", *sys.argv])
    BUILT, FAKE_TARGET = sys.argv[1:3]
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])


if __name__ == "__main__":
    main()
