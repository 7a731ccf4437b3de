// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/job_info.h"

#include <QDialog>

class QComboBox;
class QPlainTextEdit;

namespace blkera {

class MessageBar;

// What came of a job, to read, to copy and to save, as text or as JSON. Stays although the service
// forgets the job.
class ReportWindow : public QDialog {
    Q_OBJECT

public:
    ReportWindow(const JobInfo& job, const QString& userName, QWidget* parent);

    QByteArray content() const;
    // Writes it there, whole or not at all; says so inside the window if it cannot.
    bool saveTo(const QString& path);

private:
    void display(int format);
    void save();

    QByteArray m_text;
    QByteArray m_json;
    QString m_fileName;
    MessageBar* m_message;
    QComboBox* m_format;
    QPlainTextEdit* m_view;
};

} // namespace blkera
