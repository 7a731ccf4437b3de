// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QJsonObject>
#include <QWidget>

class QPlainTextEdit;

namespace blkera {

class MessageBar;

// What was done, to be read, copied and saved, as text or as JSON.
class WizardReport : public QWidget {
    Q_OBJECT

public:
    explicit WizardReport(QWidget* parent = nullptr);

    void setReport(const QString& text, const QJsonObject& json);

    // As JSON if the name ends in ".json". Written as a whole or not at all, on another thread.
    void saveAs(const QString& path);

private:
    void chooseFile();

    QPlainTextEdit* m_text;
    MessageBar* m_bar;
    QJsonObject m_json;
};

} // namespace blkera
