// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/verb.h"
#include "client/texts.h"

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

enum class Values { None, Words, Files, Devices };

// What can be typed somewhere.
struct Choice {
    Values values = Values::None;
    std::string words {}; // separated by blanks
};

struct OptionWords {
    std::vector<std::string> spellings; // "-o", "--output"
    std::string help;
    bool takesValue = false;
    Choice choice;
};

struct VerbWords {
    std::string name;
    std::string help;
    std::vector<OptionWords> options;
    Choice argument; // of what is no option
};

// What the option table does not say of itself.
const std::map<std::string, Choice>& choices()
{
    static const std::map<std::string, Choice> kChoices {
        { "--format", { Values::Words, "xml json" } },
        { "--frontend", { Values::Words, "auto ublk fuse" } },
        { "--origin", { Values::Files } },
        { "--metadata", { Values::Files } },
        { "--output", { Values::Files } },
        { "NAME", { Values::Devices } },
        { "MESSAGE", { Values::Words, "checkpoint take_metadata_snap drop_metadata_snap" } },
        { "WHEN", { Values::Words, "never hourly every daily weekly monthly" } },
        { "SHELL", { Values::Words, "bash zsh fish" } },
    };
    return kChoices;
}

Choice choiceOf(const std::string& name)
{
    const auto found = choices().find(name);
    return found == choices().end() ? Choice {} : found->second;
}

std::string firstLine(const std::string& text)
{
    return text.substr(0, text.find('\n'));
}

OptionWords wordsOf(const CLI::Option& option)
{
    OptionWords words;
    for (const std::string& name : option.get_snames())
        words.spellings.push_back("-" + name);
    for (const std::string& name : option.get_lnames())
        words.spellings.push_back("--" + name);
    words.help = firstLine(option.get_description());
    words.takesValue = option.get_items_expected_max() > 0;
    words.choice = choiceOf(words.spellings.back());
    return words;
}

VerbWords wordsOf(const CLI::App& verb)
{
    VerbWords words;
    words.name = verb.get_name();
    words.help = firstLine(verb.get_description());
    for (const CLI::Option* option : verb.get_options()) {
        if (!option->get_positional()) {
            words.options.push_back(wordsOf(*option));
        } else if (words.argument.values != Values::Devices) {
            // A device can be followed by something else; one word of it is as good as two.
            const Choice choice = choiceOf(option->get_name(true));
            if (choice.values != Values::None)
                words.argument = choice;
        }
    }
    return words;
}

std::vector<VerbWords> verbsOf(const CLI::App& app)
{
    std::vector<VerbWords> verbs;
    for (const CLI::App* verb : app.get_subcommands({}))
        verbs.push_back(wordsOf(*verb));
    return verbs;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + word;
    return text;
}

std::string allSpellings(const VerbWords& verb)
{
    std::vector<std::string> all;
    for (const OptionWords& option : verb.options)
        all.insert(all.end(), option.spellings.begin(), option.spellings.end());
    return joined(all);
}

std::string inQuotes(const std::string& text)
{
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

constexpr std::string_view kListDevices = "blkera list 2>/dev/null | awk 'NR > 1 { print $1 }'";

// A line of bash that fills COMPREPLY.
std::string bashReply(const Choice& choice)
{
    switch (choice.values) {
    case Values::Words:
        return "COMPREPLY=($(compgen -W " + inQuotes(choice.words) + " -- \"$cur\"))";
    case Values::Files:
        return "COMPREPLY=($(compgen -f -- \"$cur\"))";
    case Values::Devices:
        return "COMPREPLY=($(compgen -W \"$(" + std::string(kListDevices) + ")\" -- \"$cur\"))";
    case Values::None:
        break;
    }
    return "COMPREPLY=()";
}

std::string bash(const std::vector<VerbWords>& verbs)
{
    std::vector<std::string> names;
    for (const VerbWords& verb : verbs)
        names.push_back(verb.name);
    std::string text = R"(# bash completion for blkera
_blkera() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} verb= i
    for ((i = 1; i < COMP_CWORD; i++)); do
        if [[ ${COMP_WORDS[i]} != -* ]]; then verb=${COMP_WORDS[i]}; break; fi
    done
    case $verb in
    '')
        COMPREPLY=($(compgen -W ')"
        + joined(names) + R"( --help --version' -- "$cur"))
        ;;
)";
    for (const VerbWords& verb : verbs) {
        text += "    " + verb.name + ")\n        case $prev in\n";
        for (const OptionWords& option : verb.options) {
            if (!option.takesValue)
                continue;
            std::string spellings;
            for (const std::string& spelling : option.spellings)
                spellings += (spellings.empty() ? "" : " | ") + spelling;
            text += "        " + spellings + ") " + bashReply(option.choice) + "; return ;;\n";
        }
        text += "        esac\n        if [[ $cur == -* ]]; then\n            COMPREPLY=($(compgen "
                "-W '"
            + allSpellings(verb) + "' -- \"$cur\"))\n        else\n            "
            + bashReply(verb.argument) + "\n        fi\n        ;;\n";
    }
    return text + "    esac\n}\ncomplete -o filenames -F _blkera blkera\n";
}

// A ':' and a '[' mean something in a zsh specification.
std::string zshText(std::string text)
{
    for (const char c : { '\\', ':', '[', ']' }) {
        for (std::size_t at = 0; (at = text.find(c, at)) != std::string::npos; at += 2)
            text.insert(at, 1, '\\');
    }
    return text;
}

std::string zshAction(const Choice& choice)
{
    switch (choice.values) {
    case Values::Words:
        return "(" + choice.words + ")";
    case Values::Files:
        return "_files";
    case Values::Devices:
        return "{compadd -- $(" + std::string(kListDevices) + ")}";
    case Values::None:
        break;
    }
    return " ";
}

std::string zsh(const std::vector<VerbWords>& verbs)
{
    std::string text = "#compdef blkera\n# zsh completion for blkera\n_blkera() {\n    local -a "
                       "verbs\n    verbs=(\n";
    for (const VerbWords& verb : verbs)
        text += "        " + inQuotes(zshText(verb.name) + ":" + verb.help) + "\n";
    text += R"(    )
    if (( CURRENT == 2 )); then
        _describe -t verbs verb verbs
        _arguments '--help[help]' '--version[version]'
        return
    fi
    case $words[2] in
)";
    for (const VerbWords& verb : verbs) {
        text += "    " + verb.name + ")\n        _arguments -s";
        for (const OptionWords& option : verb.options) {
            for (const std::string& spelling : option.spellings) {
                std::string spec = spelling + "[" + zshText(option.help) + "]";
                if (option.takesValue)
                    spec += ":value:" + zshAction(option.choice);
                text += " \\\n            " + inQuotes(spec);
            }
        }
        text += " \\\n            " + inQuotes("*:argument:" + zshAction(verb.argument))
            + "\n        ;;\n";
    }
    // The word before is the verb itself.
    return text
        + "    esac\n}\nif [[ $funcstack[1] == _blkera ]]; then\n    _blkera \"$@\"\nelse\n"
          "    compdef _blkera blkera\nfi\n";
}

std::string fishArguments(const Choice& choice)
{
    switch (choice.values) {
    case Values::Words:
        return " -f -a " + inQuotes(choice.words);
    case Values::Files:
        return " -F";
    case Values::Devices:
        return " -f -a " + inQuotes("(" + std::string(kListDevices) + ")");
    case Values::None:
        break;
    }
    return " -f";
}

std::string fish(const std::vector<VerbWords>& verbs)
{
    std::string text = "# fish completion for blkera\ncomplete -c blkera -f\n"
                       "complete -c blkera -n __fish_use_subcommand -l help -d 'help'\n"
                       "complete -c blkera -n __fish_use_subcommand -l version -d 'version'\n";
    for (const VerbWords& verb : verbs) {
        text += "complete -c blkera -n __fish_use_subcommand -a " + verb.name + " -d "
            + inQuotes(verb.help) + "\n";
        const std::string seen
            = "complete -c blkera -n " + inQuotes("__fish_seen_subcommand_from " + verb.name);
        if (verb.argument.values != Values::None)
            text += seen + fishArguments(verb.argument) + "\n";
        for (const OptionWords& option : verb.options) {
            text += seen;
            for (const std::string& spelling : option.spellings)
                text += spelling.starts_with("--") ? " -l " + spelling.substr(2)
                                                   : " -s " + spelling.substr(1);
            if (option.takesValue)
                text += " -r" + fishArguments(option.choice);
            text += " -d " + inQuotes(option.help) + "\n";
        }
    }
    return text;
}

using Write = std::string (*)(const std::vector<VerbWords>& verbs);

constexpr std::array<std::pair<std::string_view, Write>, 3> kShells { {
    { "bash", bash },
    { "zsh", zsh },
    { "fish", fish },
} };

std::string checkShell(const std::string& text)
{
    if (std::ranges::any_of(kShells, [&](const auto& shell) { return shell.first == text; }))
        return {};
    return helpText(
        Texts::tr("unknown shell '%1': use bash, zsh or fish").arg(QString::fromStdString(text)));
}

} // namespace

Verb addCompletion(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "completion", helpText(Texts::tr("Print what a shell needs to complete command lines")));
    auto shell = std::make_shared<std::string>();
    command->add_option("SHELL", *shell, helpText(Texts::tr("bash, zsh or fish")))
        ->required()
        ->check(checkShell)
        ->type_name("");
    addExamples(*command, { "source <(blkera completion bash)" });
    return { command, [&app, shell](EraClient&) {
                const auto* const found = std::ranges::find(
                    kShells, *shell, [](const auto& entry) { return std::string(entry.first); });
                return print(found->second(verbsOf(app)));
            } };
}

} // namespace blkera
