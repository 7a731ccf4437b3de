// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/era_range_fields.h"

#include "client/when_done.h"
#include "widgets/dialogs/field_note.h"

#include <algorithm>
#include <limits>

#include <QDateTime>
#include <QFormLayout>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>

namespace blkera {
namespace {

constexpr quint32 kErasAtOnce = 1'000;
constexpr int kLastEra = std::numeric_limits<int>::max();

QString momentText(quint64 timeUs)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(qint64(timeUs / 1'000)),
                              QLocale::ShortFormat);
}

} // namespace

EraRangeFields::EraRangeFields(ServiceCache& cache, const QString& device, const EraRange& range,
                               QWidget* dialog)
    : QObject(dialog)
    , m_cache(cache)
    , m_device(device)
    , m_since(new QSpinBox(dialog))
    , m_until(new QSpinBox(dialog))
    , m_sinceNote(new FieldNote(dialog))
    , m_untilNote(new FieldNote(dialog))
    , m_checkpoint(new QPushButton(tr("Take a chec&kpoint first"), dialog))
{
    for (QSpinBox* const box : { m_since, m_until }) {
        box->setRange(0, kLastEra);
        box->setGroupSeparatorShown(true);
    }
    m_since->setSpecialValueText(tr("the first"));
    m_until->setSpecialValueText(tr("now"));
    m_since->setValue(int(std::min<quint32>(range.since, kLastEra)));
    m_until->setValue(int(std::min<quint32>(range.until, kLastEra)));
    m_checkpoint->setAutoDefault(false);
    for (QSpinBox* const box : { m_since, m_until })
        connect(box, &QSpinBox::valueChanged, this, &EraRangeFields::update);
    connect(m_checkpoint, &QPushButton::clicked, this, &EraRangeFields::checkpointAsked);
    askForEras(0);
    update();
}

void EraRangeFields::addTo(QFormLayout* form)
{
    addField(form, tr("&Since era:"), m_since, m_sinceNote);
    addField(form, tr("&Until era:"), m_until, m_untilNote);
    form->addRow(QString(), m_checkpoint);
    update();
}

QWidget* EraRangeFields::firstField() const
{
    return m_since;
}

EraRange EraRangeFields::range() const
{
    return { quint32(m_since->value()), quint32(m_until->value()) };
}

QString EraRangeFields::obstacle() const
{
    for (const FieldNote* note : { m_sinceNote, m_untilNote }) {
        if (note->severity() == Severity::Error)
            return note->text();
    }
    return {};
}

void EraRangeFields::endWith(quint32 era)
{
    m_asked.clear(); // it had no end when it was asked for
    askForEras(0);
    m_until->setValue(int(std::min<quint32>(era, kLastEra)));
}

void EraRangeFields::askForEras(quint32 from)
{
    if (!m_asked.insert(from).second)
        return;
    m_isAsking = true;
    whenDone(m_cache.service().eras(m_device, from, kErasAtOnce), this,
             [this](const Outcome<QList<EraInfo>>& eras) {
                 m_isAsking = false;
                 // If there are none, there is nothing to do about it: the dates are a help.
                 if (eras) {
                     for (const EraInfo& era : *eras)
                         m_eras.insert_or_assign(era.era, era);
                 }
                 update();
             });
}

const EraInfo* EraRangeFields::find(quint32 era, quint32 current)
{
    const auto found = m_eras.find(era);
    if (found != m_eras.end())
        return &found->second;
    if (era != 0 && era <= current)
        askForEras((era - 1) / kErasAtOnce * kErasAtOnce + 1);
    return nullptr;
}

bool EraRangeFields::endIsOpen(quint32 current) const
{
    return range().until == 0 || range().until == current;
}

void EraRangeFields::update()
{
    const DeviceInfo* const info = m_cache.device(m_device);
    const quint32 current = info ? info->currentEra : 0;
    showSince(current);
    showUntil(current);
    m_checkpoint->setVisible(info && endIsOpen(current));
    m_checkpoint->setEnabled(info && isRunning(*info));
    emit changed();
}

void EraRangeFields::showSince(quint32 current)
{
    const auto [since, until] = range();
    const auto note
        = [this](Severity severity, const QString& text) { m_sinceNote->setNote(severity, text); };
    if (since > current)
        note(Severity::Error, tr("There is no such era yet."));
    else if (until != 0 && since > until)
        note(Severity::Error, tr("The first era is after the last one."));
    else if (since == 0)
        note(Severity::None, tr("Every block, those that were never written too."));
    else if (const EraInfo* const era = find(since, current); era && era->startedUs != 0)
        note(Severity::None, tr("Began %1.").arg(momentText(era->startedUs)));
    else
        note(Severity::None,
             m_isAsking ? tr("Looking when it began…") : tr("When it began is not known."));
}

void EraRangeFields::showUntil(quint32 current)
{
    const quint32 until = range().until;
    const auto note
        = [this](Severity severity, const QString& text) { m_untilNote->setNote(severity, text); };
    if (until > current)
        note(Severity::Error, tr("There is no such era yet."));
    else if (endIsOpen(current))
        note(Severity::Warning,
             tr("Era %1 is still open: writes that are under way may be missing. Take a "
                "checkpoint first to have an end.")
                 .arg(QLocale().toString(current)));
    else if (const EraInfo* const era = find(until, current); era && era->endedUs != 0)
        note(Severity::None, tr("Ended %1.").arg(momentText(era->endedUs)));
    else
        note(Severity::None,
             m_isAsking ? tr("Looking when it ended…") : tr("When it ended is not known."));
}

} // namespace blkera
