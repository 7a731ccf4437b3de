# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls methods on a bus from one process: what thousands of command lines would take too long for."""
import os
import socket
import struct

METHOD_CALL, METHOD_RETURN, ERROR = 1, 2, 3
# Header fields: code and type.
PATH, INTERFACE, MEMBER, REPLY_SERIAL, DESTINATION = (1, "o"), (2, "s"), (3, "s"), 5, (6, "s")
SIGNATURE, UNIX_FDS = (8, "g"), (9, "u")


class BusError(Exception):
    pass


def pad(data, alignment):
    return data + bytes(-len(data) % alignment)


def string(text):
    return struct.pack("<I", len(text)) + text.encode() + b"\0"


def value_of(kind, value):
    """A string with its length, or 32 bits."""
    if kind == "g":
        return bytes([len(value)]) + value.encode() + b"\0"
    return struct.pack("<I", value) if kind in "uh" else string(value)


class BusClient:
    """One connection; a call at a time. Arguments are strings, 32-bit numbers and files, answers at most a number."""

    def __init__(self, address, uid=None):
        """With `uid`, as that user, which takes root and a process of one thread."""
        path = dict(item.split("=", 1) for item in address.split(":", 1)[1].split(","))["path"]
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        own = os.geteuid()
        uid = own if uid is None else uid
        os.seteuid(uid)
        try:
            self.socket.connect(path)  # it is now that the bus looks who that is
        finally:
            os.seteuid(own)
        self.stream = self.socket.makefile("rb")
        self.tell(b"\0AUTH EXTERNAL " + str(uid).encode().hex().encode(), b"OK ")
        self.tell(b"NEGOTIATE_UNIX_FD", b"AGREE_UNIX_FD")
        self.socket.sendall(b"BEGIN\r\n")
        self.serial = 0
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")

    def close(self):
        self.stream.close()
        self.socket.close()

    def tell(self, line, expected):
        self.socket.sendall(line + b"\r\n")
        if not self.stream.readline().startswith(expected):
            raise BusError("the bus does not let us in")

    def call(self, destination, path, interface, member, *arguments, **options):
        """The number in the answer, or None."""
        self.send(destination, path, interface, member, *arguments, **options)
        return self.answer()

    def send(self, destination, path, interface, member, *arguments, signature=None):
        """Arguments are strings unless `signature` has other letters: "u" a number, "h" a file's descriptor."""
        signature = "s" * len(arguments) if signature is None else signature
        fields = [(PATH, path), (INTERFACE, interface), (MEMBER, member), (DESTINATION, destination)]
        body, files = b"", []
        for kind, value in zip(signature, arguments, strict=True):
            if kind == "h":
                files.append(value)
                value = len(files) - 1
            body = pad(body, 4) + value_of(kind, value)
        if arguments:
            fields.append((SIGNATURE, signature))
        if files:
            fields.append((UNIX_FDS, len(files)))
        packed = b""
        for (code, kind), value in fields:
            # The signature of the variant is four bytes from a multiple of eight: a value is aligned.
            packed = pad(packed, 8) + bytes([code, 1]) + kind.encode() + b"\0" + value_of(kind, value)
        self.serial += 1
        head = struct.pack("<4B3I", ord("l"), METHOD_CALL, 0, 1, len(body), self.serial, len(packed))
        message = pad(head + packed, 8) + body
        sent = socket.send_fds(self.socket, [message], files)
        self.socket.sendall(message[sent:])

    def answer(self):
        while True:
            head = self.stream.read(16)
            if len(head) < 16:
                raise BusError("the bus has gone")
            _, kind, _, _, body_bytes, _, field_bytes = struct.unpack("<4B3I", head)
            fields = self.stream.read(field_bytes + -field_bytes % 8)
            body = self.stream.read(body_bytes)
            if kind in (METHOD_RETURN, ERROR) and self.reply_serial(fields[:field_bytes]) == self.serial:
                break
        if kind == ERROR:
            length = struct.unpack_from("<I", body)[0]
            raise BusError(body[4:4 + length].decode())
        return struct.unpack_from("<I", body)[0] if len(body) == 4 else None

    @staticmethod
    def reply_serial(fields):
        at = 0
        while at < len(fields):
            code, kind = fields[at], chr(fields[at + 2])
            at += 4
            if kind == "g":
                at += fields[at] + 2
            elif kind == "u":
                if code == REPLY_SERIAL:
                    return struct.unpack_from("<I", fields, at)[0]
                at += 4
            else:
                at += struct.unpack_from("<I", fields, at)[0] + 5
            at += -at % 8
        return None
