// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/dialogs/wizard_report.h"

#include "client/when_done.h"
#include "widgets/dialogs/in_background.h"
#include "widgets/message_bar.h"

#include <QClipboard>
#include <QDir>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QVBoxLayout>

namespace blkera {

WizardReport::WizardReport(QWidget* parent)
    : QWidget(parent)
    , m_text(new QPlainTextEdit(this))
    , m_bar(new MessageBar(this))
{
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setAccessibleName(tr("Report"));
    auto* const copy = new QPushButton(tr("&Copy"), this);
    auto* const copyJson = new QPushButton(tr("Copy as &JSON"), this);
    auto* const save = new QPushButton(tr("Sa&ve…"), this);
    auto* const row = new QHBoxLayout;
    for (QPushButton* const button : { copy, copyJson, save }) {
        button->setAutoDefault(false);
        row->addWidget(button);
    }
    row->addStretch(1);
    auto* const layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_text, 1);
    layout->addWidget(m_bar);
    layout->addLayout(row);
    connect(copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(m_text->toPlainText()); });
    connect(copyJson, &QPushButton::clicked, this, [this] {
        QGuiApplication::clipboard()->setText(
            QString::fromUtf8(QJsonDocument(m_json).toJson(QJsonDocument::Indented)));
    });
    connect(save, &QPushButton::clicked, this, &WizardReport::chooseFile);
}

void WizardReport::setReport(const QString& text, const QJsonObject& json)
{
    if (text != m_text->toPlainText())
        m_text->setPlainText(text);
    m_json = json;
}

void WizardReport::chooseFile()
{
    auto* const dialog = new QFileDialog(this, tr("Save the report"), QDir::homePath());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QFileDialog::DontUseNativeDialog);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({ tr("Text (*.txt)"), tr("JSON (*.json)") });
    dialog->setDefaultSuffix(QStringLiteral("txt"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String(".json")) ? QStringLiteral("json")
                                                                         : QStringLiteral("txt"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &WizardReport::saveAs);
    dialog->open();
}

void WizardReport::saveAs(const QString& path)
{
    const QByteArray content = path.endsWith(QLatin1String(".json"))
        ? QJsonDocument(m_json).toJson(QJsonDocument::Indented)
        : m_text->toPlainText().toUtf8() + '\n';
    const auto saved = inBackground<QString>([path, content]() -> QString {
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(content) == content.size()
            && file.commit())
            return {};
        return file.errorString();
    });
    whenDone(saved, this, [this, path](const QString& error) {
        if (error.isEmpty())
            m_bar->showMessage(Severity::Good, tr("Saved as %1.").arg(path));
        else
            m_bar->showMessage(Severity::Error, tr("Cannot write %1: %2").arg(path, error));
    });
}

} // namespace blkera
