// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/verb.h"

#include "client/texts.h"
#include "config/device_config.h"

#include <CLI/CLI.hpp>

namespace blkera {

std::string helpText(const QString& text)
{
    return text.toStdString();
}

std::string checkDeviceName(const std::string& name)
{
    if (isDeviceName(name))
        return {};
    return helpText(Texts::tr("'%1' is not a device name: use 1 to 64 of A-Z a-z 0-9 . _ - and no "
                              "dot in front")
                        .arg(QString::fromStdString(name)));
}

CLI::Option* addDeviceName(CLI::App& command, std::string& name)
{
    return command.add_option("NAME", name, helpText(Texts::tr("The device's name")))
        ->required()
        ->check(checkDeviceName)
        ->type_name("");
}

CLI::Option* addJson(CLI::App& command, bool& json)
{
    return command.add_flag("--json", json, helpText(Texts::tr("Print JSON")));
}

} // namespace blkera
