// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/ask_dialog.h"

#include "widgets/fitting_scroll_area.h"
#include "widgets/message_bar.h"

#include <algorithm>

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace blkera {
namespace {

constexpr int kPatienceMs = 5'000;
constexpr int kWidthCharacters = 74;

} // namespace

AskDialog::AskDialog(ServiceCache& cache, const QString& device, QWidget* parent)
    : QDialog(parent)
    , m_cache(cache)
    , m_device(device)
    , m_fields(new QWidget(this))
    , m_body(new QVBoxLayout(m_fields))
    , m_above(new QVBoxLayout)
    , m_below(new QVBoxLayout)
    , m_bar(new MessageBar(this))
    , m_status(new QLabel(this))
    , m_busyBar(new QProgressBar(this))
    , m_copy(new QPushButton(tr("Copy as co&mmand"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
    , m_verb(new QPushButton(this))
{
    m_body->setContentsMargins({});
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    m_busyBar->setRange(0, 0);
    m_busyBar->setTextVisible(false);
    m_busyBar->setAccessibleName(tr("Waiting for the service"));
    m_busyBar->hide();
    m_status->hide();
    m_copy->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    m_verb->setDefault(true);

    auto* const buttons = new QHBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_verb);
    // On a low screen this part scrolls, and what is pressed stays in view.
    auto* const content = new QWidget(this);
    auto* const inner = new QVBoxLayout(content);
    inner->setContentsMargins({});
    inner->addLayout(m_above);
    inner->addWidget(m_fields, 1);
    inner->addLayout(m_below);
    auto* const layout = new QVBoxLayout(this);
    layout->addWidget(m_bar);
    layout->addWidget(new FittingScrollArea(content, tr("Request"), this), 1);
    layout->addWidget(m_status);
    layout->addWidget(m_busyBar);
    layout->addLayout(buttons);
    resize(fontMetrics().averageCharWidth() * kWidthCharacters, sizeHint().height());

    connect(m_copy, &QPushButton::clicked, this, [this] { copyText(command()); });
    connect(m_cancel, &QPushButton::clicked, this, &AskDialog::reject);
    connect(m_verb, &QPushButton::clicked, this, [this] {
        m_bar->clear();
        runVerb();
    });
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatienceMs);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        m_status->setText(tr("The service has not answered yet. It may wait for a password, or for "
                             "a slow device. This window can be closed: what was asked goes on."));
    });

    connect(&cache, &ServiceCache::stateChanged, this, &AskDialog::serviceChanged);
    connect(&cache, &ServiceCache::devicesReset, this, [this] {
        devicesChanged();
        refresh();
    });
    const auto changed = [this](const QString& name) {
        if (!m_device.isEmpty() && name != m_device)
            return;
        devicesChanged();
        refresh();
    };
    connect(&cache, &ServiceCache::deviceChanged, this, changed);
    connect(&cache, &ServiceCache::deviceAdded, this, changed);
    connect(&cache, &ServiceCache::deviceRemoved, this, [this, changed](const QString& name) {
        if (name == m_device && !m_isFinished)
            say(Severity::Error, tr("%1 was removed meanwhile.").arg(name));
        changed(name);
    });
}

void AskDialog::setVerb(const QString& text)
{
    m_verb->setText(text);
}

void AskDialog::finish()
{
    m_isFinished = true;
    m_verb->hide();
    m_cancel->setText(tr("Close"));
    m_cancel->setDefault(true);
    m_cancel->setFocus();
    refresh();
}

void AskDialog::refresh()
{
    QString why;
    if (m_isBusy || m_isFinished)
        why = tr("It is under way.");
    else if (m_cache.state() != ServiceCache::State::Ready)
        why = tr("The service is not answering.");
    else if (!m_device.isEmpty() && !device())
        why = tr("%1 is not there any more.").arg(m_device);
    else
        why = obstacle();
    m_verb->setEnabled(why.isEmpty());
    m_verb->setToolTip(why);
    m_verb->setAccessibleDescription(why);
    const QString text = command();
    m_copy->setToolTip(text);
    m_copy->setAccessibleDescription(text);
    m_copy->setEnabled(!text.isEmpty());
}

void AskDialog::say(Severity severity, const QString& text, QAction* remedy)
{
    m_barIsAboutService = false;
    m_bar->showMessage(severity, text, remedy);
}

void AskDialog::fail(const ClientError& error)
{
    if (error.kind == ClientError::Kind::Dismissed)
        return;
    if (error.kind == ClientError::Kind::NotAuthorized)
        say(Severity::Error, tr("Your account may not do this: %1").arg(error.message));
    else
        say(Severity::Error, error.message);
}

void AskDialog::setBusy(const QString& text)
{
    m_isBusy = true;
    m_bar->clear();
    m_focus = focusWidget();
    m_status->setText(text);
    m_status->show();
    m_busyBar->setRange(0, 0);
    m_busyBar->show();
    m_fields->setEnabled(false);
    m_cancel->setText(tr("Close"));
    m_cancel->setFocus();
    m_patience.start();
    refresh();
}

void AskDialog::setIdle()
{
    m_isBusy = false;
    m_patience.stop();
    m_status->hide();
    m_status->clear();
    m_busyBar->hide();
    m_fields->setEnabled(true);
    m_cancel->setText(m_isFinished ? tr("Close") : tr("Cancel"));
    refresh();
    if (m_focus && m_focus->isEnabled())
        m_focus->setFocus();
}

void AskDialog::setProgress(int percent, const QString& text)
{
    m_patience.stop();
    m_busyBar->setRange(0, percent < 0 ? 0 : 100);
    m_busyBar->setValue(percent);
    m_status->setText(text);
}

void AskDialog::setCancelText(const QString& text)
{
    m_cancel->setText(text);
}

QLabel* AskDialog::addText(QVBoxLayout* layout, const QString& name)
{
    auto* const label = new QLabel(this);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setAccessibleName(name);
    layout->addWidget(label);
    return label;
}

void AskDialog::copyText(const QString& text)
{
    QGuiApplication::clipboard()->setText(text);
}

void AskDialog::reject()
{
    QDialog::reject();
}

void AskDialog::serviceChanged()
{
    const ServiceCache::State state = m_cache.state();
    const bool isGone = state == ServiceCache::State::NoService
        || state == ServiceCache::State::NoBus || state == ServiceCache::State::WrongVersion;
    if (state == ServiceCache::State::Ready) {
        if (m_barIsAboutService) {
            m_barIsAboutService = false;
            m_bar->clear();
        }
    } else if (!m_isFinished
               && (isGone || (state == ServiceCache::State::NotAnswering && !m_isBusy))) {
        const bool wasBusy = m_isBusy;
        if (wasBusy) {
            ++m_calls;
            setIdle();
            abandoned();
        }
        m_bar->showMessage(Severity::Warning,
                           wasBusy ? tr("The service went away meanwhile. Whether it was done will "
                                        "be seen when it is back.")
                                   : tr("The service is not answering: %1").arg(m_cache.reason()));
        // What was under way is worth reading when the service is back, too.
        m_barIsAboutService = !wasBusy;
    }
    refresh();
}

bool AskDialog::event(QEvent* event)
{
    const bool done = QDialog::event(event);
    if (event->type() == QEvent::LayoutRequest || event->type() == QEvent::Show)
        growToFit();
    return done;
}

// Texts that wrap need a height that depends on the width, which windows do not look after.
void AskDialog::growToFit()
{
    const QSize least = layout()->totalMinimumSize();
    const int most = screen() ? screen()->availableSize().height() : QWIDGETSIZE_MAX;
    const int wide = std::max(width(), least.width());
    const int high
        = layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(wide) : least.height();
    if (wide > width() || high > height())
        resize(wide, std::min(std::max(high, height()), most));
}

} // namespace blkera
