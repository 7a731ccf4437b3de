#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""Dependencies point one way: reads every #include line and compares it with the arrows below.

A folder may include itself, the folders of its row, and the outside libraries that its row names.
"""
import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
ENGINE = ["engine/base", "engine/storage", "engine/pdata", "engine/era", "engine/formats"]
BLOCK = ENGINE + ["helper/target/log", "helper/target/block"]
DAEMON = ENGINE + ["helper/config", "dbus", "helper/daemon/access", "helper/daemon/device",
                   "helper/daemon/store"]
APP = ["app/client", "app/desktop", "app/models"]
# Outside libraries: what their headers are called. Standard, POSIX and Linux headers are free to all.
OUTSIDE = {
    "Qt": r"Q[A-Z]\w*(/.*)?|Qt\w*/.*",
    "polkit": r"[Pp]olkit[qQ]t.*",
    "fuse": r"fuse.*",
    "io_uring": r"liburing.*",
    "systemd": r"systemd/.*",
    "device": r"(blkid|libmount)/.*",
    "sandbox": r"seccomp\.h|cap-ng\.h",
}
# What a window must not do, because it would stand still: the introspection of QDBusInterface, answers that are
# waited for, event loops of its own.
WAITING = r"QDBusInterface|waitForFinished|\bwaitFor\w+\(|processEvents|QEventLoop|BlockWithGui|(?<!QApplication::)\bexec\(\)"
WINDOW = ("app/client", "app/demo", "app/desktop", "app/models", "app/widgets", "app/gui")
ARROWS = {  # folder: (folders of ours, outside libraries)
    "engine/base": ([], []),
    "engine/storage": (ENGINE[:1], []),
    "engine/pdata": (ENGINE[:2], []),
    "engine/era": (ENGINE[:3], []),
    "engine/formats": (ENGINE[:4], []),
    "engine/tools": (ENGINE, []),
    "helper/config": (ENGINE, []),
    "helper/target/log": (ENGINE[:1], []),
    "helper/target/block": (ENGINE, ["io_uring", "device"]),
    "helper/target/ublk": (BLOCK, ["io_uring"]),
    "helper/target/fuse": (BLOCK, ["io_uring", "fuse"]),
    "helper/target/control": (BLOCK + ["dbus"], ["systemd"]),
    "helper/target": (BLOCK + ["helper/config", "helper/target/ublk", "helper/target/fuse",
                               "helper/target/control"], ["systemd", "device", "sandbox"]),
    "dbus": ([], []),
    "helper/daemon/access": (["dbus"], ["Qt", "polkit", "systemd"]),
    "helper/daemon/store": (ENGINE[:1], ["Qt"]),
    "helper/daemon/device": (DAEMON, ["Qt", "device"]),
    "helper/daemon/workflow": (DAEMON, ["Qt"]),
    "helper/daemon/service": (DAEMON + ["helper/daemon/workflow"], ["Qt"]),
    "helper/daemon": (DAEMON + ["helper/daemon/workflow", "helper/daemon/service"], ["Qt", "systemd"]),
    # No Qt: fuzzers link it.
    "tests/engine/simulation": (ENGINE, []),
    "app/client": (["dbus"], ["Qt"]),
    "app/demo": (["app/client", "engine/base"], ["Qt"]),
    "app/desktop": (["app/client"], ["Qt", "polkit"]),
    "app/models": (["app/client"], ["Qt"]),
    "app/models/history": (["app/client", "app/models"], ["Qt"]),
    "app/models/map": (["app/client", "app/models", "engine/base"], ["Qt"]),
    "app/widgets": (APP, ["Qt"]),
    "app/widgets/history": (APP + ["app/models/history", "app/widgets"], ["Qt"]),
    "app/widgets/map": (APP + ["app/models/map", "app/widgets"], ["Qt"]),
    # What a daemon takes as a size, name or schedule, a dialog says while it is typed.
    "app/widgets/dialogs": (APP + ["app/widgets", "engine/base", "helper/config"], ["Qt"]),
    "app/widgets/window": (APP + ["app/models/history", "app/widgets", "app/widgets/dialogs", "app/widgets/history",
                                  "app/widgets/map"], ["Qt"]),
    "app/gui": (APP + ["app/demo", "app/widgets", "app/widgets/window"], ["Qt"]),
    # Sizes, names and dm-era's table lines mean the same on the command line as in a configuration file.
    "app/cli": (["dbus", "app/client", "engine/base", "helper/config"], ["Qt"]),
}


def sources():
    """Path relative to the top -> text, of every C++ file that git knows or would add."""
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard",
         "--", "*.cpp", "*.h"], cwd=TOP, check=True, text=True, stdout=subprocess.PIPE).stdout
    return {name: (TOP / name).read_text() for name in listing.splitlines() if (TOP / name).is_file()}


def home_of(name, folder, files):
    """The folder that an #include "name" of a file in `folder` leads to; None: generated or unknown."""
    places = [folder, "", "engine", "helper", "helper/target", "helper/daemon", "app", "dbus",
              "tests/engine"]
    for place in places:
        path = f"{place}/{name}".lstrip("/")
        if path in files:
            return path.rpartition("/")[0]
    return None


def complaints(files):
    for path, text in sorted(files.items()):
        if not text.startswith("// SPDX-License-Identifier: GPL-2.0-or-later\n"):
            yield f"{path}:1: the first line is not the SPDX line"
        folder = path.rpartition("/")[0]
        if folder.startswith("tests") and (folder not in ARROWS or path.endswith("_test.cpp")):
            continue
        if folder not in ARROWS:
            yield f"{path}: no row for {folder} in {Path(__file__).name}"
            continue
        ours, outside = ARROWS[folder]
        for number, line in enumerate(text.splitlines(), 1):
            if folder.startswith(WINDOW) and re.search(WAITING, line.split("//")[0]):
                yield f"{path}:{number}: a window would stand still: {line.strip()}"
            if not (found := re.match(r'\s*#\s*include\s*(["<])([^">]+)[">]', line)):
                continue
            quote, name = found.groups()
            home = home_of(name, folder, files) if quote == '"' else None
            if home is not None:
                if home != folder and home not in ours:
                    yield f"{path}:{number}: {folder} must not include {home} ({name})"
                continue
            for library, pattern in OUTSIDE.items():
                if re.fullmatch(pattern, name) and library not in outside:
                    yield f"{path}:{number}: {folder} must not use {library} ({name})"


def self_test():
    """The checks see what they are for."""
    spdx = "// SPDX-License-Identifier: GPL-2.0-or-later\n"
    wrong = {
        "engine/base/a.h": spdx + '#include "era/b.h"\n',  # against the arrow
        "engine/era/b.h": spdx + "#include <QString>\n",  # Qt in the engine
        "engine/era/c.h": "#pragma once\n",  # no licence
        "helper/other/d.h": spdx,  # a folder nobody has placed
        "helper/target/ublk/e.cpp": spdx + '#include "control/f.h"\n',
        "helper/target/control/f.h": spdx + '#include "block/g.h"\n',  # right
        "helper/target/block/g.h": spdx + "#include <liburing.h>\n",  # right
        "app/widgets/h.cpp": spdx + "dialog.exec();\n",
    }
    found = [line.split(":")[0] for line in complaints(wrong)]
    expected = ["app/widgets/h.cpp", "engine/base/a.h", "engine/era/b.h", "engine/era/c.h", "helper/other/d.h",
                "helper/target/ublk/e.cpp"]
    if found != expected:
        sys.exit(f"the checks themselves are broken: {found} instead of {expected}")


def main():
    self_test()
    files = sources()
    found = list(complaints(files))
    print("\n".join(found) or f"{len(files)} files follow the arrows")
    sys.exit(1 if found or not files else 0)


if __name__ == "__main__":
    main()
