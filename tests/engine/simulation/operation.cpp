// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/operation.h"

#include "simulation/words.h"

#include <limits>

namespace blkera::simulation {

namespace {

// In the order of OperationKind.
constexpr std::array<const char*, 19> kNames {
    "write",         "discard", "zero",  "mark",    "read",    "complete", "flush",
    "checkpoint",    "take",    "drop",  "restart", "suspend", "crash",    "grow",
    "grow-metadata", "digest",  "fault", "heal",    "kill",
};
constexpr std::array<const char*, 3> kModes { "", "-held", "-queued" };

bool takesNumber(OperationKind kind)
{
    return kind == OperationKind::Complete || kind == OperationKind::Crash
        || kind == OperationKind::GrowOrigin || kind == OperationKind::GrowMetadata;
}

// Splits "discard-held" into its kind and mode.
bool parseName(std::string_view name, Operation& operation)
{
    for (std::size_t mode = kModes.size(); mode-- > 0;) {
        const std::string_view suffix = kModes[mode];
        if (!name.ends_with(suffix))
            continue;
        const auto kind
            = wordIn<OperationKind>(kNames, name.substr(0, name.size() - suffix.size()));
        if (!kind)
            continue;
        operation.kind = *kind;
        operation.mode = static_cast<WriteMode>(mode);
        return operation.changesData() || mode == 0;
    }
    return false;
}

} // namespace

const char* nameOf(OperationKind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::string toText(const Operation& operation)
{
    std::string text;
    if (operation.during > 0)
        text = '@' + std::to_string(operation.during) + ':';
    text += nameOf(operation.kind);
    if (operation.hasSectors()) {
        text += kModes[static_cast<std::size_t>(operation.mode)];
        text += ':' + std::to_string(operation.sectors.begin.raw()) + '+'
            + std::to_string(operation.sectors.count().raw());
    }
    if (takesNumber(operation.kind))
        text += ':' + std::to_string(operation.number);
    if (operation.kind == OperationKind::FaultOn)
        text += ':' + toText(operation.fault);
    return text;
}

std::optional<Operation> parseOperation(std::string_view word)
{
    Operation operation;
    if (word.starts_with('@')) {
        word.remove_prefix(1);
        const auto during = parseNumber(takeWord(word, ':'));
        if (!during || *during == 0 || *during > std::numeric_limits<std::uint32_t>::max())
            return std::nullopt;
        operation.during = static_cast<std::uint32_t>(*during);
    }
    if (!parseName(takeWord(word, ':'), operation))
        return std::nullopt;
    if (operation.hasSectors()) {
        const auto begin = parseNumber(takeWord(word, '+'));
        const auto length = parseNumber(word);
        if (!begin || !length || *length == 0)
            return std::nullopt;
        operation.sectors = { Sector(*begin), Sector(*begin + *length) };
        return operation;
    }
    if (takesNumber(operation.kind)) {
        const auto number = parseNumber(word);
        if (!number)
            return std::nullopt;
        operation.number = *number;
        return operation;
    }
    if (operation.kind == OperationKind::FaultOn) {
        const auto fault = parseFault(word);
        if (!fault)
            return std::nullopt;
        operation.fault = *fault;
        return operation;
    }
    return word.empty() ? std::optional(operation) : std::nullopt;
}

std::string toText(const Sequence& sequence)
{
    std::string text;
    for (const Operation& operation : sequence)
        text += (text.empty() ? "" : " ") + toText(operation);
    return text;
}

std::optional<Sequence> parseSequence(std::string_view text)
{
    Sequence sequence;
    while (!text.empty()) {
        const std::string_view word = takeWord(text, ' ');
        if (word.empty())
            continue;
        const auto operation = parseOperation(word);
        if (!operation)
            return std::nullopt;
        sequence.push_back(*operation);
    }
    return sequence;
}

} // namespace blkera::simulation
