// SPDX-License-Identifier: GPL-2.0-or-later

// Prints the daemon's method table: interface, verb, action, rate and argument limits, a row a
// line, with tabs between. For access_test.py.

#include "access/method_table.h"

#include <cstdio>

using namespace blkera;

int main()
{
    for (const MethodRow& row : methodTable()) {
        const ArgumentLimits& limits = row.arguments;
        std::printf(
            "%.*s\t%.*s\t%.*s\t%s\t%lld\t%lld\t%lld\n", static_cast<int>(row.interface.size()),
            row.interface.data(), static_cast<int>(row.verb.size()), row.verb.data(),
            static_cast<int>(row.action.size()), row.action.data(),
            row.rate == RateClass::Heavy ? "heavy" : "light",
            static_cast<long long>(limits.stringBytes), static_cast<long long>(limits.arrayItems),
            static_cast<long long>(limits.totalBytes));
    }
    return 0;
}
