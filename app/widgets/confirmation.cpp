// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/confirmation.h"

#include <utility>

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

namespace blkera {

void confirm(QWidget* parent, const Confirmation& confirmation, std::function<void()> then)
{
    auto* const box = new QMessageBox(QMessageBox::Warning, confirmation.question,
                                      confirmation.question, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(confirmation.consequences);
    if (!confirmation.command.isEmpty())
        box->setDetailedText(confirmation.command);
    QPushButton* const verb = box->addButton(confirmation.verb, QMessageBox::DestructiveRole);
    QPushButton* const cancel = box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(cancel);
    box->setEscapeButton(cancel);
    QObject::connect(verb, &QPushButton::clicked, box, std::move(then));
    box->open();
}

} // namespace blkera
