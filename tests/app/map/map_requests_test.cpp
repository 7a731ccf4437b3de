// SPDX-License-Identifier: GPL-2.0-or-later
// When the map asks the service, how often, and when somebody is asked for a password.
#include "map_world.h"

#include <algorithm>

#include <QSignalSpy>
#include <QTest>

using namespace blkera;
using namespace blkera::test;

class MapRequestsTest : public QObject {
    Q_OBJECT

private slots:

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void nobodyIsAskedForAPasswordWithoutAClick();
    void oneClickAsksForOnePassword();
    void whoeverIsRefusedIsToldWhyAndCanTryAgain();
    void whoeverDoesNotWantToIsToldNothing();
    void aNewEraDoesNotAskAgainWhereAPasswordIsNeeded();
    void whatIsTooMuchIsAskedForLater();
    void noMoreIsAskedForThanTheDaemonAllows();
    void moreThanAFewAreNotAskedForAtATime();
    void whoeverNeverAnswersIsNotAskedForEver();
    void aFailureStaysUntilItIsTriedAgain();
    void whatNobodyLooksAtIsNotAskedFor();
};

void MapRequestsTest::nobodyIsAskedForAPasswordWithoutAClick()
{
    World world;
    world.service.isRefusing = true;
    QTRY_COMPARE(world.tiles.state(), LoadState::NeedsAuthorisation);
    QVERIFY(world.tiles.message().isEmpty()); // nobody did anything wrong
    const auto asked = world.service.asked.size();
    world.look(0, 0, 1'000);
    world.tiles.setRange({ 5, 0 });
    QTest::qWait(200);
    QCOMPARE(world.service.asked.size(), asked); // and not again and again
    for (const auto& one : world.service.asked)
        QCOMPARE(one.prompt, Prompt::Never);
}

void MapRequestsTest::oneClickAsksForOnePassword()
{
    World world;
    world.service.isRefusing = true;
    QTRY_COMPARE(world.tiles.state(), LoadState::NeedsAuthorisation);
    QSignalSpy authorised(&world.tiles, &MapTiles::authorised);
    world.service.asked.clear();
    world.tiles.setVisible(0, 0, 1'000);
    world.tiles.authorise();
    world.tiles.authorise(); // a double click
    QTest::qWait(200);
    QCOMPARE(world.service.asked.size(), std::size_t(1));
    QCOMPARE(world.service.asked[0].prompt, Prompt::Allowed);
    QVERIFY(world.tiles.isAuthorising());
    QCOMPARE(authorised.count(), 0);
    // Whatever happens while somebody types.
    world.tiles.setRange({ 9, 0 });
    world.tiles.refresh();
    QTest::qWait(200);
    QCOMPARE(
        std::ranges::count(world.service.asked, Prompt::Allowed, &ManualService::Asked::prompt), 1);
    world.service.isRefusing = false; // what was allowed stays so for a while
    world.service.answer(0);
    QCOMPARE(authorised.count(), 1);
    QVERIFY(!world.tiles.isAuthorising());
    world.service.answerAll();
    QCOMPARE(world.tiles.state(), LoadState::Ready);
    for (std::size_t index = 1; index < world.service.asked.size(); ++index)
        QCOMPARE(world.service.asked[index].prompt, Prompt::Never);
}

void MapRequestsTest::whoeverIsRefusedIsToldWhyAndCanTryAgain()
{
    World world;
    world.service.isRefusing = true;
    QTRY_COMPARE(world.tiles.state(), LoadState::NeedsAuthorisation);
    QSignalSpy states(&world.tiles, &MapTiles::stateChanged);
    world.service.asked.clear();
    world.tiles.authorise();
    world.service.answer(0, ClientError { Kind::NotAuthorized, QStringLiteral("you may not") });
    QCOMPARE(world.tiles.state(), LoadState::NeedsAuthorisation);
    QCOMPARE(world.tiles.message(), QStringLiteral("you may not"));
    QVERIFY(!world.tiles.isAuthorising());
    QVERIFY(states.count() >= 2);
    world.tiles.authorise();
    QCOMPARE(world.service.asked.back().prompt, Prompt::Allowed);
}

void MapRequestsTest::whoeverDoesNotWantToIsToldNothing()
{
    World world;
    world.service.isRefusing = true;
    QTRY_COMPARE(world.tiles.state(), LoadState::NeedsAuthorisation);
    world.service.asked.clear();
    world.tiles.authorise();
    world.service.answer(0, ClientError { Kind::Dismissed, QStringLiteral("dismissed") });
    QCOMPARE(world.tiles.state(), LoadState::NeedsAuthorisation);
    QVERIFY(world.tiles.message().isEmpty());
    QVERIFY(!world.tiles.isAuthorising());
    QTest::qWait(200);
    QCOMPARE(world.service.asked.size(), std::size_t(1));
}

void MapRequestsTest::aNewEraDoesNotAskAgainWhereAPasswordIsNeeded()
{
    World world;
    world.service.isRefusing = true;
    QTRY_COMPARE(world.tiles.state(), LoadState::NeedsAuthorisation);
    const auto asked = world.service.asked.size();
    DeviceInfo info = world.service.find(world.name)->info;
    ++info.currentEra;
    world.tiles.setDevice(info);
    QTest::qWait(200);
    QCOMPARE(world.service.asked.size(), asked);
    world.tiles.refresh(); // somebody was authorised elsewhere
    QTRY_COMPARE(world.service.asked.size(), asked + 1);
}

void MapRequestsTest::whatIsTooMuchIsAskedForLater()
{
    World world;
    QTRY_COMPARE(world.service.asked.size(), std::size_t(1));
    world.service.answer(0, ClientError { Kind::LimitsExceeded, QStringLiteral("too many") });
    QCOMPARE(world.tiles.state(), LoadState::Loading);
    QTest::qWait(300);
    QCOMPARE(world.service.asked.size(), std::size_t(1)); // not at once
    QTRY_COMPARE(world.service.asked.size(), std::size_t(2));
    world.service.answer(1);
    QCOMPARE(world.tiles.state(), LoadState::Ready);
}

void MapRequestsTest::noMoreIsAskedForThanTheDaemonAllows()
{
    World world(quint64 { 1 } << 26);
    world.service.isAutomatic = true;
    for (quint64 tile = 0; tile < 900; tile += 60)
        world.look(0, kTileCells * tile, 10);
    // Fifteen places in three seconds, three tiles each: twenty calls at once and four a second are
    // allowed.
    QVERIFY(world.service.asked.size() > 10);
    QVERIFY(world.service.asked.size() <= 24);
}

void MapRequestsTest::moreThanAFewAreNotAskedForAtATime()
{
    World world(quint64 { 1 } << 24);
    world.open();
    world.look(0, 0, kTileCells * 9);
    QCOMPARE(world.service.unanswered(), std::size_t(4));
    world.service.answer(1);
    QCOMPARE(world.service.unanswered(), std::size_t(4));
    QCOMPARE(world.service.asked.size(), std::size_t(6));
}

void MapRequestsTest::whoeverNeverAnswersIsNotAskedForEver()
{
    World world(quint64 { 1 } << 24);
    world.tiles.setVisible(0, 0, kTileCells * 9);
    for (quint32 since = 2; since < 14; ++since) {
        world.tiles.setRange({ since, 0 });
        QTest::qWait(150);
    }
    QVERIFY(world.service.asked.size() >= 10); // it went on for a while
    QVERIFY(world.service.asked.size() <= 16);
    QCOMPARE(world.tiles.state(), LoadState::Loading);
}

void MapRequestsTest::aFailureStaysUntilItIsTriedAgain()
{
    World world;
    QTRY_COMPARE(world.service.asked.size(), std::size_t(1));
    world.service.answer(0, ClientError { Kind::NoDaemon, QStringLiteral("it is gone") });
    QCOMPARE(world.tiles.state(), LoadState::Failed);
    QCOMPARE(world.tiles.message(), QStringLiteral("it is gone"));
    world.look(0, 0, 100);
    QCOMPARE(world.service.asked.size(), std::size_t(1));
    world.service.comeBack();
    QTRY_VERIFY(world.service.asked.size() > 1);
}

void MapRequestsTest::whatNobodyLooksAtIsNotAskedFor()
{
    World world;
    world.tiles.setActive(false);
    world.look(0, 0, 100);
    QVERIFY(world.service.asked.empty());
    world.tiles.setActive(true);
    QTRY_VERIFY(!world.service.asked.empty());
}

QTEST_GUILESS_MAIN(MapRequestsTest)
#include "map_requests_test.moc"
