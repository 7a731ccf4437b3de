# SPDX-License-Identifier: GPL-2.0-or-later
"""Twenty bugs that an era engine could have; most of them some implementation has had.

Each is a text that is found exactly once in a file and what is put there instead, and the test
programs that have to notice, the quickest first.
"""
from typing import NamedTuple

TRACKER = "engine/era/tracker.cpp"
VERBS = "engine/era/tracker_verbs.cpp"
METADATA = "engine/era/metadata.cpp"
TRANSACTION = "engine/era/metadata_transaction.cpp"
BLOCKS = "engine/pdata/block_manager.cpp"
TARGET = "helper/target/block/era_target.cpp"


class Bug(NamedTuple):
    name: str
    file: str
    search: str
    replace: str
    tests: tuple


BUGS = [
    Bug("the in-core bit is set before the commit", TRACKER,
        "    const auto began = std::chrono::steady_clock::now();\n    auto marked",
        "    const auto began = std::chrono::steady_clock::now();\n    m_gate.setMarked(unmarked);\n"
        "    auto marked",
        ("era_tracker_test", "block_era_target_test", "simulation_test")),
    Bug("the current writeset is not loaded", METADATA,
        "    auto loaded = DiskSpaceMap::load(blocks, superblock->spaceMap);\n",
        "    superblock->currentWriteset.reset();\n"
        "    auto loaded = DiskSpaceMap::load(blocks, superblock->spaceMap);\n",
        ("era_metadata_test", "simulation_test")),
    Bug("the space map's root is saved before the map", TRANSACTION,
        "    m_superblock.spaceMap = *root;\n    std::vector<std::byte> bytes(kMetadataBlockBytes);\n"
        "    m_superblock.pack(bytes);\n",
        "    std::vector<std::byte> bytes(kMetadataBlockBytes);\n    m_superblock.pack(bytes);\n"
        "    m_superblock.spaceMap = *root;\n",
        ("era_metadata_test", "simulation_test")),
    Bug("a writeset is digested with bits of the one before", "engine/era/digest.cpp",
        "        BitWindow window {};\n        auto location",
        "        static BitWindow window {};\n        auto location",
        ("era_metadata_test", "simulation_test")),
    Bug("no flush before the superblock", BLOCKS,
        "    if (auto flushed = flush(); !flushed)\n        return flushed;\n\n",
        "\n",
        ("block_manager_test", "simulation_test")),
    Bug("no flush after the superblock", BLOCKS,
        "    if (auto flushed = flush(); !flushed)\n        return flushed;\n    for",
        "    for",
        ("block_manager_test", "simulation_test")),
    Bug("only the first block of a spanning request is marked", "engine/era/geometry.cpp",
        "block(sectors.end.raw() - 1) + BlockCount(1)", "block(sectors.begin.raw()) + BlockCount(1)",
        ("era_geometry_test", "block_era_target_test")),
    Bug("discards and write-zeroes are not marked", TARGET,
        "return operation != BlockOperation::Read && operation != BlockOperation::Flush;",
        "return operation == BlockOperation::Write;",
        ("block_era_target_test",)),
    Bug("a freed block is used again in the same transaction", "engine/pdata/space_map.cpp",
        "(isPinned(i) || wasInUse(MetadataBlock(i)))", "isPinned(i)",
        ("space_map_test", "simulation_test")),
    Bug("a new era drops the writes in flight", VERBS,
        "const Result<Era> era = change(inFlight);", "const Result<Era> era = change({});",
        ("era_tracker_test", "simulation_test")),
    Bug("a list leaves out the current writeset", "engine/era/era_view.cpp",
        "    if (writesets && view.currentWriteset)\n", "    if (!writesets && view.currentWriteset)\n",
        ("era_metadata_test", "simulation_test")),
    Bug("a list leaves out the era array", "engine/era/changed_blocks.cpp",
        "    if (changed.needsEraArray()) {\n",
        "    if (changed.needsEraArray() && number == ~std::uint64_t { 0 }) {\n",
        ("era_metadata_test", "simulation_test")),
    Bug("a write that comes back is not marked anew", TARGET,
        "        } else {\n            passWhenMarked(request);\n        }\n        write = next;",
        "        } else {\n            sendToOrigin(request);\n        }\n        write = next;",
        ("block_era_target_test",)),
    Bug("a commit that failed is acknowledged", TRACKER,
        "    if (!marked) {\n        if (marked.error().kind == ErrorKind::NoSpace && usable()) {",
        "    if (!marked && marked.error().kind == ErrorKind::NoSpace) {\n        if (usable()) {",
        ("era_tracker_test", "block_era_target_test", "era_failure_test")),
    Bug("a snapshot holds only one of its roots", METADATA,
        "for (const MetadataBlock root : { copy.writesetTreeRoot, copy.eraArrayRoot }) {",
        "for (const MetadataBlock root : { copy.writesetTreeRoot }) {",
        ("era_metadata_test", "simulation_test")),
    Bug("a dropped snapshot leaks its era array", METADATA,
        "    if (auto gone = EraArray(m_manager).destroy(clone->eraArrayRoot); !gone)\n"
        "        return gone;\n",
        "",
        ("era_metadata_test", "simulation_test")),
    Bug("growing loses what the last block held", "engine/pdata/array.cpp",
        "zeroBeyond(bytes, std::min(from, to) * sizeof(Value));", "zeroBeyond(bytes, 0 * from);",
        ("array_test", "era_growth_test", "simulation_test")),
    Bug("an era is used again after a crash", METADATA,
        "    if (auto archived = archiveCurrent(); !archived)\n        return archived;\n"
        "    if (auto started = startWriteset(carried); !started)\n        return started;\n"
        "    ++m_superblock.currentEra;\n",
        "    const bool crashed = !m_active && m_superblock.currentWriteset.has_value();\n"
        "    if (auto archived = archiveCurrent(); !archived)\n        return archived;\n"
        "    if (auto started = startWriteset(carried); !started)\n        return started;\n"
        "    if (!crashed)\n        ++m_superblock.currentEra;\n",
        ("era_metadata_test", "simulation_test")),
    Bug("a flush does not reach the origin", TARGET,
        "    if (request.operation == BlockOperation::Flush) {\n        sendToOrigin(request);\n",
        "    if (request.operation == BlockOperation::Flush) {\n        m_frontend.complete(request, 0);\n",
        ("block_era_target_test",)),
    Bug("another block size is accepted", METADATA,
        "    if (superblock->dataBlockSizeSectors != dataBlockSizeSectors)\n",
        "    if (superblock->dataBlockSizeSectors == 0)\n",
        ("era_metadata_test",)),
]
