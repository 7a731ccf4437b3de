<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>Texts</name>
    <message numerus="yes">
        <source>it was asked %n second(s) ago</source>
        <translation>
            <numerusform>it was asked %n second ago</numerusform>
            <numerusform>it was asked %n seconds ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n second left</numerusform>
            <numerusform>%n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute left</numerusform>
            <numerusform>%n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>%n hour left</numerusform>
            <numerusform>%n hours left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n day left</numerusform>
            <numerusform>%n days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>At most %1 of %2 blocks (%3) changed in eras %4 to %5</numerusform>
            <numerusform>At most %1 of %2 blocks (%3) changed in eras %4 to %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>%1 of %2 blocks (%3) changed in eras %4 to %5</numerusform>
            <numerusform>%1 of %2 blocks (%3) changed in eras %4 to %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) were ever written</source>
        <translation>
            <numerusform>%1 of %2 blocks (%3) were ever written</numerusform>
            <numerusform>%1 of %2 blocks (%3) were ever written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed since era %4</source>
        <translation>
            <numerusform>%1 of %2 blocks (%3) changed since era %4</numerusform>
            <numerusform>%1 of %2 blocks (%3) changed since era %4</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1; largest region: %2 blocks at offset %3</source>
        <translation>
            <numerusform>%1; largest run: %2 blocks at offset %3</numerusform>
            <numerusform>%1; largest run: %2 blocks at offset %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %3 blocks changed (%4); last written in era %5</source>
        <translation>
            <numerusform>%1: %2 of %3 blocks changed (%4); last written in era %5</numerusform>
            <numerusform>%1: %2 of %3 blocks changed (%4); last written in era %5</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sector(s) of 512 bytes, tracked as one.</source>
        <translation>
            <numerusform>%n sector of 512 bytes, tracked as one.</numerusform>
            <numerusform>%n sectors of 512 bytes, tracked as one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 block(s)</source>
        <translation>
            <numerusform>%1 of %2 block</numerusform>
            <numerusform>%1 of %2 blocks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::ActivityPage</name>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n event</numerusform>
            <numerusform>%n events</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::CheckpointDialog</name>
    <message numerus="yes">
        <source>%n device(s) chosen.</source>
        <translation>
            <numerusform>%n device chosen.</numerusform>
            <numerusform>%n devices chosen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Beginning a new era on %n device(s)…</source>
        <translation>
            <numerusform>Beginning a new era on %n device…</numerusform>
            <numerusform>Beginning a new era on %n devices…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A new era began on %n device(s).</source>
        <translation>
            <numerusform>A new era began on %n device.</numerusform>
            <numerusform>A new era began on %n devices.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::EraModel</name>
    <message numerus="yes">
        <source>%1 block(s) marked, %2 written</source>
        <translation>
            <numerusform>%1 block marked, %2 written</numerusform>
            <numerusform>%1 blocks marked, %2 written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked</source>
        <translation>
            <numerusform>%1 block marked</numerusform>
            <numerusform>%1 blocks marked</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::EraTimelineView</name>
    <message numerus="yes">
        <source>%n era(s) are shown. %1</source>
        <translation>
            <numerusform>%n era is shown. %1</numerusform>
            <numerusform>%n eras are shown. %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n era(s) here, %1 to %2, from %3 on · blocks marked: %4</source>
        <translation>
            <numerusform>%n era here, %1 to %2, from %3 on · blocks marked: %4</numerusform>
            <numerusform>%n eras here, %1 to %2, from %3 on · blocks marked: %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::ErasPage</name>
    <message numerus="yes">
        <source>%n era(s)</source>
        <translation>
            <numerusform>%n era</numerusform>
            <numerusform>%n eras</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::ExportDialog</name>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n second(s) left</source>
        <translation>
            <numerusform>Writing the list: %1 %, %n second left</numerusform>
            <numerusform>Writing the list: %1 %, %n seconds left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n minute(s) left</source>
        <translation>
            <numerusform>Writing the list: %1 %, %n minute left</numerusform>
            <numerusform>Writing the list: %1 %, %n minutes left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1
%n range(s), %2, sha256 %3</source>
        <translation>
            <numerusform>%1
%n range, %2, sha256 %3</numerusform>
            <numerusform>%1
%n ranges, %2, sha256 %3</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n block(s) are listed.</source>
        <translation>
            <numerusform>%n block is listed.</numerusform>
            <numerusform>%n blocks are listed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobModel</name>
    <message numerus="yes">
        <source>%n running job(s)</source>
        <translation>
            <numerusform>%n running job</numerusform>
            <numerusform>%n running jobs</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s)/s</source>
        <translation>
            <numerusform>%1 block/s</numerusform>
            <numerusform>%1 blocks/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobsPanel</name>
    <message numerus="yes">
        <source>%n older job(s) are not shown</source>
        <translation>
            <numerusform>%n older job is not shown</numerusform>
            <numerusform>%n older jobs are not shown</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::RegionsPage</name>
    <message numerus="yes">
        <source>All %n region(s).</source>
        <translation>
            <numerusform>%n region.</numerusform>
            <numerusform>All %n regions.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 region(s) so far</source>
        <translation>
            <numerusform>%1 region so far</numerusform>
            <numerusform>%1 regions so far</numerusform>
        </translation>
    </message>
</context>
</TS>
