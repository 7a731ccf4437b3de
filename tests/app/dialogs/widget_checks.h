// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QStringList>
#include <QTranslator>
#include <QWidget>

namespace blkera {

// What is wrong with a window for who sees nothing, or has no mouse: what can have the focus and
// has no name, letters that stand for two things, what the Tab key never comes to.
QStringList accessibilityFaults(QWidget& window);

// Texts that are cut off, or do not fit into where they are.
QStringList clippedTexts(const QWidget& window);

// As large as it wants to be, into the folder that BLKERA_PICTURES names; nothing if it does not.
void takePicture(QWidget& window, const QString& name);

// Makes every text half as long again, as some languages do.
class LongTranslator : public QTranslator {
    Q_OBJECT

public:
    using QTranslator::QTranslator;

    bool isEmpty() const override { return false; }

    QString translate(const char* context, const char* source, const char* disambiguation,
                      int number) const override;
};

} // namespace blkera
