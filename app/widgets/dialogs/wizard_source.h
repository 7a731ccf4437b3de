// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <QJsonObject>
#include <QList>
#include <QObject>
#include <QString>

namespace blkera {

// One step of something that the service does, as a wizard lists it.
struct WizardStep {
    enum class State { Waiting, Now, Done, Failed };

    QString title; // "Roll back the array"
    State state = State::Waiting;
};

// What a wizard says about one step.
struct WizardPage {
    QString text; // what happens, or what the person has to do
    QString ifStopped; // what is the case if it is left here; empty: nothing to say
    QString verb; // on the button that goes on: "Next", "Invalidate 812 044 blocks"
    QString obstacle; // why it cannot go on yet; empty: it can, because the step's job has finished
    QString progress; // what is under way; empty: nothing
    int percent = -1; // of it; -1: it cannot be told
    QString failure; // why it does not go on by itself; empty: it does
    QString remedy; // verb that tries again after the failure; empty: there is none
    QString nameToType; // the device's, before what cannot be taken back; empty: no such gate
};

// Something of several steps that the service does, remembers and goes on with after a restart; a
// wizard only shows it. Text is for people and translated.
class WizardSource : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    virtual QString title() const = 0;
    virtual QList<WizardStep> steps() const = 0;
    // The step that it is at, an index of steps().
    virtual int current() const = 0;
    virtual WizardPage page(int step) const = 0;
    virtual bool isFinished() const = 0;
    // Who else drives it; empty: this person may.
    virtual QString drivenBy() const = 0;
    // What was done, for people and for programs.
    virtual QString report() const = 0;
    virtual QJsonObject reportJson() const = 0;

    // Return at once; what comes of it is told by changed().
    virtual void goOn() = 0;
    virtual void stop() = 0; // leaves it where it is; it can be resumed
    virtual void tryAgain() = 0;

signals:
    // Any of it may be another now.
    void changed();
};

} // namespace blkera
