-- SPDX-License-Identifier: GPL-2.0-or-later
-- A history of version 1 as a blkerad of that version left it. Never edited: what it says was in files
-- out there. One statement ends with a semicolon at the end of a line.
PRAGMA application_id = 1651205490;
PRAGMA user_version = 1;
CREATE TABLE devices (id INTEGER PRIMARY KEY, name TEXT NOT NULL, created INTEGER, removed INTEGER);
CREATE UNIQUE INDEX devices_present ON devices (name) WHERE removed IS NULL;
CREATE INDEX devices_by_name ON devices (name, removed);
CREATE TABLE eras (device INTEGER NOT NULL, era INTEGER NOT NULL, started INTEGER, ended INTEGER, cause TEXT,
    uid INTEGER, blocks INTEGER, bytes INTEGER, rebuilt INTEGER NOT NULL, PRIMARY KEY (device, era)) WITHOUT ROWID;
CREATE TABLE events (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, device TEXT, kind TEXT NOT NULL,
    text TEXT NOT NULL);
CREATE INDEX events_by_time ON events (time);
CREATE INDEX events_by_device ON events (device, time);
CREATE TABLE audit (id INTEGER PRIMARY KEY, time INTEGER NOT NULL, uid INTEGER NOT NULL, sender TEXT NOT NULL,
    method TEXT NOT NULL, action TEXT NOT NULL, device TEXT, result TEXT NOT NULL, message TEXT NOT NULL);
CREATE INDEX audit_by_time ON audit (time);
CREATE INDEX audit_by_device ON audit (device, time);
CREATE INDEX audit_refusals ON audit (id) WHERE result = 'denied';
INSERT INTO devices VALUES (1, 'vault', 1000, 5000);
INSERT INTO devices VALUES (2, 'vault', 6000, NULL);
INSERT INTO devices VALUES (3, 'mail', NULL, NULL);
INSERT INTO eras VALUES (1, 1, 1000, 5000, 'activation', NULL, 7, 28672, 0);
INSERT INTO eras VALUES (2, 1, 6000, 7000, 'activation', NULL, 5, 20480, 0);
INSERT INTO eras VALUES (2, 2, 7000, NULL, 'checkpoint', 1000, NULL, NULL, 0);
INSERT INTO eras VALUES (3, 4294967295, NULL, NULL, NULL, NULL, NULL, NULL, 1);
INSERT INTO events VALUES (1, 6500, 'vault', 'target-died', 'killed by ' || char(27) || '[31mSIGKILL' || char(10));
INSERT INTO events VALUES (2, 6600, NULL, 'history-rebuilt', '');
INSERT INTO audit VALUES (1, 7000, 1000, ':1.7', 'Checkpoint', 'org.blkera.checkpoint', 'vault', 'done', '');
INSERT INTO audit VALUES (2, 7100, 65534, ':1.8', 'Remove', 'org.blkera.destroy', 'vault', 'denied', 'not authorised');
