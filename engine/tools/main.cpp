// SPDX-License-Identifier: GPL-2.0-or-later
// blkera-meta: reads era metadata while its device is not in use. A verb each for era_check,
// era_dump and era_invalidate, with their options.
#include "tools/verbs.h"

#include <cstdio>
#include <functional>
#include <string>

#include <CLI/CLI.hpp>

namespace {

using blkera::ErrorKind;
using blkera::Result;

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

// What a person reads of an error: the engine's own contexts may begin with the file's name.
std::string explain(const std::string& file, const blkera::Error& error, bool checking)
{
    std::string text = error.message();
    if (!text.starts_with(file + ": "))
        text = file + ": " + text;
    if (error.kind == ErrorKind::Corrupt && !checking)
        text += "; 'blkera-meta check' lists all damage";
    return text;
}

// One line, whatever is in a file's name.
void complain(std::string line)
{
    for (char& c : line) {
        if (c == '\n')
            c = ' ';
    }
    std::fprintf(stderr, "blkera-meta: %s\n", line.c_str());
}

CLI::App* addVerb(CLI::App& app, const char* name, const char* description, std::string& file)
{
    CLI::App* verb = app.add_subcommand(name, description);
    verb->add_option("FILE", file, "the metadata device, or a file with its content")->required();
    verb->set_version_flag("-V,--version", "blkera-meta " BLKERA_VERSION);
    return verb;
}

} // namespace

int main(int argc, char** argv)
{
    using namespace blkera::tools;
    CLI::App app { "Checks and reads the metadata of era devices", "blkera-meta" };
    app.set_version_flag("-V,--version", "blkera-meta " BLKERA_VERSION);
    app.require_subcommand(1);

    CheckOptions checkOptions;
    CLI::App* checkVerb = addVerb(app, "check", "Look for damage (as era_check, and more strictly)",
                                  checkOptions.file);
    checkVerb->add_flag("-q,--quiet", checkOptions.quiet, "print nothing, set the exit status");
    checkVerb->add_flag("--super-block-only", checkOptions.superblockOnly,
                        "look at the superblock only");
    checkVerb->add_flag("--json", checkOptions.json, "print the findings as JSON");

    DumpOptions dumpOptions;
    CLI::App* dumpVerb
        = addVerb(app, "dump", "Print all of it as XML (as era_dump)", dumpOptions.file);
    dumpVerb->add_flag("--logical", dumpOptions.logical,
                       "fold writesets into the era array: the highest era of each block");
    dumpVerb->add_option("-o,--output", dumpOptions.output, "write to this file");
    dumpVerb->add_flag("--json", dumpOptions.json, "print JSON instead of XML");

    InvalidateOptions invalidateOptions;
    std::uint32_t writtenSince = 0;
    CLI::App* invalidateVerb
        = addVerb(app, "invalidate", "List the blocks written since an era (as era_invalidate)",
                  invalidateOptions.file);
    invalidateVerb
        ->add_option("--written-since", writtenSince,
                     "the first era that counts; 0 lists every block")
        ->required();
    invalidateVerb->add_flag("--metadata-snapshot,--metadata-snap",
                             invalidateOptions.metadataSnapshot,
                             "read the held metadata snapshot; the device may be in use");
    invalidateVerb->add_option("-o,--output", invalidateOptions.output, "write to this file");
    invalidateVerb->add_flag("--json", invalidateOptions.json, "print JSON instead of XML");

    InfoOptions infoOptions;
    CLI::App* infoVerb
        = addVerb(app, "info", "Print sizes, eras, space and writesets", infoOptions.file);
    infoVerb->add_flag("--json", infoOptions.json, "print JSON");

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        if (error.get_exit_code() == 0)
            return app.exit(error); // --help, --version
        complain(std::string(error.what()) + ": see blkera-meta --help");
        return kWrongUsage;
    }
    invalidateOptions.writtenSince = blkera::Era(writtenSince);

    Result<void> done;
    std::string file;
    bool quiet = false;
    if (checkVerb->parsed()) {
        file = checkOptions.file;
        quiet = checkOptions.quiet;
        done = check(checkOptions);
    } else if (dumpVerb->parsed()) {
        file = dumpOptions.file;
        done = dump(dumpOptions);
    } else if (invalidateVerb->parsed()) {
        file = invalidateOptions.file;
        done = invalidate(invalidateOptions);
    } else {
        file = infoOptions.file;
        done = info(infoOptions);
    }
    if (done)
        return 0;
    if (!quiet)
        complain(explain(file, done.error(), checkVerb->parsed()));
    return kFailed;
}
