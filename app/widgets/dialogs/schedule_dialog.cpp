// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/schedule_dialog.h"

#include "config/schedule.h"
#include "widgets/command_text.h"
#include "widgets/dialogs/field_note.h"

#include <array>
#include <chrono>
#include <utility>

#include <QComboBox>
#include <QDateTime>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSpinBox>
#include <QTimeEdit>
#include <QVBoxLayout>

namespace blkera {
namespace {

using std::chrono::minutes;

constexpr int kNextTimes = 5;
constexpr int kDaysOfWeek = 7;
constexpr int kLastDayOfEveryMonth = 28;
constexpr int kMinutesOfHour = 60;
constexpr int kMinutesOfDay = 24 * 60;
constexpr int kLongestMinutes = 365 * kMinutesOfDay;
constexpr std::array kUnits { kMinutesOfDay, kMinutesOfHour, 1 }; // the longest that fits first

QString momentText(std::chrono::system_clock::time_point time)
{
    const auto seconds = std::chrono::system_clock::to_time_t(time);
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds), QLocale::ShortFormat);
}

// QLocale counts from Monday, 1, to Sunday, 7; the schedule from Sunday, 0.
int scheduleDayOf(int localeDay)
{
    return localeDay % kDaysOfWeek;
}

} // namespace

ScheduleDialog::ScheduleDialog(ServiceCache& cache, const QString& name, QWidget* parent)
    : AskDialog(cache, name, parent)
    , m_kind(new QComboBox(this))
    , m_count(new QSpinBox(this))
    , m_unit(new QComboBox(this))
    , m_weekday(new QComboBox(this))
    , m_day(new QSpinBox(this))
    , m_time(new QTimeEdit(QTime(3, 30), this))
{
    setWindowTitle(tr("Checkpoints of %1 by themselves").arg(name));
    setVerb(tr("&Set schedule"));
    makeFields();
    if (const DeviceInfo* const info = device())
        take(info->schedule);
    m_kind->setFocus();
    update();
}

void ScheduleDialog::makeFields()
{
    m_kind->addItem(tr("Never"), Never);
    m_kind->addItem(tr("At an interval"), Every);
    m_kind->addItem(tr("Every hour"), Hourly);
    m_kind->addItem(tr("Every day"), Daily);
    m_kind->addItem(tr("Every week"), Weekly);
    m_kind->addItem(tr("Every month"), Monthly);
    m_count->setRange(1, kLongestMinutes);
    m_count->setValue(6);
    m_unit->addItem(tr("minutes"), 1);
    m_unit->addItem(tr("hours"), kMinutesOfHour);
    m_unit->addItem(tr("days"), kMinutesOfDay);
    m_unit->setCurrentIndex(1);
    for (int day = 1; day <= kDaysOfWeek; ++day)
        m_weekday->addItem(QLocale().standaloneDayName(day), scheduleDayOf(day));
    m_day->setRange(1, kLastDayOfEveryMonth);

    auto* const interval = new QWidget(this);
    auto* const row = new QHBoxLayout(interval);
    row->setContentsMargins({});
    row->addWidget(m_count, 1);
    row->addWidget(m_unit, 1);
    interval->setFocusProxy(m_count);
    nameField(m_unit, tr("Unit of the interval"));

    auto* const fields = new QWidget(this);
    m_form = new QFormLayout(fields);
    m_form->setContentsMargins({});
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    addField(m_form, tr("&When:"), m_kind);
    addField(m_form, tr("&Every:"), interval);
    addField(m_form, tr("&Day of the week:"), m_weekday);
    addField(m_form, tr("Day of the m&onth:"), m_day);
    addField(m_form, tr("&At:"), m_time);
    body()->addWidget(fields);
    m_text = addText(below(), tr("What the service is told"));
    m_next = addText(below(), tr("Next times"));
    body()->addStretch(1);

    connect(m_kind, &QComboBox::currentIndexChanged, this, &ScheduleDialog::update);
    connect(m_count, &QSpinBox::valueChanged, this, &ScheduleDialog::update);
    connect(m_unit, &QComboBox::currentIndexChanged, this, [this] {
        m_count->setMaximum(kLongestMinutes / m_unit->currentData().toInt());
        update();
    });
    connect(m_weekday, &QComboBox::currentIndexChanged, this, &ScheduleDialog::update);
    connect(m_day, &QSpinBox::valueChanged, this, &ScheduleDialog::update);
    connect(m_time, &QTimeEdit::timeChanged, this, &ScheduleDialog::update);
    m_count->setMaximum(kLongestMinutes / m_unit->currentData().toInt());
}

void ScheduleDialog::take(const QString& text)
{
    m_taken = text;
    const auto schedule = parseSchedule(text.toStdString());
    if (!schedule)
        return;
    const auto choose = [this](Kind kind) { m_kind->setCurrentIndex(m_kind->findData(kind)); };
    m_time->setTime(QTime(schedule->hour, schedule->minute));
    switch (schedule->kind) {
    case Schedule::Kind::Never:
        m_time->setTime(QTime(3, 30));
        choose(Never);
        break;
    case Schedule::Kind::Every: {
        const int all = int(schedule->interval.count());
        if (text == QLatin1String("hourly") || all == kMinutesOfHour) {
            choose(Hourly);
            break;
        }
        choose(Every);
        for (const int unit : kUnits) {
            if (all % unit != 0)
                continue;
            m_unit->setCurrentIndex(m_unit->findData(unit));
            m_count->setValue(all / unit);
            break;
        }
        break;
    }
    case Schedule::Kind::Daily:
        choose(Daily);
        break;
    case Schedule::Kind::Weekly:
        choose(Weekly);
        m_weekday->setCurrentIndex(m_weekday->findData(schedule->day));
        break;
    case Schedule::Kind::Monthly:
        choose(Monthly);
        m_day->setValue(schedule->day);
        break;
    }
}

QString ScheduleDialog::text() const
{
    Schedule schedule;
    schedule.hour = m_time->time().hour();
    schedule.minute = m_time->time().minute();
    switch (m_kind->currentData().toInt()) {
    case Every:
        schedule.kind = Schedule::Kind::Every;
        schedule.interval = minutes(m_count->value() * m_unit->currentData().toInt());
        break;
    case Hourly:
        return QStringLiteral("hourly");
    case Daily:
        schedule.kind = Schedule::Kind::Daily;
        break;
    case Weekly:
        schedule.kind = Schedule::Kind::Weekly;
        schedule.day = m_weekday->currentData().toInt();
        break;
    case Monthly:
        schedule.kind = Schedule::Kind::Monthly;
        schedule.day = m_day->value();
        break;
    default:
        return QStringLiteral("never");
    }
    return QString::fromStdString(toString(schedule));
}

void ScheduleDialog::update()
{
    if (!m_next)
        return; // being made
    const int kind = m_kind->currentData().toInt();
    const auto show = [this](QWidget* field, bool isShown) {
        field->setVisible(isShown);
        m_form->labelForField(field)->setVisible(isShown);
    };
    show(m_count->parentWidget(), kind == Every);
    show(m_weekday, kind == Weekly);
    show(m_day, kind == Monthly);
    show(m_time, kind == Daily || kind == Weekly || kind == Monthly);

    const QString words = text();
    m_text->setText(tr("Schedule: %1").arg(words));
    QStringList lines;
    if (const auto schedule = parseSchedule(words.toStdString());
        schedule && schedule->kind != Schedule::Kind::Never) {
        lines.append(tr("Next times, in this machine's time zone:"));
        auto time = std::chrono::system_clock::now();
        for (int count = 0; count < kNextTimes; ++count) {
            time = schedule->next(time);
            lines.append(momentText(time));
        }
    } else {
        lines.append(tr("Eras begin only when somebody asks for a checkpoint."));
    }
    m_next->setText(lines.join(u'\n'));
    refresh();
}

void ScheduleDialog::devicesChanged()
{
    const DeviceInfo* const info = device();
    if (!info || info->schedule == m_taken || isBusy())
        return;
    m_taken = info->schedule;
    say(Severity::Note,
        tr("Somebody else has set another schedule meanwhile: %1")
            .arg(m_taken.isEmpty() ? QStringLiteral("never") : m_taken));
}

QString ScheduleDialog::command() const
{
    return commandText(
        QStringList { QStringLiteral("blkera"), QStringLiteral("schedule"), m_device }
        + text().split(u' '));
}

void ScheduleDialog::runVerb()
{
    call(m_cache.service().setSchedule(m_device, text()), tr("Setting the schedule…"),
         [this](const Done&) { accept(); });
}

} // namespace blkera
