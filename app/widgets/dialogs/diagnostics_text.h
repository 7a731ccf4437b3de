// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "client/service_cache.h"

#include <QJsonObject>
#include <QString>

namespace blkera {

// What a report about something that went wrong needs, from what is known already: versions, the
// service, devices, events and jobs. It is for whoever looks into it, so its words are those of the
// bus and are not translated.
QJsonObject diagnosticsJson(const ServiceCache& cache, const QList<EventInfo>& events = {});
// For people first, and the same as JSON below.
QString diagnosticsText(const ServiceCache& cache);
QString diagnosticsText(const ServiceCache& cache, const QList<EventInfo>& events);

} // namespace blkera
