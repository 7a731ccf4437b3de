// SPDX-License-Identifier: GPL-2.0-or-later

// Clients of a bus, many in one process, so that measuring takes little of the processor.
//
// bus_load calls CONNECTIONS CALLS-A-SECOND SECONDS PATH
//     Device1.Status, each connection at even distances. Prints how many were answered, how many
//     with an error, and how long each took in microseconds, counted from when the call was due,
//     whether or not it could be sent then.
// bus_load flood CONNECTIONS IN-FLIGHT SECONDS PATH
//     Keeps that many calls in flight, most of them garbage, to the end. Prints how many were
//     answered well, how many with an error, and how many were in flight.

#include "dbus/names.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include <sys/resource.h>
#include <systemd/sd-bus.h>
#include <systemd/sd-event.h>

using namespace blkera;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kPatienceUs = 120'000'000;

[[noreturn]] void fail(const char* what, int error)
{
    std::fprintf(stderr, "bus_load: %s: %s\n", what, std::strerror(-error));
    std::exit(1);
}

int must(int result, const char* what)
{
    if (result < 0)
        fail(what, result);
    return result;
}

std::uint64_t nowUs()
{
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now().time_since_epoch())
            .count());
}

struct Load {
    sd_event* event = nullptr;
    std::string path;
    std::uint64_t beginUs = 0;
    std::uint64_t endUs = 0;
    std::uint64_t good = 0;
    std::uint64_t bad = 0;
    std::uint64_t inFlight = 0;
    std::vector<std::uint64_t> tookUs;
};

struct Client {
    Load* load = nullptr;
    sd_bus* bus = nullptr;
    std::uint64_t intervalUs = 0;
    std::uint64_t dueUs = 0;
    unsigned sent = 0;
};

sd_bus* connect(sd_event* event)
{
    sd_bus* bus = nullptr;
    must(sd_bus_open_system(&bus), "the bus");
    must(sd_bus_set_method_call_timeout(bus, kPatienceUs), "the bus");
    must(sd_bus_attach_event(bus, event, SD_EVENT_PRIORITY_NORMAL), "the bus");
    return bus;
}

// ---------------------------------------------------------------- calls at even distances

struct Call {
    Client* client;
    std::uint64_t dueUs;
};

void finishIfDone(Load& load)
{
    if (load.inFlight == 0 && nowUs() >= load.endUs)
        sd_event_exit(load.event, 0);
}

int onAnswer(sd_bus_message* reply, void* data, sd_bus_error* /*error*/)
{
    const std::unique_ptr<Call> call(static_cast<Call*>(data));
    Load& load = *call->client->load;
    --load.inFlight;
    load.tookUs.push_back(nowUs() - call->dueUs);
    ++(sd_bus_message_is_method_error(reply, nullptr) != 0 ? load.bad : load.good);
    finishIfDone(load);
    return 0;
}

int onDue(sd_event_source* source, std::uint64_t /*when*/, void* data)
{
    auto& client = *static_cast<Client*>(data);
    Load& load = *client.load;
    if (client.dueUs >= load.endUs) {
        finishIfDone(load);
        return 0;
    }
    ++load.inFlight;
    must(sd_bus_call_method_async(client.bus, nullptr, names::kService, load.path.c_str(),
                                  names::kDeviceInterface, "Status", &onAnswer,
                                  new Call { &client, client.dueUs }, ""),
         "a call");
    client.dueUs += client.intervalUs;
    must(sd_event_source_set_time(source, client.dueUs), "a timer");
    must(sd_event_source_set_enabled(source, SD_EVENT_ONESHOT), "a timer");
    return 0;
}

void callEvenly(Load& load, std::vector<Client>& clients, double callsASecond)
{
    const auto count = static_cast<double>(clients.size());
    const auto interval = static_cast<std::uint64_t>(count * 1e6 / callsASecond);
    for (std::size_t i = 0; i < clients.size(); ++i) {
        clients[i].intervalUs = interval;
        clients[i].dueUs = load.beginUs + interval * i / clients.size();
        must(sd_event_add_time(load.event, nullptr, CLOCK_MONOTONIC, clients[i].dueUs, 100, &onDue,
                               &clients[i]),
             "a timer");
    }
    must(sd_event_loop(load.event), "the loop");
    std::printf("%llu %llu", static_cast<unsigned long long>(load.good),
                static_cast<unsigned long long>(load.bad));
    for (const std::uint64_t took : load.tookUs)
        std::printf(" %llu", static_cast<unsigned long long>(took));
    std::printf("\n");
}

// ---------------------------------------------------------------- as many as there is room for

void sendGarbage(Client& client);

int onFloodAnswer(sd_bus_message* reply, void* data, sd_bus_error* /*error*/)
{
    auto& client = *static_cast<Client*>(data);
    ++(sd_bus_message_is_method_error(reply, nullptr) != 0 ? client.load->bad : client.load->good);
    --client.load->inFlight;
    sendGarbage(client);
    return 0;
}

// Of each kind in turn: what is let in, what is denied, what has the wrong types, what is too long.
sd_bus_message* garbage(Client& client, unsigned kind)
{
    static const std::string kLong(4'000, 'x');
    static const std::string kName(200, '\x7f');
    const char* device = client.load->path.c_str();
    sd_bus_message* message = nullptr;
    const auto make = [&](const char* path, const char* interface, const char* member) {
        must(sd_bus_message_new_method_call(client.bus, &message, names::kService, path, interface,
                                            member),
             "a message");
    };
    switch (kind % 10) {
    case 0:
        make(device, names::kDeviceInterface, "Status");
        break;
    case 1:
        make(device, names::kDeviceInterface, "Checkpoint");
        break;
    case 2:
        make(device, names::kDeviceInterface, "Resize");
        must(sd_bus_message_append(message, "s", "true"), "a message");
        break;
    case 3:
        make(names::kManagerPath, names::kManagerInterface, "CreateDevice");
        must(sd_bus_message_append(message, "sssusuubb", kName.c_str(), "/dev/../etc/shadow",
                                   "/proc/self/fd/0", 7, "x", 1U << 31, 1U << 31, 1, 1),
             "a message");
        break;
    case 4:
        make(names::kManagerPath, names::kManagerInterface, "Checkpoint");
        must(sd_bus_message_open_container(message, 'a', "s"), "a message");
        for (int i = 0; i < 2'000; ++i)
            must(sd_bus_message_append(message, "s", "y"), "a message");
        must(sd_bus_message_close_container(message), "a message");
        break;
    case 5:
        make(names::kManagerPath, names::kManagerInterface, "GetDevice");
        must(sd_bus_message_append(message, "s", kLong.c_str()), "a message");
        break;
    case 6:
        make(device, names::kPropertiesInterface, "Get");
        must(sd_bus_message_append(message, "ss", "no.such", kName.c_str()), "a message");
        break;
    case 7:
        make(device, names::kDeviceInterface, "NoSuchMethod");
        break;
    case 8:
        make(device, names::kDeviceInterface, "Message");
        must(sd_bus_message_append(message, "s", kName.c_str()), "a message");
        break;
    default:
        make(names::kManagerPath, names::kObjectManagerInterface, "GetManagedObjects");
        break;
    }
    return message;
}

void sendGarbage(Client& client)
{
    sd_bus_message* message = garbage(client, client.sent++);
    ++client.load->inFlight;
    must(sd_bus_call_async(client.bus, nullptr, message, &onFloodAnswer, &client, kPatienceUs),
         "a call");
    sd_bus_message_unref(message);
}

int onEnd(sd_event_source* /*source*/, std::uint64_t /*when*/, void* data)
{
    return sd_event_exit(static_cast<Load*>(data)->event, 0);
}

void flood(Load& load, std::vector<Client>& clients, std::uint64_t inFlight)
{
    for (std::uint64_t i = 0; i < inFlight; ++i) {
        Client& client = clients[i % clients.size()];
        if (client.sent == 0)
            client.sent = static_cast<unsigned>(i); // not all with the same
        sendGarbage(client);
    }
    const std::uint64_t reached = load.inFlight;
    must(sd_event_add_time(load.event, nullptr, CLOCK_MONOTONIC, load.endUs, 1'000, &onEnd, &load),
         "a timer");
    must(sd_event_loop(load.event), "the loop");
    std::printf("%llu %llu %llu\n", static_cast<unsigned long long>(load.good),
                static_cast<unsigned long long>(load.bad),
                static_cast<unsigned long long>(reached));
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 6) {
        std::fprintf(stderr, "usage: bus_load calls|flood CONNECTIONS NUMBER SECONDS PATH\n");
        return 2;
    }
    const rlimit files { 4'096, 4'096 };
    ::setrlimit(RLIMIT_NOFILE, &files);
    Load load;
    must(sd_event_default(&load.event), "the loop");
    load.path = argv[5];
    std::vector<Client> clients(std::strtoul(argv[2], nullptr, 10));
    for (Client& client : clients) {
        client.load = &load;
        client.bus = connect(load.event);
    }
    load.beginUs = nowUs() + 10'000;
    load.endUs = load.beginUs + std::strtoull(argv[4], nullptr, 10) * 1'000'000;
    if (std::strcmp(argv[1], "calls") == 0)
        callEvenly(load, clients, std::strtod(argv[3], nullptr));
    else
        flood(load, clients, std::strtoull(argv[3], nullptr, 10));
    return 0;
}
