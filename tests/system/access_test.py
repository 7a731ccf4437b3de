#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Who may call what: every member that the daemon offers x every kind of caller, with the real polkitd.

    access_test.py BIN FAKE_TARGET PRINT_METHODS [-k PATTERN] [-v]

What is offered comes from introspection, what ought to happen from dbus/access.md. Needs root (takes it
by sudo) and control groups of version 2; leaves nothing behind.
"""
import os
import sys
import unittest

import access_world

CASES = ("access_callers", "access_abuse", "access_prompts")


def main():
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    if os.geteuid() != 0:
        os.execvp("sudo", ["sudo", "-n", "--", *sys.argv])
    access_world.BUILT, access_world.FAKE_TARGET, access_world.PRINT_METHODS = sys.argv[1:4]
    unittest.main(module=None, argv=[sys.argv[0], *sys.argv[4:], *CASES])


if __name__ == "__main__":
    main()
