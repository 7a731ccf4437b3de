// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "store/history.h"

#include <functional>
#include <memory>
#include <optional>

#include <QEventLoop>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QStringList>
#include <QTemporaryDir>
#include <QTimer>
#include <QtTest>

namespace blkera {

// A history in a folder of its own, and what it has told so far.
struct HistoryWorld {
    HistoryWorld();

    // Begins where the last one ended.
    void open();

    void close() { history.reset(); }

    void reopen();

    QTemporaryDir folder;
    QString path;
    std::unique_ptr<History> history;
    QStringList incomplete; // of all that were open
    QStringList failures;
    int recoveries = 0;
};

// What tests fill a history with: the eras 1 to kSampleEras of the device kSampleName.
constexpr quint32 kSampleEras = 2'000;
inline const QString kSampleName = QStringLiteral("vault");
void noteEras(History& history, quint32 from, quint32 count);
// The file of such a history that was closed as it should be.
QByteArray soundHistory();
// Replaces a file, and makes its folder.
void put(const QString& path, const QByteArray& bytes);

// The answer, waited for.
template <class T> Result<T> ask(const std::function<void(History::Answer<T> answer)>& question)
{
    std::optional<Result<T>> got;
    QEventLoop loop;
    question([&](const Result<T>& answer) {
        got = answer;
        loop.quit();
    });
    constexpr int kPatienceMs = 30'000;
    QTimer::singleShot(kPatienceMs, &loop, &QEventLoop::quit);
    loop.exec();
    if (!got)
        return Error { ErrorKind::Io, 0, "no answer" };
    return *got;
}

// "" or the error.
QString flush(History& history);
// One line a row; the error if there is one.
QStringList lastEras(History& history, const QString& device, int count = History::kRowLimit);
QStringList eras(History& history, const QString& device, quint32 from, int count);
QStringList devices(History& history);
QStringList events(History& history, const History::LogQuery& query = {});
QStringList audit(History& history, const History::LogQuery& query = {});
QStringList jobs(const Result<QList<JobRecord>>& jobs);

// The file by another hand, which has to be gone before its connection.
class Sql {
public:
    explicit Sql(const QString& path);
    ~Sql();

    Sql(const Sql&) = delete;
    Sql& operator=(const Sql&) = delete;

    void run(const QString& statement) const;
    // Each statement of a file: they end with a semicolon at the end of a line.
    void runFile(const QString& file) const;
    QString value(const QString& statement) const;

private:
    const QString m_name;
};

} // namespace blkera
