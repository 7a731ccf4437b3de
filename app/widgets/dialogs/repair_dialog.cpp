// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/repair_dialog.h"

#include "widgets/command_text.h"

#include <algorithm>

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace blkera {
namespace {

// The step that is the service's at each end; those between are for a terminal.
constexpr std::size_t kStopStep = 0;
constexpr int kMostCharacters = 130;

QString metaCommand(const QStringList& words)
{
    return commandText(QStringList { QStringLiteral("blkera-meta") } + words);
}

} // namespace

RepairDialog::RepairDialog(ServiceCache& cache, const QString& name, QWidget* parent)
    : AskDialog(cache, name, parent)
{
    setWindowTitle(tr("Repair %1").arg(name));
    m_trouble = addText(above(), tr("What is wrong"));
    makeSteps();
    body()->addStretch(1);
    showState();
    refresh();
    verbButton()->setFocus();
    // So that the commands can be read as a whole, if they are not too long for that.
    resize(std::clamp(m_widest, width(),
                      std::max(width(), fontMetrics().averageCharWidth() * kMostCharacters)),
           height());
}

void RepairDialog::makeSteps()
{
    const DeviceInfo* const info = device();
    if (!info)
        return;
    const QString copy = QStringLiteral("/root/%1-era.repaired").arg(info->name);
    addStep(tr("Stop the device. Nobody may use it any more: unmount what is on it before."), {});
    addStep(tr("As root, check the metadata. It lists what is damaged, and changes nothing. If it "
               "finds nothing, go to the last step."),
            metaCommand({ QStringLiteral("check"), info->metadata }));
    addStep(
        tr("Repair it into a file. The damaged metadata stays as it is; blocks of which nothing "
           "can be proved count as written, so no list misses any. A metadata snapshot that "
           "is held is left out."),
        metaCommand({ QStringLiteral("repair"), QStringLiteral("-i"), info->metadata,
                      QStringLiteral("-o"), copy }));
    addStep(tr("Check what was made. It must find nothing."),
            metaCommand({ QStringLiteral("check"), copy }));
    addStep(
        tr("Bring it back to the metadata device, which is overwritten: keep the file until the "
           "device runs."),
        metaCommand({ QStringLiteral("repair"), QStringLiteral("-i"), copy, QStringLiteral("-o"),
                      info->metadata }));
    addStep(tr("Start the device again. It checks the metadata itself."), {});
}

void RepairDialog::addStep(const QString& text, const QString& command)
{
    const int number = int(m_steps.size()) + 1;
    auto* const mark = new QLabel(this);
    auto* const words = new QLabel(this);
    words->setWordWrap(true);
    words->setTextFormat(Qt::PlainText);
    words->setText(tr("%1. %2", "number of a step, and what to do").arg(number).arg(text));
    m_steps.push_back({ mark, words, command });
    auto* const grid = new QGridLayout;
    grid->setColumnStretch(1, 1);
    // As wide as the longest of its words, so that the texts line up.
    mark->setMinimumWidth(fontMetrics().horizontalAdvance(tr("if needed"))
                          + fontMetrics().averageCharWidth());
    grid->addWidget(mark, 0, 0, Qt::AlignTop);
    grid->addWidget(words, 0, 1);
    if (!command.isEmpty()) {
        auto* const button = new QPushButton(tr("Copy"), this);
        auto* const line = new QLineEdit(command, this);
        line->setReadOnly(true);
        line->setAccessibleName(tr("Command of step %1").arg(number));
        line->setCursorPosition(0);
        line->setToolTip(command);
        m_widest = std::max(m_widest,
                            line->fontMetrics().horizontalAdvance(command)
                                + line->minimumSizeHint().width() + button->sizeHint().width()
                                + mark->minimumWidth() + 4 * fontMetrics().averageCharWidth());
        button->setAccessibleName(tr("Copy the command of step %1").arg(number));
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, command] { copyText(command); });
        auto* const row = new QHBoxLayout;
        row->addWidget(line, 1);
        row->addWidget(button);
        grid->addLayout(row, 1, 1);
    }
    above()->addLayout(grid);
}

int RepairDialog::doneSteps() const
{
    return int(std::ranges::count_if(m_steps, &Step::isDone));
}

bool RepairDialog::isStopped() const
{
    const DeviceInfo* const info = device();
    return info && info->state == QLatin1String("stopped");
}

void RepairDialog::showState()
{
    const DeviceInfo* const info = device();
    if (!info)
        return;
    const StateWords state = stateWords(*info);
    m_hasStopped = m_hasStopped || isStopped();
    m_isMended = m_hasStopped && isRunning(*info);
    QStringList lines { tr("%1, state: %2").arg(info->name, state.word) };
    if (!state.meaning.isEmpty())
        lines.append(state.meaning);
    if (!info->failure.isEmpty())
        lines.append(tr("The service says: %1").arg(info->failure));
    m_trouble->setText(lines.join(u'\n'));

    for (std::size_t at = 0; at < m_steps.size(); ++at) {
        const bool isLast = at + 1 == m_steps.size();
        QString mark;
        m_steps[at].isDone = m_isMended || (at == kStopStep && isStopped());
        if (m_steps[at].isDone)
            mark = tr("✓ done");
        else if (at == kStopStep)
            mark = tr("▸ now");
        else if (isLast)
            mark = isStopped() ? tr("▸ last") : tr("then");
        else
            mark = isStopped() ? tr("▸ now") : tr("then");
        m_steps[at].mark->setText(mark);
    }
    setVerb(isStopped() || m_isMended ? tr("&Start") : tr("S&top"));
    if (m_isMended)
        say(Severity::Good, tr("%1 is running again.").arg(info->name));
}

QString RepairDialog::obstacle() const
{
    const DeviceInfo* const info = device();
    if (!info || isStopped())
        return {};
    if (isRunning(*info))
        return tr("It runs as it should.");
    if (info->state == QLatin1String("starting") || info->state == QLatin1String("stopping"))
        return tr("Its state is changing.");
    return {};
}

void RepairDialog::runVerb()
{
    if (isStopped())
        call(m_cache.service().start(m_device), tr("Starting %1…").arg(m_device),
             [this](const Done&) { showState(); });
    else
        call(m_cache.service().stop(m_device), tr("Stopping %1…").arg(m_device),
             [this](const Done&) { showState(); });
}

QString RepairDialog::command() const
{
    if (m_steps.empty())
        return {};
    QStringList lines { commandText(
        { QStringLiteral("blkera"), QStringLiteral("stop"), m_device }) };
    for (const Step& step : m_steps) {
        if (!step.command.isEmpty())
            lines.append(step.command);
    }
    lines.append(commandText({ QStringLiteral("blkera"), QStringLiteral("start"), m_device }));
    return lines.join(u'\n');
}

} // namespace blkera
