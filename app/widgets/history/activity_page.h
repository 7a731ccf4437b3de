// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"

#include <QWidget>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;

namespace blkera {

class EventFilterModel;
class EventModel;
class MessageBar;
class RecordTable;

// What has happened, newest first, with filters for words and severity.
class ActivityPage : public QWidget {
    Q_OBJECT

public:
    // `cache` is borrowed.
    explicit ActivityPage(ServiceCache& cache, QWidget* parent = nullptr);

    // Empty: of all devices.
    void setDevice(const QString& device);

    RecordTable* table() const { return m_table; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateTexts();

    EventModel* m_model;
    EventFilterModel* m_filter;
    MessageBar* m_message;
    QAction* m_tryAgain;
    QLineEdit* m_text;
    QComboBox* m_severity;
    RecordTable* m_table;
    QLabel* m_status;
};

} // namespace blkera
