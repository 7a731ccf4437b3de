# SPDX-License-Identifier: GPL-2.0-or-later
"""Metadata images with what they have to say (recorder.h), and whether every tool says just that."""
import importlib.util
import json
import multiprocessing
import sys
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from commands import ask  # noqa: E402
from oracles import blocks_of_xml  # noqa: E402


def load_decoder(path):
    """era-decode.py as a module: the independent reader."""
    spec = importlib.util.spec_from_file_location("era_decode", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def blocks(ranges):
    return list(chain.from_iterable(range(begin, end) for begin, end in ranges))


class Verifier:
    """Each method returns what is wrong, in a line, or nothing."""

    def __init__(self, blkera_meta, era_decode, every_era):
        self.every_era = every_era
        self.blkera_meta = str(blkera_meta)
        self.decoder = load_decoder(era_decode)

    def complaints(self, image):
        document = json.loads(image.with_suffix(".json").read_text())
        where = f"{image.name} (seed {document['seed']}, {document['servers']}, {document['state']})"
        found = chain(self.checked(image), self.decoded(image, document),
                      self.listed(image, document))
        return [f"{where}: {line}" for line in found]

    def checked(self, image):
        for argv in (["era_check", image], [self.blkera_meta, "check", image]):
            answer = ask(*argv)
            if answer.status != 0:
                yield f"{argv[0]} finds fault: {(answer.out + answer.err).strip()[:500]}"

    def decoded(self, image, document):
        """The independent reader has no complaint, and reads the same eras."""
        out, status = self.decoder.decode(image, 1)
        if status != 0:
            yield f"era-decode: {out['errors'][:3]}"
            return
        current = out.get("current_writeset", {}).get("bits", [])
        yield from self.same_eras("era-decode", out, current, document["live"])
        if document["snapshot"]:
            yield from self.same_eras("era-decode, snapshot", out["metadata_snapshot"], [],
                                      document["snapshot"])

    @staticmethod
    def same_eras(who, out, current, expected):
        """The highest era of each block, folded here."""
        eras = [era for length, era in out["era_array"] for _ in range(length)]
        era_now = out["superblock"]["current_era"]["value"]
        layers = [(w["era"], w["bits"]) for w in out["writesets"]] + [(era_now, current)]
        for era, ranges in layers:
            for first, last in ranges:
                for block in range(first, min(last + 1, len(eras))):
                    eras[block] = max(eras[block], era)
        if era_now != expected["current_era"]:
            yield f"{who}: era {era_now} is current, not {expected['current_era']}"
        if eras != [era for begin, end, era in expected["eras"] for _ in range(begin, end)]:
            yield f"{who}: the blocks' eras differ"

    def listed(self, image, document):
        """The tools' changed-since lists."""
        yield from self.lists(image, document["live"], [self.blkera_meta, "invalidate"])
        if document["snapshot"]:
            # The old era_invalidate reads the live trees whatever it is asked for.
            yield from self.lists(image, document["snapshot"],
                                  [self.blkera_meta, "invalidate", "--metadata-snapshot"])
        # The old tools do not know the current writeset, so only a stopped device's lists are whole.
        if document["state"] == "clean":
            yield from self.lists(image, document["live"], ["era_invalidate"])

    def lists(self, image, expected, argv):
        every = list(enumerate(expected["changed_since"]))
        for since, ranges in every if self.every_era else every[1::max(1, len(every) // 3)]:
            answer = ask(*argv, "--written-since", since, image)
            if answer.status != 0:
                yield f"{argv[0]} since era {since}: {answer.err.strip()}"
            elif blocks_of_xml(answer.out) != blocks(ranges):
                yield f"{' '.join(argv)}: the list since era {since} differs"


def verify(folder, blkera_meta, era_decode, *, every_era):
    """(images, complaints) of a folder. The tools list every era, or three of them."""
    images = sorted(Path(folder).glob("*.img"))
    with multiprocessing.Pool(2, _start, (blkera_meta, era_decode, every_era)) as pool:
        found = pool.map(_complaints, images, chunksize=4)
    return len(images), list(chain.from_iterable(found))


def _start(*arguments):
    global VERIFIER
    VERIFIER = Verifier(*arguments)


def _complaints(image):
    return VERIFIER.complaints(image)
