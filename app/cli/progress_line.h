// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

namespace blkera {

class EraClient;

// How far a job of ours is, on the last line of a terminal, from when it has lasted a moment until
// this goes. Nothing where stderr is no terminal.
class ProgressLine : public QObject {
    Q_OBJECT

public:
    // The job that this user begins now. `client` outlives it.
    ProgressLine(EraClient& client, QString operation, QString device);
    ~ProgressLine() override;

private:
    void look();
    void show(const QString& text);

    EraClient& m_client;
    const QString m_operation;
    const QString m_device;
    const quint64 m_begunUs;
    QTimer m_timer;
    bool m_isAsking = false;
    bool m_isShown = false;
};

} // namespace blkera
