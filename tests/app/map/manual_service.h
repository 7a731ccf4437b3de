// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "demo/demo_service.h"

#include <algorithm>
#include <memory>
#include <vector>

#include <QCoreApplication>
#include <QPromise>

#include <unistd.h>

namespace blkera {

// A service whose maps are answered when, and with what, the test says; and whose lists are what
// the test says.
class ManualService : public DemoService {
public:
    using DemoService::DemoService;

    struct Asked {
        QString name;
        MapRequest request;
        Prompt prompt;
        std::shared_ptr<QPromise<Outcome<ChangeMap>>> promise;
        bool isAnswered = false;
    };

    std::vector<Asked> asked;
    bool isAutomatic = false; // maps are answered by the demo, yet still noted
    bool isRefusing = false; // those without a click

    std::size_t unanswered() const
    {
        return std::size_t(std::ranges::count(asked, false, &Asked::isAnswered));
    }

    // The truth.
    ChangeMap drawn(const Asked& request) { return find(request.name)->map(request.request); }

    void answer(std::size_t index) { answer(index, drawn(asked[index])); }

    void answer(std::size_t index, const Outcome<ChangeMap>& outcome)
    {
        asked[index].isAnswered = true;
        asked[index].promise->addResult(outcome);
        asked[index].promise->finish();
        QCoreApplication::processEvents();
    }

    // Until nothing is asked any more.
    void answerAll()
    {
        for (std::size_t index = 0; index < asked.size(); ++index) {
            if (!asked[index].isAnswered)
                answer(index);
        }
    }

    QFuture<Outcome<ChangeMap>> map(const QString& name, const MapRequest& request,
                                    Prompt prompt) override
    {
        asked.push_back(
            { name, request, prompt, std::make_shared<QPromise<Outcome<ChangeMap>>>() });
        Asked& last = asked.back();
        last.promise->start();
        const auto future = last.promise->future();
        if (isRefusing && prompt == Prompt::Never) {
            last.isAnswered = true;
            last.promise->addResult(ClientError { ClientError::Kind::NotAuthorized, {} });
            last.promise->finish();
        } else if (isAutomatic) {
            last.isAnswered = true;
            last.promise->addResult(drawn(last));
            last.promise->finish();
        }
        return future;
    }
};

// Writes a list of the test's own into the pipe, as far as it has room, and answers at once.
class ListService : public DemoService {
public:
    using DemoService::DemoService;

    QByteArray list;
    Outcome<ChangedCount> outcome = ChangedCount {};
    int listsAsked = 0;
    Prompt lastPrompt = Prompt::Never;
    quint32 lastSince = 0;

    QFuture<Outcome<ChangedCount>> changed(const QString&, quint32 since, std::optional<quint32>,
                                           const QString&, int output, Prompt prompt) override
    {
        ++listsAsked;
        lastPrompt = prompt;
        lastSince = since;
        if (::write(output, list.constData(), std::size_t(list.size())) != list.size())
            qFatal("the pipe is full");
        QPromise<Outcome<ChangedCount>> promise;
        promise.start();
        promise.addResult(outcome);
        promise.finish();
        return promise.future();
    }
};

} // namespace blkera
