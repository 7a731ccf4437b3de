// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/resize_dialog.h"

#include "widgets/command_text.h"
#include "widgets/confirmation.h"

#include <QAction>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

namespace blkera {
namespace {

constexpr quint64 kMetadataBlockBytes = 4'096;

QString number(quint64 value)
{
    return QLocale().toString(value);
}

} // namespace

ResizeDialog::ResizeDialog(ServiceCache& cache, const QString& name, QWidget* parent)
    : AskDialog(cache, name, parent)
    , m_copyResult(new QPushButton(tr("Copy the resu&lt"), this))
    , m_shrink(new QAction(tr("Let it shrink…"), this))
{
    setWindowTitle(tr("Resize %1").arg(name));
    setVerb(tr("&Resize"));
    QLabel* const what = addText(above(), tr("What happens"));
    what->setText(
        tr("Change the size of the origin or of the metadata device first, with the tools "
           "that made them. Then this takes in the sizes that they have now, while the "
           "device is in use. A new era begins. What the origin has grown by counts as "
           "never written."));
    m_sizes = addText(above(), tr("Sizes now"));
    m_result = addText(below(), tr("Result"));
    below()->addWidget(m_copyResult, 0, Qt::AlignLeft);
    m_copyResult->setAutoDefault(false);
    m_result->hide();
    m_copyResult->hide();
    body()->addStretch(1);
    connect(m_copyResult, &QPushButton::clicked, this, [this] { copyText(m_result->text()); });
    connect(m_shrink, &QAction::triggered, this, &ResizeDialog::askToShrink);
    showSizes();
    verbButton()->setFocus();
    refresh();
}

void ResizeDialog::showSizes()
{
    const DeviceInfo* const info = device();
    if (!info)
        return;
    if (!isServed(*info)) {
        m_sizes->setText(
            tr("%1 is stopped. It takes in the sizes when it is resized while it runs.")
                .arg(info->name));
        return;
    }
    m_sizes->setText(tr("The device knows:\nOrigin %1: %2\nMetadata %3: %4, of which %5 are used")
                         .arg(info->origin, sectorsText(info->sizeSectors), info->metadata,
                              sizeText(info->metadataTotal * kMetadataBlockBytes),
                              sizeText(info->metadataUsed * kMetadataBlockBytes)));
}

QString ResizeDialog::obstacle() const
{
    const DeviceInfo* const info = device();
    if (!info || !isServed(*info))
        return tr("The device has to be started first.");
    if (info->state == QLatin1String("suspended"))
        return tr("The device has to be resumed first.");
    return {};
}

QString ResizeDialog::command() const
{
    return commandText({ QStringLiteral("blkera"), QStringLiteral("resize"), m_device });
}

void ResizeDialog::resizeDevice(bool isForced)
{
    call(m_cache.service().resize(m_device, isForced), tr("Taking in the sizes…"),
         [this](const Resized& resized) { showResult(resized); });
}

// The service refuses a device that would shrink, and nothing else, as an argument.
void ResizeDialog::fail(const ClientError& error)
{
    m_refusal = error.message;
    if (error.kind == ClientError::Kind::InvalidArguments)
        say(Severity::Error, error.message, m_shrink);
    else
        AskDialog::fail(error);
}

void ResizeDialog::askToShrink()
{
    Confirmation question;
    question.question = tr("Let %1 shrink?").arg(m_device);
    question.consequences
        = tr("The service says: %1\n\nWhat is remembered about the end that is cut off is lost: no "
             "list has those blocks any more, even if the origin grows again. Whoever still uses "
             "that end gets errors.")
              .arg(m_refusal);
    question.verb = tr("Let it shrink");
    question.command = commandText({ QStringLiteral("blkera"), QStringLiteral("resize"), m_device,
                                     QStringLiteral("--force") });
    confirm(this, question, [this] { resizeDevice(true); });
}

void ResizeDialog::showResult(const Resized& resized)
{
    QStringList lines {
        tr("Size: %1").arg(sectorsText(resized.sizeSectors)),
        tr("Era blocks: %1 → %2").arg(number(resized.oldBlocks), number(resized.blocks)),
        tr("Metadata: %1 → %2")
            .arg(sizeText(resized.oldMetadataBlocks * kMetadataBlockBytes),
                 sizeText(resized.metadataBlocks * kMetadataBlockBytes)),
    };
    if (!resized.visible)
        lines.append(tr("The block device has that size only after the device was stopped and "
                        "started."));
    m_result->setText(lines.join(u'\n'));
    m_result->show();
    m_copyResult->show();
    finish();
    const bool isSame = resized.oldBlocks == resized.blocks
        && resized.oldMetadataBlocks == resized.metadataBlocks;
    say(isSame ? Severity::Note : Severity::Good,
        isSame ? tr("Both devices have the sizes that they had.") : tr("The sizes are taken in."));
}

} // namespace blkera
