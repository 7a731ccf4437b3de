// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/statistics_reply.h"

#include <array>
#include <cerrno>
#include <memory>
#include <string>

#include <systemd/sd-bus.h>

namespace blkera {

namespace {

constexpr std::size_t kBounds = Histogram::kBuckets - 1;

// By BlockOperation.
constexpr std::array<const char*, kOperations> kOperationNames { "read", "write", "flush",
                                                                 "discard", "write_zeroes" };

// Builds a message. After an error it does nothing more and keeps the first.
class Writer {
public:
    explicit Writer(sd_bus_message* message)
        : m_message(message)
    {
    }

    int result() const { return m_result; }

    void open(char type, const char* contents)
    {
        note([&] { return sd_bus_message_open_container(m_message, type, contents); });
    }

    void close()
    {
        note([&] { return sd_bus_message_close_container(m_message); });
    }

    void name(const char* name)
    {
        note([&] { return sd_bus_message_append(m_message, "s", name); });
    }

    // Members of a dictionary of variants.
    void number(const std::string& name, std::uint64_t value)
    {
        note([&] { return sd_bus_message_append(m_message, "{sv}", name.c_str(), "t", value); });
    }

    template <std::size_t size>
    void numbers(const std::string& name, const std::array<std::uint64_t, size>& values)
    {
        open('e', "sv");
        this->name(name.c_str());
        open('v', "at");
        note([&] {
            return sd_bus_message_append_array(m_message, 't', values.data(), sizeof values);
        });
        close();
        close();
    }

    void histogram(const std::string& name, const Histogram::Counts& counts)
    {
        numbers(name + "_buckets", counts.buckets);
        number(name + "_sum", counts.sum);
        number(name + "_max", counts.max);
    }

private:
    template <class Append> void note(Append append)
    {
        if (m_result >= 0)
            m_result = append();
    }

    sd_bus_message* m_message;
    int m_result = 0;
};

void writeOperation(Writer& writer, const OperationFigures& figures)
{
    writer.open('a', "{sv}");
    writer.number("requests", figures.requests);
    writer.number("in_flight", figures.inFlight);
    writer.number("bytes", figures.bytes);
    writer.number("errors", figures.errors);
    writer.number("deferred", figures.deferred);
    writer.histogram("latency_us", figures.latencyUs);
    writer.histogram("mark_wait_us", figures.markWaitUs);
    writer.close();
}

void writeFigures(Writer& writer, const DeviceFigures& figures)
{
    std::array<std::uint64_t, kBounds> bounds {};
    for (std::size_t i = 0; i < kBounds; ++i)
        bounds[i] = Histogram::upperBound(i);
    writer.open('a', "{sv}");
    writer.number("started_us", figures.startedUs);
    writer.numbers("histogram_bounds", bounds);
    writer.open('e', "sv");
    writer.name("operations");
    writer.open('v', "a{sa{sv}}");
    writer.open('a', "{sa{sv}}");
    for (std::size_t i = 0; i < kOperations; ++i) {
        writer.open('e', "sa{sv}");
        writer.name(kOperationNames[i]);
        writeOperation(writer, figures.requests[i]);
        writer.close();
    }
    writer.close();
    writer.close();
    writer.close();
    writer.number("eras_begun", figures.tracker.erasBegun);
    writer.histogram("commit_us", figures.tracker.commitUs);
    writer.histogram("commit_writes", figures.tracker.commitWrites);
    writer.number("metadata_blocks_written", figures.metadataBlocksWritten);
    writer.number("metadata_flushes", figures.metadataFlushes);
    writer.close();
}

} // namespace

int replyStatistics(sd_bus_message* call, const DeviceFigures& figures)
{
    sd_bus_message* reply = nullptr;
    if (const int r = sd_bus_message_new_method_return(call, &reply); r < 0)
        return r;
    const std::unique_ptr<sd_bus_message, sd_bus_message* (*)(sd_bus_message*)> owner(
        reply, sd_bus_message_unref);
    Writer writer(reply);
    writeFigures(writer, figures);
    return writer.result() < 0 ? writer.result()
                               : sd_bus_send(sd_bus_message_get_bus(reply), reply, nullptr);
}

} // namespace blkera
