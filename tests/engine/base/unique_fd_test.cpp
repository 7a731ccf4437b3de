// SPDX-License-Identifier: GPL-2.0-or-later
#include "base/unique_fd.h"

#include <QTest>

#include <fcntl.h>

using namespace blkera;

namespace {

bool isOpen(int fd)
{
    return ::fcntl(fd, F_GETFD) != -1;
}

int openNull()
{
    return ::open("/dev/null", O_RDONLY | O_CLOEXEC);
}

} // namespace

class UniqueFdTest : public QObject {
    Q_OBJECT

private slots:

    void closesAtItsEnd()
    {
        const int fd = openNull();
        {
            const UniqueFd owner(fd);
            QVERIFY(owner);
            QVERIFY(isOpen(fd));
        }
        QVERIFY(!isOpen(fd));
    }

    void movingLeavesNothingBehind()
    {
        UniqueFd first(openNull());
        const int fd = first.get();
        UniqueFd second(openNull());
        const int replaced = second.get();
        second = std::move(first);
        QCOMPARE(second.get(), fd);
        QVERIFY(isOpen(fd));
        QVERIFY(!isOpen(replaced));
        QVERIFY(!first); // NOLINT(bugprone-use-after-move): what is tested
    }

    void releasedIsTheCallers()
    {
        int fd = -1;
        {
            UniqueFd owner(openNull());
            fd = owner.release();
            QVERIFY(!owner);
        }
        QVERIFY(isOpen(fd));
        ::close(fd);
    }
};

QTEST_GUILESS_MAIN(UniqueFdTest)
#include "unique_fd_test.moc"
