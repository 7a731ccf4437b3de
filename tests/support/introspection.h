// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <QStringList>
#include <QXmlStreamReader>

namespace blkera::test {

// One line for each method, signal and property of an interface in introspection data, sorted:
// "method Checkpoint(in as names, out au eras)". What two documents say alike is written alike.
inline QStringList members(const QByteArray& document, const QString& interface)
{
    QStringList lines;
    QXmlStreamReader xml(document);
    QString current;
    QString line;
    QStringList arguments;
    while (!xml.atEnd()) {
        xml.readNext();
        const QString tag = xml.name().toString();
        if (xml.isStartElement()) {
            const auto value = [&xml](const char* name) {
                return xml.attributes().value(QLatin1String(name)).toString();
            };
            if (tag == QLatin1String("interface"))
                current = value("name");
            else if (current != interface)
                continue;
            else if (tag == QLatin1String("method") || tag == QLatin1String("signal")) {
                line = tag + u' ' + value("name");
                arguments.clear();
            } else if (tag == QLatin1String("arg")) {
                const QString direction = value("direction");
                arguments << (direction.isEmpty() ? QString() : direction + u' ') + value("type")
                        + u' ' + value("name");
            } else if (tag == QLatin1String("property")) {
                lines << tag + u' ' + value("name") + u' ' + value("type") + u' ' + value("access");
            }
        } else if (
            xml.isEndElement()
            && current
                == interface && (tag == QLatin1String("method") || tag == QLatin1String("signal"))) {
            lines << line + u'(' + arguments.join(QStringLiteral(", ")) + u')';
        } else if (xml.isEndElement() && tag == QLatin1String("interface")) {
            current.clear();
        }
    }
    lines.sort();
    return lines;
}

inline QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace blkera::test
