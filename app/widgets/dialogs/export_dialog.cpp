// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/export_dialog.h"

#include "widgets/command_text.h"
#include "widgets/confirmation.h"
#include "widgets/dialogs/era_range_fields.h"
#include "widgets/dialogs/export_file.h"
#include "widgets/dialogs/field_note.h"

#include <algorithm>
#include <optional>

#include <QAction>
#include <QComboBox>
#include <QDateTime>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

#include <unistd.h>

namespace blkera {
namespace {

constexpr int kPreviewLines = 5;

} // namespace

ExportDialog::ExportDialog(ServiceCache& cache, const QString& name, const EraRange& range,
                           QWidget* parent)
    : AskDialog(cache, name, parent)
    , m_eras(new EraRangeFields(cache, name, range, this))
    , m_format(new QComboBox(this))
    , m_path(new QLineEdit(this))
    , m_browse(new QPushButton(tr("&Browse…"), this))
    , m_preview(new QPlainTextEdit(this))
    , m_openFolder(new QAction(tr("Open folder"), this))
{
    setWindowTitle(tr("Export the changed blocks of %1").arg(name));
    setVerb(tr("&Export"));
    m_path->setObjectName(QStringLiteral("path"));
    makeFields();
    makePreview();
    connectFields();
    suggestPath();
    m_eras->firstField()->setFocus();
    refresh();
}

ExportDialog::~ExportDialog()
{
    ExportFile::discard(std::move(m_file));
}

void ExportDialog::makeFields()
{
    m_format->addItem(tr("XML, as era_invalidate prints it"), QStringLiteral("xml"));
    m_format->addItem(tr("JSON, with offsets in bytes"), QStringLiteral("json"));
    m_browse->setAutoDefault(false);

    auto* const place = new QWidget(this);
    auto* const placeRow = new QHBoxLayout(place);
    placeRow->setContentsMargins({});
    placeRow->addWidget(m_path, 1);
    placeRow->addWidget(m_browse);
    place->setFocusProxy(m_path);

    auto* const fields = new QWidget(this);
    auto* const form = new QFormLayout(fields);
    form->setContentsMargins({});
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    m_eras->addTo(form);
    addField(form, tr("&Format:"), m_format);
    addField(form, tr("&Into file:"), place);
    body()->addWidget(fields);
    body()->addStretch(1);
}

void ExportDialog::makePreview()
{
    m_preview->setReadOnly(true);
    m_preview->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_preview->setTabChangesFocus(true);
    m_preview->setAccessibleName(tr("First rows of the list"));
    const int margins
        = 2 * (m_preview->frameWidth() + int(m_preview->document()->documentMargin()));
    // A row more for the scroll bar.
    m_preview->setFixedHeight(m_preview->fontMetrics().lineSpacing() * (kPreviewLines + 1)
                              + margins);
    below()->addWidget(m_preview);
    m_result = addText(below(), tr("Result"));
    m_preview->hide();
    m_result->hide();
}

void ExportDialog::connectFields()
{
    connect(m_eras, &EraRangeFields::changed, this, [this] {
        suggestPath();
        refresh();
    });
    connect(m_eras, &EraRangeFields::checkpointAsked, this, &ExportDialog::takeCheckpoint);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        suggestPath();
        refresh();
    });
    connect(m_path, &QLineEdit::textChanged, this, [this] { refresh(); });
    connect(m_browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_openFolder, &QAction::triggered, this, [this] {
        QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(path()).absolutePath()));
    });
    connect(&m_cache, &ServiceCache::jobAdded, this, &ExportDialog::jobIsThere);
    connect(&m_cache, &ServiceCache::jobChanged, this, &ExportDialog::showJob);
}

QString ExportDialog::path() const
{
    return m_path->text();
}

QString ExportDialog::format() const
{
    return m_format->currentData().toString();
}

// The name follows the fields as long as nobody has given another.
void ExportDialog::suggestPath()
{
    if (m_path->isModified())
        return;
    const auto [since, until] = m_eras->range();
    const QString name = until == 0
        ? QStringLiteral("%1-since-%2.%3").arg(m_device).arg(since).arg(format())
        : QStringLiteral("%1-%2-to-%3.%4").arg(m_device).arg(since).arg(until).arg(format());
    const QString before = path();
    const QString folder = before.isEmpty() ? QDir::homePath() : QFileInfo(before).absolutePath();
    m_path->setText(QDir(folder).filePath(name));
}

void ExportDialog::browse()
{
    auto* const dialog = new QFileDialog(this, tr("Write the list into"), path());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    // The desktop's own one may be shown by another process, and in an event loop of its own.
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // asked when it is written
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        m_path->setText(file);
        m_path->setModified(true);
    });
    dialog->open();
}

void ExportDialog::devicesChanged()
{
    m_eras->update();
}

QString ExportDialog::obstacle() const
{
    const DeviceInfo* const info = device();
    if (!info || info->currentEra == 0)
        return tr("The device has to be started first.");
    if (const QString why = m_eras->obstacle(); !why.isEmpty())
        return why;
    if (!path().startsWith(u'/') || path().endsWith(u'/'))
        return tr("Give the whole path of a file.");
    return {};
}

QString ExportDialog::command() const
{
    const auto [since, until] = m_eras->range();
    QStringList words { QStringLiteral("blkera"), QStringLiteral("changed"), m_device,
                        QStringLiteral("--since"), QString::number(since) };
    if (until != 0)
        words << QStringLiteral("--until") << QString::number(until);
    words << QStringLiteral("--format") << format();
    if (!path().isEmpty())
        words << QStringLiteral("-o") << path();
    return commandText(words);
}

void ExportDialog::takeCheckpoint()
{
    call(m_cache.service().checkpoint({ m_device }), tr("Beginning a new era…"),
         [this](const Checkpointed& begun) {
             const quint32 era = begun.eras.value(0);
             if (era < 2)
                 return;
             m_eras->endWith(era - 1);
             say(Severity::Good,
                 tr("Era %1 ended; the list goes up to it.").arg(QLocale().toString(era - 1)));
             verbButton()->setFocus();
         });
}

void ExportDialog::runVerb()
{
    m_isCancelled = false;
    setBusy(tr("Looking at %1…").arg(path()));
    m_isWriting = true;
    whenDone(ExportFile::look(path()), this, [this, path = path()](ExportFile::Target target) {
        if (!m_isWriting)
            return;
        if (target == ExportFile::Target::Free) {
            open(false);
            return;
        }
        m_isWriting = false;
        setIdle();
        if (target == ExportFile::Target::File)
            askToReplace(path);
        else if (target == ExportFile::Target::NoFolder)
            say(Severity::Error, tr("There is no folder %1.").arg(QFileInfo(path).absolutePath()));
        else if (target == ExportFile::Target::Folder)
            say(Severity::Error, tr("%1 is a folder: give a file in it.").arg(path));
        else
            say(Severity::Error, tr("%1 is not a file, and would be overwritten.").arg(path));
    });
}

void ExportDialog::askToReplace(const QString& path)
{
    Confirmation question;
    question.question = tr("Replace %1?").arg(QFileInfo(path).fileName());
    question.consequences
        = tr("There is a file %1 already. It is replaced when the list is complete.").arg(path);
    question.verb = tr("Replace");
    confirm(this, question, [this, path] {
        if (path == this->path() && !isBusy())
            open(true);
    });
}

void ExportDialog::open(bool mayReplace)
{
    m_isWriting = true;
    setBusy(tr("Opening %1…").arg(path()));
    whenDone(ExportFile::open(path(), mayReplace), this, [this](const ExportFile::Opened& opened) {
        if (!m_isWriting) {
            ExportFile::discard(opened.file);
            return;
        }
        m_isWriting = false;
        setIdle();
        if (opened.file)
            write(opened.file);
        else
            say(Severity::Error, opened.error);
    });
}

void ExportDialog::write(std::shared_ptr<ExportFile> file)
{
    m_file = std::move(file);
    m_job = 0;
    m_jobsBefore.clear();
    const QList<JobInfo> jobs = m_cache.jobs();
    for (const JobInfo& job : jobs)
        m_jobsBefore.insert(job.id);
    const auto [since, last] = m_eras->range();
    const auto until = last == 0 ? std::nullopt : std::optional<quint32>(last);
    m_isWriting = true;
    showPreview({});
    call(m_cache.service().changed(m_device, since, until, format(), m_file->fd(), Prompt::Allowed),
         tr("Asking for the list…"), [this](const ChangedCount& count) { keep(count); });
    setCancelText(tr("Cancel"));
}

void ExportDialog::jobIsThere(quint64 id)
{
    const JobInfo* const job = m_cache.job(id);
    if (!m_isWriting || m_job != 0 || !m_file || !job || m_jobsBefore.contains(id)
        || job->operation != QLatin1String("changed-blocks") || job->device != m_device
        || job->startedByUid != ::getuid())
        return;
    m_job = id;
    if (m_isCancelled)
        cancelList();
    showJob(id);
}

void ExportDialog::showJob(quint64 id)
{
    const JobInfo* const job = m_cache.job(id);
    if (!m_isWriting || id != m_job || !job || m_isCancelled)
        return;
    if (job->total == 0) {
        setProgress(-1, tr("Writing the list…"));
    } else {
        const int percent = int(100 * std::min(job->done, job->total) / job->total);
        const qint64 leftMs
            = qint64(job->expectedEndUs / 1'000) - QDateTime::currentMSecsSinceEpoch();
        const QString percentText = QLocale().toString(percent);
        if (job->expectedEndUs == 0 || leftMs <= 0)
            setProgress(percent, tr("Writing the list: %1 %").arg(percentText));
        else if (leftMs < 60'000)
            setProgress(
                percent,
                tr("Writing the list: %1 %, %n second(s) left", nullptr, int(leftMs / 1'000) + 1)
                    .arg(percentText));
        else
            setProgress(
                percent,
                tr("Writing the list: %1 %, %n minute(s) left", nullptr, int(leftMs / 60'000) + 1)
                    .arg(percentText));
    }
    if (m_isPeeking || !m_preview->toPlainText().isEmpty())
        return;
    m_isPeeking = true;
    whenDone(ExportFile::peek(m_file), this, [this](const QStringList& rows) {
        m_isPeeking = false;
        if (m_isWriting)
            showPreview(rows);
    });
}

void ExportDialog::showPreview(const QStringList& rows)
{
    m_preview->setPlainText(rows.join(u'\n'));
    m_preview->setVisible(!rows.isEmpty());
}

void ExportDialog::reject()
{
    if (m_isWriting && m_file && !m_isCancelled) {
        m_isCancelled = true;
        setProgress(-1, tr("Giving the list up…"));
        setCancelText(tr("Close"));
        cancelList();
        return;
    }
    m_isWriting = false;
    ExportFile::discard(std::move(m_file));
    AskDialog::reject();
}

// Where the job is not known yet, a password may be being asked for: the list is given up when it
// begins.
void ExportDialog::cancelList()
{
    if (m_job == 0)
        return;
    whenDone(m_cache.service().cancelJob(m_job), this, [this](const Outcome<Done>& outcome) {
        // Its end is told by the list itself; what is refused is worth a word.
        if (outcome || !m_isWriting)
            return;
        m_isCancelled = false;
        setCancelText(tr("Cancel"));
        AskDialog::fail(outcome.error());
        showJob(m_job);
    });
}

void ExportDialog::fail(const ClientError& error)
{
    m_isWriting = false;
    ExportFile::discard(std::move(m_file));
    showPreview({});
    if (m_isCancelled)
        say(Severity::Note, tr("The list was given up. Nothing was left behind."));
    else
        AskDialog::fail(error);
    m_isCancelled = false;
}

void ExportDialog::abandoned()
{
    m_isWriting = false;
    m_isCancelled = false;
    showPreview({});
    ExportFile::discard(std::move(m_file));
}

void ExportDialog::keep(const ChangedCount& count)
{
    m_isWriting = false;
    if (m_isCancelled || !m_file) { // it was complete before it could be given up
        fail({});
        return;
    }
    setBusy(tr("Reading %1 again for its sum…").arg(m_file->path()));
    const auto file = std::exchange(m_file, nullptr);
    whenDone(ExportFile::keep(file), this, [this, count](const ExportSummary& summary) {
        setIdle();
        showResult(count, summary);
    });
}

void ExportDialog::showResult(const ChangedCount& count, const ExportSummary& summary)
{
    showPreview(summary.firstRows);
    if (!summary.error.isEmpty()) {
        showPreview({});
        say(Severity::Error, summary.error);
        return;
    }
    const QLocale locale;
    m_result->setText(tr("%1\n%n range(s), %2, sha256 %3", nullptr, int(summary.ranges))
                          .arg(path(), sizeText(summary.sizeBytes), summary.sha256));
    m_result->show();
    // They say what the file has, from now on.
    body()->parentWidget()->setEnabled(false);
    finish();
    if (count.uncertain != 0)
        say(Severity::Warning,
            tr("The list has more than it should: of %1 blocks, %2 were written later, and perhaps "
               "in these eras. No block is missing.")
                .arg(locale.toString(count.blocks), locale.toString(count.uncertain)),
            m_openFolder);
    else
        say(Severity::Good, tr("%n block(s) are listed.", nullptr, int(count.blocks)),
            m_openFolder);
}

} // namespace blkera
