// SPDX-License-Identifier: GPL-2.0-or-later
#include "config/daemon_config.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace blkera;

class DaemonConfigTest : public QObject {
    Q_OBJECT

private slots:

    void noFileSaysNothing()
    {
        const auto config = readDaemonConfig(m_path.toStdString() + "-none");
        QVERIFY(config && *config == DaemonConfig {});
    }

    void daysAreTaken()
    {
        put("# how long\n\nhistory-days = 90 \n");
        const auto config = readDaemonConfig(m_path.toStdString());
        QVERIFY(config);
        QCOMPARE(config->historyDays, 90u);
    }

    void directoriesAreTakenInTheirOrder()
    {
        put("file-directory = /srv/images\nfile-directory=/var/lib/with blank\n");
        const auto config = readDaemonConfig(m_path.toStdString());
        QVERIFY(config);
        QCOMPARE(config->fileDirectories,
                 (std::vector<std::string> { "/srv/images", "/var/lib/with blank" }));
    }

    void nonsenseIsRefusedWithItsLine()
    {
        for (const char* text :
             { "\nhistory-days = -1", "\nhistory-days", "\nhistory = 3", "\nhistory-days = 36501",
               "\nhistory-days =", "\nfile-directory =", "\nfile-directory = /",
               "\nfile-directory = srv/images", "\nfile-directory = /srv/../etc",
               "\nfile-directory = /srv//a", "\nfile-directory = /srv/",
               "\nfile-directory = /srv/\x1b" }) {
            put(text);
            const auto config = readDaemonConfig(m_path.toStdString());
            QVERIFY2(!config, text);
            QVERIFY(config.error().message().find(", line 2: ") != std::string::npos);
        }
    }

    void noMoreDirectoriesThanAreSensible()
    {
        put(QByteArray("file-directory = /srv\n").repeated(65));
        const auto config = readDaemonConfig(m_path.toStdString());
        QVERIFY(!config);
        QVERIFY(config.error().message().find(", line 65: ") != std::string::npos);
    }

private:
    void put(const QByteArray& text) const
    {
        QFile file(m_path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QTemporaryDir m_folder;
    QString m_path = m_folder.filePath(QStringLiteral("blkera.conf"));
};

QTEST_GUILESS_MAIN(DaemonConfigTest)
#include "daemon_config_test.moc"
