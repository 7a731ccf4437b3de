# SPDX-License-Identifier: GPL-2.0-or-later
"""Running programs and reading what they print."""
import subprocess
import time
from dataclasses import dataclass


@dataclass
class Answer:
    status: int
    out: str
    err: str


def ask(*argv, **options):
    """Runs a program to its end, whatever its status."""
    options.setdefault("timeout", 120)
    done = subprocess.run([str(a) for a in argv], text=True, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)
    return Answer(done.returncode, done.stdout, done.stderr)


def run(*argv, **options):
    """Runs a program that has to succeed; returns its standard output."""
    answer = ask(*argv, **options)
    if answer.status != 0:
        raise AssertionError(f"{' '.join(map(str, argv))}: status {answer.status}\n"
                             f"{answer.out[-2000:]}{answer.err[-2000:]}")
    return answer.out


def wait_for(what, condition, seconds=30):
    """Polls until `condition` returns something true, and returns that."""
    end = time.monotonic() + seconds
    while not (result := condition()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s in vain for {what}")
        time.sleep(0.05)
    return result
