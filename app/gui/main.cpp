// SPDX-License-Identifier: GPL-2.0-or-later
#include "client/era_client.h"
#include "client/service_cache.h"
#include "client/texts.h"
#include "demo/demo_service.h"
#include "desktop/desktop_notifier.h"
#include "desktop/permissions.h"
#include "desktop/single_instance.h"
#include "widgets/window/main_window.h"

#include <cstdio>
#include <memory>
#include <optional>

#include <QApplication>
#include <QCommandLineParser>
#include <QIcon>
#include <QLibraryInfo>
#include <QLocale>
#include <QSettings>
#include <QTranslator>

using namespace blkera;

namespace {

constexpr int kWrongUsage = 2;
constexpr int kMostDemoDevices = 10'000;

struct Options {
    QString device;
    QString appearance;
    bool isDemo = false;
    int demoDevices = 6;
};

// Nothing if the program is to end, with `status`.
std::optional<Options> parse(const QStringList& arguments, int& status)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        Texts::tr("Shows which blocks of a device changed, era by era."));
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption device(QStringLiteral("device"), Texts::tr("Show this device."),
                                    Texts::tr("NAME"));
    const QCommandLineOption demo(
        QStringLiteral("demo"),
        Texts::tr(
            "Show devices that do not exist: to try the program, without a service and without "
            "root."));
    const QCommandLineOption devices(QStringLiteral("demo-devices"),
                                     Texts::tr("How many devices --demo shows; default: 6."),
                                     Texts::tr("NUMBER"), QStringLiteral("6"));
    const QCommandLineOption appearance(QStringLiteral("appearance"),
                                        Texts::tr("system, light, dark or high-contrast."),
                                        Texts::tr("WORD"));
    parser.addOptions({ device, demo, devices, appearance });
    status = kWrongUsage;
    const auto refuse = [](const QString& why) {
        std::fprintf(stderr, "blkera-gui: %s\n", qPrintable(why));
        return std::nullopt;
    };
    if (!parser.parse(arguments))
        return refuse(parser.errorText());
    if (parser.isSet(help) || parser.isSet(QStringLiteral("help-all"))) {
        std::printf("%s", qPrintable(parser.helpText()));
        status = 0;
        return std::nullopt;
    }
    if (parser.isSet(version)) {
        std::printf("blkera-gui %s\n", qPrintable(QCoreApplication::applicationVersion()));
        status = 0;
        return std::nullopt;
    }
    if (!parser.positionalArguments().isEmpty())
        return refuse(
            Texts::tr("unexpected argument '%1'").arg(parser.positionalArguments().first()));
    Options options;
    options.device = parser.value(device);
    options.appearance = parser.value(appearance);
    if (!options.appearance.isEmpty()
        && toString(appearanceOf(options.appearance)) != options.appearance)
        return refuse(Texts::tr("--appearance '%1': use system, light, dark or high-contrast")
                          .arg(options.appearance));
    bool isNumber = false;
    options.isDemo = parser.isSet(demo) || parser.isSet(devices);
    options.demoDevices = parser.value(devices).toInt(&isNumber);
    if (!isNumber || options.demoDevices < 0 || options.demoDevices > kMostDemoDevices)
        return refuse(Texts::tr("--demo-devices '%1': use a number from 0 to %2")
                          .arg(parser.value(devices))
                          .arg(kMostDemoDevices));
    return options;
}

void translate(QTranslator& own, QTranslator& qts)
{
    const QLocale locale;
    // English has plurals.
    if (own.load(locale, QStringLiteral("blkera"), QStringLiteral("_"), QStringLiteral(":/i18n"))
        || own.load(QStringLiteral(":/i18n/blkera_en")))
        QCoreApplication::installTranslator(&own);
    if (qts.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"),
                 QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qts);
}

std::unique_ptr<EraService> makeService(const Options& options)
{
    if (options.isDemo) {
        DemoService::Shape shape;
        shape.devices = options.demoDevices;
        shape.isLive = true;
        shape.listMs = 4'000;
        return std::make_unique<DemoService>(shape);
    }
    auto client = std::make_unique<EraClient>();
    client->setInteractiveAuthorizationAllowed(true);
    return client;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    QApplication::setOrganizationDomain(QStringLiteral("blkera.org"));
    QApplication::setOrganizationName(QStringLiteral("blkera"));
    QApplication::setApplicationName(QStringLiteral("blkera-gui"));
    QApplication::setApplicationVersion(QStringLiteral(BLKERA_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.blkera.BlockEras"));
    QTranslator own;
    QTranslator qts;
    translate(own, qts);
    QApplication::setApplicationDisplayName(Texts::tr("Block Eras"));

    int status = 0;
    const std::optional<Options> options = parse(QApplication::arguments(), status);
    if (!options)
        return status;
    SingleInstance instance;
    if (!options->isDemo && !instance.begin(options->device))
        return 0;

    const std::unique_ptr<EraService> service = makeService(*options);
    ServiceCache cache(*service);
    QSettings settings;
    Permissions permissions;
    MainWindow window(cache, &permissions, options->isDemo ? nullptr : &settings);
    if (!options->isDemo) {
        const auto ask = [&] { permissions.ask(DeviceActions::polkitActions()); };
        // Again whenever somebody comes back to the window: rules and sessions change.
        QObject::connect(&application, &QGuiApplication::applicationStateChanged, &window,
                         [ask](Qt::ApplicationState state) {
                             if (state == Qt::ApplicationActive)
                                 ask();
                         });
        ask();
    }
    if (!options->appearance.isEmpty())
        window.setAppearance(appearanceOf(options->appearance));
    DesktopNotifier notifier;
    QObject::connect(&window, &MainWindow::alarmed, &notifier, &DesktopNotifier::notify);
    QObject::connect(&instance, &SingleInstance::wanted, &window, [&](const QString& device) {
        if (!device.isEmpty())
            window.showDevice(device);
        window.show();
        window.raise();
        window.activateWindow();
    });
    if (!options->device.isEmpty())
        window.showDevice(options->device);
    window.show();
    cache.connectToService();
    return QApplication::exec();
}
