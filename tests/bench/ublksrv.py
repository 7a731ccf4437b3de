# SPDX-License-Identifier: GPL-2.0-or-later
"""ublksrv, whose loop target is the peer of our data plane: built beside the project, once.

Its sources and those of liburing, which it needs newer than Debian 12 has it, come from GitHub. Nothing
is installed. BLKERA_UBLKSRV names a built `ublk` (its ublk.loop beside it) to use instead.
"""
import os
import subprocess
import tempfile
from pathlib import Path

UBLKSRV, UBLKSRV_COMMIT = "https://github.com/ublk-org/ublksrv", "abbfea2"
LIBURING, LIBURING_TAG = "https://github.com/axboe/liburing", "liburing-2.9"
HOME = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "blkera-bench"

LIBRARY = ["lib/ublksrv.c", "lib/ublksrv_aio.c", "lib/ublksrv_batch.c", "lib/ublksrv_cmd.c", "lib/utils.c",
           "lib/ublksrv_json.cpp"]
# Its autoconf would need what scripts/bootstrap does not install; this is all that it finds out.
CONFIG = """#define _GNU_SOURCE 1
#define HAVE_LIBURING_SEND_ZC 1
#define PACKAGE_STRING "ublksrv"
"""


def get():
    """The files to copy, name -> path; or the reason, a string, why they cannot be had."""
    if given := os.environ.get("BLKERA_UBLKSRV"):
        ublk = Path(given).resolve()
        return files(ublk) if ublk.exists() else f"BLKERA_UBLKSRV: there is no {ublk}"
    home = HOME / f"ublksrv-{UBLKSRV_COMMIT}"
    try:
        if not home.exists():
            HOME.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix="ublksrv.", dir=HOME) as work:
                build(Path(work))
                (Path(work) / "out").rename(home)
        return files(home / "ublk")
    except (OSError, subprocess.CalledProcessError) as error:
        said = (getattr(error, "stderr", None) or "").strip().splitlines()
        return (f"ublksrv cannot be had: {said[-1] if said else error}: allow access to github.com, or set "
                "BLKERA_UBLKSRV to a built ublk")


def files(ublk):
    return {"ublk": ublk, "ublk.loop": ublk.with_name("ublk.loop")}


def run(*command, **options):
    subprocess.run([str(part) for part in command], check=True, text=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, timeout=900, **options)


def build(work):
    ring, source, out = work / "liburing", work / "ublksrv", work / "out"
    out.mkdir()
    run("git", "clone", "-q", "--depth", "1", "-b", LIBURING_TAG, LIBURING, ring)
    run("git", "clone", "-q", UBLKSRV, source)
    run("git", "-C", source, "checkout", "-q", UBLKSRV_COMMIT)
    run("./configure", cwd=ring)
    run("make", "-C", ring / "src", "liburing.a")
    (work / "config.h").write_text(CONFIG)
    includes = [f"-I{path}" for path in (work, source / "include", source / "targets/include", ring / "src/include")]

    def compiled(file, *more):
        result = work / (file.replace("/", "-") + ".o")
        kind = ["g++", "-std=c++20", "-fcoroutines"] if file.endswith(".cpp") else ["gcc"]
        run(*kind, "-O2", "-w", *includes, *more, "-c", source / file, "-o", result)
        return result

    common = [compiled(file, "-DUBLKSRV_INTERNAL_H_") for file in LIBRARY]
    common.append(compiled("targets/ublksrv_tgt.cpp"))
    for program in ("ublk", "ublk.loop"):
        run("g++", compiled(f"targets/{program}.cpp"), *common, ring / "src/liburing.a", "-lpthread", "-o",
            out / program)
