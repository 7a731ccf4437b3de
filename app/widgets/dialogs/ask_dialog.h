// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"
#include "client/when_done.h"
#include "models/device_words.h"

#include <functional>
#include <utility>

#include <QDialog>
#include <QPointer>
#include <QTimer>

class QLabel;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace blkera {

class MessageBar;

// What every dialog that asks the service for something has in common: fields, a bar for what went
// wrong, a verb, and what does the same on a command line. It stays open while its call is under
// way, and says so; it can be closed at any time, and what was asked goes on. It outlives the
// device and the service.
class AskDialog : public QDialog {
    Q_OBJECT

public:
    // `cache` is borrowed. `device`: the one that it is about; empty: none.
    AskDialog(ServiceCache& cache, const QString& device, QWidget* parent);

    // What does the same on a command line, as the fields are now; empty where nothing does.
    virtual QString command() const = 0;

    bool isBusy() const { return m_isBusy; }

    QPushButton* verbButton() const { return m_verb; }

    MessageBar& bar() const { return *m_bar; }

    void reject() override;

protected:
    bool event(QEvent* event) override;

    // What the verb button does.
    virtual void runVerb() = 0;
    // Why it cannot be done as the fields are now; empty: it can.
    virtual QString obstacle() const = 0;

    // The device that it is about has other properties, or the devices are others.
    virtual void devicesChanged() { }

    // The service went away while a call was under way; its answer will not come.
    virtual void abandoned() { }

    // Null: it is gone.
    const DeviceInfo* device() const { return m_cache.device(m_device); }

    // The fields; they cannot be changed while a call is under way.
    QVBoxLayout* body() const { return m_body; }

    // Above and below the fields: what is to be read at any time.
    QVBoxLayout* above() const { return m_above; }

    QVBoxLayout* below() const { return m_below; }

    void setVerb(const QString& text);
    // Nothing more can be asked: what is left is to read and to close.
    void finish();
    // Looks again whether the verb can be pressed, and what the command is.
    void refresh();
    void say(Severity severity, const QString& text, QAction* remedy = nullptr);
    // Silent if the person who was asked for a password did not want to.
    virtual void fail(const ClientError& error);
    void setBusy(const QString& text);
    void setIdle();
    // How far what is under way is, 0 to 100; -1: that cannot be told.
    void setProgress(int percent, const QString& text);
    void setCancelText(const QString& text);
    // A label below the fields that can be read, selected and copied.
    QLabel* addText(QVBoxLayout* layout, const QString& name);
    void copyText(const QString& text);

    // Waits for `future` without blocking; `then` is called if it succeeds.
    template <class T, class Then>
    void call(const QFuture<Outcome<T>>& future, const QString& busyText, Then then)
    {
        setBusy(busyText);
        const quint64 number = ++m_calls;
        whenDone(future, this, [this, number, then = std::move(then)](const Outcome<T>& outcome) {
            if (number != m_calls)
                return; // the service went away meanwhile, and that was said
            setIdle();
            if (!outcome)
                fail(outcome.error());
            else
                then(*outcome);
        });
    }

    ServiceCache& m_cache;
    const QString m_device;

private:
    void serviceChanged();
    void growToFit();

    QWidget* m_fields;
    QVBoxLayout* m_body;
    QVBoxLayout* m_above;
    QVBoxLayout* m_below;
    MessageBar* m_bar;
    QLabel* m_status;
    QProgressBar* m_busyBar;
    QPushButton* m_copy;
    QPushButton* m_cancel;
    QPushButton* m_verb;
    QPointer<QWidget> m_focus; // before the call
    QTimer m_patience;
    quint64 m_calls = 0;
    bool m_isBusy = false;
    bool m_isFinished = false;
    bool m_barIsAboutService = false;
};

} // namespace blkera
