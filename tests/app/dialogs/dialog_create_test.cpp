// SPDX-License-Identifier: GPL-2.0-or-later
#include "dialog_world.h"
#include "widget_checks.h"
#include "widgets/dialogs/create_dialog.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace blkera;

namespace {

QString text(const char* latin1)
{
    return QString::fromLatin1(latin1);
}

HostDevice disk(const char* name, quint64 sizeSectors)
{
    HostDevice device;
    device.kernelName = text(name);
    device.path = text("/dev/") + device.kernelName;
    device.sizeSectors = sizeSectors;
    return device;
}

const ClientError kNotBlank { ClientError::Kind::InvalidArguments,
                              QStringLiteral("metadata /dev/sdc is neither blank nor era "
                                             "metadata, it holds ext4: use another device, or "
                                             "--force-format to overwrite it") };

} // namespace

class DialogCreateTest : public QObject {
    Q_OBJECT

private slots:

    void init() { failOnWarnings(); }

    void aDeviceIsCreatedByKeyboardAlone();
    void theVerbSaysWhyItCannotBePressed();
    void whatIsTypedIsCheckedAtOnce();
    void theCommandFollowsTheFields();
    void formattingIsOfferedOnlyAfterTheServiceRefused();
    void whoSaysNoToFormattingFormatsNothing();
    void formattingIsNotOfferedForAnotherDevice();
    void whatIsTypedStaysWhenTheBlockDevicesAreFound();
    void anOriginIsChosenFromTheList();

private:
    static CreateDialog* make(DialogWorld& world)
    {
        auto* const dialog = new CreateDialog(world.cache, nullptr);
        dialog->setBlockDevices({ disk("sdb", 1U << 30), disk("sdc", 1U << 20) });
        world.open(dialog);
        return dialog;
    }

    static void fill(const CreateDialog& dialog)
    {
        type(dialog, text("Name"), text("newvol"));
        type(dialog, text("Origin"), text("/dev/sdb"));
        type(dialog, text("Metadata"), text("/dev/sdc"));
    }
};

void DialogCreateTest::aDeviceIsCreatedByKeyboardAlone()
{
    DialogWorld world;
    CreateDialog* const dialog = make(world);
    const QSignalSpy created(dialog, &CreateDialog::created);
    QVERIFY(!dialog->verbButton()->isEnabled());
    fill(*dialog);
    type(*dialog, text("Era block"), text("256KiB"));
    QVERIFY2(dialog->verbButton()->isEnabled(), qPrintable(dialog->verbButton()->toolTip()));
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_COMPARE(created.size(), 1);
    QCOMPARE(created[0][0].toString(), text("newvol"));
    QVERIFY(!dialog->isVisible());
    const DeviceInfo& made = world.service.find(text("newvol"))->info;
    QCOMPARE(made.origin, text("/dev/sdb"));
    QCOMPARE(made.metadata, text("/dev/sdc"));
    QCOMPARE(made.blockSizeSectors, 512U);
    QCOMPARE(made.state, text("running"));
}

void DialogCreateTest::theVerbSaysWhyItCannotBePressed()
{
    DialogWorld world;
    CreateDialog* const dialog = make(world);
    QString before;
    for (const char* field : { "Name", "Origin", "Metadata" }) {
        QVERIFY(!dialog->verbButton()->isEnabled());
        QVERIFY(dialog->verbButton()->toolTip() != before);
        before = dialog->verbButton()->toolTip();
        type(*dialog, text(field),
             text(field) == u"Name"         ? text("newvol")
                 : text(field) == u"Origin" ? text("/dev/sdb")
                                            : text("/dev/sdc"));
    }
    QVERIFY(dialog->verbButton()->isEnabled());
    QCOMPARE(dialog->verbButton()->toolTip(), QString());
}

void DialogCreateTest::whatIsTypedIsCheckedAtOnce()
{
    DialogWorld world;
    CreateDialog* const dialog = make(world);
    fill(*dialog);
    type(*dialog, text("Name"), text("archive"));
    QVERIFY(!dialog->verbButton()->isEnabled());
    QVERIFY(shownChild(*dialog, text("Name"))->accessibleDescription().contains(text("already")));
    type(*dialog, text("Name"), text("newvol"));
    type(*dialog, text("Metadata"), text("/dev/sdb"));
    QVERIFY(!dialog->verbButton()->isEnabled());
    QTest::keyClick(dialog, Qt::Key_Return);
    QVERIFY(!dialog->isBusy());
    QVERIFY(world.service.calls().filter(text("CreateDevice")).isEmpty());
}

void DialogCreateTest::theCommandFollowsTheFields()
{
    DialogWorld world;
    CreateDialog* const dialog = make(world);
    QCOMPARE(dialog->command(), QString());
    fill(*dialog);
    QCOMPARE(dialog->command(), text("blkera create newvol --origin /dev/sdb --metadata /dev/sdc"));
    type(*dialog, text("Era block"), text("1MiB"));
    press(shownButton(*dialog, text("Start it at once")));
    press(shownButton(*dialog, text("Advanced")));
    type(*dialog, text("Queues"), text("2"));
    type(*dialog, text("Requests a queue"), text("64"));
    shown<QComboBox>(*dialog, text("Served by"))->setFocus();
    QTest::keyClick(shown<QComboBox>(*dialog, text("Served by")), Qt::Key_End);
    QCOMPARE(dialog->command(),
             text("blkera create newvol --origin /dev/sdb --metadata /dev/sdc --block-size 1MiB "
                  "--frontend fuse --queues 2 --queue-depth 64 --no-start"));
}

void DialogCreateTest::formattingIsOfferedOnlyAfterTheServiceRefused()
{
    DialogWorld world;
    CreateDialog* const dialog = make(world);
    fill(*dialog);
    QVERIFY(!shownButton(*dialog, QStringLiteral("Format anyway…")));
    world.service.failNext(text("CreateDevice"), kNotBlank);
    press(dialog->verbButton());
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Format anyway…")));
    press(shownButton(*dialog, QStringLiteral("Format anyway…")));
    QMessageBox* const box = question(*dialog);
    QVERIFY(box);
    takePicture(*dialog, text("create-refused"));
    takePicture(*box, text("create-format"));
    QVERIFY(box->text().contains(text("/dev/sdc")));
    QVERIFY(box->informativeText().contains(text("ext4")));
    QCOMPARE(box->defaultButton(), box->button(QMessageBox::Cancel));
    QVERIFY(box->detailedText().endsWith(text("--force-format")));
    press(shownButton(*box, text("Format /dev/sdc")));
    QTRY_VERIFY(!dialog->isVisible());
    QVERIFY(world.service.find(text("newvol")));
    QCOMPARE(world.service.calls().filter(text("CreateDevice")).size(), 2);
}

void DialogCreateTest::whoSaysNoToFormattingFormatsNothing()
{
    DialogWorld world;
    CreateDialog* const dialog = make(world);
    fill(*dialog);
    world.service.failNext(text("CreateDevice"), kNotBlank);
    press(dialog->verbButton());
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Format anyway…")));
    press(shownButton(*dialog, QStringLiteral("Format anyway…")));
    QVERIFY(question(*dialog));
    QTest::keyClick(question(*dialog), Qt::Key_Return); // the default
    QTRY_VERIFY(!question(*dialog));
    QVERIFY(!dialog->isBusy());
    QVERIFY(!world.service.find(text("newvol")));
    QCOMPARE(world.service.calls().filter(text("CreateDevice")).size(), 1);
}

void DialogCreateTest::formattingIsNotOfferedForAnotherDevice()
{
    DialogWorld world;
    CreateDialog* const dialog = make(world);
    fill(*dialog);
    world.service.failNext(text("CreateDevice"), kNotBlank);
    press(dialog->verbButton());
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Format anyway…")));
    type(*dialog, text("Name"), text("othername"));
    QVERIFY(shownButton(*dialog, QStringLiteral("Format anyway…")));
    type(*dialog, text("Metadata"), text("/dev/sdd"));
    QVERIFY(!shownButton(*dialog, QStringLiteral("Format anyway…")));
}

void DialogCreateTest::whatIsTypedStaysWhenTheBlockDevicesAreFound()
{
    DialogWorld world;
    CreateDialog* const dialog = make(world);
    fill(*dialog);
    dialog->setBlockDevices({ disk("sda", 1U << 20), disk("sdz", 1U << 20) });
    QCOMPARE(shown<QComboBox>(*dialog, text("Origin"))->currentText(), text("/dev/sdb"));
    QCOMPARE(shown<QComboBox>(*dialog, text("Metadata"))->currentText(), text("/dev/sdc"));
}

void DialogCreateTest::anOriginIsChosenFromTheList()
{
    DialogWorld world;
    CreateDialog* const dialog = make(world);
    auto* const combo = shown<QComboBox>(*dialog, text("Origin"));
    QVERIFY(combo);
    QCOMPARE(combo->count(), 2);
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(combo->currentText(), text("/dev/sdb"));
    QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(combo->currentText(), text("/dev/sdc"));
}

QTEST_MAIN(DialogCreateTest)
#include "dialog_create_test.moc"
