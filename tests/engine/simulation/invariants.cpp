// SPDX-License-Identifier: GPL-2.0-or-later
#include "simulation/invariants.h"

#include "era/checker.h"

namespace blkera::simulation {

namespace {

std::string number(Era era)
{
    return std::to_string(era.raw());
}

std::string checkStrictly(BlockDevice& metadata)
{
    auto report = checkMetadata(metadata);
    if (!report)
        return "I2: the check fails: " + report.error().message();
    if (!report->errors.empty())
        return "I2/I4: " + report->errors.front();
    if (!report->warnings.empty())
        return "I2: " + report->warnings.front();
    return {};
}

std::string checkSnapshot(const Model& model, const Answers& answers)
{
    if (!answers.snapshot)
        return model.snapshotMust() ? "I3: the held metadata snapshot is gone" : "";
    if (!model.snapshotMay())
        return "I3: a metadata snapshot is held that nobody took";
    if (model.snapshot()) {
        return *model.snapshot() == answers.snapshot->dump
            ? ""
            : "I3: the held metadata snapshot has changed from " + *model.snapshot() + " to "
                + answers.snapshot->dump;
    }
    // Being taken: it must hold every write that was acknowledged before, and no other.
    for (std::size_t b = 0; b < answers.snapshot->last.size(); ++b) {
        const Era last = answers.snapshot->last[b];
        if (last < model.blocks().at(b).must || last > model.blocks().at(b).may)
            return "I3: the new metadata snapshot has block " + std::to_string(b) + " in era "
                + number(last);
    }
    return {};
}

} // namespace

std::string checkAnswers(BlockDevice& metadata, const Model& model, Answers& answers)
{
    if (std::string wrong = checkStrictly(metadata); !wrong.empty())
        return wrong;
    auto read = readAnswers(metadata);
    if (!read)
        return "I2: " + read.error().message();
    answers = std::move(*read);
    if (answers.currentEra < model.era() || answers.currentEra > model.highestEra())
        return "I5: the era on disk is " + number(answers.currentEra)
            + ", the one returned last is " + number(model.era())
            + ", the highest that was asked for " + number(model.highestEra());
    if (answers.nrBlocks.raw() != model.blocks().size() && !model.mayHaveGrownTo(answers.nrBlocks))
        return "I1: the metadata is for " + std::to_string(answers.nrBlocks.raw()) + " blocks, not "
            + std::to_string(model.blocks().size());
    for (std::size_t b = 0; b < answers.last.size(); ++b) {
        const Era last = answers.last[b];
        const Model::BlockState state
            = b < model.blocks().size() ? model.blocks()[b] : Model::BlockState {};
        if (last < state.must)
            return "I1: block " + std::to_string(b) + " was written in era " + number(state.must)
                + ", the metadata says " + number(last);
        if (last > state.may)
            return "I6: block " + std::to_string(b) + " is listed in era " + number(last)
                + ", yet no write was there after era " + number(state.may);
    }
    return checkSnapshot(model, answers);
}

std::string checkOrigin(const OriginImage& origin, const Model& model,
                        const std::vector<Era>& changedBytes, const Answers& answers)
{
    for (std::size_t b = 0; b < answers.last.size() && b < changedBytes.size(); ++b) {
        if (answers.last[b] < changedBytes[b])
            return "I1b: the bytes of block " + std::to_string(b)
                + " changed after the copy made at era " + number(changedBytes[b])
                + ", the metadata says " + number(answers.last[b]);
    }
    if (model.flushed()) {
        const auto& flushed = model.flushed()->image.sectors();
        for (std::size_t s = 0; s < flushed.size(); ++s) {
            const Stamp now = origin.sectors()[s];
            const auto& failed = model.flushed()->failed;
            const bool promised = !failed.contains(flushed[s]) && !failed.contains(now);
            if (promised && now != flushed[s] && !model.flushed()->isNewer(s, now))
                return "I7: flushed bytes are gone from sector " + std::to_string(s);
        }
    }
    return {};
}

} // namespace blkera::simulation
