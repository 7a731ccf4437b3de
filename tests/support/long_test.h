// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QtTest>

#include <malloc.h>

namespace blkera::test {

// main() of a test that runs for minutes, and of its `--sequence TEXT`, which repeats one run.
template <class Test> int runLongTest(int argc, char* argv[], int (*replay)(const char* text))
{
    // Readers take buffers of megabytes and give them back; keep them, else most of the time goes
    // into fresh pages.
    mallopt(M_MMAP_THRESHOLD, 1 << 30);
    mallopt(M_TRIM_THRESHOLD, 1 << 30);
    // CTest watches over the time.
    qputenv("QTEST_FUNCTION_TIMEOUT", "7200000");
    if (argc == 3 && std::string_view(argv[1]) == "--sequence")
        return replay(argv[2]);
    QCoreApplication application(argc, argv);
    Test test;
    return QTest::qExec(&test, argc, argv);
}

} // namespace blkera::test
