// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>

#include <QMap>
#include <QObject>
#include <QString>

namespace blkera {

enum class Verdict {
    Allowed,
    Denied,
    Dismissed, // who was asked has closed the prompt
    NeedsInteraction, // allowed once the user has authenticated, which the call did not permit
    Unreachable, // polkit did not answer
};

// Asks polkit. Questions run side by side; each answer comes to who asked, later, on the daemon's
// thread, and never if the Authority has gone.
class Authority : public QObject {
    Q_OBJECT

public:
    using Answer = std::function<void(Verdict verdict)>;
    using QuestionId = quint64;

    explicit Authority(QObject* parent = nullptr);
    ~Authority() override;

    // The subject is the sender's name on the bus and nothing else: a process id may have changed
    // hands. `details` fill the placeholders of polkit's message and are there for its rules.
    //
    // Unreachable after 5 seconds, and after 5 minutes if it may ask a person.
    QuestionId check(const QString& action, const QString& sender, bool mayInteract,
                     const QMap<QString, QString>& details, Answer answer);

    // It is not answered any more. For when the subject has gone: polkitd takes the prompt back
    // then by itself, and has been seen to stand still when it is told to cancel at the same
    // moment.
    void forget(QuestionId id);

private:
    struct Question;

    void end(QuestionId id, Verdict verdict);

    std::map<QuestionId, std::unique_ptr<Question>> m_questions;
    QuestionId m_lastId = 0;
};

} // namespace blkera
