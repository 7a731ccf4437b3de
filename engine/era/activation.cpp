// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/activation.h"

#include "era/checker.h"

#include <cerrno>
#include <new>

namespace blkera {

namespace {

// Why the metadata must not be used; empty if the strict check found nothing.
std::string checkStrictly(BlockDevice& device)
{
    auto report = checkMetadata(device);
    if (!report)
        return report.error().message();
    return report->clean() ? std::string() : report->errors.front();
}

Activation readsOnly(const std::string& why)
{
    return { nullptr, TrackerState::NeedsCheck,
             "the metadata has to be checked and repaired, then the device restarted: " + why };
}

Result<Activation> openAndActivate(BlockDevice& device, std::uint32_t dataBlockSizeSectors,
                                   BlockCount nrBlocks, Shrink shrink)
{
    const auto unreadable = [](const Error& error) {
        return error.kind == ErrorKind::Io || error.kind == ErrorKind::Corrupt;
    };
    auto metadata = Metadata::open(device, dataBlockSizeSectors);
    if (!metadata && unreadable(metadata.error()))
        return readsOnly(metadata.error().message());
    if (!metadata)
        return metadata.error();
    auto activated = (*metadata)->activate(nrBlocks, shrink);
    if (activated && (*metadata)->active())
        return Activation { std::move(*metadata), TrackerState::Running, {} };
    if (activated)
        return Activation { std::move(*metadata), TrackerState::MetadataFull,
                            "there is no room for a new era: drop the metadata snapshot or enlarge "
                            "the metadata device" };
    if ((*metadata)->failed())
        return Activation { std::move(*metadata), TrackerState::Failed,
                            activated.error().message() };
    if (unreadable(activated.error()))
        return readsOnly(activated.error().message());
    return activated.error();
}

Result<Activation> openByRecord(BlockDevice& device, std::uint32_t dataBlockSizeSectors,
                                BlockCount nrBlocks, Shrink shrink, StateRecord* record)
{
    Result<StateRecord::Entry> before = record ? record->load() : StateRecord::Entry {};
    if (!before || before->state == TrackerState::NeedsCheck) {
        if (const std::string wrong = checkStrictly(device); !wrong.empty()) {
            Activation unusable = readsOnly(wrong);
            if (!before)
                (void)record->save({ unusable.state, unusable.reason });
            return unusable;
        }
    }
    auto activation = openAndActivate(device, dataBlockSizeSectors, nrBlocks, shrink);
    if (!activation || !record)
        return activation;
    if (!before || before->state != activation->state) {
        // If it cannot be kept, the device is served all the same; the next start will see.
        auto saved = record->save({ activation->state, activation->reason });
        if (!saved)
            activation->reason += "; " + saved.error().message();
    }
    return activation;
}

} // namespace

Result<Activation> activateMetadata(BlockDevice& device, std::uint32_t dataBlockSizeSectors,
                                    BlockCount nrBlocks, Shrink shrink, StateRecord* record)
{
    try {
        return openByRecord(device, dataBlockSizeSectors, nrBlocks, shrink, record);
    } catch (const std::bad_alloc&) {
        // What has been written is a commit, or nothing that is reachable.
        return ioError(ENOMEM, "the metadata cannot be read in");
    }
}

} // namespace blkera
