// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "access/request.h"
#include "store/history.h"

#include <optional>

#include <QList>
#include <QVariantMap>

namespace blkera {

// Records of the history as the bus has them; see Device1.GetEras, Manager1.GetEvents and GetAudit.
QVariantMap rowOf(const EraRecord& era);
QVariantMap rowOf(const EventRecord& event);
QVariantMap rowOf(const AuditEntry& entry);

// How many rows may be asked for at a time.
std::optional<BusError> checkCount(uint count);

// Answers with the records as rows, or the error.
template <class Record> History::Answer<QList<Record>> rowsAnswer(const RequestPtr& request)
{
    return [request](const Result<QList<Record>>& records) {
        if (!records) {
            request->fail(failed(QString::fromStdString(records.error().message())));
            return;
        }
        QList<QVariantMap> rows;
        for (const Record& record : *records)
            rows << rowOf(record);
        request->reply({ QVariant::fromValue(rows) });
    };
}

} // namespace blkera
