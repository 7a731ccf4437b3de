// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/result.h"
#include "tools/console.h"

#include <memory>
#include <vector>

#include <CLI/CLI.hpp>

namespace blkera::tools {

// Exit statuses (blkera-meta.8).
inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kWrongUsage = 2;

// One thing that blkera-meta does; each has a file of its own. Options are those of the era_* tool
// that does the same. Answers go to standard output, or to a file where one was named.
class Verb {
public:
    virtual ~Verb() = default;

    virtual const char* name() const = 0;
    virtual const char* description() const = 0;
    virtual void declare(CLI::App& app) = 0;

    // The person wants the exit status and nothing else.
    virtual bool quiet() const { return false; }

    // Returns the exit status. An error is what the person is told in one line, names the file, and
    // means kFailed.
    virtual Result<int> run(const Console& console) = 0;
};

// The argument that names the metadata.
void addFile(CLI::App& app, std::string& file);

std::unique_ptr<Verb> makeCheck();
std::unique_ptr<Verb> makeDump();
std::unique_ptr<Verb> makeInfo();
std::unique_ptr<Verb> makeInvalidate();
std::unique_ptr<Verb> makeRepair();
std::unique_ptr<Verb> makeRestore();

// All of them, in the order of the help.
std::vector<std::unique_ptr<Verb>> makeVerbs();

} // namespace blkera::tools
