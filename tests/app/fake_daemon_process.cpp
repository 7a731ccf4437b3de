// SPDX-License-Identifier: GPL-2.0-or-later
//
// The fake daemon in a process of its own, which can be stopped and killed. Does what it is told on
// its input, a line each, and answers each with "ok":
//
//     devices N           there are devices vol1 to volN
//     change NAME N       its MetadataUsed is N
//     storm NAME N        N such changes, 100 every 10 ms; answered when the last one is sent
//     map WORD            see FakeBehaviour::map
//     die-in CALL         see FakeBehaviour::diesIn
//     era N               what Checkpoint answers; until then nothing
#include "fake_daemon.h"

#include <cstdio>

#include <QCoreApplication>
#include <QSocketNotifier>
#include <QTimer>

#include <unistd.h>

using namespace blkera;

namespace {

void answer()
{
    std::puts("ok");
    std::fflush(stdout);
}

class Order {
public:
    explicit Order(FakeDaemon& daemon)
        : m_daemon(daemon)
    {
        QObject::connect(&m_storm, &QTimer::timeout, [this] { blow(); });
    }

    // False: it is none.
    bool obey(const QStringList& words)
    {
        const QString& verb = words.value(0);
        if (verb == u"storm") {
            m_name = words.value(1);
            m_left = words.value(2).toULongLong();
            m_storm.start(10);
            return true;
        }
        if (verb == u"devices") {
            for (int number = 1; number <= words.value(1).toInt(); ++number)
                m_daemon.addDevice(QStringLiteral("vol%1").arg(number));
        } else if (verb == u"change") {
            change(words.value(1), words.value(2).toULongLong());
        } else if (verb == u"map") {
            m_daemon.behaviour.map = words.value(1);
        } else if (verb == u"die-in") {
            m_daemon.behaviour.diesIn = words.value(1);
        } else if (verb == u"era") {
            m_daemon.manager.eras = { words.value(1).toUInt() };
        } else {
            return false;
        }
        answer();
        return true;
    }

private:
    void change(const QString& name, qulonglong used)
    {
        m_daemon.changeDevice(name, { { QStringLiteral("MetadataUsed"), used } });
    }

    void blow()
    {
        for (int count = 0; count < 100 && m_left > 0; ++count)
            change(m_name, --m_left);
        if (m_left > 0)
            return;
        m_storm.stop();
        answer();
    }

    FakeDaemon& m_daemon;
    QTimer m_storm;
    QString m_name;
    qulonglong m_left = 0;
};

} // namespace

int main(int argc, char* argv[])
{
    const QCoreApplication application(argc, argv);
    FakeDaemon daemon;
    if (argc != 2 || !daemon.start(QString::fromLocal8Bit(argv[1]))) {
        std::fputs("usage: fake_daemon_process BUS-ADDRESS\n", stderr);
        return 2;
    }
    Order order(daemon);
    QByteArray line;
    QSocketNotifier input(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&input, &QSocketNotifier::activated, [&] {
        char byte = 0;
        if (::read(STDIN_FILENO, &byte, 1) != 1)
            QCoreApplication::quit(); // the test has ended
        else if (byte != '\n')
            line.append(byte);
        else if (!order.obey(QString::fromUtf8(std::exchange(line, {})).split(u' ')))
            QCoreApplication::exit(2);
    });
    answer();
    return QCoreApplication::exec();
}
