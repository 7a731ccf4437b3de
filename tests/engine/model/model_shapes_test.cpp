// SPDX-License-Identifier: GPL-2.0-or-later
// The same as model_test.cpp on devices of other shapes and lives.
#include "model/sequences.h"

#include <QtTest>

using namespace blkera::model;

class ModelShapesTest : public QObject {
    Q_OBJECT

private slots:

    // Two words of bits, two blocks of array, so that a request touches more than one of each.
    void aLargerDeviceKeepsEveryPromise()
    {
        Life life;
        life.shape = { .originBlocks = 1100, .blockSizeSectors = 8, .metadataBlocks = 80 };
        life.menu.originBlocks = 1100;
        life.menu.crashes = true;
        QCOMPARE(judgeMany(life, 1000), QString());
    }

    void aDeviceThatNeverCrashesKeepsEveryPromise()
    {
        Life life;
        life.menu.growth = true;
        life.metadataGrows = true;
        QCOMPARE(judgeMany(life, 4000), QString());
    }

    void aDeviceWhoseDisksFailKeepsEveryPromise()
    {
        Life life;
        life.menu.crashes = true;
        life.menu.growth = true;
        life.faults = true;
        QCOMPARE(judgeMany(life, 1000), QString());
    }

    // So little metadata that it is full again and again.
    void aDeviceWithoutRoomKeepsEveryPromise()
    {
        Life life;
        life.shape.metadataBlocks = 26;
        life.menu.crashes = true;
        life.menu.growth = true;
        life.metadataGrows = true;
        life.faults = true;
        QCOMPARE(judgeMany(life, 1000), QString());
    }
};

QTEST_GUILESS_MAIN(ModelShapesTest)
#include "model_shapes_test.moc"
