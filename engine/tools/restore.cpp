// SPDX-License-Identifier: GPL-2.0-or-later
#include "formats/era_xml.h"
#include "tools/input.h"
#include "tools/rebuild.h"
#include "tools/verb.h"

#include <nlohmann/json.hpp>

namespace blkera::tools {

namespace {

class Restore : public Verb {
public:
    const char* name() const override { return "restore"; }

    const char* description() const override
    {
        return "Make metadata from the XML of a dump (as era_restore)";
    }

    void declare(CLI::App& app) override
    {
        app.add_option("-i,--input", m_input, "the XML that dump printed")->required();
        app.add_option("-o,--output", m_output,
                       "the metadata device, or a file that is large enough; it is overwritten")
            ->required();
        app.add_flag("-q,--quiet", m_quiet, "print nothing, set the exit status");
        app.add_flag("--json", m_json, "print what was made as JSON");
    }

    bool quiet() const override { return m_quiet; }

    Result<int> run(const Console& console) override;

private:
    Result<void> report(const MetadataBuilder::Summary& summary, const Console& console) const;

    std::string m_input;
    std::string m_output;
    bool m_quiet = false;
    bool m_json = false;
};

Result<int> Restore::run(const Console& console)
{
    // The input first: what was there stays there if it cannot even be opened.
    auto input = Input::open(m_input, m_quiet);
    if (!input)
        return input.error();
    auto device = openTarget(m_output);
    if (!device)
        return device.error();
    RebuildWriter writer(**device);
    if (auto read = readEraXml((*input)->source(), writer); !read) {
        if (read.error().kind == ErrorKind::Corrupt)
            return about(m_input, read.error());
        if (read.error().kind == ErrorKind::NoSpace)
            return about(m_output, read.error());
        return read.error();
    }
    if (auto reported = report(writer.summary(), console); !reported)
        return reported.error();
    return kDone;
}

Result<void> Restore::report(const MetadataBuilder::Summary& summary, const Console& console) const
{
    if (m_quiet)
        return {};
    for (const Era era : summary.assumed)
        console.say(m_input + ": no writeset of era " + std::to_string(era.raw())
                    + ": every block counts as written in it");
    if (!m_json)
        return {};
    std::vector<std::uint32_t> assumed;
    for (const Era era : summary.assumed)
        assumed.push_back(era.raw());
    const nlohmann::ordered_json json { { "writesets", summary.writesets },
                                        { "assumed_eras", assumed },
                                        { "used_blocks", summary.used.raw() },
                                        { "total_blocks", summary.total.raw() } };
    return printText(json.dump(2) + "\n");
}

} // namespace

std::unique_ptr<Verb> makeRestore()
{
    return std::make_unique<Restore>();
}

} // namespace blkera::tools
