# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads what dm-log-writes has logged: all requests of a device, in the order in which they are durable."""
import struct

SECTOR = 512


class LoggedRequest:
    FLUSH, FUA, DISCARD, MARK = 1, 2, 4, 8

    def __init__(self, sector, sectors, flags, data, text):
        self.offset, self.length = sector * SECTOR, sectors * SECTOR
        self.flags, self.data = flags, data
        self.text = text  # of a mark


def read_log(path):
    """What was never flushed is not there; see the kernel's log-writes.rst."""
    entries = []
    with open(path, "rb") as log:
        magic, version, count, unit = struct.unpack("<QQQI", log.read(28))
        assert (magic, version) == (0x6a736677736872, 1), "a log of dm-log-writes"
        log.seek(unit)
        for _ in range(count):
            head = log.read(unit)
            sector, sectors, flags, length = struct.unpack("<QQQQ", head[:32])
            # Sectors of the log's own size.
            sector, sectors = sector * unit // SECTOR, sectors * unit // SECTOR
            data = text = b""
            if flags & LoggedRequest.MARK:
                text = head[32:32 + length]
            elif not flags & LoggedRequest.DISCARD:
                data = log.read(sectors * SECTOR)
            entries.append(LoggedRequest(sector, sectors, flags, data, text.rstrip(b"\0").decode()))
    return entries


def replay(entries, path):
    """Brings a blank device or file to the state that these entries left."""
    with open(path, "r+b", buffering=0) as device:
        for entry in entries:
            data = bytes(entry.length) if entry.flags & LoggedRequest.DISCARD else entry.data
            if data:
                device.seek(entry.offset)
                assert device.write(data) == len(data)
