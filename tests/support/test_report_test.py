#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""scripts/test's report and scripts/soak, on tests made up for the purpose."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOAK = HERE.parents[1] / "scripts/soak"


class ReportCase(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.build = Path(self.folder.name)

    def have_tests(self, **commands):
        """CTest tests by name, each a shell command, all with the label 'crash'."""
        lines = [f'add_test({name} sh -c [==[{command}]==])\n'
                 f'set_tests_properties({name} PROPERTIES LABELS crash TIMEOUT 20)\n'
                 for name, command in commands.items()]
        (self.build / "CTestTestfile.cmake").write_text("".join(lines))

    def report(self, scale=""):
        """What scripts/test prints after its build: (lines, exit statuses of CTest and report)."""
        log = self.build / "Testing/Temporary/LastTest.log"
        got = subprocess.run(
            ["bash", "-c", 'ctest --test-dir "$1" | "$2" "$3"; echo "${PIPESTATUS[*]}"', "report",
             self.build, HERE / "test_report.py", log],
            env={**os.environ, "BLKERA_TEST_SCALE": scale}, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, check=True)
        *lines, statuses = got.stdout.splitlines()
        return lines, statuses

    def soak(self, minutes):
        return subprocess.run([SOAK, "--build-dir", self.build, str(minutes)], text=True,
                              env={**os.environ, "BLKERA_SEED": "5"},  # a left-over, of no effect
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)

    def test_counts_of_all_tests_are_one_table_before_the_summary(self):
        self.have_tests(
            a="echo 'COUNT crash states: 200000 (at least 100000)'; echo 'COUNT line coverage: 97.5 % (at least 95 %)'",
            b="echo 'QINFO : T::f() COUNT crash states: 100001 (at least 1)'; echo 'COUNT shapes: 7'")
        lines, statuses = self.report()
        self.assertEqual(statuses, "0 0")
        begin = lines.index("Counts") + 1
        self.assertEqual(lines[begin:begin + 5], [
            "what           reached    floor",
            "crash states   300,001  100,001",
            "line coverage   97.5 %     95 %",
            "shapes               7        -",
            ""])
        self.assertEqual(lines[begin + 5], "100% tests passed, 0 tests failed out of 2")
        self.assertEqual(len([line for line in lines if "tests passed" in line]), 1)
        names = [line.split()[1] for line in lines[lines.index("Slowest tests (seconds)") + 1:][:2]]
        self.assertEqual(sorted(names), ["a", "b"])

    def test_a_count_below_its_floor_fails_unless_breadth_was_lowered(self):
        self.have_tests(a="echo 'COUNT states: 5 (at least 6)'", b="echo 'COUNT states: 9 (at least 1)'")
        lines, statuses = self.report()
        self.assertEqual(statuses, "0 1")
        self.assertIn("states       14      7  MISSED", lines)
        lines, statuses = self.report(scale="0.5")
        self.assertEqual(statuses, "0 0")

    def test_a_failed_test_is_ctests_status_and_the_summary_says_so(self):
        self.have_tests(a="exit 3", b="true")
        lines, statuses = self.report()
        self.assertEqual(statuses, "8 0")
        self.assertIn("50% tests passed, 1 tests failed out of 2", lines)
        self.assertIn("The following tests FAILED:", "\n".join(lines))

    def test_soak_lets_every_run_take_new_seeds_and_adds_up(self):
        self.have_tests(a='sleep 0.2; echo "COUNT states: $BLKERA_TEST_SCALE (at least 1)"; '
                          'seed=${BLKERA_SEED:-$(od -An -N4 -tu4 /dev/urandom | tr -d " ")}; '
                          'echo BLKERA_SEED=$seed; echo $seed >>seeds',
                        b="sleep 0.1; echo 'seeds 7 to 9'")
        got = self.soak(2 / 60)
        self.assertEqual(got.returncode, 0, got.stderr)
        seeds = (self.build / "seeds").read_text().split()
        self.assertGreater(len(seeds), 2)
        self.assertEqual(len(set(seeds)), len(seeds))
        for seed in [*seeds, "7-9"]:
            self.assertIn(f" s; seeds {seed}\n", got.stdout)
        states = [int(line.split()[1]) for line in got.stdout.splitlines() if line.startswith("states ")]
        self.assertGreater(states[0], len(seeds))  # breadth was raised
        self.assertIn("no violation", got.stdout)

    def test_soak_stops_at_a_violation_and_says_what_repeats_it(self):
        self.have_tests(a='echo BLKERA_SEED=${BLKERA_SEED:-11}; test "$BLKERA_TEST_SCALE" = 1 || '
                          '{ echo "lost block 7"; exit 4; }')
        got = self.soak(1)
        self.assertEqual(got.returncode, 1, got.stderr)
        self.assertIn("VIOLATION: a failed with status 4", got.stdout)
        self.assertIn("lost block 7", got.stdout)
        command = got.stdout.splitlines()[-1].strip()
        self.assertIn("BLKERA_SEED=11 BLKERA_TEST_SCALE=2", command)
        again = subprocess.run(["sh", "-c", command], text=True, stdout=subprocess.PIPE)
        self.assertEqual((again.returncode, again.stdout), (4, "BLKERA_SEED=11\nlost block 7\n"))

    def test_soak_stops_other_tests_at_a_violation(self):
        self.have_tests(a="until test -e started; do sleep 0.05; done; exit 1",
                        b="touch started; sleep 19; touch lived")
        got = self.soak(1)
        self.assertEqual(got.returncode, 1, got.stderr)
        self.assertFalse((self.build / "lived").exists())

    def test_soak_takes_no_missing_test_for_success(self):
        self.have_tests()
        got = self.soak(1)
        self.assertEqual(got.returncode, 1)
        self.assertIn("no test", got.stderr)


if __name__ == "__main__":
    unittest.main()
