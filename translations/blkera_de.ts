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
        <translation>DEFERRED: erste Schreibvorgänge einer Ära, die auf ihre Markierung gewartet haben. P50 und P99 sind aufgerundet, auf ein Viertel einer Zweierpotenz.</translation>
    </message>
    <message>
        <source>Go on: every so many seconds, what was done in them</source>
        <translation>Fortfahren: alle so viele Sekunden, was in ihnen getan wurde</translation>
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
        <translation>Die Geschichte kann nicht geschrieben werden: %1; beheben Sie das oder schaffen Sie Platz: Es wird immer wieder versucht, die Geräte arbeiten weiter, und was geschieht, bleibt so lange im Speicher</translation>
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
        <translation>Das Metadatengerät formatieren, was auch darauf ist</translation>
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
Rückgabewerte: 0 erledigt, 1 gescheitert, 2 falscher Aufruf, 3 nicht berechtigt, 4 kein Dienst.</translation>
    </message>
    <message>
        <source>unknown verb &apos;%1&apos;: &apos;blkera --help&apos; lists them</source>
        <translation>unbekanntes Verb „%1“: „blkera --help“ zählt sie auf</translation>
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
        <translation>es fehlt ein Verb: „blkera --help“ zählt sie auf</translation>
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
        <translation>Ein angehaltenes Gerät vergessen; die Inhalte bleiben erhalten</translation>
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
        <translation>Die Zeile: &lt;Metadaten-Blockgröße&gt; &lt;benutzte&gt;/&lt;alle Metadatenblöcke&gt; &lt;aktuelle Ära&gt; &lt;gehaltene Wurzel | &apos;-&apos;&gt;</translation>
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
        <source>Hold all requests to a device, at the end of its era</source>
        <translation>Alle Zugriffe auf ein Gerät am Ende seiner Ära anhalten</translation>
    </message>
    <message>
        <source>Let requests go on, in a new era, and print that</source>
        <translation>Zugriffe in einer neuen Ära weitergehen lassen und diese ausgeben</translation>
    </message>
    <message>
        <source>Stop a device cleanly; its block device must not be in use</source>
        <translation>Ein Gerät sauber anhalten; sein Blockgerät darf nicht in Benutzung sein</translation>
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
        <translation>der blkera-Dienst läuft nicht: starten Sie blkerad (systemctl start blkerad)</translation>
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
        <source>the daemon describes a device in another way: use blkera and blkerad of the same version</source>
        <translation>der Dienst beschreibt ein Gerät auf andere Weise: Verwenden Sie blkera und blkerad derselben Version</translation>
    </message>
    <message>
        <source>Take in the sizes that origin and metadata device have now</source>
        <translation>Die Größen übernehmen, die Ursprungs- und Metadatengerät jetzt haben</translation>
    </message>
    <message>
        <source>Let the device shrink: the history of its end is lost</source>
        <translation>Das Gerät darf kleiner werden: Die Geschichte seines Endes geht verloren</translation>
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
        <source>So many of the newest; default: 20</source>
        <translation>So viele der neuesten; Vorgabe: 20</translation>
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
        <translation>„%1“ ist keine Auftragsnummer: „blkera jobs“ zählt sie auf</translation>
    </message>
    <message>
        <source>there is no job %1: &apos;blkera jobs&apos; lists them</source>
        <translation>einen Auftrag %1 gibt es nicht: „blkera jobs“ zählt sie auf</translation>
    </message>
    <message>
        <source>List what takes longer: what goes on, and what ended in the last ten minutes</source>
        <translation>Auflisten, was länger dauert: was läuft und was in den letzten zehn Minuten endete</translation>
    </message>
    <message>
        <source>End the job</source>
        <translation>Den Auftrag beenden</translation>
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
        <translation>Zeigen oder festlegen, wann von selbst eine neue Ära beginnt</translation>
    </message>
    <message>
        <source>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 or monthly 1 03:30</source>
        <translation>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 oder monthly 1 03:30</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Beispiele:</translation>
    </message>
</context>
</TS>
