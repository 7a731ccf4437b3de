// SPDX-License-Identifier: GPL-2.0-or-later
#include "dialog_world.h"
#include "widget_checks.h"
#include "widgets/dialogs/export_dialog.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QCryptographicHash>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

#include <sys/stat.h>
#include <unistd.h>

using namespace blkera;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

DemoService::Shape slow()
{
    DemoService::Shape shape;
    shape.listMs = 4'000;
    return shape;
}

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class DialogExportTest : public QObject {
    Q_OBJECT

public slots:

    void opened(const QUrl& url) { m_opened = url; } // in place of a file manager

private slots:

    // Nothing of this may come into the home of whoever runs it.
    void initTestCase() { QVERIFY(m_home.isValid() && qputenv("HOME", m_home.path().toUtf8())); }

    void init();

    void theFileIsWhatTheServiceWrote_data();
    void theFileIsWhatTheServiceWrote();
    void theResultIsSummedUp();
    void theFolderCanBeOpened();
    void theCommandFollowsTheFields();
    void erasHaveTheirDates();
    void wrongErasAreSaid();
    void anOpenEndIsWarnedOfAndCanBeClosed();
    void progressIsShownAndTheListCanBeGivenUp();
    void nothingIsLeftBehindAfterAFailure();
    void nothingIsLeftBehindWhenTheServiceDies();
    void nothingIsLeftBehindWhenTheDialogGoes();
    void anExistingFileIsKeptIfThePersonSaysNo();
    void anExistingFileIsReplacedIfThePersonSaysYes();
    void anExistingFileIsKeptIfTheListFails();
    void aFileThatAppearsMeanwhileIsKept();
    void aFolderOrAMissingOneIsRefused();
    void cancellingThatIsRefusedLetsTheListGoOn();

private:
    ExportDialog* make(DialogWorld& world, const EraRange& range = { 12, 20 });

    QStringList files() const
    {
        QThreadPool::globalInstance()->waitForDone();
        return QDir(m_folder->path())
            .entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot);
    }

    const QTemporaryDir m_home;
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QUrl m_opened;
};

void DialogExportTest::init()
{
    failOnWarnings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(text("list.xml"));
}

ExportDialog* DialogExportTest::make(DialogWorld& world, const EraRange& range)
{
    auto* const dialog = new ExportDialog(world.cache, text("archive"), range, nullptr);
    world.open(dialog);
    type(*dialog, text("Into file"), m_path);
    return dialog;
}

void DialogExportTest::theFileIsWhatTheServiceWrote_data()
{
    QTest::addColumn<QString>("format");
    QTest::addColumn<quint32>("until");
    QTest::newRow("xml") << text("xml") << 20U;
    QTest::newRow("json") << text("json") << 20U;
    QTest::newRow("xml up to now") << text("xml") << 0U;
}

void DialogExportTest::theFileIsWhatTheServiceWrote()
{
    QFETCH(const QString, format);
    QFETCH(const quint32, until);
    DialogWorld world;
    ExportDialog* const dialog = make(world, { 12, until });
    auto* const formats = shown<QComboBox>(*dialog, text("Format"));
    formats->setFocus();
    QTest::keyClick(formats, format == u"json" ? Qt::Key_End : Qt::Key_Home);
    quint64 blocks = 0;
    const QByteArray expected
        = world.service.find(text("archive"))->changedList(12, until, format, blocks);
    press(dialog->verbButton());
    QTRY_VERIFY(!dialog->verbButton()->isVisible());
    QCOMPARE(files(), QStringList({ text("list.xml") }));
    QCOMPARE(contentOf(m_path), expected);
    const mode_t mask = ::umask(0);
    ::umask(mask);

    struct stat status { };

    QCOMPARE(::stat(QFile::encodeName(m_path).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777, 0666 & ~mask); // as of any file that he makes
}

void DialogExportTest::theResultIsSummedUp()
{
    DialogWorld world;
    ExportDialog* const dialog = make(world);
    press(dialog->verbButton());
    QTRY_VERIFY(!dialog->verbButton()->isVisible());
    const QByteArray content = contentOf(m_path);
    const QString result = shown<QLabel>(*dialog, text("Result"))->text();
    const auto ranges = content.count("  <range ") + content.count("  <block ");
    QVERIFY(ranges > 5);
    QVERIFY2(result.contains(text("%1 range(s)").arg(ranges)), qPrintable(result));
    QVERIFY(result.contains(
        QLatin1String(QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex())));
    const auto* const preview = shown<QPlainTextEdit>(*dialog, text("First rows of the list"));
    QVERIFY(preview);
    const QStringList rows = preview->toPlainText().split(u'\n');
    QCOMPARE(rows.size(), 5);
    takePicture(*dialog, text("export-result"));
    QCOMPARE(rows[0], QString::fromUtf8(content.split('\n')[1]).trimmed());
}

void DialogExportTest::theFolderCanBeOpened()
{
    DialogWorld world;
    ExportDialog* const dialog = make(world);
    press(dialog->verbButton());
    QTRY_VERIFY(!dialog->verbButton()->isVisible());
    QDesktopServices::setUrlHandler(text("file"), this, "opened");
    press(shownButton(*dialog, text("Open folder")));
    QDesktopServices::unsetUrlHandler(text("file"));
    QCOMPARE(m_opened, QUrl::fromLocalFile(m_folder->path()));
}

void DialogExportTest::theCommandFollowsTheFields()
{
    DialogWorld world;
    auto* const dialog = new ExportDialog(world.cache, text("archive"), { 12, 20 }, nullptr);
    world.open(dialog);
    const QString home = QDir::homePath();
    QCOMPARE(dialog->command(),
             text("blkera changed archive --since 12 --until 20 --format xml -o ")
                 + QDir(home).filePath(text("archive-12-to-20.xml")));
    type(*dialog, text("Until era"), text("0"));
    QCOMPARE(dialog->command(),
             text("blkera changed archive --since 12 --format xml -o ")
                 + QDir(home).filePath(text("archive-since-12.xml")));
    type(*dialog, text("Into file"), text("/tmp/my list"));
    type(*dialog, text("Since era"), text("7"));
    QCOMPARE(dialog->command(),
             text("blkera changed archive --since 7 --format xml -o '/tmp/my list'"));
}

void DialogExportTest::erasHaveTheirDates()
{
    DialogWorld world;
    ExportDialog* const dialog = make(world);
    const EraInfo& era = world.service.find(text("archive"))->eras()[11];
    const QString began = QLocale().toString(
        QDateTime::fromMSecsSinceEpoch(qint64(era.startedUs / 1'000)), QLocale::ShortFormat);
    QTRY_VERIFY(shownChild(*dialog, text("Since era"))->accessibleDescription().contains(began));
}

void DialogExportTest::wrongErasAreSaid()
{
    DialogWorld world;
    ExportDialog* const dialog = make(world);
    QVERIFY(dialog->verbButton()->isEnabled());
    type(*dialog, text("Since era"), text("21")); // after the last one
    QVERIFY(!dialog->verbButton()->isEnabled());
    type(*dialog, text("Since era"), text("20"));
    QVERIFY(dialog->verbButton()->isEnabled());
    type(*dialog, text("Until era"), text("61")); // does not exist yet
    QVERIFY(!dialog->verbButton()->isEnabled());
    type(*dialog, text("Until era"), text("60"));
    QVERIFY(dialog->verbButton()->isEnabled());
    type(*dialog, text("Into file"), text("list.xml"));
    QVERIFY(!dialog->verbButton()->isEnabled());
}

void DialogExportTest::anOpenEndIsWarnedOfAndCanBeClosed()
{
    DialogWorld world;
    ExportDialog* const dialog = make(world, { 12, 0 });
    QVERIFY(shownChild(*dialog, text("Until era"))->accessibleDescription().contains(text("open")));
    press(shownButton(*dialog, text("Take a checkpoint first")));
    QTRY_VERIFY(dialog->command().contains(text("--until 60")));
    QTRY_VERIFY(!shownButton(*dialog, text("Take a checkpoint first")));
    QVERIFY(world.service.calls().contains(text("Checkpoint archive")));
}

void DialogExportTest::progressIsShownAndTheListCanBeGivenUp()
{
    DialogWorld world(slow());
    ExportDialog* const dialog = make(world);
    press(dialog->verbButton());
    const auto* const progress = dialog->findChild<QProgressBar*>();
    QTRY_VERIFY(progress->maximum() == 100 && progress->value() > 0);
    takePicture(*dialog, text("export-progress"));
    QCOMPARE(files().size(), 1);
    QVERIFY(files()[0] != u"list.xml"); // not before it is complete
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(!dialog->isBusy());
    QVERIFY(world.service.calls().contains(text("Cancel 1")));
    QVERIFY(dialog->isVisible());
    QVERIFY2(barText(*dialog).contains(text("given up")), qPrintable(barText(*dialog)));
    QCOMPARE(files(), QStringList());
    QVERIFY(dialog->verbButton()->isEnabled());
}

void DialogExportTest::nothingIsLeftBehindAfterAFailure()
{
    DialogWorld world;
    ExportDialog* const dialog = make(world);
    world.service.failNext(text("ChangedBlocks"),
                           { ClientError::Kind::Failed, text("the metadata is damaged") });
    press(dialog->verbButton());
    QTRY_COMPARE(barText(*dialog), text("the metadata is damaged"));
    QCOMPARE(files(), QStringList());
}

void DialogExportTest::nothingIsLeftBehindWhenTheServiceDies()
{
    DialogWorld world(slow());
    ExportDialog* const dialog = make(world);
    press(dialog->verbButton());
    QTRY_COMPARE(files().size(), 1);
    QTRY_COMPARE(world.cache.jobs().size(), 1);
    world.service.die();
    QTRY_VERIFY(!dialog->isBusy());
    QVERIFY(!barText(*dialog).isEmpty());
    QCOMPARE(files(), QStringList());
    QTest::qWait(300); // the service's answer comes, and is not heard
    QVERIFY(dialog->isVisible());
}

void DialogExportTest::nothingIsLeftBehindWhenTheDialogGoes()
{
    DialogWorld world(slow());
    ExportDialog* const dialog = make(world);
    press(dialog->verbButton());
    QTRY_COMPARE(files().size(), 1);
    delete dialog;
    QCOMPARE(files(), QStringList());
}

void DialogExportTest::anExistingFileIsKeptIfThePersonSaysNo()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    DialogWorld world;
    ExportDialog* const dialog = make(world);
    press(dialog->verbButton());
    QTRY_VERIFY(question(*dialog));
    QTest::keyClick(question(*dialog), Qt::Key_Return); // the default is Cancel
    QTRY_VERIFY(!question(*dialog));
    QVERIFY(!dialog->isBusy());
    QCOMPARE(contentOf(m_path), QByteArray("mine"));
    QCOMPARE(files(), QStringList({ text("list.xml") }));
    QVERIFY(world.service.calls().filter(text("ChangedBlocks")).isEmpty());
}

void DialogExportTest::anExistingFileIsReplacedIfThePersonSaysYes()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    DialogWorld world;
    ExportDialog* const dialog = make(world);
    press(dialog->verbButton());
    QTRY_VERIFY(question(*dialog));
    press(shownButton(*question(*dialog), text("Replace")));
    QTRY_VERIFY(!dialog->verbButton()->isVisible());
    QVERIFY(contentOf(m_path).startsWith("<blocks>"));
    QCOMPARE(files(), QStringList({ text("list.xml") }));
}

void DialogExportTest::anExistingFileIsKeptIfTheListFails()
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    DialogWorld world;
    ExportDialog* const dialog = make(world);
    world.service.failNext(text("ChangedBlocks"), { ClientError::Kind::Failed, text("no") });
    press(dialog->verbButton());
    QTRY_VERIFY(question(*dialog));
    press(shownButton(*question(*dialog), text("Replace")));
    QTRY_COMPARE(barText(*dialog), text("no"));
    QCOMPARE(contentOf(m_path), QByteArray("mine"));
    QCOMPARE(files(), QStringList({ text("list.xml") }));
}

void DialogExportTest::aFileThatAppearsMeanwhileIsKept()
{
    DemoService::Shape shape;
    shape.listMs = 400;
    DialogWorld world(shape);
    ExportDialog* const dialog = make(world);
    press(dialog->verbButton());
    QTRY_COMPARE(files().size(), 1);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("mine");
    file.close();
    QTRY_VERIFY(barText(*dialog).contains(text("meanwhile")));
    QCOMPARE(contentOf(m_path), QByteArray("mine"));
    QCOMPARE(files(), QStringList({ text("list.xml") }));
}

void DialogExportTest::aFolderOrAMissingOneIsRefused()
{
    DialogWorld world;
    ExportDialog* const dialog = make(world);
    type(*dialog, text("Into file"), m_folder->path());
    press(dialog->verbButton());
    QTRY_VERIFY(barText(*dialog).contains(text("is a folder")));
    type(*dialog, text("Into file"), m_folder->filePath(text("none/list.xml")));
    press(dialog->verbButton());
    QTRY_VERIFY(barText(*dialog).contains(text("There is no folder")));
    type(*dialog, text("Into file"), text("/dev/null"));
    press(dialog->verbButton());
    QTRY_VERIFY(barText(*dialog).contains(text("is not a file")));
    QVERIFY(world.service.calls().filter(text("ChangedBlocks")).isEmpty());
}

void DialogExportTest::cancellingThatIsRefusedLetsTheListGoOn()
{
    DemoService::Shape shape;
    shape.listMs = 800;
    DialogWorld world(shape);
    ExportDialog* const dialog = make(world);
    world.service.failNext(text("Cancel"), { ClientError::Kind::NotAuthorized, text("not you") });
    press(dialog->verbButton());
    QTRY_COMPARE(world.cache.jobs().size(), 1);
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTRY_VERIFY(barText(*dialog).contains(text("not you")));
    QTRY_VERIFY(!dialog->verbButton()->isVisible());
    QCOMPARE(files(), QStringList({ text("list.xml") }));
}

QTEST_MAIN(DialogExportTest)
#include "dialog_export_test.moc"
