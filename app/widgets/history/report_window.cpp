// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/history/report_window.h"

#include "models/history/history_words.h"
#include "models/history/report_text.h"
#include "widgets/message_bar.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace blkera {
namespace {

enum Format { AsText, AsJson };

} // namespace

ReportWindow::ReportWindow(const JobInfo& job, const QString& userName, QWidget* parent)
    : QDialog(parent)
    , m_text(reportText(job, userName).toUtf8())
    , m_json(reportJson(job))
    , m_fileName(QStringLiteral("blkera-job-%1").arg(job.id))
    , m_message(new MessageBar(this))
    , m_format(new QComboBox(this))
    , m_view(new QPlainTextEdit(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Report: %1").arg(operationText(job.operation)));
    auto* const label = new QLabel(tr("Show &as:"), this);
    label->setBuddy(m_format);
    m_format->addItem(tr("Text"), int(AsText));
    m_format->addItem(tr("JSON"), int(AsJson));
    m_format->setAccessibleName(tr("Format of the report"));
    m_view->setReadOnly(true);
    m_view->setTabChangesFocus(true);
    m_view->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_view->setAccessibleName(tr("Report"));
    auto* const buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    QPushButton* const copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    QPushButton* const save = buttons->addButton(tr("&Save…"), QDialogButtonBox::ActionRole);

    auto* const top = new QHBoxLayout;
    top->addWidget(label);
    top->addWidget(m_format);
    top->addStretch();
    auto* const layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addWidget(m_message);
    layout->addWidget(m_view, 1);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 70, fontMetrics().height() * 22);

    connect(m_format, &QComboBox::currentIndexChanged, this, &ReportWindow::display);
    connect(copy, &QPushButton::clicked, this,
            [this] { QApplication::clipboard()->setText(QString::fromUtf8(content())); });
    connect(save, &QPushButton::clicked, this, &ReportWindow::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    display(AsText);
}

QByteArray ReportWindow::content() const
{
    return m_format->currentData().toInt() == AsJson ? m_json : m_text;
}

void ReportWindow::display(int format)
{
    m_view->setFont(format == AsJson ? QFontDatabase::systemFont(QFontDatabase::FixedFont)
                                     : font());
    m_view->setPlainText(QString::fromUtf8(content()));
}

void ReportWindow::save()
{
    const bool isJson = m_format->currentData().toInt() == AsJson;
    auto* const dialog = new QFileDialog(this, tr("Save the report"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilter(isJson ? tr("JSON (*.json)") : tr("Text (*.txt)"));
    dialog->setDefaultSuffix(isJson ? QStringLiteral("json") : QStringLiteral("txt"));
    dialog->selectFile(m_fileName);
    connect(dialog, &QFileDialog::fileSelected, this, &ReportWindow::saveTo);
    dialog->open();
}

bool ReportWindow::saveTo(const QString& path)
{
    QSaveFile file(path);
    const bool isSaved = file.open(QIODevice::WriteOnly)
        && file.write(content()) == content().size() && file.commit();
    if (isSaved)
        m_message->showMessage(Severity::Good, tr("Saved as %1").arg(path));
    else
        m_message->showMessage(
            Severity::Error,
            tr("%1 was not saved: %2", "a file and why").arg(path, file.errorString()));
    return isSaved;
}

} // namespace blkera
