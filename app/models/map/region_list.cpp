// SPDX-License-Identifier: GPL-2.0-or-later
#include "models/map/region_list.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <string_view>

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace blkera {
namespace {

// The longest line that there is has 200 bytes.
constexpr qsizetype kLongestLine = 4'096;

// The longer run is the better one, of equals the first.
bool isBetter(const BlockSpan& one, const BlockSpan& other)
{
    return one.count != other.count ? one.count > other.count : one.first < other.first;
}

std::optional<quint64> memberOf(const QJsonObject& object, const char* name)
{
    const QJsonValue value = object.value(QLatin1String(name));
    constexpr double kMost = 9'007'199'254'740'992.0; // above this JSON numbers have gaps
    const double number = value.toDouble(-1);
    if (!value.isDouble() || number < 0 || number > kMost)
        return std::nullopt;
    return quint64(value.toInteger());
}

// Takes `name` and the number behind it off the front.
bool takeNumber(std::string_view& text, std::string_view name, quint64& number)
{
    if (!text.starts_with(name))
        return false;
    text.remove_prefix(name.size());
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc())
        return false;
    text.remove_prefix(std::size_t(end - text.data()));
    return true;
}

} // namespace

RegionList::RegionList(std::size_t mostKept)
    : m_mostKept(std::max<std::size_t>(mostKept, 1))
{
}

bool RegionList::feed(QByteArrayView bytes)
{
    while (!bytes.isEmpty() && m_place != Place::Failed) {
        const qsizetype end = bytes.indexOf('\n');
        const qsizetype taken = end < 0 ? bytes.size() : end;
        if (m_line.size() + taken > kLongestLine) {
            m_place = Place::Failed;
            break;
        }
        m_line.append(bytes.data(), taken);
        if (end < 0)
            break;
        if (!takeLine(m_line))
            m_place = Place::Failed;
        m_line.clear();
        bytes = bytes.sliced(end + 1);
    }
    return m_place != Place::Failed;
}

bool RegionList::takeLine(QByteArrayView line)
{
    switch (m_place) {
    case Place::Header:
        return takeHeader(line);
    case Place::Ranges:
        return line.startsWith(']') ? takeEnd(line) : takeRange(line);
    case Place::End:
    case Place::Failed:
        break;
    }
    return false; // nothing may follow
}

bool RegionList::takeHeader(QByteArrayView line)
{
    // An empty list is one line.
    const bool isWhole = line.endsWith('}');
    QByteArray json = line.toByteArray();
    if (!isWhole)
        json += "]}";
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto blocks = memberOf(object, "nr_blocks");
    const auto era = memberOf(object, "current_era");
    const QJsonValue ranges = object.value(QLatin1String("ranges"));
    if (!blocks || !era || *era > std::numeric_limits<quint32>::max() || !ranges.isArray()
        || !ranges.toArray().isEmpty())
        return false;
    m_blocks = *blocks;
    m_currentEra = quint32(*era);
    m_place = Place::Ranges;
    return !isWhole || takeTotals(json);
}

bool RegionList::takeRange(QByteArrayView line)
{
    std::string_view text(line.data(), std::size_t(line.size()));
    quint64 begin = 0;
    quint64 end = 0;
    quint64 offset = 0;
    quint64 length = 0;
    if (m_isLast || !takeNumber(text, R"({"begin":)", begin) || !takeNumber(text, R"(,"end":)", end)
        || !takeNumber(text, R"(,"offset":)", offset) || !takeNumber(text, R"(,"length":)", length)
        || (text != "}" && text != "},"))
        return false;
    m_isLast = text == "}";
    if (begin < m_end || end <= begin || end > m_blocks)
        return false;
    m_end = end;
    m_changed += end - begin;
    ++m_runs;
    keep({ begin, end - begin });
    return true;
}

bool RegionList::takeEnd(QByteArrayView line)
{
    // "],"changed_blocks":12,…}": what is left of the object.
    if (!line.startsWith("],") || (m_runs != 0 && !m_isLast))
        return false;
    return takeTotals('{' + line.sliced(2).toByteArray());
}

bool RegionList::takeTotals(const QByteArray& json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto changed = memberOf(object, "changed_blocks");
    if (!changed || *changed != m_changed)
        return false;
    m_uncertain = memberOf(object, "uncertain_blocks").value_or(0);
    m_place = Place::End;
    return true;
}

void RegionList::keep(const BlockSpan& run)
{
    if (m_kept.size() == m_mostKept) {
        if (!isBetter(run, m_kept.front()))
            return;
        std::ranges::pop_heap(m_kept, isBetter);
        m_kept.pop_back();
    }
    m_kept.push_back(run);
    std::ranges::push_heap(m_kept, isBetter);
}

std::vector<BlockSpan> RegionList::longest() const
{
    std::vector<BlockSpan> runs = m_kept;
    std::ranges::sort(runs, {}, &BlockSpan::first);
    return runs;
}

} // namespace blkera
