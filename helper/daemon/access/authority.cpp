// SPDX-License-Identifier: GPL-2.0-or-later
#include "access/authority.h"

#include <memory>

#include <QPointer>
#include <polkitqt1-authority.h>
#include <polkitqt1-subject.h>

// GLib has a struct member of this name.
#undef signals
#include <polkit/polkit.h>

namespace blkera {

namespace {

struct Question {
    QPointer<Authority> authority;
    Authority::Answer answer;
};

Verdict verdictOf(PolkitAuthorizationResult* result)
{
    if (polkit_authorization_result_get_is_authorized(result))
        return Verdict::Allowed;
    return polkit_authorization_result_get_is_challenge(result) ? Verdict::NeedsInteraction
                                                                : Verdict::Denied;
}

void onAnswer(GObject* polkit, GAsyncResult* outcome, gpointer data)
{
    const std::unique_ptr<Question> question(static_cast<Question*>(data));
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
    if (question->authority)
        question->answer(verdict);
}

} // namespace

Authority::Authority(QObject* parent)
    : QObject(parent)
{
    PolkitQt1::Authority::instance(); // connects, once; the only call here that waits
}

// PolkitQt1::Authority reports the end of an asynchronous check by a signal that does not say of
// which check, and reports an error not at all. Two users asking at a time could get each other's
// answer. So the check itself goes to the library below, with the authority and the subject that
// PolkitQt1 made.
void Authority::check(const QString& action, const QString& sender, bool mayInteract,
                      const QMap<QString, QString>& details, Answer answer)
{
    PolkitAuthority* polkit = PolkitQt1::Authority::instance()->polkitAuthority();
    const PolkitQt1::SystemBusNameSubject subject(sender);
    if (!polkit || !subject.isValid()) {
        const Verdict verdict = polkit ? Verdict::Denied : Verdict::Unreachable;
        QMetaObject::invokeMethod(
            this, [answer = std::move(answer), verdict] { answer(verdict); }, Qt::QueuedConnection);
        return;
    }
    PolkitDetails* polkitDetails = polkit_details_new();
    for (const auto& [key, value] : details.asKeyValueRange())
        polkit_details_insert(polkitDetails, key.toUtf8().constData(), value.toUtf8().constData());
    polkit_authority_check_authorization(
        polkit, subject.subject(), action.toUtf8().constData(), polkitDetails,
        mayInteract ? POLKIT_CHECK_AUTHORIZATION_FLAGS_ALLOW_USER_INTERACTION
                    : POLKIT_CHECK_AUTHORIZATION_FLAGS_NONE,
        nullptr, &onAnswer, new Question { this, std::move(answer) });
    g_object_unref(polkitDetails);
}

} // namespace blkera
