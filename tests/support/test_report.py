#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""What the tests counted and how long they took.

    ctest ... | test_report.py LOG

passes CTest's output on; before CTest's closing lines it prints the slowest tests and the table of
counts that it finds in CTest's LOG. A test that has to reach a number prints a line

    COUNT <what>: <number> (at least <floor>)

and fails by itself below the floor. Exit status: 1 if a count in LOG is below its floor all the same.
"""
import os
import re
import sys

SLOWEST = 10
CLOSING = re.compile(r"\d+% tests passed")
COUNT = re.compile(r"\bCOUNT (?P<what>[^:\n]+): (?P<number>[\d.]+)(?P<unit> ?%)?"
                   r"(?: \(at least (?P<floor>[\d.]+) ?%?\))?")
BLOCK = re.compile(r"^\d+/\d+ Test: (?P<name>.*?)\n.*?^Output:\n(?P<output>.*?)^<end of output>\n"
                   r"Test time = +(?P<seconds>[\d.]+) sec", re.M | re.S)


class Count:
    """A number that was reached, and the floor it had to reach, if any.

    Counts of the same thing from several programs or runs add up; shares, such as a coverage in
    percent, do not: there the lowest is the one that counts.
    """

    def __init__(self, number, floor, share):
        self.number, self.floor, self.share = number, floor, share
        self.missed = floor is not None and number < floor

    def merge(self, other):
        join = min if self.share else lambda a, b: a + b
        self.number = join(self.number, other.number)
        if other.floor is not None:
            self.floor = other.floor if self.floor is None else join(self.floor, other.floor)
        self.missed |= other.missed


def number_of(text):
    return float(text) if "." in text else int(text)


def add_counts(text, counts):
    """Adds the COUNT lines of a test's output to `counts`: what -> Count."""
    for found in COUNT.finditer(text):
        floor = number_of(found["floor"]) if found["floor"] else None
        number = number_of(found["number"])
        share = found["unit"] is not None or isinstance(number, float)
        count = Count(number, floor, share)
        what = found["what"].strip()
        if what in counts:
            counts[what].merge(count)
        else:
            counts[what] = count


def shown(number, share):
    return "-" if number is None else f"{number:,}" + (" %" if share else "")


def count_table(counts, enforced=True):
    """The lines of an aligned table: what, reached, floor. `enforced`: a missed floor is marked."""
    rows = [("what", "reached", "floor", "")]
    for what, count in sorted(counts.items()):
        rows.append((what, shown(count.number, count.share), shown(count.floor, count.share),
                     "MISSED" if enforced and count.missed else ""))
    widths = [max(len(row[i]) for row in rows) for i in range(3)]
    return [f"{what:<{widths[0]}}  {reached:>{widths[1]}}  {floor:>{widths[2]}}  {note}".rstrip()
            for what, reached, floor, note in rows]


def slowest(log):
    times = [(float(found["seconds"]), found["name"]) for found in BLOCK.finditer(log)]
    return sorted(times, reverse=True)[:SLOWEST]


def floors_apply():
    """Floors are for whole runs: sanitizers and coverage run with a smaller BLKERA_TEST_SCALE."""
    try:
        return float(os.environ.get("BLKERA_TEST_SCALE") or 1) >= 1
    except ValueError:
        return True


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        print(__doc__, end="")
        sys.exit(0 if sys.argv[1:] in (["-h"], ["--help"]) else 2)
    closing = []
    for line in sys.stdin:
        if closing or CLOSING.match(line):
            closing.append(line)
        else:
            print(line, end="", flush=True)

    try:
        with open(sys.argv[1], errors="replace") as file:
            log = file.read()
    except FileNotFoundError:  # CTest found no test to run
        log = ""
    counts = {}
    for found in BLOCK.finditer(log):
        add_counts(found["output"], counts)
    enforced = floors_apply()
    if times := slowest(log):
        print("\nSlowest tests (seconds)")
        print("\n".join(f"{seconds:9.2f}  {name}" for seconds, name in times))
    if counts:
        print("\nCounts")
        print("\n".join(count_table(counts, enforced)))
    print("\n" + "".join(closing), end="")
    sys.exit(1 if enforced and any(count.missed for count in counts.values()) else 0)


if __name__ == "__main__":
    main()
