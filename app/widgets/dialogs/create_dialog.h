// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "widgets/dialogs/ask_dialog.h"
#include "widgets/dialogs/block_devices.h"
#include "widgets/dialogs/device_checks.h"

class QAction;
class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace blkera {

class FieldNote;

// Asks what a new device is to be, and has it made.
class CreateDialog : public AskDialog {
    Q_OBJECT

public:
    CreateDialog(ServiceCache& cache, QWidget* parent);

    QString command() const override;

    // Instead of those of the machine, which are looked for when the dialog is made.
    void setBlockDevices(const QList<HostDevice>& devices);

signals:
    void created(const QString& name);

protected:
    void runVerb() override { create(false); }

    QString obstacle() const override;

    void devicesChanged() override { check(); }

    void fail(const ClientError& error) override;

private:
    QComboBox* makeDeviceCombo();
    void makeFields();
    QWidget* makeAdvanced();
    DeviceDraft draft() const;
    NewDevice wanted() const;
    void check();
    void summarise();
    void create(bool forceFormat);
    void askToFormat();

    BlockDeviceModel* m_blockDevices;
    QLineEdit* m_name;
    QComboBox* m_origin;
    QComboBox* m_metadata;
    QComboBox* m_blockSize;
    QCheckBox* m_start;
    QToolButton* m_advancedButton;
    QWidget* m_advanced = nullptr;
    QComboBox* m_frontend;
    QSpinBox* m_queues;
    QSpinBox* m_queueDepth;
    FieldNote* m_nameNote;
    FieldNote* m_originNote;
    FieldNote* m_metadataNote;
    FieldNote* m_blockSizeNote;
    QLabel* m_summary = nullptr;
    QAction* m_format;
    QString m_refusal; // why the metadata device was not formatted
    QString m_refusedMetadata;
    bool m_isFound = false; // the block devices are known, or being given
};

} // namespace blkera
