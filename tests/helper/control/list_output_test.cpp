// SPDX-License-Identifier: GPL-2.0-or-later
#include "control/list_output.h"
#include "pipe.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <string>

#include <QTemporaryDir>
#include <QtTest>

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

using namespace blkera;
using namespace blkera::test;

namespace {

QString refusal(int fd)
{
    auto output = ListOutput::open(fd);
    return output ? QString() : QString::fromStdString(output.error().message());
}

} // namespace

class ListOutputTest : public QObject {
    Q_OBJECT

private slots:

    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

    void onlyPipesAndFilesOpenForWritingAreTaken()
    {
        QTemporaryDir folder;
        const QByteArray path = folder.filePath(QStringLiteral("file")).toLocal8Bit();
        const UniqueFd both(::open(path.constData(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
        const UniqueFd readOnly(::open(path.constData(), O_RDONLY | O_CLOEXEC));
        const UniqueFd pathOnly(::open(path.constData(), O_PATH | O_CLOEXEC));
        const UniqueFd directory(
            ::open(folder.path().toLocal8Bit().constData(), O_RDONLY | O_CLOEXEC));
        const UniqueFd null(::open("/dev/null", O_WRONLY | O_CLOEXEC));
        std::array<int, 2> sockets {};
        QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()), 0);
        const UniqueFd socket(sockets[0]);
        const UniqueFd otherSocket(sockets[1]);
        const Pipe pipe;

        QCOMPARE(refusal(both.get()), QString());
        QCOMPARE(refusal(pipe.writer.get()), QString());
        QCOMPARE(refusal(readOnly.get()), QStringLiteral("the output is not open for writing"));
        QCOMPARE(refusal(pathOnly.get()), QStringLiteral("the output is not open for writing"));
        QCOMPARE(refusal(directory.get()), QStringLiteral("the output is not open for writing"));
        QCOMPARE(refusal(pipe.reader.get()), QStringLiteral("the output is not open for writing"));
        const QString wrongKind = QStringLiteral("the output is neither a pipe nor a regular file");
        QCOMPARE(refusal(null.get()), wrongKind);
        QCOMPARE(refusal(socket.get()), wrongKind);
        QCOMPARE(refusal(-1), QStringLiteral("the output is no open file"));
    }

    void theCallersOpenFileStaysAsItWas()
    {
        const Pipe pipe;
        const int before = ::fcntl(pipe.writer.get(), F_GETFL);
        auto output = ListOutput::open(pipe.writer.get());
        QVERIFY(output.has_value());
        QCOMPARE(::fcntl(pipe.writer.get(), F_GETFL), before);
    }

    void everythingArrivesInOrder()
    {
        const Pipe pipe;
        auto output = ListOutput::open(pipe.writer.get());
        QVERIFY(output.has_value());
        QVERIFY(output->write("one ").has_value());
        QVERIFY(output->write("two").has_value());
        QVERIFY(output->flush().has_value());
        std::array<char, 64> text {};
        QCOMPARE(::read(pipe.reader.get(), text.data(), text.size()), ssize_t { 7 });
        QCOMPARE(QByteArray(text.data()), QByteArray("one two"));
    }

    void aReaderWhoTakesNothingIsGivenUp()
    {
        const Pipe pipe;
        auto output = ListOutput::open(pipe.writer.get());
        QVERIFY(output.has_value());
        output->setPatience(50);
        const auto written = output->write(std::string(1 << 20, 'x'));
        QVERIFY(!written);
        QCOMPARE(written.error().errnoValue, ETIMEDOUT);
    }

    void aReaderWhoHasGoneIsAnError()
    {
        Pipe pipe;
        auto output = ListOutput::open(pipe.writer.get());
        QVERIFY(output.has_value());
        pipe.reader.reset();
        QVERIFY(output->write("x").has_value());
        const auto flushed = output->flush();
        QVERIFY(!flushed);
        QCOMPARE(flushed.error().errnoValue, EPIPE);
    }

    void cancellingEndsTheWait()
    {
        const Pipe pipe;
        const UniqueFd cancel(::eventfd(1, EFD_CLOEXEC));
        auto output = ListOutput::open(pipe.writer.get());
        QVERIFY(output.has_value());
        output->setCancel(cancel.get());
        const auto written = output->write(std::string(1 << 20, 'x'));
        QVERIFY(!written);
        QCOMPARE(written.error().errnoValue, ECANCELED);
    }
};

QTEST_GUILESS_MAIN(ListOutputTest)
#include "list_output_test.moc"
