// SPDX-License-Identifier: GPL-2.0-or-later
#include "widgets/theme.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

#include <QApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPointer>
#include <QStyle>
#include <QStyleFactory>

namespace blkera {
namespace {

constexpr std::array<std::pair<Appearance, const char*>, 4> kWords { {
    { Appearance::System, "system" },
    { Appearance::Light, "light" },
    { Appearance::Dark, "dark" },
    { Appearance::HighContrast, "high-contrast" },
} };

struct Colors {
    const char* window;
    const char* base;
    const char* alternate;
    const char* text;
    const char* button;
    const char* highlight;
    const char* highlighted;
    const char* link;
    const char* faint; // placeholders and what is disabled
};

constexpr Colors kLight { "#f4f5f7", "#ffffff", "#eef0f3", "#1b1f24", "#e8eaee",
                          "#1a5fb4", "#ffffff", "#1a5fb4", "#59626b" };
constexpr Colors kDark { "#23262b", "#1a1d21", "#262a30", "#e8eaed", "#30353c",
                         "#4b93e7", "#0b0d10", "#7ab4f5", "#959da6" };
constexpr Colors kHighContrast { "#000000", "#000000", "#141414", "#ffffff", "#383838",
                                 "#ffff00", "#000000", "#00ffff", "#c8c8c8" };

QPalette paletteOf(const Colors& colors)
{
    const auto color = [](const char* name) { return QColor(QLatin1String(name)); };
    QPalette palette(color(colors.button), color(colors.window));
    palette.setColor(QPalette::WindowText, color(colors.text));
    palette.setColor(QPalette::Base, color(colors.base));
    palette.setColor(QPalette::AlternateBase, color(colors.alternate));
    palette.setColor(QPalette::Text, color(colors.text));
    palette.setColor(QPalette::ButtonText, color(colors.text));
    palette.setColor(QPalette::BrightText, color(colors.text));
    palette.setColor(QPalette::ToolTipBase, color(colors.base));
    palette.setColor(QPalette::ToolTipText, color(colors.text));
    palette.setColor(QPalette::Highlight, color(colors.highlight));
    palette.setColor(QPalette::HighlightedText, color(colors.highlighted));
    palette.setColor(QPalette::Link, color(colors.link));
    palette.setColor(QPalette::LinkVisited, color(colors.link));
    palette.setColor(QPalette::PlaceholderText, color(colors.faint));
    for (const auto role : { QPalette::WindowText, QPalette::Text, QPalette::ButtonText })
        palette.setColor(QPalette::Disabled, role, color(colors.faint));
    return palette;
}

// Paints a shape, which is drawn in 16 by 16 around the origin, at any size.
class ShapeEngine : public QIconEngine {
public:
    explicit ShapeEngine(std::function<void(QPainter&)> shape)
        : m_shape(std::move(shape))
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (mode == QIcon::Disabled)
            painter->setOpacity(0.5);
        const qreal side = std::min(rect.width(), rect.height());
        painter->translate(QRectF(rect).center());
        painter->scale(side / 16, side / 16);
        m_shape(*painter);
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine* clone() const override { return new ShapeEngine(*this); }

private:
    std::function<void(QPainter&)> m_shape;
};

void paintSeverity(QPainter& painter, Severity severity, const QColor& color, const QColor& inner)
{
    const QPen pen(inner, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (severity) {
    case Severity::None:
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color, 1.6));
        painter.drawEllipse(QPointF(), 5.5, 5.5);
        break;
    case Severity::Good:
        painter.drawEllipse(QPointF(), 7, 7);
        painter.setPen(pen);
        painter.drawPolyline(
            QPolygonF { QPointF(-3, 0.3), QPointF(-0.9, 2.5), QPointF(3.2, -2.3) });
        break;
    case Severity::Note:
        painter.drawRoundedRect(QRectF(-7, -7, 14, 14), 3, 3);
        painter.setPen(pen);
        painter.drawLine(QPointF(0, -0.8), QPointF(0, 3.6));
        painter.drawPoint(QPointF(0, -3.8));
        break;
    case Severity::Warning:
        painter.drawPolygon(QPolygonF { QPointF(0, -7), QPointF(7.4, 6.4), QPointF(-7.4, 6.4) });
        painter.setPen(pen);
        painter.drawLine(QPointF(0, -2.4), QPointF(0, 1.6));
        painter.drawPoint(QPointF(0, 4.3));
        break;
    case Severity::Error:
        painter.drawPolygon(QPolygonF { QPointF(-3, -7), QPointF(3, -7), QPointF(7, -3),
                                        QPointF(7, 3), QPointF(3, 7), QPointF(-3, 7),
                                        QPointF(-7, 3), QPointF(-7, -3) });
        painter.setPen(pen);
        painter.drawLine(QPointF(-2.6, -2.6), QPointF(2.6, 2.6));
        painter.drawLine(QPointF(-2.6, 2.6), QPointF(2.6, -2.6));
        break;
    }
}

// A padlock that is shut.
void paintLock(QPainter& painter, const QColor& color)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.8));
    QPainterPath shackle(QPointF(-3.2, 0));
    shackle.lineTo(-3.2, -3);
    shackle.arcTo(QRectF(-3.2, -6.2, 6.4, 6.4), 180, -180);
    shackle.lineTo(3.2, 0);
    painter.drawPath(shackle);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(-5.5, -1, 11, 8), 1.5, 1.5);
}

} // namespace

Appearance appearanceOf(const QString& word)
{
    const auto* const found = std::ranges::find_if(
        kWords, [&](const auto& entry) { return word == QLatin1String(entry.second); });
    return found == kWords.end() ? Appearance::System : found->first;
}

QString toString(Appearance appearance)
{
    const auto* const found
        = std::ranges::find(kWords, appearance, &std::pair<Appearance, const char*>::first);
    return QLatin1String(found->second);
}

void applyAppearance(Appearance appearance)
{
    if (appearance == Appearance::System) {
        QApplication::setPalette(QApplication::style()->standardPalette());
        return;
    }
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setPalette(paletteOf(appearance == Appearance::Light      ? kLight
                                           : appearance == Appearance::Dark ? kDark
                                                                            : kHighContrast));
}

bool isDark(const QPalette& palette)
{
    return luminance(palette.color(QPalette::Window))
        < luminance(palette.color(QPalette::WindowText));
}

QColor severityColor(const QPalette& palette, Severity severity)
{
    const bool dark = isDark(palette);
    switch (severity) {
    case Severity::Good:
        return dark ? QColor(0x57, 0xd0, 0x8b) : QColor(0x1a, 0x70, 0x3c);
    case Severity::Note:
        return dark ? QColor(0x7a, 0xb4, 0xf5) : QColor(0x1a, 0x5f, 0xb4);
    case Severity::Warning:
        return dark ? QColor(0xf2, 0xc0, 0x4a) : QColor(0x8a, 0x5a, 0x00);
    case Severity::Error:
        return dark ? QColor(0xff, 0x8f, 0x85) : QColor(0xb3, 0x1d, 0x12);
    case Severity::None:
        break;
    }
    return palette.color(QPalette::Disabled, QPalette::Text);
}

QIcon severityIcon(const QPalette& palette, Severity severity)
{
    return plainSeverityIcon(severityColor(palette, severity), palette.color(QPalette::Base),
                             severity);
}

QIcon plainSeverityIcon(const QColor& color, const QColor& ground, Severity severity)
{
    return QIcon(new ShapeEngine(
        [=](QPainter& painter) { paintSeverity(painter, severity, color, ground); }));
}

QIcon lockIcon(const QPalette& palette)
{
    return QIcon(new ShapeEngine([color = palette.color(QPalette::WindowText)](QPainter& painter) {
        paintLock(painter, color);
    }));
}

double luminance(const QColor& color)
{
    const auto linear = [](double value) {
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

} // namespace blkera
