// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/unique_fd.h"
#include "block/io_ring.h"
#include "block/mapping.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <set>
#include <vector>

#include <QtTest>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace blkera;

namespace {

UniqueFd memoryFile()
{
    return UniqueFd(::memfd_create("io_ring_test", MFD_CLOEXEC));
}

// Waits for `count` completions.
std::vector<std::pair<std::uint64_t, int>> completions(IoRing& ring, std::size_t count)
{
    std::vector<std::pair<std::uint64_t, int>> all;
    while (all.size() < count) {
        if (!ring.submitAndWait(
                [&](std::uint64_t data, int result) { all.emplace_back(data, result); }))
            break;
    }
    return all;
}

void queueWrite(IoRing& ring, FileSlot slot, const char* text, std::uint64_t data)
{
    io_uring_sqe& entry = ring.nextEntry();
    io_uring_prep_write(&entry, static_cast<int>(slot), text,
                        static_cast<unsigned>(std::strlen(text)), 0);
    entry.flags |= IOSQE_FIXED_FILE;
    entry.user_data = data;
}

} // namespace

class IoRingTest : public QObject {
    Q_OBJECT

    const UniqueFd m_file = memoryFile(); // has nothing to be brought to a disk

private slots:

    void userDataKeepsOwnerAndValueApart()
    {
        std::uint64_t data = makeUserData(CompletionOwner::Target, 0x12345);
        QCOMPARE(int(ownerOf(data)), int(CompletionOwner::Target));
        QCOMPARE(valueOf(data), std::uint64_t { 0x12345 });
    }

    void eachEntryCompletesOnceWithItsUserDataEvenBeyondTheQueuesSize()
    {
        Result<IoRing> ring = IoRing::create({ .entries = 4 });
        QVERIFY(ring);
        constexpr std::uint64_t count = 100;
        std::set<std::uint64_t> seen;
        std::size_t handled = 0;
        for (std::uint64_t i = 0; i < count; ++i) {
            io_uring_sqe& entry = ring->nextEntry();
            io_uring_prep_fsync(&entry, m_file.get(), 0);
            entry.user_data = i;
        }
        for (const auto& [data, result] : completions(*ring, count)) {
            QCOMPARE(result, 0);
            seen.insert(data);
            ++handled;
        }
        QCOMPARE(handled, std::size_t { count });
        QCOMPARE(seen.size(), std::size_t { count });
    }

    void entriesComeZeroed_data()
    {
        QTest::addColumn<bool>("large");
        QTest::newRow("64 bytes") << false;
        QTest::newRow("128 bytes") << true;
    }

    void entriesComeZeroed()
    {
        QFETCH(bool, large);
        Result<IoRing> ring = IoRing::create({ .entries = 2, .largeSqes = large });
        QVERIFY(ring);
        const std::size_t bytes = large ? 128 : 64;
        const std::vector<char> zeroes(bytes);
        for (int turn = 0; turn < 5; ++turn) {
            io_uring_sqe& entry = ring->nextEntry();
            QCOMPARE(std::memcmp(&entry, zeroes.data(), bytes), 0);
            std::memset(static_cast<void*>(&entry), 0x5a, bytes);
            std::memset(static_cast<void*>(&entry), 0, 64);
            io_uring_prep_fsync(&entry, m_file.get(), 0);
            QCOMPARE(completions(*ring, 1).size(), std::size_t { 1 });
        }
    }

    void aRegisteredFileServesAfterItsDescriptorIsClosed()
    {
        Result<IoRing> ring = IoRing::create({});
        QVERIFY(ring);
        UniqueFd file = memoryFile();
        UniqueFd same(::dup(file.get()));
        QVERIFY(ring->setFile(FileSlot::Origin, file.get()));
        file.reset();
        queueWrite(*ring, FileSlot::Origin, "hello", 7);
        auto done = completions(*ring, 1);
        QCOMPARE(done.at(0).first, std::uint64_t { 7 });
        QCOMPARE(done.at(0).second, 5);
        std::array<char, 5> read {};
        QCOMPARE(::pread(same.get(), read.data(), read.size(), 0), ssize_t { 5 });
        QCOMPARE(std::memcmp(read.data(), "hello", 5), 0);
    }

    void anEmptiedSlotRefuses()
    {
        Result<IoRing> ring = IoRing::create({});
        QVERIFY(ring);
        UniqueFd file = memoryFile();
        QVERIFY(ring->setFile(FileSlot::Origin, file.get()));
        QVERIFY(ring->setFile(FileSlot::Origin, -1));
        queueWrite(*ring, FileSlot::Origin, "x", 1);
        QCOMPARE(completions(*ring, 1).at(0).second, -EBADF);
        queueWrite(*ring, FileSlot::Frontend, "x", 1);
        QCOMPARE(completions(*ring, 1).at(0).second, -EBADF);
    }

    void filesAreFreeWhenTheRingIsGone()
    {
        QTemporaryFile named;
        QVERIFY(named.open());
        const QByteArray path = named.fileName().toLocal8Bit();
        for (int repetition = 0; repetition < 100; ++repetition) {
            UniqueFd file(::open(path.constData(), O_RDWR | O_CLOEXEC));
            QVERIFY2(::flock(file.get(), LOCK_EX | LOCK_NB) == 0,
                     qPrintable(QStringLiteral("after %1 rings").arg(repetition)));
            Result<IoRing> ring = IoRing::create({});
            QVERIFY(ring);
            QVERIFY(ring->setFile(FileSlot::Origin, file.get()));
        }
    }

    void aHandlerMayQueueMore()
    {
        Result<IoRing> ring = IoRing::create({ .entries = 2 });
        QVERIFY(ring);
        int left = 50;
        int handled = 0;
        auto queueSync = [&] { io_uring_prep_fsync(&ring->nextEntry(), m_file.get(), 0); };
        queueSync();
        while (handled < 51) {
            QVERIFY(ring->submitAndWait([&](std::uint64_t, int) {
                ++handled;
                if (left-- > 0)
                    queueSync();
            }));
        }
        QCOMPARE(handled, 51);
    }

    void aRegisteredBufferServesByItsIndexAndOnlyThat()
    {
        Result<Mapping> memory = Mapping::lockedMemory(8192);
        QVERIFY(memory);
        std::byte* const first = memory->bytes().data();
        std::byte* const second = first + 4096;
        const std::array<iovec, 2> buffers { iovec { first, 4096 }, iovec { second, 4096 } };
        QVERIFY(!IoRing::create({})->hasBuffers());
        Result<IoRing> ring = IoRing::create({ .buffers = buffers });
        QVERIFY(ring && ring->hasBuffers());

        const UniqueFd file = memoryFile();
        const auto transfer = [&](auto prepare, std::byte* at, int index) {
            prepare(&ring->nextEntry(), file.get(), at, 5, 0, index);
            return completions(*ring, 1).at(0).second;
        };
        std::memcpy(second, "hello", 5);
        QCOMPARE(transfer(io_uring_prep_write_fixed, second, 1), 5);
        QCOMPARE(transfer(io_uring_prep_read_fixed, first, 0), 5);
        QCOMPARE(std::memcmp(first, "hello", 5), 0);
        QCOMPARE(transfer(io_uring_prep_write_fixed, second, 0), -EFAULT);
    }

    void aBufferThatNobodyFilledRefuses()
    {
        Result<IoRing> ring = IoRing::create({ .emptyBuffers = 2 });
        QVERIFY(ring && !ring->hasBuffers());
        const UniqueFd file = memoryFile();
        io_uring_prep_read_fixed(&ring->nextEntry(), file.get(), nullptr, 5, 0, 1);
        QCOMPARE(completions(*ring, 1).at(0).second, -EFAULT);
    }

    void submitSendsWithoutWaiting()
    {
        Result<IoRing> ring = IoRing::create({});
        QVERIFY(ring);
        std::array<int, 2> ends {};
        QCOMPARE(::pipe2(ends.data(), O_CLOEXEC), 0);
        UniqueFd reading(ends[0]);
        UniqueFd writing(ends[1]);
        char byte = 0;
        io_uring_prep_read(&ring->nextEntry(), reading.get(), &byte, 1, 0);
        QVERIFY(ring->submit());
        QCOMPARE(::write(writing.get(), "y", 1), ssize_t { 1 });
        QCOMPARE(completions(*ring, 1).at(0).second, 1);
        QCOMPARE(byte, 'y');
    }

    void whatNoTargetDoesIsRefused()
    {
        Result<IoRing> ring = IoRing::create({ .entries = 8 });
        QVERIFY(bool(ring));
        io_uring_prep_openat(&ring->nextEntry(), AT_FDCWD, "/etc/passwd", O_RDONLY, 0);
        io_uring_prep_socket(&ring->nextEntry(), AF_UNIX, SOCK_STREAM, 0, 0);
        io_uring_sqe& drained = ring->nextEntry();
        io_uring_prep_fsync(&drained, m_file.get(), 0);
        drained.flags |= IOSQE_IO_DRAIN;
        for (const auto& [data, result] : completions(*ring, 3))
            QCOMPARE(result, -EACCES);
        io_uring_prep_fsync(&ring->nextEntry(), m_file.get(), 0);
        QCOMPARE(completions(*ring, 1).front().second, 0);
    }
};

QTEST_GUILESS_MAIN(IoRingTest)
#include "io_ring_test.moc"
