// SPDX-License-Identifier: GPL-2.0-or-later
#include "demo/demo_service.h"
#include "models/history/job_model.h"

#include <memory>

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QLocale>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace blkera;

namespace {

constexpr quint64 kSecond = 1'000'000;
constexpr quint64 kNowUs = 1'772'359'331 * kSecond;

JobInfo runningJob(quint64 id)
{
    JobInfo job;
    job.id = id;
    job.operation = QStringLiteral("changed-blocks");
    job.device = QStringLiteral("archive");
    job.startTimeUs = kNowUs - 60 * kSecond;
    job.state = QStringLiteral("running");
    job.done = 42;
    job.total = 100;
    job.rate = 3'204; // of 64 KiB: 210 MB
    job.expectedEndUs = kNowUs + 180 * kSecond;
    job.cancelable = true;
    return job;
}

} // namespace

class JobModelTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { QLocale::setDefault(QLocale::c()); }

    void init();
    void cleanup();

    void howFarAJobIsIsSaidInWords();
    void whatCannotBeToldIsNotSaid();
    void whatRunsIsAboveWhatHasEnded();
    void theSummaryCountsWhatRuns();
    void aJobThatIsCancelledSaysSoUntilItsEnd();
    void aJobThatIsNotCancelledSaysWhy();
    void whatCannotBeCancelledSaysWhy();
    void aServiceThatDiesLeavesWhatWasKnownAndItsTime();
    void aCancelThatIsNeverAnsweredIsForgottenWithTheService();
    void tenThousandChangesASecondAreToldTenTimes();
    void theModelIsConsistentUnderRandomChange();

private:
    QVariant data(quint64 id, int role) const { return m_model->indexOf(id).data(role); }

    QString detail(quint64 id) const { return data(id, JobModel::DetailRole).toString(); }

    QString order() const;

    std::unique_ptr<DemoService> m_service;
    std::unique_ptr<ServiceCache> m_cache;
    std::unique_ptr<JobModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void JobModelTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    DemoService::Shape shape;
    shape.blocks = 1U << 12;
    shape.eras = 5;
    m_service = std::make_unique<DemoService>(shape);
    m_cache = std::make_unique<ServiceCache>(*m_service);
    m_model = std::make_unique<JobModel>(*m_cache);
    m_model->setClock([] { return kNowUs; });
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QSignalSpy resets(m_cache.get(), &ServiceCache::jobsReset);
    m_cache->connectToService();
    QTRY_COMPARE(resets.size(), 1);
}

void JobModelTest::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_cache.reset();
    m_service.reset();
}

QString JobModelTest::order() const
{
    QStringList ids;
    for (int row = 0; row < m_model->rowCount(); ++row)
        ids << m_model->index(row, 0).data(JobModel::IdRole).toString();
    return ids.join(u' ');
}

void JobModelTest::howFarAJobIsIsSaidInWords()
{
    emit m_service->jobChanged(runningJob(1));
    QCOMPARE(m_model->rowCount(), 1);
    QCOMPARE(detail(1), QStringLiteral("42 % · 3 minute(s) left · 210 MB/s"));
    QCOMPARE(data(1, JobModel::PercentRole).toInt(), 42);
    QCOMPARE(data(1, JobModel::TitleRole).toString(),
             QStringLiteral("List of changed blocks: archive"));
    QCOMPARE(data(1, Qt::AccessibleTextRole).toString(),
             QStringLiteral("List of changed blocks: archive, Running: "
                            "42 % · 3 minute(s) left · 210 MB/s"));

    JobInfo done = runningJob(1);
    done.state = QStringLiteral("done");
    done.endTimeUs = kNowUs + 23 * kSecond;
    emit m_service->jobChanged(done);
    QCOMPARE(detail(1), QStringLiteral("Done after 1 min 23 s"));
    QVERIFY(data(1, JobModel::HasEndedRole).toBool());
    done.state = QStringLiteral("failed");
    done.error = QStringLiteral("the disk is gone");
    emit m_service->jobChanged(done);
    QCOMPARE(detail(1), QStringLiteral("Failed after 1 min 23 s: the disk is gone"));
    QCOMPARE(data(1, JobModel::SeverityRole).toInt(), int(Severity::Error));
}

void JobModelTest::whatCannotBeToldIsNotSaid()
{
    JobInfo job = runningJob(1);
    job.rate = 0;
    emit m_service->jobChanged(job);
    QCOMPARE(detail(1), QStringLiteral("42 % · 3 minute(s) left"));
    job.id = 2;
    job.expectedEndUs = 0;
    emit m_service->jobChanged(job);
    QCOMPARE(detail(2), QStringLiteral("42 %"));
    job.id = 3;
    job.total = 0;
    emit m_service->jobChanged(job);
    QCOMPARE(detail(3), QStringLiteral("running for 1 min 0 s"));
    QCOMPARE(data(3, JobModel::PercentRole).toInt(), -1);
    job = runningJob(4);
    job.device = QStringLiteral("archive web"); // whose blocks have no one size
    emit m_service->jobChanged(job);
    QCOMPARE(detail(4), QStringLiteral("42 % · 3 minute(s) left · 3204 block(s)/s"));
    job = runningJob(5);
    job.done = 900;
    emit m_service->jobChanged(job);
    QCOMPARE(data(5, JobModel::PercentRole).toInt(), 100);
}

void JobModelTest::whatRunsIsAboveWhatHasEnded()
{
    for (quint64 id = 1; id <= 4; ++id) {
        JobInfo job = runningJob(id);
        job.startTimeUs += id;
        emit m_service->jobChanged(job);
    }
    QCOMPARE(order(), QStringLiteral("4 3 2 1"));
    const QSignalSpy moved(m_model.get(), &QAbstractItemModel::rowsMoved);
    JobInfo ended = runningJob(3);
    ended.state = QStringLiteral("done");
    ended.endTimeUs = kNowUs;
    emit m_service->jobChanged(ended);
    QCOMPARE(order(), QStringLiteral("4 2 1 3"));
    QCOMPARE(moved.size(), 1);
    ended.id = 4;
    ended.endTimeUs = kNowUs + 1;
    emit m_service->jobChanged(ended);
    QCOMPARE(order(), QStringLiteral("2 1 4 3"));
    emit m_service->jobRemoved(3);
    QCOMPARE(order(), QStringLiteral("2 1 4"));
}

void JobModelTest::theSummaryCountsWhatRuns()
{
    const QSignalSpy changes(m_model.get(), &JobModel::summaryChanged);
    QCOMPARE(m_model->summary(), QStringLiteral("No running jobs"));
    QCOMPARE(m_model->percent(), -1);
    emit m_service->jobChanged(runningJob(1));
    JobInfo other = runningJob(2);
    other.done = 58;
    emit m_service->jobChanged(other);
    QCOMPARE(m_model->running(), 2);
    QCOMPARE(m_model->summary(), QStringLiteral("2 running job(s)"));
    QCOMPARE(m_model->percent(), 50);
    QCOMPARE(changes.size(), 2);
}

void JobModelTest::aJobThatIsCancelledSaysSoUntilItsEnd()
{
    emit m_service->jobChanged(runningJob(1));
    QVERIFY(data(1, JobModel::CanCancelRole).toBool());
    m_service->stopAnswering();
    m_model->cancel(1);
    m_model->cancel(1); // once is enough
    QCOMPARE(m_service->calls().filter(QStringLiteral("Cancel")).size(), 1);
    QVERIFY(!data(1, JobModel::CanCancelRole).toBool());
    QCOMPARE(data(1, JobModel::CancelHintRole).toString(),
             QStringLiteral("Cancelling was asked for"));
    QVERIFY(detail(1).startsWith(QStringLiteral("Cancelling · ")));
    QCOMPARE(m_model->index(0, JobModel::StateColumn).data().toString(),
             QStringLiteral("Cancelling"));
    JobInfo cancelled = runningJob(1);
    cancelled.state = QStringLiteral("cancelled");
    cancelled.endTimeUs = kNowUs;
    emit m_service->jobChanged(cancelled);
    QCOMPARE(detail(1), QStringLiteral("Cancelled after 1 min 0 s"));
}

void JobModelTest::aJobThatIsNotCancelledSaysWhy()
{
    emit m_service->jobChanged(runningJob(1));
    m_service->failNext(QStringLiteral("Cancel"),
                        { ClientError::Kind::NotAuthorized, QStringLiteral("not allowed") });
    m_model->cancel(1);
    QTRY_VERIFY(detail(1).endsWith(QLatin1String("not cancelled: not allowed")));
    QVERIFY(data(1, JobModel::CanCancelRole).toBool()); // again
}

void JobModelTest::whatCannotBeCancelledSaysWhy()
{
    JobInfo job = runningJob(1);
    job.cancelable = false;
    emit m_service->jobChanged(job);
    QVERIFY(!data(1, JobModel::CanCancelRole).toBool());
    QVERIFY(!data(1, JobModel::CancelHintRole).toString().isEmpty());
    m_model->cancel(1);
    QVERIFY(m_service->calls().filter(QStringLiteral("Cancel")).isEmpty());
}

void JobModelTest::aServiceThatDiesLeavesWhatWasKnownAndItsTime()
{
    emit m_service->jobChanged(runningJob(1));
    m_service->die();
    QCOMPARE(m_model->rowCount(), 1);
    QVERIFY2(detail(1).contains(QLatin1String("as of")), qPrintable(detail(1)));
    QVERIFY(!data(1, JobModel::CanCancelRole).toBool());
    QCOMPARE(data(1, JobModel::CancelHintRole).toString(),
             QStringLiteral("The service is not answering"));
    m_service->comeBack();
    QTRY_COMPARE(m_model->rowCount(), 0); // this service has never heard of it
}

void JobModelTest::aCancelThatIsNeverAnsweredIsForgottenWithTheService()
{
    emit m_service->jobChanged(runningJob(1));
    m_service->stopAnswering();
    m_model->cancel(1);
    m_service->die();
    QVERIFY(!detail(1).startsWith(QStringLiteral("Cancelling")));
}

void JobModelTest::tenThousandChangesASecondAreToldTenTimes()
{
    emit m_service->jobChanged(runningJob(1));
    const QSignalSpy changes(m_model.get(), &QAbstractItemModel::dataChanged);
    QElapsedTimer timer;
    timer.start();
    JobInfo job = runningJob(1);
    for (int change = 0; timer.elapsed() < 1'000; ++change) {
        job.total = 20'000;
        job.done = quint64(change);
        emit m_service->jobChanged(job);
        if (change % 10 == 0)
            QTest::qWait(1);
    }
    qInfo("%lld tellings of %llu changes", static_cast<long long>(changes.size()),
          static_cast<unsigned long long>(job.done));
    QVERIFY(job.done > 1'000);
    QVERIFY2(changes.size() <= 13, qPrintable(QString::number(changes.size())));
}

void JobModelTest::theModelIsConsistentUnderRandomChange()
{
    const quint32 seed = qEnvironmentVariableIsSet("BLKERA_SEED")
        ? qEnvironmentVariable("BLKERA_SEED").toUInt()
        : 20'261'130;
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    for (int turn = 0; turn < 500; ++turn) {
        JobInfo job = runningJob(1 + random.bounded(12));
        job.startTimeUs = kNowUs - random.bounded(5) * kSecond;
        switch (random.bounded(7)) {
        case 0:
        case 1:
            emit m_service->jobChanged(job);
            break;
        case 2:
        case 3:
            job.state = QStringLiteral("done");
            job.endTimeUs = kNowUs + random.bounded(5) * kSecond;
            emit m_service->jobChanged(job);
            break;
        case 4:
            emit m_service->jobRemoved(job.id);
            break;
        case 5:
            m_model->cancel(job.id);
            break;
        default:
            if (random.bounded(30) == 0) {
                m_service->die();
                m_service->comeBack();
            }
            QCoreApplication::processEvents();
            break;
        }
        bool hasSeenEnded = false;
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const bool hasEnded = m_model->index(row, 0).data(JobModel::HasEndedRole).toBool();
            QVERIFY(hasEnded || !hasSeenEnded);
            hasSeenEnded = hasEnded;
        }
    }
    QTest::qWait(200);
    QCOMPARE(m_model->rowCount(), int(m_cache->jobs().size()));
}

QTEST_GUILESS_MAIN(JobModelTest)
#include "job_model_test.moc"
