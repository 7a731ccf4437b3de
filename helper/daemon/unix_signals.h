// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "base/unique_fd.h"

#include <initializer_list>
#include <vector>

#include <QObject>
#include <QSocketNotifier>

namespace blkera {

// Unix signals as events of the loop. They are not blocked, so that the processes we start have
// them as usual. One object at a time; a signal from before the loop's start is heard when it runs.
class UnixSignals : public QObject {
    Q_OBJECT

public:
    explicit UnixSignals(std::initializer_list<int> numbers, QObject* parent = nullptr);
    ~UnixSignals() override;

signals:
    void raised(int signal);

private:
    void read();

    const std::vector<int> m_signals;
    UniqueFd m_read;
    UniqueFd m_write;
    QSocketNotifier* m_notifier; // a child
};

} // namespace blkera
