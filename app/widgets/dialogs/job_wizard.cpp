// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/job_wizard.h"

#include "widgets/dialogs/wizard_report.h"
#include "widgets/message_bar.h"
#include "widgets/theme.h"

#include <algorithm>
#include <utility>

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace blkera {
namespace {

constexpr int kStepCharacters = 34;
constexpr int kPageCharacters = 66;
constexpr int kLines = 24;

QString wordOf(WizardStep::State state)
{
    switch (state) {
    case WizardStep::State::Done:
        return JobWizard::tr("done", "state of a step");
    case WizardStep::State::Now:
        return JobWizard::tr("now", "state of a step");
    case WizardStep::State::Failed:
        return JobWizard::tr("failed", "state of a step");
    case WizardStep::State::Waiting:
        break;
    }
    return JobWizard::tr("waiting", "state of a step");
}

Severity severityOf(WizardStep::State state)
{
    switch (state) {
    case WizardStep::State::Done:
        return Severity::Good;
    case WizardStep::State::Now:
        return Severity::Note;
    case WizardStep::State::Failed:
        return Severity::Error;
    case WizardStep::State::Waiting:
        break;
    }
    return Severity::None;
}

QLabel* makeText(QWidget* parent, const QString& name)
{
    auto* const label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(name);
    return label;
}

} // namespace

JobWizard::JobWizard(WizardSource& source, QWidget* parent)
    : QDialog(parent)
    , m_source(source)
    , m_steps(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_title(makeText(this, tr("Step")))
    , m_text(makeText(this, tr("What happens in this step")))
    , m_progress(new QProgressBar(this))
    , m_progressText(makeText(this, tr("What is under way")))
    , m_failure(new MessageBar(this))
    , m_gateLabel(new QLabel(this))
    , m_gate(new QLineEdit(this))
    , m_obstacle(makeText(this, tr("Why it cannot go on yet")))
    , m_ifStopped(makeText(this, tr("What is the case if it is left here")))
    , m_report(new WizardReport(this))
    , m_stop(new QPushButton(this))
    , m_next(new QPushButton(this))
    , m_tryAgain(new QAction(this))
{
    m_steps->setAccessibleName(tr("Steps"));
    m_steps->setWordWrap(true);
    m_steps->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_steps->setFixedWidth(fontMetrics().averageCharWidth() * kStepCharacters);
    m_stack->addWidget(makePage());
    m_stack->addWidget(m_report);
    // The place of "Next" stays empty where it is not shown: nothing else may come under the mouse.
    QSizePolicy place = m_next->sizePolicy();
    place.setRetainSizeWhenHidden(true);
    m_next->setSizePolicy(place);
    m_next->setAutoDefault(false);
    m_next->setObjectName(QStringLiteral("next"));
    m_stop->setObjectName(QStringLiteral("stop"));
    m_stop->setDefault(true);

    auto* const middle = new QHBoxLayout;
    middle->addWidget(m_steps);
    middle->addWidget(m_stack, 1);
    auto* const buttons = new QHBoxLayout;
    buttons->addWidget(m_stop);
    buttons->addStretch(1);
    buttons->addWidget(m_next);
    auto* const layout = new QVBoxLayout(this);
    layout->addLayout(middle, 1);
    layout->addLayout(buttons);
    const QFontMetrics font = fontMetrics();
    resize(font.averageCharWidth() * (kStepCharacters + kPageCharacters),
           font.lineSpacing() * kLines);

    connect(m_steps, &QListWidget::currentRowChanged, this, &JobWizard::showStep);
    connect(m_gate, &QLineEdit::textChanged, this, &JobWizard::updateNext);
    connect(m_stop, &QPushButton::clicked, this, [this] {
        if (!m_source.isFinished() && m_source.drivenBy().isEmpty())
            m_source.stop();
        reject();
    });
    connect(m_next, &QPushButton::clicked, this, [this] {
        m_next->setEnabled(false); // until the source says what came of it
        m_source.goOn();
    });
    connect(m_tryAgain, &QAction::triggered, &source, &WizardSource::tryAgain);
    connect(&source, &WizardSource::changed, this, &JobWizard::update);
    connect(&source, &QObject::destroyed, this, [this] {
        m_hasSource = false;
        QDialog::reject();
    });
    update();
}

void JobWizard::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_hasSource)
        update(); // the icons have other colours now
}

QWidget* JobWizard::makePage()
{
    auto* const page = new QWidget(this);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setBold(true);
    m_title->setFont(large);
    m_progress->setAccessibleName(tr("Progress of this step"));
    m_gateLabel->setBuddy(m_gate);
    m_gateLabel->setWordWrap(true);
    auto* const layout = new QVBoxLayout(page);
    layout->setContentsMargins({});
    layout->addWidget(m_title);
    layout->addWidget(m_failure);
    layout->addWidget(m_text);
    layout->addWidget(m_progressText);
    layout->addWidget(m_progress);
    layout->addStretch(1);
    layout->addWidget(m_gateLabel);
    layout->addWidget(m_gate);
    layout->addWidget(m_obstacle);
    layout->addWidget(m_ifStopped);
    return page;
}

void JobWizard::update()
{
    setWindowTitle(m_source.title());
    const QList<WizardStep> steps = m_source.steps();
    const int current = m_source.current();
    {
        const QSignalBlocker quiet(m_steps);
        while (m_steps->count() > steps.size())
            delete m_steps->takeItem(m_steps->count() - 1);
        while (m_steps->count() < steps.size())
            m_steps->addItem(QString());
        for (int at = 0; at < steps.size(); ++at) {
            QListWidgetItem* const item = m_steps->item(at);
            item->setText(tr("%1. %2\n%3", "number, title and state of a step")
                              .arg(at + 1)
                              .arg(steps[at].title, wordOf(steps[at].state)));
            item->setIcon(severityIcon(palette(), severityOf(steps[at].state)));
            item->setData(
                Qt::AccessibleTextRole,
                tr("Step %1, %2: %3").arg(at + 1).arg(steps[at].title, wordOf(steps[at].state)));
        }
        // Who looks at an earlier step is taken along only when it goes on.
        if (current != m_current) {
            m_current = current;
            m_gate->clear();
            m_steps->setCurrentRow(current);
        }
    }
    const bool isFinished = m_source.isFinished();
    if (isFinished)
        m_report->setReport(m_source.report(), m_source.reportJson());
    m_stop->setText(isFinished || !m_source.drivenBy().isEmpty() ? tr("Close")
                                                                 : tr("&Stop and keep"));
    if (isFinished && !std::exchange(m_wasFinished, true))
        m_stop->setFocus();
    showStep(m_steps->currentRow());
}

void JobWizard::showStep(int step)
{
    if (step < 0 || step >= m_steps->count())
        return;
    const bool isCurrent = step == m_source.current();
    const bool isReport = m_source.isFinished() && isCurrent;
    m_stack->setCurrentIndex(isReport ? 1 : 0);
    const WizardPage page = m_source.page(step);
    m_title->setText(m_source.steps().value(step).title);
    m_text->setText(page.text);
    m_progressText->setText(page.progress);
    m_progressText->setVisible(!page.progress.isEmpty());
    m_progress->setVisible(!page.progress.isEmpty());
    m_progress->setRange(0, page.percent < 0 ? 0 : 100);
    m_progress->setValue(page.percent);
    m_tryAgain->setText(page.remedy);
    if (page.failure.isEmpty())
        m_failure->clear();
    else if (page.failure != m_failure->text() || m_failure->isHidden())
        m_failure->showMessage(
            Severity::Error, page.failure,
            page.remedy.isEmpty() || !m_source.drivenBy().isEmpty() ? nullptr : m_tryAgain);
    m_ifStopped->setText(tr("If you stop here: %1").arg(page.ifStopped));
    m_ifStopped->setVisible(isCurrent && !page.ifStopped.isEmpty());
    const bool hasGate = isCurrent && !page.nameToType.isEmpty() && m_source.drivenBy().isEmpty();
    m_gateLabel->setText(tr("&This cannot be taken back. To go on, type the name of the device: %1")
                             .arg(page.nameToType));
    m_gate->setAccessibleName(tr("Name of the device, %1").arg(page.nameToType));
    m_gateLabel->setVisible(hasGate);
    m_gate->setVisible(hasGate);
    m_next->setText(page.verb);
    updateNext();
}

bool JobWizard::isGateOpen() const
{
    const QString name = m_source.page(m_source.current()).nameToType;
    return name.isEmpty() || m_gate->text() == name;
}

// Never enabled before what the step does has finished.
void JobWizard::updateNext()
{
    const int step = m_steps->currentRow();
    const bool isCurrent = step == m_source.current() && !m_source.isFinished();
    const WizardPage page = m_source.page(m_source.current());
    QString why = page.obstacle;
    if (!m_source.drivenBy().isEmpty())
        why = tr("It is driven by %1.").arg(m_source.drivenBy());
    m_next->setVisible(isCurrent && !page.verb.isEmpty());
    m_next->setEnabled(isCurrent && why.isEmpty() && page.failure.isEmpty() && isGateOpen());
    m_next->setToolTip(why);
    m_obstacle->setText(why);
    m_obstacle->setVisible(isCurrent && !why.isEmpty());
}

} // namespace blkera
