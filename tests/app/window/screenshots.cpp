// SPDX-License-Identifier: GPL-2.0-or-later

// screenshots FOLDER LANGUAGE APPEARANCE: every page of the window over devices that do not exist,
// as PNG files FOLDER/PAGE-APPEARANCE-SCALE-LANGUAGE.png; the scale is that of QT_SCALE_FACTOR.
// LANGUAGE is that of a translation, "en", "pseudo" (every text half as long again, in brackets) or
// "rtl" (English from right to left). Fails, and says what, where a text is clipped.

#include "client/service_cache.h"
#include "demo/demo_service.h"
#include "widgets/dialogs/checkpoint_dialog.h"
#include "widgets/dialogs/create_dialog.h"
#include "widgets/dialogs/export_dialog.h"
#include "widgets/dialogs/repair_dialog.h"
#include "widgets/dialogs/resize_dialog.h"
#include "widgets/dialogs/schedule_dialog.h"
#include "widgets/window/device_page.h"
#include "widgets/window/main_window.h"

#include <cstdio>
#include <functional>
#include <memory>

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDir>
#include <QFontDatabase>
#include <QLabel>
#include <QLibraryInfo>
#include <QTest>
#include <QTranslator>

using namespace blkera;

namespace {

constexpr QSize kWindow { 1280, 800 };
constexpr int kSettleMs = 600; // tiles and pages arrive

class PseudoTranslator : public QTranslator {
public:
    bool isEmpty() const override { return false; }

    QString translate(const char*, const char* source, const char*, int) const override
    {
        QString text = QString::fromUtf8(source);
        static const QString kAccented = QStringLiteral("áéíóúÁÉÍÓÚ");
        static const QString kPlain = QStringLiteral("aeiouAEIOU");
        for (QChar& c : text) {
            if (const qsizetype at = kPlain.indexOf(c); at >= 0)
                c = kAccented[at];
        }
        return u'[' + text + QString(text.size() / 2, u'~') + u']';
    }
};

class Screenshots {
public:
    Screenshots(QString folder, QString suffix)
        : m_folder(std::move(folder))
        , m_suffix(std::move(suffix))
    {
    }

    void take(QWidget& widget, const char* page)
    {
        QTest::qWait(kSettleMs);
        const QString file
            = QStringLiteral("%1/%2-%3.png").arg(m_folder, QLatin1String(page), m_suffix);
        if (!widget.grab().save(file)) {
            std::fprintf(stderr, "screenshots: cannot write %s\n", qPrintable(file));
            ++m_faults;
        }
        ++m_taken;
        lookForClippedTexts(widget, page);
    }

    int taken() const { return m_taken; }

    int faults() const { return m_faults; }

private:
    void complain(const char* page, const QString& text)
    {
        std::fprintf(stderr, "screenshots: %s-%s: clipped: \"%s\"\n", page, qPrintable(m_suffix),
                     qPrintable(text));
        ++m_faults;
    }

    void lookForClippedTexts(const QWidget& widget, const char* page)
    {
        for (const QLabel* const label : widget.findChildren<QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const int needed = label->wordWrap() ? label->heightForWidth(label->width())
                                                 : label->sizeHint().height();
            if (label->height() < needed
                || (!label->wordWrap() && label->width() < label->minimumSizeHint().width()))
                complain(page, label->text());
        }
        for (const QAbstractButton* const button : widget.findChildren<QAbstractButton*>()) {
            if (button->isVisible() && !button->text().isEmpty()
                && button->width() < button->minimumSizeHint().width())
                complain(page, button->text());
        }
    }

    QString m_folder;
    QString m_suffix;
    int m_taken = 0;
    int m_faults = 0;
};

void takeDialog(Screenshots& shots, QWidget& parent, QDialog* dialog, const char* name)
{
    const std::unique_ptr<QDialog> owned(dialog);
    dialog->setParent(&parent, dialog->windowFlags());
    dialog->open();
    shots.take(*dialog, name);
    dialog->reject();
}

DemoService::Shape shapeOf(int devices)
{
    DemoService::Shape shape;
    shape.devices = devices;

    return shape;
}

void takeWindow(Screenshots& shots, Appearance appearance)
{
    DemoService service(shapeOf(6));
    service.failAlways(QStringLiteral("GetAudit"), std::nullopt);
    ServiceCache cache(service);
    MainWindow window(cache, nullptr, nullptr);
    window.setAppearance(appearance);
    window.resize(kWindow);
    window.show();
    cache.connectToService();
    for (const char* tab : { "map", "regions", "eras", "snapshots", "activity" }) {
        window.page().showTab(QLatin1String(tab));
        shots.take(window, tab);
    }
    window.page().showTab(QStringLiteral("map"));
    window.page().setRange({ 40, 0 });
    shots.take(window, "range");
    for (const char* device : { "mail", "postgres", "vm-images", "web" }) {
        window.showDevice(QLatin1String(device));
        shots.take(window, device);
    }
    const QString first = QStringLiteral("archive");
    window.showDevice(first);
    takeDialog(shots, window, new CreateDialog(cache, &window), "create");
    takeDialog(shots, window, new CheckpointDialog(cache, &window), "checkpoint");
    takeDialog(shots, window, new ExportDialog(cache, first, { 40, 0 }, &window), "export");
    takeDialog(shots, window, new ScheduleDialog(cache, first, &window), "schedule");
    takeDialog(shots, window, new ResizeDialog(cache, first, &window), "resize");
    takeDialog(shots, window, new RepairDialog(cache, QStringLiteral("vm-images"), &window),
               "repair");
    service.die();
    shots.take(window, "service-gone");
}

void takeStates(Screenshots& shots, Appearance appearance)
{
    const std::pair<const char*, std::function<void(DemoService&)>> states[] {
        { "no-devices", [](DemoService&) {} },
        { "no-bus", [](DemoService& service) { service.setBus(false); } },
        { "no-service", [](DemoService& service) { service.die(); } },
        { "another-version",
          [](DemoService& service) {
              service.failAlways(
                  QStringLiteral("Devices"),
                  ClientError { ClientError::Kind::Failed,
                                QStringLiteral("the daemon describes devices as this "
                                               "program does not know them: use a "
                                               "daemon and a program of the same "
                                               "version") });
          } },
    };
    for (const auto& [name, make] : states) {
        DemoService service(shapeOf(0));
        make(service);
        ServiceCache cache(service);
        MainWindow window(cache, nullptr, nullptr);
        window.setAppearance(appearance);
        window.resize(kWindow);
        window.show();
        cache.connectToService();
        shots.take(window, name);
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QApplication::arguments();
    if (arguments.size() != 4 || !QDir().mkpath(arguments[1])) {
        std::fprintf(stderr, "usage: screenshots FOLDER LANGUAGE APPEARANCE\n");
        return 2;
    }
    const QString& language = arguments[2];
    const Appearance appearance = appearanceOf(arguments[3]);
    QLocale::setDefault(
        QLocale(language == QLatin1String("pseudo") || language == QLatin1String("rtl")
                    ? QStringLiteral("en")
                    : language));
    QTranslator own;
    QTranslator qts;
    PseudoTranslator pseudo;
    if (language == QLatin1String("pseudo"))
        QApplication::installTranslator(&pseudo);
    else if (own.load(QLocale(), QStringLiteral("blkera"), QStringLiteral("_"),
                      QStringLiteral(":/i18n")))
        QApplication::installTranslator(&own);
    if (qts.load(QLocale(), QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QApplication::installTranslator(&qts);
    if (language == QLatin1String("rtl"))
        QApplication::setLayoutDirection(Qt::RightToLeft);

    Screenshots shots(arguments[1],
                      QStringLiteral("%1-%2x-%3")
                          .arg(toString(appearance))
                          .arg(qRound(application.devicePixelRatio()))
                          .arg(language));
    takeWindow(shots, appearance);
    takeStates(shots, appearance);
    std::printf("%d pictures, %d faults\n", shots.taken(), shots.faults());
    return shots.faults() == 0 ? 0 : 1;
}
