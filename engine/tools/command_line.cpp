// SPDX-License-Identifier: GPL-2.0-or-later
#include "tools/command_line.h"

#include "tools/verb.h"

#include <cerrno>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace blkera::tools {

namespace {

constexpr const char* kVersion = "blkera-meta " BLKERA_VERSION;
constexpr std::string_view kToolPrefix = "era_";

int run(Verb& verb, const Console& console)
{
    const auto status = verb.run(console);
    if (status)
        return *status;
    // Whoever read the answer has seen enough; there is nobody to tell.
    const bool brokenPipe
        = status.error().kind == ErrorKind::Io && status.error().errnoValue == EPIPE;
    if (!verb.quiet() && !brokenPipe)
        console.say(status.error().message());
    return kFailed;
}

// Parses; nothing if a verb is to run, else the exit status.
std::optional<int> parse(CLI::App& app, int argc, char** argv, const Console& console,
                         int wrongUsage)
{
    try {
        app.parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return app.exit(error); // --help, --version
        console.say(std::string(error.what()) + ": see " + app.get_name() + " --help");
        return wrongUsage;
    }
}

} // namespace

void addFile(CLI::App& app, std::string& file)
{
    app.add_option("FILE", file, "the metadata device, or a file with its content")->required();
}

std::vector<std::unique_ptr<Verb>> makeVerbs()
{
    std::vector<std::unique_ptr<Verb>> verbs;
    verbs.push_back(makeCheck());
    verbs.push_back(makeDump());
    verbs.push_back(makeRestore());
    verbs.push_back(makeRepair());
    verbs.push_back(makeInvalidate());
    verbs.push_back(makeInfo());
    return verbs;
}

int runCommandLine(int argc, char** argv)
{
    const std::string program = std::filesystem::path(argc > 0 ? argv[0] : "").filename();
    const auto verbs = makeVerbs();
    for (const auto& verb : verbs) {
        if (program != std::string(kToolPrefix) + verb->name())
            continue;
        const Console console(program);
        CLI::App app { verb->description(), program };
        app.set_version_flag("-V,--version", kVersion);
        verb->declare(app);
        const auto ended = parse(app, argc, argv, console, kFailed);
        return ended ? *ended : run(*verb, console);
    }

    const Console console("blkera-meta");
    CLI::App app { "Checks, reads and rebuilds the metadata of era devices", "blkera-meta" };
    app.set_version_flag("-V,--version", kVersion);
    app.require_subcommand(1);
    for (const auto& verb : verbs) {
        CLI::App* subcommand = app.add_subcommand(verb->name(), verb->description());
        subcommand->set_version_flag("-V,--version", kVersion);
        verb->declare(*subcommand);
    }
    if (const auto ended = parse(app, argc, argv, console, kWrongUsage))
        return *ended;
    for (const auto& verb : verbs) {
        if (app.got_subcommand(verb->name()))
            return run(*verb, console);
    }
    return kWrongUsage;
}

} // namespace blkera::tools
