# SPDX-License-Identifier: GPL-2.0-or-later
"""Calls methods on a bus from one process: what thousands of command lines would take too long for."""
import os
import socket
import struct

METHOD_CALL, METHOD_RETURN, ERROR = 1, 2, 3
# Header fields: code and type.
PATH, INTERFACE, MEMBER, REPLY_SERIAL, DESTINATION, SIGNATURE = (1, "o"), (2, "s"), (3, "s"), 5, (6, "s"), (8, "g")


class BusError(Exception):
    pass


def pad(data, alignment):
    return data + bytes(-len(data) % alignment)


def string(text):
    return struct.pack("<I", len(text)) + text.encode() + b"\0"


class BusClient:
    """One connection; a call at a time. Arguments are at most one string, answers at most a number."""

    def __init__(self, address):
        path = dict(item.split("=", 1) for item in address.split(":", 1)[1].split(","))["path"]
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.socket.connect(path)
        self.stream = self.socket.makefile("rb")
        self.socket.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
        if not self.stream.readline().startswith(b"OK "):
            raise BusError("the bus does not let us in")
        self.socket.sendall(b"BEGIN\r\n")
        self.serial = 0
        self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "Hello")

    def close(self):
        self.stream.close()
        self.socket.close()

    def call(self, destination, path, interface, member, argument=None):
        """The number in the answer, or None."""
        self.send(destination, path, interface, member, argument)
        return self.answer()

    def send(self, destination, path, interface, member, argument=None):
        fields = [(PATH, path), (INTERFACE, interface), (MEMBER, member), (DESTINATION, destination)]
        body = b""
        if argument is not None:
            fields.append((SIGNATURE, "s"))
            body = string(argument)
        packed = b""
        for (code, kind), text in fields:
            value = bytes([len(text)]) + text.encode() + b"\0" if kind == "g" else string(text)
            # The signature of the variant is four bytes from a multiple of eight: a string is aligned.
            packed = pad(packed, 8) + bytes([code, 1]) + kind.encode() + b"\0" + value
        self.serial += 1
        head = struct.pack("<4B3I", ord("l"), METHOD_CALL, 0, 1, len(body), self.serial, len(packed))
        self.socket.sendall(pad(head + packed, 8) + body)

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
