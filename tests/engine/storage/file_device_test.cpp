// SPDX-License-Identifier: GPL-2.0-or-later
#include "storage/file_device.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

using namespace blkera;

namespace {

using Access = FileDevice::Access;

std::vector<std::byte> patterned(std::uint64_t number)
{
    QRandomGenerator random(static_cast<quint32>(number));
    std::vector<std::byte> bytes(kMetadataBlockBytes);
    for (std::byte& byte : bytes)
        byte = static_cast<std::byte>(random.bounded(256));
    return bytes;
}

bool firstPageIsCached(int fd)
{
    void* const page = ::mmap(nullptr, kMetadataBlockBytes, PROT_READ, MAP_SHARED, fd, 0);
    unsigned char cached = 0;
    if (page == MAP_FAILED || ::mincore(page, kMetadataBlockBytes, &cached) != 0)
        qFatal("cannot ask for the page cache");
    ::munmap(page, kMetadataBlockBytes);
    return (cached & 1) != 0;
}

} // namespace

class FileDeviceTest : public QObject {
    Q_OBJECT

    QTemporaryDir m_dir;

    std::string makeFile(const char* name, qint64 size)
    {
        QFile file(m_dir.filePath(QString::fromLatin1(name)));
        if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
            qFatal("cannot make a file for the test");
        return file.fileName().toStdString();
    }

    static ErrorKind openErrorKind(const std::string& path, Access access)
    {
        auto device = FileDevice::open(path, access);
        if (device)
            qFatal("opening was to fail");
        if (device.error().message().find(path) == std::string::npos)
            qFatal("the error does not name the file");
        return device.error().kind;
    }

private slots:

    void init() { QVERIFY(m_dir.isValid()); }

    void sizeIsInWholeBlocks()
    {
        auto device = FileDevice::open(makeFile("size", 3 * 4096 + 4095), Access::ReadOnly);
        QVERIFY(device);
        QCOMPARE((*device)->size().raw(), 3U);
    }

    // More than the staging buffer holds, in runs and single blocks, out of order.
    void readsWhatWasWritten()
    {
        constexpr std::uint64_t kBlocks = 700;
        const std::string path = makeFile("blocks", kBlocks * 4096);
        std::vector<std::vector<std::byte>> contents;
        std::vector<BlockWrite> writes;
        for (std::uint64_t i = 0; i < kBlocks; ++i)
            contents.push_back(patterned(i));
        for (std::uint64_t i = 300; i < kBlocks; ++i)
            writes.push_back({ MetadataBlock(i), contents[i] });
        for (std::uint64_t i = 300; i-- > 0;)
            writes.push_back({ MetadataBlock(i), contents[i] });
        {
            auto device = FileDevice::open(path, Access::Exclusive);
            QVERIFY(device);
            QVERIFY((*device)->write(writes));
            QVERIFY((*device)->flush());
        }
        auto device = FileDevice::open(path, Access::ReadOnly);
        QVERIFY(device);
        std::vector<std::byte> all(kBlocks * kMetadataBlockBytes);
        // An address that direct I/O would refuse.
        std::vector<std::byte> one(kMetadataBlockBytes + 1);
        const auto unaligned = std::span(one).subspan(1);
        QVERIFY((*device)->read(MetadataBlock(0), all));
        for (std::uint64_t i = 0; i < kBlocks; ++i) {
            QVERIFY(std::ranges::equal(std::span(all).subspan(i * 4096, 4096), contents[i]));
            QVERIFY((*device)->read(MetadataBlock(i), unaligned));
            QVERIFY(std::ranges::equal(unaligned, contents[i]));
        }
    }

    void beyondTheEndIsInvalid()
    {
        const std::string path = makeFile("end", 2 * 4096);
        auto device = FileDevice::open(path, Access::Exclusive);
        QVERIFY(device);
        std::vector<std::byte> bytes(2 * kMetadataBlockBytes);
        QVERIFY((*device)->read(MetadataBlock(1), bytes).error().kind == ErrorKind::Invalid);
        QVERIFY((*device)->read(MetadataBlock(~0ULL), bytes).error().kind == ErrorKind::Invalid);
        const BlockWrite write { MetadataBlock(2), std::span(bytes).first(4096) };
        QVERIFY((*device)->write(std::span(&write, 1)).error().kind == ErrorKind::Invalid);
        QCOMPARE(QFile(QString::fromStdString(path)).size(), qint64 { 2 * 4096 });
    }

    void aFileThatShrankIsAnIoError()
    {
        const std::string path = makeFile("shrunk", 4 * 4096);
        auto device = FileDevice::open(path, Access::Exclusive);
        QVERIFY(device);
        QVERIFY(QFile::resize(QString::fromStdString(path), 4096));
        std::vector<std::byte> bytes(2 * kMetadataBlockBytes);
        const Result<void> read = (*device)->read(MetadataBlock(0), bytes);
        QVERIFY(!read && read.error().kind == ErrorKind::Io);
        QVERIFY(read.error().message().find(path) != std::string::npos);
    }

    void writingThroughAReadOnlyDeviceIsAnError()
    {
        auto device = FileDevice::open(makeFile("readonly", 4096), Access::ReadOnly);
        QVERIFY(device);
        const auto bytes = patterned(1);
        const BlockWrite write { MetadataBlock(0), bytes };
        QVERIFY((*device)->write(std::span(&write, 1)).error().kind == ErrorKind::Io);
    }

    void aWriterKeepsOthersOut()
    {
        const std::string path = makeFile("locked", 4096);
        auto writer = FileDevice::open(path, Access::Exclusive);
        QVERIFY(writer);
        QVERIFY(openErrorKind(path, Access::Exclusive) == ErrorKind::Busy);
        QVERIFY(openErrorKind(path, Access::ExclusiveReadOnly) == ErrorKind::Busy);
        QVERIFY(FileDevice::open(path, Access::ReadOnly));
        writer->reset();
        QVERIFY(FileDevice::open(path, Access::Exclusive));
    }

    void exclusiveReadersKeepWritersOut()
    {
        const std::string path = makeFile("read", 4096);
        auto reader = FileDevice::open(path, Access::ExclusiveReadOnly);
        QVERIFY(reader);
        QVERIFY(FileDevice::open(path, Access::ExclusiveReadOnly));
        QVERIFY(openErrorKind(path, Access::Exclusive) == ErrorKind::Busy);
    }

    // A descriptor that somebody closed stands for a disk that went away.
    void aDeviceThatWentAwayIsAnIoError()
    {
        const std::string path = makeFile("gone", 4 * 4096);
        auto device = FileDevice::open(path, Access::Exclusive);
        QVERIFY(device);
        const UniqueFd elsewhere(::open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        QVERIFY(::dup3(elsewhere.get(), (*device)->fd(), O_CLOEXEC) >= 0);
        auto bytes = patterned(1);
        const BlockWrite write { MetadataBlock(0), bytes };
        const Result<void> outcomes[] { (*device)->read(MetadataBlock(0), bytes),
                                        (*device)->write(std::span(&write, 1)),
                                        (*device)->refreshSize() };
        QVERIFY(!outcomes[0] && outcomes[0].error().kind == ErrorKind::Io);
        QVERIFY(!outcomes[1] && outcomes[1].error().kind == ErrorKind::Io);
        QVERIFY(!outcomes[2] && outcomes[2].error().kind == ErrorKind::Invalid);
        QVERIFY(outcomes[0].error().message().find("reading metadata block 0")
                != std::string::npos);
        const UniqueFd pipeEnd(::open("/dev/null", O_RDWR | O_CLOEXEC));
        QVERIFY(::dup3(pipeEnd.get(), (*device)->fd(), O_CLOEXEC) >= 0);
        const Result<void> flushed = (*device)->flush();
        QVERIFY(!flushed && flushed.error().message().find("flush") != std::string::npos);
    }

    void whatIsNoDescriptorIsNotAdopted()
    {
        QVERIFY(FileDevice::adopt(UniqueFd(), "nothing").error().kind == ErrorKind::Io);
        int ends[2];
        QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
        const UniqueFd other(ends[1]);
        QVERIFY(FileDevice::adopt(UniqueFd(ends[0]), "pipe").error().kind == ErrorKind::Invalid);
    }

    void whatIsNoDeviceIsRefused()
    {
        QVERIFY(
            openErrorKind(m_dir.filePath(QStringLiteral("none")).toStdString(), Access::Exclusive)
            == ErrorKind::NotFound);
        QVERIFY(openErrorKind(m_dir.path().toStdString(), Access::ReadOnly) == ErrorKind::Invalid);
        QVERIFY(openErrorKind("/dev/null", Access::ReadOnly) == ErrorKind::Invalid);
        QVERIFY(openErrorKind(makeFile("file", 4096) + "/below", Access::ReadOnly)
                == ErrorKind::NotFound);
        const std::string fifo = m_dir.filePath(QStringLiteral("fifo")).toStdString();
        QCOMPARE(::mkfifo(fifo.c_str(), 0600), 0);
        QVERIFY(openErrorKind(fifo, Access::ReadOnly) == ErrorKind::Invalid);
    }

    // What a live device writes never passes through the page cache of a reader. Of a file that
    // nobody writes to, runs may; single blocks would break up the runs around them.
    void onlyRunsOfAFileAtRestAreReadThroughThePageCache()
    {
        const std::string path = makeFile("cached", 8 * 4096);
        const UniqueFd probe(::open(path.c_str(), O_RDONLY | O_DIRECT | O_CLOEXEC));
        if (!probe)
            QSKIP("this file system has no direct I/O");
        const auto cachedAfter = [&](Access access, std::size_t nrBlocks) {
            const UniqueFd file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
            ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
            auto device = FileDevice::open(path, access);
            std::vector<std::byte> bytes(nrBlocks * kMetadataBlockBytes);
            if (!device || !(*device)->read(MetadataBlock(0), bytes))
                qFatal("cannot read the file");
            return firstPageIsCached(file.get());
        };
        QVERIFY(cachedAfter(Access::ExclusiveReadOnly, 8));
        QVERIFY(!cachedAfter(Access::ExclusiveReadOnly, 1));
        QVERIFY(!cachedAfter(Access::ReadOnly, 8));
        QVERIFY(!cachedAfter(Access::Exclusive, 8));
    }

    void readsRightIntoAlignedMemory()
    {
        const std::string path = makeFile("aligned", 600 * 4096);
        auto device = FileDevice::open(path, Access::Exclusive);
        QVERIFY(device);
        const auto bytes = patterned(7);
        const BlockWrite write { MetadataBlock(599), bytes };
        QVERIFY((*device)->write(std::span(&write, 1)));
        // More than the staging buffer holds.
        constexpr std::size_t kLength = 500 * kMetadataBlockBytes;
        const std::unique_ptr<std::byte, decltype(&std::free)> memory(
            static_cast<std::byte*>(std::aligned_alloc(kMetadataBlockBytes, kLength)), &std::free);
        const std::span<std::byte> aligned(memory.get(), kLength);
        QVERIFY((*device)->read(MetadataBlock(100), aligned));
        QVERIFY(std::ranges::equal(aligned.last(kMetadataBlockBytes), bytes));
        QVERIFY(std::ranges::all_of(aligned.first(kMetadataBlockBytes),
                                    [](std::byte b) { return b == std::byte { 0 }; }));
    }

    void adoptsADescriptor()
    {
        const std::string path = makeFile("adopted", 2 * 4096);
        auto device = FileDevice::adopt(UniqueFd(::open(path.c_str(), O_RDWR | O_CLOEXEC)), path);
        QVERIFY(device);
        QCOMPARE((*device)->size().raw(), 2U);
        const auto bytes = patterned(2);
        const BlockWrite write { MetadataBlock(1), bytes };
        QVERIFY((*device)->write(std::span(&write, 1)));
        std::vector<std::byte> back(kMetadataBlockBytes);
        QVERIFY((*device)->read(MetadataBlock(1), back));
        QCOMPARE(back, bytes);
    }
};

QTEST_GUILESS_MAIN(FileDeviceTest)
#include "file_device_test.moc"
