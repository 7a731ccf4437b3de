// SPDX-License-Identifier: GPL-2.0-or-later
#include "samples.h"

#include <algorithm>

#include <QProcess>
#include <QXmlStreamReader>

Run run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    constexpr int kTimeoutMs = 300'000;
    if (!process.waitForFinished(kTimeoutMs) || process.exitStatus() != QProcess::NormalExit)
        return { -1, process.readAllStandardOutput(), process.readAllStandardError() };
    return { process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError() };
}

QByteArray unpackSample(const QString& name)
{
    return run("xz", { "-dkc", QStringLiteral(SAMPLE_DIR "/%1.img.xz").arg(name) }).out;
}

QString rangesText(const std::vector<bool>& blocks)
{
    QStringList ranges;
    auto begin = std::find(blocks.begin(), blocks.end(), true);
    while (begin != blocks.end()) {
        const auto end = std::find(begin, blocks.end(), false);
        const auto first = begin - blocks.begin();
        const auto last = end - blocks.begin() - 1;
        ranges += first == last ? QString::number(first) : QString("%1-%2").arg(first).arg(last);
        begin = std::find(end, blocks.end(), true);
    }
    return ranges.join(", ");
}

std::vector<bool> rangesFromText(const QString& text, std::size_t size)
{
    std::vector<bool> blocks(size);
    for (const QString& range : text.split(", ", Qt::SkipEmptyParts)) {
        const QStringList ends = range.split('-');
        for (std::size_t block = ends.first().toUInt(); block <= ends.last().toUInt(); ++block)
            blocks.at(block) = true;
    }
    return blocks;
}

std::vector<bool> rangesFromXml(const QByteArray& xml, std::size_t size)
{
    std::vector<bool> blocks(size);
    QXmlStreamReader reader(xml);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = reader.attributes();
        if (reader.name() == QLatin1String("block")) {
            blocks.at(attributes.value("block").toUInt()) = true;
        } else if (reader.name() == QLatin1String("range")) {
            for (std::size_t block = attributes.value("begin").toUInt();
                 block < attributes.value("end").toUInt(); ++block)
                blocks.at(block) = true;
        }
    }
    return reader.hasError() ? std::vector<bool>() : blocks;
}
