// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/argument_limits.h"

#include <algorithm>

#include <QByteArray>
#include <QDBusArgument>
#include <QDBusObjectPath>
#include <QDBusSignature>
#include <QDBusUnixFileDescriptor>
#include <QDBusVariant>
#include <QMetaType>
#include <QStringList>

namespace blkera {

namespace {

constexpr qsizetype kPlainBytes = 8; // a number, a truth value, a descriptor

// Each of these is false once something is too large; then nothing more is looked at.
class Measurement {
public:
    explicit Measurement(const ArgumentLimits& limits)
        : m_limits(limits)
    {
    }

    bool value(const QVariant& value);

    MeasuredArguments result() const { return { m_bytes, m_tooLarge }; }

private:
    bool text(const QString& text);
    bool items(qsizetype count);
    bool count(qsizetype bytes);
    bool composite(const QDBusArgument& argument);
    bool elements(const QDBusArgument& argument);
    bool entries(const QDBusArgument& argument);
    bool refuse(const QString& why);

    const ArgumentLimits& m_limits;
    qsizetype m_bytes = 0;
    std::optional<BusError> m_tooLarge;
};

bool Measurement::value(const QVariant& value)
{
    const QMetaType type = value.metaType();
    if (type == QMetaType::fromType<QString>())
        return text(value.toString());
    if (type == QMetaType::fromType<QStringList>()) {
        const QStringList list = value.toStringList();
        return items(list.size())
            && std::ranges::all_of(list, [this](const QString& entry) { return text(entry); });
    }
    if (type == QMetaType::fromType<QByteArray>()) {
        const qsizetype bytes = value.toByteArray().size();
        return items(bytes) && count(bytes);
    }
    if (type == QMetaType::fromType<QVariantList>()) {
        const QVariantList list = value.toList();
        return items(list.size()) && std::ranges::all_of(list, [this](const QVariant& entry) {
                   return this->value(entry);
               });
    }
    if (type == QMetaType::fromType<QDBusObjectPath>())
        return text(value.value<QDBusObjectPath>().path());
    if (type == QMetaType::fromType<QDBusSignature>())
        return text(value.value<QDBusSignature>().signature());
    if (type == QMetaType::fromType<QDBusVariant>())
        return this->value(value.value<QDBusVariant>().variant());
    if (type == QMetaType::fromType<QDBusArgument>())
        return composite(value.value<QDBusArgument>());
    if (type == QMetaType::fromType<QDBusUnixFileDescriptor>() || value.canConvert<double>())
        return count(kPlainBytes);
    return refuse(QStringLiteral("an argument is of no type that is known here"));
}

bool Measurement::text(const QString& text)
{
    // Never fewer bytes than UTF-16 units, so what is far too long is not converted.
    if (text.size() > m_limits.stringBytes || text.toUtf8().size() > m_limits.stringBytes)
        return refuse(
            QStringLiteral("an argument is longer than %1 bytes").arg(m_limits.stringBytes));
    return count(text.size());
}

bool Measurement::items(qsizetype count)
{
    if (count > m_limits.arrayItems)
        return refuse(
            QStringLiteral("an argument has more than %1 entries").arg(m_limits.arrayItems));
    return true;
}

bool Measurement::count(qsizetype bytes)
{
    m_bytes += bytes;
    if (m_bytes > m_limits.totalBytes)
        return refuse(
            QStringLiteral("the arguments are longer than %1 bytes").arg(m_limits.totalBytes));
    return true;
}

// What is begun has to be ended, else the message stays for ever: also when it is refused in the
// middle.
bool Measurement::composite(const QDBusArgument& argument)
{
    bool fits = true;
    switch (argument.currentType()) {
    case QDBusArgument::BasicType:
    case QDBusArgument::VariantType:
        return value(argument.asVariant());
    case QDBusArgument::ArrayType:
        argument.beginArray();
        fits = elements(argument);
        argument.endArray();
        return fits;
    case QDBusArgument::StructureType:
        argument.beginStructure();
        fits = elements(argument);
        argument.endStructure();
        return fits;
    case QDBusArgument::MapType:
        return entries(argument);
    case QDBusArgument::MapEntryType:
    case QDBusArgument::UnknownType:
        break;
    }
    return refuse(QStringLiteral("an argument cannot be read"));
}

bool Measurement::elements(const QDBusArgument& argument)
{
    for (qsizetype read = 0; !argument.atEnd(); ++read) {
        if (!items(read + 1) || !composite(argument))
            return false;
    }
    return true;
}

bool Measurement::entries(const QDBusArgument& argument)
{
    bool fit = true;
    argument.beginMap();
    for (qsizetype read = 0; fit && !argument.atEnd(); ++read) {
        argument.beginMapEntry();
        fit = items(read + 1) && composite(argument) && composite(argument);
        argument.endMapEntry();
    }
    argument.endMap();
    return fit;
}

bool Measurement::refuse(const QString& why)
{
    m_tooLarge = invalidArguments(why);
    return false;
}

} // namespace

MeasuredArguments measureArguments(const QVariantList& arguments, const ArgumentLimits& limits)
{
    Measurement measurement(limits);
    for (const QVariant& argument : arguments) {
        if (!measurement.value(argument))
            break;
    }
    return measurement.result();
}

} // namespace blkera
