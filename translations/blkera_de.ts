<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>Texts</name>
    <message>
        <source>&apos;%1&apos; is not an era: give a number from 0 on</source>
        <translation>„%1“ ist keine Ära: Geben Sie eine Zahl ab 0 an</translation>
    </message>
    <message>
        <source>unknown format &apos;%1&apos;: use one of %2</source>
        <translation>unbekanntes Format „%1“: Möglich sind %2</translation>
    </message>
    <message>
        <source>Print what a device has done since it was started</source>
        <translation>Ausgeben, was ein Gerät seit seinem Start getan hat</translation>
    </message>
    <message>
        <source>DEFERRED: first writes of an era, which waited for their mark. P50 and P99 are rounded up, to a quarter of a power of two.</source>
        <translation>DEFERRED: erste Schreibzugriffe einer Ära, die auf ihre Markierung gewartet haben. P50 und P99 sind aufgerundet, auf ein Viertel einer Zweierpotenz.</translation>
    </message>
    <message>
        <source>Keep printing: every so many seconds, what was done in them</source>
        <translation>Weiterlaufen: jeweils nach so vielen Sekunden, was in ihnen getan wurde</translation>
    </message>
    <message>
        <source>SECONDS</source>
        <translation>SEKUNDEN</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not an interval: give seconds from 0.1 to %2</source>
        <translation>„%1“ ist kein Zeitabstand: Geben Sie Sekunden von 0.1 bis %2 an</translation>
    </message>
    <message>
        <source>the daemon has statistics of another kind: use blkera, blkerad and blkera-target of the same version</source>
        <translation>der Dienst hat Statistiken anderer Art: Verwenden Sie blkera, blkerad und blkera-target derselben Version</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>die Ausgabe</translation>
    </message>
    <message>
        <source>the list is incomplete, do not use it: %1</source>
        <translation>die Liste ist unvollständig, verwenden Sie sie nicht: %1</translation>
    </message>
    <message>
        <source>cannot make a pipe: %1</source>
        <translation>es lässt sich keine Pipe anlegen: %1</translation>
    </message>
    <message>
        <source>List the blocks that were written since an era</source>
        <translation>Die seit einer Ära geschriebenen Blöcke auflisten</translation>
    </message>
    <message>
        <source>Blocks last written in this era or later; 0 lists all</source>
        <translation>Blöcke, die zuletzt in dieser Ära oder später geschrieben wurden; 0 listet alle</translation>
    </message>
    <message>
        <source>Only blocks written up to this era; of eras long ago the list may have more, and says so</source>
        <translation>Nur Blöcke, die bis zu dieser Ära geschrieben wurden; bei lange vergangenen Ären kann die Liste mehr enthalten und sagt es dann</translation>
    </message>
    <message>
        <source>--since %1 is after --until %2</source>
        <translation>--since %1 liegt nach --until %2</translation>
    </message>
    <message>
        <source>the history cannot be written: %1; mend that, or make room: it is tried again all the time, devices work on, and what happens is kept in memory</source>
        <translation>der Verlauf kann nicht geschrieben werden: %1; beheben Sie das oder schaffen Sie Platz: Es wird immer wieder versucht, die Geräte arbeiten weiter, und was geschieht, bleibt so lange im Speicher</translation>
    </message>
    <message>
        <source>device %1: the list is a superset: %2 of %3 blocks were written later, and perhaps in these eras</source>
        <translation>Gerät %1: Die Liste ist eine Obermenge: %2 von %3 Blöcken wurden später geschrieben und vielleicht auch in diesen Ären</translation>
    </message>
    <message>
        <source>xml, as era_invalidate prints it, or json; default: xml</source>
        <translation>xml, wie era_invalidate es ausgibt, oder json; Vorgabe: xml</translation>
    </message>
    <message>
        <source>Write to a file, which is replaced only by a complete list; default: -, standard output</source>
        <translation>In eine Datei schreiben, die nur durch eine vollständige Liste ersetzt wird; Vorgabe: -, die Standardausgabe</translation>
    </message>
    <message>
        <source>the daemon answered with %1 eras for %2 devices: look with &apos;blkera list&apos;</source>
        <translation>der Dienst hat mit %1 Ären für %2 Geräte geantwortet: Sehen Sie mit „blkera list“ nach</translation>
    </message>
    <message>
        <source>Start a new era and print it; several devices at one moment</source>
        <translation>Eine neue Ära beginnen und ausgeben; mehrere Geräte im selben Augenblick</translation>
    </message>
    <message>
        <source>The devices, by name</source>
        <translation>Die Namen der Geräte</translation>
    </message>
    <message>
        <source>create %1: give --origin DEV and --metadata DEV, or --table</source>
        <translation>create %1: Geben Sie --origin DEV und --metadata DEV an oder --table</translation>
    </message>
    <message>
        <source>Set up a device, start it and print its block device</source>
        <translation>Ein Gerät einrichten, starten und sein Blockgerät ausgeben</translation>
    </message>
    <message>
        <source>Sizes: a bare number counts sectors of 512 bytes; 64KiB and 1MiB are bytes.
Metadata that is all zeros is formatted, era metadata is kept and used, anything else is refused.</source>
        <translation>Größen: Eine bloße Zahl zählt Sektoren zu 512 Bytes; 64KiB und 1MiB sind Bytes.
Metadaten aus lauter Nullen werden formatiert, Ära-Metadaten beibehalten und benutzt, alles andere wird abgelehnt.</translation>
    </message>
    <message>
        <source>The block device, or file, whose writes are tracked</source>
        <translation>Das Blockgerät oder die Datei, deren Schreibzugriffe verfolgt werden</translation>
    </message>
    <message>
        <source>The block device, or file, that keeps the marks</source>
        <translation>Das Blockgerät oder die Datei für die Markierungen</translation>
    </message>
    <message>
        <source>What is tracked as one, a multiple of 4KiB; default: as the metadata has it, or 64KiB</source>
        <translation>Was als Einheit verfolgt wird, ein Vielfaches von 4KiB; Vorgabe: wie in den Metadaten oder 64KiB</translation>
    </message>
    <message>
        <source>Instead of these three, a dm-era table line: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;; LEN has to be the origin&apos;s</source>
        <translation>Statt dieser drei eine dm-era-Tabellenzeile: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;; LEN muss die Länge von ORIGIN sein</translation>
    </message>
    <message>
        <source>auto, ublk or fuse; default: auto</source>
        <translation>auto, ublk oder fuse; Vorgabe: auto</translation>
    </message>
    <message>
        <source>Default: one a CPU, up to 4</source>
        <translation>Vorgabe: eine je CPU, höchstens 4</translation>
    </message>
    <message>
        <source>Requests in flight a queue; default: 128</source>
        <translation>Gleichzeitige Anfragen je Warteschlange; Vorgabe: 128</translation>
    </message>
    <message>
        <source>Only set it up; &apos;blkera start&apos; starts it</source>
        <translation>Nur einrichten; „blkera start“ startet es</translation>
    </message>
    <message>
        <source>Format the metadata device whatever is on it</source>
        <translation>Das Metadatengerät formatieren, ganz gleich, was darauf ist</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>no: if its target dies, what uses the device gets errors, and a file system has to be mounted again</source>
        <translation>nein: stirbt sein Prozess, bekommt Fehler, wer das Gerät benutzt, und ein Dateisystem muss neu eingehängt werden</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>Show what is known of a device</source>
        <translation>Zeigen, was über ein Gerät bekannt ist</translation>
    </message>
    <message>
        <source>List all devices</source>
        <translation>Alle Geräte auflisten</translation>
    </message>
    <message>
        <source>%1 is a block device and would be overwritten: give a file</source>
        <translation>%1 ist ein Blockgerät und würde überschrieben: Geben Sie eine Datei an</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>Print this help</source>
        <translation>Diese Hilfe ausgeben</translation>
    </message>
    <message>
        <source>Print the version</source>
        <translation>Die Version ausgeben</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Aufruf</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>OPTIONEN</translation>
    </message>
    <message>
        <source>VERB</source>
        <translation>VERB</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>not with</source>
        <translation>nicht mit</translation>
    </message>
    <message>
        <source>(required)</source>
        <translation>(nötig)</translation>
    </message>
    <message>
        <source>&apos;blkera VERB --help&apos; explains a verb.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised, 4 no daemon.</source>
        <translation>„blkera VERB --help“ erklärt ein Verb.
Rückgabewerte: 0 erledigt, 1 fehlgeschlagen, 2 falscher Aufruf, 3 nicht berechtigt, 4 kein Dienst.</translation>
    </message>
    <message>
        <source>unknown verb &apos;%1&apos;: &apos;blkera --help&apos; lists them</source>
        <translation>unbekanntes Verb „%1“: „blkera --help“ zeigt die vorhandenen</translation>
    </message>
    <message>
        <source>unexpected argument &apos;%1&apos;</source>
        <translation>unerwartetes Argument „%1“</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1 fehlt</translation>
    </message>
    <message>
        <source>an option lacks its value or has more than one (%1)</source>
        <translation>einer Option fehlt der Wert, oder sie hat mehrere (%1)</translation>
    </message>
    <message>
        <source>%1: %2; see &apos;blkera %1 --help&apos;</source>
        <translation>%1: %2; siehe „blkera %1 --help“</translation>
    </message>
    <message>
        <source>Tracks which blocks of a device changed, era by era</source>
        <translation>Verfolgt Ära für Ära, welche Blöcke eines Geräts sich geändert haben</translation>
    </message>
    <message>
        <source>Verbs</source>
        <translation>Verben</translation>
    </message>
    <message>
        <source>a verb is missing: &apos;blkera --help&apos; lists them</source>
        <translation>es fehlt ein Verb: „blkera --help“ zeigt die vorhandenen</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a message: use one of %2</source>
        <translation>„%1“ ist keine Nachricht: Möglich sind %2</translation>
    </message>
    <message>
        <source>Send a device a message, as &apos;dmsetup message&apos; does</source>
        <translation>Einem Gerät eine Nachricht senden wie „dmsetup message“</translation>
    </message>
    <message>
        <source>checkpoint, take_metadata_snap or drop_metadata_snap</source>
        <translation>checkpoint, take_metadata_snap oder drop_metadata_snap</translation>
    </message>
    <message>
        <source>Print the block device to use</source>
        <translation>Das zu benutzende Blockgerät ausgeben</translation>
    </message>
    <message>
        <source>device %1 is not running: start it with &apos;blkera start %1&apos;</source>
        <translation>das Gerät %1 läuft nicht: Starten Sie es mit „blkera start %1“</translation>
    </message>
    <message>
        <source>Forget a stopped device; origin and metadata keep their content</source>
        <translation>Ein beendetes Gerät vergessen; Ursprung und Metadaten bleiben</translation>
    </message>
    <message>
        <source>Start a device and wait until its block device is there</source>
        <translation>Ein Gerät starten und warten, bis sein Blockgerät da ist</translation>
    </message>
    <message>
        <source>Print the status line, as the kernel&apos;s dm-era does</source>
        <translation>Die Statuszeile ausgeben wie das dm-era des Kernels</translation>
    </message>
    <message>
        <source>The line: &lt;metadata block size&gt; &lt;used&gt;/&lt;total metadata blocks&gt; &lt;current era&gt; &lt;held root | &apos;-&apos;&gt;</source>
        <translation>Die Zeile: &lt;Metadaten-Blockgröße&gt; &lt;belegte&gt;/&lt;alle Metadatenblöcke&gt; &lt;aktuelle Ära&gt; &lt;gehaltene Wurzel | &apos;-&apos;&gt;</translation>
    </message>
    <message>
        <source>device %1 has a status line of another kind, &apos;%2&apos;: use blkera and blkerad of the same version</source>
        <translation>das Gerät %1 hat eine andersartige Statuszeile, „%2“: Verwenden Sie blkera und blkerad derselben Version</translation>
    </message>
    <message>
        <source>Let a new process serve a device that stays in use</source>
        <translation>Ein Gerät, das in Benutzung bleibt, von einem neuen Prozess bedienen lassen</translation>
    </message>
    <message>
        <source>Hold all requests to a device and end its era</source>
        <translation>Alle Zugriffe auf ein Gerät anhalten und seine Ära beenden</translation>
    </message>
    <message>
        <source>Let requests go on, in a new era, and print that</source>
        <translation>Zugriffe in einer neuen Ära weitergehen lassen und diese ausgeben</translation>
    </message>
    <message>
        <source>Stop a device cleanly; its block device must not be in use</source>
        <translation>Ein Gerät sauber beenden; sein Blockgerät darf nicht in Benutzung sein</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a device name: use 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front</source>
        <translation>„%1“ ist kein Gerätename: Erlaubt sind 1 bis 64 Zeichen aus A-Z a-z 0-9 . _ - ohne Punkt am Anfang</translation>
    </message>
    <message>
        <source>The device&apos;s name</source>
        <translation>Der Name des Geräts</translation>
    </message>
    <message>
        <source>Print JSON</source>
        <translation>JSON ausgeben</translation>
    </message>
    <message>
        <source>cannot reach the system bus: is dbus-daemon running, and is DBUS_SYSTEM_BUS_ADDRESS right where it is set?</source>
        <translation>der Systembus ist nicht erreichbar: Läuft dbus-daemon, und stimmt DBUS_SYSTEM_BUS_ADDRESS, falls es gesetzt ist?</translation>
    </message>
    <message>
        <source>the blkera daemon is not running: start blkerad (systemctl start blkerad)</source>
        <translation>der blkera-Dienst läuft nicht: Starten Sie blkerad (systemctl start blkerad)</translation>
    </message>
    <message>
        <source>the policy of the system bus forbids this request: ask the administrator, or try as root</source>
        <translation>die Regeln des Systembusses verbieten diese Anfrage: Fragen Sie Ihren Administrator, oder versuchen Sie es als root</translation>
    </message>
    <message>
        <source>the blkera daemon gave no answer: see its log (journalctl -u blkerad), then look with &apos;blkera list&apos;</source>
        <translation>der blkera-Dienst hat nicht geantwortet: Sehen Sie in sein Protokoll (journalctl -u blkerad) und dann mit „blkera list“ nach</translation>
    </message>
    <message>
        <source>there is no such device: &apos;blkera list&apos; shows those there are</source>
        <translation>dieses Gerät gibt es nicht: „blkera list“ zeigt die vorhandenen</translation>
    </message>
    <message>
        <source>the blkera daemon cannot be started: see why with &apos;systemctl status blkerad&apos;</source>
        <translation>der blkera-Dienst lässt sich nicht starten: „systemctl status blkerad“ zeigt, warum</translation>
    </message>
    <message>
        <source>this needs an authorisation: try from a terminal, or as root</source>
        <translation>dafür ist eine Berechtigung nötig: Versuchen Sie es in einem Terminal oder als root</translation>
    </message>
    <message>
        <source>Take in the sizes that origin and metadata device have now</source>
        <translation>Die Größen übernehmen, die Ursprungs- und Metadatengerät jetzt haben</translation>
    </message>
    <message>
        <source>Let the device shrink: the history of its end is lost</source>
        <translation>Das Gerät darf kleiner werden: Der Verlauf des weggefallenen Teils geht verloren</translation>
    </message>
    <message>
        <source>unknown shell &apos;%1&apos;: use bash, zsh or fish</source>
        <translation>unbekannte Shell „%1“: Möglich sind bash, zsh oder fish</translation>
    </message>
    <message>
        <source>Print what a shell needs to complete command lines</source>
        <translation>Ausgeben, was eine Shell zum Ergänzen von Befehlszeilen braucht</translation>
    </message>
    <message>
        <source>bash, zsh or fish</source>
        <translation>bash, zsh oder fish</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a number from 1 on</source>
        <translation>„%1“ ist keine Zahl ab 1</translation>
    </message>
    <message>
        <source>Show a device&apos;s eras: when each began, why, and how much was written in it</source>
        <translation>Die Ären eines Geräts zeigen: wann jede begann, warum, und wie viel in ihr geschrieben wurde</translation>
    </message>
    <message>
        <source>All eras from this one on</source>
        <translation>Alle Ären ab dieser</translation>
    </message>
    <message>
        <source>Show what happened to the device</source>
        <translation>Zeigen, was mit dem Gerät geschah</translation>
    </message>
    <message>
        <source>Show who asked for what, and what came of it</source>
        <translation>Zeigen, wer worum gebeten hat und was daraus wurde</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a job&apos;s number: &apos;blkera jobs&apos; lists them</source>
        <translation>„%1“ ist keine Auftragsnummer: „blkera jobs“ zeigt die vorhandenen</translation>
    </message>
    <message>
        <source>there is no job %1: &apos;blkera jobs&apos; lists them</source>
        <translation>einen Auftrag %1 gibt es nicht: „blkera jobs“ zeigt die vorhandenen</translation>
    </message>
    <message>
        <source>List what takes longer: what goes on, and what ended in the last ten minutes</source>
        <translation>Auflisten, was länger dauert: was läuft und was in den letzten zehn Minuten endete</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Den Auftrag abbrechen</translation>
    </message>
    <message>
        <source>Print figures of all devices as OpenMetrics text, for Prometheus</source>
        <translation>Kennzahlen aller Geräte als OpenMetrics-Text ausgeben, für Prometheus</translation>
    </message>
    <message>
        <source>there is no system bus</source>
        <translation>es gibt keinen Systembus</translation>
    </message>
    <message>
        <source>there is no device called %1: &apos;blkera list&apos; has them</source>
        <translation>ein Gerät %1 gibt es nicht: „blkera list“ zeigt die vorhandenen</translation>
    </message>
    <message>
        <source>Print what happens as it happens, until it is interrupted</source>
        <translation>Bis zur Unterbrechung ausgeben, was geschieht, sobald es geschieht</translation>
    </message>
    <message>
        <source>Only of these devices; default: of all</source>
        <translation>Nur von diesen Geräten; Vorgabe: von allen</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files; what runs is not disturbed</source>
        <translation>Übernehmen, was in den Konfigurationsdateien geändert wurde; was läuft, wird nicht gestört</translation>
    </message>
    <message>
        <source>Show or set when checkpoints are taken by themselves</source>
        <translation>Zeigen oder festlegen, wann von selbst Checkpoints gesetzt werden</translation>
    </message>
    <message>
        <source>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 or monthly 1 03:30</source>
        <translation>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 oder monthly 1 03:30</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Beispiele:</translation>
    </message>
    <message numerus="yes">
        <source>it was asked %n second(s) ago</source>
        <translation>
            <numerusform>die Anfrage liegt %n Sekunde zurück</numerusform>
            <numerusform>die Anfrage liegt %n Sekunden zurück</numerusform>
        </translation>
    </message>
    <message>
        <source>the blkera daemon has ended</source>
        <translation>der blkera-Dienst hat sich beendet</translation>
    </message>
    <message>
        <source>Block Eras</source>
        <translation>Block Eras</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era.</source>
        <translation>Zeigt Ära für Ära, welche Blöcke eines Geräts sich geändert haben.</translation>
    </message>
    <message>
        <source>Show this device.</source>
        <translation>Dieses Gerät zeigen.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NAME</translation>
    </message>
    <message>
        <source>Show devices that do not exist: to try the program, without a service and without root.</source>
        <translation>Geräte zeigen, die es nicht gibt: um das Programm auszuprobieren, ohne Dienst und ohne root.</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>ANZAHL</translation>
    </message>
    <message>
        <source>system, light, dark or high-contrast.</source>
        <translation>system, light, dark oder high-contrast.</translation>
    </message>
    <message>
        <source>WORD</source>
        <translation>WORT</translation>
    </message>
    <message>
        <source>--appearance &apos;%1&apos;: use system, light, dark or high-contrast</source>
        <translation>--appearance „%1“: Möglich sind system, light, dark oder high-contrast</translation>
    </message>
    <message>
        <source>--demo-devices &apos;%1&apos;: use a number from 0 to %2</source>
        <translation>--demo-devices „%1“: Geben Sie eine Zahl von 0 bis %2 an</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>It could not be started. Mend the cause, then start it.</source>
        <translation>Es konnte nicht gestartet werden. Beheben Sie die Ursache, und starten Sie es dann.</translation>
    </message>
    <message>
        <source>Recovering</source>
        <translation>Wird wiederhergestellt</translation>
    </message>
    <message>
        <source>Its process ended and is being started again. Whoever uses the device waits meanwhile.</source>
        <translation>Sein Prozess hat sich beendet und wird neu gestartet. Wer das Gerät benutzt, wartet so lange.</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Every request waits until the device is resumed.</source>
        <translation>Jeder Zugriff wartet, bis das Gerät fortgesetzt wird.</translation>
    </message>
    <message>
        <source>Metadata full</source>
        <translation>Metadaten voll</translation>
    </message>
    <message>
        <source>Writes to blocks that are not marked yet fail, and no checkpoint can be taken. Drop the metadata snapshot, or enlarge the metadata device and resize.</source>
        <translation>Schreibzugriffe auf noch nicht markierte Blöcke schlagen fehl, und es lässt sich kein Checkpoint setzen. Verwerfen Sie den Metadaten-Schnappschuss, oder vergrößern Sie das Metadatengerät und passen Sie die Größe an.</translation>
    </message>
    <message>
        <source>Needs check</source>
        <translation>Prüfung nötig</translation>
    </message>
    <message>
        <source>Its metadata cannot be read or is damaged. Stop the device, check and repair the metadata, then start it.</source>
        <translation>Seine Metadaten lassen sich nicht lesen oder sind beschädigt. Beenden Sie das Gerät, prüfen und reparieren Sie die Metadaten, und starten Sie es dann.</translation>
    </message>
    <message>
        <source>Its metadata could not be written. Mend the metadata device, then stop the device and start it.</source>
        <translation>Seine Metadaten konnten nicht geschrieben werden. Beheben Sie den Fehler am Metadatengerät, beenden Sie dann das Gerät, und starten Sie es wieder.</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>Stockt</translation>
    </message>
    <message>
        <source>The metadata device has not answered for more than 30 seconds. It goes on by itself when the metadata device answers.</source>
        <translation>Das Metadatengerät hat seit mehr als 30 Sekunden nicht geantwortet. Sobald es antwortet, geht es von selbst weiter.</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Checkpoint</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Schnappschuss</translation>
    </message>
    <message>
        <source>Start of the device</source>
        <translation>Start des Geräts</translation>
    </message>
    <message>
        <source>Start after a crash</source>
        <translation>Start nach einem Absturz</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Fortsetzung</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Größenanpassung</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Process ended</source>
        <translation>Prozess beendet</translation>
    </message>
    <message>
        <source>Process restarted</source>
        <translation>Prozess neu gestartet</translation>
    </message>
    <message>
        <source>New era</source>
        <translation>Neue Ära</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Angelegt</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Entfernt</translation>
    </message>
    <message>
        <source>History rebuilt</source>
        <translation>Verlauf neu aufgebaut</translation>
    </message>
    <message>
        <source>History incomplete</source>
        <translation>Verlauf unvollständig</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Hook</source>
        <translation>Hook</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a state and why</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Gut</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>List of changed blocks</source>
        <translation>Liste geänderter Blöcke</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Anlegen</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Starten</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Neu starten</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Erledigt</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Abgebrochen</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Unterbrochen</translation>
    </message>
    <message>
        <source>Blocks listed</source>
        <translation>Aufgelistete Blöcke</translation>
    </message>
    <message>
        <source>Of these, perhaps written in another era</source>
        <translation>Davon vielleicht in einer anderen Ära geschrieben</translation>
    </message>
    <message>
        <source>Eras begun</source>
        <translation>Begonnene Ären</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a line of a report</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Ende</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes and seconds</comment>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours and minutes</comment>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1 d %2 h</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>noch %n Sekunde</numerusform>
            <numerusform>noch %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>noch %n Minute</numerusform>
            <numerusform>noch %n Minuten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>noch %n Stunde</numerusform>
            <numerusform>noch %n Stunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>noch %n Tag</numerusform>
            <numerusform>noch %n Tage</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>Höchstens %1 von %2 Block (%3) in den Ären %4 bis %5 geändert</numerusform>
            <numerusform>Höchstens %1 von %2 Blöcken (%3) in den Ären %4 bis %5 geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>%1 von %2 Block (%3) in den Ären %4 bis %5 geändert</numerusform>
            <numerusform>%1 von %2 Blöcken (%3) in den Ären %4 bis %5 geändert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) were ever written</source>
        <translation>
            <numerusform>%1 von %2 Block (%3) jemals geschrieben</numerusform>
            <numerusform>%1 von %2 Blöcken (%3) jemals geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed since era %4</source>
        <translation>
            <numerusform>%1 von %2 Block (%3) seit Ära %4 geändert</numerusform>
            <numerusform>%1 von %2 Blöcken (%3) seit Ära %4 geändert</numerusform>
        </translation>
    </message>
    <message>
        <source>Block %1, offset %2 (%3 bytes), LBA %4</source>
        <translation>Block %1, Offset %2 (%3 Bytes), LBA %4</translation>
    </message>
    <message>
        <source>Blocks %1 to %2, offset %3 (%4 bytes), LBA %5</source>
        <translation>Blöcke %1 bis %2, Offset %3 (%4 Bytes), LBA %5</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1 KiB</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1 TiB</translation>
    </message>
    <message>
        <source>%1 PiB</source>
        <translation>%1 PiB</translation>
    </message>
    <message>
        <source>%1 EiB</source>
        <translation>%1 EiB</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1 B</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>less than %1 %</source>
        <translation>weniger als %1 %</translation>
    </message>
    <message numerus="yes">
        <source>%1; largest region: %2 blocks at offset %3</source>
        <translation>
            <numerusform>%1; größter Bereich: %2 Block ab Offset %3</numerusform>
            <numerusform>%1; größter Bereich: %2 Blöcke ab Offset %3</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: not known yet</source>
        <translation>%1: noch nicht bekannt</translation>
    </message>
    <message>
        <source>%1: nothing was ever written</source>
        <translation>%1: nie etwas geschrieben</translation>
    </message>
    <message>
        <source>%1: nothing changed; last written in era %2</source>
        <translation>%1: nichts geändert; zuletzt in Ära %2 geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %3 blocks changed (%4); last written in era %5</source>
        <translation>
            <numerusform>%1: %2 von %3 Block geändert (%4); zuletzt in Ära %5 geschrieben</numerusform>
            <numerusform>%1: %2 von %3 Blöcken geändert (%4); zuletzt in Ära %5 geschrieben</numerusform>
        </translation>
    </message>
    <message>
        <source>the map that came does not fit the device: try again</source>
        <translation>die erhaltene Karte passt nicht zum Gerät: Versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>there are too many open files: close other programs and try again</source>
        <translation>es sind zu viele Dateien geöffnet: Schließen Sie andere Programme, und versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>the list that came cannot be read: use programs of blkera that have the same version</source>
        <translation>die erhaltene Liste lässt sich nicht lesen: Verwenden Sie Programme von blkera derselben Version</translation>
    </message>
    <message>
        <source>the list that came is incomplete: try again</source>
        <translation>die erhaltene Liste ist unvollständig: Versuchen Sie es erneut</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1 bytes, LBA %2</source>
        <translation>%1 Bytes, LBA %2</translation>
    </message>
    <message>
        <source>First block</source>
        <translation>Erster Block</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Offset</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Share of changes</source>
        <translation>Anteil an den Änderungen</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>Neueste Ära</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>a partition table (%1)</source>
        <translation>eine Partitionstabelle (%1)</translation>
    </message>
    <message>
        <source>mounted on %1</source>
        <translation>eingehängt in %1</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>benutzt von %1</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between the facts about a block device</comment>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>path of a block device, and what is known about it</comment>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Use 1 to 64 of A-Z a-z 0-9 . _ - and no dot at the start.</source>
        <translation>Erlaubt sind 1 bis 64 Zeichen aus A-Z a-z 0-9 . _ - ohne Punkt am Anfang.</translation>
    </message>
    <message>
        <source>There is a device of this name already.</source>
        <translation>Ein Gerät dieses Namens gibt es bereits.</translation>
    </message>
    <message>
        <source>What the device is called from now on.</source>
        <translation>Wie das Gerät künftig heißt.</translation>
    </message>
    <message>
        <source>Give the whole path: it begins with a slash.</source>
        <translation>Geben Sie den ganzen Pfad an: Er beginnt mit einem Schrägstrich.</translation>
    </message>
    <message>
        <source>Give a plain path, without “..” and the like.</source>
        <translation>Geben Sie einen einfachen Pfad an, ohne „..“ und dergleichen.</translation>
    </message>
    <message>
        <source>It is read-only.</source>
        <translation>Es ist schreibgeschützt.</translation>
    </message>
    <message>
        <source>It is mounted on %1: unmount it before.</source>
        <translation>Es ist in %1 eingehängt: Hängen Sie es vorher aus.</translation>
    </message>
    <message>
        <source>It is used by %1: it has to be free before.</source>
        <translation>Es wird von %1 benutzt: Es muss vorher frei sein.</translation>
    </message>
    <message>
        <source>It is not under /dev. The service takes files only from the folders that its configuration allows.</source>
        <translation>Es liegt nicht unter /dev. Der Dienst nimmt Dateien nur aus den Ordnern, die seine Konfiguration erlaubt.</translation>
    </message>
    <message>
        <source>There is no such block device on this machine.</source>
        <translation>Ein solches Blockgerät gibt es auf diesem Rechner nicht.</translation>
    </message>
    <message>
        <source>The block device whose writes are to be tracked. What is on it stays.</source>
        <translation>Das Blockgerät, dessen Schreibzugriffe verfolgt werden sollen. Was darauf ist, bleibt.</translation>
    </message>
    <message>
        <source>It is the origin of %1 already.</source>
        <translation>Es ist bereits der Ursprung von %1.</translation>
    </message>
    <message>
        <source>The metadata of %1 is on it.</source>
        <translation>Die Metadaten von %1 sind darauf.</translation>
    </message>
    <message>
        <source>A small block device of its own that keeps the marks. A blank one is formatted, era metadata is kept and used.</source>
        <translation>Ein eigenes kleines Blockgerät für die Markierungen. Ein leeres wird formatiert, Ära-Metadaten werden beibehalten und benutzt.</translation>
    </message>
    <message>
        <source>It is the origin: the marks need a device of their own.</source>
        <translation>Es ist der Ursprung: Die Markierungen brauchen ein eigenes Gerät.</translation>
    </message>
    <message>
        <source>One is a part of the other: the marks need a device of their own.</source>
        <translation>Eines ist ein Teil des anderen: Die Markierungen brauchen ein eigenes Gerät.</translation>
    </message>
    <message>
        <source>It is the origin of %1.</source>
        <translation>Es ist der Ursprung von %1.</translation>
    </message>
    <message>
        <source>It holds %1. The service asks before it overwrites that.</source>
        <translation>Darauf ist %1. Der Dienst fragt, bevor er das überschreibt.</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2.</source>
        <translation>Zu klein zum Formatieren: Es hat %1 und braucht %2.</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2. Era blocks of %3 would do.</source>
        <translation>Zu klein zum Formatieren: Es hat %1 und braucht %2. Mit Ära-Blöcken von %3 ginge es.</translation>
    </message>
    <message>
        <source>What is tracked as one. Empty: as the metadata has it, or 64KiB.</source>
        <translation>Was als Einheit verfolgt wird. Leer: wie in den Metadaten oder 64KiB.</translation>
    </message>
    <message>
        <source>Give a size with a unit, such as 64KiB or 1MiB, or a number of sectors.</source>
        <translation>Geben Sie eine Größe mit Einheit an, etwa 64KiB oder 1MiB, oder eine Anzahl Sektoren.</translation>
    </message>
    <message>
        <source>Give a multiple of 4KiB.</source>
        <translation>Geben Sie ein Vielfaches von 4KiB an.</translation>
    </message>
    <message>
        <source>Too small for this origin: use larger era blocks.</source>
        <translation>Zu klein für diesen Ursprung: Verwenden Sie größere Ära-Blöcke.</translation>
    </message>
    <message numerus="yes">
        <source>%n sector(s) of 512 bytes, tracked as one.</source>
        <translation>
            <numerusform>%n Sektor zu 512 Bytes, als Einheit verfolgt.</numerusform>
            <numerusform>%n Sektoren zu 512 Bytes, als Einheit verfolgt.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>%1 lässt sich nicht lesen: %2</translation>
    </message>
    <message>
        <source>%1 was made by somebody else meanwhile.</source>
        <translation>%1 wurde inzwischen von jemand anderem angelegt.</translation>
    </message>
    <message>
        <source>%1 of %2 blocks (%3 %)</source>
        <translation>%1 von %2 Blöcken (%3 %)</translation>
    </message>
    <message>
        <source>Select the row to find out</source>
        <translation>Zeile auswählen, um es zu erfahren</translation>
    </message>
    <message>
        <source>How many of the newest entries; default: 20</source>
        <translation>Wie viele der neuesten Einträge; Vorgabe: 20</translation>
    </message>
    <message>
        <source>the daemon draws maps that this program cannot read: use a daemon and a program of the same version</source>
        <translation>der Dienst zeichnet Karten, die dieses Programm nicht lesen kann: Verwenden Sie Dienst und Programm derselben Version</translation>
    </message>
    <message>
        <source>the daemon describes devices as this program does not know them: use a daemon and a program of the same version</source>
        <translation>der Dienst beschreibt Geräte anders, als dieses Programm sie kennt: Verwenden Sie Dienst und Programm derselben Version</translation>
    </message>
    <message>
        <source>How many devices --demo shows; default: 6.</source>
        <translation>Wie viele Geräte --demo zeigt; Vorgabe: 6.</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a device</comment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Starting</source>
        <comment>state of a device</comment>
        <translation>Wird gestartet</translation>
    </message>
    <message>
        <source>Stopping</source>
        <comment>state of a device</comment>
        <translation>Wird beendet</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a device</comment>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a job</comment>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a job</comment>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 block(s)</source>
        <translation>
            <numerusform>%1 von %2 Block</numerusform>
            <numerusform>%1 von %2 Blöcken</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what a button does, and its key</comment>
        <translation>%1 (%2)</translation>
    </message>
</context>
<context>
    <name>blkera::ActivityPage</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Words in any column</source>
        <translation>Wörter in beliebiger Spalte</translation>
    </message>
    <message>
        <source>Filter events by words</source>
        <translation>Ereignisse nach Wörtern filtern</translation>
    </message>
    <message>
        <source>Filter events by severity</source>
        <translation>Ereignisse nach Schweregrad filtern</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Warnungen und Fehler</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Events could not be read: %1</source>
        <translation>Die Ereignisse konnten nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Asking for the events…</source>
        <translation>Ereignisse werden abgefragt…</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Es ist noch nichts geschehen</translation>
    </message>
    <message>
        <source>%1 of %2 events; the others are filtered out</source>
        <translation>%1 von %2 Ereignissen; die anderen sind ausgefiltert</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n Ereignis</numerusform>
            <numerusform>%n Ereignisse</numerusform>
        </translation>
    </message>
    <message>
        <source>Fi&amp;lter:</source>
        <translation>&amp;Filter:</translation>
    </message>
    <message>
        <source>Sever&amp;ity:</source>
        <translation>Sch&amp;weregrad:</translation>
    </message>
</context>
<context>
    <name>blkera::AskDialog</name>
    <message>
        <source>Copy as co&amp;mmand</source>
        <translation>Als Befehl ko&amp;pieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Waiting for the service</source>
        <translation>Warten auf den Dienst</translation>
    </message>
    <message>
        <source>The service has not answered yet. It may wait for a password, or for a slow device. This window can be closed: what was asked goes on.</source>
        <translation>Der Dienst hat noch nicht geantwortet. Vielleicht wartet er auf ein Passwort oder auf ein langsames Gerät. Dieses Fenster kann geschlossen werden: Was verlangt wurde, geht weiter.</translation>
    </message>
    <message>
        <source>%1 was removed meanwhile.</source>
        <translation>%1 wurde inzwischen entfernt.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>Es ist im Gange.</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>Der Dienst antwortet nicht.</translation>
    </message>
    <message>
        <source>%1 is not there any more.</source>
        <translation>%1 ist nicht mehr da.</translation>
    </message>
    <message>
        <source>Your account may not do this: %1</source>
        <translation>Ihr Konto darf das nicht: %1</translation>
    </message>
    <message>
        <source>The service went away meanwhile. Whether it was done will be seen when it is back.</source>
        <translation>Der Dienst ist inzwischen verschwunden. Ob es getan wurde, zeigt sich, wenn er wieder da ist.</translation>
    </message>
    <message>
        <source>The service is not answering: %1</source>
        <translation>Der Dienst antwortet nicht: %1</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Anfrage</translation>
    </message>
</context>
<context>
    <name>blkera::ChangeMapWidget</name>
    <message>
        <source>Map of changed blocks</source>
        <translation>Karte der geänderten Blöcke</translation>
    </message>
    <message>
        <source>Arrow keys move from cell to cell, Enter zooms in, Backspace goes back</source>
        <translation>Die Pfeiltasten gehen von Zelle zu Zelle, die Eingabetaste vergrößert, die Rücktaste geht zurück</translation>
    </message>
    <message>
        <source>Each cell stands for as many blocks as the zoom needs, row by row from the beginning of the device. Its colour says how many of them changed.</source>
        <translation>Jede Zelle steht für so viele Blöcke, wie es die Vergrößerung verlangt, Zeile für Zeile vom Anfang des Geräts an. Ihre Farbe sagt, wie viele davon sich geändert haben.</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1 MiB</translation>
    </message>
</context>
<context>
    <name>blkera::CheckpointDialog</name>
    <message>
        <source>it has to be started first</source>
        <translation>es muss erst gestartet werden</translation>
    </message>
    <message>
        <source>it has to be resumed first</source>
        <translation>es muss erst fortgesetzt werden</translation>
    </message>
    <message>
        <source>it is not running as it should</source>
        <translation>es läuft nicht, wie es sollte</translation>
    </message>
    <message>
        <source>Choose &amp;all</source>
        <translation>&amp;Alle wählen</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>&amp;Keine wählen</translation>
    </message>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>Er&amp;gebnis kopieren</translation>
    </message>
    <message>
        <source>Checkpoint several devices</source>
        <translation>Checkpoint für mehrere Geräte</translation>
    </message>
    <message>
        <source>&amp;Take checkpoint</source>
        <translation>&amp;Checkpoint setzen</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>A new era begins on every chosen device, at one moment: no write falls between them. Requests wait for that moment, usually some milliseconds.</source>
        <translation>Auf jedem gewählten Gerät beginnt im selben Augenblick eine neue Ära: Kein Schreibzugriff fällt dazwischen. Zugriffe warten auf diesen Augenblick, meist einige Millisekunden.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Ära</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Devices to take part</source>
        <translation>Teilnehmende Geräte</translation>
    </message>
    <message>
        <source>How many are chosen</source>
        <translation>Wie viele gewählt sind</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state, and why it cannot take part</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>–</source>
        <comment>no era is known</comment>
        <translation>–</translation>
    </message>
    <message>
        <source>%1, era %2, %3</source>
        <translation>%1, Ära %2, %3</translation>
    </message>
    <message>
        <source>There are no devices yet.</source>
        <translation>Es gibt noch keine Geräte.</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) chosen.</source>
        <translation>
            <numerusform>%n Gerät gewählt.</numerusform>
            <numerusform>%n Geräte gewählt.</numerusform>
        </translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Es ist kein Gerät gewählt.</translation>
    </message>
    <message numerus="yes">
        <source>Beginning a new era on %n device(s)…</source>
        <translation>
            <numerusform>Auf %n Gerät wird eine neue Ära begonnen…</numerusform>
            <numerusform>Auf %n Geräten wird eine neue Ära begonnen…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: era %2</source>
        <translation>%1: Ära %2</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>Gruppe: %1</translation>
    </message>
    <message numerus="yes">
        <source>A new era began on %n device(s).</source>
        <translation>
            <numerusform>Auf %n Gerät hat eine neue Ära begonnen.</numerusform>
            <numerusform>Auf %n Geräten hat eine neue Ära begonnen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::CreateDialog</name>
    <message>
        <source>&amp;Start it at once</source>
        <translation>Sofort &amp;starten</translation>
    </message>
    <message>
        <source>Format anyway…</source>
        <translation>Trotzdem formatieren…</translation>
    </message>
    <message>
        <source>Create an era device</source>
        <translation>Ära-Gerät anlegen</translation>
    </message>
    <message>
        <source>Crea&amp;te</source>
        <translation>An&amp;legen</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Name:</translation>
    </message>
    <message>
        <source>&amp;Origin:</source>
        <translation>&amp;Ursprung:</translation>
    </message>
    <message>
        <source>Meta&amp;data:</source>
        <translation>&amp;Metadaten:</translation>
    </message>
    <message>
        <source>&amp;Era block:</source>
        <translation>Ära-&amp;Block:</translation>
    </message>
    <message>
        <source>Ad&amp;vanced</source>
        <translation>Er&amp;weitert</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>The best that works here</source>
        <translation>Das Beste, was hier geht</translation>
    </message>
    <message>
        <source>ublk</source>
        <translation>ublk</translation>
    </message>
    <message>
        <source>FUSE and a loop device</source>
        <translation>FUSE und ein Loop-Gerät</translation>
    </message>
    <message>
        <source>one a CPU, up to 4</source>
        <translation>eine je CPU, höchstens 4</translation>
    </message>
    <message>
        <source>128 requests</source>
        <translation>128 Anfragen</translation>
    </message>
    <message>
        <source>Served &amp;by:</source>
        <translation>Bereitgestellt &amp;durch:</translation>
    </message>
    <message>
        <source>&amp;Queues:</source>
        <translation>Warteschlan&amp;gen:</translation>
    </message>
    <message>
        <source>Requests a q&amp;ueue:</source>
        <translation>&amp;Anfragen je Warteschlange:</translation>
    </message>
    <message>
        <source>The device needs a name.</source>
        <translation>Das Gerät braucht einen Namen.</translation>
    </message>
    <message>
        <source>Choose the origin.</source>
        <translation>Wählen Sie den Ursprung.</translation>
    </message>
    <message>
        <source>Choose the device for the metadata.</source>
        <translation>Wählen Sie das Gerät für die Metadaten.</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. Then %3 is started, and again at each boot: use its block device instead of %2 from then on, because writes beside it are not tracked.</source>
        <translation>%1 wird formatiert, wenn es leer ist. Dann wird %3 gestartet, und bei jedem Systemstart wieder: Benutzen Sie von da an dessen Blockgerät statt %2, denn was daran vorbei geschrieben wird, wird nicht verfolgt.</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. %3 is not started: writes to %2 are tracked only when it is.</source>
        <translation>%1 wird formatiert, wenn es leer ist. %3 wird nicht gestartet: Schreibzugriffe auf %2 werden erst verfolgt, wenn es gestartet ist.</translation>
    </message>
    <message>
        <source>Checking the devices and starting %1…</source>
        <translation>Die Geräte werden geprüft, und %1 wird gestartet…</translation>
    </message>
    <message>
        <source>Checking the devices…</source>
        <translation>Die Geräte werden geprüft…</translation>
    </message>
    <message>
        <source>Format %1?</source>
        <translation>%1 formatieren?</translation>
    </message>
    <message>
        <source>The service says: %1

What is on %2 is lost for good, and cannot be brought back.</source>
        <translation>Der Dienst sagt: %1

Was auf %2 ist, geht endgültig verloren und lässt sich nicht zurückholen.</translation>
    </message>
    <message>
        <source>Format %1</source>
        <translation>%1 formatieren</translation>
    </message>
    <message>
        <source>%1 --force-format</source>
        <comment>a command line</comment>
        <translation>%1 --force-format</translation>
    </message>
</context>
<context>
    <name>blkera::DeviceActions</name>
    <message>
        <source>&amp;Checkpoint</source>
        <translation>&amp;Checkpoint setzen</translation>
    </message>
    <message>
        <source>Begin a new era: what changes from now on can be told from what was before</source>
        <translation>Eine neue Ära beginnen: Was sich von jetzt an ändert, lässt sich vom Früheren unterscheiden</translation>
    </message>
    <message>
        <source>Take metadata s&amp;napshot</source>
        <translation>Metadaten-Schnappschuss &amp;anlegen</translation>
    </message>
    <message>
        <source>Hold a copy of the metadata, for offline tools, and begin a new era</source>
        <translation>Eine Kopie der Metadaten für Offline-Werkzeuge halten und eine neue Ära beginnen</translation>
    </message>
    <message>
        <source>Drop the copy of the metadata that is held</source>
        <translation>Die Kopie der Metadaten, die gehalten wird, verwerfen</translation>
    </message>
    <message>
        <source>&amp;Export changed blocks…</source>
        <translation>Geänderte Blöcke &amp;exportieren…</translation>
    </message>
    <message>
        <source>Write the list of blocks that changed into a file</source>
        <translation>Die Liste der geänderten Blöcke in eine Datei schreiben</translation>
    </message>
    <message>
        <source>Sc&amp;hedule checkpoints…</source>
        <translation>Checkpoints &amp;planen…</translation>
    </message>
    <message>
        <source>Have checkpoints taken by themselves</source>
        <translation>Checkpoints automatisch setzen lassen</translation>
    </message>
    <message>
        <source>Resi&amp;ze…</source>
        <translation>&amp;Größe anpassen…</translation>
    </message>
    <message>
        <source>Take in the sizes that the origin and the metadata device have now</source>
        <translation>Die Größen übernehmen, die Ursprungs- und Metadatengerät jetzt haben</translation>
    </message>
    <message>
        <source>S&amp;uspend</source>
        <translation>A&amp;nhalten</translation>
    </message>
    <message>
        <source>Hold every request, so that the origin is at rest</source>
        <translation>Alle Zugriffe anhalten, damit der Ursprung ruht</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Let the requests that wait go on, in a new era</source>
        <translation>Die wartenden Zugriffe in einer neuen Ära weitergehen lassen</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Serve the device</source>
        <translation>Das Gerät bereitstellen</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Stop serving the device; it is refused while somebody uses it</source>
        <translation>Das Gerät nicht mehr bereitstellen; wird abgelehnt, solange es jemand benutzt</translation>
    </message>
    <message>
        <source>Restart with the &amp;installed version</source>
        <translation>Mit der &amp;installierten Version neu starten</translation>
    </message>
    <message>
        <source>Let a new process serve the device while it is in use</source>
        <translation>Das Gerät, während es benutzt wird, von einem neuen Prozess bedienen lassen</translation>
    </message>
    <message>
        <source>Check and re&amp;pair…</source>
        <translation>Prüfen und &amp;reparieren…</translation>
    </message>
    <message>
        <source>What to do about metadata that is damaged</source>
        <translation>Was bei beschädigten Metadaten zu tun ist</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>En&amp;tfernen…</translation>
    </message>
    <message>
        <source>Forget the device; origin and metadata keep what is on them</source>
        <translation>Das Gerät vergessen; Ursprung und Metadaten behalten ihren Inhalt</translation>
    </message>
    <message>
        <source>Copy the path of the block device to use</source>
        <translation>Den Pfad des zu benutzenden Blockgeräts kopieren</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Es ist kein Gerät gewählt.</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>Der Dienst antwortet nicht.</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>Es ist im Gange.</translation>
    </message>
    <message>
        <source>%1
Not now: %2</source>
        <translation>%1
Jetzt nicht: %2</translation>
    </message>
    <message>
        <source>Your account may not do this (%1).</source>
        <translation>Ihr Konto darf das nicht (%1).</translation>
    </message>
    <message>
        <source>The device is stopped.</source>
        <translation>Das Gerät ist beendet.</translation>
    </message>
    <message>
        <source>The device is not running as it should: %1.</source>
        <translation>Das Gerät läuft nicht, wie es sollte: %1.</translation>
    </message>
    <message>
        <source>One is held already.</source>
        <translation>Es wird bereits einer gehalten.</translation>
    </message>
    <message>
        <source>None is held.</source>
        <translation>Es wird keiner gehalten.</translation>
    </message>
    <message>
        <source>It is suspended already.</source>
        <translation>Es ist bereits angehalten.</translation>
    </message>
    <message>
        <source>It is not suspended.</source>
        <translation>Es ist nicht angehalten.</translation>
    </message>
    <message>
        <source>It is started already.</source>
        <translation>Es ist bereits gestartet.</translation>
    </message>
    <message>
        <source>It is stopped already.</source>
        <translation>Es ist bereits beendet.</translation>
    </message>
    <message>
        <source>A device behind FUSE does not outlive its process: stop and start it.</source>
        <translation>Ein Gerät hinter FUSE überlebt seinen Prozess nicht: Beenden Sie es, und starten Sie es wieder.</translation>
    </message>
    <message>
        <source>Nothing is known to be wrong with it.</source>
        <translation>Es ist kein Fehler an ihm bekannt.</translation>
    </message>
    <message>
        <source>It is not stopped: stop it first.</source>
        <translation>Es ist nicht beendet: Beenden Sie es zuerst.</translation>
    </message>
    <message>
        <source>Era %1 began.</source>
        <translation>Ära %1 hat begonnen.</translation>
    </message>
    <message>
        <source>A metadata snapshot is held.</source>
        <translation>Ein Metadaten-Schnappschuss wird gehalten.</translation>
    </message>
    <message>
        <source>Drop the metadata snapshot of %1?</source>
        <translation>Den Metadaten-Schnappschuss von %1 verwerfen?</translation>
    </message>
    <message>
        <source>Tools that read it at the moment fail. What the device remembers stays.</source>
        <translation>Werkzeuge, die ihn gerade lesen, schlagen fehl. Was das Gerät sich gemerkt hat, bleibt.</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Verwerfen</translation>
    </message>
    <message>
        <source>Suspend %1?</source>
        <translation>%1 anhalten?</translation>
    </message>
    <message>
        <source>Whoever reads or writes waits until the device is resumed, this desktop too if it needs the device. File systems on it should be frozen before.</source>
        <translation>Wer liest oder schreibt, wartet, bis das Gerät fortgesetzt wird, auch diese Arbeitsfläche, wenn sie das Gerät braucht. Dateisysteme darauf sollten vorher eingefroren werden.</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Stop %1?</source>
        <translation>%1 beenden?</translation>
    </message>
    <message>
        <source>The block device goes away; writes to the origin are not tracked until it is started again. It is refused while somebody uses the device.</source>
        <translation>Das Blockgerät verschwindet; Schreibzugriffe auf den Ursprung werden nicht verfolgt, bis es wieder gestartet ist. Solange jemand das Gerät benutzt, wird das abgelehnt.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>Its configuration is forgotten. What is on the origin and on the metadata device stays as it is.</source>
        <translation>Die Konfiguration des Geräts wird vergessen. Was auf dem Ursprung und auf dem Metadatengerät ist, bleibt, wie es ist.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Drop metadata snapshot</source>
        <translation>Metadaten-Schnappschuss verwerfen</translation>
    </message>
    <message>
        <source>Copy de&amp;vice path</source>
        <translation>Gerätepfad &amp;kopieren</translation>
    </message>
    <message>
        <source>%1
A password will be asked for.</source>
        <translation>%1
Es wird nach einem Passwort gefragt.</translation>
    </message>
</context>
<context>
    <name>blkera::DeviceModel</name>
    <message>
        <source>%1 · era %2</source>
        <translation>%1 · Ära %2</translation>
    </message>
    <message>
        <source>%1 in front of %2</source>
        <translation>%1 vor %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a device and its state</comment>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>blkera::DevicePage</name>
    <message>
        <source>blocks of %1</source>
        <translation>Blöcke zu %1</translation>
    </message>
    <message>
        <source>origin %1</source>
        <translation>Ursprung %1</translation>
    </message>
    <message>
        <source>checkpoints: %1</source>
        <translation>Checkpoints: %1</translation>
    </message>
    <message>
        <source>Eras that are looked at</source>
        <translation>Betrachtete Ären</translation>
    </message>
    <message>
        <source>Look at all eras again</source>
        <translation>Wieder alle Ären betrachten</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>&amp;Karte</translation>
    </message>
    <message>
        <source>Re&amp;gions</source>
        <translation>&amp;Bereiche</translation>
    </message>
    <message>
        <source>Er&amp;as</source>
        <translation>Ä&amp;ren</translation>
    </message>
    <message>
        <source>What is known about the device</source>
        <translation>Was über das Gerät bekannt ist</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Facts about the device</source>
        <translation>Angaben zum Gerät</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <translation>&amp;Mehr</translation>
    </message>
    <message>
        <source>Metadata snapshot</source>
        <translation>Metadaten-Schnappschuss</translation>
    </message>
    <message>
        <source>The metadata is %1 % full. When it is full, writes to blocks that are not marked fail, and no checkpoint is taken.</source>
        <translation>Die Metadaten sind zu %1 % voll. Wenn sie voll sind, schlagen Schreibzugriffe auf nicht markierte Blöcke fehl, und es wird kein Checkpoint gesetzt.</translation>
    </message>
    <message>
        <source>A metadata snapshot is held, at metadata block %1. Offline tools can read it while the device is in use.</source>
        <translation>Ein Metadaten-Schnappschuss wird gehalten, bei Metadatenblock %1. Offline-Werkzeuge können ihn lesen, während das Gerät benutzt wird.</translation>
    </message>
    <message>
        <source>No metadata snapshot is held. One is needed only by offline tools that read the metadata while the device is in use; lists and maps do without.</source>
        <translation>Es wird kein Metadaten-Schnappschuss gehalten. Nur Offline-Werkzeuge, die die Metadaten lesen, während das Gerät benutzt wird, brauchen einen; Listen und Karten kommen ohne aus.</translation>
    </message>
    <message>
        <source>since era %1  ✕</source>
        <translation>seit Ära %1  ✕</translation>
    </message>
    <message>
        <source>eras %1 to %2  ✕</source>
        <translation>Ären %1 bis %2  ✕</translation>
    </message>
    <message>
        <source>Snapsho&amp;ts</source>
        <translation>&amp;Schnappschüsse</translation>
    </message>
    <message>
        <source>Activit&amp;y</source>
        <translation>Akti&amp;vität</translation>
    </message>
    <message>
        <source>This kernel has no ublk, so FUSE serves the device: slower, and it does not outlive its process. Load the module (modprobe ublk_drv), then stop the device and start it.</source>
        <translation>Dieser Kernel hat kein ublk, daher bedient FUSE das Gerät: langsamer, und es überlebt seinen Prozess nicht. Laden Sie das Modul (modprobe ublk_drv), beenden Sie dann das Gerät und starten Sie es.</translation>
    </message>
</context>
<context>
    <name>blkera::EraModel</name>
    <message>
        <source>%1 so far</source>
        <translation>bisher %1</translation>
    </message>
    <message>
        <source>Era %1: %2, by %3</source>
        <translation>Ära %1: %2, von %3</translation>
    </message>
    <message>
        <source>Era %1: %2</source>
        <translation>Ära %1: %2</translation>
    </message>
    <message>
        <source>It is not known when it began</source>
        <translation>Wann sie begann, ist nicht bekannt</translation>
    </message>
    <message>
        <source>began %1, %2</source>
        <comment>a time and how long</comment>
        <translation>begann %1, %2</translation>
    </message>
    <message>
        <source>began %1</source>
        <translation>begann %1</translation>
    </message>
    <message>
        <source>what is written is counted when it ends</source>
        <translation>was geschrieben wird, wird an ihrem Ende gezählt</translation>
    </message>
    <message>
        <source>it is not known how much was written</source>
        <translation>es ist nicht bekannt, wie viel geschrieben wurde</translation>
    </message>
    <message>
        <source>of several devices at one moment: group %1</source>
        <translation>für mehrere Geräte im selben Augenblick: Gruppe %1</translation>
    </message>
    <message>
        <source>rebuilt from the metadata: blocks that were written again later are not counted</source>
        <translation>aus den Metadaten neu aufgebaut: Später erneut geschriebene Blöcke sind nicht mitgezählt</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a heading and what is below it</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Ära</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blöcke</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked, %2 written</source>
        <translation>
            <numerusform>%1 Block markiert, %2 geschrieben</numerusform>
            <numerusform>%1 Blöcke markiert, %2 geschrieben</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked</source>
        <translation>
            <numerusform>%1 Block markiert</numerusform>
            <numerusform>%1 Blöcke markiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::EraRangeFields</name>
    <message>
        <source>Take a chec&amp;kpoint first</source>
        <translation>Zuerst &amp;Checkpoint setzen</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>die erste</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>&amp;Since era:</source>
        <translation>&amp;Seit Ära:</translation>
    </message>
    <message>
        <source>&amp;Until era:</source>
        <translation>&amp;Bis Ära:</translation>
    </message>
    <message>
        <source>There is no such era yet.</source>
        <translation>Eine solche Ära gibt es noch nicht.</translation>
    </message>
    <message>
        <source>The first era is after the last one.</source>
        <translation>Die erste Ära liegt nach der letzten.</translation>
    </message>
    <message>
        <source>Every block, those that were never written too.</source>
        <translation>Jeder Block, auch die nie geschriebenen.</translation>
    </message>
    <message>
        <source>Began %1.</source>
        <translation>Beginn: %1.</translation>
    </message>
    <message>
        <source>Looking when it began…</source>
        <translation>Ihr Beginn wird nachgesehen…</translation>
    </message>
    <message>
        <source>When it began is not known.</source>
        <translation>Wann sie begann, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Era %1 is still open: writes that are under way may be missing. Take a checkpoint first to have an end.</source>
        <translation>Ära %1 ist noch offen: Laufende Schreibzugriffe können fehlen. Setzen Sie zuerst einen Checkpoint, damit sie ein Ende hat.</translation>
    </message>
    <message>
        <source>Ended %1.</source>
        <translation>Ende: %1.</translation>
    </message>
    <message>
        <source>Looking when it ended…</source>
        <translation>Ihr Ende wird nachgesehen…</translation>
    </message>
    <message>
        <source>When it ended is not known.</source>
        <translation>Wann sie endete, ist nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>blkera::EraTimelineView</name>
    <message numerus="yes">
        <source>%n era(s) are shown. %1</source>
        <translation>
            <numerusform>%n Ära wird gezeigt. %1</numerusform>
            <numerusform>%n Ären werden gezeigt. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Left and Right go from era to era, with Control to the next pin or flag, and with Shift they choose. Return chooses from this era on, Escape all eras.</source>
        <translation>Links und Rechts gehen von Ära zu Ära, mit Strg zur nächsten Nadel oder Fahne, und mit Umschalt wählen sie aus. Die Eingabetaste wählt ab dieser Ära, Esc alle Ären.</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>+</source>
        <comment>zoom in</comment>
        <translation>+</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>−</source>
        <comment>zoom out</comment>
        <translation>−</translation>
    </message>
    <message>
        <source>Show all eras</source>
        <translation>Alle Ären zeigen</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Back to the previous part</source>
        <translation>Zurück zum vorigen Ausschnitt</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward to the next part</source>
        <translation>Vor zum nächsten Ausschnitt</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>In der Zeit blättern</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>Ären</translation>
    </message>
    <message>
        <source>Eras of %1</source>
        <translation>Ären von %1</translation>
    </message>
    <message>
        <source>All eras</source>
        <translation>Alle Ären</translation>
    </message>
    <message>
        <source>Chosen: since era %1</source>
        <translation>Gewählt: seit Ära %1</translation>
    </message>
    <message>
        <source>Chosen: eras %1 to %2</source>
        <translation>Gewählt: Ären %1 bis %2</translation>
    </message>
    <message>
        <source>The eras are not known: %1</source>
        <translation>Die Ären sind nicht bekannt: %1</translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>Ären werden abgefragt…</translation>
    </message>
    <message>
        <source>There are no eras yet</source>
        <translation>Es gibt noch keine Ären</translation>
    </message>
    <message>
        <source>a metadata snapshot is held since it began</source>
        <translation>seit ihrem Beginn wird ein Metadaten-Schnappschuss gehalten</translation>
    </message>
    <message>
        <source>A bar is an era: as wide as it was long, and as high as much was written, on a logarithmic scale. A pin is a snapshot, a flag a start of the device, a cross a start after a crash, a diamond a change of size.</source>
        <translation>Ein Balken ist eine Ära: Seine Breite zeigt, wie lang sie war, seine Höhe, wie viel geschrieben wurde, auf einer logarithmischen Skala. Eine Nadel ist ein Schnappschuss, eine Fahne ein Start des Geräts, ein Kreuz ein Start nach einem Absturz, eine Raute eine Größenänderung.</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s) here, %1 to %2, from %3 on · blocks marked: %4</source>
        <translation>
            <numerusform>%n Ära hier, %1 bis %2, ab %3 · markierte Blöcke: %4</numerusform>
            <numerusform>%n Ären hier, %1 bis %2, ab %3 · markierte Blöcke: %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::ErasPage</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>Ären</translation>
    </message>
    <message>
        <source>On the map and in the table of regions</source>
        <translation>Auf der Karte und in der Tabelle der Bereiche</translation>
    </message>
    <message>
        <source>Select an era first</source>
        <translation>Wählen Sie zuerst eine Ära aus</translation>
    </message>
    <message>
        <source>Eras could not be read: %1</source>
        <translation>Die Ären konnten nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>The newest %1 eras; scroll down for older ones</source>
        <translation>Die neuesten %1 Ären; blättern Sie für ältere nach unten</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s)</source>
        <translation>
            <numerusform>%n Ära</numerusform>
            <numerusform>%n Ären</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>Ären werden abgefragt…</translation>
    </message>
    <message>
        <source>There are no eras yet: the first one begins when the device is started</source>
        <translation>Es gibt noch keine Ären: Die erste beginnt, wenn das Gerät gestartet wird</translation>
    </message>
    <message>
        <source>Sho&amp;w changes of these eras</source>
        <translation>Änderungen dieser Ären &amp;zeigen</translation>
    </message>
    <message>
        <source>Sho&amp;w changes since this era</source>
        <translation>Änderungen seit dieser Ära &amp;zeigen</translation>
    </message>
</context>
<context>
    <name>blkera::EventModel</name>
    <message>
        <source>%1, %2: %3, %4</source>
        <comment>time, severity, kind and text of an event</comment>
        <translation>%1, %2: %3, %4</translation>
    </message>
    <message>
        <source>%1, %2: %3, %4, %5</source>
        <comment>time, severity, device, kind and text of an event</comment>
        <translation>%1, %2: %3, %4, %5</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
</context>
<context>
    <name>blkera::ExportDialog</name>
    <message>
        <source>&amp;Browse…</source>
        <translation>&amp;Durchsuchen…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ordner öffnen</translation>
    </message>
    <message>
        <source>Export the changed blocks of %1</source>
        <translation>Geänderte Blöcke von %1 exportieren</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>XML, as era_invalidate prints it</source>
        <translation>XML, wie era_invalidate es ausgibt</translation>
    </message>
    <message>
        <source>JSON, with offsets in bytes</source>
        <translation>JSON, mit Offsets in Bytes</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Format:</translation>
    </message>
    <message>
        <source>&amp;Into file:</source>
        <translation>&amp;In Datei:</translation>
    </message>
    <message>
        <source>First rows of the list</source>
        <translation>Erste Zeilen der Liste</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Write the list into</source>
        <translation>Liste schreiben in</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>Das Gerät muss erst gestartet werden.</translation>
    </message>
    <message>
        <source>Give the whole path of a file.</source>
        <translation>Geben Sie den ganzen Pfad einer Datei an.</translation>
    </message>
    <message>
        <source>Beginning a new era…</source>
        <translation>Eine neue Ära wird begonnen…</translation>
    </message>
    <message>
        <source>Era %1 ended; the list goes up to it.</source>
        <translation>Ära %1 ist zu Ende; die Liste reicht bis zu ihr.</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>%1 wird geprüft…</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Einen Ordner %1 gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 is a folder: give a file in it.</source>
        <translation>%1 ist ein Ordner: Geben Sie eine Datei darin an.</translation>
    </message>
    <message>
        <source>%1 is not a file, and would be overwritten.</source>
        <translation>%1 ist keine Datei und würde überschrieben.</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>%1 ersetzen?</translation>
    </message>
    <message>
        <source>There is a file %1 already. It is replaced when the list is complete.</source>
        <translation>Eine Datei %1 gibt es bereits. Sie wird ersetzt, wenn die Liste vollständig ist.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>%1 wird geöffnet…</translation>
    </message>
    <message>
        <source>Asking for the list…</source>
        <translation>Die Liste wird angefordert…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>Die Liste wird geschrieben…</translation>
    </message>
    <message>
        <source>Writing the list: %1 %</source>
        <translation>Die Liste wird geschrieben: %1 %</translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n second(s) left</source>
        <translation>
            <numerusform>Die Liste wird geschrieben: %1 %, noch %n Sekunde</numerusform>
            <numerusform>Die Liste wird geschrieben: %1 %, noch %n Sekunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n minute(s) left</source>
        <translation>
            <numerusform>Die Liste wird geschrieben: %1 %, noch %n Minute</numerusform>
            <numerusform>Die Liste wird geschrieben: %1 %, noch %n Minuten</numerusform>
        </translation>
    </message>
    <message>
        <source>Giving the list up…</source>
        <translation>Die Liste wird abgebrochen…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The list was given up. Nothing was left behind.</source>
        <translation>Die Liste wurde abgebrochen. Es ist nichts zurückgeblieben.</translation>
    </message>
    <message>
        <source>Reading %1 again for its sum…</source>
        <translation>%1 wird für die Prüfsumme noch einmal gelesen…</translation>
    </message>
    <message numerus="yes">
        <source>%1
%n range(s), %2, sha256 %3</source>
        <translation>
            <numerusform>%1
%n Bereich, %2, sha256 %3</numerusform>
            <numerusform>%1
%n Bereiche, %2, sha256 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>The list has more than it should: of %1 blocks, %2 were written later, and perhaps in these eras. No block is missing.</source>
        <translation>Die Liste enthält mehr, als sie sollte: Von %1 Blöcken wurden %2 später geschrieben und vielleicht auch in diesen Ären. Es fehlt kein Block.</translation>
    </message>
    <message numerus="yes">
        <source>%n block(s) are listed.</source>
        <translation>
            <numerusform>%n Block ist aufgelistet.</numerusform>
            <numerusform>%n Blöcke sind aufgelistet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobModel</name>
    <message>
        <source>It has ended</source>
        <translation>Er ist beendet</translation>
    </message>
    <message>
        <source>The service is not answering</source>
        <translation>Der Dienst antwortet nicht</translation>
    </message>
    <message>
        <source>Cancelling was asked for</source>
        <translation>Der Abbruch ist angefordert</translation>
    </message>
    <message>
        <source>This cannot be cancelled: it would leave the device in between</source>
        <translation>Das lässt sich nicht abbrechen: Das Gerät bliebe in einem Zwischenzustand</translation>
    </message>
    <message>
        <source>Cancel it before it is done</source>
        <translation>Ihn abbrechen, bevor er erledigt ist</translation>
    </message>
    <message>
        <source>No running jobs</source>
        <translation>Keine laufenden Aufträge</translation>
    </message>
    <message numerus="yes">
        <source>%n running job(s)</source>
        <translation>
            <numerusform>%n laufender Auftrag</numerusform>
            <numerusform>%n laufende Aufträge</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size per second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>running for %1</source>
        <translation>läuft seit %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent done</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>%1 % · %2</source>
        <comment>percent done, time left</comment>
        <translation>%1 % · %2</translation>
    </message>
    <message>
        <source>%1 % · %2 · %3</source>
        <comment>percent done, time left, size per second</comment>
        <translation>%1 % · %2 · %3</translation>
    </message>
    <message>
        <source>%1 after %2: %3</source>
        <comment>an outcome, a duration, why</comment>
        <translation>%1 nach %2: %3</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <comment>an outcome, a duration</comment>
        <translation>%1 nach %2</translation>
    </message>
    <message>
        <source>%1, as of %2; the service is not answering</source>
        <comment>progress, a time</comment>
        <translation>%1, Stand %2; der Dienst antwortet nicht</translation>
    </message>
    <message>
        <source>Cancelling · %1</source>
        <translation>Wird abgebrochen · %1</translation>
    </message>
    <message>
        <source>%1 · not cancelled: %2</source>
        <comment>progress, why</comment>
        <translation>%1 · nicht abgebrochen: %2</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Wird abgebrochen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an operation and its device</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Begun %1 by %2</source>
        <translation>Begonnen %1, von %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>operation and device, state, details</comment>
        <translation>%1, %2: %3</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Von</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s)/s</source>
        <translation>
            <numerusform>%1 Block/s</numerusform>
            <numerusform>%1 Blöcke/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Bericht…</translation>
    </message>
    <message>
        <source>Progress: %1</source>
        <translation>Fortschritt: %1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Abbrechen: %1</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>Bericht: %1</translation>
    </message>
</context>
<context>
    <name>blkera::JobWizard</name>
    <message>
        <source>done</source>
        <comment>state of a step</comment>
        <translation>erledigt</translation>
    </message>
    <message>
        <source>now</source>
        <comment>state of a step</comment>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a step</comment>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state of a step</comment>
        <translation>wartet</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>What happens in this step</source>
        <translation>Was in diesem Schritt geschieht</translation>
    </message>
    <message>
        <source>What is under way</source>
        <translation>Was im Gange ist</translation>
    </message>
    <message>
        <source>Why it cannot go on yet</source>
        <translation>Warum es noch nicht weitergehen kann</translation>
    </message>
    <message>
        <source>What is the case if it is left here</source>
        <translation>Was gilt, wenn hier aufgehört wird</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Progress of this step</source>
        <translation>Fortschritt dieses Schritts</translation>
    </message>
    <message>
        <source>%1. %2
%3</source>
        <comment>number, title and state of a step</comment>
        <translation>%1. %2
%3</translation>
    </message>
    <message>
        <source>Step %1, %2: %3</source>
        <translation>Schritt %1, %2: %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>Aufhören und &amp;behalten</translation>
    </message>
    <message>
        <source>If you stop here: %1</source>
        <translation>Wenn Sie hier aufhören: %1</translation>
    </message>
    <message>
        <source>&amp;This cannot be taken back. To go on, type the name of the device: %1</source>
        <translation>&amp;Das lässt sich nicht rückgängig machen. Um fortzufahren, geben Sie den Namen des Geräts ein: %1</translation>
    </message>
    <message>
        <source>Name of the device, %1</source>
        <translation>Name des Geräts, %1</translation>
    </message>
    <message>
        <source>It is driven by %1.</source>
        <translation>Es wird von %1 gesteuert.</translation>
    </message>
</context>
<context>
    <name>blkera::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>No jobs. Whatever takes longer is shown here while it goes on, and for ten minutes after its end.</source>
        <translation>Keine Aufträge. Was länger dauert, wird hier gezeigt, solange es läuft, und nach seinem Ende noch zehn Minuten.</translation>
    </message>
    <message numerus="yes">
        <source>%n older job(s) are not shown</source>
        <translation>
            <numerusform>%n älterer Auftrag wird nicht gezeigt</numerusform>
            <numerusform>%n ältere Aufträge werden nicht gezeigt</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::MainWindow</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>&amp;New device…</source>
        <translation>&amp;Neues Gerät…</translation>
    </message>
    <message>
        <source>Put a device that remembers eras in front of another one</source>
        <translation>Einem anderen Gerät eines vorschalten, das sich Ären merkt</translation>
    </message>
    <message>
        <source>Checkpoint &amp;several…</source>
        <translation>Checkpoint für &amp;mehrere Geräte…</translation>
    </message>
    <message>
        <source>Begin a new era on several devices at one moment</source>
        <translation>Auf mehreren Geräten im selben Augenblick eine neue Ära beginnen</translation>
    </message>
    <message>
        <source>&amp;Reload the configuration</source>
        <translation>&amp;Konfiguration neu laden</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files</source>
        <translation>Übernehmen, was in den Konfigurationsdateien geändert wurde</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>Erneut versu&amp;chen</translation>
    </message>
    <message>
        <source>Ask the service again</source>
        <translation>Den Dienst noch einmal fragen</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>Befehl ko&amp;pieren</translation>
    </message>
    <message>
        <source>Copy the command that shows what is the matter with the service</source>
        <translation>Den Befehl kopieren, der zeigt, was mit dem Dienst los ist</translation>
    </message>
    <message>
        <source>&amp;Find a device</source>
        <translation>Gerät &amp;suchen</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>Einen Teil seines Namens eingeben</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the window; jobs go on</source>
        <translation>Das Fenster schließen; Aufträge laufen weiter</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Gerät</translation>
    </message>
    <message>
        <source>Copy as c&amp;ommand</source>
        <translation>Als Befehl k&amp;opieren</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>&amp;Erscheinungsbild</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>Wie die &amp;Arbeitsfläche</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Hell</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>&amp;Dunkel</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Hoher &amp;Kontrast</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;About Block Eras</source>
        <translation>&amp;Über Block Eras</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Geräte</translation>
    </message>
    <message>
        <source>Find a device (F3)</source>
        <translation>Gerät suchen (F3)</translation>
    </message>
    <message>
        <source>Find a device</source>
        <translation>Gerät suchen</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>A&amp;ufträge</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>Laufende Aufträge</translation>
    </message>
    <message>
        <source>%1: a job failed</source>
        <translation>%1: Ein Auftrag ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>The era service is not answering; what is shown is as of %1.</source>
        <translation>Der Ära-Dienst antwortet nicht; gezeigt wird der Stand von %1.</translation>
    </message>
    <message>
        <source>The history cannot be written at present: %1</source>
        <translation>Der Verlauf kann derzeit nicht geschrieben werden: %1</translation>
    </message>
    <message>
        <source>No era devices yet.</source>
        <translation>Noch keine Ära-Geräte.</translation>
    </message>
    <message>
        <source>A device of that kind stands in front of another one and remembers, before each write, which blocks changed in which era. Backups and rolled back caches need only those.</source>
        <translation>Ein solches Gerät ist einem anderen vorgeschaltet und merkt sich vor jedem Schreibzugriff, welche Blöcke sich in welcher Ära geändert haben. Sicherungen und zurückgesetzte Caches brauchen nur diese.</translation>
    </message>
    <message>
        <source>Asking the era service…</source>
        <translation>Der Ära-Dienst wird gefragt…</translation>
    </message>
    <message>
        <source>The era service is not answering.</source>
        <translation>Der Ära-Dienst antwortet nicht.</translation>
    </message>
    <message>
        <source>The unit is blkerad.service; %1.</source>
        <translation>Die Unit ist blkerad.service; %1.</translation>
    </message>
    <message>
        <source>The era service is not running.</source>
        <translation>Der Ära-Dienst läuft nicht.</translation>
    </message>
    <message>
        <source>There is no system bus.</source>
        <translation>Es gibt keinen Systembus.</translation>
    </message>
    <message>
        <source>The service is of another version than this program.</source>
        <translation>Der Dienst hat eine andere Version als dieses Programm.</translation>
    </message>
    <message>
        <source>Block Eras</source>
        <translation>Block Eras</translation>
    </message>
    <message>
        <source>%1 – Block Eras</source>
        <translation>%1 – Block Eras</translation>
    </message>
    <message>
        <source>%1 % – %2</source>
        <comment>progress of a job, title of the window</comment>
        <translation>%1 % – %2</translation>
    </message>
    <message>
        <source>About Block Eras</source>
        <translation>Über Block Eras</translation>
    </message>
    <message>
        <source>Block Eras %1</source>
        <translation>Block Eras %1</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era, and leads through what can be done with that. The service is version %1.

Free software under the GNU General Public License, version 2 or later.</source>
        <translation>Zeigt Ära für Ära, welche Blöcke eines Geräts sich geändert haben, und führt durch das, was sich damit tun lässt. Der Dienst hat die Version %1.

Freie Software unter der GNU General Public License, Version 2 oder später.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>&amp;Diagnose kopieren</translation>
    </message>
    <message>
        <source>Copied: what a report about a problem needs.</source>
        <translation>Kopiert: was ein Bericht über ein Problem braucht.</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Aktualisieren</translation>
    </message>
    <message>
        <source>Ask the service again for what is shown</source>
        <translation>Den Dienst noch einmal nach dem fragen, was gezeigt wird</translation>
    </message>
</context>
<context>
    <name>blkera::MapLegend</name>
    <message>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <source>Share of changed blocks: from %1 to %2, a step a decade</source>
        <translation>Anteil geänderter Blöcke: von %1 bis %2, eine Stufe je Zehnerpotenz</translation>
    </message>
    <message>
        <source>Era of the last write: from %1 to %2</source>
        <translation>Ära des letzten Schreibzugriffs: von %1 bis %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>≤ %1</source>
        <translation>≤ %1</translation>
    </message>
    <message>
        <source>era %1</source>
        <translation>Ära %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>highlighted</source>
        <translation>hervorgehoben</translation>
    </message>
</context>
<context>
    <name>blkera::MapOverviewBar</name>
    <message>
        <source>Whole device</source>
        <translation>Ganzes Gerät</translation>
    </message>
    <message>
        <source>Left and Right move the part that the map shows</source>
        <translation>Links und Rechts verschieben den Teil, den die Karte zeigt</translation>
    </message>
    <message>
        <source>The whole device; the frame is what the map shows. Drag it, or use the arrow keys.</source>
        <translation>Das ganze Gerät; der Rahmen ist, was die Karte zeigt. Ziehen Sie ihn, oder benutzen Sie die Pfeiltasten.</translation>
    </message>
    <message>
        <source>The map shows %1 to %2 of %3</source>
        <translation>Die Karte zeigt %1 bis %2 von %3</translation>
    </message>
</context>
<context>
    <name>blkera::MapPage</name>
    <message>
        <source>Cell</source>
        <translation>Zelle</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Änderungen zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>Die Zusammenfassung kopieren</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>Den Satz kopieren</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Back to what was shown before</source>
        <translation>Zurück zu dem, was vorher gezeigt wurde</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Forward to what was shown after</source>
        <translation>Vorwärts zu dem, was danach gezeigt wurde</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom in at the cursor</source>
        <translation>Am Cursor vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Einpassen</translation>
    </message>
    <message>
        <source>Show the whole device</source>
        <translation>Das ganze Gerät zeigen</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>Show single blocks</source>
        <translation>Einzelne Blöcke zeigen</translation>
    </message>
    <message>
        <source>How much changed</source>
        <translation>Wie viel sich geändert hat</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>Neueste Ära</translation>
    </message>
    <message>
        <source>What colours say</source>
        <translation>Was die Farben bedeuten</translation>
    </message>
    <message>
        <source>Blue to yellow</source>
        <translation>Blau bis Gelb</translation>
    </message>
    <message>
        <source>Purple to yellow</source>
        <translation>Violett bis Gelb</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Grau</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>Map of changed blocks</source>
        <translation>Karte der geänderten Blöcke</translation>
    </message>
    <message>
        <source>Map of changed blocks of %1</source>
        <translation>Karte der geänderten Blöcke von %1</translation>
    </message>
    <message>
        <source>Which blocks changed is not known yet.</source>
        <translation>Welche Blöcke sich geändert haben, ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Es ist kein Gerät gewählt.</translation>
    </message>
    <message>
        <source>There is no map of %1 at present.</source>
        <translation>Von %1 gibt es derzeit keine Karte.</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>Welche Blöcke sich geändert haben, lässt sich sehen, solange das Gerät läuft. Starten Sie es zuerst.</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>Welche Blöcke sich geändert haben, ist nur mit Berechtigung zu sehen</translation>
    </message>
    <message>
        <source>The map could not be read.</source>
        <translation>Die Karte konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>The whole device is shown already</source>
        <translation>Das ganze Gerät wird bereits gezeigt</translation>
    </message>
    <message>
        <source>Single blocks are shown already</source>
        <translation>Einzelne Blöcke werden bereits gezeigt</translation>
    </message>
    <message>
        <source>Nothing was shown before</source>
        <translation>Vorher wurde nichts gezeigt</translation>
    </message>
    <message>
        <source>There is nothing to go forward to</source>
        <translation>Vorwärts gibt es nichts zu zeigen</translation>
    </message>
</context>
<context>
    <name>blkera::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Diese Meldung schließen</translation>
    </message>
</context>
<context>
    <name>blkera::RegionsPage</name>
    <message>
        <source>Copy rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Auf der Karte zeigen</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Änderungen zeigen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Lesen abbrechen</translation>
    </message>
    <message>
        <source>Regions that changed</source>
        <translation>Geänderte Bereiche</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>How many regions the table has</source>
        <translation>Wie viele Bereiche die Tabelle hat</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>Die Zusammenfassung kopieren</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>Den Satz kopieren</translation>
    </message>
    <message>
        <source>Show the region on the map (Enter)</source>
        <translation>Den Bereich auf der Karte zeigen (Eingabetaste)</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Es ist kein Gerät gewählt.</translation>
    </message>
    <message>
        <source>The list was not read.</source>
        <translation>Die Liste wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>There is no list of %1 at present.</source>
        <translation>Von %1 gibt es derzeit keine Liste.</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>Welche Blöcke sich geändert haben, lässt sich sehen, solange das Gerät läuft. Starten Sie es zuerst.</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>Welche Blöcke sich geändert haben, ist nur mit Berechtigung zu sehen</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>Die Liste konnte nicht gelesen werden.</translation>
    </message>
    <message>
        <source>Reading the list of changed blocks</source>
        <translation>Die Liste der geänderten Blöcke wird gelesen</translation>
    </message>
    <message>
        <source>No region changed.</source>
        <translation>Kein Bereich hat sich geändert.</translation>
    </message>
    <message numerus="yes">
        <source>All %n region(s).</source>
        <translation>
            <numerusform>Insgesamt %n Bereich.</numerusform>
            <numerusform>Alle %n Bereiche.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 longest of %2 regions.</source>
        <translation>Die %1 längsten von %2 Bereichen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 region(s) so far</source>
        <translation>
            <numerusform>bisher %1 Bereich</numerusform>
            <numerusform>bisher %1 Bereiche</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::RepairDialog</name>
    <message>
        <source>Repair %1</source>
        <translation>%1 reparieren</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was nicht stimmt</translation>
    </message>
    <message>
        <source>Stop the device. Nobody may use it any more: unmount what is on it before.</source>
        <translation>Beenden Sie das Gerät. Niemand darf es mehr benutzen: Hängen Sie vorher aus, was darauf ist.</translation>
    </message>
    <message>
        <source>As root, check the metadata. It lists what is damaged, and changes nothing. If it finds nothing, go to the last step.</source>
        <translation>Prüfen Sie als root die Metadaten. Das listet auf, was beschädigt ist, und ändert nichts. Wird nichts gefunden, fahren Sie mit dem letzten Schritt fort.</translation>
    </message>
    <message>
        <source>Repair it into a file. The damaged metadata stays as it is; blocks of which nothing can be proved count as written, so no list misses any. A metadata snapshot that is held is left out.</source>
        <translation>Reparieren Sie sie in eine Datei. Die beschädigten Metadaten bleiben, wie sie sind; Blöcke, über die sich nichts beweisen lässt, gelten als geschrieben, damit keiner in einer Liste fehlt. Ein gehaltener Metadaten-Schnappschuss wird ausgelassen.</translation>
    </message>
    <message>
        <source>Check what was made. It must find nothing.</source>
        <translation>Prüfen Sie, was dabei entstanden ist. Es darf nichts gefunden werden.</translation>
    </message>
    <message>
        <source>Bring it back to the metadata device, which is overwritten: keep the file until the device runs.</source>
        <translation>Bringen Sie es auf das Metadatengerät zurück, das dabei überschrieben wird: Behalten Sie die Datei, bis das Gerät läuft.</translation>
    </message>
    <message>
        <source>Start the device again. It checks the metadata itself.</source>
        <translation>Starten Sie das Gerät wieder. Es prüft die Metadaten selbst.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number of a step, and what to do</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>if needed</source>
        <translation>falls nötig</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Command of step %1</source>
        <translation>Befehl zu Schritt %1</translation>
    </message>
    <message>
        <source>Copy the command of step %1</source>
        <translation>Den Befehl zu Schritt %1 kopieren</translation>
    </message>
    <message>
        <source>%1, state: %2</source>
        <translation>%1, Zustand: %2</translation>
    </message>
    <message>
        <source>The service says: %1</source>
        <translation>Der Dienst sagt: %1</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ erledigt</translation>
    </message>
    <message>
        <source>▸ now</source>
        <translation>▸ jetzt</translation>
    </message>
    <message>
        <source>▸ last</source>
        <translation>▸ zuletzt</translation>
    </message>
    <message>
        <source>then</source>
        <translation>dann</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>%1 is running again.</source>
        <translation>%1 läuft wieder.</translation>
    </message>
    <message>
        <source>It runs as it should.</source>
        <translation>Es läuft, wie es soll.</translation>
    </message>
    <message>
        <source>Its state is changing.</source>
        <translation>Sein Zustand ändert sich gerade.</translation>
    </message>
    <message>
        <source>Starting %1…</source>
        <translation>%1 wird gestartet…</translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>%1 wird beendet…</translation>
    </message>
</context>
<context>
    <name>blkera::ReportWindow</name>
    <message>
        <source>Report: %1</source>
        <translation>Bericht: %1</translation>
    </message>
    <message>
        <source>Show &amp;as:</source>
        <translation>An&amp;zeigen als:</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Format of the report</source>
        <translation>Format des Berichts</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <comment>a file and why</comment>
        <translation>%1 wurde nicht gespeichert: %2</translation>
    </message>
</context>
<context>
    <name>blkera::ResizeDialog</name>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>Er&amp;gebnis kopieren</translation>
    </message>
    <message>
        <source>Let it shrink…</source>
        <translation>Verkleinerung zulassen…</translation>
    </message>
    <message>
        <source>Resize %1</source>
        <translation>Größe von %1 anpassen</translation>
    </message>
    <message>
        <source>&amp;Resize</source>
        <translation>G&amp;röße anpassen</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Was geschieht</translation>
    </message>
    <message>
        <source>Change the size of the origin or of the metadata device first, with the tools that made them. Then this takes in the sizes that they have now, while the device is in use. A new era begins. What the origin has grown by counts as never written.</source>
        <translation>Ändern Sie zuerst die Größe des Ursprungs oder des Metadatengeräts, mit den Werkzeugen, mit denen sie angelegt wurden. Dann werden hier die Größen übernommen, die sie jetzt haben, während das Gerät benutzt wird. Eine neue Ära beginnt. Was am Ursprung hinzugekommen ist, gilt als nie geschrieben.</translation>
    </message>
    <message>
        <source>Sizes now</source>
        <translation>Jetzige Größen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>%1 is stopped. It takes in the sizes when it is resized while it runs.</source>
        <translation>%1 ist beendet. Die Größen werden übernommen, wenn die Größe angepasst wird, während es läuft.</translation>
    </message>
    <message>
        <source>The device knows:
Origin %1: %2
Metadata %3: %4, of which %5 are used</source>
        <translation>Dem Gerät bekannt:
Ursprung %1: %2
Metadaten %3: %4, davon %5 belegt</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>Das Gerät muss erst gestartet werden.</translation>
    </message>
    <message>
        <source>The device has to be resumed first.</source>
        <translation>Das Gerät muss erst fortgesetzt werden.</translation>
    </message>
    <message>
        <source>Taking in the sizes…</source>
        <translation>Die Größen werden übernommen…</translation>
    </message>
    <message>
        <source>Let %1 shrink?</source>
        <translation>Verkleinerung von %1 zulassen?</translation>
    </message>
    <message>
        <source>The service says: %1

What is remembered about the end that is cut off is lost: no list has those blocks any more, even if the origin grows again. Whoever still uses that end gets errors.</source>
        <translation>Der Dienst sagt: %1

Was sich das Gerät über das abgeschnittene Ende gemerkt hat, geht verloren: Keine Liste enthält diese Blöcke mehr, auch wenn der Ursprung wieder wächst. Wer dieses Ende noch benutzt, bekommt Fehler.</translation>
    </message>
    <message>
        <source>Let it shrink</source>
        <translation>Verkleinerung zulassen</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>Größe: %1</translation>
    </message>
    <message>
        <source>Era blocks: %1 → %2</source>
        <translation>Ära-Blöcke: %1 → %2</translation>
    </message>
    <message>
        <source>Metadata: %1 → %2</source>
        <translation>Metadaten: %1 → %2</translation>
    </message>
    <message>
        <source>The block device has that size only after the device was stopped and started.</source>
        <translation>Das Blockgerät hat diese Größe erst, nachdem das Gerät beendet und gestartet wurde.</translation>
    </message>
    <message>
        <source>Both devices have the sizes that they had.</source>
        <translation>Beide Geräte haben die Größen, die sie hatten.</translation>
    </message>
    <message>
        <source>The sizes are taken in.</source>
        <translation>Die Größen sind übernommen.</translation>
    </message>
</context>
<context>
    <name>blkera::ScheduleDialog</name>
    <message>
        <source>Checkpoints of %1 by themselves</source>
        <translation>Automatische Checkpoints von %1</translation>
    </message>
    <message>
        <source>&amp;Set schedule</source>
        <translation>Zeitplan &amp;festlegen</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>At an interval</source>
        <translation>In festem Abstand</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Stündlich</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Täglich</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Wöchentlich</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>Monatlich</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>Minuten</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>Stunden</translation>
    </message>
    <message>
        <source>days</source>
        <translation>Tage</translation>
    </message>
    <message>
        <source>Unit of the interval</source>
        <translation>Einheit des Abstands</translation>
    </message>
    <message>
        <source>&amp;When:</source>
        <translation>&amp;Wann:</translation>
    </message>
    <message>
        <source>&amp;Every:</source>
        <translation>&amp;Alle:</translation>
    </message>
    <message>
        <source>&amp;Day of the week:</source>
        <translation>Wochen&amp;tag:</translation>
    </message>
    <message>
        <source>Day of the m&amp;onth:</source>
        <translation>Tag des &amp;Monats:</translation>
    </message>
    <message>
        <source>&amp;At:</source>
        <translation>&amp;Um:</translation>
    </message>
    <message>
        <source>What the service is told</source>
        <translation>Was dem Dienst mitgeteilt wird</translation>
    </message>
    <message>
        <source>Next times</source>
        <translation>Nächste Zeitpunkte</translation>
    </message>
    <message>
        <source>Schedule: %1</source>
        <translation>Zeitplan: %1</translation>
    </message>
    <message>
        <source>Next times, in this machine&apos;s time zone:</source>
        <translation>Nächste Zeitpunkte, in der Zeitzone dieses Rechners:</translation>
    </message>
    <message>
        <source>Eras begin only when somebody asks for a checkpoint.</source>
        <translation>Ären beginnen nur, wenn jemand einen Checkpoint verlangt.</translation>
    </message>
    <message>
        <source>Somebody else has set another schedule meanwhile: %1</source>
        <translation>Inzwischen hat jemand anderes einen anderen Zeitplan festgelegt: %1</translation>
    </message>
    <message>
        <source>Setting the schedule…</source>
        <translation>Der Zeitplan wird festgelegt…</translation>
    </message>
</context>
<context>
    <name>blkera::StatePage</name>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Ursache</translation>
    </message>
</context>
<context>
    <name>blkera::UsageGauge</name>
    <message>
        <source>OK</source>
        <translation>In Ordnung</translation>
    </message>
    <message>
        <source>Getting full</source>
        <translation>Wird voll</translation>
    </message>
    <message>
        <source>Nearly full</source>
        <translation>Fast voll</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Metadaten</translation>
    </message>
    <message>
        <source>How full the metadata is</source>
        <translation>Wie voll die Metadaten sind</translation>
    </message>
    <message>
        <source>%1 % · %2 of %3</source>
        <comment>percent, used and total size</comment>
        <translation>%1 % · %2 von %3</translation>
    </message>
    <message>
        <source>It is known while the device runs</source>
        <translation>Das ist bekannt, solange das Gerät läuft</translation>
    </message>
    <message>
        <source>No metadata snapshot is held</source>
        <translation>Es wird kein Metadaten-Schnappschuss gehalten</translation>
    </message>
    <message>
        <source>A metadata snapshot is held at block %1</source>
        <translation>Ein Metadaten-Schnappschuss wird bei Block %1 gehalten</translation>
    </message>
    <message>
        <source>%1 of %2 blocks of the metadata are in use. From %3 % on it gets full, from %4 % on it should be enlarged; at 100 % no checkpoint can be taken.</source>
        <translation>%1 von %2 Blöcken der Metadaten sind belegt. Ab %3 % werden sie voll, ab %4 % sollten sie vergrößert werden; bei 100 % lässt sich kein Checkpoint setzen.</translation>
    </message>
    <message>
        <source>Metadata: %1, %2</source>
        <translation>Metadaten: %1, %2</translation>
    </message>
</context>
<context>
    <name>blkera::WizardReport</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Als &amp;JSON kopieren</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Bericht speichern</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Text (*.txt)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Gespeichert als %1.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 lässt sich nicht schreiben: %2</translation>
    </message>
</context>
</TS>
