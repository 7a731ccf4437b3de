// SPDX-License-Identifier: GPL-2.0-or-later
#include "cli/await.h"
#include "cli/device_text.h"
#include "cli/verb.h"
#include "client/era_client.h"
#include "client/texts.h"

#include <memory>

#include <CLI/CLI.hpp>

namespace blkera {
namespace {

struct Options {
    std::string name;
    bool force = false;
    bool json = false;
};

QString change(quint64 from, quint64 to)
{
    return QStringLiteral("%1 -> %2").arg(from).arg(to);
}

// The words are those of the JSON; sizes in bytes.
QByteArray asText(const Resized& resized)
{
    QString line = QStringLiteral("size %1, blocks %2, metadata blocks %3")
                       .arg(resized.sizeSectors * 512)
                       .arg(change(resized.oldBlocks, resized.blocks),
                            change(resized.oldMetadataBlocks, resized.metadataBlocks));
    if (!resized.visible)
        line += QStringLiteral(", visible after stop and start");
    return line.toUtf8() + '\n';
}

QJsonObject asJson(const QString& name, const Resized& resized)
{
    const auto number = [](quint64 value) { return QJsonValue(static_cast<qint64>(value)); };
    return {
        { QStringLiteral("name"), name },
        { QStringLiteral("size_bytes"), number(resized.sizeSectors * 512) },
        { QStringLiteral("old_blocks"), number(resized.oldBlocks) },
        { QStringLiteral("blocks"), number(resized.blocks) },
        { QStringLiteral("old_metadata_blocks"), number(resized.oldMetadataBlocks) },
        { QStringLiteral("metadata_blocks"), number(resized.metadataBlocks) },
        { QStringLiteral("visible"), resized.visible },
    };
}

} // namespace

Verb addResize(CLI::App& app)
{
    CLI::App* command = app.add_subcommand(
        "resize",
        helpText(Texts::tr("Take in the sizes that origin and metadata device have now")));
    auto options = std::make_shared<Options>();
    addDeviceName(*command, options->name);
    command->add_flag("--force", options->force,
                      helpText(Texts::tr("Let the device shrink: the history of its end is lost")));
    addJson(*command, options->json);
    addExamples(*command, { "blkera resize vault", "blkera resize vault --force" });
    return { command, [options](EraClient& client) {
                const QString name = QString::fromStdString(options->name);
                const Outcome<Resized> resized = await(client.resize(name, options->force));
                if (!resized)
                    return endingOf(resized.error(), name);
                return print(options->json ? jsonText(asJson(name, *resized)) : asText(*resized));
            } };
}

} // namespace blkera
