// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/result.h"

#include <cerrno>
#include <system_error>

namespace blkera {

const char* toString(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Io:
        return "input/output error";
    case ErrorKind::Corrupt:
        return "corrupt metadata";
    case ErrorKind::NoSpace:
        return "no space";
    case ErrorKind::Invalid:
        return "invalid request";
    case ErrorKind::NotFound:
        return "not found";
    case ErrorKind::Busy:
        return "busy";
    case ErrorKind::Unsupported:
        return "not supported";
    }
    return "error";
}

std::string Error::message() const
{
    if (errnoValue == 0)
        return context.empty() ? toString(kind) : context;
    const std::string system = std::generic_category().message(errnoValue);
    return context.empty() ? system : context + ": " + system;
}

int Error::toErrno() const
{
    if (errnoValue != 0)
        return errnoValue;
    switch (kind) {
    case ErrorKind::Io:
    case ErrorKind::Corrupt:
        return EIO;
    case ErrorKind::NoSpace:
        return ENOSPC;
    case ErrorKind::Invalid:
        return EINVAL;
    case ErrorKind::NotFound:
        return ENOENT;
    case ErrorKind::Busy:
        return EBUSY;
    case ErrorKind::Unsupported:
        return EOPNOTSUPP;
    }
    return EIO;
}

Error ioError(int errnoValue, std::string context)
{
    return { ErrorKind::Io, errnoValue, std::move(context) };
}

Error corrupt(std::string context)
{
    return { ErrorKind::Corrupt, 0, std::move(context) };
}

Error invalid(std::string context)
{
    return { ErrorKind::Invalid, 0, std::move(context) };
}

} // namespace blkera
