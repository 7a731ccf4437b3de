// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/create_dialog.h"

#include "config/device_config.h"
#include "widgets/command_text.h"
#include "widgets/confirmation.h"
#include "widgets/dialogs/field_note.h"
#include "widgets/dialogs/in_background.h"
#include "widgets/message_bar.h"

#include <array>

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace blkera {
namespace {

constexpr int kPathCharacters = 32;
constexpr std::array kBlockSizes { "", "4KiB", "16KiB", "64KiB", "256KiB", "1MiB", "4MiB" };
// The remedy that the service names if it has found something that formatting would destroy; no
// other refusal has it.
constexpr const char* kFormatRemedy = "--force-format";

} // namespace

CreateDialog::CreateDialog(ServiceCache& cache, QWidget* parent)
    : AskDialog(cache, {}, parent)
    , m_blockDevices(new BlockDeviceModel(this))
    , m_name(new QLineEdit(this))
    , m_origin(makeDeviceCombo())
    , m_metadata(makeDeviceCombo())
    , m_blockSize(new QComboBox(this))
    , m_start(new QCheckBox(tr("&Start it at once"), this))
    , m_advancedButton(new QToolButton(this))
    , m_frontend(new QComboBox(this))
    , m_queues(new QSpinBox(this))
    , m_queueDepth(new QSpinBox(this))
    , m_nameNote(new FieldNote(this))
    , m_originNote(new FieldNote(this))
    , m_metadataNote(new FieldNote(this))
    , m_blockSizeNote(new FieldNote(this))
    , m_format(new QAction(tr("Format anyway…"), this))
{
    setWindowTitle(tr("Create an era device"));
    setVerb(tr("Crea&te"));
    makeFields();
    connect(m_format, &QAction::triggered, this, &CreateDialog::askToFormat);
    whenDone(inBackground<QList<HostDevice>>([] { return listBlockDevices(); }), this,
             [this](const QList<HostDevice>& devices) {
                 if (!m_isFound)
                     setBlockDevices(devices);
             });
    m_name->setFocus();
    check();
}

QComboBox* CreateDialog::makeDeviceCombo()
{
    auto* const combo = new QComboBox(this);
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->setCompleter(nullptr); // it would make /dev/sdb1 out of /dev/sdb
    combo->setModel(m_blockDevices);
    combo->setCurrentIndex(-1);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    combo->setMinimumContentsLength(kPathCharacters);
    combo->lineEdit()->setPlaceholderText(QStringLiteral("/dev/…"));
    connect(combo, &QComboBox::editTextChanged, this, &CreateDialog::check);
    return combo;
}

void CreateDialog::makeFields()
{
    m_blockSize->setEditable(true);
    m_blockSize->setInsertPolicy(QComboBox::NoInsert);
    for (const char* size : kBlockSizes)
        m_blockSize->addItem(QLatin1String(size));
    m_blockSize->lineEdit()->setPlaceholderText(QStringLiteral("64KiB"));
    connect(m_name, &QLineEdit::textChanged, this, &CreateDialog::check);
    connect(m_blockSize, &QComboBox::editTextChanged, this, &CreateDialog::check);
    m_start->setChecked(true);
    connect(m_start, &QCheckBox::toggled, this, &CreateDialog::check);

    auto* const fields = new QWidget(this);
    auto* const form = new QFormLayout(fields);
    form->setContentsMargins({});
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    addField(form, tr("&Name:"), m_name, m_nameNote);
    addField(form, tr("&Origin:"), m_origin, m_originNote);
    addField(form, tr("Meta&data:"), m_metadata, m_metadataNote);
    addField(form, tr("&Era block:"), m_blockSize, m_blockSizeNote);
    form->addRow(m_start);
    body()->addWidget(fields);

    m_advanced = makeAdvanced();
    m_advancedButton->setText(tr("Ad&vanced"));
    m_advancedButton->setObjectName(QStringLiteral("advanced"));
    m_advancedButton->setCheckable(true);
    m_advancedButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_advancedButton->setArrowType(Qt::RightArrow);
    m_advancedButton->setFocusPolicy(Qt::StrongFocus);
    m_advancedButton->setAutoRaise(true);
    m_advanced->hide();
    connect(m_advancedButton, &QToolButton::toggled, this, [this](bool isOpen) {
        m_advancedButton->setArrowType(isOpen ? Qt::DownArrow : Qt::RightArrow);
        m_advanced->setVisible(isOpen);
    });
    body()->addWidget(m_advancedButton);
    body()->addWidget(m_advanced);
    m_summary = addText(below(), tr("What happens"));
    body()->addStretch(1);
}

QWidget* CreateDialog::makeAdvanced()
{
    m_frontend->addItem(tr("The best that works here"), QStringLiteral("auto"));
    m_frontend->addItem(tr("ublk"), QStringLiteral("ublk"));
    m_frontend->addItem(tr("FUSE and a loop device"), QStringLiteral("fuse"));
    m_queues->setRange(0, kMaxQueues);
    m_queues->setSpecialValueText(tr("one a CPU, up to 4"));
    m_queueDepth->setRange(0, kMaxQueueDepth);
    m_queueDepth->setSpecialValueText(tr("128 requests"));
    connect(m_frontend, &QComboBox::currentIndexChanged, this, &CreateDialog::check);
    connect(m_queues, &QSpinBox::valueChanged, this, &CreateDialog::check);
    connect(m_queueDepth, &QSpinBox::valueChanged, this, &CreateDialog::check);
    auto* const panel = new QWidget(this);
    auto* const form = new QFormLayout(panel);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    addField(form, tr("Served &by:"), m_frontend);
    addField(form, tr("&Queues:"), m_queues);
    addField(form, tr("Requests a q&ueue:"), m_queueDepth);
    return panel;
}

void CreateDialog::setBlockDevices(const QList<HostDevice>& devices)
{
    m_isFound = true;
    for (QComboBox* const combo : { m_origin, m_metadata })
        combo->blockSignals(true);
    const QString origin = m_origin->currentText();
    const QString metadata = m_metadata->currentText();
    m_blockDevices->setDevices(devices);
    // A combo box takes the first row of a model that was empty.
    for (const auto& [combo, text] : { std::pair(m_origin, origin), { m_metadata, metadata } }) {
        combo->setCurrentIndex(-1);
        combo->setEditText(text);
        combo->view()->setMinimumWidth(combo->view()->sizeHintForColumn(0));
        combo->blockSignals(false);
    }
    check();
}

DeviceDraft CreateDialog::draft() const
{
    return { m_name->text(), m_origin->currentText().trimmed(), m_metadata->currentText().trimmed(),
             m_blockSize->currentText().trimmed() };
}

NewDevice CreateDialog::wanted() const
{
    const DeviceDraft typed = draft();
    NewDevice device;
    device.name = typed.name;
    device.origin = typed.origin;
    device.metadata = typed.metadata;
    device.blockSizeSectors = DeviceChecks::blockSizeSectors(typed.blockSize).value_or(0);
    device.frontend = m_frontend->currentData().toString();
    device.queues = quint32(m_queues->value());
    device.queueDepth = quint32(m_queueDepth->value());
    device.start = m_start->isChecked();
    return device;
}

void CreateDialog::check()
{
    if (!m_summary)
        return; // being made
    const DeviceChecks checks(*m_blockDevices, m_cache.devices());
    const DeviceDraft typed = draft();
    // What the service has said of one device must not be answered for another.
    if (!m_refusal.isEmpty() && typed.metadata != m_refusedMetadata) {
        m_refusal.clear();
        bar().clear();
    }
    const auto show = [](FieldNote* note, const Finding& finding) {
        note->setNote(finding.severity, finding.text);
    };
    show(m_nameNote, checks.name(typed));
    show(m_originNote, checks.origin(typed));
    show(m_metadataNote, checks.metadata(typed));
    show(m_blockSizeNote, checks.blockSize(typed));
    summarise();
    refresh();
}

QString CreateDialog::obstacle() const
{
    for (const FieldNote* note : { m_nameNote, m_originNote, m_metadataNote, m_blockSizeNote }) {
        if (note->severity() == Severity::Error)
            return note->text();
    }
    const DeviceDraft typed = draft();
    if (typed.name.isEmpty())
        return tr("The device needs a name.");
    if (typed.origin.isEmpty())
        return tr("Choose the origin.");
    if (typed.metadata.isEmpty())
        return tr("Choose the device for the metadata.");
    return {};
}

void CreateDialog::summarise()
{
    if (!obstacle().isEmpty()) {
        m_summary->clear();
        m_summary->hide();
        return;
    }
    const NewDevice device = wanted();
    m_summary->setText(
        device.start
            ? tr("%1 is formatted if it is blank. Then %3 is started, and again at each boot: use "
                 "its block device instead of %2 from then on, because writes beside it are not "
                 "tracked.")
                  .arg(device.metadata, device.origin, device.name)
            : tr("%1 is formatted if it is blank. %3 is not started: writes to %2 are tracked "
                 "only when it is.")
                  .arg(device.metadata, device.origin, device.name));
    m_summary->show();
}

QString CreateDialog::command() const
{
    const NewDevice device = wanted();
    if (device.name.isEmpty() || device.origin.isEmpty() || device.metadata.isEmpty())
        return {};
    QStringList words { QStringLiteral("blkera"),
                        QStringLiteral("create"),
                        device.name,
                        QStringLiteral("--origin"),
                        device.origin,
                        QStringLiteral("--metadata"),
                        device.metadata };
    if (device.blockSizeSectors != 0)
        words << QStringLiteral("--block-size") << draft().blockSize;
    if (device.frontend != QLatin1String("auto"))
        words << QStringLiteral("--frontend") << device.frontend;
    if (device.queues != 0)
        words << QStringLiteral("--queues") << QString::number(device.queues);
    if (device.queueDepth != 0)
        words << QStringLiteral("--queue-depth") << QString::number(device.queueDepth);
    if (!device.start)
        words << QStringLiteral("--no-start");
    return commandText(words);
}

void CreateDialog::create(bool forceFormat)
{
    NewDevice device = wanted();
    device.forceFormat = forceFormat;
    call(m_cache.service().create(device),
         device.start ? tr("Checking the devices and starting %1…").arg(device.name)
                      : tr("Checking the devices…"),
         [this, name = device.name](const Done&) {
             emit created(name);
             accept();
         });
}

void CreateDialog::fail(const ClientError& error)
{
    m_refusal = error.message;
    m_refusedMetadata = wanted().metadata;
    if (error.message.contains(QLatin1String(kFormatRemedy)))
        say(Severity::Error, error.message, m_format);
    else
        AskDialog::fail(error);
}

void CreateDialog::askToFormat()
{
    const QString metadata = m_refusedMetadata;
    Confirmation question;
    question.question = tr("Format %1?").arg(metadata);
    question.consequences = tr("The service says: %1\n\nWhat is on %2 is lost for good, and cannot "
                               "be brought back.")
                                .arg(m_refusal, metadata);
    question.verb = tr("Format %1").arg(metadata);
    question.command = tr("%1 --force-format", "a command line").arg(command());
    confirm(this, question, [this] { create(true); });
}

} // namespace blkera
