#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Decode dm-era metadata (device or file) and print it as JSON.

An independent reader of the on-disk format: it shares no code with the
kernel or with thin-provisioning-tools, so it can serve as an oracle for
both.  Every block that is reachable from the superblock is validated
(checksum, location, header fields) and the reference counts stored in the
space map are compared with the counts implied by reachability.

Exit status: 0 = no errors found, 1 = errors found, 2 = unusable input.
"""

import argparse
import json
import struct
import sys
from collections import Counter, OrderedDict
from itertools import groupby

BLOCK = 4096
SB_MAGIC = 2126579579
CSUM_XOR = {
    "superblock": 146538381, "btree": 121107, "array": 595846735,
    "bitmap": 240779, "index": 160478,
}
# Offset of the 64-bit "block I live in" field in each kind of block.
BLOCKNR_AT = {"superblock": 8, "btree": 8, "array": 16, "bitmap": 8, "index": 8}
SB_FIELDS = [  # name, offset, struct format
    ("csum", 0, "<I"), ("flags", 4, "<I"), ("blocknr", 8, "<Q"), ("uuid", 16, "16s"),
    ("magic", 32, "<Q"), ("version", 40, "<I"), ("metadata_space_map_root", 44, "128s"),
    ("data_block_size", 172, "<I"), ("metadata_block_size", 176, "<I"),
    ("nr_blocks", 180, "<I"), ("current_era", 184, "<I"),
    ("current_writeset.nr_bits", 188, "<I"), ("current_writeset.root", 192, "<Q"),
    ("writeset_tree_root", 200, "<Q"), ("era_array_root", 208, "<Q"),
    ("metadata_snap", 216, "<Q"),
]
SB_END = 224
ENTRIES_PER_BITMAP = (BLOCK - 16) * 4
MAX_BITMAPS, INTERNAL, LEAF = 255, 1, 2


def crc_tables():
    first = []
    for i in range(256):
        for _ in range(8):
            i = (i >> 1) ^ (0x82F63B78 if i & 1 else 0)
        first.append(i)
    tables = [first]
    for _ in range(3):
        tables.append([(v >> 8) ^ first[v & 255] for v in tables[-1]])
    return tables


T0, T1, T2, T3 = crc_tables()


def block_csum(data, kind):
    """CRC32C, start value all ones, no final inversion, over bytes 4..4095."""
    crc = 0xFFFFFFFF
    for word in struct.unpack_from("<1023I", data, 4):
        crc ^= word
        crc = T3[crc & 255] ^ T2[crc >> 8 & 255] ^ T1[crc >> 16 & 255] ^ T0[crc >> 24]
    return crc ^ CSUM_XOR[kind]


def ranges(indexes):
    """Sorted integers -> list of [first, last] with last inclusive."""
    out = []
    for i in indexes:
        if out and out[-1][1] == i - 1:
            out[-1][1] = i
        else:
            out.append([i, i])
    return out


def run_lengths(values):
    return [[len(list(group)), value] for value, group in groupby(values)]


class Metadata:
    def __init__(self, path):
        self.file = open(path, "rb")
        self.size = self.file.seek(0, 2)
        self.errors, self.warnings = [], []
        self.kind_of = {}
        self.stats = {k: {"blocks": 0, "csum_bad": []} for k in CSUM_XOR}
        self.depths = {}
        self.refs = Counter()
        self.error, self.warning = self.errors.append, self.warnings.append

    def block(self, b, kind, where):
        """Read and validate block b; None when it cannot be used at all."""
        if b * BLOCK + BLOCK > self.size:
            self.error("%s: block %d lies beyond the end of the device" % (where, b))
            return None
        self.file.seek(b * BLOCK)
        data = self.file.read(BLOCK)
        if b not in self.kind_of:
            self.kind_of[b] = kind
            self.stats[kind]["blocks"] += 1
            if struct.unpack_from("<I", data)[0] != block_csum(data, kind):
                self.stats[kind]["csum_bad"].append(b)
                self.error("%s: %s block %d: bad checksum" % (where, kind, b))
            nr = struct.unpack_from("<Q", data, BLOCKNR_AT[kind])[0]
            if nr != b:
                self.error("%s: %s block %d claims to be block %d" % (where, kind, b, nr))
        if self.kind_of[b] != kind:
            self.error("%s: block %d used as %s and as %s" % (where, b, self.kind_of[b], kind))
            return None
        return data

    def superblock(self, b):
        data = self.block(b, "superblock", "superblock")
        if data is None:
            return None
        sb = OrderedDict((n, struct.unpack_from(f, data, o)[0]) for n, o, f in SB_FIELDS)
        for name, due in ("magic", SB_MAGIC), ("version", 1), ("metadata_block_size", BLOCK // 512):
            if sb[name] != due:
                self.error("superblock %d: %s is %d" % (b, name, sb[name]))
        sb["tail_is_zero"] = not any(data[SB_END:])
        return sb

    def btree(self, b, vsize, where, count=True, low=None, depth=0):
        """Yield (key, value bytes, counted) for each leaf entry in key order.

        'counted' is true when the leaf holding the entry is reached for the
        first time, i.e. when the entry adds to the reference counts.
        """
        if count:
            self.refs[b] += 1
            count = self.refs[b] == 1
        data = self.block(b, "btree", where)
        if data is None:
            return
        flags, _, nr, most, size = struct.unpack_from("<IQIII", data, 4)
        here = "%s: node %d" % (where, b)
        want = 8 if flags == INTERNAL else vsize
        fits = (BLOCK - 32) // (8 + want) // 3 * 3
        if (flags not in (INTERNAL, LEAF) or size != want or most != fits or nr > most
                or depth > 16):
            self.error("%s: bad header flags=%d value_size=%d max=%d nr=%d depth=%d"
                       % (here, flags, size, most, nr, depth))
            return
        if depth and nr < most // 3:
            self.error("%s: underfull, %d < %d" % (here, nr, most // 3))
        keys = struct.unpack_from("<%dQ" % nr, data, 32)
        if any(x >= y for x, y in zip(keys, keys[1:])):
            self.error("%s: keys not strictly ascending" % here)
        if low is not None and keys and keys[0] < low:
            self.error("%s: first key %d below the parent's %d" % (here, keys[0], low))
        base = 32 + 8 * most
        if flags == INTERNAL:
            for i, key in enumerate(keys):
                child = struct.unpack_from("<Q", data, base + 8 * i)[0]
                yield from self.btree(child, vsize, where, count, key, depth + 1)
            return
        if self.depths.setdefault(where, depth) != depth:
            self.error("%s: leaves at depth %d and %d" % (here, self.depths[where], depth))
        for i, key in enumerate(keys):
            yield key, data[base + size * i:base + size * (i + 1)], count

    def array(self, root, fmt, expected, where, count=True):
        """All values of an array; 'expected' is the number there should be."""
        vsize = struct.calcsize(fmt)
        most = (BLOCK - 24) // vsize
        values = []
        for index, (key, raw, counted) in enumerate(self.btree(root, 8, where, count)):
            b = struct.unpack("<Q", raw)[0]
            if counted:
                self.refs[b] += 1
            if key != index:
                self.error("%s: array block index %d where %d was due" % (where, key, index))
            data = self.block(b, "array", where)
            if data is None:
                continue
            fits, nr, size = struct.unpack_from("<III", data, 4)
            due = min(most, max(expected - index * most, 0))
            if fits != most or size != vsize or nr != due:
                self.error("%s: array block %d: max=%d nr=%d (%d were due) value_size=%d"
                           % (where, b, fits, nr, due, size))
            nr = min(nr, most)
            values.extend(v[0] for v in struct.iter_unpack(fmt, data[24:24 + nr * vsize]))
        if len(values) != expected:
            self.error("%s: %d values, %d were due" % (where, len(values), expected))
        return values

    def bitset(self, root, nr_bits, where, count=True):
        words = self.array(root, "<Q", -(-nr_bits // 64), where, count)
        bits = [w * 64 + i for w, word in enumerate(words) if word
                for i in range(64) if word >> i & 1]
        stray = [b for b in bits if b >= nr_bits]
        if stray:
            self.error("%s: bits set beyond nr_bits: %s" % (where, stray))
        return bits

    def writesets(self, root, where):
        out = OrderedDict()
        for era, raw, counted in self.btree(root, 12, where):
            nr_bits, ws_root = struct.unpack("<IQ", raw)
            bits = self.bitset(ws_root, nr_bits, "%s era %d" % (where, era), counted)
            out[era] = OrderedDict(era=era, nr_bits=nr_bits, root=ws_root, bits=bits)
        return out

    def space_map(self, raw):
        nr_blocks, nr_allocated, index_root, rc_root = struct.unpack_from("<4Q", raw)
        out = OrderedDict(nr_blocks=nr_blocks, nr_allocated=nr_allocated,
                          bitmap_root=index_root, ref_count_root=rc_root)
        out["tail_is_zero"] = not any(raw[32:])
        big = {k: struct.unpack("<I", v)[0]
               for k, v, _ in self.btree(rc_root, 4, "ref-count tree")}
        self.refs[index_root] += 1
        index = self.block(index_root, "index", "space map")
        nr_bitmaps = -(-nr_blocks // ENTRIES_PER_BITMAP)
        if index is None or nr_bitmaps > MAX_BITMAPS:
            self.error("space map: unusable index (%d bitmaps)" % nr_bitmaps)
            return out, []
        if any(index[16 + 16 * nr_bitmaps:]):
            self.error("space map: non-zero index entries beyond bitmap %d" % nr_bitmaps)
        counts, out["index"] = [], []
        for i in range(nr_bitmaps):
            b, nr_free, none_free_before = struct.unpack_from("<QII", index, 16 + 16 * i)
            self.refs[b] += 1
            data = self.block(b, "bitmap", "space map") or bytes(BLOCK)
            entries = [(byte >> s & 1) << 1 | byte >> s + 1 & 1
                       for byte in data[16:] for s in (0, 2, 4, 6)]
            free = entries.count(0)
            limit = min(ENTRIES_PER_BITMAP, nr_blocks - i * ENTRIES_PER_BITMAP)
            if any(entries[limit:]):
                self.error("bitmap %d: entries set beyond the device" % b)
            if nr_free not in (free, free - (ENTRIES_PER_BITMAP - limit)):
                self.warning("bitmap %d: index says %d free, it has %d" % (b, nr_free, free))
            if 0 in entries[:none_free_before]:
                self.error("bitmap %d: has a free entry before %d" % (b, none_free_before))
            out["index"].append(dict(blocknr=b, nr_free=nr_free, none_free_before=none_free_before))
            counts.extend(entries[:limit])
        for b, rc in big.items():
            if b >= nr_blocks or counts[b] != 3 or rc < 3:
                self.error("ref-count tree: stray entry for block %d (%d)" % (b, rc))
                continue
            counts[b] = rc
        out["in_ref_count_tree"] = len(big)
        out["allocated_in_bitmaps"] = sum(1 for c in counts if c)
        if out["allocated_in_bitmaps"] != nr_allocated:
            self.error("space map: nr_allocated is %d, not %d"
                       % (nr_allocated, out["allocated_in_bitmaps"]))
        return out, counts

    def compare_counts(self, counts):
        stored = Counter(dict(enumerate(counts)))
        wrong = [{"block": b, "reachable": self.refs[b], "space_map": stored[b]}
                 for b in sorted(stored | self.refs) if stored[b] != self.refs[b]]
        leaked = [w["block"] for w in wrong if not w["reachable"]]
        if wrong:
            self.error("space map: %d wrong reference counts (%d leaked)"
                       % (len(wrong), len(leaked)))
        return {"ok": not wrong, "wrong": wrong[:50], "leaked": ranges(leaked)[:50]}


def trees(md, sb, name):
    """The two trees hanging off a superblock or a metadata snapshot."""
    writesets = md.writesets(sb["writeset_tree_root"], name + " writeset tree")
    eras = md.array(sb["era_array_root"], "<I", sb["nr_blocks"], name + " era array")
    beyond = [b for b, era in enumerate(eras) if era > sb["current_era"]]
    if beyond:
        md.error("%s: blocks with an era beyond the current one: %s" % (name, ranges(beyond)))
    return writesets, eras


def show(sb, writesets, eras):
    fields = OrderedDict((name, {"offset": "0x%02x" % offset,
                                 "value": sb[name].hex() if fmt.endswith("s") else sb[name]})
                         for name, offset, fmt in SB_FIELDS)
    fields["tail_is_zero"] = sb["tail_is_zero"]
    sets = [OrderedDict(w, nr_set=len(w["bits"]), bits=ranges(w["bits"]))
            for w in writesets.values()]
    return OrderedDict(superblock=fields, writesets=sets, era_array=run_lengths(eras))


def changed_since(era, writesets, eras, current=()):
    blocks = {b for b, e in enumerate(eras) if e >= era}
    for e, w in writesets.items():
        if e >= era:
            blocks.update(w["bits"])
    return ranges(sorted(blocks.union(current)))


def decode(path, since):
    md = Metadata(path)
    md.refs[0] += 1
    sb = md.superblock(0)
    if sb is None or sb["magic"] != SB_MAGIC:
        return OrderedDict(errors=md.errors), 2
    writesets, eras = trees(md, sb, "live")
    out = show(sb, writesets, eras)
    current = []
    if sb["current_writeset.root"]:
        current = md.bitset(sb["current_writeset.root"], sb["current_writeset.nr_bits"],
                            "current writeset")
        out["current_writeset"] = OrderedDict(nr_set=len(current), bits=ranges(current))
    views = {"live": (writesets, eras)}
    if sb["metadata_snap"]:
        md.refs[sb["metadata_snap"]] += 1
        snap_sb = md.superblock(sb["metadata_snap"])
        if snap_sb:
            views["snapshot"] = trees(md, snap_sb, "snapshot")
            out["metadata_snapshot"] = show(snap_sb, *views["snapshot"])
    if since is not None:
        out["changed_since"] = OrderedDict(
            (name, changed_since(since, *view)) for name, view in views.items())
        out["changed_since"]["live_with_current"] = changed_since(
            since, writesets, eras, current if sb["current_era"] >= since else ())
    out["space_map"], counts = md.space_map(sb["metadata_space_map_root"])
    out["space_map"]["ref_counts"] = md.compare_counts(counts)
    out.update(blocks_seen=md.stats, btree_depths={k: v for k, v in md.depths.items() if v},
               device_blocks=md.size // BLOCK, warnings=md.warnings, errors=md.errors)
    return out, 1 if md.errors else 0


def compact(value, indent=0):
    """JSON with one item per line, but lists of ranges and small items kept flat."""
    pad = " " * (indent + 1)
    flat = json.dumps(value)
    if not isinstance(value, (dict, list)) or len(flat) + indent < 96:
        return flat
    if isinstance(value, dict):
        body = [pad + json.dumps(str(k)) + ": " + compact(v, indent + 1) for k, v in value.items()]
        return "{\n" + ",\n".join(body) + "\n" + pad[1:] + "}"
    if all(isinstance(v, list) for v in value):
        return flat
    return "[\n" + ",\n".join(pad + compact(v, indent + 1) for v in value) + "\n" + pad[1:] + "]"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", help="metadata device or file")
    parser.add_argument("--since", type=int, metavar="ERA",
                        help="also list the blocks changed since ERA (ranges, last inclusive)")
    args = parser.parse_args()
    try:
        out, status = decode(args.path, args.since)
    except OSError as e:
        sys.exit("%s: %s" % (args.path, e.strerror))
    print(compact(out))
    return status


if __name__ == "__main__":
    sys.exit(main())
