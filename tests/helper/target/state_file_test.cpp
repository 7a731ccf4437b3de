// SPDX-License-Identifier: GPL-2.0-or-later
#include "state_keeper.h"

#include <atomic>
#include <future>

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest>

#include <sys/stat.h>

using namespace blkera;
using namespace std::chrono_literals;

namespace {

// A folder for the state of one device.
struct World {
    std::string path() const { return directory.filePath("state/db.state").toStdString(); }

    StateFile file(const std::string& metadata = "/dev/vg/meta") const
    {
        return { path(), metadata };
    }

    void write(const QByteArray& content) const
    {
        QDir(directory.path()).mkpath("state");
        QFile written(QString::fromStdString(path()));
        if (!written.open(QIODevice::WriteOnly) || written.write(content) != content.size())
            qFatal("cannot write");
    }

    QByteArray content() const
    {
        QFile read(QString::fromStdString(path()));
        return read.open(QIODevice::ReadOnly) ? read.readAll() : QByteArray("nothing");
    }

    QTemporaryDir directory;
};

std::string textOf(const Result<StateRecord::Entry>& loaded)
{
    return loaded ? std::string(toString(loaded->state)) + ": " + loaded->reason
                  : "error: " + loaded.error().message();
}

constexpr const char* kSound = "blkera-state 1\nmetadata = /dev/vg/meta\nstate = needs-check\n"
                               "reason = a checksum\n";

} // namespace

class StateFileTest : public QObject {
    Q_OBJECT

private slots:

    void aDeviceOfWhichNothingWasRecordedIsRunning()
    {
        World world;
        QCOMPARE(textOf(world.file().load()), std::string("running: "));
    }

    void whatIsSavedIsLoaded()
    {
        World world;
        for (const TrackerState state : { TrackerState::NeedsCheck, TrackerState::MetadataFull,
                                          TrackerState::Failed, TrackerState::Running }) {
            QVERIFY(world.file().save({ state, "why = so" }));
            QCOMPARE(textOf(world.file().load()), std::string(toString(state)) + ": why = so");
        }
        QVERIFY(world.file().save({ TrackerState::NeedsCheck, "a checksum" }));
        QCOMPARE(world.content(), QByteArray(kSound));
        QCOMPARE(QDir(world.directory.filePath("state")).entryList(QDir::Files | QDir::Hidden),
                 QStringList { "db.state" });

        struct stat status { };

        QCOMPARE(::stat(world.path().c_str(), &status), 0);
        QCOMPARE(status.st_mode & 07777U, 0600U);
    }

    void aReasonIsOneLineWhateverItIsMadeOf()
    {
        World world;
        QVERIFY(
            world.file().save({ TrackerState::Failed, "a\nb\x01\x7f" + std::string(99999, 'x') }));
        const auto loaded = world.file().load();
        QVERIFY(loaded);
        QVERIFY(loaded->reason.starts_with("a?b??xxx"));
        QCOMPARE(loaded->reason.size(), std::size_t { 4096 });
    }

    void whatIsOddIsAnError_data()
    {
        QTest::addColumn<QByteArray>("content");
        const QByteArray sound(kSound);
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("without its last byte") << sound.chopped(1);
        QTest::newRow("a line more") << sound + "x = y\n";
        QTest::newRow("a byte more") << sound + '\0';
        QTest::newRow("zeros") << QByteArray(sound.size(), '\0');
        QTest::newRow("of a later version") << QByteArray(sound).replace("state 1", "state 2");
        QTest::newRow("a state that there is not") << QByteArray(sound).replace("needs-", "needs ");
        QTest::newRow("stalled, which is never recorded")
            << QByteArray(sound).replace("needs-check", "stalled");
        QTest::newRow("of other metadata") << QByteArray(sound).replace("/meta\n", "/meta2\n");
        QTest::newRow("other line ends") << QByteArray(sound).replace("\n", "\r\n");
        QTest::newRow("too long") << sound.chopped(1) + QByteArray(20'000, 'x') + '\n';
    }

    void whatIsOddIsAnError()
    {
        QFETCH(const QByteArray, content);
        World world;
        world.write(content);
        const auto loaded = world.file().load();
        QVERIFY(!loaded);
        QCOMPARE(loaded.error().kind, ErrorKind::Corrupt);
        QVERIFY2(loaded.error().context.starts_with(world.path()), loaded.error().context.c_str());
    }

    // Every cut of a sound file, too: no beginning of one is another sound one.
    void noPartOfASoundFileIsSound()
    {
        World world;
        const QByteArray sound(kSound);
        for (qsizetype size = 0; size < sound.size(); ++size) {
            world.write(sound.first(size));
            QVERIFY2(!world.file().load(), sound.first(size).constData());
        }
        world.write(sound);
        QVERIFY(world.file().load());
    }

    void whatIsNoFileIsAnErrorAndNobodyWaits()
    {
        World world;
        QDir(world.directory.path()).mkpath("state");
        QCOMPARE(::mkfifo(world.path().c_str(), 0600), 0);
        QVERIFY(!world.file().load());
        QVERIFY(world.file().save({ TrackerState::Failed, {} })); // takes its place
        QCOMPARE(textOf(world.file().load()), std::string("failed: "));
    }

    void aStateThatCannotBeSavedLeavesTheOldOne()
    {
        World world;
        QVERIFY(world.file().save({ TrackerState::NeedsCheck, "a checksum" }));
        QVERIFY(QDir(world.directory.path()).mkpath("state/db.state.new/in the way"));
        QVERIFY(!world.file().save({ TrackerState::Running, {} }));
        QCOMPARE(world.content(), QByteArray(kSound));
    }

    void theKeeperReturnsWhenTheStateIsWritten()
    {
        World world;
        StateKeeper keeper(world.file());
        QVERIFY(keeper.save({ TrackerState::NeedsCheck, "a checksum" }));
        QCOMPARE(world.content(), QByteArray(kSound));
        QCOMPARE(textOf(keeper.load()), std::string("needs-check: a checksum"));
        QVERIFY(keeper.save({ TrackerState::Running, {} }));
        QCOMPARE(textOf(world.file().load()), std::string("running: "));
    }

    void theKeeperSaysWhatWentWrong()
    {
        World world;
        world.write(kSound);
        StateKeeper keeper(StateFile(world.path() + "/below a file", "/dev/vg/meta"));
        QVERIFY(!keeper.save({ TrackerState::Failed, {} }));
    }

    // As when the record lies on the device itself, whose writes wait for whoever saves.
    void aFileThatCannotBeWrittenNowHoldsNobodyUp()
    {
        World world;
        std::promise<void> begun;
        std::promise<void> release;
        std::shared_future<void> released = release.get_future().share();
        std::vector<std::string> written;
        {
            StateKeeper keeper(
                world.file(),
                [&](const StateRecord::Entry& entry) -> Result<void> {
                    if (written.empty())
                        begun.set_value();
                    released.wait();
                    written.emplace_back(toString(entry.state));
                    return {};
                },
                10ms);
            const auto saved = keeper.save({ TrackerState::MetadataFull, {} });
            QVERIFY(!saved);
            QCOMPARE(saved.error().kind, ErrorKind::Busy);
            begun.get_future().wait();
            QVERIFY(!keeper.save({ TrackerState::Failed, {} }));
            QVERIFY(!keeper.save({ TrackerState::NeedsCheck, {} }));
            release.set_value();
        }
        // The last one is what counts.
        QCOMPARE(written, (std::vector<std::string> { "metadata-full", "needs-check" }));
    }
};

QTEST_GUILESS_MAIN(StateFileTest)
#include "state_file_test.moc"
