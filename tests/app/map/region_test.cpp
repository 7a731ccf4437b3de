// SPDX-License-Identifier: GPL-2.0-or-later
#include "manual_service.h"
#include "models/map/region_model.h"

#include <random>

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace blkera;

namespace {

using Kind = ClientError::Kind;

// As engine/formats/changed_list.cpp writes it.
QByteArray listOf(const std::vector<BlockSpan>& runs, quint64 blocks = 1'000'000)
{
    QByteArray text = "{\"since\":7,\"until\":9,\"current_era\":12,\"block_size_bytes\":65536,"
                      "\"nr_blocks\":"
        + QByteArray::number(blocks) + ",\"ranges\":[";
    quint64 changed = 0;
    for (const BlockSpan& run : runs) {
        text += QByteArray(changed == 0 ? "\n" : ",\n") + "{\"begin\":"
            + QByteArray::number(run.first) + ",\"end\":" + QByteArray::number(run.end())
            + ",\"offset\":" + QByteArray::number(run.first * 65'536)
            + ",\"length\":" + QByteArray::number(run.count * 65'536) + "}";
        changed += run.count;
    }
    return text + (runs.empty() ? "]" : "\n]") + ",\"changed_blocks\":"
        + QByteArray::number(changed) + ",\"superset\":true,\"uncertain_blocks\":2}\n";
}

const std::vector<BlockSpan> kRuns { { 5, 2 }, { 9, 1 }, { 100, 412 }, { 999'999, 1 } };

QString printed(const std::vector<BlockSpan>& runs)
{
    QStringList texts;
    for (const BlockSpan& run : runs)
        texts.append(QStringLiteral("%1+%2").arg(run.first).arg(run.count));
    return texts.join(u' ');
}

DemoService::Shape oneDevice()
{
    DemoService::Shape shape;
    shape.devices = 1;
    shape.blocks = 1'000'000;
    shape.nowUs = 1'700'000'000'000'000;
    return shape;
}

struct World {
    World()
        : service(oneDevice())
        , model(service)
    {
        model.setDevice(service.find(QStringLiteral("archive"))->info);
    }

    ListService service;
    RegionModel model;
};

} // namespace

class RegionTest : public QObject {
    Q_OBJECT

private slots:

    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void piecesOfAnySizeAreTheSameList();
    void anEmptyListIsOne();
    void theLongestAreKeptHoweverManyThereAre();
    void aListThatBreaksOffIsNone();
    void garbageIsNoList_data();
    void garbageIsNoList();
    void aLineWithoutAnEndTakesNoMemory();
    void theRowsAreTheLongestRunsOfTheDevice();
    void aListThatEndsEarlyIsAnErrorAndNotAShortList_data();
    void aListThatEndsEarlyIsAnErrorAndNotAShortList();
    void theServiceHasTheLastWord();
    void nobodyIsAskedForAPasswordWithoutAClick();
    void anotherDeviceDropsWhatWasRead();
    void aListThatNobodyWaitsForIsGivenUp();
    void theEraOfARowIsFoundWhenItIsAskedFor();
    void rowsHaveWordsForPeopleAndDigitsForPrograms();
};

void RegionTest::piecesOfAnySizeAreTheSameList()
{
    const QByteArray text = listOf(kRuns);
    for (qsizetype size = 1; size <= text.size(); ++size) {
        RegionList list;
        for (qsizetype at = 0; at < text.size(); at += size)
            QVERIFY(list.feed(QByteArrayView(text).sliced(at, std::min(size, text.size() - at))));
        QVERIFY(list.isComplete());
        QCOMPARE(printed(list.longest()), printed(kRuns));
        QCOMPARE(list.runs(), quint64(4));
        QCOMPARE(list.changedBlocks(), quint64(416));
        QCOMPARE(list.uncertainBlocks(), quint64(2));
        QCOMPARE(list.blocks(), quint64(1'000'000));
        QCOMPARE(list.currentEra(), 12U);
    }
}

void RegionTest::anEmptyListIsOne()
{
    RegionList list;
    QVERIFY(list.feed(listOf({})));
    QVERIFY(list.isComplete());
    QVERIFY(list.longest().empty());
}

void RegionTest::theLongestAreKeptHoweverManyThereAre()
{
    const unsigned seed = std::random_device()();
    std::mt19937_64 random(seed);
    std::vector<BlockSpan> runs;
    quint64 next = 0;
    for (int run = 0; run < 3'000; ++run) {
        const quint64 first = next + 1 + random() % 9;
        runs.push_back({ first, 1 + random() % 40 });
        next = runs.back().end();
    }
    RegionList list(50);
    QVERIFY(list.feed(listOf(runs)));
    QVERIFY(list.isComplete());
    QCOMPARE(list.runs(), quint64(3'000));
    std::vector<BlockSpan> expected = runs;
    std::ranges::stable_sort(expected, std::greater(), &BlockSpan::count);
    expected.resize(50);
    std::ranges::sort(expected, {}, &BlockSpan::first);
    QVERIFY2(printed(list.longest()) == printed(expected),
             qPrintable(QStringLiteral("seed %1").arg(seed)));
}

void RegionTest::aListThatBreaksOffIsNone()
{
    const QByteArray text = listOf(kRuns);
    for (qsizetype size = 0; size < text.size(); ++size) {
        RegionList list;
        list.feed(QByteArrayView(text).first(size));
        QVERIFY2(!list.isComplete(), qPrintable(QString::number(size)));
    }
}

void RegionTest::garbageIsNoList_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = listOf(kRuns);
    const auto changed = [&](const char* from, const char* to) {
        QByteArray text = good;
        Q_ASSERT(text.contains(from));
        return text.replace(from, to);
    };
    QTest::newRow("nothing like it") << QByteArray("<blocks>\n  <block block=\"1\"/>\n");
    QTest::newRow("an empty line") << QByteArray("\n");
    QTest::newRow("a header without blocks") << changed(",\"nr_blocks\":1000000", "");
    QTest::newRow("blocks below zero") << changed(":1000000,", ":-1,");
    QTest::newRow("blocks in words") << changed(":1000000,", ":\"many\",");
    QTest::newRow("beyond the end") << changed(":1000000,", ":999999,");
    QTest::newRow("not in order") << changed("\"begin\":9,", "\"begin\":6,");
    QTest::newRow("empty run") << changed("\"end\":10,", "\"end\":9,");
    QTest::newRow("a run backwards") << changed("\"end\":10,", "\"end\":8,");
    QTest::newRow("a number too long")
        << changed("\"end\":10,", "\"end\":99999999999999999999999,");
    QTest::newRow("a fraction") << changed("\"end\":10,", "\"end\":10.5,");
    QTest::newRow("no comma") << changed("},\n{\"begin\":9", "}\n{\"begin\":9");
    QTest::newRow("a comma at the end") << changed("}\n]", "},\n]");
    QTest::newRow("another count") << changed("\"changed_blocks\":416", "\"changed_blocks\":415");
    QTest::newRow("no count") << changed(",\"changed_blocks\":416", "");
    QTest::newRow("something behind it") << good + "x\n";
    QTest::newRow("twice") << good + good;
    QTest::newRow("zeroes") << QByteArray(100, '\0') + '\n';
}

void RegionTest::garbageIsNoList()
{
    QFETCH(QByteArray, text);
    RegionList list;
    QVERIFY(!list.feed(text));
    QVERIFY(list.hasFailed());
    QVERIFY(!list.isComplete());
    QVERIFY(!list.feed(listOf(kRuns))); // from then on
}

void RegionTest::aLineWithoutAnEndTakesNoMemory()
{
    RegionList list;
    const QByteArray piece(1'000, '1');
    int pieces = 0;
    while (list.feed(piece))
        QVERIFY(++pieces < 10);
}

void RegionTest::theRowsAreTheLongestRunsOfTheDevice()
{
    // Through the demo's own list, which comes from a thread of its own.
    DemoService service(oneDevice());
    RegionModel model(service);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setDevice(service.find(QStringLiteral("archive"))->info);
    model.setRange({ 3, 0 });
    model.load();
    QCOMPARE(model.state(), LoadState::Loading);
    QTRY_COMPARE(model.state(), LoadState::Ready);
    quint64 blocks = 0;
    const QByteArray text = service.find(QStringLiteral("archive"))
                                ->changedList(3, 0, QStringLiteral("json"), blocks);
    RegionList list;
    QVERIFY(list.feed(text));
    QVERIFY(list.runs() > RegionModel::kMostRegions);
    QCOMPARE(model.rowCount(), int(RegionModel::kMostRegions));
    QCOMPARE(model.totals().runs, list.runs());
    QCOMPARE(model.totals().changed, blocks);
    const auto expected = list.longest();
    for (int row = 0; row < model.rowCount(); ++row)
        QCOMPARE(model.spanAt(row), expected[std::size_t(row)]);
}

void RegionTest::aListThatEndsEarlyIsAnErrorAndNotAShortList_data()
{
    QTest::addColumn<int>("bytes");
    const auto size = int(listOf(kRuns).size());
    for (const int bytes : { 0, 1, size / 3, size / 2, size - 60, size - 1 })
        QTest::addRow("%d", bytes) << bytes;
}

void RegionTest::aListThatEndsEarlyIsAnErrorAndNotAShortList()
{
    QFETCH(int, bytes);
    World world;
    world.service.list = listOf(kRuns).first(bytes);
    world.service.outcome = ChangedCount { 416, 2 };
    world.model.load();
    QTRY_COMPARE(world.model.state(), LoadState::Failed);
    QVERIFY(!world.model.message().isEmpty());
    QCOMPARE(world.model.rowCount(), 0);
    world.service.list = listOf(kRuns);
    world.model.refresh();
    QTRY_COMPARE(world.model.state(), LoadState::Ready);
    QCOMPARE(world.model.rowCount(), 4);
}

void RegionTest::theServiceHasTheLastWord()
{
    World world;
    world.service.list = listOf(kRuns);
    world.service.outcome = ChangedCount { 417, 2 }; // it meant another list
    world.model.load();
    QTRY_COMPARE(world.model.state(), LoadState::Failed);
    world.service.outcome = ClientError { Kind::Failed, QStringLiteral("the job was cancelled") };
    world.model.refresh();
    QTRY_COMPARE(world.model.message(), QStringLiteral("the job was cancelled"));
    QCOMPARE(world.model.rowCount(), 0);
}

void RegionTest::nobodyIsAskedForAPasswordWithoutAClick()
{
    World world;
    world.service.outcome = ClientError { Kind::NotAuthorized, {} };
    world.model.load();
    QTRY_COMPARE(world.model.state(), LoadState::NeedsAuthorisation);
    QCOMPARE(world.service.lastPrompt, Prompt::Never);
    world.model.load();
    world.model.setRange({ 9, 0 });
    world.model.load();
    QCOMPARE(world.service.listsAsked, 1);
    world.service.outcome = ClientError { Kind::Dismissed, QStringLiteral("dismissed") };
    world.model.authorise();
    QTRY_VERIFY(!world.model.isAuthorising());
    QCOMPARE(world.model.state(), LoadState::NeedsAuthorisation);
    QVERIFY(world.model.message().isEmpty());
    world.service.outcome = ClientError { Kind::NotAuthorized, QStringLiteral("you may not") };
    world.model.authorise();
    QTRY_COMPARE(world.model.message(), QStringLiteral("you may not"));
    QSignalSpy authorised(&world.model, &RegionModel::authorised);
    world.service.list = listOf(kRuns);
    world.service.outcome = ChangedCount { 416, 0 };
    world.model.authorise();
    world.model.authorise(); // a double click
    QCOMPARE(world.service.listsAsked, 4);
    QCOMPARE(world.service.lastPrompt, Prompt::Allowed);
    // What is looked at meanwhile is what is shown.
    world.model.setRange({ 11, 0 });
    QTRY_COMPARE(world.model.state(), LoadState::Ready);
    QCOMPARE(authorised.count(), 1);
    QCOMPARE(world.service.listsAsked, 5);
    QCOMPARE(world.service.lastSince, 11U);
    QCOMPARE(world.service.lastPrompt, Prompt::Never);
}

void RegionTest::anotherDeviceDropsWhatWasRead()
{
    World world;
    world.service.list = listOf(kRuns);
    world.service.outcome = ChangedCount { 416, 0 };
    world.model.load();
    QTRY_COMPARE(world.model.state(), LoadState::Ready);
    DeviceInfo info = world.model.device();
    info.metadataUsed += 1; // changes no block
    world.model.setDevice(info);
    QCOMPARE(world.model.state(), LoadState::Ready);
    ++info.currentEra;
    world.model.setDevice(info);
    QCOMPARE(world.model.state(), LoadState::Empty);
    QCOMPARE(world.model.rowCount(), 0);
    info.currentEra = 0; // stopped
    world.model.setDevice(info);
    world.model.load();
    QCOMPARE(world.model.state(), LoadState::Empty);
    QCOMPARE(world.service.listsAsked, 1);
}

void RegionTest::aListThatNobodyWaitsForIsGivenUp()
{
    DemoService::Shape shape = oneDevice();
    shape.listMs = 400;
    DemoService service(shape);
    RegionModel model(service);
    model.setDevice(service.find(QStringLiteral("archive"))->info);
    model.load();
    model.cancel();
    QCOMPARE(model.state(), LoadState::Empty);
    model.setRange({ 20, 0 });
    model.load();
    QTRY_COMPARE(model.state(), LoadState::Ready);
    quint64 blocks = 0;
    service.find(QStringLiteral("archive"))->changedList(20, 0, QStringLiteral("json"), blocks);
    QCOMPARE(model.totals().changed, blocks);
}

void RegionTest::theEraOfARowIsFoundWhenItIsAskedFor()
{
    DemoService service(oneDevice());
    RegionModel model(service);
    model.setDevice(service.find(QStringLiteral("archive"))->info);
    model.load();
    QTRY_COMPARE(model.state(), LoadState::Ready);
    const QModelIndex era = model.index(3, RegionModel::NewestEra);
    QCOMPARE(era.data(RegionModel::PlainRole).toString(), QString());
    QSignalSpy changed(&model, &QAbstractItemModel::dataChanged);
    model.findNewestEra(3);
    QTRY_COMPARE(changed.count(), 1);
    const BlockSpan span = model.spanAt(3);
    quint32 newest = 0;
    for (quint64 block = span.first; block < span.end(); ++block) {
        const MapRequest one { block, 1, 1, 1, 0 };
        newest = std::max(
            newest, service.find(QStringLiteral("archive"))->map(one).cells.front().newestEra);
    }
    QCOMPARE(era.data(RegionModel::PlainRole).toString(), QString::number(newest));
    model.findNewestEra(-1); // no row is no harm
    model.findNewestEra(model.rowCount());
}

void RegionTest::rowsHaveWordsForPeopleAndDigitsForPrograms()
{
    World world;
    world.service.list = listOf(kRuns);
    world.service.outcome = ChangedCount { 416, 0 };
    world.model.load();
    QTRY_COMPARE(world.model.state(), LoadState::Ready);
    const auto rowOf = [&](int role) {
        QStringList texts;
        for (int column = 0; column < world.model.columnCount(); ++column)
            texts.append(world.model.index(2, column).data(role).toString());
        return texts.join(u'|');
    };
    QCOMPARE(rowOf(Qt::DisplayRole), QStringLiteral("100|6.25 MiB|412|25.8 MiB|99.0 %|–"));
    QCOMPARE(rowOf(RegionModel::PlainRole), QStringLiteral("100|6553600|412|27000832|99.0385|"));
    QCOMPARE(world.model.index(2, 2).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("Blocks: 412"));
}

int main(int argc, char* argv[])
{
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
    QCoreApplication application(argc, argv);
    RegionTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "region_test.moc"
