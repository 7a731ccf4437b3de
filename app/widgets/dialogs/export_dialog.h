// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "models/era_range.h"
#include "widgets/dialogs/ask_dialog.h"

#include <memory>
#include <set>

class QAction;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace blkera {

class EraRangeFields;
class ExportFile;
struct ExportSummary;

// Has the list of changed blocks written into a file. The file is this person's, opened here; the
// service gets the descriptor. The file is there as a whole in the end, or not at all.
class ExportDialog : public AskDialog {
    Q_OBJECT

public:
    ExportDialog(ServiceCache& cache, const QString& device, const EraRange& range,
                 QWidget* parent);
    ~ExportDialog() override;

    QString command() const override;

    // The first time the list is given up, the second time the dialog closes, whatever happens.
    void reject() override;

protected:
    void runVerb() override;
    QString obstacle() const override;
    void devicesChanged() override;
    void abandoned() override;
    void fail(const ClientError& error) override;

private:
    void makeFields();
    void makePreview();
    void connectFields();
    void suggestPath();
    void browse();
    QString path() const;
    QString format() const;
    void takeCheckpoint();
    void askToReplace(const QString& path);
    void open(bool mayReplace);
    void write(std::shared_ptr<ExportFile> file);
    void jobIsThere(quint64 id);
    void showJob(quint64 id);
    void showPreview(const QStringList& rows);
    void cancelList();
    void keep(const ChangedCount& count);
    void showResult(const ChangedCount& count, const ExportSummary& summary);

    EraRangeFields* m_eras;
    QComboBox* m_format;
    QLineEdit* m_path;
    QPushButton* m_browse;
    QPlainTextEdit* m_preview;
    QLabel* m_result = nullptr;
    QAction* m_openFolder;
    std::shared_ptr<ExportFile> m_file; // shared with the threads that work on it
    std::set<quint64> m_jobsBefore;
    quint64 m_job = 0; // 0: not known yet
    bool m_isWriting = false;
    bool m_isCancelled = false;
    bool m_isPeeking = false;
};

} // namespace blkera
