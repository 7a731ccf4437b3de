#!/usr/bin/python3 -B
# SPDX-License-Identifier: GPL-2.0-or-later
"""A user on the bus, in a process of its own: the bus and polkit look at who that is.

    bus_user.py UID [FILE]

Becomes that user, after writing its process id into FILE (a control group's cgroup.procs), and does
what it reads from standard input, a JSON object a line; answers are lines too, in the order in which
they come. As a class, User is the other end of that.

    {"id": 1, "call": [PATH, INTERFACE, MEMBER], "arguments": "('x', uint32 1)", "prompts": true}
        Arguments as GLib writes variants; "handle 0" is the writing end of a pipe. Answers
        {"id": 1, "result": "ok" or the error's name, "text": ..., "output": bytes in the pipe}.
    {"agent": SESSION}
        Is polkit's agent for that session, and tells {"prompt": COOKIE, "action": .., "message": ..}
        and {"taken back": COOKIE}.
    {"approve": COOKIE} or {"dismiss": COOKIE}
        As if a password had been typed, which polkit believes root; or the prompt closed.
    {"forget": SESSION}
        What polkit keeps for five minutes; tells {"forgotten": SESSION}.
"""
import fcntl
import json
import os
import subprocess
import sys
import threading

SERVICE = "org.blkera"
POLKIT = ("org.freedesktop.PolicyKit1", "/org/freedesktop/PolicyKit1/Authority",
          "org.freedesktop.PolicyKit1.Authority")
PATIENCE_MS = 60_000


class User:
    """Results are looked up by the number that start() returns, whenever they come."""

    def __init__(self, address, uid, procs=None):
        self.uid = uid
        self.process = subprocess.Popen(
            ["/usr/bin/python3", "-B", __file__, str(uid)] + ([str(procs)] if procs else []),
            env=dict(os.environ, DBUS_SYSTEM_BUS_ADDRESS=address), text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.results = {}
        self.events = []
        self.last = 0
        self.changed = threading.Condition()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self._wait("its connection", lambda: "ready" in self.results)

    def _read(self):
        for line in self.process.stdout:
            told = json.loads(line)
            with self.changed:
                if "id" in told:
                    self.results[told["id"]] = told
                else:
                    self.events.append(told)
                self.changed.notify_all()

    def _wait(self, what, condition, seconds=60):
        with self.changed:
            if not self.changed.wait_for(condition, seconds):
                raise AssertionError(f"user {self.uid} waited {seconds} s in vain for {what}")

    def do(self, **what):
        self.process.stdin.write(json.dumps(what) + "\n")

    def start(self, path, interface, member, arguments="()", prompts=False):
        self.last += 1
        self.do(id=self.last, call=[path, interface, member], arguments=arguments, prompts=prompts)
        return self.last

    def result(self, number, seconds=60):
        self._wait(f"the answer to call {number}", lambda: number in self.results, seconds)
        return self.results[number]

    def call(self, *args, **options):
        return self.result(self.start(*args, **options))

    def event(self, key, seconds=60, **matching):
        """The first event with that key and those values, which is then forgotten."""
        def found():
            return [event for event in self.events
                    if key in event and all(event.get(k) == v for k, v in matching.items())]
        self._wait(f"{key} {matching}", found, seconds)
        with self.changed:
            event = found()[0]
            self.events.remove(event)
            return event

    def leave(self):
        """Off the bus at once, with whatever is open."""
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdin.close()
        self.process.stdout.close()


def main():
    import gi  # noqa: F401  only in the process of its own
    from gi.repository import Gio, GLib

    def tell(**what):
        print(json.dumps(what), flush=True)

    class Agent:
        XML = """<node><interface name="org.freedesktop.PolicyKit1.AuthenticationAgent">
            <method name="BeginAuthentication"><arg type="s"/><arg type="s"/><arg type="s"/>
            <arg type="a{ss}"/><arg type="s"/><arg type="a(sa{sv})"/></method>
            <method name="CancelAuthentication"><arg type="s"/></method></interface></node>"""

        def __init__(self, bus, session):
            self.bus = bus
            self.open = {}  # cookie: (who waits for the end, who may authenticate)
            bus.register_object("/agent", Gio.DBusNodeInfo.new_for_xml(self.XML).interfaces[0], self.called)
            subject = ("unix-session", {"session-id": GLib.Variant("s", session)})
            bus.call_sync(*POLKIT, "RegisterAuthenticationAgent",
                          GLib.Variant("((sa{sv})ss)", (subject, "C", "/agent")), None, 0, 10_000)
            tell(registered=session)

        def called(self, _bus, _sender, _path, _interface, member, arguments, invocation):
            if member == "BeginAuthentication":
                action, message, _icon, _details, cookie, _identities = arguments.unpack()
                self.open[cookie] = (invocation, arguments.get_child_value(5).get_child_value(0))
                tell(prompt=cookie, action=action, message=message)
            else:
                cookie = arguments.unpack()[0]
                tell(**{"taken back": cookie})
                self.end(cookie)
                invocation.return_value(None)

        def end(self, cookie):
            if waiting := self.open.pop(cookie, None):
                waiting[0].return_value(None)

        def approve(self, cookie):
            if cookie in self.open:
                response = GLib.Variant.new_tuple(GLib.Variant("u", 0), GLib.Variant("s", cookie),
                                                  self.open[cookie][1])
                try:
                    self.bus.call_sync(*POLKIT, "AuthenticationAgentResponse2", response, None, 0, 10_000)
                except GLib.Error as error:
                    tell(**{"not approved": cookie, "why": error.message})
            self.end(cookie)

        def dismiss(self, cookie):
            invocation, _ = self.open.pop(cookie)
            invocation.return_dbus_error("org.freedesktop.PolicyKit1.Error.Cancelled", "dismissed")

    uid = int(sys.argv[1])
    if len(sys.argv) > 2:
        with open(sys.argv[2], "w") as procs:
            procs.write(str(os.getpid()))
    if uid != 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)
    bus = Gio.DBusConnection.new_for_address_sync(
        os.environ["DBUS_SYSTEM_BUS_ADDRESS"],
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION,
        None, None)
    loop = GLib.MainLoop()
    agents = []

    def call(number, where, arguments, prompts):
        path, interface, member = where
        message = Gio.DBusMessage.new_method_call(SERVICE, path, interface, member)
        pipe = None
        if arguments != "()":
            message.set_body(GLib.Variant.parse(None, arguments, None, None))
            if "handle" in arguments:
                pipe = os.pipe2(os.O_CLOEXEC | os.O_NONBLOCK)
                fcntl.fcntl(pipe[1], fcntl.F_SETPIPE_SZ, 4096)  # a long list waits in the middle
                files = Gio.UnixFDList.new()
                files.append(pipe[1])
                message.set_unix_fd_list(files)
        if prompts:
            message.set_flags(Gio.DBusMessageFlags.ALLOW_INTERACTIVE_AUTHORIZATION)

        def answered(_bus, outcome):
            told = {"id": number, "result": "ok", "text": ""}
            try:
                reply = bus.send_message_with_reply_finish(outcome)
                if name := reply.get_error_name():
                    told.update(result=name, text=reply.get_body().unpack()[0] if reply.get_body() else "")
                elif reply.get_body():
                    told["text"] = reply.get_body().print_(False)
            except GLib.Error as error:
                told.update(result="no answer", text=error.message)
            if pipe:
                os.close(pipe[1])
                try:
                    told["output"] = len(os.read(pipe[0], 1 << 16))
                except BlockingIOError:
                    told["output"] = 0
                os.close(pipe[0])
            tell(**told)

        bus.send_message_with_reply(message, Gio.DBusSendMessageFlags.NONE, PATIENCE_MS, None, answered)
        if pipe:
            bus.flush_sync()

    def obey(what):
        if "call" in what:
            call(what["id"], what["call"], what["arguments"], what["prompts"])
        elif "agent" in what:
            agents.append(Agent(bus, what["agent"]))
        elif "forget" in what:
            subject = ("unix-session", {"session-id": GLib.Variant("s", what["forget"])})
            bus.call_sync(*POLKIT, "RevokeTemporaryAuthorizations", GLib.Variant("((sa{sv}))", (subject,)), None, 0,
                          PATIENCE_MS)
            tell(forgotten=what["forget"])
        elif "approve" in what:
            agents[0].approve(what["approve"])
        else:
            agents[0].dismiss(what["dismiss"])

    unread = bytearray()

    def read(_channel, _condition):
        got = os.read(0, 1 << 20)
        if not got:
            loop.quit()
            return False
        unread.extend(got)
        while (end := unread.find(b"\n")) >= 0:
            line = bytes(unread[:end])
            del unread[:end + 1]
            obey(json.loads(line))
        return True

    GLib.io_add_watch(0, GLib.PRIORITY_DEFAULT, GLib.IO_IN | GLib.IO_HUP, read)
    tell(id="ready", name=bus.get_unique_name())
    loop.run()


if __name__ == "__main__":
    main()
