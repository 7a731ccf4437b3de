# SPDX-License-Identifier: GPL-2.0-or-later
"""The newest thin-provisioning-tools that Debian has, beside the installed ones.

Debian's sid is read with the machinery of tests/system/vm/vm-run, which also says where the archive is
and where things are kept. The package and the libraries it needs are unpacked aside and started through
their own loader, so nothing is installed.
"""
import importlib.machinery
import importlib.util
import shutil
import subprocess
from pathlib import Path

SUITE = "sid"
PACKAGE = "thin-provisioning-tools"
VM_RUN = Path(__file__).resolve().parents[1] / "system/vm/vm-run"


def vm_run():
    loader = importlib.machinery.SourceFileLoader("vm_run", str(VM_RUN))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("vm_run", loader))
    loader.exec_module(module)
    return module


class NewestTools:
    """`command(TOOL, ARGUMENT...)` is the command line of an era tool; `version` is Debian's."""

    def __init__(self, home):
        self.version = (home / "version").read_text().strip()
        self.program = next(home.glob("**/pdata_tools"))
        self.loader = next(home.glob("**/ld-linux*.so.*"))
        self.libraries = next(home.glob("**/libc.so.6")).parent

    def command(self, tool, *arguments):
        return [str(self.loader), "--library-path", str(self.libraries), str(self.program), tool,
                *arguments]


def get(refresh=False):
    """The tools, downloaded once; or the reason, a string, why they cannot be had."""
    try:
        vm = vm_run()
        home = vm.CACHE / "tools" / SUITE
        if refresh or not (home / "version").exists():
            download(vm, home)
        return NewestTools(home)
    except (OSError, subprocess.CalledProcessError, StopIteration, SystemExit) as error:
        return f"{PACKAGE} of {SUITE} cannot be had: {error}"


def download(vm, home):
    work = home.with_name(home.name + ".part")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    options = vm.apt_setup(SUITE, work / "apt")
    vm.run("apt-get", *options, "update")
    needed = vm.output("apt-cache", *options, "depends", "--recurse", "--no-recommends",
                       "--no-suggests", "--no-conflicts", "--no-breaks", "--no-replaces",
                       "--no-enhances", PACKAGE)
    packages = [line for line in needed.splitlines() if line[:1].isalnum()]
    vm.run("apt-get", *options, "download", *packages, cwd=work)
    for deb in work.glob("*.deb"):
        if deb.name.startswith(PACKAGE + "_"):
            (work / "version").write_text(vm.output("dpkg-deb", "-f", deb, "Version"))
        vm.run("dpkg-deb", "-x", deb, work)
        deb.unlink()
    shutil.rmtree(work / "apt")
    shutil.rmtree(home, ignore_errors=True)
    work.rename(home)
