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

int reply(sd_bus_message* call, const Outcome::Values& values)
{
    sd_bus_message* answer = nullptr;
    int r = sd_bus_message_new_method_return(call, &answer);
    if (r >= 0 && values)
        r = values(answer);
    if (r >= 0)
        r = sd_bus_send(sd_bus_message_get_bus(call), answer, nullptr);
    sd_bus_message_unref(answer);
    return r;
}

KeptCalls::~KeptCalls()
{
    for (const auto& [id, call] : m_calls)
        sd_bus_message_unref(call);
}

std::uint64_t KeptCalls::keep(sd_bus_message* call)
{
    m_calls.emplace(++m_lastId, sd_bus_message_ref(call));
    return m_lastId;
}

bool KeptCalls::answer(const Outcome& outcome)
{
    const auto found = m_calls.find(outcome.id);
    if (found == m_calls.end())
        return false;
    sd_bus_message* const call = found->second;
    m_calls.erase(found);
    if (outcome.done)
        reply(call, outcome.values);
    else
        replyError(call, outcome.done.error());
    sd_bus_message_unref(call);
    return true;
}

void KeptCalls::drop(std::uint64_t id)
{
    const auto found = m_calls.find(id);
    if (found == m_calls.end())
        return;
    sd_bus_message_unref(found->second);
    m_calls.erase(found);
}

void KeptCalls::answerAll(const Error& error)
{
    while (!m_calls.empty())
        answer({ m_calls.begin()->first, error });
}

void KeptCalls::forget(const sd_bus* bus)
{
    for (auto call = m_calls.begin(); call != m_calls.end();) {
        if (sd_bus_message_get_bus(call->second) == bus) {
            sd_bus_message_unref(call->second);
            call = m_calls.erase(call);
        } else {
            ++call;
        }
    }
}

} // namespace blkera
