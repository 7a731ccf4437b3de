// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/authority.h"

#include <QPointer>
#include <QTimer>
#include <polkitqt1-authority.h>
#include <polkitqt1-subject.h>

// GLib has a struct member of this name.
#undef signals
#include <polkit/polkit.h>

namespace blkera {

namespace {

constexpr int kPatienceMs = 5'000; // an answer takes milliseconds
constexpr int kPersonsPatienceMs = 300'000;

Verdict verdictOf(PolkitAuthorizationResult* result)
{
    if (polkit_authorization_result_get_is_authorized(result))
        return Verdict::Allowed;
    if (polkit_authorization_result_get_dismissed(result))
        return Verdict::Dismissed;
    return polkit_authorization_result_get_is_challenge(result) ? Verdict::NeedsInteraction
                                                                : Verdict::Denied;
}

Verdict verdictOf(GObject* polkit, GAsyncResult* outcome)
{
    Verdict verdict = Verdict::Unreachable;
    GError* error = nullptr;
    PolkitAuthorizationResult* result
        = polkit_authority_check_authorization_finish(POLKIT_AUTHORITY(polkit), outcome, &error);
    if (result) {
        verdict = verdictOf(result);
        g_object_unref(result);
    } else if (error) {
        // An error of polkit's own is an answer, "the subject has gone" for one.
        if (error->domain == POLKIT_ERROR)
            verdict = Verdict::Denied;
        g_error_free(error);
    }
    return verdict;
}

} // namespace

struct Authority::Question {
    explicit Question(Answer whatFor)
        : answer(std::move(whatFor))
        , cancellable(g_cancellable_new())
    {
    }

    ~Question() { g_object_unref(cancellable); }

    Question(const Question&) = delete;
    Question& operator=(const Question&) = delete;

    // What GLib's callback gets.
    struct Reference {
        QPointer<Authority> authority;
        QuestionId id;
    };

    static void onAnswer(GObject* polkit, GAsyncResult* outcome, gpointer data)
    {
        const std::unique_ptr<Reference> reference(static_cast<Reference*>(data));
        const Verdict verdict = verdictOf(polkit, outcome);
        if (reference->authority)
            reference->authority->end(reference->id, verdict);
    }

    Answer answer;
    GCancellable* cancellable;
};

Authority::Authority(QObject* parent)
    : QObject(parent)
{
    PolkitQt1::Authority::instance(); // connects, once; the only call here that waits
}

Authority::~Authority() = default;

// PolkitQt1::Authority reports the end of an asynchronous check by a signal that does not say of
// which check, and reports an error not at all. Two users asking at a time could get each other's
// answer. So the check itself goes to the library below, with the authority and the subject that
// PolkitQt1 made.
Authority::QuestionId Authority::check(const QString& action, const QString& sender,
                                       bool mayInteract, const QMap<QString, QString>& details,
                                       Answer answer)
{
    const QuestionId id = ++m_lastId;
    const auto entry = m_questions.emplace(id, std::make_unique<Question>(std::move(answer))).first;
    GCancellable* cancellable = entry->second->cancellable;
    PolkitAuthority* polkit = PolkitQt1::Authority::instance()->polkitAuthority();
    const PolkitQt1::SystemBusNameSubject subject(sender);
    if (!polkit || !subject.isValid()) {
        const Verdict verdict = polkit ? Verdict::Denied : Verdict::Unreachable;
        QTimer::singleShot(0, this, [this, id, verdict] { end(id, verdict); });
        return id;
    }
    QTimer::singleShot(mayInteract ? kPersonsPatienceMs : kPatienceMs, this,
                       [this, id] { end(id, Verdict::Unreachable); });
    PolkitDetails* polkitDetails = polkit_details_new();
    for (const auto& [key, value] : details.asKeyValueRange())
        polkit_details_insert(polkitDetails, key.toUtf8().constData(), value.toUtf8().constData());
    polkit_authority_check_authorization(
        polkit, subject.subject(), action.toUtf8().constData(), polkitDetails,
        mayInteract ? POLKIT_CHECK_AUTHORIZATION_FLAGS_ALLOW_USER_INTERACTION
                    : POLKIT_CHECK_AUTHORIZATION_FLAGS_NONE,
        cancellable, &Question::onAnswer, new Question::Reference { this, id });
    g_object_unref(polkitDetails);
    return id;
}

void Authority::forget(QuestionId id)
{
    m_questions.erase(id);
}

void Authority::end(QuestionId id, Verdict verdict)
{
    const auto found = m_questions.find(id);
    if (found == m_questions.end())
        return; // cancelled, or answered in time
    const std::unique_ptr<Question> question = std::move(found->second);
    m_questions.erase(found);
    if (verdict == Verdict::Unreachable)
        g_cancellable_cancel(question->cancellable); // whoever prompts need not any more
    question->answer(verdict);
}

} // namespace blkera
