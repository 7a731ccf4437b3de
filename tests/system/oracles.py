# SPDX-License-Identifier: GPL-2.0-or-later
"""What others say about the same metadata: era_check, era_invalidate, and our offline tool."""
import json
import xml.etree.ElementTree as ElementTree

from commands import run


def blocks_of_xml(text):
    """The blocks of an era_invalidate list; a range's end is exclusive."""
    root = ElementTree.fromstring(text)
    assert root.tag == "blocks", text[:200]
    blocks = []
    for item in root:
        if item.tag == "block":
            blocks.append(int(item.get("block")))
        else:
            assert item.tag == "range", text[:200]
            blocks.extend(range(int(item.get("begin")), int(item.get("end"))))
    assert blocks == sorted(set(blocks)), "blocks are listed once, ascending"
    return blocks


def blocks_of_json(text, device_bytes):
    """The blocks of our JSON list, whose byte ranges have to say the same."""
    document = json.loads(text)
    size = document["block_size_bytes"]
    blocks = []
    for item in document["ranges"]:
        blocks.extend(range(item["begin"], item["end"]))
        assert item["offset"] == item["begin"] * size, item
        assert item["offset"] + item["length"] == min(item["end"] * size, device_bytes), item
    assert document["changed_blocks"] == len(blocks)
    return blocks


def assert_same_blocks(found, expected, what):
    """Says which blocks differ, not all that there are."""
    missing, extra = sorted(set(expected) - set(found)), sorted(set(found) - set(expected))
    assert not missing and not extra, \
        f"{what}: {len(missing)} missing, first {missing[:9]}; {len(extra)} too many, first {extra[:9]}"


def era_invalidate(metadata, since, *options):
    """What the era_* tools list; works on a stopped device, or with --metadata-snapshot on a live one."""
    return blocks_of_xml(run("era_invalidate", *options, "--written-since", since, metadata))


class Inspector:
    """The strict looks at stopped metadata: nothing at all may be wrong with it."""

    def __init__(self, blkera_meta, era_decode):
        self.blkera_meta = blkera_meta
        self.era_decode = era_decode

    def assert_clean(self, metadata):
        run("era_check", metadata)
        run(self.blkera_meta, "check", metadata)
        run("python3", self.era_decode, metadata)

    def invalidate(self, metadata, since):
        return blocks_of_xml(run(self.blkera_meta, "invalidate", "--written-since", since, metadata))
