<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>Texts</name>
    <message>
        <source>&apos;%1&apos; is not an era: give a number from 0 on</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas une ère&#xa0;: indiquez un nombre à partir de 0</translation>
    </message>
    <message>
        <source>unknown format &apos;%1&apos;: use one of %2</source>
        <translation>format «&#xa0;%1&#xa0;» inconnu&#xa0;: utilisez l’un de ceux-ci&#xa0;: %2</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>la sortie</translation>
    </message>
    <message>
        <source>device %1: the list is a superset: %2 of %3 blocks were written later, and perhaps in these eras</source>
        <translation>périphérique %1&#xa0;: la liste est un surensemble&#xa0;; blocs écrits plus tard, et peut-être aussi dans ces ères&#xa0;: %2 sur %3</translation>
    </message>
    <message>
        <source>the list is incomplete, do not use it: %1</source>
        <translation>la liste est incomplète, ne l’utilisez pas&#xa0;: %1</translation>
    </message>
    <message>
        <source>--since %1 is after --until %2</source>
        <translation>--since %1 est postérieur à --until %2</translation>
    </message>
    <message>
        <source>cannot make a pipe: %1</source>
        <translation>impossible de créer un tube&#xa0;: %1</translation>
    </message>
    <message>
        <source>List the blocks that were written since an era</source>
        <translation>Lister les blocs écrits depuis une ère</translation>
    </message>
    <message>
        <source>Blocks last written in this era or later; 0 lists all</source>
        <translation>Blocs dont la dernière écriture date de cette ère ou d’une ère ultérieure&#xa0;; 0 les liste tous</translation>
    </message>
    <message>
        <source>Only blocks written up to this era; of eras long ago the list may have more, and says so</source>
        <translation>Uniquement les blocs écrits jusqu’à cette ère&#xa0;; pour des ères anciennes, la liste peut en contenir davantage, et l’indique</translation>
    </message>
    <message>
        <source>xml, as era_invalidate prints it, or json; default: xml</source>
        <translation>xml, comme l’affiche era_invalidate, ou json&#xa0;; par défaut&#xa0;: xml</translation>
    </message>
    <message>
        <source>Write to a file, which is replaced only by a complete list; default: -, standard output</source>
        <translation>Écrire dans un fichier, qui n’est remplacé que par une liste complète&#xa0;; par défaut&#xa0;: -, la sortie standard</translation>
    </message>
    <message>
        <source>the daemon answered with %1 eras for %2 devices: look with &apos;blkera list&apos;</source>
        <translation>le service a répondu avec %1 ères pour %2 périphériques&#xa0;: vérifiez avec «&#xa0;blkera list&#xa0;»</translation>
    </message>
    <message>
        <source>Start a new era and print it; several devices at one moment</source>
        <translation>Commencer une nouvelle ère et l’afficher&#xa0;; plusieurs périphériques au même instant</translation>
    </message>
    <message>
        <source>The devices, by name</source>
        <translation>Les périphériques, par leur nom</translation>
    </message>
    <message>
        <source>unknown shell &apos;%1&apos;: use bash, zsh or fish</source>
        <translation>shell «&#xa0;%1&#xa0;» inconnu&#xa0;: utilisez bash, zsh ou fish</translation>
    </message>
    <message>
        <source>Print what a shell needs to complete command lines</source>
        <translation>Afficher ce dont un shell a besoin pour compléter les lignes de commande</translation>
    </message>
    <message>
        <source>bash, zsh or fish</source>
        <translation>bash, zsh ou fish</translation>
    </message>
    <message>
        <source>create %1: give --origin DEV and --metadata DEV, or --table</source>
        <translation>create %1&#xa0;: indiquez --origin DEV et --metadata DEV, ou --table</translation>
    </message>
    <message>
        <source>Set up a device, start it and print its block device</source>
        <translation>Configurer un périphérique, le démarrer et afficher son périphérique bloc</translation>
    </message>
    <message>
        <source>Sizes: a bare number counts sectors of 512 bytes; 64KiB and 1MiB are bytes.
Metadata that is all zeros is formatted, era metadata is kept and used, anything else is refused.</source>
        <translation>Tailles&#xa0;: un nombre sans unité compte des secteurs de 512 octets&#xa0;; 64KiB et 1MiB sont des octets.
Des métadonnées entièrement à zéro sont formatées, des métadonnées d’ère sont conservées et utilisées, tout le reste est refusé.</translation>
    </message>
    <message>
        <source>The block device, or file, whose writes are tracked</source>
        <translation>Le périphérique bloc, ou fichier, dont les écritures sont suivies</translation>
    </message>
    <message>
        <source>The block device, or file, that keeps the marks</source>
        <translation>Le périphérique bloc, ou fichier, qui contient les marques</translation>
    </message>
    <message>
        <source>What is tracked as one, a multiple of 4KiB; default: as the metadata has it, or 64KiB</source>
        <translation>Ce qui est suivi comme une seule unité, un multiple de 4KiB&#xa0;; par défaut&#xa0;: selon les métadonnées, ou 64KiB</translation>
    </message>
    <message>
        <source>Instead of these three, a dm-era table line: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;; LEN has to be the origin&apos;s</source>
        <translation>Au lieu de ces trois options, une ligne de table dm-era&#xa0;: &quot;0 LEN era METADATA ORIGIN BLOCKSIZE&quot;&#xa0;; LEN doit être la longueur de l’origine</translation>
    </message>
    <message>
        <source>auto, ublk or fuse; default: auto</source>
        <translation>auto, ublk ou fuse&#xa0;; par défaut&#xa0;: auto</translation>
    </message>
    <message>
        <source>Default: one a CPU, up to 4</source>
        <translation>Par défaut&#xa0;: une par processeur, 4 au plus</translation>
    </message>
    <message>
        <source>Requests in flight a queue; default: 128</source>
        <translation>Requêtes simultanées par file d’attente&#xa0;; par défaut&#xa0;: 128</translation>
    </message>
    <message>
        <source>Only set it up; &apos;blkera start&apos; starts it</source>
        <translation>Le configurer sans le démarrer&#xa0;; «&#xa0;blkera start&#xa0;» le démarre</translation>
    </message>
    <message>
        <source>Format the metadata device whatever is on it</source>
        <translation>Formater le périphérique de métadonnées, quel que soit son contenu</translation>
    </message>
    <message>
        <source>cannot write %1: %2</source>
        <translation>impossible d’écrire dans %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a number from 1 on</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un nombre à partir de 1</translation>
    </message>
    <message>
        <source>Show a device&apos;s eras: when each began, why, and how much was written in it</source>
        <translation>Afficher les ères d’un périphérique&#xa0;: quand chacune a commencé, pourquoi, et la quantité écrite</translation>
    </message>
    <message>
        <source>All eras from this one on</source>
        <translation>Toutes les ères à partir de celle-ci</translation>
    </message>
    <message>
        <source>Show what happened to the device</source>
        <translation>Afficher ce qui est arrivé au périphérique</translation>
    </message>
    <message>
        <source>Show who asked for what, and what came of it</source>
        <translation>Afficher qui a demandé quoi, et ce qui en a résulté</translation>
    </message>
    <message>
        <source>the history cannot be written: %1; mend that, or make room: it is tried again all the time, devices work on, and what happens is kept in memory</source>
        <translation>impossible d’écrire l’historique&#xa0;: %1&#xa0;; remédiez-y ou libérez de la place&#xa0;: de nouvelles tentatives ont lieu en permanence, les périphériques continuent de fonctionner, et ce qui se passe est gardé en mémoire</translation>
    </message>
    <message>
        <source>no: if its target dies, what uses the device gets errors, and a file system has to be mounted again</source>
        <translation>non&#xa0;: si son processus meurt, ce qui utilise le périphérique reçoit des erreurs, et un système de fichiers doit être monté de nouveau</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>oui</translation>
    </message>
    <message>
        <source>Show what is known of a device</source>
        <translation>Afficher ce que l’on sait d’un périphérique</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a job&apos;s number: &apos;blkera jobs&apos; lists them</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un numéro de tâche&#xa0;: «&#xa0;blkera jobs&#xa0;» les liste</translation>
    </message>
    <message>
        <source>there is no job %1: &apos;blkera jobs&apos; lists them</source>
        <translation>il n’y a pas de tâche %1&#xa0;: «&#xa0;blkera jobs&#xa0;» les liste</translation>
    </message>
    <message>
        <source>List what takes longer: what goes on, and what ended in the last ten minutes</source>
        <translation>Lister ce qui prend du temps&#xa0;: ce qui est en cours, et ce qui s’est terminé au cours des dix dernières minutes</translation>
    </message>
    <message>
        <source>Cancel the job</source>
        <translation>Mettre fin à la tâche</translation>
    </message>
    <message>
        <source>List all devices</source>
        <translation>Lister tous les périphériques</translation>
    </message>
    <message>
        <source>%1 is a block device and would be overwritten: give a file</source>
        <translation>%1 est un périphérique bloc et serait écrasé&#xa0;: indiquez un fichier</translation>
    </message>
    <message>
        <source>Options</source>
        <translation>Options</translation>
    </message>
    <message>
        <source>Print this help</source>
        <translation>Afficher cette aide</translation>
    </message>
    <message>
        <source>Print the version</source>
        <translation>Afficher la version</translation>
    </message>
    <message>
        <source>Usage</source>
        <translation>Utilisation</translation>
    </message>
    <message>
        <source>OPTIONS</source>
        <translation>OPTIONS</translation>
    </message>
    <message>
        <source>VERB</source>
        <translation>VERBE</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Arguments</translation>
    </message>
    <message>
        <source>not with</source>
        <translation>incompatible avec</translation>
    </message>
    <message>
        <source>(required)</source>
        <translation>(obligatoire)</translation>
    </message>
    <message>
        <source>&apos;blkera VERB --help&apos; explains a verb.
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 not authorised, 4 no daemon.</source>
        <translation>«&#xa0;blkera VERBE --help&#xa0;» explique un verbe.
Codes de retour&#xa0;: 0 réussite, 1 échec, 2 utilisation incorrecte, 3 non autorisé, 4 pas de service.</translation>
    </message>
    <message>
        <source>unknown verb &apos;%1&apos;: &apos;blkera --help&apos; lists them</source>
        <translation>verbe «&#xa0;%1&#xa0;» inconnu&#xa0;: «&#xa0;blkera --help&#xa0;» les liste</translation>
    </message>
    <message>
        <source>unexpected argument &apos;%1&apos;</source>
        <translation>argument «&#xa0;%1&#xa0;» inattendu</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>il manque %1</translation>
    </message>
    <message>
        <source>an option lacks its value or has more than one (%1)</source>
        <translation>une option n’a pas de valeur ou en a plusieurs (%1)</translation>
    </message>
    <message>
        <source>%1: %2; see &apos;blkera %1 --help&apos;</source>
        <translation>%1&#xa0;: %2&#xa0;; voir «&#xa0;blkera %1 --help&#xa0;»</translation>
    </message>
    <message>
        <source>Tracks which blocks of a device changed, era by era</source>
        <translation>Suit, ère par ère, les blocs modifiés d’un périphérique</translation>
    </message>
    <message>
        <source>Verbs</source>
        <translation>Verbes</translation>
    </message>
    <message>
        <source>a verb is missing: &apos;blkera --help&apos; lists them</source>
        <translation>il manque un verbe&#xa0;: «&#xa0;blkera --help&#xa0;» les liste</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a message: use one of %2</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un message&#xa0;: utilisez l’un de ceux-ci&#xa0;: %2</translation>
    </message>
    <message>
        <source>Send a device a message, as &apos;dmsetup message&apos; does</source>
        <translation>Envoyer un message à un périphérique, comme «&#xa0;dmsetup message&#xa0;»</translation>
    </message>
    <message>
        <source>checkpoint, take_metadata_snap or drop_metadata_snap</source>
        <translation>checkpoint, take_metadata_snap ou drop_metadata_snap</translation>
    </message>
    <message>
        <source>Print figures of all devices as OpenMetrics text, for Prometheus</source>
        <translation>Afficher les indicateurs de tous les périphériques sous forme de texte OpenMetrics, pour Prometheus</translation>
    </message>
    <message>
        <source>there is no system bus</source>
        <translation>il n’y a pas de bus système</translation>
    </message>
    <message>
        <source>there is no device called %1: &apos;blkera list&apos; has them</source>
        <translation>il n’y a pas de périphérique nommé %1&#xa0;: «&#xa0;blkera list&#xa0;» les liste</translation>
    </message>
    <message>
        <source>Print what happens as it happens, until it is interrupted</source>
        <translation>Afficher ce qui se passe au fur et à mesure, jusqu’à interruption</translation>
    </message>
    <message>
        <source>Only of these devices; default: of all</source>
        <translation>Uniquement de ces périphériques&#xa0;; par défaut&#xa0;: de tous</translation>
    </message>
    <message>
        <source>Print the block device to use</source>
        <translation>Afficher le périphérique bloc à utiliser</translation>
    </message>
    <message>
        <source>device %1 is not running: start it with &apos;blkera start %1&apos;</source>
        <translation>le périphérique %1 n’est pas démarré&#xa0;: démarrez-le avec «&#xa0;blkera start %1&#xa0;»</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files; what runs is not disturbed</source>
        <translation>Prendre en compte les changements des fichiers de configuration&#xa0;; ce qui fonctionne n’est pas perturbé</translation>
    </message>
    <message>
        <source>Forget a stopped device; origin and metadata keep their content</source>
        <translation>Oublier un périphérique arrêté&#xa0;; l’origine et les métadonnées gardent leur contenu</translation>
    </message>
    <message>
        <source>Take in the sizes that origin and metadata device have now</source>
        <translation>Prendre en compte les tailles actuelles de l’origine et du périphérique de métadonnées</translation>
    </message>
    <message>
        <source>Let the device shrink: the history of its end is lost</source>
        <translation>Autoriser la réduction du périphérique&#xa0;: l’historique de la partie supprimée est perdu</translation>
    </message>
    <message>
        <source>Let a new process serve a device that stays in use</source>
        <translation>Faire servir par un nouveau processus un périphérique qui reste utilisé</translation>
    </message>
    <message>
        <source>Let requests go on, in a new era, and print that</source>
        <translation>Laisser passer les requêtes, dans une nouvelle ère, et afficher celle-ci</translation>
    </message>
    <message>
        <source>Show or set when checkpoints are taken by themselves</source>
        <translation>Afficher ou définir quand des points de contrôle sont créés automatiquement</translation>
    </message>
    <message>
        <source>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 or monthly 1 03:30</source>
        <translation>never, hourly, every 15min, every 6h, every 2d, daily 03:30, weekly sat 03:30 ou monthly 1 03:30</translation>
    </message>
    <message>
        <source>Start a device and wait until its block device is there</source>
        <translation>Démarrer un périphérique et attendre que son périphérique bloc soit présent</translation>
    </message>
    <message>
        <source>Print what a device has done since it was started</source>
        <translation>Afficher ce qu’un périphérique a fait depuis son démarrage</translation>
    </message>
    <message>
        <source>DEFERRED: first writes of an era, which waited for their mark. P50 and P99 are rounded up, to a quarter of a power of two.</source>
        <translation>DEFERRED&#xa0;: premières écritures d’une ère, qui ont attendu leur marque. P50 et P99 sont arrondis par excès, au quart d’une puissance de deux.</translation>
    </message>
    <message>
        <source>Keep printing: every so many seconds, what was done in them</source>
        <translation>Continuer&#xa0;: à cet intervalle en secondes, afficher ce qui a été fait entre-temps</translation>
    </message>
    <message>
        <source>SECONDS</source>
        <translation>SECONDES</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not an interval: give seconds from 0.1 to %2</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un intervalle&#xa0;: indiquez un nombre de secondes de 0.1 à %2</translation>
    </message>
    <message>
        <source>Print the status line, as the kernel&apos;s dm-era does</source>
        <translation>Afficher la ligne d’état, comme le dm-era du noyau</translation>
    </message>
    <message>
        <source>The line: &lt;metadata block size&gt; &lt;used&gt;/&lt;total metadata blocks&gt; &lt;current era&gt; &lt;held root | &apos;-&apos;&gt;</source>
        <translation>La ligne&#xa0;: &lt;taille d’un bloc de métadonnées&gt; &lt;blocs de métadonnées utilisés&gt;/&lt;total&gt; &lt;ère actuelle&gt; &lt;racine conservée | &apos;-&apos;&gt;</translation>
    </message>
    <message>
        <source>device %1 has a status line of another kind, &apos;%2&apos;: use blkera and blkerad of the same version</source>
        <translation>le périphérique %1 a une ligne d’état d’un autre type, «&#xa0;%2&#xa0;»&#xa0;: utilisez blkera et blkerad de la même version</translation>
    </message>
    <message>
        <source>Stop a device cleanly; its block device must not be in use</source>
        <translation>Arrêter proprement un périphérique&#xa0;; son périphérique bloc ne doit pas être utilisé</translation>
    </message>
    <message>
        <source>Hold all requests to a device and end its era</source>
        <translation>Retenir toutes les requêtes adressées à un périphérique et terminer son ère</translation>
    </message>
    <message>
        <source>&apos;%1&apos; is not a device name: use 1 to 64 of A-Z a-z 0-9 . _ - and no dot in front</source>
        <translation>«&#xa0;%1&#xa0;» n’est pas un nom de périphérique&#xa0;: utilisez de 1 à 64 caractères parmi A-Z a-z 0-9 . _ - sans point au début</translation>
    </message>
    <message>
        <source>The device&apos;s name</source>
        <translation>Le nom du périphérique</translation>
    </message>
    <message>
        <source>Examples:</source>
        <translation>Exemples&#xa0;:</translation>
    </message>
    <message>
        <source>Print JSON</source>
        <translation>Afficher en JSON</translation>
    </message>
    <message>
        <source>cannot reach the system bus: is dbus-daemon running, and is DBUS_SYSTEM_BUS_ADDRESS right where it is set?</source>
        <translation>impossible d’atteindre le bus système&#xa0;: dbus-daemon est-il démarré, et DBUS_SYSTEM_BUS_ADDRESS, si elle est définie, est-elle correcte&#xa0;?</translation>
    </message>
    <message>
        <source>the blkera daemon is not running: start blkerad (systemctl start blkerad)</source>
        <translation>le service blkera n’est pas démarré&#xa0;: démarrez blkerad (systemctl start blkerad)</translation>
    </message>
    <message>
        <source>the policy of the system bus forbids this request: ask the administrator, or try as root</source>
        <translation>la politique du bus système interdit cette demande&#xa0;: adressez-vous à l’administrateur, ou essayez en tant que root</translation>
    </message>
    <message>
        <source>the blkera daemon gave no answer: see its log (journalctl -u blkerad), then look with &apos;blkera list&apos;</source>
        <translation>le service blkera n’a pas répondu&#xa0;: consultez son journal (journalctl -u blkerad), puis vérifiez avec «&#xa0;blkera list&#xa0;»</translation>
    </message>
    <message>
        <source>there is no such device: &apos;blkera list&apos; shows those there are</source>
        <translation>ce périphérique n’existe pas&#xa0;: «&#xa0;blkera list&#xa0;» affiche ceux qui existent</translation>
    </message>
    <message>
        <source>the blkera daemon cannot be started: see why with &apos;systemctl status blkerad&apos;</source>
        <translation>impossible de démarrer le service blkera&#xa0;: «&#xa0;systemctl status blkerad&#xa0;» en indique la raison</translation>
    </message>
    <message>
        <source>this needs an authorisation: try from a terminal, or as root</source>
        <translation>une autorisation est nécessaire&#xa0;: essayez depuis un terminal, ou en tant que root</translation>
    </message>
    <message numerus="yes">
        <source>it was asked %n second(s) ago</source>
        <translation>
            <numerusform>le service a été interrogé il y a %n seconde</numerusform>
            <numerusform>le service a été interrogé il y a %n secondes</numerusform>
        </translation>
    </message>
    <message>
        <source>the blkera daemon has ended</source>
        <translation>le service blkera s’est arrêté</translation>
    </message>
    <message>
        <source>the daemon has statistics of another kind: use blkera, blkerad and blkera-target of the same version</source>
        <translation>le service a des statistiques d’un autre type&#xa0;: utilisez blkera, blkerad et blkera-target de la même version</translation>
    </message>
    <message>
        <source>Block Eras</source>
        <translation>Block Eras</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era.</source>
        <translation>Montre, ère par ère, quels blocs d’un périphérique ont été modifiés.</translation>
    </message>
    <message>
        <source>Show this device.</source>
        <translation>Afficher ce périphérique.</translation>
    </message>
    <message>
        <source>NAME</source>
        <translation>NOM</translation>
    </message>
    <message>
        <source>Show devices that do not exist: to try the program, without a service and without root.</source>
        <translation>Afficher des périphériques qui n’existent pas&#xa0;: pour essayer le programme, sans service et sans root.</translation>
    </message>
    <message>
        <source>NUMBER</source>
        <translation>NOMBRE</translation>
    </message>
    <message>
        <source>system, light, dark or high-contrast.</source>
        <translation>system, light, dark ou high-contrast.</translation>
    </message>
    <message>
        <source>WORD</source>
        <translation>MOT</translation>
    </message>
    <message>
        <source>--appearance &apos;%1&apos;: use system, light, dark or high-contrast</source>
        <translation>--appearance «&#xa0;%1&#xa0;»&#xa0;: utilisez system, light, dark ou high-contrast</translation>
    </message>
    <message>
        <source>--demo-devices &apos;%1&apos;: use a number from 0 to %2</source>
        <translation>--demo-devices «&#xa0;%1&#xa0;»&#xa0;: utilisez un nombre de 0 à %2</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Arrêté</translation>
    </message>
    <message>
        <source>It could not be started. Mend the cause, then start it.</source>
        <translation>Il n’a pas pu être démarré. Corrigez la cause, puis démarrez-le.</translation>
    </message>
    <message>
        <source>Recovering</source>
        <translation>Récupération en cours</translation>
    </message>
    <message>
        <source>Its process ended and is being started again. Whoever uses the device waits meanwhile.</source>
        <translation>Son processus s’est arrêté et est en cours de redémarrage. Ce qui utilise le périphérique attend pendant ce temps.</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>Suspendu</translation>
    </message>
    <message>
        <source>Every request waits until the device is resumed.</source>
        <translation>Toutes les requêtes attendent la reprise du périphérique.</translation>
    </message>
    <message>
        <source>Metadata full</source>
        <translation>Métadonnées pleines</translation>
    </message>
    <message>
        <source>Writes to blocks that are not marked yet fail, and no checkpoint can be taken. Drop the metadata snapshot, or enlarge the metadata device and resize.</source>
        <translation>Les écritures dans des blocs qui ne sont pas encore marqués échouent, et aucun point de contrôle ne peut être créé. Libérez l’instantané des métadonnées, ou agrandissez le périphérique de métadonnées et redimensionnez.</translation>
    </message>
    <message>
        <source>Needs check</source>
        <translation>À vérifier</translation>
    </message>
    <message>
        <source>Its metadata cannot be read or is damaged. Stop the device, check and repair the metadata, then start it.</source>
        <translation>Ses métadonnées sont illisibles ou endommagées. Arrêtez le périphérique, vérifiez et réparez les métadonnées, puis démarrez-le.</translation>
    </message>
    <message>
        <source>Its metadata could not be written. Mend the metadata device, then stop the device and start it.</source>
        <translation>Ses métadonnées n’ont pas pu être écrites. Examinez le périphérique de métadonnées, puis arrêtez le périphérique et démarrez-le.</translation>
    </message>
    <message>
        <source>Stalled</source>
        <translation>Bloqué</translation>
    </message>
    <message>
        <source>The metadata device has not answered for more than 30 seconds. It goes on by itself when the metadata device answers.</source>
        <translation>Le périphérique de métadonnées ne répond pas depuis plus de 30 secondes. Le blocage cesse de lui-même dès que ce périphérique répond.</translation>
    </message>
    <message>
        <source>Checkpoint</source>
        <translation>Point de contrôle</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Instantané</translation>
    </message>
    <message>
        <source>Start of the device</source>
        <translation>Démarrage du périphérique</translation>
    </message>
    <message>
        <source>Start after a crash</source>
        <translation>Démarrage après un plantage</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>Reprise</translation>
    </message>
    <message>
        <source>Resize</source>
        <translation>Redimensionnement</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Inconnue</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Process ended</source>
        <translation>Processus arrêté</translation>
    </message>
    <message>
        <source>Process restarted</source>
        <translation>Processus redémarré</translation>
    </message>
    <message>
        <source>New era</source>
        <translation>Nouvelle ère</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Créé</translation>
    </message>
    <message>
        <source>Removed</source>
        <translation>Retiré</translation>
    </message>
    <message>
        <source>History rebuilt</source>
        <translation>Historique reconstruit</translation>
    </message>
    <message>
        <source>History incomplete</source>
        <translation>Historique incomplet</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Planification</translation>
    </message>
    <message>
        <source>Hook</source>
        <translation>Hook</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a state and why</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>Correct</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Avertissement</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Erreur</translation>
    </message>
    <message>
        <source>Information</source>
        <translation>Information</translation>
    </message>
    <message>
        <source>List of changed blocks</source>
        <translation>Liste des blocs modifiés</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>Création</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Démarrage</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêt</translation>
    </message>
    <message>
        <source>Restart</source>
        <translation>Redémarrage</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Terminée</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>Annulée</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>Interrompue</translation>
    </message>
    <message>
        <source>Blocks listed</source>
        <translation>Blocs listés</translation>
    </message>
    <message>
        <source>Of these, perhaps written in another era</source>
        <translation>Dont peut-être écrits dans une autre ère</translation>
    </message>
    <message>
        <source>Eras begun</source>
        <translation>Ères commencées</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Groupe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a line of a report</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Opération</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Raison</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>Fin</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Tâche</translation>
    </message>
    <message>
        <source>%1 s</source>
        <comment>seconds</comment>
        <translation>%1&#xa0;s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <comment>minutes and seconds</comment>
        <translation>%1&#xa0;min %2&#xa0;s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <comment>hours and minutes</comment>
        <translation>%1&#xa0;h %2&#xa0;min</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <comment>days and hours</comment>
        <translation>%1&#xa0;j %2&#xa0;h</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s) left</source>
        <translation>
            <numerusform>%n seconde restante</numerusform>
            <numerusform>%n secondes restantes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) left</source>
        <translation>
            <numerusform>%n minute restante</numerusform>
            <numerusform>%n minutes restantes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) left</source>
        <translation>
            <numerusform>%n heure restante</numerusform>
            <numerusform>%n heures restantes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) left</source>
        <translation>
            <numerusform>%n jour restant</numerusform>
            <numerusform>%n jours restants</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>Bloc modifié dans les ères %4 à %5&#xa0;: au plus %1 sur %2 (%3)</numerusform>
            <numerusform>Blocs modifiés dans les ères %4 à %5&#xa0;: au plus %1 sur %2 (%3)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed in eras %4 to %5</source>
        <translation>
            <numerusform>Bloc modifié dans les ères %4 à %5&#xa0;: %1 sur %2 (%3)</numerusform>
            <numerusform>Blocs modifiés dans les ères %4 à %5&#xa0;: %1 sur %2 (%3)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) were ever written</source>
        <translation>
            <numerusform>Bloc écrit au moins une fois&#xa0;: %1 sur %2 (%3)</numerusform>
            <numerusform>Blocs écrits au moins une fois&#xa0;: %1 sur %2 (%3)</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 blocks (%3) changed since era %4</source>
        <translation>
            <numerusform>Bloc modifié depuis l’ère %4&#xa0;: %1 sur %2 (%3)</numerusform>
            <numerusform>Blocs modifiés depuis l’ère %4&#xa0;: %1 sur %2 (%3)</numerusform>
        </translation>
    </message>
    <message>
        <source>Block %1, offset %2 (%3 bytes), LBA %4</source>
        <translation>Bloc %1, position %2 (%3 octets), LBA %4</translation>
    </message>
    <message>
        <source>Blocks %1 to %2, offset %3 (%4 bytes), LBA %5</source>
        <translation>Blocs %1 à %2, position %3 (%4 octets), LBA %5</translation>
    </message>
    <message>
        <source>%1 KiB</source>
        <translation>%1&#xa0;Kio</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1&#xa0;Mio</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1&#xa0;Gio</translation>
    </message>
    <message>
        <source>%1 TiB</source>
        <translation>%1&#xa0;Tio</translation>
    </message>
    <message>
        <source>%1 PiB</source>
        <translation>%1&#xa0;Pio</translation>
    </message>
    <message>
        <source>%1 EiB</source>
        <translation>%1&#xa0;Eio</translation>
    </message>
    <message>
        <source>%1 B</source>
        <translation>%1&#xa0;o</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>less than %1 %</source>
        <translation>moins de %1&#xa0;%</translation>
    </message>
    <message numerus="yes">
        <source>%1; largest region: %2 blocks at offset %3</source>
        <translation>
            <numerusform>%1&#xa0;; zone la plus longue&#xa0;: %2 bloc à la position %3</numerusform>
            <numerusform>%1&#xa0;; zone la plus longue&#xa0;: %2 blocs à la position %3</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: not known yet</source>
        <translation>%1&#xa0;: état encore inconnu</translation>
    </message>
    <message>
        <source>%1: nothing was ever written</source>
        <translation>%1&#xa0;: rien n’y a jamais été écrit</translation>
    </message>
    <message>
        <source>%1: nothing changed; last written in era %2</source>
        <translation>%1&#xa0;: aucune modification&#xa0;; dernière écriture dans l’ère %2</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 of %3 blocks changed (%4); last written in era %5</source>
        <translation>
            <numerusform>%1&#xa0;: bloc modifié, %2 sur %3 (%4)&#xa0;; dernière écriture dans l’ère %5</numerusform>
            <numerusform>%1&#xa0;: blocs modifiés, %2 sur %3 (%4)&#xa0;; dernière écriture dans l’ère %5</numerusform>
        </translation>
    </message>
    <message>
        <source>the map that came does not fit the device: try again</source>
        <translation>la carte reçue ne correspond pas au périphérique&#xa0;: réessayez</translation>
    </message>
    <message>
        <source>there are too many open files: close other programs and try again</source>
        <translation>trop de fichiers sont ouverts&#xa0;: fermez d’autres programmes et réessayez</translation>
    </message>
    <message>
        <source>the list that came cannot be read: use programs of blkera that have the same version</source>
        <translation>la liste reçue est illisible&#xa0;: utilisez des programmes blkera de la même version</translation>
    </message>
    <message>
        <source>the list that came is incomplete: try again</source>
        <translation>la liste reçue est incomplète&#xa0;: réessayez</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 bytes, LBA %2</source>
        <translation>%1 octets, LBA %2</translation>
    </message>
    <message>
        <source>First block</source>
        <translation>Premier bloc</translation>
    </message>
    <message>
        <source>Offset</source>
        <translation>Position</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blocs</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Taille</translation>
    </message>
    <message>
        <source>Share of changes</source>
        <translation>Part des modifications</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>Ère la plus récente</translation>
    </message>
    <message>
        <source>–</source>
        <translation>–</translation>
    </message>
    <message>
        <source>a partition table (%1)</source>
        <translation>une table de partitions (%1)</translation>
    </message>
    <message>
        <source>mounted on %1</source>
        <translation>monté sur %1</translation>
    </message>
    <message>
        <source>used by %1</source>
        <translation>utilisé par %1</translation>
    </message>
    <message>
        <source>read-only</source>
        <translation>lecture seule</translation>
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
        <translation>Utilisez de 1 à 64 caractères parmi A-Z a-z 0-9 . _ - sans point au début.</translation>
    </message>
    <message>
        <source>There is a device of this name already.</source>
        <translation>Il existe déjà un périphérique de ce nom.</translation>
    </message>
    <message>
        <source>What the device is called from now on.</source>
        <translation>Le nom que portera désormais le périphérique.</translation>
    </message>
    <message>
        <source>Give the whole path: it begins with a slash.</source>
        <translation>Indiquez le chemin complet&#xa0;: il commence par une barre oblique.</translation>
    </message>
    <message>
        <source>Give a plain path, without “..” and the like.</source>
        <translation>Indiquez un chemin simple, sans «&#xa0;..&#xa0;» ni rien de semblable.</translation>
    </message>
    <message>
        <source>It is read-only.</source>
        <translation>Il est en lecture seule.</translation>
    </message>
    <message>
        <source>It is mounted on %1: unmount it before.</source>
        <translation>Il est monté sur %1&#xa0;: démontez-le d’abord.</translation>
    </message>
    <message>
        <source>It is used by %1: it has to be free before.</source>
        <translation>Il est utilisé par %1&#xa0;: il doit d’abord être libéré.</translation>
    </message>
    <message>
        <source>It is not under /dev. The service takes files only from the folders that its configuration allows.</source>
        <translation>Il n’est pas sous /dev. Le service n’accepte des fichiers que dans les dossiers autorisés par sa configuration.</translation>
    </message>
    <message>
        <source>There is no such block device on this machine.</source>
        <translation>Ce périphérique bloc n’existe pas sur cette machine.</translation>
    </message>
    <message>
        <source>The block device whose writes are to be tracked. What is on it stays.</source>
        <translation>Le périphérique bloc dont les écritures doivent être suivies. Son contenu est conservé.</translation>
    </message>
    <message>
        <source>It is the origin of %1 already.</source>
        <translation>C’est déjà l’origine de %1.</translation>
    </message>
    <message>
        <source>The metadata of %1 is on it.</source>
        <translation>Les métadonnées de %1 s’y trouvent.</translation>
    </message>
    <message>
        <source>A small block device of its own that keeps the marks. A blank one is formatted, era metadata is kept and used.</source>
        <translation>Un petit périphérique bloc dédié qui contient les marques. S’il est vierge, il est formaté&#xa0;; des métadonnées d’ère sont conservées et utilisées.</translation>
    </message>
    <message>
        <source>It is the origin: the marks need a device of their own.</source>
        <translation>C’est l’origine&#xa0;: les marques nécessitent un périphérique dédié.</translation>
    </message>
    <message>
        <source>One is a part of the other: the marks need a device of their own.</source>
        <translation>L’un fait partie de l’autre&#xa0;: les marques nécessitent un périphérique dédié.</translation>
    </message>
    <message>
        <source>It is the origin of %1.</source>
        <translation>C’est l’origine de %1.</translation>
    </message>
    <message>
        <source>It holds %1. The service asks before it overwrites that.</source>
        <translation>Il contient %1. Le service demande confirmation avant de l’écraser.</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2.</source>
        <translation>Trop petit pour être formaté&#xa0;: il fait %1, et il faut %2.</translation>
    </message>
    <message>
        <source>Too small to be formatted: it has %1, and needs %2. Era blocks of %3 would do.</source>
        <translation>Trop petit pour être formaté&#xa0;: il fait %1, et il faut %2. Des blocs d’ère de %3 conviendraient.</translation>
    </message>
    <message>
        <source>What is tracked as one. Empty: as the metadata has it, or 64KiB.</source>
        <translation>Ce qui est suivi comme une seule unité. Vide&#xa0;: selon les métadonnées, ou 64KiB.</translation>
    </message>
    <message>
        <source>Give a size with a unit, such as 64KiB or 1MiB, or a number of sectors.</source>
        <translation>Indiquez une taille avec une unité, comme 64KiB ou 1MiB, ou un nombre de secteurs.</translation>
    </message>
    <message>
        <source>Give a multiple of 4KiB.</source>
        <translation>Indiquez un multiple de 4KiB.</translation>
    </message>
    <message>
        <source>Too small for this origin: use larger era blocks.</source>
        <translation>Trop petit pour cette origine&#xa0;: utilisez des blocs d’ère plus grands.</translation>
    </message>
    <message numerus="yes">
        <source>%n sector(s) of 512 bytes, tracked as one.</source>
        <translation>
            <numerusform>%n secteur de 512 octets, suivi comme une seule unité.</numerusform>
            <numerusform>%n secteurs de 512 octets, suivis comme une seule unité.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>Impossible d’écrire dans %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Cannot read %1: %2</source>
        <translation>Impossible de lire %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>%1 was made by somebody else meanwhile.</source>
        <translation>%1 a été créé par quelqu’un d’autre entre-temps.</translation>
    </message>
    <message>
        <source>%1 of %2 blocks (%3 %)</source>
        <translation>%1 blocs sur %2 (%3&#xa0;%)</translation>
    </message>
    <message>
        <source>Select the row to find out</source>
        <translation>Sélectionnez la ligne pour le savoir</translation>
    </message>
    <message>
        <source>How many of the newest entries; default: 20</source>
        <translation>Nombre d’entrées les plus récentes à afficher&#xa0;; par défaut&#xa0;: 20</translation>
    </message>
    <message>
        <source>the daemon draws maps that this program cannot read: use a daemon and a program of the same version</source>
        <translation>le service produit des cartes que ce programme ne sait pas lire&#xa0;: utilisez un service et un programme de la même version</translation>
    </message>
    <message>
        <source>the daemon describes devices as this program does not know them: use a daemon and a program of the same version</source>
        <translation>le service décrit les périphériques d’une façon que ce programme ne connaît pas&#xa0;: utilisez un service et un programme de la même version</translation>
    </message>
    <message>
        <source>How many devices --demo shows; default: 6.</source>
        <translation>Nombre de périphériques affichés par --demo&#xa0;; par défaut&#xa0;: 6.</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a device</comment>
        <translation>Actif</translation>
    </message>
    <message>
        <source>Starting</source>
        <comment>state of a device</comment>
        <translation>Démarrage en cours</translation>
    </message>
    <message>
        <source>Stopping</source>
        <comment>state of a device</comment>
        <translation>Arrêt en cours</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a device</comment>
        <translation>En échec</translation>
    </message>
    <message>
        <source>Running</source>
        <comment>state of a job</comment>
        <translation>En cours</translation>
    </message>
    <message>
        <source>Failed</source>
        <comment>state of a job</comment>
        <translation>Échec</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %2 block(s)</source>
        <translation>
            <numerusform>%1 sur %2 bloc</numerusform>
            <numerusform>%1 sur %2 blocs</numerusform>
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
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Words in any column</source>
        <translation>Mots dans n’importe quelle colonne</translation>
    </message>
    <message>
        <source>Filter events by words</source>
        <translation>Filtrer les événements par mots</translation>
    </message>
    <message>
        <source>Filter events by severity</source>
        <translation>Filtrer les événements par gravité</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tous</translation>
    </message>
    <message>
        <source>Warnings and errors</source>
        <translation>Avertissements et erreurs</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>Erreurs</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Événements</translation>
    </message>
    <message>
        <source>Events could not be read: %1</source>
        <translation>Impossible de lire les événements&#xa0;: %1</translation>
    </message>
    <message>
        <source>Asking for the events…</source>
        <translation>Chargement des événements…</translation>
    </message>
    <message>
        <source>Nothing has happened yet</source>
        <translation>Il ne s’est encore rien passé</translation>
    </message>
    <message>
        <source>%1 of %2 events; the others are filtered out</source>
        <translation>%1 sur %2 événements&#xa0;; les autres sont masqués par le filtre</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s)</source>
        <translation>
            <numerusform>%n événement</numerusform>
            <numerusform>%n événements</numerusform>
        </translation>
    </message>
    <message>
        <source>Fi&amp;lter:</source>
        <translation>Fi&amp;ltrer&#xa0;:</translation>
    </message>
    <message>
        <source>Sever&amp;ity:</source>
        <translation>&amp;Gravité&#xa0;:</translation>
    </message>
</context>
<context>
    <name>blkera::AskDialog</name>
    <message>
        <source>Copy as co&amp;mmand</source>
        <translation>Copier comme co&amp;mmande</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Waiting for the service</source>
        <translation>Attente du service</translation>
    </message>
    <message>
        <source>The service has not answered yet. It may wait for a password, or for a slow device. This window can be closed: what was asked goes on.</source>
        <translation>Le service n’a pas encore répondu. Il attend peut-être un mot de passe ou un périphérique lent. Vous pouvez fermer cette fenêtre&#xa0;: ce qui a été demandé se poursuit.</translation>
    </message>
    <message>
        <source>%1 was removed meanwhile.</source>
        <translation>%1 a été retiré entre-temps.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>L’opération est en cours.</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>Le service ne répond pas.</translation>
    </message>
    <message>
        <source>%1 is not there any more.</source>
        <translation>%1 n’est plus là.</translation>
    </message>
    <message>
        <source>Your account may not do this: %1</source>
        <translation>Votre compte n’est pas autorisé à faire cela&#xa0;: %1</translation>
    </message>
    <message>
        <source>The service went away meanwhile. Whether it was done will be seen when it is back.</source>
        <translation>Le service a disparu entre-temps. On saura si l’opération a été effectuée quand il sera de retour.</translation>
    </message>
    <message>
        <source>The service is not answering: %1</source>
        <translation>Le service ne répond pas&#xa0;: %1</translation>
    </message>
    <message>
        <source>Request</source>
        <translation>Ce qui est demandé</translation>
    </message>
</context>
<context>
    <name>blkera::ChangeMapWidget</name>
    <message>
        <source>Map of changed blocks</source>
        <translation>Carte des blocs modifiés</translation>
    </message>
    <message>
        <source>Arrow keys move from cell to cell, Enter zooms in, Backspace goes back</source>
        <translation>Les touches fléchées vont de cellule en cellule, Entrée agrandit, Retour arrière revient à la vue précédente</translation>
    </message>
    <message>
        <source>Each cell stands for as many blocks as the zoom needs, row by row from the beginning of the device. Its colour says how many of them changed.</source>
        <translation>Chaque cellule représente autant de blocs que le zoom l’exige, ligne par ligne depuis le début du périphérique. Sa couleur indique combien d’entre eux ont été modifiés.</translation>
    </message>
    <message>
        <source>%1 MiB</source>
        <translation>%1&#xa0;Mio</translation>
    </message>
</context>
<context>
    <name>blkera::CheckpointDialog</name>
    <message>
        <source>it has to be started first</source>
        <translation>il doit d’abord être démarré</translation>
    </message>
    <message>
        <source>it has to be resumed first</source>
        <translation>il doit d’abord être repris</translation>
    </message>
    <message>
        <source>it is not running as it should</source>
        <translation>il ne fonctionne pas normalement</translation>
    </message>
    <message>
        <source>Choose &amp;all</source>
        <translation>&amp;Tout sélectionner</translation>
    </message>
    <message>
        <source>Choose &amp;none</source>
        <translation>&amp;Ne rien sélectionner</translation>
    </message>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>Copier le résu&amp;ltat</translation>
    </message>
    <message>
        <source>Checkpoint several devices</source>
        <translation>Point de contrôle sur plusieurs périphériques</translation>
    </message>
    <message>
        <source>&amp;Take checkpoint</source>
        <translation>&amp;Créer le point de contrôle</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Ce qui se passe</translation>
    </message>
    <message>
        <source>A new era begins on every chosen device, at one moment: no write falls between them. Requests wait for that moment, usually some milliseconds.</source>
        <translation>Une nouvelle ère commence sur chaque périphérique sélectionné, au même instant&#xa0;: aucune écriture ne s’intercale. Les requêtes attendent cet instant, quelques millisecondes en général.</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Ère</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Devices to take part</source>
        <translation>Périphériques participants</translation>
    </message>
    <message>
        <source>How many are chosen</source>
        <translation>Nombre de périphériques sélectionnés</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>state, and why it cannot take part</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>–</source>
        <comment>no era is known</comment>
        <translation>–</translation>
    </message>
    <message>
        <source>%1, era %2, %3</source>
        <translation>%1, ère %2, %3</translation>
    </message>
    <message>
        <source>There are no devices yet.</source>
        <translation>Il n’y a pas encore de périphériques.</translation>
    </message>
    <message numerus="yes">
        <source>%n device(s) chosen.</source>
        <translation>
            <numerusform>%n périphérique sélectionné.</numerusform>
            <numerusform>%n périphériques sélectionnés.</numerusform>
        </translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Aucun périphérique n’est sélectionné.</translation>
    </message>
    <message numerus="yes">
        <source>Beginning a new era on %n device(s)…</source>
        <translation>
            <numerusform>Passage à une nouvelle ère sur %n périphérique…</numerusform>
            <numerusform>Passage à une nouvelle ère sur %n périphériques…</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: era %2</source>
        <translation>%1&#xa0;: ère %2</translation>
    </message>
    <message>
        <source>Group: %1</source>
        <translation>Groupe&#xa0;: %1</translation>
    </message>
    <message numerus="yes">
        <source>A new era began on %n device(s).</source>
        <translation>
            <numerusform>Une nouvelle ère a commencé sur %n périphérique.</numerusform>
            <numerusform>Une nouvelle ère a commencé sur %n périphériques.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::CreateDialog</name>
    <message>
        <source>&amp;Start it at once</source>
        <translation>&amp;Démarrer immédiatement</translation>
    </message>
    <message>
        <source>Format anyway…</source>
        <translation>Formater quand même…</translation>
    </message>
    <message>
        <source>Create an era device</source>
        <translation>Créer un périphérique à ères</translation>
    </message>
    <message>
        <source>Crea&amp;te</source>
        <translation>&amp;Créer</translation>
    </message>
    <message>
        <source>&amp;Name:</source>
        <translation>&amp;Nom&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Origin:</source>
        <translation>&amp;Origine&#xa0;:</translation>
    </message>
    <message>
        <source>Meta&amp;data:</source>
        <translation>Mé&amp;tadonnées&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Era block:</source>
        <translation>&amp;Bloc d’ère&#xa0;:</translation>
    </message>
    <message>
        <source>Ad&amp;vanced</source>
        <translation>Paramètres a&amp;vancés</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Ce qui se passe</translation>
    </message>
    <message>
        <source>The best that works here</source>
        <translation>Le meilleur qui fonctionne ici</translation>
    </message>
    <message>
        <source>ublk</source>
        <translation>ublk</translation>
    </message>
    <message>
        <source>FUSE and a loop device</source>
        <translation>FUSE et un périphérique loop</translation>
    </message>
    <message>
        <source>one a CPU, up to 4</source>
        <translation>une par processeur, 4 au plus</translation>
    </message>
    <message>
        <source>128 requests</source>
        <translation>128 requêtes</translation>
    </message>
    <message>
        <source>Served &amp;by:</source>
        <translation>&amp;Servi par&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Queues:</source>
        <translation>&amp;Files d’attente&#xa0;:</translation>
    </message>
    <message>
        <source>Requests a q&amp;ueue:</source>
        <translation>Requêtes par f&amp;ile d’attente&#xa0;:</translation>
    </message>
    <message>
        <source>The device needs a name.</source>
        <translation>Le périphérique doit avoir un nom.</translation>
    </message>
    <message>
        <source>Choose the origin.</source>
        <translation>Choisissez l’origine.</translation>
    </message>
    <message>
        <source>Choose the device for the metadata.</source>
        <translation>Choisissez le périphérique pour les métadonnées.</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. Then %3 is started, and again at each boot: use its block device instead of %2 from then on, because writes beside it are not tracked.</source>
        <translation>%1 est formaté s’il est vierge. Ensuite, %3 est démarré, et l’est de nouveau à chaque démarrage du système&#xa0;: utilisez dès lors son périphérique bloc à la place de %2, car les écritures qui le contournent ne sont pas suivies.</translation>
    </message>
    <message>
        <source>%1 is formatted if it is blank. %3 is not started: writes to %2 are tracked only when it is.</source>
        <translation>%1 est formaté s’il est vierge. %3 n’est pas démarré&#xa0;: les écritures sur %2 ne sont suivies que lorsqu’il l’est.</translation>
    </message>
    <message>
        <source>Checking the devices and starting %1…</source>
        <translation>Vérification des périphériques et démarrage de %1…</translation>
    </message>
    <message>
        <source>Checking the devices…</source>
        <translation>Vérification des périphériques…</translation>
    </message>
    <message>
        <source>Format %1?</source>
        <translation>Formater %1&#xa0;?</translation>
    </message>
    <message>
        <source>The service says: %1

What is on %2 is lost for good, and cannot be brought back.</source>
        <translation>Le service indique&#xa0;: %1

Le contenu de %2 est perdu définitivement et ne peut pas être récupéré.</translation>
    </message>
    <message>
        <source>Format %1</source>
        <translation>Formater %1</translation>
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
        <translation>&amp;Créer un point de contrôle</translation>
    </message>
    <message>
        <source>Begin a new era: what changes from now on can be told from what was before</source>
        <translation>Commencer une nouvelle ère&#xa0;: ce qui change désormais se distingue de ce qui précède</translation>
    </message>
    <message>
        <source>Take metadata s&amp;napshot</source>
        <translation>Prendre un i&amp;nstantané des métadonnées</translation>
    </message>
    <message>
        <source>Hold a copy of the metadata, for offline tools, and begin a new era</source>
        <translation>Conserver une copie des métadonnées, pour des outils hors ligne, et commencer une nouvelle ère</translation>
    </message>
    <message>
        <source>Drop the copy of the metadata that is held</source>
        <translation>Libérer la copie des métadonnées qui est conservée</translation>
    </message>
    <message>
        <source>&amp;Export changed blocks…</source>
        <translation>&amp;Exporter les blocs modifiés…</translation>
    </message>
    <message>
        <source>Write the list of blocks that changed into a file</source>
        <translation>Écrire la liste des blocs modifiés dans un fichier</translation>
    </message>
    <message>
        <source>Sc&amp;hedule checkpoints…</source>
        <translation>Plani&amp;fier les points de contrôle…</translation>
    </message>
    <message>
        <source>Have checkpoints taken by themselves</source>
        <translation>Faire créer des points de contrôle automatiquement</translation>
    </message>
    <message>
        <source>Resi&amp;ze…</source>
        <translation>Redi&amp;mensionner…</translation>
    </message>
    <message>
        <source>Take in the sizes that the origin and the metadata device have now</source>
        <translation>Prendre en compte les tailles actuelles de l’origine et du périphérique de métadonnées</translation>
    </message>
    <message>
        <source>S&amp;uspend</source>
        <translation>&amp;Suspendre</translation>
    </message>
    <message>
        <source>Hold every request, so that the origin is at rest</source>
        <translation>Retenir toutes les requêtes, pour que l’origine soit au repos</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Reprendre</translation>
    </message>
    <message>
        <source>Let the requests that wait go on, in a new era</source>
        <translation>Laisser passer les requêtes en attente, dans une nouvelle ère</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>Serve the device</source>
        <translation>Servir le périphérique</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>Stop serving the device; it is refused while somebody uses it</source>
        <translation>Cesser de servir le périphérique, quand plus personne ne l’utilise</translation>
    </message>
    <message>
        <source>Restart with the &amp;installed version</source>
        <translation>Redémarrer avec la &amp;version installée</translation>
    </message>
    <message>
        <source>Let a new process serve the device while it is in use</source>
        <translation>Faire servir le périphérique par un nouveau processus pendant qu’il est utilisé</translation>
    </message>
    <message>
        <source>Check and re&amp;pair…</source>
        <translation>Vérifier et ré&amp;parer…</translation>
    </message>
    <message>
        <source>What to do about metadata that is damaged</source>
        <translation>Que faire de métadonnées endommagées</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>Re&amp;tirer…</translation>
    </message>
    <message>
        <source>Forget the device; origin and metadata keep what is on them</source>
        <translation>Oublier le périphérique&#xa0;; l’origine et les métadonnées gardent leur contenu</translation>
    </message>
    <message>
        <source>Copy the path of the block device to use</source>
        <translation>Copier le chemin du périphérique bloc à utiliser</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Aucun périphérique n’est sélectionné.</translation>
    </message>
    <message>
        <source>The service is not answering.</source>
        <translation>Le service ne répond pas.</translation>
    </message>
    <message>
        <source>It is under way.</source>
        <translation>L’opération est en cours.</translation>
    </message>
    <message>
        <source>%1
Not now: %2</source>
        <translation>%1
Impossible pour le moment&#xa0;: %2</translation>
    </message>
    <message>
        <source>Your account may not do this (%1).</source>
        <translation>Votre compte n’est pas autorisé à faire cela (%1).</translation>
    </message>
    <message>
        <source>The device is stopped.</source>
        <translation>Le périphérique est arrêté.</translation>
    </message>
    <message>
        <source>The device is not running as it should: %1.</source>
        <translation>Le périphérique ne fonctionne pas normalement&#xa0;: %1.</translation>
    </message>
    <message>
        <source>One is held already.</source>
        <translation>Un instantané est déjà conservé.</translation>
    </message>
    <message>
        <source>None is held.</source>
        <translation>Aucun instantané n’est conservé.</translation>
    </message>
    <message>
        <source>It is suspended already.</source>
        <translation>Il est déjà suspendu.</translation>
    </message>
    <message>
        <source>It is not suspended.</source>
        <translation>Il n’est pas suspendu.</translation>
    </message>
    <message>
        <source>It is started already.</source>
        <translation>Il est déjà démarré.</translation>
    </message>
    <message>
        <source>It is stopped already.</source>
        <translation>Il est déjà arrêté.</translation>
    </message>
    <message>
        <source>A device behind FUSE does not outlive its process: stop and start it.</source>
        <translation>Un périphérique servi par FUSE ne survit pas à son processus&#xa0;: arrêtez-le, puis démarrez-le.</translation>
    </message>
    <message>
        <source>Nothing is known to be wrong with it.</source>
        <translation>On ne lui connaît aucun problème.</translation>
    </message>
    <message>
        <source>It is not stopped: stop it first.</source>
        <translation>Il n’est pas arrêté&#xa0;: arrêtez-le d’abord.</translation>
    </message>
    <message>
        <source>Era %1 began.</source>
        <translation>L’ère %1 a commencé.</translation>
    </message>
    <message>
        <source>A metadata snapshot is held.</source>
        <translation>Un instantané des métadonnées est conservé.</translation>
    </message>
    <message>
        <source>Drop the metadata snapshot of %1?</source>
        <translation>Libérer l’instantané des métadonnées de %1&#xa0;?</translation>
    </message>
    <message>
        <source>Tools that read it at the moment fail. What the device remembers stays.</source>
        <translation>Les outils qui sont en train de le lire échouent. Ce que le périphérique a mémorisé est conservé.</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>Libérer</translation>
    </message>
    <message>
        <source>Suspend %1?</source>
        <translation>Suspendre %1&#xa0;?</translation>
    </message>
    <message>
        <source>Whoever reads or writes waits until the device is resumed, this desktop too if it needs the device. File systems on it should be frozen before.</source>
        <translation>Toute lecture ou écriture attend la reprise du périphérique, y compris celles de ce bureau s’il a besoin du périphérique. Il convient de geler d’abord les systèmes de fichiers qui s’y trouvent.</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>Suspendre</translation>
    </message>
    <message>
        <source>Stop %1?</source>
        <translation>Arrêter %1&#xa0;?</translation>
    </message>
    <message>
        <source>The block device goes away; writes to the origin are not tracked until it is started again. It is refused while somebody uses the device.</source>
        <translation>Le périphérique bloc disparaît&#xa0;; les écritures sur l’origine ne sont plus suivies tant que le périphérique n’est pas de nouveau démarré. L’arrêt est refusé tant que quelqu’un utilise le périphérique.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Arrêter</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>Retirer %1&#xa0;?</translation>
    </message>
    <message>
        <source>Its configuration is forgotten. What is on the origin and on the metadata device stays as it is.</source>
        <translation>Sa configuration est oubliée. Le contenu de l’origine et du périphérique de métadonnées reste tel quel.</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
    <message>
        <source>Drop metadata snapshot</source>
        <translation>Libérer l’instantané des métadonnées</translation>
    </message>
    <message>
        <source>Copy de&amp;vice path</source>
        <translation>Copier le c&amp;hemin du périphérique</translation>
    </message>
    <message>
        <source>%1
A password will be asked for.</source>
        <translation>%1
Un mot de passe sera demandé.</translation>
    </message>
</context>
<context>
    <name>blkera::DeviceModel</name>
    <message>
        <source>%1 · era %2</source>
        <translation>%1 · ère %2</translation>
    </message>
    <message>
        <source>%1 in front of %2</source>
        <translation>%1 devant %2</translation>
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
        <translation>blocs de %1</translation>
    </message>
    <message>
        <source>origin %1</source>
        <translation>origine %1</translation>
    </message>
    <message>
        <source>checkpoints: %1</source>
        <translation>points de contrôle&#xa0;: %1</translation>
    </message>
    <message>
        <source>Eras that are looked at</source>
        <translation>Ères affichées</translation>
    </message>
    <message>
        <source>Look at all eras again</source>
        <translation>Afficher de nouveau toutes les ères</translation>
    </message>
    <message>
        <source>Ma&amp;p</source>
        <translation>Car&amp;te</translation>
    </message>
    <message>
        <source>Re&amp;gions</source>
        <translation>&amp;Zones</translation>
    </message>
    <message>
        <source>Er&amp;as</source>
        <translation>Ère&amp;s</translation>
    </message>
    <message>
        <source>What is known about the device</source>
        <translation>Ce que l’on sait du périphérique</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <source>Facts about the device</source>
        <translation>Informations sur le périphérique</translation>
    </message>
    <message>
        <source>M&amp;ore</source>
        <translation>Pl&amp;us</translation>
    </message>
    <message>
        <source>Metadata snapshot</source>
        <translation>Instantané des métadonnées</translation>
    </message>
    <message>
        <source>The metadata is %1 % full. When it is full, writes to blocks that are not marked fail, and no checkpoint is taken.</source>
        <translation>Les métadonnées sont remplies à %1&#xa0;%. Quand elles sont pleines, les écritures dans des blocs non marqués échouent, et aucun point de contrôle n’est créé.</translation>
    </message>
    <message>
        <source>A metadata snapshot is held, at metadata block %1. Offline tools can read it while the device is in use.</source>
        <translation>Un instantané des métadonnées est conservé, au bloc de métadonnées %1. Des outils hors ligne peuvent le lire pendant que le périphérique est utilisé.</translation>
    </message>
    <message>
        <source>No metadata snapshot is held. One is needed only by offline tools that read the metadata while the device is in use; lists and maps do without.</source>
        <translation>Aucun instantané des métadonnées n’est conservé. Seuls des outils hors ligne qui lisent les métadonnées pendant que le périphérique est utilisé en ont besoin&#xa0;; les listes et les cartes s’en passent.</translation>
    </message>
    <message>
        <source>since era %1  ✕</source>
        <translation>depuis l’ère %1  ✕</translation>
    </message>
    <message>
        <source>eras %1 to %2  ✕</source>
        <translation>ères %1 à %2  ✕</translation>
    </message>
    <message>
        <source>Snapsho&amp;ts</source>
        <translation>&amp;Instantanés</translation>
    </message>
    <message>
        <source>Activit&amp;y</source>
        <translation>Acti&amp;vité</translation>
    </message>
    <message>
        <source>This kernel has no ublk, so FUSE serves the device: slower, and it does not outlive its process. Load the module (modprobe ublk_drv), then stop the device and start it.</source>
        <translation>Ce noyau n’a pas ublk, c’est donc FUSE qui sert le périphérique&#xa0;: plus lent, et il ne survit pas à son processus. Chargez le module (modprobe ublk_drv), puis arrêtez le périphérique et démarrez-le.</translation>
    </message>
</context>
<context>
    <name>blkera::EraModel</name>
    <message>
        <source>%1 so far</source>
        <translation>%1 jusqu’à présent</translation>
    </message>
    <message>
        <source>Era %1: %2, by %3</source>
        <translation>Ère %1&#xa0;: %2, par %3</translation>
    </message>
    <message>
        <source>Era %1: %2</source>
        <translation>Ère %1&#xa0;: %2</translation>
    </message>
    <message>
        <source>It is not known when it began</source>
        <translation>On ne sait pas quand elle a commencé</translation>
    </message>
    <message>
        <source>began %1, %2</source>
        <comment>a time and how long</comment>
        <translation>début&#xa0;: %1, %2</translation>
    </message>
    <message>
        <source>began %1</source>
        <translation>début&#xa0;: %1</translation>
    </message>
    <message>
        <source>what is written is counted when it ends</source>
        <translation>ce qui est écrit est compté lorsqu’elle se termine</translation>
    </message>
    <message>
        <source>it is not known how much was written</source>
        <translation>la quantité écrite est inconnue</translation>
    </message>
    <message>
        <source>of several devices at one moment: group %1</source>
        <translation>commune à plusieurs périphériques au même instant&#xa0;: groupe %1</translation>
    </message>
    <message>
        <source>rebuilt from the metadata: blocks that were written again later are not counted</source>
        <translation>reconstruite à partir des métadonnées&#xa0;: les blocs réécrits plus tard ne sont pas comptés</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>a heading and what is below it</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Era</source>
        <translation>Ère</translation>
    </message>
    <message>
        <source>Began</source>
        <translation>Début</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>Durée</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Cause</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>Blocs</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Écrit</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked, %2 written</source>
        <translation>
            <numerusform>%1 bloc marqué, %2 écrits</numerusform>
            <numerusform>%1 blocs marqués, %2 écrits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s) marked</source>
        <translation>
            <numerusform>%1 bloc marqué</numerusform>
            <numerusform>%1 blocs marqués</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::EraRangeFields</name>
    <message>
        <source>Take a chec&amp;kpoint first</source>
        <translation>Créer d’abord un &amp;point de contrôle</translation>
    </message>
    <message>
        <source>the first</source>
        <translation>première</translation>
    </message>
    <message>
        <source>now</source>
        <translation>actuelle</translation>
    </message>
    <message>
        <source>&amp;Since era:</source>
        <translation>&amp;Depuis l’ère&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Until era:</source>
        <translation>&amp;Jusqu’à l’ère&#xa0;:</translation>
    </message>
    <message>
        <source>There is no such era yet.</source>
        <translation>Cette ère n’existe pas encore.</translation>
    </message>
    <message>
        <source>The first era is after the last one.</source>
        <translation>La première ère est postérieure à la dernière.</translation>
    </message>
    <message>
        <source>Every block, those that were never written too.</source>
        <translation>Tous les blocs, y compris ceux qui n’ont jamais été écrits.</translation>
    </message>
    <message>
        <source>Began %1.</source>
        <translation>Début&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Looking when it began…</source>
        <translation>Recherche de son début…</translation>
    </message>
    <message>
        <source>When it began is not known.</source>
        <translation>On ne sait pas quand elle a commencé.</translation>
    </message>
    <message>
        <source>Era %1 is still open: writes that are under way may be missing. Take a checkpoint first to have an end.</source>
        <translation>L’ère %1 est encore ouverte&#xa0;: des écritures en cours peuvent manquer. Créez d’abord un point de contrôle pour avoir une fin.</translation>
    </message>
    <message>
        <source>Ended %1.</source>
        <translation>Fin&#xa0;: %1.</translation>
    </message>
    <message>
        <source>Looking when it ended…</source>
        <translation>Recherche de sa fin…</translation>
    </message>
    <message>
        <source>When it ended is not known.</source>
        <translation>On ne sait pas quand elle s’est terminée.</translation>
    </message>
</context>
<context>
    <name>blkera::EraTimelineView</name>
    <message numerus="yes">
        <source>%n era(s) are shown. %1</source>
        <translation>
            <numerusform>%n ère est affichée. %1</numerusform>
            <numerusform>%n ères sont affichées. %1</numerusform>
        </translation>
    </message>
    <message>
        <source>Left and Right go from era to era, with Control to the next pin or flag, and with Shift they choose. Return chooses from this era on, Escape all eras.</source>
        <translation>Gauche et Droite vont d’ère en ère, avec Ctrl jusqu’à l’épingle ou au fanion suivant, et avec Maj elles sélectionnent. Entrée sélectionne à partir de cette ère, Échap toutes les ères.</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Agrandir</translation>
    </message>
    <message>
        <source>+</source>
        <comment>zoom in</comment>
        <translation>+</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>−</source>
        <comment>zoom out</comment>
        <translation>−</translation>
    </message>
    <message>
        <source>Show all eras</source>
        <translation>Afficher toutes les ères</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajuster</translation>
    </message>
    <message>
        <source>Back to the previous part</source>
        <translation>Revenir à la partie précédente</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <source>Forward to the next part</source>
        <translation>Avancer à la partie suivante</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Scroll in time</source>
        <translation>Défiler dans le temps</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>Ères</translation>
    </message>
    <message>
        <source>Eras of %1</source>
        <translation>Ères de %1</translation>
    </message>
    <message>
        <source>All eras</source>
        <translation>Toutes les ères</translation>
    </message>
    <message>
        <source>Chosen: since era %1</source>
        <translation>Sélection&#xa0;: depuis l’ère %1</translation>
    </message>
    <message>
        <source>Chosen: eras %1 to %2</source>
        <translation>Sélection&#xa0;: ères %1 à %2</translation>
    </message>
    <message>
        <source>The eras are not known: %1</source>
        <translation>Les ères ne sont pas connues&#xa0;: %1</translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>Chargement des ères…</translation>
    </message>
    <message>
        <source>There are no eras yet</source>
        <translation>Il n’y a pas encore d’ères</translation>
    </message>
    <message>
        <source>a metadata snapshot is held since it began</source>
        <translation>un instantané des métadonnées est conservé depuis son début</translation>
    </message>
    <message>
        <source>A bar is an era: as wide as it was long, and as high as much was written, on a logarithmic scale. A pin is a snapshot, a flag a start of the device, a cross a start after a crash, a diamond a change of size.</source>
        <translation>Une barre est une ère&#xa0;: sa largeur correspond à sa durée, sa hauteur à la quantité écrite, sur une échelle logarithmique. Une épingle est un instantané, un fanion un démarrage du périphérique, une croix un démarrage après un plantage, un losange un changement de taille.</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s) here, %1 to %2, from %3 on · blocks marked: %4</source>
        <translation>
            <numerusform>%n ère ici, de %1 à %2, à partir du %3 · blocs marqués&#xa0;: %4</numerusform>
            <numerusform>%n ères ici, de %1 à %2, à partir du %3 · blocs marqués&#xa0;: %4</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::ErasPage</name>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Eras</source>
        <translation>Ères</translation>
    </message>
    <message>
        <source>On the map and in the table of regions</source>
        <translation>Sur la carte et dans le tableau des zones</translation>
    </message>
    <message>
        <source>Select an era first</source>
        <translation>Sélectionnez d’abord une ère</translation>
    </message>
    <message>
        <source>Eras could not be read: %1</source>
        <translation>Impossible de lire les ères&#xa0;: %1</translation>
    </message>
    <message>
        <source>The newest %1 eras; scroll down for older ones</source>
        <translation>Les %1 ères les plus récentes&#xa0;; faites défiler vers le bas pour les plus anciennes</translation>
    </message>
    <message numerus="yes">
        <source>%n era(s)</source>
        <translation>
            <numerusform>%n ère</numerusform>
            <numerusform>%n ères</numerusform>
        </translation>
    </message>
    <message>
        <source>Asking for the eras…</source>
        <translation>Chargement des ères…</translation>
    </message>
    <message>
        <source>There are no eras yet: the first one begins when the device is started</source>
        <translation>Il n’y a pas encore d’ères&#xa0;: la première commence au démarrage du périphérique</translation>
    </message>
    <message>
        <source>Sho&amp;w changes of these eras</source>
        <translation>Afficher les modifications de ces è&amp;res</translation>
    </message>
    <message>
        <source>Sho&amp;w changes since this era</source>
        <translation>Afficher les modifications depuis cette è&amp;re</translation>
    </message>
</context>
<context>
    <name>blkera::EventModel</name>
    <message>
        <source>%1, %2: %3, %4</source>
        <comment>time, severity, kind and text of an event</comment>
        <translation>%1, %2&#xa0;: %3, %4</translation>
    </message>
    <message>
        <source>%1, %2: %3, %4, %5</source>
        <comment>time, severity, device, kind and text of an event</comment>
        <translation>%1, %2&#xa0;: %3, %4, %5</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Heure</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Gravité</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <source>Event</source>
        <translation>Événement</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Détails</translation>
    </message>
</context>
<context>
    <name>blkera::ExportDialog</name>
    <message>
        <source>&amp;Browse…</source>
        <translation>Par&amp;courir…</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>Ouvrir le dossier</translation>
    </message>
    <message>
        <source>Export the changed blocks of %1</source>
        <translation>Exporter les blocs modifiés de %1</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exporter</translation>
    </message>
    <message>
        <source>XML, as era_invalidate prints it</source>
        <translation>XML, comme l’affiche era_invalidate</translation>
    </message>
    <message>
        <source>JSON, with offsets in bytes</source>
        <translation>JSON, avec les positions en octets</translation>
    </message>
    <message>
        <source>&amp;Format:</source>
        <translation>&amp;Format&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Into file:</source>
        <translation>Dans le fic&amp;hier&#xa0;:</translation>
    </message>
    <message>
        <source>First rows of the list</source>
        <translation>Premières lignes de la liste</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>Write the list into</source>
        <translation>Écrire la liste dans</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>Le périphérique doit d’abord être démarré.</translation>
    </message>
    <message>
        <source>Give the whole path of a file.</source>
        <translation>Indiquez le chemin complet d’un fichier.</translation>
    </message>
    <message>
        <source>Beginning a new era…</source>
        <translation>Passage à une nouvelle ère…</translation>
    </message>
    <message>
        <source>Era %1 ended; the list goes up to it.</source>
        <translation>L’ère %1 est terminée&#xa0;; la liste va jusqu’à cette ère comprise.</translation>
    </message>
    <message>
        <source>Looking at %1…</source>
        <translation>Examen de %1…</translation>
    </message>
    <message>
        <source>There is no folder %1.</source>
        <translation>Il n’y a pas de dossier %1.</translation>
    </message>
    <message>
        <source>%1 is a folder: give a file in it.</source>
        <translation>%1 est un dossier&#xa0;: indiquez un fichier dans ce dossier.</translation>
    </message>
    <message>
        <source>%1 is not a file, and would be overwritten.</source>
        <translation>%1 n’est pas un fichier, et serait écrasé.</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>Remplacer %1&#xa0;?</translation>
    </message>
    <message>
        <source>There is a file %1 already. It is replaced when the list is complete.</source>
        <translation>Le fichier %1 existe déjà. Il ne sera remplacé qu’une fois la liste complète.</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Remplacer</translation>
    </message>
    <message>
        <source>Opening %1…</source>
        <translation>Ouverture de %1…</translation>
    </message>
    <message>
        <source>Asking for the list…</source>
        <translation>Attente de la liste…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Writing the list…</source>
        <translation>Écriture de la liste…</translation>
    </message>
    <message>
        <source>Writing the list: %1 %</source>
        <translation>Écriture de la liste&#xa0;: %1&#xa0;%</translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n second(s) left</source>
        <translation>
            <numerusform>Écriture de la liste&#xa0;: %1&#xa0;%, %n seconde restante</numerusform>
            <numerusform>Écriture de la liste&#xa0;: %1&#xa0;%, %n secondes restantes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing the list: %1 %, %n minute(s) left</source>
        <translation>
            <numerusform>Écriture de la liste&#xa0;: %1&#xa0;%, %n minute restante</numerusform>
            <numerusform>Écriture de la liste&#xa0;: %1&#xa0;%, %n minutes restantes</numerusform>
        </translation>
    </message>
    <message>
        <source>Giving the list up…</source>
        <translation>Abandon de la liste…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>The list was given up. Nothing was left behind.</source>
        <translation>La liste a été abandonnée. Il n’en reste rien.</translation>
    </message>
    <message>
        <source>Reading %1 again for its sum…</source>
        <translation>Relecture de %1 pour sa somme de contrôle…</translation>
    </message>
    <message numerus="yes">
        <source>%1
%n range(s), %2, sha256 %3</source>
        <translation>
            <numerusform>%1
%n plage, %2, sha256 %3</numerusform>
            <numerusform>%1
%n plages, %2, sha256 %3</numerusform>
        </translation>
    </message>
    <message>
        <source>The list has more than it should: of %1 blocks, %2 were written later, and perhaps in these eras. No block is missing.</source>
        <translation>La liste contient plus qu’elle ne devrait. Blocs écrits plus tard, et peut-être aussi dans ces ères&#xa0;: %2 sur %1. Aucun bloc ne manque.</translation>
    </message>
    <message numerus="yes">
        <source>%n block(s) are listed.</source>
        <translation>
            <numerusform>%n bloc est listé.</numerusform>
            <numerusform>%n blocs sont listés.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobModel</name>
    <message>
        <source>It has ended</source>
        <translation>Elle est terminée</translation>
    </message>
    <message>
        <source>The service is not answering</source>
        <translation>Le service ne répond pas</translation>
    </message>
    <message>
        <source>Cancelling was asked for</source>
        <translation>L’annulation a été demandée</translation>
    </message>
    <message>
        <source>This cannot be cancelled: it would leave the device in between</source>
        <translation>Annulation impossible&#xa0;: le périphérique resterait dans un état intermédiaire</translation>
    </message>
    <message>
        <source>Cancel it before it is done</source>
        <translation>L’annuler avant son achèvement</translation>
    </message>
    <message>
        <source>No running jobs</source>
        <translation>Aucune tâche en cours</translation>
    </message>
    <message numerus="yes">
        <source>%n running job(s)</source>
        <translation>
            <numerusform>%n tâche en cours</numerusform>
            <numerusform>%n tâches en cours</numerusform>
        </translation>
    </message>
    <message>
        <source>%1/s</source>
        <comment>a size per second</comment>
        <translation>%1/s</translation>
    </message>
    <message>
        <source>running for %1</source>
        <translation>en cours depuis %1</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>percent done</comment>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>%1 % · %2</source>
        <comment>percent done, time left</comment>
        <translation>%1&#xa0;% · %2</translation>
    </message>
    <message>
        <source>%1 % · %2 · %3</source>
        <comment>percent done, time left, size per second</comment>
        <translation>%1&#xa0;% · %2 · %3</translation>
    </message>
    <message>
        <source>%1 after %2: %3</source>
        <comment>an outcome, a duration, why</comment>
        <translation>%1 après %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>%1 after %2</source>
        <comment>an outcome, a duration</comment>
        <translation>%1 après %2</translation>
    </message>
    <message>
        <source>%1, as of %2; the service is not answering</source>
        <comment>progress, a time</comment>
        <translation>%1, à %2&#xa0;; le service ne répond pas</translation>
    </message>
    <message>
        <source>Cancelling · %1</source>
        <translation>Annulation en cours · %1</translation>
    </message>
    <message>
        <source>%1 · not cancelled: %2</source>
        <comment>progress, why</comment>
        <translation>%1 · non annulée&#xa0;: %2</translation>
    </message>
    <message>
        <source>Cancelling</source>
        <translation>Annulation en cours</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>an operation and its device</comment>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>Begun %1 by %2</source>
        <translation>Début&#xa0;: %1, par %2</translation>
    </message>
    <message>
        <source>%1, %2: %3</source>
        <comment>operation and device, state, details</comment>
        <translation>%1, %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Opération</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Périphérique</translation>
    </message>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progression</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Par</translation>
    </message>
    <message numerus="yes">
        <source>%1 block(s)/s</source>
        <translation>
            <numerusform>%1 bloc/s</numerusform>
            <numerusform>%1 blocs/s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>Rapport…</translation>
    </message>
    <message>
        <source>Progress: %1</source>
        <translation>Progression&#xa0;: %1</translation>
    </message>
    <message>
        <source>Cancel: %1</source>
        <translation>Annuler&#xa0;: %1</translation>
    </message>
    <message>
        <source>Report: %1</source>
        <translation>Rapport&#xa0;: %1</translation>
    </message>
</context>
<context>
    <name>blkera::JobWizard</name>
    <message>
        <source>done</source>
        <comment>state of a step</comment>
        <translation>terminée</translation>
    </message>
    <message>
        <source>now</source>
        <comment>state of a step</comment>
        <translation>en cours</translation>
    </message>
    <message>
        <source>failed</source>
        <comment>state of a step</comment>
        <translation>échec</translation>
    </message>
    <message>
        <source>waiting</source>
        <comment>state of a step</comment>
        <translation>en attente</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
    <message>
        <source>What happens in this step</source>
        <translation>Ce qui se passe à cette étape</translation>
    </message>
    <message>
        <source>What is under way</source>
        <translation>Ce qui est en cours</translation>
    </message>
    <message>
        <source>Why it cannot go on yet</source>
        <translation>Pourquoi il n’est pas encore possible de continuer</translation>
    </message>
    <message>
        <source>What is the case if it is left here</source>
        <translation>Quelle est la situation en cas d’arrêt ici</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Étapes</translation>
    </message>
    <message>
        <source>Progress of this step</source>
        <translation>Progression de cette étape</translation>
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
        <translation>Étape %1, %2&#xa0;: %3</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>&amp;Stop and keep</source>
        <translation>&amp;Arrêter et conserver</translation>
    </message>
    <message>
        <source>If you stop here: %1</source>
        <translation>Si vous arrêtez ici&#xa0;: %1</translation>
    </message>
    <message>
        <source>&amp;This cannot be taken back. To go on, type the name of the device: %1</source>
        <translation>Cette action est &amp;irréversible. Pour continuer, saisissez le nom du périphérique&#xa0;: %1</translation>
    </message>
    <message>
        <source>Name of the device, %1</source>
        <translation>Nom du périphérique, %1</translation>
    </message>
    <message>
        <source>It is driven by %1.</source>
        <translation>C’est %1 qui pilote cette opération.</translation>
    </message>
</context>
<context>
    <name>blkera::JobsPanel</name>
    <message>
        <source>Jobs</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>No jobs. Whatever takes longer is shown here while it goes on, and for ten minutes after its end.</source>
        <translation>Aucune tâche. Tout ce qui prend du temps est affiché ici pendant son déroulement, et pendant dix minutes après sa fin.</translation>
    </message>
    <message numerus="yes">
        <source>%n older job(s) are not shown</source>
        <translation>
            <numerusform>%n tâche plus ancienne n’est pas affichée</numerusform>
            <numerusform>%n tâches plus anciennes ne sont pas affichées</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::MainWindow</name>
    <message>
        <source>Jobs</source>
        <translation>Tâches</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1&#xa0;: %2</translation>
    </message>
    <message>
        <source>&amp;New device…</source>
        <translation>&amp;Nouveau périphérique…</translation>
    </message>
    <message>
        <source>Put a device that remembers eras in front of another one</source>
        <translation>Placer devant un périphérique un autre qui mémorise les ères</translation>
    </message>
    <message>
        <source>Checkpoint &amp;several…</source>
        <translation>Créer un point de contrôle &amp;groupé…</translation>
    </message>
    <message>
        <source>Begin a new era on several devices at one moment</source>
        <translation>Commencer une nouvelle ère sur plusieurs périphériques au même instant</translation>
    </message>
    <message>
        <source>&amp;Reload the configuration</source>
        <translation>Re&amp;charger la configuration</translation>
    </message>
    <message>
        <source>Take in what was changed in the configuration files</source>
        <translation>Prendre en compte les changements des fichiers de configuration</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Réessayer</translation>
    </message>
    <message>
        <source>Ask the service again</source>
        <translation>Interroger de nouveau le service</translation>
    </message>
    <message>
        <source>&amp;Copy command</source>
        <translation>Copier &amp;la commande</translation>
    </message>
    <message>
        <source>Copy the command that shows what is the matter with the service</source>
        <translation>Copier la commande qui montre ce qui ne va pas avec le service</translation>
    </message>
    <message>
        <source>&amp;Find a device</source>
        <translation>Rec&amp;hercher un périphérique</translation>
    </message>
    <message>
        <source>Type a part of its name</source>
        <translation>Saisissez une partie de son nom</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Quitter</translation>
    </message>
    <message>
        <source>Close the window; jobs go on</source>
        <translation>Fermer la fenêtre&#xa0;; les tâches se poursuivent</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Fichier</translation>
    </message>
    <message>
        <source>&amp;Device</source>
        <translation>&amp;Périphérique</translation>
    </message>
    <message>
        <source>Copy as c&amp;ommand</source>
        <translation>Copier comme c&amp;ommande</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Affichage</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>Appare&amp;nce</translation>
    </message>
    <message>
        <source>As the &amp;desktop</source>
        <translation>Comme le &amp;bureau</translation>
    </message>
    <message>
        <source>&amp;Light</source>
        <translation>&amp;Clair</translation>
    </message>
    <message>
        <source>Dar&amp;k</source>
        <translation>&amp;Sombre</translation>
    </message>
    <message>
        <source>&amp;High contrast</source>
        <translation>Contraste é&amp;levé</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Ai&amp;de</translation>
    </message>
    <message>
        <source>&amp;About Block Eras</source>
        <translation>À pr&amp;opos de Block Eras</translation>
    </message>
    <message>
        <source>Devices</source>
        <translation>Périphériques</translation>
    </message>
    <message>
        <source>Find a device (F3)</source>
        <translation>Rechercher un périphérique (F3)</translation>
    </message>
    <message>
        <source>Find a device</source>
        <translation>Rechercher un périphérique</translation>
    </message>
    <message>
        <source>&amp;Jobs</source>
        <translation>&amp;Tâches</translation>
    </message>
    <message>
        <source>Running jobs</source>
        <translation>Tâches en cours</translation>
    </message>
    <message>
        <source>%1: a job failed</source>
        <translation>%1&#xa0;: une tâche a échoué</translation>
    </message>
    <message>
        <source>The era service is not answering; what is shown is as of %1.</source>
        <translation>Le service d’ères ne répond pas&#xa0;; ce qui est affiché date de %1.</translation>
    </message>
    <message>
        <source>The history cannot be written at present: %1</source>
        <translation>Impossible d’écrire l’historique pour le moment&#xa0;: %1</translation>
    </message>
    <message>
        <source>No era devices yet.</source>
        <translation>Aucun périphérique à ères pour le moment.</translation>
    </message>
    <message>
        <source>A device of that kind stands in front of another one and remembers, before each write, which blocks changed in which era. Backups and rolled back caches need only those.</source>
        <translation>Un tel périphérique se place devant un autre et mémorise, avant chaque écriture, quels blocs ont été modifiés dans quelle ère. Les sauvegardes et les caches restaurés n’ont besoin que de ceux-là.</translation>
    </message>
    <message>
        <source>Asking the era service…</source>
        <translation>Interrogation du service d’ères…</translation>
    </message>
    <message>
        <source>The era service is not answering.</source>
        <translation>Le service d’ères ne répond pas.</translation>
    </message>
    <message>
        <source>The unit is blkerad.service; %1.</source>
        <translation>L’unité est blkerad.service&#xa0;; %1.</translation>
    </message>
    <message>
        <source>The era service is not running.</source>
        <translation>Le service d’ères n’est pas démarré.</translation>
    </message>
    <message>
        <source>There is no system bus.</source>
        <translation>Il n’y a pas de bus système.</translation>
    </message>
    <message>
        <source>The service is of another version than this program.</source>
        <translation>Le service est d’une autre version que ce programme.</translation>
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
        <translation>%1&#xa0;% – %2</translation>
    </message>
    <message>
        <source>About Block Eras</source>
        <translation>À propos de Block Eras</translation>
    </message>
    <message>
        <source>Block Eras %1</source>
        <translation>Block Eras %1</translation>
    </message>
    <message>
        <source>Shows which blocks of a device changed, era by era, and leads through what can be done with that. The service is version %1.

Free software under the GNU General Public License, version 2 or later.</source>
        <translation>Montre, ère par ère, quels blocs d’un périphérique ont été modifiés, et vous guide dans l’utilisation de ces informations. Le service est en version %1.

Logiciel libre sous licence publique générale GNU, version 2 ou ultérieure.</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>inconnue</translation>
    </message>
    <message>
        <source>&amp;Copy diagnostics</source>
        <translation>&amp;Copier le diagnostic</translation>
    </message>
    <message>
        <source>Copied: what a report about a problem needs.</source>
        <translation>Copié&#xa0;: ce qu’il faut pour signaler un problème.</translation>
    </message>
    <message>
        <source>&amp;Refresh</source>
        <translation>&amp;Actualiser</translation>
    </message>
    <message>
        <source>Ask the service again for what is shown</source>
        <translation>Demander de nouveau au service ce qui est affiché</translation>
    </message>
</context>
<context>
    <name>blkera::MapLegend</name>
    <message>
        <source>Legend</source>
        <translation>Légende</translation>
    </message>
    <message>
        <source>Share of changed blocks: from %1 to %2, a step a decade</source>
        <translation>Part des blocs modifiés&#xa0;: de %1 à %2, un palier par décade</translation>
    </message>
    <message>
        <source>Era of the last write: from %1 to %2</source>
        <translation>Ère de la dernière écriture&#xa0;: de %1 à %2</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1&#xa0;%</translation>
    </message>
    <message>
        <source>≤ %1</source>
        <translation>≤&#xa0;%1</translation>
    </message>
    <message>
        <source>era %1</source>
        <translation>ère %1</translation>
    </message>
    <message>
        <source>none</source>
        <translation>aucun</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>pas encore connu</translation>
    </message>
    <message>
        <source>highlighted</source>
        <translation>en surbrillance</translation>
    </message>
</context>
<context>
    <name>blkera::MapOverviewBar</name>
    <message>
        <source>Whole device</source>
        <translation>Périphérique entier</translation>
    </message>
    <message>
        <source>Left and Right move the part that the map shows</source>
        <translation>Gauche et Droite déplacent la partie que montre la carte</translation>
    </message>
    <message>
        <source>The whole device; the frame is what the map shows. Drag it, or use the arrow keys.</source>
        <translation>Le périphérique entier&#xa0;; le cadre est ce que montre la carte. Faites-le glisser, ou utilisez les touches fléchées.</translation>
    </message>
    <message>
        <source>The map shows %1 to %2 of %3</source>
        <translation>La carte montre de %1 à %2 sur %3</translation>
    </message>
</context>
<context>
    <name>blkera::MapPage</name>
    <message>
        <source>Cell</source>
        <translation>Cellule</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Afficher les modifications</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>Copier le résumé</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>Copier la phrase</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Précédent</translation>
    </message>
    <message>
        <source>Back to what was shown before</source>
        <translation>Revenir à la vue précédente</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Suivant</translation>
    </message>
    <message>
        <source>Forward to what was shown after</source>
        <translation>Avancer à la vue suivante</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Agrandir</translation>
    </message>
    <message>
        <source>Zoom in at the cursor</source>
        <translation>Agrandir à l’endroit du curseur</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Réduire</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>Ajuster</translation>
    </message>
    <message>
        <source>Show the whole device</source>
        <translation>Afficher le périphérique entier</translation>
    </message>
    <message>
        <source>1:1</source>
        <translation>1:1</translation>
    </message>
    <message>
        <source>Show single blocks</source>
        <translation>Afficher un bloc par cellule</translation>
    </message>
    <message>
        <source>How much changed</source>
        <translation>Quantité modifiée</translation>
    </message>
    <message>
        <source>Newest era</source>
        <translation>Ère la plus récente</translation>
    </message>
    <message>
        <source>What colours say</source>
        <translation>Signification des couleurs</translation>
    </message>
    <message>
        <source>Blue to yellow</source>
        <translation>Du bleu au jaune</translation>
    </message>
    <message>
        <source>Purple to yellow</source>
        <translation>Du violet au jaune</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>Gris</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Couleurs</translation>
    </message>
    <message>
        <source>Map of changed blocks</source>
        <translation>Carte des blocs modifiés</translation>
    </message>
    <message>
        <source>Map of changed blocks of %1</source>
        <translation>Carte des blocs modifiés de %1</translation>
    </message>
    <message>
        <source>Which blocks changed is not known yet.</source>
        <translation>On ne sait pas encore quels blocs ont été modifiés.</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Aucun périphérique n’est sélectionné.</translation>
    </message>
    <message>
        <source>There is no map of %1 at present.</source>
        <translation>Il n’y a pas de carte de %1 pour le moment.</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>Les blocs modifiés sont visibles pendant que le périphérique fonctionne. Démarrez-le d’abord.</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>Une autorisation est nécessaire pour voir les blocs modifiés</translation>
    </message>
    <message>
        <source>The map could not be read.</source>
        <translation>Impossible de lire la carte.</translation>
    </message>
    <message>
        <source>The whole device is shown already</source>
        <translation>Le périphérique entier est déjà affiché</translation>
    </message>
    <message>
        <source>Single blocks are shown already</source>
        <translation>Chaque cellule représente déjà un seul bloc</translation>
    </message>
    <message>
        <source>Nothing was shown before</source>
        <translation>Il n’y a pas de vue précédente</translation>
    </message>
    <message>
        <source>There is nothing to go forward to</source>
        <translation>Il n’y a pas de vue suivante</translation>
    </message>
</context>
<context>
    <name>blkera::MessageBar</name>
    <message>
        <source>Message</source>
        <translation>Message</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Fermer</translation>
    </message>
    <message>
        <source>Close this message</source>
        <translation>Fermer ce message</translation>
    </message>
</context>
<context>
    <name>blkera::RegionsPage</name>
    <message>
        <source>Copy rows</source>
        <translation>Copier les lignes</translation>
    </message>
    <message>
        <source>Show on the map</source>
        <translation>Afficher sur la carte</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Copier comme commande</translation>
    </message>
    <message>
        <source>Show changes</source>
        <translation>Afficher les modifications</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Réessayer</translation>
    </message>
    <message>
        <source>Stop reading</source>
        <translation>Arrêter la lecture</translation>
    </message>
    <message>
        <source>Regions that changed</source>
        <translation>Zones modifiées</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Résumé</translation>
    </message>
    <message>
        <source>How many regions the table has</source>
        <translation>Nombre de zones du tableau</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Copy the summary</source>
        <translation>Copier le résumé</translation>
    </message>
    <message>
        <source>Copy the sentence</source>
        <translation>Copier la phrase</translation>
    </message>
    <message>
        <source>Show the region on the map (Enter)</source>
        <translation>Afficher la zone sur la carte (Entrée)</translation>
    </message>
    <message>
        <source>No device is chosen.</source>
        <translation>Aucun périphérique n’est sélectionné.</translation>
    </message>
    <message>
        <source>The list was not read.</source>
        <translation>La liste n’a pas été lue.</translation>
    </message>
    <message>
        <source>There is no list of %1 at present.</source>
        <translation>Il n’y a pas de liste de %1 pour le moment.</translation>
    </message>
    <message>
        <source>Which blocks changed can be seen while the device runs. Start it first.</source>
        <translation>Les blocs modifiés sont visibles pendant que le périphérique fonctionne. Démarrez-le d’abord.</translation>
    </message>
    <message>
        <source>Seeing which blocks changed needs authorisation</source>
        <translation>Une autorisation est nécessaire pour voir les blocs modifiés</translation>
    </message>
    <message>
        <source>The list could not be read.</source>
        <translation>Impossible de lire la liste.</translation>
    </message>
    <message>
        <source>Reading the list of changed blocks</source>
        <translation>Lecture de la liste des blocs modifiés</translation>
    </message>
    <message>
        <source>No region changed.</source>
        <translation>Aucune zone n’a été modifiée.</translation>
    </message>
    <message numerus="yes">
        <source>All %n region(s).</source>
        <translation>
            <numerusform>%n zone au total.</numerusform>
            <numerusform>%n zones au total.</numerusform>
        </translation>
    </message>
    <message>
        <source>The %1 longest of %2 regions.</source>
        <translation>Les %1 zones les plus longues sur %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1 region(s) so far</source>
        <translation>
            <numerusform>%1 zone jusqu’à présent</numerusform>
            <numerusform>%1 zones jusqu’à présent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>blkera::RepairDialog</name>
    <message>
        <source>Repair %1</source>
        <translation>Réparer %1</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Ce qui ne va pas</translation>
    </message>
    <message>
        <source>Stop the device. Nobody may use it any more: unmount what is on it before.</source>
        <translation>Arrêtez le périphérique. Plus personne ne doit l’utiliser&#xa0;: démontez d’abord ce qui s’y trouve.</translation>
    </message>
    <message>
        <source>As root, check the metadata. It lists what is damaged, and changes nothing. If it finds nothing, go to the last step.</source>
        <translation>En tant que root, vérifiez les métadonnées. La vérification liste ce qui est endommagé et ne modifie rien. Si elle ne trouve rien, passez à la dernière étape.</translation>
    </message>
    <message>
        <source>Repair it into a file. The damaged metadata stays as it is; blocks of which nothing can be proved count as written, so no list misses any. A metadata snapshot that is held is left out.</source>
        <translation>Écrivez les métadonnées réparées dans un fichier. Les métadonnées endommagées restent telles quelles&#xa0;; les blocs dont rien ne peut être prouvé comptent comme écrits, si bien qu’aucune liste n’en omet. Un instantané des métadonnées qui est conservé n’est pas repris.</translation>
    </message>
    <message>
        <source>Check what was made. It must find nothing.</source>
        <translation>Vérifiez le fichier obtenu. La vérification ne doit rien trouver.</translation>
    </message>
    <message>
        <source>Bring it back to the metadata device, which is overwritten: keep the file until the device runs.</source>
        <translation>Recopiez le fichier sur le périphérique de métadonnées, qui est écrasé&#xa0;: gardez le fichier jusqu’à ce que le périphérique fonctionne.</translation>
    </message>
    <message>
        <source>Start the device again. It checks the metadata itself.</source>
        <translation>Démarrez de nouveau le périphérique. Il vérifie lui-même les métadonnées.</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <comment>number of a step, and what to do</comment>
        <translation>%1. %2</translation>
    </message>
    <message>
        <source>if needed</source>
        <translation>si nécessaire</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Copier</translation>
    </message>
    <message>
        <source>Command of step %1</source>
        <translation>Commande de l’étape %1</translation>
    </message>
    <message>
        <source>Copy the command of step %1</source>
        <translation>Copier la commande de l’étape %1</translation>
    </message>
    <message>
        <source>%1, state: %2</source>
        <translation>%1, état&#xa0;: %2</translation>
    </message>
    <message>
        <source>The service says: %1</source>
        <translation>Le service indique&#xa0;: %1</translation>
    </message>
    <message>
        <source>✓ done</source>
        <translation>✓ terminée</translation>
    </message>
    <message>
        <source>▸ now</source>
        <translation>▸ maintenant</translation>
    </message>
    <message>
        <source>▸ last</source>
        <translation>▸ pour finir</translation>
    </message>
    <message>
        <source>then</source>
        <translation>ensuite</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Démarrer</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>&amp;Arrêter</translation>
    </message>
    <message>
        <source>%1 is running again.</source>
        <translation>%1 est de nouveau actif.</translation>
    </message>
    <message>
        <source>It runs as it should.</source>
        <translation>Il fonctionne normalement.</translation>
    </message>
    <message>
        <source>Its state is changing.</source>
        <translation>Son état est en train de changer.</translation>
    </message>
    <message>
        <source>Starting %1…</source>
        <translation>Démarrage de %1…</translation>
    </message>
    <message>
        <source>Stopping %1…</source>
        <translation>Arrêt de %1…</translation>
    </message>
</context>
<context>
    <name>blkera::ReportWindow</name>
    <message>
        <source>Report: %1</source>
        <translation>Rapport&#xa0;: %1</translation>
    </message>
    <message>
        <source>Show &amp;as:</source>
        <translation>&amp;Afficher comme&#xa0;:</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Texte</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Format of the report</source>
        <translation>Format du rapport</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Enregistrer…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texte (*.txt)</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Enregistré sous %1</translation>
    </message>
    <message>
        <source>%1 was not saved: %2</source>
        <comment>a file and why</comment>
        <translation>%1 n’a pas été enregistré&#xa0;: %2</translation>
    </message>
</context>
<context>
    <name>blkera::ResizeDialog</name>
    <message>
        <source>Copy the resu&amp;lt</source>
        <translation>Copier le résu&amp;ltat</translation>
    </message>
    <message>
        <source>Let it shrink…</source>
        <translation>Autoriser la réduction…</translation>
    </message>
    <message>
        <source>Resize %1</source>
        <translation>Redimensionner %1</translation>
    </message>
    <message>
        <source>&amp;Resize</source>
        <translation>&amp;Redimensionner</translation>
    </message>
    <message>
        <source>What happens</source>
        <translation>Ce qui se passe</translation>
    </message>
    <message>
        <source>Change the size of the origin or of the metadata device first, with the tools that made them. Then this takes in the sizes that they have now, while the device is in use. A new era begins. What the origin has grown by counts as never written.</source>
        <translation>Changez d’abord la taille de l’origine ou du périphérique de métadonnées, avec les outils qui les ont créés. Cette opération prend ensuite en compte leurs tailles actuelles, pendant que le périphérique est utilisé. Une nouvelle ère commence. La partie ajoutée à l’origine est considérée comme jamais écrite.</translation>
    </message>
    <message>
        <source>Sizes now</source>
        <translation>Tailles actuelles</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Résultat</translation>
    </message>
    <message>
        <source>%1 is stopped. It takes in the sizes when it is resized while it runs.</source>
        <translation>%1 est arrêté. Les tailles sont prises en compte quand il est redimensionné alors qu’il fonctionne.</translation>
    </message>
    <message>
        <source>The device knows:
Origin %1: %2
Metadata %3: %4, of which %5 are used</source>
        <translation>Tailles connues du périphérique&#xa0;:
Origine %1&#xa0;: %2
Métadonnées %3&#xa0;: %4, dont %5 utilisés</translation>
    </message>
    <message>
        <source>The device has to be started first.</source>
        <translation>Le périphérique doit d’abord être démarré.</translation>
    </message>
    <message>
        <source>The device has to be resumed first.</source>
        <translation>Le périphérique doit d’abord être repris.</translation>
    </message>
    <message>
        <source>Taking in the sizes…</source>
        <translation>Prise en compte des tailles…</translation>
    </message>
    <message>
        <source>Let %1 shrink?</source>
        <translation>Autoriser la réduction de %1&#xa0;?</translation>
    </message>
    <message>
        <source>The service says: %1

What is remembered about the end that is cut off is lost: no list has those blocks any more, even if the origin grows again. Whoever still uses that end gets errors.</source>
        <translation>Le service indique&#xa0;: %1

Ce qui est mémorisé sur la partie supprimée à la fin est perdu&#xa0;: plus aucune liste ne contient ces blocs, même si l’origine s’agrandit de nouveau. Ce qui utilise encore cette partie reçoit des erreurs.</translation>
    </message>
    <message>
        <source>Let it shrink</source>
        <translation>Autoriser la réduction</translation>
    </message>
    <message>
        <source>Size: %1</source>
        <translation>Taille&#xa0;: %1</translation>
    </message>
    <message>
        <source>Era blocks: %1 → %2</source>
        <translation>Blocs d’ère&#xa0;: %1 → %2</translation>
    </message>
    <message>
        <source>Metadata: %1 → %2</source>
        <translation>Métadonnées&#xa0;: %1 → %2</translation>
    </message>
    <message>
        <source>The block device has that size only after the device was stopped and started.</source>
        <translation>Le périphérique bloc n’aura cette taille qu’une fois le périphérique arrêté puis démarré.</translation>
    </message>
    <message>
        <source>Both devices have the sizes that they had.</source>
        <translation>Les deux périphériques ont les mêmes tailles qu’avant.</translation>
    </message>
    <message>
        <source>The sizes are taken in.</source>
        <translation>Les tailles sont prises en compte.</translation>
    </message>
</context>
<context>
    <name>blkera::ScheduleDialog</name>
    <message>
        <source>Checkpoints of %1 by themselves</source>
        <translation>Points de contrôle automatiques de %1</translation>
    </message>
    <message>
        <source>&amp;Set schedule</source>
        <translation>&amp;Définir la planification</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Jamais</translation>
    </message>
    <message>
        <source>At an interval</source>
        <translation>À intervalle régulier</translation>
    </message>
    <message>
        <source>Every hour</source>
        <translation>Toutes les heures</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>Tous les jours</translation>
    </message>
    <message>
        <source>Every week</source>
        <translation>Toutes les semaines</translation>
    </message>
    <message>
        <source>Every month</source>
        <translation>Tous les mois</translation>
    </message>
    <message>
        <source>minutes</source>
        <translation>minutes</translation>
    </message>
    <message>
        <source>hours</source>
        <translation>heures</translation>
    </message>
    <message>
        <source>days</source>
        <translation>jours</translation>
    </message>
    <message>
        <source>Unit of the interval</source>
        <translation>Unité de l’intervalle</translation>
    </message>
    <message>
        <source>&amp;When:</source>
        <translation>&amp;Quand&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Every:</source>
        <translation>&amp;Intervalle&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;Day of the week:</source>
        <translation>&amp;Jour de la semaine&#xa0;:</translation>
    </message>
    <message>
        <source>Day of the m&amp;onth:</source>
        <translation>J&amp;our du mois&#xa0;:</translation>
    </message>
    <message>
        <source>&amp;At:</source>
        <translation>&amp;Heure&#xa0;:</translation>
    </message>
    <message>
        <source>What the service is told</source>
        <translation>Ce qui est transmis au service</translation>
    </message>
    <message>
        <source>Next times</source>
        <translation>Prochaines échéances</translation>
    </message>
    <message>
        <source>Schedule: %1</source>
        <translation>Planification&#xa0;: %1</translation>
    </message>
    <message>
        <source>Next times, in this machine&apos;s time zone:</source>
        <translation>Prochaines échéances, dans le fuseau horaire de cette machine&#xa0;:</translation>
    </message>
    <message>
        <source>Eras begin only when somebody asks for a checkpoint.</source>
        <translation>Une nouvelle ère ne commence que lorsque quelqu’un demande un point de contrôle.</translation>
    </message>
    <message>
        <source>Somebody else has set another schedule meanwhile: %1</source>
        <translation>Quelqu’un d’autre a défini une autre planification entre-temps&#xa0;: %1</translation>
    </message>
    <message>
        <source>Setting the schedule…</source>
        <translation>Définition de la planification…</translation>
    </message>
</context>
<context>
    <name>blkera::StatePage</name>
    <message>
        <source>State</source>
        <translation>État</translation>
    </message>
    <message>
        <source>Cause</source>
        <translation>Cause</translation>
    </message>
</context>
<context>
    <name>blkera::UsageGauge</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Getting full</source>
        <translation>Se remplissent</translation>
    </message>
    <message>
        <source>Nearly full</source>
        <translation>Presque pleines</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>Inconnu</translation>
    </message>
    <message>
        <source>Metadata</source>
        <translation>Métadonnées</translation>
    </message>
    <message>
        <source>How full the metadata is</source>
        <translation>Remplissage des métadonnées</translation>
    </message>
    <message>
        <source>%1 % · %2 of %3</source>
        <comment>percent, used and total size</comment>
        <translation>%1&#xa0;% · %2 sur %3</translation>
    </message>
    <message>
        <source>It is known while the device runs</source>
        <translation>Connu pendant que le périphérique fonctionne</translation>
    </message>
    <message>
        <source>No metadata snapshot is held</source>
        <translation>Aucun instantané des métadonnées n’est conservé</translation>
    </message>
    <message>
        <source>A metadata snapshot is held at block %1</source>
        <translation>Un instantané des métadonnées est conservé au bloc %1</translation>
    </message>
    <message>
        <source>%1 of %2 blocks of the metadata are in use. From %3 % on it gets full, from %4 % on it should be enlarged; at 100 % no checkpoint can be taken.</source>
        <translation>%1 blocs de métadonnées sur %2 sont utilisés. À partir de %3&#xa0;%, elles se remplissent&#xa0;; à partir de %4&#xa0;%, il convient de les agrandir&#xa0;; à 100&#xa0;%, aucun point de contrôle ne peut être créé.</translation>
    </message>
    <message>
        <source>Metadata: %1, %2</source>
        <translation>Métadonnées&#xa0;: %1, %2</translation>
    </message>
</context>
<context>
    <name>blkera::WizardReport</name>
    <message>
        <source>Report</source>
        <translation>Rapport</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Copier</translation>
    </message>
    <message>
        <source>Copy as &amp;JSON</source>
        <translation>Copier en &amp;JSON</translation>
    </message>
    <message>
        <source>Sa&amp;ve…</source>
        <translation>&amp;Enregistrer…</translation>
    </message>
    <message>
        <source>Save the report</source>
        <translation>Enregistrer le rapport</translation>
    </message>
    <message>
        <source>Text (*.txt)</source>
        <translation>Texte (*.txt)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>Enregistré sous %1.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>Impossible d’écrire dans %1&#xa0;: %2</translation>
    </message>
</context>
</TS>
