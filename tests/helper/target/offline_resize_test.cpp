// SPDX-License-Identifier: GPL-2.0-or-later
#include "era/activation.h"
#include "offline_resize.h"
#include "prepare.h"

#include <QtTest>

using namespace blkera;

namespace {

constexpr qint64 kMiB = 1 << 20;

// A device of 128 blocks that has been formatted and was never served.
struct World {
    World()
    {
        config.name = "db";
        config.blockSizeSectors = 128;
        config.origin = path("origin");
        config.metadata = path("metadata");
        setSize("origin", 8 * kMiB);
        setSize("metadata", kMiB);
        if (!prepareDevices(config, false))
            qFatal("not prepared");
    }

    std::string path(const char* name) const { return directory.filePath(name).toStdString(); }

    void setSize(const char* name, qint64 bytes) const
    {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadWrite) || !file.resize(bytes))
            qFatal("cannot make %s", name);
    }

    std::string resize(Shrink shrink = Shrink::Refuse) const
    {
        return outcomeLine(resizeStopped(config, shrink, nullptr));
    }

    QTemporaryDir directory;
    DeviceConfig config;
};

} // namespace

class OfflineResizeTest : public QObject {
    Q_OBJECT

private slots:

    void bothDevicesMayGrow()
    {
        World world;
        QCOMPARE(world.resize(),
                 std::string("{\"blocks\":128,\"metadata_blocks\":256,\"old_blocks\":128,"
                             "\"old_metadata_blocks\":256,\"size\":16384}"));
        world.setSize("origin", 16 * kMiB + 4096);
        world.setSize("metadata", 4 * kMiB);
        QCOMPARE(world.resize(),
                 std::string("{\"blocks\":257,\"metadata_blocks\":1024,\"old_blocks\":128,"
                             "\"old_metadata_blocks\":256,\"size\":32776}"));
        QVERIFY(openForService(world.config));
    }

    void aSmallerOriginIsRefusedByNameAndRemedy()
    {
        World world;
        world.setSize("origin", 4 * kMiB);
        const auto refused = resizeStopped(world.config, Shrink::Refuse, nullptr);
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Invalid);
        const QString said = QString::fromStdString(refused.error().message());
        QVERIFY2(said.contains(QStringLiteral("blkera resize db --force")), qPrintable(said));
        QVERIFY2(said.contains(QString::fromStdString(world.config.metadata)), qPrintable(said));
    }

    void aSmallerOriginThatWasForcedIsServedFromThenOn()
    {
        World world;
        world.setSize("origin", 4 * kMiB);
        QCOMPARE(world.resize(Shrink::Allow),
                 std::string("{\"blocks\":64,\"metadata_blocks\":256,\"old_blocks\":128,"
                             "\"old_metadata_blocks\":256,\"size\":8192}"));
        auto devices = openForService(world.config);
        QVERIFY(devices);
        const auto activation
            = activateMetadata(*devices->metadata, 128, BlockCount(64), Shrink::Refuse, nullptr);
        QVERIFY(activation);
        QCOMPARE(activation->state, TrackerState::Running);
    }

    void whatIsServedIsBusy()
    {
        World world;
        const auto serving = openForService(world.config);
        QVERIFY(serving);
        QVERIFY(world.resize().starts_with("{\"error\":\"busy\",\"message\":\""));
    }

    // Damage is for the check to judge; nothing is decided on it.
    void damagedMetadataIsAnError()
    {
        World world;
        QFile file(QString::fromStdString(world.config.metadata));
        QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(100) && file.putChar('x'));
        file.close();
        QVERIFY(world.resize(Shrink::Allow).starts_with("{\"error\":\"corrupt\",\"message\":\""));
    }
};

QTEST_GUILESS_MAIN(OfflineResizeTest)
#include "offline_resize_test.moc"
