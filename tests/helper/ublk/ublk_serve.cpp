// SPDX-License-Identifier: GPL-2.0-or-later
// Serves a file or device as a ublk device, for the guest test of the frontend:
//   ublk_serve ORIGIN NAME QUEUES DEPTH [METADATA]   obeys stop, start and checkpoint on stdin
//                                                  and serves a killed server's device further
//   ublk_serve --remove-leftover NAME
// ZERO_COPY_TAGS: see UblkFrontend::Options. Without METADATA requests pass through. Blank metadata
// is formatted, in blocks of 64 KiB.
#include "block/era_target.h"
#include "block/pass_through_target.h"
#include "era/metadata_worker.h"
#include "storage/file_device.h"
#include "ublk/ublk_frontend.h"

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <future>
#include <iostream>
#include <string>
#include <thread>

using namespace blkera;

namespace {

constexpr std::uint32_t kBlockSectors = 128;

int report(const Result<void>& done, const std::string& success)
{
    if (done)
        std::cout << success << std::endl;
    else
        std::cout << "error: " << done.error().message() << std::endl;
    return done ? 0 : 1;
}

Result<std::unique_ptr<Metadata>> openMetadata(BlockDevice& device, const Geometry& geometry)
{
    Result<MetadataContent> content = probeMetadata(device);
    if (!content)
        return content.error();
    if (*content == MetadataContent::Blank) {
        if (Result<void> made = Metadata::format(device, kBlockSectors, geometry.blocks()); !made)
            return made.error();
    }
    auto metadata = Metadata::open(device, kBlockSectors);
    if (!metadata)
        return metadata;
    if (Result<void> activated = (*metadata)->activate(geometry.blocks()); !activated)
        return activated.error();
    return metadata;
}

void checkpoint(Tracker& tracker)
{
    std::promise<Result<Era>> promise;
    tracker.checkpoint([&](Result<Era> era) { promise.set_value(std::move(era)); });
    Result<Era> era = promise.get_future().get();
    if (era)
        std::cout << "era " << era->raw() << std::endl;
    else
        report(era.error(), {});
}

// Obeys until stdin ends; `tracker` and its worker may be null.
int serve(UblkFrontend& frontend, BlockTarget& target, Tracker* tracker, MetadataWorker* worker)
{
    auto start = [&] {
        Result<void> started = frontend.start(target);
        return report(started, "started " + frontend.devicePath());
    };
    int status = start();
    for (std::string line; status == 0 && std::getline(std::cin, line);) {
        if (line == "stop")
            report(frontend.stop(), "stopped");
        else if (line == "start")
            status = start();
        else if (line == "checkpoint" && tracker)
            checkpoint(*tracker);
    }
    Result<void> ended = frontend.stop();
    if (ended && worker)
        ended = worker->stop();
    return status != 0 ? status : report(ended, "ended");
}

// The last writes of a server that was killed keep its claim for a moment.
Result<Origin> openOrigin(const char* path)
{
    for (int tries = 0;; ++tries) {
        Result<Origin> origin = Origin::open(path);
        if (origin || origin.error().kind != ErrorKind::Busy || tries == 60)
            return origin;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
}

int removeLeftover(const char* owner)
{
    auto leftover = UblkFrontend::findLeftover(owner);
    if (!leftover)
        return report(leftover.error(), {});
    return report(*leftover ? UblkFrontend::removeLeftover(**leftover, false) : Result<void>(),
                  "removed");
}

} // namespace

int main(int argc, char** argv)
{
    if (argc == 3 && std::string(argv[1]) == "--remove-leftover")
        return removeLeftover(argv[2]);
    if (argc != 5 && argc != 6)
        return 2;

    auto queues = static_cast<std::uint16_t>(std::stoul(argv[3]));
    auto depth = static_cast<std::uint16_t>(std::stoul(argv[4]));
    auto leftover = UblkFrontend::findLeftover(argv[2]);
    if (!leftover)
        return report(leftover.error(), {});
    if (*leftover) {
        queues = (*leftover)->queues;
        depth = (*leftover)->queueDepth;
    }
    Result<Origin> origin = openOrigin(argv[1]);
    if (!origin)
        return report(origin.error(), {});
    const auto log = Log::open(STDERR_FILENO, "ublk_serve: ");
    if (!log)
        return report(log.error(), {});
    UblkFrontend::Options options { argv[2], queues, depth, *leftover };
    if (const char* tags = std::getenv("ZERO_COPY_TAGS"))
        options.zeroCopyTags = static_cast<std::uint16_t>(std::stoul(tags));
    UblkFrontend frontend(origin->limits(), options, **log);
    if (argc == 5) {
        PassThroughTarget target(*origin, frontend, queues, depth);
        return serve(frontend, target, nullptr, nullptr);
    }

    Result<Geometry> geometry = Geometry::make(origin->limits().size, kBlockSectors);
    auto device = FileDevice::open(argv[5], FileDevice::Access::Exclusive);
    if (!geometry || !device)
        return report(geometry ? device.error() : geometry.error(), {});
    auto metadata = openMetadata(**device, *geometry);
    if (!metadata)
        return report(metadata.error(), {});
    QueueEvents events = *QueueEvents::create(queues);
    Tracker tracker(std::move(*metadata), queues, depth, events);
    MetadataWorker worker(tracker);
    EraTarget target(*origin, *geometry, tracker, events, frontend, queues, depth);
    return serve(frontend, target, &tracker, &worker);
}
