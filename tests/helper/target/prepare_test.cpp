// SPDX-License-Identifier: GPL-2.0-or-later
#include "prepare.h"

#include <thread>

#include <QtTest>

#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace blkera;

namespace {

constexpr qint64 kMiB = 1 << 20;

// Two files in a directory of their own, and the configuration that names them.
struct World {
    explicit World(qint64 originBytes = 64 * kMiB, qint64 metadataBytes = 4 * kMiB)
    {
        config.name = "db";
        config.origin = make("origin", originBytes);
        config.metadata = make("metadata", metadataBytes);
    }

    std::string make(const char* name, qint64 bytes)
    {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadWrite) || !file.resize(bytes))
            qFatal("cannot make %s", name);
        // Whatever the umask says.
        if (!file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
            qFatal("cannot protect %s", name);
        return file.fileName().toStdString();
    }

    void write(qint64 offset, const QByteArray& bytes)
    {
        QFile file(directory.filePath("metadata"));
        if (!file.open(QIODevice::ReadWrite) || !file.seek(offset)
            || file.write(bytes) != bytes.size())
            qFatal("cannot write the metadata");
    }

    QByteArray metadataBytes() const
    {
        QFile file(directory.filePath("metadata"));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read the metadata");
        return file.readAll();
    }

    QTemporaryDir directory;
    DeviceConfig config;
};

// Empty if that was right, else what happened.
QString refusal(const Result<Preparation>& result, ErrorKind kind,
                std::initializer_list<std::string> words)
{
    if (result)
        return "was not refused";
    QString message = QString::fromStdString(result.error().message());
    if (result.error().kind != kind || message.contains('\n'))
        return "wrong kind, or more than a line: " + message;
    for (const std::string& word : words) {
        if (!message.contains(QString::fromStdString(word)))
            return "does not say \"" + QString::fromStdString(word) + "\": " + message;
    }
    return {};
}

} // namespace

#define COMPARE_REFUSAL(result, kind, ...)                                                         \
    QCOMPARE(refusal(result, ErrorKind::kind, { __VA_ARGS__ }), QString())

class PrepareTest : public QObject {
    Q_OBJECT

private slots:

    void blankMetadataIsFormattedFor64KiBBlocks()
    {
        World world;
        Result<Preparation> prepared = prepareDevices(world.config, false);
        QVERIFY2(prepared, prepared ? "" : prepared.error().message().c_str());
        QCOMPARE(outcomeLine(prepared),
                 std::string("{\"block_size\":128,\"blocks\":1024,\"formatted\":true,\"metadata_"
                             "id\":\"\",\"origin_id\":\"\"}"));
        QCOMPARE(QProcess::execute("era_check", { "-q", world.directory.filePath("metadata") }), 0);
        QVERIFY(openForService(world.config));
    }

    void existingMetadataIsKeptWithItsBlockSize()
    {
        World world;
        world.config.blockSizeSectors = 8;
        QVERIFY(prepareDevices(world.config, false));
        QByteArray before = world.metadataBytes();
        world.config.blockSizeSectors = 0;
        Result<Preparation> prepared = prepareDevices(world.config, false);
        QCOMPARE(outcomeLine(prepared),
                 std::string("{\"block_size\":8,\"blocks\":16384,\"formatted\":false,\"metadata_"
                             "id\":\"\",\"origin_id\":\"\"}"));
        QVERIFY(world.metadataBytes() == before);
        Result<CheckedDevices> devices = openForService(world.config);
        QVERIFY(devices);
        QCOMPARE(devices->geometry.blockSizeSectors(), 8U);
    }

    void anotherBlockSizeThanTheMetadatasIsRefusedNamingBoth()
    {
        World world;
        QVERIFY(prepareDevices(world.config, false));
        QByteArray before = world.metadataBytes();
        world.config.blockSizeSectors = 256;
        COMPARE_REFUSAL(prepareDevices(world.config, false), Invalid, world.config.metadata, "256",
                        "128");
        QVERIFY(!openForService(world.config));
        QVERIFY(world.metadataBytes() == before);
    }

    void onlyForceFormatsEraMetadataAnew()
    {
        World world;
        QVERIFY(prepareDevices(world.config, false));
        world.config.blockSizeSectors = 256;
        Result<Preparation> prepared = prepareDevices(world.config, true);
        QCOMPARE(outcomeLine(prepared),
                 std::string("{\"block_size\":256,\"blocks\":512,\"formatted\":true,\"metadata_"
                             "id\":\"\",\"origin_id\":\"\"}"));
    }

    void aFileSystemIsNamedAndOnlyOverwrittenByForce()
    {
        World world;
        QCOMPARE(
            QProcess::execute("mkfs.ext4", { "-q", "-F", world.directory.filePath("metadata") }),
            0);
        QByteArray before = world.metadataBytes();
        COMPARE_REFUSAL(prepareDevices(world.config, false), Invalid, world.config.metadata, "ext4",
                        "--force-format");
        QVERIFY(world.metadataBytes() == before);
        QVERIFY(prepareDevices(world.config, true));
        QCOMPARE(QProcess::execute("era_check", { "-q", world.directory.filePath("metadata") }), 0);
    }

    void unknownDataIsRefused()
    {
        World world;
        world.write(4095, "x");
        COMPARE_REFUSAL(prepareDevices(world.config, false), Invalid, "unknown data");
    }

    void aSignatureBehindZeroesIsSeen()
    {
        // The superblock of a file system that leaves the first 64 KiB alone (reiserfs).
        World world;
        QByteArray superblock(64, 0);
        superblock.replace(12, 2, QByteArray::fromHex("1220")); // journal block 8210
        superblock.replace(44, 2, QByteArray::fromHex("0010")); // block size 4096
        superblock.replace(52, 8, "ReIsErFs");
        world.write(65536, superblock);
        COMPARE_REFUSAL(prepareDevices(world.config, false), Invalid, "reiserfs");
    }

    void damagedMetadataIsNotFormatted()
    {
        World world;
        QVERIFY(prepareDevices(world.config, false));
        world.write(100, "damage");
        QByteArray before = world.metadataBytes();
        COMPARE_REFUSAL(prepareDevices(world.config, false), Corrupt, world.config.metadata);
        QVERIFY(world.metadataBytes() == before);
    }

    void startingNeverFormats()
    {
        World world;
        QByteArray before = world.metadataBytes();
        Result<CheckedDevices> devices = openForService(world.config);
        QVERIFY(!devices);
        QCOMPARE(devices.error().kind, ErrorKind::Invalid);
        QVERIFY(world.metadataBytes() == before);
    }

    void tooSmallMetadataIsRefusedWithTheSizeNeeded()
    {
        World world(1024 * kMiB, 64 * 1024);
        world.config.blockSizeSectors = 8;
        Result<Preparation> prepared = prepareDevices(world.config, false);
        COMPARE_REFUSAL(prepared, NoSpace, world.config.metadata, "64 KiB", "need");
        // What it says is right: that size does, and a block less does not.
        QRegularExpressionMatch match
            = QRegularExpression("need (\\d+) KiB").match(prepared.error().message().c_str());
        QVERIFY(match.hasMatch());
        qint64 neededBytes = match.captured(1).toLongLong() * 1024;
        world.make("metadata", neededBytes - 4096);
        COMPARE_REFUSAL(prepareDevices(world.config, false), NoSpace, "need");
        world.make("metadata", neededBytes);
        QVERIFY(prepareDevices(world.config, false));

        World tiny(kMiB, 4095);
        COMPARE_REFUSAL(prepareDevices(tiny.config, false), NoSpace, "less than 4 KiB");
    }

    void impossibleBlockSizesAreRefused()
    {
        World world;
        world.config.blockSizeSectors = 12;
        COMPARE_REFUSAL(prepareDevices(world.config, false), Invalid, world.config.origin,
                        "multiple of 8 sectors");
        QVERIFY(world.metadataBytes() == QByteArray(4 * kMiB, 0));
    }

    void tooManyBlocksAreRefused()
    {
        World world(qint64 { 8 } << 40);
        world.config.blockSizeSectors = 8;
        COMPARE_REFUSAL(prepareDevices(world.config, false), Invalid, "2147483648 blocks",
                        "larger blocks");
    }

    void oneFileTwiceIsRefusedByAnyName()
    {
        World world;
        world.config.metadata = world.config.origin;
        COMPARE_REFUSAL(prepareDevices(world.config, false), Invalid, "the same file");
        std::string symbolic = world.directory.filePath("symbolic").toStdString();
        std::string hard = world.directory.filePath("hard").toStdString();
        QCOMPARE(::symlink(world.config.origin.c_str(), symbolic.c_str()), 0);
        QCOMPARE(::link(world.config.origin.c_str(), hard.c_str()), 0);
        for (const std::string& other : { symbolic, hard }) {
            world.config.metadata = other;
            COMPARE_REFUSAL(prepareDevices(world.config, false), Invalid, "the same file");
        }
    }

    void whatIsNoDeviceIsRefused()
    {
        World world;
        DeviceConfig config = world.config;
        config.origin = world.directory.path().toStdString();
        COMPARE_REFUSAL(prepareDevices(config, false), Invalid, config.origin, "neither");
        config = world.config;
        config.metadata = "/dev/null";
        COMPARE_REFUSAL(prepareDevices(config, false), Invalid, "metadata /dev/null", "neither");
        config.metadata = "/nonexistent/device";
        COMPARE_REFUSAL(prepareDevices(config, false), NotFound, "metadata /nonexistent/device");
    }

    void filesInUseAreBusy()
    {
        World world;
        UniqueFd holder(::open(world.config.metadata.c_str(), O_RDWR | O_CLOEXEC));
        QCOMPARE(::flock(holder.get(), LOCK_EX), 0);
        Result<Preparation> prepared = prepareDevices(world.config, false);
        COMPARE_REFUSAL(prepared, Busy, "metadata " + world.config.metadata, "in use");
        QVERIFY(outcomeLine(prepared).starts_with("{\"error\":\"busy\",\"message\":\"metadata /"));
        holder.reset();
        QVERIFY(prepareDevices(world.config, false));
    }

    // No list would know of what they write.
    void filesThatOthersMayWriteToAreRefused()
    {
        World world;
        for (const std::string* path : { &world.config.origin, &world.config.metadata }) {
            QCOMPARE(::chmod(path->c_str(), 0646), 0);
            COMPARE_REFUSAL(prepareDevices(world.config, false), Invalid, *path,
                            "others than root may write to it");
            QCOMPARE(::chmod(path->c_str(), 0644), 0);
        }
        QVERIFY(prepareDevices(world.config, false));
        QCOMPARE(::chmod(world.config.origin.c_str(), 0664), 0);
        QVERIFY(!openForService(world.config));
    }

    void aClaimThatPassesIsWaitedFor()
    {
        World world;
        UniqueFd holder(::open(world.config.origin.c_str(), O_RDWR | O_CLOEXEC));
        QCOMPARE(::flock(holder.get(), LOCK_EX), 0);
        std::jthread releaser([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(500));
            holder.reset();
        });
        QVERIFY(prepareDevices(world.config, false));
    }
};

QTEST_GUILESS_MAIN(PrepareTest)
#include "prepare_test.moc"
