// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/kept_calls.h"

#include "dbus/names.h"

namespace blkera {

namespace {

const char* errorName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Invalid:
        return names::kErrorInvalidArguments;
    case ErrorKind::Busy:
        return names::kErrorBusy;
    case ErrorKind::Io:
    case ErrorKind::Corrupt:
    case ErrorKind::NoSpace:
    case ErrorKind::NotFound: // no metadata snapshot; the bus's NotFound means the device
    case ErrorKind::Unsupported:
        break;
    }
    return names::kErrorFailed;
}

} // namespace

int replyError(sd_bus_message* call, const char* name, const std::string& message)
{
    return sd_bus_reply_method_errorf(call, name, "%s", message.c_str());
}

int replyError(sd_bus_message* call, const Error& error)
{
    return replyError(call, errorName(error.kind), error.message());
}

KeptCalls::~KeptCalls()
{
    for (const auto& [id, call] : m_calls)
        sd_bus_message_unref(call.message);
}

std::uint64_t KeptCalls::keep(sd_bus_message* call, std::string_view replyType)
{
    m_calls.emplace(++m_lastId, Call { sd_bus_message_ref(call), replyType });
    return m_lastId;
}

void KeptCalls::answer(const Outcome& outcome)
{
    const auto found = m_calls.find(outcome.id);
    if (found == m_calls.end())
        return;
    const auto [call, replyType] = found->second;
    m_calls.erase(found);
    if (!outcome.value)
        replyError(call, outcome.value.error());
    else if (replyType == "u")
        sd_bus_reply_method_return(call, "u", static_cast<std::uint32_t>(*outcome.value));
    else if (replyType == "t")
        sd_bus_reply_method_return(call, "t", *outcome.value);
    else if (replyType == "tt")
        sd_bus_reply_method_return(call, "tt", *outcome.value, outcome.more);
    else
        sd_bus_reply_method_return(call, "");
    sd_bus_message_unref(call);
}

sd_bus_message* KeptCalls::take(std::uint64_t id)
{
    const auto found = m_calls.find(id);
    if (found == m_calls.end())
        return nullptr;
    sd_bus_message* const call = found->second.message;
    m_calls.erase(found);
    return call;
}

void KeptCalls::answerAll(const Error& error)
{
    while (!m_calls.empty())
        answer({ m_calls.begin()->first, error });
}

void KeptCalls::forget(const sd_bus* bus)
{
    for (auto call = m_calls.begin(); call != m_calls.end();) {
        if (sd_bus_message_get_bus(call->second.message) == bus) {
            sd_bus_message_unref(call->second.message);
            call = m_calls.erase(call);
        } else {
            ++call;
        }
    }
}

} // namespace blkera
