# SPDX-License-Identifier: GPL-2.0-or-later
"""What dbus/access.md says, beside what introspection, the method table and polkit's actions say."""
import re
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
CALLERS = ["root", "nobody", "active", "inactive", "blkera"]
STANDARD = ["org.freedesktop.DBus.Introspectable", "org.freedesktop.DBus.Peer",
            "org.freedesktop.DBus.Properties"]
DEFAULT_LIMITS = (256, 1024, 65536)


@dataclass
class Member:
    """A method, or a property, as introspection has it."""
    interface: str
    name: str
    is_property: bool = False
    type: str = ""  # of a property
    arguments: list = field(default_factory=list)  # (name, type) of a method


@dataclass
class Row:
    interface: str
    verb: str  # the method, or "METHOD VALUE" where its first argument says what it does; or the property
    action: str = ""
    arguments: str = ""
    rate: str = ""
    callers: dict = field(default_factory=dict)  # root: "yes"
    is_property: bool = False

    @property
    def member(self):
        return self.verb.split()[0]

    def __str__(self):
        return f"{self.interface} {self.verb}"


def documented(text=None):
    """The rows of dbus/access.md."""
    rows = []
    for line in (text or (TOP / "dbus/access.md").read_text()).splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("| org."):
            continue
        callers = dict(zip(CALLERS, cells[-len(CALLERS):]))
        rest = cells[:-len(CALLERS)]
        if len(rest) == 2:
            rows.append(Row(*rest, callers=callers, is_property=True))
        elif len(rest) == 5:
            rows.append(Row(*["" if cell == "-" else cell for cell in rest], callers=callers))
        else:
            raise AssertionError(f"access.md: {len(cells)} cells in {line}")
    return rows


def members_of(introspection):
    """The members of one object, and the names of those below it."""
    root = ElementTree.fromstring(introspection)
    members = []
    for interface in root.findall("interface"):
        for method in interface.findall("method"):
            arguments = [(arg.get("name", ""), arg.get("type")) for arg in method.findall("arg")
                         if arg.get("direction", "in") == "in"]
            members.append(Member(interface.get("name"), method.get("name"), arguments=arguments))
        for prop in interface.findall("property"):
            members.append(Member(interface.get("name"), prop.get("name"), True, prop.get("type")))
    return members, [node.get("name") for node in root.findall("node")]


def written_members():
    """What dbus/*.xml offer on the bus, whether such an object is there or not."""
    found = []
    for path in sorted((TOP / "dbus").glob("*.xml")):
        if "Target1" not in path.name:  # that is spoken on a socket of root's
            found += members_of(path.read_text())[0]
    return found


def method_rows(program):
    """The daemon's method table, as Row; `arguments` is "default" or three numbers."""
    rows = []
    for line in subprocess.run([program], check=True, text=True, stdout=subprocess.PIPE).stdout.splitlines():
        interface, verb, action, rate, *limits = line.split("\t")
        limits = tuple(map(int, limits))
        rows.append(Row(interface, verb, action,
                        "default" if limits == DEFAULT_LIMITS else " / ".join(map(str, limits)), rate))
    return rows


def policy_words():
    """For each action what nobody, active and inactive get by default, in the words of access.md."""
    words = {"yes": "yes", "no": "no", "auth_admin": "password", "auth_admin_keep": "password, kept"}
    actions = {}
    for action in ElementTree.parse(TOP / "packaging/polkit/org.blkera.policy").getroot().findall("action"):
        given = {caller: words[action.find(f"defaults/allow_{where}").text]
                 for caller, where in (("nobody", "any"), ("active", "active"), ("inactive", "inactive"))}
        actions[action.get("id")] = given
    return actions


def given_by_rule():
    rule = (TOP / "packaging/polkit/49-blkera-group.rules.example").read_text()
    return set(re.findall(r'^ +"(org\.blkera\.[a-z-]+)"', rule, re.MULTILINE))


def expected_callers(action, policy, group):
    """The columns that follow from an action; of none: everybody may."""
    if not action:
        return dict.fromkeys(CALLERS, "yes")
    if action not in policy:
        return {}
    columns = {"root": "yes", **policy[action]}
    columns["blkera"] = "yes" if action in group else columns["nobody"]
    return columns


def complaints(rows, live, written, methods, policy, group):
    """Where the documented rows differ from the members that are offered, or from the method table.

    live: members by introspection. written: those of the XML, which count for interfaces that no object
    has at the moment.
    """
    seen = {member.interface for member in live}
    offered = {(m.interface, m.name, m.is_property)
               for m in live + [m for m in written if m.interface not in seen]}
    documented_members = {(row.interface, row.member, row.is_property) for row in rows}
    for interface, name, _ in sorted(offered - documented_members):
        yield f"{interface}.{name} is offered and has no row in access.md"
    for interface, name, _ in sorted(documented_members - offered):
        yield f"{interface}.{name} has a row in access.md and is not offered"
    if len({str(row) for row in rows}) != len(rows):
        yield "access.md has a row twice"

    table = {str(row): row for row in methods}
    ours = {str(row): row for row in rows if not row.is_property and row.interface not in STANDARD}
    for name in sorted(ours.keys() - table.keys()):
        yield f"{name} has a row in access.md and none in the method table"
    for name in sorted(table.keys() - ours.keys()):
        yield f"{name} has a row in the method table and none in access.md"
    for name in sorted(ours.keys() & table.keys()):
        said, row = ours[name], table[name]
        for what in ("action", "arguments", "rate"):
            if getattr(said, what) != getattr(row, what):
                yield f"{name}: access.md has {what} {getattr(said, what)!r}, the table {getattr(row, what)!r}"
        if said.callers != expected_callers(row.action, policy, group):
            yield f"{name}: access.md says {said.callers}, policy and rule {expected_callers(row.action, policy, group)}"
    for row in rows:
        if row.is_property and set(row.callers.values()) != {"yes"}:
            yield f"{row}: properties are for everybody"
    for action in sorted(policy.keys() - {row.action for row in methods}):
        yield f"{action} is an action that no method asks about"
