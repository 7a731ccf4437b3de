# SPDX-License-Identifier: GPL-2.0-or-later
"""The table that scripts/bench prints: figure, ours, peer, ratio, goal, reached."""
import sys
from dataclasses import dataclass

MIB = 1 << 20


def note(text):
    print(f"bench: {text}", file=sys.stderr, flush=True)


def add(values, name, value):
    values.setdefault(name, []).append(value)


@dataclass
class Row:
    figure: str
    ours: float = None
    peer: float = None
    goal: str = ""  # "<= 60", "< 1": of ours; ">= 5 times": of the ratio; "": for information
    ratio: float = None
    note: str = ""

    def reached(self):
        if not self.goal:
            return ""
        relation, limit = self.goal.split()[:2]
        value = self.ratio if "times" in self.goal else self.ours
        if value is None:
            return "?"
        limit = float(limit.replace(",", ""))
        return "yes" if {"<": value < limit, "<=": value <= limit, ">=": value >= limit,
                         "=": value == limit}[relation] else "NO"


def shown(number):
    if number is None:
        return "-"
    if number == int(number) and abs(number) < 1e9:
        return f"{int(number):,}"
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"


def print_table(table):
    lines = [("figure", "ours", "peer", "ratio", "goal", "reached", "where")]
    for row in table:
        lines.append((row.figure, shown(row.ours), shown(row.peer), shown(row.ratio), row.goal,
                      row.reached(), row.note))
    widths = [max(len(line[i]) for line in lines) for i in range(7)]
    for line in lines:
        numbers = "  ".join(f"{line[i]:>{widths[i]}}" for i in (1, 2, 3))
        print(f"{line[0]:<{widths[0]}}  {numbers}  {line[4]:<{widths[4]}}  {line[5]:<{widths[5]}}  "
              f"{line[6]}".rstrip())
